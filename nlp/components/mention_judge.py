"""Decides in context whether a candidate is something the employer asks for; drops the others.

The judge is a logistic regression over the features of `nlp.mention_features`, trained on labelled postings
(`nlp.training.mention_judge`). Its probability is calibrated and becomes the mention's confidence; candidates
below the threshold of their kind leave the mentions.
"""

import gzip
import json
from functools import lru_cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.mention_features import (
    Feature,
    FormSight,
    Setting,
    Sight,
    Tagging,
    form_features,
    mention_sights,
    setting_features,
    sides_features,
    size_features,
    tagging_features,
)
from nlp.mentions import read_mentions, write_mentions

MODEL_PATH = Path(__file__).parent.parent / "models" / "mention_judge.json.gz"
FORMAT = 2
_CACHED = 1 << 15
_ZEROS = repeat(0.0)
WORD_TEMPLATES = ("before", "after", "near", "far")


class MentionJudge:
    """Weights per template, a threshold per kind and the scale that calibrates.

    Args:
        model: as `nlp.training.mention_judge` writes it: {"format", "bias", "scale", "offset", "thresholds",
            "priors": {form: code}, "weights": {template: {value: weight}}}.
    """

    def __init__(self, model: dict[str, Any]) -> None:
        self.use(model)

    def use(self, model: dict[str, Any]) -> None:
        """Judge by another model from now on.

        Raises:
            ModelError: it is of another format.
        """
        if model.get("format") != FORMAT:
            raise ModelError("mention_judge", f"is of format {model.get('format')}, {FORMAT} is needed")
        self._model = model
        self._bias = float(model["bias"])
        self._scale, self._offset = float(model["scale"]), float(model["offset"])
        self._priors: dict[str, str] = model["priors"]
        self._thresholds: dict[str, float] = model["thresholds"]
        self._weights: dict[Feature, float] = {
            (template, get_string_id(value) if is_word_template(template) else value): weight
            for template, weights in model["weights"].items()
            for value, weight in weights.items()
        }
        self._words: dict[str, list[dict[int, float]]] = {}
        # Forms and settings come back in posting after posting: their sums are kept.
        self._form_score = lru_cache(_CACHED)(self._score_form)
        self._setting_score = lru_cache(_CACHED)(self._score_setting)
        self._tagging_score = lru_cache(_CACHED)(self._score_tagging)
        self._size_score = lru_cache(_CACHED)(self._score_size)
        self._sides_score = lru_cache(_CACHED)(self._score_sides)

    def __call__(self, doc: Doc) -> Doc:
        """Set the confidence of the mentions that stay."""
        mentions = read_mentions(doc)
        kept = []
        for mention, sight in zip(mentions, mention_sights(doc, mentions), strict=True):
            probability = self._calibrated(self._score_sight(sight))
            if probability >= self._thresholds[mention.kind]:
                mention.confidence = probability
                kept.append(mention)
        write_mentions(doc, kept)
        return doc

    def probability(self, features: list[Feature]) -> float:
        """Calibrated probability, 0-1, that an expert would mark the candidate."""
        return self._calibrated(self.score(features))

    def score(self, features: list[Feature]) -> float:
        """Log-odds before calibration."""
        return self._bias + self._sum(features)

    def _calibrated(self, score: float) -> float:
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self._scale * score + self._offset))))

    def _sum(self, features: list[Feature]) -> float:
        return sum(map(self._weights.get, features, repeat(0.0)))

    def _score_sight(self, sight: Sight) -> float:
        """The same as `score` of the candidate's features."""
        form, setting, tagging, size, sides, before, after = sight
        return (
            self._bias
            + self._form_score(form)
            + self._setting_score(setting)
            + self._tagging_score(tagging)
            + self._size_score(size)
            + self._sides_score(sides)
            + self._score_words(form[0], before, after)
        )

    def _score_words(self, kind: str, before: list[int], after: list[int]) -> float:
        near, left, right, left2, right2 = self._word_weights(kind)
        return (
            sum(map(near.get, before, _ZEROS))
            + sum(map(near.get, after, _ZEROS))
            + left.get(before[-1], 0.0)
            + right.get(after[0], 0.0)
            + left2.get(before[-2], 0.0)
            + right2.get(after[1], 0.0)
        )

    def _word_weights(self, kind: str) -> list[dict[int, float]]:
        """Of the words near, before, after, two before and two after a candidate of this kind."""
        tables = self._words.get(kind)
        if tables is None:
            weights = self._model["weights"]
            tables = self._words[kind] = [
                {get_string_id(word): weight for word, weight in weights.get(f"{place}.{kind}", {}).items()}
                for place in ("near", "before", "after", "before2", "after2")
            ]
        return tables

    def _score_form(self, sight: FormSight) -> float:
        return self._sum(form_features(sight, self._priors))

    def _score_setting(self, setting: Setting) -> float:
        return self._sum(setting_features(setting))

    def _score_tagging(self, tagging: Tagging) -> float:
        return self._sum(tagging_features(tagging))

    def _score_size(self, size: tuple[str, int, int]) -> float:
        return self._sum(size_features(size))

    def _score_sides(self, sides: tuple[str, str]) -> float:
        return self._sum(sides_features(sides))

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the model into the pipeline's directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        write_model(self._model, Path(path) / MODEL_PATH.name)

    def from_disk(self, path: str | Path, **_: object) -> "MentionJudge":
        """Read the model that `to_disk` wrote.

        Raises:
            ModelError: it is not there or of another format.
        """
        self.use(read_model(Path(path) / MODEL_PATH.name))
        return self

    def to_bytes(self, **_: object) -> bytes:
        """The model as bytes."""
        return json.dumps(self._model).encode()

    def from_bytes(self, content: bytes, **_: object) -> "MentionJudge":
        """Read what `to_bytes` gave."""
        self.use(json.loads(content))
        return self


def read_model(path: Path) -> dict[str, Any]:
    """Read a model file.

    Raises:
        ModelError: there is no such file.
    """
    if not path.exists():
        raise ModelError("mention_judge", f"{path} is missing")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        model: dict[str, Any] = json.load(stream)
    return model


def write_model(model: dict[str, Any], path: Path) -> None:
    """Write a model file; the same model gives the same bytes."""
    content = json.dumps(model, ensure_ascii=False, sort_keys=True).encode()
    path.write_bytes(gzip.compress(content, mtime=0))


def is_word_template(template: str) -> bool:
    """Whether the values of a template are words, which the `Doc` holds as hashes."""
    return template.split(".", maxsplit=1)[0].rstrip("2") in WORD_TEMPLATES


@component_factory("signalpost.mention_judge.v1", assigns=["doc.spans"], requires=["doc.spans"])
def create_mention_judge(nlp: Language, name: str) -> MentionJudge:
    """The judge with the packaged model."""
    del nlp, name
    return MentionJudge(read_model(MODEL_PATH))
