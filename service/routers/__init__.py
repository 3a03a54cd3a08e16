"""API resources, one per file."""
