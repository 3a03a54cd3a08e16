"""Tells in plain sentences why a posting was given its codes: the text behind `signalpost explain`."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from nlp.components.occupation import OccupationCoder
from nlp.types import ClusterCode, OccupationCode
from taxonomy.clusters import is_cross_cutting
from taxonomy.crosswalks import soc_to_clusters
from taxonomy.loader import load_table
from taxonomy.occupations import soc_entries

_SURE: Final = 0.995
_NEGLIGIBLE: Final = 0.005
_SAME_WORDS: Final = 0.999
_CLOSE: Final = 0.55


def code_title_alone(title: str) -> OccupationCode:
    """What the model makes of a title without its description; no reviewer's decision is asked."""
    return _title_coder().code(title)


def explain_codes(
    occupation: OccupationCode, cluster: ClusterCode | None, title_alone: OccupationCode | None = None
) -> list[str]:
    """One sentence per reason, the code first; what is not known is left out.

    Args:
        occupation: with its evidence.
        cluster: null = none.
        title_alone: the code of the title without the description, to be compared; null = not compared.
    """
    return [
        *_name_code(occupation),
        *_give_decision(occupation),
        *_compare_title(occupation, title_alone),
        *_give_reasons(occupation),
        *_name_others(occupation),
        *_name_cluster(occupation, cluster),
    ]


def name_soc(soc_code: str) -> str:
    """Code and title, e.g. "29-1141 Registered Nurses"."""
    return f"{soc_code} {soc_entries()[soc_code].title}"


def _name_code(code: OccupationCode) -> Iterator[str]:
    best = _best_candidate(code)
    if code.soc_code:
        onet = f" (O*NET-SOC {code.onet_soc_code})" if code.onet_soc_code else ""
        certain = "" if "correction" in code.evidence else f", probability {_say(code.probability)}"
        yield f"SOC {name_soc(code.soc_code)}{onet}{certain}."
        return
    if code.level_code:
        probability = _say(float(str(code.evidence["level_probability"])))
        yield (
            f"Not coded at six digits; certain is the {code.level} group {name_soc(code.level_code)}, "
            f"probability {probability}."
        )
    else:
        yield "Not coded, at no level."
    if best:
        yield f"Best candidate: {name_soc(best)}, probability {_say(code.probability)}, too low to be given."


def _best_candidate(code: OccupationCode) -> str | None:
    return code.soc_code or (code.alternatives[0].soc_code if code.alternatives else None)


def _model_code(code: OccupationCode) -> str | None:
    """The model's own best candidate, which a reviewer may have overruled."""
    model: Any = code.evidence.get("model")
    return str(model["soc_code"]) if model else _best_candidate(code)


def _give_decision(code: OccupationCode) -> Iterator[str]:
    correction: Any = code.evidence.get("correction")
    if correction:
        reason = f": {correction['reason']}" if correction["reason"] else ", without giving a reason"
        kind = "titles like" if "*" in correction["names"] else "the title"
        of = f"{kind} {correction['names']!r}" if correction["of"] == "title" else "this posting"
        yield f"A reviewer decided so for {of}: {correction['by']} on {correction['on']}{reason}."
        model = _model_code(code)
        if model == code.soc_code:
            yield "The model alone would say the same."
        elif model:
            yield f"The model alone would say {name_soc(model)}{_in_brackets(code, model)}."


def _compare_title(code: OccupationCode, title_alone: OccupationCode | None) -> Iterator[str]:
    if title_alone is None or code.evidence.get("basis") != "title and description":
        return
    of_title, best = _best_candidate(title_alone), _model_code(code)
    if of_title and best:
        said = _say(title_alone.probability)
        leans = "would be" if title_alone.soc_code else "decides nothing; it leans to"
        whom = " with the model" if "correction" in code.evidence else ""
        agrees = f"agrees{whom} ({said})" if of_title == best else f"{leans} {name_soc(of_title)} ({said})"
        yield f"The title without the description {agrees}."


