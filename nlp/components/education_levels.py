"""How postings name levels of education: phrases by level, and what must follow the ambiguous ones."""

import re
from typing import NamedTuple

from nlp.types import Education

LEVELS: tuple[Education, ...] = (
    "high_school",
    "some_college",
    "certificate",
    "associate",
    "bachelor",
    "master",
    "professional",
    "doctorate",
)
"""From the lowest to the highest."""


class LevelPhrase(NamedTuple):
    """What a phrase means.

    Attributes:
        level: of education.
        is_generic: "degree in ..." names a bachelor's only where nothing else in the sentence names a level.
        check: must match at the phrase in the text as written (letter case, what follows); null = always.
    """

    level: Education
    is_generic: bool = False
    check: re.Pattern[str] | None = None


_PLAIN: dict[Education, tuple[str, ...]] = {
    "high_school": (
        "high school", "highschool", "hs diploma", "h.s. diploma", "hs degree", "ged", "g.e.d", "hs or ged",
        "secondary school diploma", "hs/ged", "h.s. or ged", "high-school",
    ),
    "some_college": (
        "some college", "college coursework", "college course work", "above high school",
        "above the high school", "matriculation at", "matriculated at", "matriculated in", "matriculating in",
        "partially through your degree", "partially through a degree", "two years of college",
        "2 years of college", "currently enrolled in", "currently enrolled at",
        "currently pursuing a bachelor's", "pursuing a bachelor's degree", "working towards a degree",
        "working toward a degree", "pursuing a degree", "studying towards a degree", "pursuing a bachelor",
        "currently pursuing a degree", "enrolled in an accredited college", "enrolled in college",
        "college student", "college students", "enrolled in a degree",
        "pursuing an undergraduate", "pursuing your bachelor", "pursuing their bachelor",
        "working towards a bachelor", "working toward a bachelor", "enrolled in a bachelor",
        "pursuing a b.s", "pursuing a bs",
        "toward a bachelor's degree", "towards a bachelor's degree",
    ),
    "certificate": (
        "vocational school", "trade school", "technical school", "vocational certificate",
        "technical certificate", "vocational diploma", "technical diploma", "post-secondary certificate",
    ),
    "associate": (
        "associate's degree", "associate degree", "associates degree", "associate's degrees",
        "associate of science", "associate of arts", "associate of applied science",
        "associate in applied science", "associates or bachelor's", "associate or bachelor's",
        "associate or bachelor", "associate in nursing", "associate/bachelor's",
        "two-year degree", "2-year degree", "2 year degree", "two year degree", "two-year college degree",
        "2 year college degree", "2 year technical degree", "two year technical degree", "2 yr degree",
        "associate's or bachelor's", "diploma in nursing", "nursing diploma", "a.a. degree", "a.s. degree",
        "a.a.s",
    ),
    "bachelor": (
        "bachelor", "bachelors", "bachelor's", "baccalaureate", "batchelor", "bachleor", "bacherlor",
        "bachelor s", "undergraduate degree", "4-year degree", "four-year degree", "4 year degree",
        "four year degree", "four (4) year degree",
        "4 yr degree", "4yr degree", "4 yr college degree", "4yr college degree", "bsba", "pursuing a master",
        "enrolled in a master", "pursuing a graduate degree", "enrolled in a graduate",
        "4-year college degree", "4-year course of study", "four-year college degree",
        "four year college degree", "4 year college degree", "4-year university degree",
        "four-year course of study", "four year course of study", "college degree", "university degree",
        "college diploma", "enrolled as a graduate student", "enrolled in graduate school",
        "degree qualified", "degree-qualified", "college graduate", "graduation from a four-year", "b.sc",
        "bsc", "b.tech", "btech", "bba", "b.b.a", "bsn", "bsee", "bsme", "bsce", "bscs", "bsit", "bsw", "bfa",
        "b.s.n", "4 academic years", "4 years of college", "four years of college",
    ),
    "master": (
        "master's", "masters", "master degree", "master of science", "master of arts", "master of business",
        "master of social work", "master of public", "master of education", "graduate degree",
        "advanced degree", "post-graduate degree", "postgraduate degree", "graduate-level degree", "msc",
        "m.sc", "mba", "m.b.a", "msw", "msn", "mph", "msee", "mlis", "m.ed", "master's-level",
        "graduate degrees", "advanced degrees",
    ),
    "professional": (
        "juris doctor", "law degree", "j.d. degree", "jd degree", "doctor of medicine",
        "doctor of osteopathy", "doctor of osteopathic", "doctor of dental", "doctor of veterinary",
        "doctor of pharmacy", "medical degree", "doctor of optometry", "doctor of chiropractic",
        "degree in dental", "dental degree", "pharmd", "pharm.d", "pharm. d", "d.d.s", "d.m.d", "dds", "dmd",
        "dvm", "ll.b", "degree in law", "degree in medicine", "accredited law school",
        "accredited united states law school", "accredited u.s. law school", "graduation from law school",
    ),
    "doctorate": ("ph.d", "phd", "ph. d", "doctorate", "doctoral", "ed.d", "dnp", "doctorate degree"),
}  # fmt: skip

_GENERIC = (
    "degree in", "degree required", "degree is required", "related degree", "science degree",
    "engineering degree", "technical degree", "business degree", "finance degree", "accounting degree",
    "marketing degree", "computer science degree", "relevant degree", "education degree", "degree preferred",
    "degree or equivalent", "degree from", "degree with", "graduation from an accredited college",
    "degree that included", "degree that includes", "degree which included",
    "degree level", "degree standard",
)  # fmt: skip

