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
    "nova": ("VA", "47900"),
    "maryland dc": ("MD", "47900"),
    "hampton roads": ("VA", "47260"),
    "tidewater": ("VA", "47260"),
    "research triangle": ("NC", ""),
    "research triangle park": ("NC", "20500"),
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
    "maui island": ("HI", "27980"),
    "maui": ("HI", "27980"),
    "oahu": ("HI", "46520"),
    "big island": ("HI", "25900"),
    "kauai": ("HI", "28180"),
    "us virgin islands": ("VI", ""),
    "usvi": ("VI", ""),
    "albuquerque santa fe": ("NM", ""),
}

# Words in place of a place: nothing is said about where.
NO_PLACE = frozenset(
    """
    remote|fully remote|virtual|telework|telecommute|work from home|wfh|home based|home office|anywhere|worldwide|global
    |multiple|multiple locations|multiple cities|many vacancies in multiple locations|various|various locations
    |location negotiable|location negotiable after selection|negotiable|nationwide|national|statewide|countywide|tbd
    |to be determined|see description|see below|n a|na|none|null|unknown|not specified|unspecified|other|all|any
    |hybrid|on site|onsite|in office|flexible|distributed|headquarters|hq|corporate|corporate office|main office
    |office|field|travel|traveling|district wide|districtwide|all locations|several locations|locations|location
    |no location|undisclosed|confidential|here|everywhere|north america|namer|emea|apac|latam|europe|asia|americas
    |city hall|home
    """.replace("\n", " ").split("|")
)
NO_PLACE = frozenset(word.strip() for word in NO_PLACE)

# Single words that are names of small places but in a location field hardly ever mean them.
EVERYDAY_WORDS = frozenset(
    [
        "mobile",
        "commerce",
        "enterprise",
        "energy",
        "industry",
        "normal",
        "reading",
        "union",
        "central",
        "independence",
        "college",
        "university",
        "hospital",
        "plant",
        "warehouse",
        "field",
        "home",
        "store",
        "stores",
        "clinic",
        "school",
        "schools",
        "campus",
        "center",
        "downtown",
        "midtown",
        "uptown",
        "airport",
        "police",
        "fire",
        "library",
        "park",
        "parks",
        "day",
        "night",
        "evening",
        "weekend",
        "full",
        "part",
        "temporary",
        "contract",
        "sales",
        "marketing",
        "design",
        "engineering",
        "research",
        "production",
        "operations",
        "security",
        "service",
        "services",
        "support",
        "general",
        "public",
        "private",
        "state",
        "county",
        "city",
        "town",
        "village",
        "west",
        "east",
        "north",
        "south",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "hope",
        "faith",
        "liberty",
        "success",
        "progress",
        "advance",
        "alpha",
        "beta",
        "unit",
        "branch",
        "office",
        "building",
        "tower",
        "plaza",
        "floor",
        "suite",
        "main",
        "street",
        "avenue",
        "road",
        "the",
        "place",
        "lab",
        "clay",
        "bath",
    ]
)

REMOTE_WORDS = re.compile(
    r"\b(?:100%\s*)?(?:fully[\s-]+|partially[\s-]+)?"
    r"(?:remote(?:ly)?|virtual|telework|telecommut\w+|work[\s-]+(?:from|at)[\s-]+home|wfh|home[\s-]?based)\b"
    r"(?:[\s-]+(?:first|friendly|eligible|only|position|job|work|role|optional|option|ok|possible|based))?",
    re.IGNORECASE,
)
ARRANGEMENT_WORDS = re.compile(
    r"\b(?:hybrid|on[\s-]?site|in[\s-]?office|in[\s-]?person|multiple locations|various locations|multiple cities"
    r"|flexible location|statewide|nationwide|anywhere(?:\s+in)?|job location|location|locations|based in|based"
    r"|headquarters|corporate office|relocation (?:available|offered)|candidates? in|residents? of|must reside in)\b",
    re.IGNORECASE,
)
METRO_AFFIX = re.compile(
    r"^(?:the\s+)?(?:greater|metro|metropolitan)\s+(?P<after>.+?)"
    r"(?:\s+(?:metropolitan\s+area|metro\s+area|metroplex|metro|area|region))?$"
    r"|^(?:the\s+)?(?P<before>.+?)\s+(?:metropolitan\s+area|metro\s+area|metroplex|metro|area|region|vicinity)$"
)
DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "upstate",
        "mid",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "greater",
        "rural",
    ]
)
# Words that people add to the name of a city.
CITY_AFFIX = re.compile(
    r"^(?:downtown|midtown|uptown|city of|town of|village of|township of|borough of|near|greater|metro)\s+(?P<after>.+)$"
    r"|^(?P<before>.+?)\s+(?:city|downtown|metro|area|airport|international airport|township|borough|village|town"
    r"|metropolitan area|campus|vicinity|suburbs|office|hq|headquarters|branch|store|warehouse|plant|proper)$"
)
