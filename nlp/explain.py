"""Tells in plain sentences why a posting was given its codes: the text behind `signalpost explain`."""

from collections.abc import Iterator, Mapping
from typing import Any

from nlp.types import ClusterCode, OccupationCode


def explain_codes(occupation: OccupationCode, cluster: ClusterCode | None) -> list[str]:
    """One sentence per reason, the code first; what is not known is left out."""
    return [*_name_code(occupation), *_give_reasons(occupation.evidence), *_name_cluster(cluster)]


def _name_code(code: OccupationCode) -> Iterator[str]:
    if code.soc_code:
        onet = f", O*NET-SOC {code.onet_soc_code}" if code.onet_soc_code else ""
        yield f"SOC {code.soc_code} {code.title}{onet}, probability {code.probability:.2f}."
    elif code.level_code:
        probability = code.evidence.get("level_probability")
        yield f"Not coded at six digits; the {code.level} group {code.level_code} is certain ({probability})."
    else:
        yield f"Not coded: the best candidate reaches a probability of {code.probability:.2f} only."
    if code.alternatives:
        others = ", ".join(f"{other.soc_code} ({other.probability:.2f})" for other in code.alternatives)
        yield f"Alternatives: {others}."


def _give_reasons(evidence: Mapping[str, Any]) -> Iterator[str]:
    correction = evidence.get("correction")
    if correction:
        reason = f": {correction['reason']}" if correction["reason"] else ""
        yield f"Decided by {correction['by']} on {correction['on']} for {correction['names']!r}{reason}."
    if evidence.get("matched_title"):
        similarity = evidence["matched_title_similarity"]
        onet_soc_code = evidence["matched_title_onet_soc_code"]
        title = evidence["matched_title"]
        yield f"Closest known title: {title!r} (similarity {similarity:.2f}, listed under {onet_soc_code})."
    for written, read in (evidence.get("read_as") or {}).items():
        yield f"{written!r} was read as {read!r}."
    if evidence.get("title_words"):
        yield f"Words of the title that spoke for it: {', '.join(evidence['title_words'])}."
    if evidence.get("description_words"):
        yield f"Words of the description that spoke for it: {', '.join(evidence['description_words'])}."
    runner_up = evidence.get("runner_up")
    if runner_up:
        words = f"; for it spoke: {', '.join(runner_up['words'])}" if runner_up["words"] else ""
        yield f"Runner-up: {runner_up['soc_code']} {runner_up['title']}{words}."


def _name_cluster(cluster: ClusterCode | None) -> Iterator[str]:
    if cluster is not None:
        within = f" / {cluster.sub_cluster}" if cluster.sub_cluster else ""
        yield f"Career Cluster: {cluster.name}{within}, probability {cluster.probability:.2f}."
