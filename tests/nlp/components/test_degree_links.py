import pytest

from nlp.components.degree_links import DegreeLinks
from taxonomy.types import Alias, Concept


def concept(slug: str, *forms: str) -> Concept:
    """The first form is the label."""
    return Concept(f"degree:{slug}", forms[0], "degree", tuple(Alias(form) for form in forms), "signalpost")


LINKS = DegreeLinks(
    [
        concept("college-degree", "college degree"),
        concept("associate", "associate's degree"),
        concept("bachelor", "bachelor's degree"),
        concept("master", "master's degree"),
        concept("doctorate", "doctorate"),
        concept("graduate-degree", "graduate degree"),
        concept("bsn", "bachelor of science in nursing", "bachelor's degree in nursing"),
        concept("mph", "Master of Public Health"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found", "linked"),
    [
        ("baccalaureate degree", "college-degree", "bachelor"),
        ("Master\u2019s degree", "college-degree", "master"),
        ("two-year degree", "college-degree", "associate"),
        ("Bachelor\u2019s of Science degree in Nursing or a related field", "bachelor", "bsn"),
        ("BS degree in Nursing, Biology or a related field", "bachelor", "bachelor"),
        ("Bachelor\u00e2\u20ac\u2122s of Science degree in Nursing", "bachelor", "bsn"),
        ("BS degree in the field of nursing", "bachelor", "bsn"),
        ("four-year degree in Botany, Nursing", "college-degree", "bachelor"),
        ("master's degree in public health", "master", "mph"),
        ("doctoral degree in botany", "", "doctorate"),
        ("graduate degree", "graduate-degree", "graduate-degree"),
        ("bachelor's degree in nursing", "other", "other"),
        ("graduate degree in nursing", "bsn", "graduate-degree"),
        ("master's degree in public health or equivalent", "bsn", "mph"),
        ("nursing degree", "bsn", "bsn"),
        ("degree in botany", "college-degree", "college-degree"),
    ],
)
def test_level_and_field_name_the_degree(text: str, found: str, linked: str) -> None:
    assert LINKS.concept_of(text, f"degree:{found}" if found else "") == f"degree:{linked}"


def test_a_head_that_no_list_holds_may_stay_without_a_degree() -> None:
    assert LINKS.concept_of("professional degree", "") == ""
