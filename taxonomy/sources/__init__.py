"""Builders: one official file to one compiled table each."""
