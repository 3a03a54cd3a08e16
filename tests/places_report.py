"""How many real location strings resolve to a state, a county and a CBSA, and why the others do not.

Run `python -m tests.places_report --shared /work/shared`; it prints the report of docs/PLACES.md.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from taxonomy.areas import is_remote_location, resolve_locations
from taxonomy.loader import load_table
from taxonomy.types import Place

FILES = (
    ("location_names", "evaluation/location_names.jsonl", "text"),
    ("titles_locations_pay", "evaluation/titles_locations_pay.jsonl", "location"),
    ("nyc_city_jobs", "postings/nyc_city_jobs.jsonl", "location"),
    ("emscad", "postings/emscad.jsonl", "location"),
    ("dol_seasonal", "postings/dol_seasonal.jsonl", "location"),
    ("technology_boards", "postings/technology_boards.jsonl", "location"),
)


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def best(text: str) -> Place | None:
    """The most precise of the places in the text."""
    places = resolve_locations(text)
    return max(places, key=lambda p: (bool(p.county_fips), bool(p.cbsa_code), bool(p.state)), default=None)


def cause(text: str, place: Place | None) -> str:
    """Why the string has no county."""
    if place is None:
        return "remote only" if is_remote_location(text) else "nothing found"
    if place.country != "US":
        return "abroad"
    if place.county_fips:
        return "resolved"
    if place.city:
        return "place in several counties"
    if place.cbsa_code:
        return "metropolitan area or region"
    if place.state:
        return "state only or unknown name"
    return "country only"


def report(name: str, texts: list[str], misses: int) -> Iterator[str]:
    start = time.process_time()
    places = [best(text) for text in texts]
    seconds = time.process_time() - start
    in_us = [place for place in places if place and place.country == "US"]
    total = len(texts)
    yield f"\n## {name}: {total:,} strings, {len(set(texts)):,} different"
    for label, count in (
        ("any place", sum(place is not None for place in places)),
        ("country US", len(in_us)),
        ("state", sum(place.state is not None for place in in_us)),
        ("county", sum(place.county_fips is not None for place in in_us)),
        ("CBSA", sum(place.cbsa_code is not None for place in in_us)),
        ("abroad", sum(place is not None and place.country != "US" for place in places)),
    ):
        yield f"- {label}: {count:,} ({count / total:.1%})"
    yield f"- {total / seconds:,.0f} strings per CPU second, each new string read once and then cached"
    causes: dict[str, Counter[str]] = {}
    for text, place in zip(texts, places, strict=True):
        causes.setdefault(cause(text, place), Counter())[text.strip()] += 1
    yield "\n| cause of no county | strings | different |\n|---|--:|--:|"
    for label in sorted(causes, key=lambda item: -causes[item].total()):
        yield f"| {label} | {causes[label].total():,} | {len(causes[label]):,} |"
    for label in sorted(causes):
        if label not in {"resolved", "abroad", "remote only"} and misses:
            yield (f"\n{label}: " + "; ".join(text for text, _ in causes[label].most_common(misses)))


def check_states(shared: Path) -> str:
    """Compare the state with the one that location_names.jsonl gives on its own."""
    codes = {row["name"]: row["state"] for row in load_table("states").to_pylist()}
    right, wrong = 0, []
    for row in read_rows(shared / "data" / FILES[0][1]):
        expected = codes.get(str(row["state"]).strip()) if row["country"] == "United States" else None
        place = best(str(row["text"]))
        if expected is not None:
            found = place.state if place else None
            right += found == expected
            wrong += [] if found == expected else [f"{row['text']} -> {found}"]
        elif place and place.state and str(row["country"]).strip() not in {"United States", ""}:
            wrong.append(f"{row['text']} ({row['country']}) -> {place.state}")
    return f"\nstate as in the file: {right:,}; other: {len(wrong)}: {'; '.join(wrong[:60])}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--misses", type=int, default=100, help="how many different misses to list per cause")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        sys.stderr.write(f"{arguments.shared} is missing: this report needs the shared material\n")
        return 1
    resolve_locations("warm the tables")
    for name, path, field in FILES:
        texts = [str(row[field]) for row in read_rows(arguments.shared / "data" / path) if row.get(field)]
        sys.stdout.write("\n".join(report(name, texts, arguments.misses)) + "\n")
    sys.stdout.write(check_states(arguments.shared) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
