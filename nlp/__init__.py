"""The spaCy pipeline: the text of a posting in, mentions and codes out. No database, no network."""
