"""Response bodies, one resource per file."""
