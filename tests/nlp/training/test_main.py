from pathlib import Path

import pytest

from nlp.training import __main__ as training


def test_missing_data_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert training.main(["--shared", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_only_what_is_asked_for_is_trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("evaluation", "postings"):
        (tmp_path / "data" / name).mkdir(parents=True)
    trained: list[tuple[str, Path]] = []

    class Module:
        def __init__(self, name: str) -> None:
            self.name = name

        def train(self, shared: Path) -> None:
            trained.append((self.name, shared))

    monkeypatch.setattr(training, "import_module", Module)
    assert training.main(["--shared", str(tmp_path), "mention_judge"]) == 0
    assert trained == [("nlp.training.mention_judge", tmp_path)]
    training.main(["--shared", str(tmp_path)])
    assert [name for name, _ in trained[1:]] == [f"nlp.training.{name}" for name in training.COMPONENTS]


def test_an_unknown_component_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        training.main(["--shared", str(tmp_path), "everything_else"])
