"""Jobs, signals, API, pages, scheduler and command line: where nlp meets storage."""
