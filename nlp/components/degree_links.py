"""Which degree of the vocabulary a text names: by its level, and its field of study when it is one.

"Bachelor's of Science degree in Nursing or a related field" is a form of no list; its level and its field
are, as "bachelor's degree in nursing".
"""

import re
from collections.abc import Iterable

from nlp.folding import fold_form
from taxonomy.types import Concept

_ANY = "college degree"
_OF_LEVEL = {
    "associate": "associate's degree",
    "bachelor": "bachelor's degree",
    "master": "master's degree",
    "doctor": "doctorate",
    "graduate": "graduate degree",
}
_WITH_FIELD = {
    "associate": ("associate's degree in {}", "associate of {}"),
    "bachelor": ("bachelor's degree in {}", "bachelor of {}", "bachelor of science in {}"),
    "master": ("master's degree in {}", "master's in {}", "master of {}", "master of science in {}"),
    "doctor": ("doctoral degree in {}", "doctorate in {}", "doctor of {}"),
    "graduate": ("graduate degree in {}",),
}
_LEVEL = re.compile(
    r"\b(?:(?P<associate>associates?(?= level\b| degree| of | in )|(?:two|2) y(?:ea)?r\b|community college|"
    r"a\.?a\.?(?:s\.?)?(?= degree| in )|a\.?s\.?(?= degree| in ))|"
    r"(?P<bachelor>bachelor|batchelor|bachlor|baccalaureate|undergraduate|(?:four|4) ?y(?:ea)?r\b|"
    r"b\.?[as]\.?(?= degree| in ))|"
    r"(?P<master>masters?\b|m\.?[as]\.?(?= degree| in ))|"
    r"(?P<doctor>doctora(?:te|l)\b|doctor of philosophy|doctors? degree|ph\.? ?d\b)|"
    r"(?P<graduate>(?:post ?)?graduate(?: level)? degree|advanced (?:\w+ )?degree))"
)
_FIELD = re.compile(r" (?:in|of(?! (?:applied )?(?:science|arts)\b))(?: the field of)? (?P<field>.+)")
_OR_LIKE = re.compile(
    r",? (?:or|and)(?: an?| in an?| any)?(?: closely)? "
    r"(?:related|similar|equivalent|relevant|allied|other)\b.*"
)


class DegreeLinks:
    """Degrees by the forms that name them.

    Args:
        concepts: any; those that are no degree are passed over.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_form: dict[str, str] = {}
        self._level_of: dict[str, str | None] = {}
        for concept in concepts:
            if concept.kind == "degree":
                level = _LEVEL.search(fold_form(concept.label))
                self._level_of[concept.concept_id] = level and level.lastgroup
                for alias in concept.aliases:
                    self._by_form.setdefault(fold_form(alias.text), concept.concept_id)
        self._of_level = {name: self._named(form) for name, form in _OF_LEVEL.items()}
        self._vague = {"", self._named(_ANY)}
        self._open = self._vague | set(self._of_level.values())

    def concept_of(self, text: str, concept_id: str) -> str:
        """The degree that `text` names.

        Args:
            text: of a mention, head and field of study.
            concept_id: what its head was found as; "" when no form was.

        Returns:
            `concept_id` when that is a degree of one field already, and of no other level than the text says
            ("degree in finance" in "graduate degree in finance"), or when nothing closer is known.
        """
        form = fold_form(text)
        level = _LEVEL.search(form)
        if concept_id not in self._open:
            if level is None or self._level_of.get(concept_id) in {None, level.lastgroup}:
                return concept_id
            concept_id = ""
        if level is None or level.lastgroup is None:
            return self._named(form) or concept_id
        field = _FIELD.search(form, level.end())
        if field is not None:
            one = _OR_LIKE.sub("", field["field"]).strip()
            for wording in _WITH_FIELD[level.lastgroup]:
                if linked := self._named(wording.format(one)):
                    return linked
        return self._of_level[level.lastgroup] if concept_id in self._vague else concept_id

    def _named(self, form: str) -> str:
        return self._by_form.get(fold_form(form), "")
