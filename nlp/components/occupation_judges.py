"""Lets the parts of the occupation coder judge a batch of postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import (
    TextWords,
    filed_title_features,
    read_words,
    title_features,
)
from nlp.components.occupation_model import LowRankSoftmax
from nlp.components.occupation_phrases import PhraseIndex
from nlp.components.occupation_scores import RawOpinions, SocStructure
from nlp.components.occupation_titles import TitleIndex, TitleVotes

MIN_KNOWN_WORDS: Final = 8


class Judgement(NamedTuple):
    """Opinions, the votes behind them, which rows had enough description, the words of each."""

    opinions: RawOpinions
    votes: list[TitleVotes]
    has_text: npt.NDArray[np.bool_]
    texts: list[TextWords]


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained parts; null `description_model` = titles only."""

    title_model: LowRankSoftmax
    index: TitleIndex
    phrases: PhraseIndex
    description_model: LowRankSoftmax | None
    structure: SocStructure


def judge(judges: Judges, postings: Sequence[tuple[str, str]]) -> Judgement:
    """Opinions on (title, description) pairs; "" = no description."""
    structure = judges.structure
    title, _ = judges.title_model.log_probabilities([title_features(text) for text, _ in postings])
    filed_title, _ = judges.title_model.log_probabilities(
        [filed_title_features(text) for text, _ in postings]
    )
    votes = [judges.index.vote(text) for text, _ in postings]
    nothing = np.zeros(len(structure.onet_codes), np.float32)
    matches = [nothing if vote.exact_shares is None else vote.exact_shares for vote in votes]
    description, phrases = np.zeros_like(title), np.zeros_like(title)
    has_text = np.zeros(len(postings), bool)
    texts = [read_words(text) for _, text in postings]
    if judges.description_model is not None and any(len(text.words) for text in texts):
        rows = [text.features for text in texts]
        description, n_known = judges.description_model.log_probabilities(rows)
        has_text = n_known >= MIN_KNOWN_WORDS
        description[~has_text] = 0.0
        phrases = judges.phrases.vote(texts, title.shape[1])
    opinions = RawOpinions(
        title=title,
        filed_title=filed_title,
        votes=structure.sum_onet(np.stack([vote.onet_shares for vote in votes])),
        filed_votes=structure.sum_onet(np.stack([vote.filed_shares for vote in votes])),
        exact=structure.sum_onet(np.stack(matches)),
        description=description,
        phrases=phrases,
    )
    return Judgement(opinions, votes, has_text, texts)
