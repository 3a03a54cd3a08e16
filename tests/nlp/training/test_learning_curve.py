from nlp.training.learning_curve import KIND_GROUPS, SHARES, learning_curve
from nlp.training.mention_judge import Example


def example(number: int, kind: str, is_wanted: bool) -> Example:
    word = "using" if is_wanted else "never"
    features: list[tuple[str, str | int]] = [("shape", f"{kind}.sure"), (f"before.{kind}", word)]
    return Example(f"p{number}", True, kind, f"form{number}", features, is_wanted, 1.0)


def test_more_postings_are_learnt_from_and_all_are_tested() -> None:
    kinds = ("technology", "certification", "license", "degree", "skill")
    examples = [example(number, kind, is_wanted=number % 2 == 0) for number in range(120) for kind in kinds]
    curve = learning_curve(examples)
    assert [share for share, _, _ in curve] == list(SHARES)
    sizes = [n_postings for _, n_postings, _ in curve]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 120
    assert set(curve[-1][2]) == set(KIND_GROUPS)
    assert all(figure > 0.95 for figure in curve[-1][2].values())
