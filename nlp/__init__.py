"""The spaCy pipeline: the text of a posting in, mentions and codes out. No database, no network."""

import os

# One process reads on one core: `--workers` is how more are used. Threads of the linear algebra beneath numpy
# would only get in each other's way, at several times the cost; it reads this when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
