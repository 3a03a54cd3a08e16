import pytest
from sqlalchemy import Engine, select

from service.jobs.extract import posting_input
from storage.models import PostingRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository, SourceRow
from storage.session import open_session
from tests.storage.postings import make_posting


@pytest.mark.parametrize(
    ("fields", "employer", "naics_code"),
    [
        ({"industry": "622110"}, "Acme Hospital", "622110"),  # a partner's file, one code per posting
        ({"industry": "Hospitals"}, "Acme Hospital", "541511"),
        ({"industry": "99"}, "Acme Hospital", "541511"),  # no sector of NAICS
        ({"hiring_organization": None}, "Acme Staffing", "541511"),
    ],
)
def test_employer_and_industry_are_the_postings_own_or_those_of_its_source(
    sqlite_engine: Engine, fields: dict[str, str | None], employer: str, naics_code: str
) -> None:
    row: SourceRow = {
        "slug": "acme",
        "family": "lever",
        "token": "acme",
        "employer": "Acme Staffing",
        "naics_code": "541511",
    }
    with open_session(sqlite_engine) as session:
        source = SourceRepository(session).upsert(row)
        run_id = CrawlRunRepository(session).start(source).id
        PostingRepository(session).record_seen(run_id, make_posting("1", **fields))
        session.flush()
        read = posting_input(session.scalars(select(PostingRow)).one())
    assert (read.employer, read.naics_code) == (employer, naics_code)
