"""The default pipeline: a blank spaCy `Language` with our tokenizer and components, in this order."""

from importlib import import_module

import spacy
from spacy.language import Language

COMPONENTS = (
    "sections",
    "concept_matcher",
    "credential_patterns",
    "degree_fields",
    "listed_names",
    "phrase_tagger",
    "mention_judge",
    "open_skills",
    "requirement_level",
    "mention_spans",
    "pay",
    "education",
    "experience",
    "employment_type",
    "remote",
    "schedule",
    "occupation",
    "cluster",
)
CANDIDATE_COMPONENTS = COMPONENTS[: COMPONENTS.index("phrase_tagger")]
"""Those that find candidates, ahead of everything that is trained on them."""
MAX_CHARACTERS = 50_000_000


def build_pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """A `Language` with the named components, trained parts loaded from the package.

    Args:
        components: names out of `COMPONENTS`, in its order; a shorter tuple serves tests and training.

    Raises:
        ModelError: a trained artifact is missing or of another version.
        MissingTableError: the vocabulary has not been compiled.
    """
    import_module("nlp.tokenizer")
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "signalpost.posting_tokenizer.v1"}}})
    nlp.max_length = MAX_CHARACTERS
    for name in components:
        import_module(f"nlp.components.{name}")
        nlp.add_pipe(f"signalpost.{name}.v1", name=name)
    return nlp
