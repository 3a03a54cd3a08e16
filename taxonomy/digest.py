"""One digest for the state of all compiled tables, so that every published figure can name it."""

from functools import lru_cache
from hashlib import sha256

from taxonomy.loader import TABLES_DIR


@lru_cache(maxsize=1)
def tables_digest() -> str:
    """Digest over names and contents of the compiled tables: "sha256:" and 64 hexadecimal digits."""
    digest = sha256()
    for path in sorted(TABLES_DIR.glob("*.parquet")):
        digest.update(path.name.encode())
        digest.update(sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()}"
