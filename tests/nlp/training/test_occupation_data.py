"""What the coder learns from."""

import json
from functools import partial
from pathlib import Path

import pytest
import yaml

from nlp.errors import ModelError
from nlp.training.labels import CODES, is_written, read_coded, read_written
from nlp.training.occupation_data import (
    COMMON_TITLES,
    CORRECTIONS_VARIABLE,
    assign_folds,
    load_decided_titles,
    load_employment,
    load_filed_titles,
    load_gold_postings,
    load_listed_titles,
    load_soc_codes,
    read_lines,
)


def test_near_identical_titles_share_a_fold() -> None:
    keys = ["cook", "nurse", "cook", "welder", "nurse"]
    folds = assign_folds(keys, 2, 1)
    assert folds[0] == folds[2]
    assert folds[1] == folds[4]
    assert folds == assign_folds(keys, 2, 1)


def test_common_titles_stand_under_real_codes_and_once_each() -> None:
    codes = set(load_soc_codes())
    entries = yaml.safe_load(COMMON_TITLES.read_text(encoding="utf-8"))
    assert set(entries) <= codes
    for code, titles in entries.items():
        listed = titles.split("; ")
        assert len(listed) == len(set(listed)), code
        assert all(title == title.strip() and title for title in listed), code


def test_listed_titles_hold_ours_and_the_official_ones() -> None:
    weights = {(entry.title.lower(), entry.onet_soc_code): entry.weight for entry in load_listed_titles()}
    assert weights[("para", "25-9042.00")] > 1
    assert weights[("registered nurses", "29-1141.00")] == 2.0
    ad = next(read_written(CODES))
    assert weights[(ad["other_titles"][0].lower(), f"{ad['gold']['soc'][0]}.00")] > 1


@pytest.mark.usefixtures("own_labels")
def test_labelled_postings_come_with_the_duties_that_the_coder_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = "Duties:\nWeld steel pipes, read blueprints, cut metal, grind seams. " * 6
    gifts = "\n\nBenefits:\nMedical and dental insurance, paid holidays, a pension plan."
    gold = {"soc": ["51-4121"], "cluster": "Construction", "sub_cluster": "Skilled Trades", "items": []}
    row = {"id": "p1", "title": "Welder", "employer": "Ace", "description": work + gifts, "gold": gold}
    folder = tmp_path / "data/evaluation"
    folder.mkdir(parents=True)
    (folder / "postings_gold_dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (folder / "credentials_gold_dev.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr("nlp.training.occupation_data.read_coded", partial(read_coded, folder=tmp_path))
    first, *written = load_gold_postings(tmp_path)
    assert (first.posting_id, first.soc_codes, first.cluster) == ("p1", ("51-4121",), "Construction")
    assert first.description == work + gifts
    assert "Weld steel" in first.duties
    assert "dental" not in first.duties
    assert "dental" in first.boilerplate
    assert len(written) > 1000
    assert all(is_written(posting.posting_id) for posting in written)


def test_employment_is_a_share_and_hybrids_are_split() -> None:
    codes = load_soc_codes()
    shares = dict(zip(codes, load_employment(codes), strict=True))
    assert min(shares.values()) > 0
    assert sum(shares.values()) == pytest.approx(1.0, abs=0.01)
    assert shares["31-1121"] == pytest.approx(shares["31-1122"])  # both behind OEWS 31-1120
    assert shares["29-1141"] > shares["29-1151"]


def test_filed_titles_without_a_code_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "data/evaluation"
    folder.mkdir(parents=True)
    rows = [
        {"title": "COOKS", "soc": "35-2014", "soc2018_candidates": [], "in_onet_alt": True, "title_share": 1},
        {
            "title": "DEV",
            "soc": None,
            "soc2018_candidates": ["15-1252", "15-1253"],
            "in_onet_alt": False,
            "title_share": 1,
        },
        {"title": "X", "soc": None, "soc2018_candidates": [], "in_onet_alt": False, "title_share": 1},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "titles_soc_dev.jsonl").write_text(lines, encoding="utf-8")
    filed = load_filed_titles(tmp_path)
    assert [title.soc_codes for title in filed] == [("35-2014",), ("15-1252", "15-1253")]
    assert filed[0].key == "cook"


def test_missing_material_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="training needs"):
        list(read_lines(tmp_path / "none.jsonl"))


def test_decided_titles_win_over_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        "posting_id,title_pattern,soc_code,decided_by,decided_on,reason\n"
        ",Registered Nurse*,29-1171,Ana,2026-11-21,\n"
        ",registered nurse*,29-1151,Ana,2026-11-22,she changed her mind\n"
        "7,,29-1141,Ana,2026-11-22,one posting teaches no title\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(CORRECTIONS_VARIABLE, str(path))
    assert load_decided_titles() == {"registered nurse": "29-1151"}
    listed = (title for title in load_listed_titles() if title.title.lower() == "registered nurse")
    codes = {title.onet_soc_code for title in listed}
    assert codes == {"29-1151.00"}


def test_without_decisions_the_lists_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CORRECTIONS_VARIABLE, raising=False)
    assert load_decided_titles() == {}
