"""Decides in context whether a candidate is something the employer asks for; drops the others.

The judge is a logistic regression over the features of `nlp.mention_features`, trained on labelled postings
(`nlp.training.mention_judge`). Its probability is calibrated and becomes `span._.confidence`; candidates
below the threshold of their kind leave `doc.spans["mentions"]`.
"""

import gzip
import json
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.mention_features import Feature, mention_features

MODEL_PATH = Path(__file__).parent.parent / "models" / "mention_judge.json.gz"
FORMAT = 1
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

    def __call__(self, doc: Doc) -> Doc:
        """Set `span._.confidence` on the mentions that stay."""
        spans = list(doc.spans.get("mentions", ()))
        if not spans:
            return doc
        kept = []
        for span, features in zip(spans, mention_features(doc, spans, self._priors), strict=True):
            probability = self.probability(features)
            if probability >= self._thresholds[span.label_]:
                span._.confidence = probability
                kept.append(span)
        doc.spans["mentions"] = kept
        return doc

    def probability(self, features: list[Feature]) -> float:
        """Calibrated probability, 0-1, that an expert would mark the candidate."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self._scale * self.score(features) + self._offset))))

    def score(self, features: list[Feature]) -> float:
        """Log-odds before calibration."""
        return self._bias + sum(map(self._weights.get, features, repeat(0.0)))

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
