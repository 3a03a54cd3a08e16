import pytest

from storage.employers import employer_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Acme Co., Inc.", "acme"),
        ("ACME, LLC", "acme"),
        ("Acme Company", "acme"),
        ("St. Mary's Hospital", "st marys hospital"),
        ("St. Mary’s Hospital", "st marys hospital"),
        ("Inc.", "inc"),
        ("City of New York / DEPT OF DESIGN & CONSTRUCTION", "city of new york dept of design construction"),
        ("", None),
        (" - ", None),
        (None, None),
    ],
)
def test_spellings_meet_in_one_key(name: str | None, key: str | None) -> None:
    assert employer_key(name) == key
