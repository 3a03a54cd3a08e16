"""Version of the pipeline: it changes whenever the same text could be read differently."""

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from taxonomy.digest import tables_digest

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def pipeline_version() -> str:
    """E.g. "0.1.0+3f9c2a71be04": the release, and a digest of components, trained models and vocabulary."""
    digest = sha256(tables_digest().encode())
    for path in sorted((*_HERE.glob("*.py"), *_HERE.glob("components/*.py"), *_HERE.glob("models/**/*"))):
        if path.is_file():
            digest.update(path.relative_to(_HERE).as_posix().encode())
            digest.update(sha256(path.read_bytes()).digest())
    return f"{version('signalpost')}+{digest.hexdigest()[:12]}"
