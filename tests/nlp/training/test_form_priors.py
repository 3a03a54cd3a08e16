import json
from pathlib import Path

import pytest

from nlp.pipeline import build_pipeline
from nlp.training import form_priors
from nlp.training.form_priors import FormUse, collect_priors, sample_postings


def test_a_code_shows_shares_in_steps() -> None:
    use = FormUse(n_postings=30, n=100, n_lower=100, n_listed=0, n_demands=30, n_others=60)
    assert use.code() == "40242"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data" / "postings"
    folder.mkdir(parents=True)
    rows = [
        {"id": n, "title": "Clerk", "description": "<p>Requirements: PowerPoint and Microsoft Excel</p>"}
        for n in range(3)
    ]
    (folder / "town.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr(form_priors, "SAMPLE", {"town": 2})
    return tmp_path


def test_the_sample_is_seeded_and_plain_text(shared: Path) -> None:
    first = list(sample_postings(shared, 1))
    assert first == list(sample_postings(shared, 1))
    assert [posting.description for posting in first] == ["Requirements: PowerPoint and Microsoft Excel"] * 2


def test_forms_of_two_postings_get_a_code(shared: Path) -> None:
    nlp = build_pipeline(("concept_matcher",))
    priors = collect_priors(nlp, shared, 1)
    assert priors["technology.powerpoint"] == "04000"
