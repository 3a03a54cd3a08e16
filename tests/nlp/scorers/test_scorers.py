import json
from pathlib import Path

import pytest

from nlp.extractor import Extractor
from nlp.pipeline import build_pipeline
from nlp.scorers.__main__ import main
from nlp.scorers.dev_sets import DEV_SETS, DevSet, score
from nlp.scorers.goals import POSTING_GOALS, Goal
from nlp.scorers.report import Measured, model_versions, write_report
from taxonomy.vocabulary import load_vocabulary

SCORER = """
import json, sys
if sys.argv[1] == "inputs":
    print(json.dumps({"id": "1", "title": "", "description": "Uses PowerPoint"}))
else:
    rows = [json.loads(line) for line in open(sys.argv[3], encoding="utf-8")]
    print("words before the answer")
    print(json.dumps({"technology": {"f1": len(rows[0]["mentions"]) / 2}}))
"""
LISTING_SCORER = """
import json, sys
def read(path):
    return [json.loads(line)["id"] for line in open(path, encoding="utf-8")]
if sys.argv[1] == "inputs":
    for name in read(sys.argv[3]):
        print(json.dumps({"id": name, "title": "", "description": "Uses PowerPoint"}))
else:
    print(json.dumps({"gold": read(sys.argv[2]), "predicted": read(sys.argv[3])}))
"""
GOAL = Goal("technology F1", ("technology", "f1"), 0.9, 0.4)


def test_a_goal_reads_its_figure_and_judges_it() -> None:
    figures = {"technology": {"f1": 0.5}}
    assert GOAL.value(figures) == 0.5
    assert [GOAL.verdict(value) for value in (0.95, 0.5, 0.1, None)] == ["goal", "first bar", "below", "-"]
    assert GOAL.value({"technology": None}) is None


def test_lower_is_better_for_an_error() -> None:
    goal = Goal("ece", ("ece",), 0.03, 0.08, is_error=True)
    assert [goal.verdict(value) for value in (0.01, 0.05, 0.2)] == ["goal", "first bar", "below"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "score.py").write_text(SCORER)
    return tmp_path


def test_a_set_is_extracted_and_scored_by_the_tool(shared: Path) -> None:
    extractor = Extractor(build_pipeline(("concept_matcher",)), load_vocabulary())
    figures = score(shared, DevSet("any", "postings", POSTING_GOALS), extractor.extract_many)
    assert figures == {"technology": {"f1": 0.5}}


def test_our_own_labels_are_scored_apart_by_whether_their_errors_were_read(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": name, "gold": {"is_blind": name == "b"}} for name in ("a", "b", "c")]
    monkeypatch.setattr("nlp.scorers.dev_sets.read_labels", lambda _: iter(rows))
    (shared / "tools" / "score.py").write_text(LISTING_SCORER)
    extract = Extractor(build_pipeline(("concept_matcher",)), load_vocabulary()).extract_many
    for kind, names in (("read", ["a", "c"]), ("blind", ["b"])):
        dev_set = DevSet("ours", "postings", POSTING_GOALS, kind)  # type: ignore[arg-type]
        assert score(shared, dev_set, extract) == {"gold": names, "predicted": names}


def test_the_report_shows_figures_beside_goals() -> None:
    measured = Measured(
        DevSet("postings_gold_dev", "postings", (GOAL,)), {"technology": {"f1": 0.5}}, "A note."
    )
    report = write_report([measured], "2026-11-22", {"judge": "abc"})
    assert "| technology F1 | 0.500 | 0.90 | 0.40 | first bar |" in report
    assert "judge `abc`" in report
    assert "2026-11-22" in report
    assert "A note." in report


def test_every_artifact_has_a_version(tmp_path: Path) -> None:
    (tmp_path / "judge").write_bytes(b"")
    assert model_versions(tmp_path) == {"judge": "e3b0c44298fc"}
    assert "mention_judge.json.gz" in model_versions()


def test_missing_material_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 2
    assert "score.py" in capsys.readouterr().err


def test_goals_are_in_reach_of_their_bars() -> None:
    for dev_set in DEV_SETS:
        for goal in dev_set.goals:
            assert (goal.goal <= goal.first_bar) if goal.is_error else (goal.first_bar <= goal.goal)
    assert json.dumps([dev_set.name for dev_set in DEV_SETS])
