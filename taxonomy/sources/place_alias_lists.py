"""The lines of `place_aliases`: facts about US place names, sorted by state and name."""

ALIAS_LINES = """
New York City | NY | New York
NYC | NY | New York
NY | NY | New York
Manhattan | NY | New York
L I City | NY | Long Island City
LIC | NY | Long Island City
Queens | NY | Long Island City
"""

LOCALITY_LINES = """
Fort Bragg | NC | 37051
"""

DOMINANT_LINES = """
manhattan | NY |
nyc | NY |
"""
