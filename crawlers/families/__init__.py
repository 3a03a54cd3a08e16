"""One hiring platform, one file."""