def _give_reasons(code: OccupationCode) -> Iterator[str]:
    evidence: Mapping[str, Any] = code.evidence
    of = _model_code(code)
    if evidence.get("matched_title"):
        yield _name_matched_title(evidence)
    for written, read in (evidence.get("read_as") or {}).items():
        yield f"{written!r} was read as {read!r}."
    for key, where in (
        ("title_words", "Words of the title"),
        ("description_words", "Words of the description"),
        ("description_titles", "Known titles inside the description"),
    ):
        if evidence.get(key):
            yield f"{where} that speak for {of}: {', '.join(evidence[key])}."
    runner_up = evidence.get("runner_up")
    if runner_up:
        words = ", ".join(runner_up["words"])
        speaks = f"for it speak: {words}" if words else "no word speaks for it against the first"
        soc_code = runner_up["soc_code"]
        yield f"Runner-up: {name_soc(soc_code)}{_in_brackets(code, soc_code)}; {speaks}."


def _name_matched_title(evidence: Mapping[str, Any]) -> str:
    similarity, onet_soc_code = evidence["matched_title_similarity"], evidence["matched_title_onet_soc_code"]
    found = f"{evidence['matched_title']!r} of {onet_soc_code} {_onet_titles()[onet_soc_code]}"
    if similarity >= _SAME_WORDS:
        return f"A known title has the same words: {found}."
    if similarity >= _CLOSE:
        return f"Closest known title: {found} (similarity {similarity:.2f})."
    return f"No known title is close; the nearest is {found} (similarity {similarity:.2f})."


def _name_others(code: OccupationCode) -> Iterator[str]:
    runner_up: Any = code.evidence.get("runner_up")
    named = {_best_candidate(code), _model_code(code), runner_up["soc_code"] if runner_up else None}
    others = [
        f"{name_soc(other.soc_code)} ({_say(other.probability)})"
        for other in code.alternatives
        if other.soc_code not in named and other.probability >= _NEGLIGIBLE
    ]
    if others:
        yield f"Further candidates: {'; '.join(others)}."


def _name_cluster(code: OccupationCode, cluster: ClusterCode | None) -> Iterator[str]:
    if cluster is None:
        yield "No Career Cluster is likely enough to be given."
        return
    within = f" / {cluster.sub_cluster}" if cluster.sub_cluster else ""
    marked = ", a cross-cutting Cluster" if is_cross_cutting(cluster.name) else ""
    yield f"Career Cluster: {cluster.name}{within}{marked}, probability {_say(cluster.probability)}."
    if code.soc_code is None:
        yield "The Cluster sums over all likely occupations."
        return
    pairs = [(link.cluster, link.sub_cluster) for link in soc_to_clusters(code.soc_code)]
    listed = "; ".join(f"{name} / {sub_cluster}" for name, sub_cluster in pairs)
    if (cluster.name, cluster.sub_cluster) not in pairs:
        yield f"The crosswalk has {code.soc_code} in {listed}; the posting's own words lead elsewhere."
    elif len(pairs) > 1:
        yield (
            f"The crosswalk has {code.soc_code} in {listed}; "
            "the posting's words, employer and industry decided."
        )
    else:
        yield f"The crosswalk has {code.soc_code} nowhere else."


def _in_brackets(code: OccupationCode, soc_code: str) -> str:
    """What the model gave to one of the alternatives."""
    given = [other.probability for other in code.alternatives if other.soc_code == soc_code]
    return f" ({_say(given[0])})" if given else ""


def _say(probability: float) -> str:
    if probability >= _SURE:
        return "over 0.99"
    return f"{probability:.2f}" if probability >= _NEGLIGIBLE else "under 0.01"


@cache
def _onet_titles() -> dict[str, str]:
    columns = load_table("onet_soc").select(["onet_soc_code", "title"]).to_pydict()
    return dict(zip(columns["onet_soc_code"], columns["title"], strict=True))


@cache
def _title_coder() -> OccupationCoder:
    return OccupationCoder.load()