_DEGREE_BEHIND = (
    r"(?:\.? [Dd]egree|s? [Dd]egree| or | in | and |\.? required|, | \(|\) | from | with |[/;.)]|$|\n|"
    r"[A-Z][a-z])"
)
_CHECKED: dict[str, LevelPhrase] = {
    "degree:": LevelPhrase(
        "bachelor", is_generic=True, check=re.compile(r"(?<!quivalent )(?<!omparable )degree", re.IGNORECASE)
    ),
    "associates": LevelPhrase(
        "associate",
        check=re.compile(
            r"(?i)associates(?= (?:in|of) (?:arts|science|nursing|applied)|,? or bachelor)|"
            r"(?:(?<=education: )|(?<=education:\n))associates"
        ),
    ),
    "associate": LevelPhrase(
        "associate", check=re.compile(r"(?:(?<=Education: )|(?<=Education:\n))Associates?\b")
    ),
    "ba": LevelPhrase("bachelor", check=re.compile(rf"(?:BA|Ba)(?:/B?[SA]\b)?(?={_DEGREE_BEHIND})")),
    "bs": LevelPhrase("bachelor", check=re.compile(rf"(?:BS|bs)(?:/[BM]?[SA]\b)?(?={_DEGREE_BEHIND})")),
    "b.s": LevelPhrase("bachelor", check=re.compile(r"B\.S|b\.s")),
    "b.a": LevelPhrase("bachelor", check=re.compile(r"B\.A|b\.a")),
    "be": LevelPhrase("bachelor", check=re.compile(r"BE(?=/B| degree| or B)")),
    "ms": LevelPhrase(
        "master",
        check=re.compile(
            r"(?<!, )MS(?= [Dd]egree| in [A-Z]| or |/|,? a plus| preferred| with |[).;]| and)"
        ),
    ),
    "ma": LevelPhrase("master", check=re.compile(r"(?<!, )MA(?= [Dd]egree| in [A-Z]| or |/)")),
    "m.s": LevelPhrase("master", check=re.compile(r"M\.S")),
    "m.a": LevelPhrase("master", check=re.compile(r"M\.A")),
    "mpa": LevelPhrase("master", check=re.compile(r"MPA")),
    "aa": LevelPhrase("associate", check=re.compile(r"AA(?:/AS)?(?= [Dd]egree| in |/AS|/BA| or B| or AS)")),
    "as": LevelPhrase("associate", check=re.compile(r"AS(?: [Dd]egree| in [A-Z])")),
    "aas": LevelPhrase("associate", check=re.compile(r"AAS")),
    "adn": LevelPhrase("associate", check=re.compile(r"ADN")),
    "hnd": LevelPhrase("associate", check=re.compile(r"HND")),
    "jd": LevelPhrase("professional", check=re.compile(r"JD(?! Edwards)")),
    "j.d": LevelPhrase("professional", check=re.compile(r"J\.D\.?(?! Edwards)")),
    "m.d": LevelPhrase("professional", check=re.compile(r"M\.D")),
    "md": LevelPhrase("professional", check=re.compile(r"MD(?=/| degree| or DO)")),
}  # fmt: skip


def _spellings(phrase: str) -> set[str]:
    """The phrase, also with the apostrophe left out or garbled into several characters ("â€™", "€™")."""
    if "'" not in phrase:
        return {phrase}
    return {phrase, *(phrase.replace("'", " " * width) for width in (2, 3))}


LEVEL_PHRASES: dict[str, LevelPhrase] = {
    **{
        spelling: LevelPhrase(level)
        for level, phrases in _PLAIN.items()
        for phrase in phrases
        for spelling in _spellings(phrase)
    },
    **{phrase: LevelPhrase("bachelor", is_generic=True) for phrase in _GENERIC},
    **_CHECKED,
}
"""Folded by `PhraseScan`, so case and punctuation only matter where a check says so."""

EDUCATION_CUES: dict[str, tuple[str, ...]] = {
    "wish": (
        "preferred", "prefered", "preferably", "prefer", "desired", "desirable", "desire", "advantage",
        "advantageous", "an advantage", "ideally", "nice to have", "a plus", "an added plus", "big plus",
        "huge plus", "definite plus", "strong plus", "major plus", "real plus", "beneficial", "bonus",
        "helpful", "an asset", "welcome", "recommended",
        "strongly considered", "favored", "favoured", "favorable",
    ),
    "need": (
        "required", "requires", "require", "requirement", "requirements", "must", "minimum", "mandatory",
        "essential", "necessary", "at least", "possess",
    ),
    "other sense": (
        "substitute", "substituted", "substitution", "substitutes", "credit will be given", "school district",
        "high school student", "high school students", "high school teacher", "high school sports",
        "high school children", "high school coach", "elementary", "middle school", "school students",
        "may be accepted in lieu", "tuition", "in lieu of", "offset", "off set", "creditable as",
        "our graduates", "from high school to",
        "graduate study leading", "homeschool", "post-high school", "school-age", "students in",
        "students from", "students at", "degree of", "secondary school teacher", "tutor", "tutoring",
        "education in an accredited", "scholarship", "scholarships", "financial aid", "student loan",
        "student loans",
    ),
    "none": ("degree of doctor",),
}  # fmt: skip
"""Words that tell a demand from a wish, and both from talk of schools, by class."""
