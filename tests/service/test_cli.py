import subprocess
import sys

_FROZEN = """
import gc, duckdb, service.cli
gc.freeze()
service.cli.app = lambda: None
service.cli.main()
"""


def test_what_the_extractor_froze_is_freed_quietly_at_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", _FROZEN], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
