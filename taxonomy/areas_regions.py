"""US regions that people name instead of a city, and the words around place names."""

import re

# name key -> (state or "", CBSA code or ""); "" where the region spans several.
REGIONS: dict[str, tuple[str, str]] = {
    "bay area": ("CA", "41860"),
    "sf bay area": ("CA", "41860"),
    "san francisco bay area": ("CA", "41860"),
    "san francisco bay": ("CA", "41860"),
    "east bay": ("CA", "41860"),
    "south bay area": ("CA", "41940"),
    "silicon valley": ("CA", "41940"),
    "socal": ("CA", ""),
    "norcal": ("CA", ""),
    "orange county california": ("CA", "31080"),
    "inland empire": ("CA", "40140"),
    "dfw": ("TX", "19100"),
    "dallas fort worth": ("TX", "19100"),
    "dallas fort worth metroplex": ("TX", "19100"),
    "twin cities": ("MN", "33460"),
    "washington dc metro": ("", "47900"),
    "washington dc": ("DC", "47900"),
    "dc metro": ("", "47900"),
    "dmv": ("", "47900"),
    "national capital region": ("", "47900"),
    "northern virginia": ("VA", "47900"),
    "hampton roads": ("VA", "47260"),
    "tidewater": ("VA", "47260"),
    "research triangle": ("NC", ""),
    "rtp": ("NC", "20500"),
    "raleigh durham": ("NC", ""),
    "raleigh durham chapel hill": ("NC", ""),
    "piedmont triad": ("NC", ""),
    "greensboro winston salem high point": ("NC", ""),
    "tampa bay": ("FL", "45300"),
    "south florida": ("FL", "33100"),
    "space coast": ("FL", "37340"),
    "southwest florida": ("FL", ""),
    "treasure coast": ("FL", "38940"),
    "quad cities": ("", "19340"),
    "lehigh valley": ("PA", "10900"),
    "puget sound": ("WA", "42660"),
    "tri cities washington": ("WA", "28420"),
    "long island": ("NY", "35620"),
    "nyc metro": ("", "35620"),
    "hudson valley": ("NY", ""),
    "upstate new york": ("NY", ""),
    "upstate ny": ("NY", ""),
    "western new york": ("NY", ""),
    "capital region new york": ("NY", "10580"),
    "central valley": ("CA", ""),
    "central coast california": ("CA", ""),
    "wine country": ("CA", ""),
    "delmarva": ("", ""),
    "eastern shore maryland": ("MD", ""),
    "rio grande valley": ("TX", ""),
    "permian basin": ("TX", ""),
    "cape cod": ("MA", "12700"),
    "metrowest": ("MA", "14460"),
    "chicagoland": ("IL", "16980"),
    "metro detroit": ("MI", "19820"),
    "southeast michigan": ("MI", ""),
    "front range": ("CO", ""),
    "wasatch front": ("UT", ""),
    "las vegas valley": ("NV", "29820"),
    "the valley of the sun": ("AZ", "38060"),
    "us virgin islands": ("VI", ""),
    "usvi": ("VI", ""),
    "new england": ("", ""),
    "midwest": ("", ""),
    "pacific northwest": ("", ""),
    "northeast": ("", ""),
    "southeast": ("", ""),
    "southwest": ("", ""),
    "west coast": ("", ""),
    "east coast": ("", ""),
    "mid atlantic": ("", ""),
    "tri state area": ("", ""),
    "albuquerque santa fe": ("NM", ""),
    "washington dc baltimore": ("", ""),
}

# Words in place of a place: nothing is said about where. Divided by commas.
_NO_PLACE = """
all, all locations, americas, any, anywhere, apac, asia, city hall, confidential, corporate, corporate
office, countywide, distributed, district wide, districtwide, emea, europe, everywhere, field, flexible,
fully remote, global, headquarters, here, home, home based, home office, hq, hybrid, in office, latam,
location, location negotiable, location negotiable after selection, locations, main office, many
vacancies in multiple locations, multiple, multiple cities, multiple locations, n a, na, namer,
national, nationwide, negotiable, no location, none, north america, not specified, null, office, on
site, onsite, other, remote, see below, see description, several locations, statewide, tbd, telecommute,
telework, to be determined, travel, traveling, undisclosed, unknown, unspecified, various, various
locations, virtual, wfh, work from home, worldwide
"""
NO_PLACE = frozenset(" ".join(words.split()) for words in _NO_PLACE.split(","))

# Single words that are names of small places but in a location field hardly ever mean them.
_EVERYDAY = """
advance airport alpha avenue bath beta branch building campus center central city clay clinic college
commerce contract county day design downtown east energy engineering enterprise evening faith field fire
floor full general home hope hospital independence industry lab liberty library main marketing midtown
mobile night normal north northeast northwest office operations park parks part place plant plaza police
private production progress public reading research road sales school schools security service services
south southeast southwest state store stores street success suite support temporary the tower town union
unit university uptown village warehouse weekend west
"""
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())

REMOTE_WORDS = re.compile(
    r"\b(?:100%\s*)?(?:fully[\s-]+|partially[\s-]+)?"
    r"(?:remote(?:ly)?|virtual|telework|telecommut\w+|work[\s-]+(?:from|at)[\s-]+home|wfh|home[\s-]?based)\b"
    r"(?:[\s-]+(?:first|friendly|eligible|only|position|job|work|role|optional|option|ok|possible|based))?",
    re.IGNORECASE,
)
ARRANGEMENT_WORDS = re.compile(
    r"\b(?:hybrid|on[\s-]?site|in[\s-]?office|in[\s-]?person|multiple locations|various locations"
    r"|multiple cities"
    r"|flexible location|statewide|nationwide|anywhere(?:\s+in)?|job location|locations?|based in|based"
    r"|headquarters|corporate office|relocation (?:available|offered)|candidates? in|residents? of"
    r"|must reside in)\b",
    re.IGNORECASE,
)
METRO_AFFIX = re.compile(
    r"^(?:the\s+)?(?:greater|metro|metropolitan)\s+(?P<after>.+?)"
    r"(?:\s+(?:metropolitan\s+area|metro\s+area|metroplex|metro|area|region))?$"
    r"|^(?:the\s+)?(?P<before>.+?)\s+(?:metropolitan\s+area|metro\s+area|metroplex|metro|area|region|vicinity)$"
)
_DIRECTIONS = """
central east eastern greater mid north northeast northeastern northern northwest northwestern rural
south southeast southeastern southern southwest southwestern upstate west western
"""
DIRECTIONS = frozenset(_DIRECTIONS.split())
# Words that people add to the name of a city.
CITY_AFFIX = re.compile(
    r"^(?:downtown|midtown|uptown|city of|town of|village of|township of|borough of|near)\s+(?P<after>.+)$"
    r"|^(?P<before>.+?)\s+(?:city|downtown|airport|international airport|township|borough|village|town|campus"
    r"|office|hq|headquarters|branch|store|warehouse|plant|proper)$"
)
