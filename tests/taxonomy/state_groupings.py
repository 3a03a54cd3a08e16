"""Groupings as a state may write them: five, and the cross-cutting Clusters."""

from pathlib import Path

STATE_GROUPINGS = """
groupings:
  Making & Building: [advanced manufacturing, Construction, Energy and Natural Resources]
  Food & Hospitality: [Agriculture, "Hospitality, Events, & Tourism"]
  People: [Education, Healthcare & Human Services, Public Service & Safety]
  Money & Goods: [Financial Services, Supply Chain & Transportation]
  Arts:
    - Arts, Entertainment, & Design
  Cross-cutting: [Digital Technology, Management & Entrepreneurship, Marketing & Sales]
"""


def write_groupings(folder: Path, text: str = STATE_GROUPINGS) -> Path:
    """The file of a state in a folder."""
    path = folder / "groupings.yml"
    path.write_text(text, encoding="utf-8")
    return path
