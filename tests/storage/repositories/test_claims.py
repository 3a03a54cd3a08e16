from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage.repositories.claims import ClaimRepository

_LONG = timedelta(minutes=5)
_OVER = timedelta(seconds=-1)


def test_one_of_two_gets_a_claim_until_it_is_released(engine: Engine) -> None:
    first, second = ClaimRepository(engine, _LONG), ClaimRepository(engine, _LONG)
    assert first.take(["source:a"])
    assert not second.take(["source:a"])
    assert second.holder("source:a") == first.owner
    first.release(["source:a"])
    assert second.take(["source:a"])


def test_claims_are_taken_all_or_none(engine: Engine) -> None:
    first, second = ClaimRepository(engine, _LONG), ClaimRepository(engine, _LONG)
    first.take(["source:a", "host:x"])
    assert not second.take(["source:b", "host:x"])
    assert second.holder("source:b") is None


def test_nobody_takes_what_he_holds_already(engine: Engine) -> None:
    claims = ClaimRepository(engine, _LONG)
    assert [claims.take(["source:a"]), claims.take(["source:a"])] == [True, False]


def test_of_many_at_once_exactly_one_wins(engine: Engine) -> None:
    rivals = [ClaimRepository(engine, _LONG) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda one: one.take(["source:a"]), rivals))
    assert won.count(True) == 1
    assert ClaimRepository(engine, _LONG).holder("source:a") == rivals[won.index(True)].owner


def test_a_claim_whose_lease_ended_is_free(engine: Engine) -> None:
    dead, alive = ClaimRepository(engine, _OVER), ClaimRepository(engine, _LONG)
    assert dead.take(["source:a"])
    assert alive.holder("source:a") is None
    assert alive.take(["source:a"])
    dead.release(["source:a"])
    assert alive.holder("source:a") == alive.owner


def test_renewing_says_what_is_still_held(engine: Engine) -> None:
    claims, rival = ClaimRepository(engine, _OVER), ClaimRepository(engine, _LONG)
    claims.take(["source:a"])
    claims.take(["source:b"])
    rival.take(["source:b"])
    assert claims.renew() == {"source:a"}


@pytest.mark.parametrize(("lease", "cleared"), [(_OVER, ["host:x", "source:a"]), (_LONG, [])])
def test_only_expired_claims_are_cleared(engine: Engine, lease: timedelta, cleared: list[str]) -> None:
    ClaimRepository(engine, lease).take(["source:a", "host:x"])
    assert ClaimRepository(engine, _LONG).clear_expired() == cleared
