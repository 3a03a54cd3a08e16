import pytest

from storage.normalise.language import read_language

_ENGLISH = (
    "We are hiring a maintenance technician who repairs pumps, motors and conveyors on the second shift."
)
_SPANISH = "Buscamos una persona para la limpieza de oficinas por la noche, con experiencia y ganas de trabajar en equipo."


@pytest.mark.parametrize(
    ("declared", "text", "code"),
    [("en_US", _SPANISH, "en"), (None, _ENGLISH, "en"), (None, _SPANISH, "es"), ("English", _SPANISH, "es"), (None, "Cook", None), (None, "", None)],
)  # fmt: skip
def test_language(declared: str | None, text: str, code: str | None) -> None:
    assert read_language(declared, text) == code
