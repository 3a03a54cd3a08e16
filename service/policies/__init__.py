"""Written policies and their verdicts."""
