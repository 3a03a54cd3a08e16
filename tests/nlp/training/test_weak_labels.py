import pytest

from nlp.mention_features import Feature
from nlp.training.weak_labels import weak_label


def features(shape: str, section: str = "none", neighbours: str = "00", lower: str = "0") -> list[Feature]:
    kind = shape.partition(".")[0]
    return [
        ("shape", shape),
        ("section", f"{kind}.{section}"),
        ("neighbours", f"{kind}.{neighbours}"),
        ("lower", f"{shape}.{lower}"),
    ]


@pytest.mark.parametrize(
    ("form", "described", "words", "label"),
    [
        ("excel", features("technology.ambiguous"), set(), False),
        ("Excel", features("technology.ambiguous", neighbours="11"), set(), True),
        ("excel", features("technology.ambiguous", neighbours="10"), set(), None),
        ("Excel", features("technology.ambiguous", neighbours="10", section="company"), set(), None),
        ("Excel", features("technology.ambiguous"), set(), None),
        ("design", features("technology.ambiguous", lower="4"), set(), None),
        ("Python", features("technology.sure", neighbours="11"), set(), None),
        ("BLS", features("certification.ambiguous"), {"certification"}, True),
        ("BLS", features("certification.ambiguous"), {"figures"}, None),
        ("BLS", features("certification.ambiguous", section="required"), {"figures"}, None),
        ("clearance", features("clearance.ambiguous"), {"secret"}, True),
        ("clearance", features("clearance.ambiguous"), {"racks"}, False),
        ("sales", features("skill.ambiguous"), set(), None),
    ],
)
def test_only_clear_contexts_are_labelled(
    form: str, described: list[Feature], words: set[str], label: bool | None
) -> None:
    assert weak_label(str(described[0][1]).partition(".")[0], form, described, frozenset(words)) is label
