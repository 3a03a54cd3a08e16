"""Command line, one group per file."""
