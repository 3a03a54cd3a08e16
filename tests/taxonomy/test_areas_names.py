import pytest

from taxonomy.areas_names import name_key, title_cities


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ft. Worth", "fort worth"),
        ("ST PAUL", "saint paul"),
        ("Winston-Salem", "winston salem"),
        ("Coeur d'Alene", "coeur dalene"),
        ("San José", "san jose"),
        ("Cañon City", "canon city"),
        ("Washington, D.C.", "washington dc"),
        ("N.Y", "ny"),
        ("Hickam AFB", "hickam air force base"),
        ("W. Palm Bch.", "west palm beach"),
        ("", ""),
        ("🎉 – ?", ""),
    ],
)
def test_spellings_meet_in_one_key(text: str, key: str) -> None:
    assert name_key(text) == key


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Boston-Cambridge-Newton, MA-NH", (["Boston", "Cambridge", "Newton"], ["MA", "NH"])),
        ("Louisville/Jefferson County, KY-IN", (["Louisville", "Jefferson County"], ["KY", "IN"])),
        ("Adrian, MI", (["Adrian"], ["MI"])),
    ],
)
def test_cities_of_a_cbsa_title(title: str, expected: tuple[list[str], list[str]]) -> None:
    assert title_cities(title) == expected
