"""The only place where nlp meets storage."""
