import pytest

from crawlers.errors import InvalidSourceError
from crawlers.families import load_family
from crawlers.sources import SourceSpec


def _spec(family: str, token: str, **fields: str) -> SourceSpec:
    return SourceSpec.model_validate({"slug": "x", "family": family, "token": token, **fields})


@pytest.mark.parametrize(
    ("family", "token"),
    [
        ("greenhouse", "a/b"), ("lever", "a b"), ("workday", "acme"), ("workday", "https://acme.example/External"), ("icims", "acme"),
        ("paylocity", "acme"), ("ukg", "https://recruiting.ultipro.com/ACME"), ("adp", "acme"), ("schema_org", "acme"), ("rss", "https://acme"),
        ("neogov", "a?b=1"), ("usajobs", "anything"), ("usajobs", "Organization=TR&"),
    ],
)  # fmt: skip
def test_tokens_of_another_shape_are_refused(family: str, token: str) -> None:
    with pytest.raises(InvalidSourceError) as caught:
        load_family(family).check_source(_spec(family, token))
    assert caught.value.field == "token"


@pytest.mark.parametrize("family", ["smartrecruiters", "oracle"])
def test_families_that_ship_disabled_need_a_permission(family: str) -> None:
    token = {"smartrecruiters": "Acme"}.get(
        family, "https://a.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1"
    )
    with pytest.raises(InvalidSourceError, match="record the employer's permission first"):
        load_family(family).check_source(_spec(family, token))
    load_family(family).check_source(_spec(family, token, permission="letter of 2026-09-01"))


def test_usajobs_needs_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIGNALPOST_USAJOBS_KEY", raising=False)
    with pytest.raises(InvalidSourceError, match="SIGNALPOST_USAJOBS_KEY"):
        load_family("usajobs").check_source(_spec("usajobs", "all"))
