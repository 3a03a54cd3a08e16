"""Where lies what is only needed while training, from one component to the next; git ignores it."""

from pathlib import Path

WORK = Path("build/training")
