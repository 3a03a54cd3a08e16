"""Queries and writes, one resource per file."""
