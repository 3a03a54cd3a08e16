"""Scores against people's labels."""
