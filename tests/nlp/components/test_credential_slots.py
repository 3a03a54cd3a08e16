import pytest

from nlp.components.credential_slots import is_other_sense


@pytest.mark.parametrize(
    ("before", "form", "behind", "expected"),
    [
        ("other ", "EIT", " teams to deliver", True),
        ("an ", "EIT", " Procurement team", True),
        ("leadership within ", "EIT", ".", True),
        ("", "EIT", " certification", False),
        ("", "RN", " needed for our team", False),
        ("work performed by ", "licensed plumbers", "", True),
        ("more than 200,000 ", "licensed drivers", ", over 130,000 vehicles", True),
        ("employs at least two ", "certified teachers", "", True),
        ("must be a ", "licensed plumber", "", False),
        ("supervises ", "licensed electricians", "", False),
        ("performed by a ", "registered nurse", "", False),
    ],
)
def test_units_and_other_people(before: str, form: str, behind: str, expected: bool) -> None:
    text = before + form + behind
    assert is_other_sense(text, len(before), len(before) + len(form)) is expected
