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

_MIN_KNOWN_FEATURES: Final = 8
"""Words and pairs that the description model must know for a description to count."""


class JudgedText(NamedTuple):
    """What is judged.

    Attributes:
        title: as posted.
        duties: what the description says of the work and asks for; "" = no description.
        boilerplate: what it says of employer, benefits, applying; "" = nothing, or not told apart.
    """

    title: str
    duties: str = ""
    boilerplate: str = ""


class Judgement(NamedTuple):
    """Opinions, the votes behind them, which rows had enough description, words of duties and of all."""

    opinions: RawOpinions
    votes: list[TitleVotes]
    has_text: npt.NDArray[np.bool_]
    duties: list[TextWords]
    wholes: list[TextWords]


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained parts; null `description_model` = titles only."""

    title_model: LowRankSoftmax
    index: TitleIndex
    phrases: PhraseIndex
    description_model: LowRankSoftmax | None
    structure: SocStructure


def judge(judges: Judges, postings: Sequence[JudgedText]) -> Judgement:
    """Opinions on postings."""
    structure = judges.structure
    titles = [posting.title for posting in postings]
    title, _ = judges.title_model.log_probabilities([title_features(text) for text in titles])
    filed_title, _ = judges.title_model.log_probabilities([filed_title_features(text) for text in titles])
    votes = [judges.index.vote(text) for text in titles]
    nothing = np.zeros(len(structure.onet_codes), np.float32)
    matches = [nothing if vote.exact_shares is None else vote.exact_shares for vote in votes]
    description, whole_text, phrases = np.zeros_like(title), np.zeros_like(title), np.zeros_like(title)
    has_text = np.zeros(len(postings), bool)
    duties = [read_words(posting.duties) for posting in postings]
    wholes = [
        words.join(read_words(posting.boilerplate)) if posting.boilerplate else words
        for posting, words in zip(postings, duties, strict=True)
    ]
    if judges.description_model is not None and any(len(text.words) for text in duties):
        description, n_known = judges.description_model.log_probabilities([t.all_features for t in duties])
        whole_text, _ = judges.description_model.log_probabilities([t.all_features for t in wholes])
        has_text = n_known >= _MIN_KNOWN_FEATURES
        description[~has_text] = whole_text[~has_text] = 0.0
        phrases = judges.phrases.vote(wholes, title.shape[1])
    opinions = RawOpinions(
        title=title,
        filed_title=filed_title,
        votes=structure.sum_onet(np.stack([vote.onet_shares for vote in votes])),
        filed_votes=structure.sum_onet(np.stack([vote.filed_shares for vote in votes])),
        exact=structure.sum_onet(np.stack(matches)),
        description=description,
        whole_text=whole_text,
        phrases=phrases,
    )
    return Judgement(opinions, votes, has_text, duties, wholes)
