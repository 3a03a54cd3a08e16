"""Words that say how much an employer wants a thing: the cues of `requirement_level`, by class."""

from typing import Literal, TypeAlias

CueClass: TypeAlias = Literal[
    "preferred", "required", "offered", "negated", "used", "substitute", "clause", "rightward"
]

CUES: dict[CueClass, tuple[str, ...]] = {
    "preferred": (
        "preferred", "prefered", "prefer", "preference", "preferrable", "preferable",
        "strongly preferred", "highly preferred", "a plus", "is plus", "a big plus", "a huge plus",
        "a definite plus", "an added plus", "a strong plus", "are a plus", "desired", "desirable",
        "highly desired", "highly desirable", "good to have", "great to have",
        "advantage", "advantageous", "an advantage", "beneficial", "a bonus", "is a bonus", "helpful",
        "an asset", "would be great", "would be nice", "welcome",
        "welcomed", "optional", "not required but", "but not required", "though not required",
        "but not mandatory", "not mandatory", "not essential", "strongly desired", "a benefit", "favorable",
        "favored", "appreciated", "valued", "not necessary but", "will be considered an asset",
        "viewed favorably", "a pro", "perferred", "preffered", "highly recommended",
        "strongly recommended", "is recommended", "are recommended", "is ideal", "would be ideal",
        "are ideal",
    ),
    "required": (
        "required", "must", "requires", "require", "requirement", "requirements", "minimum", "mandatory",
        "essential", "necessary", "at least", "a must", "must have", "must possess", "must be", "need to",
        "needs to", "needed", "you need", "you have", "you must", "possess", "possession of",
        "ability to obtain", "able to obtain", "within 6 months", "within six months", "prerequisite",
        "qualified", "qualification", "proficient", "proficiency", "is expected", "strong knowledge", "valid",
        "current", "active", "obligatory", "compulsory", "should have", "should possess", "shall",
        "will need", "eligible", "to obtain", "in order to qualify", "successful candidate",
        "ideal candidate", "or equivalent",
    ),
    "offered": (
        "will train", "we train", "we will train", "training provided", "training is provided",
        "paid training", "on the job training", "on-the-job training", "provide training", "full training",
        "training will be provided", "will be trained", "sponsor your", "we sponsor", "will sponsor",
        "sponsorship of", "we pay for", "paid for by", "earn your", "get certified", "opportunity to earn",
        "opportunity to obtain", "opportunity to learn", "tuition reimbursement", "tuition assistance",
        "reimburse", "reimbursement", "we will teach", "we'll teach", "we teach", "we help you get",
        "free training", "training program", "training on", "company-paid", "get trained",
        "assist you in obtaining", "help you obtain", "learn", "you will learn", "you'll learn",
        "certification assistance", "certification reimbursement", "we provide", "is provided",
        "are provided",
    ),
    "negated": (
        "not required", "not necessary", "not needed", "no need", "isn't required", "is not required",
        "are not required", "not a requirement", "no prior", "no previous", "no experience", "not require",
        "doesn't require", "does not require", "never required", "don't need", "do not need", "no longer",
        "rather than", "instead of", "we don't use", "not looking for", "without",
    ),
    "used": (
        "we use", "we're using", "we are using", "our stack", "tech stack", "built on", "built with",
        "stack includes", "currently use", "currently using", "we work with", "work with", "powered by",
        "you will work with", "you'll work with", "our tools", "technologies we use", "tools we use",
        "written in", "runs on", "using", "is done in", "communication happens", "our platform",
        "environment includes",
    ),
    "substitute": (
        "substituted", "substitute", "in lieu of", "credit will be given", "is equivalent to",
        "may be accepted", "leading to", "lead to", "pursue", "pursuing", "toward", "towards",
    ),
    "clause": (
        "experience", "knowledge", "familiarity", "ability", "understanding", "skills", "degree",
        "certification", "license", "background", "proficiency", "expertise", "exposure", "years", "training",
    ),
    "rightward": (
        "preferably", "ideally", "bonus points", "bonus if", "plus if", "nice to have", "nice-to-have",
        "preference given to", "preference will be given to", "preference for",
    ),
}  # fmt: skip

DEMAND_STARTS = (
    "ability", "able", "experience", "experienced", "knowledge", "familiarity", "familiar", "understanding",
    "proficien", "strong", "excellent", "must", "proven", "demonstrated", "working knowledge", "solid",
    "good", "bachelor", "degree", "minimum", "at least", "valid", "current", "high school", "years",
    "certified", "licensed", "possess", "advanced", "expert", "hands on", "prior", "previous", "extensive",
    "effective", "exceptional", "graduate", "associate", "master", "licensure", "willing", "fluen",
    "comfortable", "basic", "deep", "track record", "skilled", "competen", "exposure", "background", "to ",
    "have ", "you have", "you are", "you re", "one ", "two ", "three ", "four ", "five ", "six ", "computer",
    "outstanding", "great", "superior", "highly", "detail",
)  # fmt: skip
"""How demands begin where no heading stands above them; folded."""
