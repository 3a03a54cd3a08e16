"""The lines of `place_aliases`: facts about US place names, sorted by state and name."""

ALIAS_LINES = """
New York City | NY | New York
"""

LOCALITY_LINES = """
Fort Bragg | NC | 37051
"""
