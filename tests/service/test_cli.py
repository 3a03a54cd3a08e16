import os
import subprocess
import sys
from pathlib import Path

import pytest

_FROZEN = """
import gc, duckdb, service.cli
gc.freeze()
service.cli.app = lambda: None
service.cli.main()
"""


def test_what_the_extractor_froze_is_freed_quietly_at_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", _FROZEN], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize(
    "command",
    [
        "sources health",
        "taxonomy candidates",
        "review queue",
        "review list",
        "publish",
        "crawl --sources FILE",
    ],
)
def test_every_command_makes_its_database_on_a_new_machine(command: str, tmp_path: Path) -> None:
    row = "{slug: s, family: greenhouse, token: t, employer: E, base_url: 'http://127.0.0.1:9'}"
    (tmp_path / "sources.yml").write_text(f"- {row}\n", encoding="utf-8")
    arguments = command.replace("FILE", str(tmp_path / "sources.yml")).split()
    here = os.environ | {"SIGNALPOST_DATA_DIR": str(tmp_path / "data"), "SIGNALPOST_DATABASE_URL": ""}
    script = "from service.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False, env=here
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "db upgrade" not in said
    assert said.strip() or done.returncode == 0
