"""Parts of the expressions that name credentials: trades, roles, states, capitalized names, topics."""

from taxonomy.sources.state_names import STATES


def any_of(*parts: str) -> str:
    """Alternatives, written over several lines."""
    return f"(?:{''.join(parts)})"


# possessive or plural, also with a garbled apostrophe
ENDING = r"(?:(?:[’'`´\ufffd?]|â€™|€™|â\S{1,2})?s[’']?)?"
WORD = r"[A-Za-z](?:[\w&'’+/-]|\.\w)*"
PROPER = (
    r"(?-i:(?=[A-Z])(?!(?i:This|These|That|The|Any|All|An?|Your|Our|Their|Other|Such|Current|Valid|Must|Required?|"
    r"Preferred|Desired|Possess|Possession|Obtain|Obtaining|Maintain|Have|Has|Is|Are|Be|Being|Or|And|If|No|"
    r"In|Of|For|To|As|On|With|From|Additional|Relevant|Related|Applicable|Appropriate|Various|Multiple|New|"
    r"Prepare|Create|Complete|Earn|Get|Gain|Become|Hold|Pursue|Pursuing|Loss|Failure|Upon|After|Education|"
    r"Licensure|License|Experience|Requirements?|Minimum|Company|HUB|GSA|SBA|M?W?BE|DBE|WBENC|WOSB|SDVOSB)\b)"
    r"[A-Z](?:[\w&+/-]|\.\w)*)"
)
IN_STATE = (
    r"(?:(?-i:[A-Z][a-z]+ )?(?-i:[A-Z][a-z]+) State |State of (?-i:(?:[A-Z][a-z]+ ){1,2})|"
    r"(?-i:[A-Z]{2}|[A-Z][a-z]+) )?"
)
STATE_NAME = rf"(?-i:{'|'.join(name for _, _, name in STATES)})"
DRIVER = rf"(?:motor vehicle )?(?:driver|operator|chauffeur)(?:{ENDING}| s)"
NURSE = (
    r"(?:RN|LPN|LVN|APRN|nurs(?:e|ing)|registered (?:professional )?nurs(?:e|ing)|nurse practi[ct]ioner|"
    r"practical nurse)"
)
LICENSED_WORK = any_of(
    "real estate|insurance|property (?:and|&) casualty|P ?& ?C|life (?:and|&) health|teach(?:ing|"
    "er)|electric(?:al|ian)|",
    "plumb(?:ing|er)|contractor|HVAC|boiler|stationary engineer|pesticide(?: applicator)?|"
    "security(?: guard)?|guard|gun|",
    "firearms?|pilot|cosmetology|barber|esthetician|massage(?: therapy)?|pharmacy|pharmacist|"
    "medical|physician|dental|",
    "(?:clinical |master )?social work(?:er)?|LCSW|LMSW|psycholog(?:y|ist)|counsel(?:ing|or)|"
    "therapy|physical therapy|",
    "occupational therapy|(?:professional )?engineer(?:ing)?|P\\.?E\\.?|architect(?:ure)?|CPA|"
    "law|attorney|notary|broker|",
    "appraiser|adjuster|inspector|(?:state )?inspection|water|wastewater|operator|forklift|"
    "captain|mariner|veterinary|",
    "paramedic|EMT|fire ?fighter|food handler|liquor|gaming|(?:nursing home )?administrator|"
    "professional|occupational|",
    "applicator|gas ?fit(?:ter|ting)|pipe ?fit(?:ter|ting)|steam ?fitter|sheet metal|welder|crane|"
    "hoisting|elevator|fire alarm|alarm|low voltage|limited energy(?: technician)?|refrigeration|asbestos|"
    "lead|mold|irrigator|arborist|tow truck|taxi|embalmer|funeral director|optician|optometr(?:y|ist)|"
    "chiropract(?:ic|or)|acupunctur(?:e|ist)|podiatr(?:y|ist)|midwife(?:ry)?|dietiti?an|audiolog(?:y|ist)|"
    "speech(?:-language)? patholog(?:y|ist)|SLP|PTA?|OTA?|COTA|respiratory (?:therapist|care)|"
    "radiolog(?:y|ic|ical)(?: technologist)?|x-?ray|CNA|LCSW|LPC|LMFT|surveyor|land survey(?:or|ing)|"
    "geologist|locksmith|(?:private )?investigator|process server|bail(?: bonds?)?|(?:un)?armed|bartender|"
    "(?:alcohol|liquor) server|educator|substitute|superintendent|principal|school counselor|"
    "elementary education(?: k-\\d)?|early childhood(?: education)?|paraprofessional|escrow|title|mortgage|"
    "securities|adjusting|boiler operator|nail|hair|beauty|esthetics?|septic",
)
LICENSED_ROLE = any_of(
    "nurse|counselor|social worker|therapist|pharmacist|psychologist|physician|electrician|"
    "plumber|engineer|architect|",
    "dentist|agent|broker|optician|esthetician|cosmetologist|barber|veterinarian|paramedic|"
    "surveyor|contractor|",
    "practi[ct]ioner|attorney|pathologist|audiologist|hygienist|dietiti?an|dietician|"
    "chiropractor|optometrist|pilot|",
    "mechanic|operator|adjuster|appraiser|administrator|clinician|teacher|assistant|applicator|"
    "inspector|technician|guard|",
    "producer|master(?: of)? social work(?:er)?|master|journeyman|professional|midwife|embalmer|"
    "funeral director|acupuncturist|podiatrist|locksmith|geologist|investigator|officer|salesperson|realtor|"
    "educator|aide|specialist",
)
CERTIFIED_ROLE = any_of(
    "technicians?|specialists?|professionals?|administrators?|assistants?|managers?|instructors?|"
    "trainers?|coders?|",
    "auditors?|engineers?|analysts?|developers?|architects?|associates?|experts?|welders?|"
    "mechanics?|operators?|",
    "inspectors?|interpreters?|translators?|counselors?|arborists?|planners?|buyers?|hackers?|"
    "masters?|nurse|therapists?|",
    "practi[ct]ioners?|aides?|teachers?|examiners?|investigators?|appraisers?|lifeguards?|chef|"
    "installers?|handlers?|",
    "technologists?|scrum master|paralegals?|management|nutritionists?|dietiti?ans?|directors?|"
    "supervisors?|workers?|officers?|educators?|consultants?|representatives?|drivers?|guides?|"
    "advis[eo]rs?|agents?|accountants?|bookkeepers?|coach(?:es)?|phlebotomists?|opticians?|surveyors?|"
    "foresters?|riggers?|flaggers?|climbers?|divers?|raters?|groomers?|sommeliers?|preparers?|fusers?|"
    "archivists?|clerks?",
)
CERTIFIED_FIELD = (
    r"(?:forklift|welding|lifeguard|crane|phlebotomy|coaching|rigging|paralegal|safety|environmental|aviation|"
    r"automotive|nursing|fitness|cybersecurity|networking|analytics|electrical|mechanical|coding|billing|diving|"
    r"rescue|instructor|equipment|interpreter|translation|inspector|auditor|trade)"
)
SUBJECT = (
    r"(?:elementary|secondary|middle school|high school|early childhood|pre-?k(?:-\d)?|math(?:ematics)?|"
    r"biology|chemistry|physics|(?<!data )(?<!computer )science|English(?: language arts)?|language arts|"
    r"social studies|music|(?<!of the )art|physical education|foreign language|bilingual|"
    r"special ed(?:ucation)?|reading|literacy|business education)"
)
FINRA_EXAM = r"(?:3|4|6|7|9|10|22|24|26|27|28|3[01]|5[0-37]|6[356]|79|8[267]|99)"
TOPIC = (
    r"(?!(?:an?|the|this|that|these|those|all|any|each|one|both|our|your|their|his|its|to|by|or|and|in|of|on|"
    r"for|with|from|at|as|is|are|was|be|will|must|may|can|has|have|accordance|compliance|writing|order|addition|"
    r"advance|lieu|good|another|other|such|least|no|some|which|person|preferred|required|desired|preferably|"
    r"related|relevant|appropriate|applicable|assigned|specific)\b)[a-z][\w/&'’-]+"
)
