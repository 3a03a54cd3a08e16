import pytest
from sqlalchemy import Engine

from storage.errors import UnknownSourceError
from storage.repositories.sources import SourceRepository
from storage.session import open_session


def test_upsert_keeps_one_row_per_slug(engine: Engine) -> None:
    with open_session(engine) as session:
        repository = SourceRepository(session)
        first = repository.upsert({"slug": "acme", "family": "lever", "token": "acme", "min_postings": 5})
        second = repository.upsert({"slug": "acme", "family": "greenhouse", "token": "acme-inc"})
        assert first.id == second.id
        assert (second.family, second.token, second.min_postings) == ("greenhouse", "acme-inc", 5)


def test_get_names_the_missing_slug(engine: Engine) -> None:
    with open_session(engine) as session, pytest.raises(UnknownSourceError, match="nobody"):
        SourceRepository(session).get("nobody")


def test_list_is_by_slug(engine: Engine) -> None:
    with open_session(engine) as session:
        repository = SourceRepository(session)
        for slug in ("b", "a"):
            repository.upsert({"slug": slug, "family": "lever", "token": slug})
        assert [source.slug for source in repository.list_all()] == ["a", "b"]
        assert repository.get("a").slug == "a"
