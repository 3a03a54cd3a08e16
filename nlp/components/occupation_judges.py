"""Lets the parts of the occupation coder judge a batch of postings."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import description_features, title_features
from nlp.components.occupation_model import LowRankSoftmax
from nlp.components.occupation_scores import RawOpinions, SocStructure
from nlp.components.occupation_titles import TitleIndex, TitleVotes

MIN_KNOWN_WORDS: Final = 8


class Judgement(NamedTuple):
    """Opinions, the votes behind them, and which rows had enough description to judge, (n_rows,)."""

    opinions: RawOpinions
    votes: list[TitleVotes]
    has_text: npt.NDArray[np.bool_]


def judge(
    title_model: LowRankSoftmax,
    index: TitleIndex,
    description_model: LowRankSoftmax | None,
    structure: SocStructure,
    postings: Sequence[tuple[str, str]],
) -> Judgement:
    """Opinions on (title, description) pairs; "" = no description."""
    title, _ = title_model.log_probabilities([title_features(text) for text, _ in postings])
    filed_title, _ = title_model.log_probabilities(
        [title_features(text, as_filed=True) for text, _ in postings]
    )
    votes = [index.vote(text) for text, _ in postings]
    nothing = np.zeros(len(structure.onet_codes), np.float32)
    matches = [nothing if vote.exact_shares is None else vote.exact_shares for vote in votes]
    description = np.zeros_like(title)
    has_text = np.zeros(len(postings), bool)
    if description_model is not None and any(text for _, text in postings):
        rows = [description_features(text) for _, text in postings]
        description, n_known = description_model.log_probabilities(rows)
        has_text = n_known >= MIN_KNOWN_WORDS
        description[~has_text] = 0.0
    opinions = RawOpinions(
        title=title,
        filed_title=filed_title,
        votes=structure.sum_onet(np.stack([vote.onet_shares for vote in votes])),
        filed_votes=structure.sum_onet(np.stack([vote.filed_shares for vote in votes])),
        exact=structure.sum_onet(np.stack(matches)),
        description=description,
    )
    return Judgement(opinions, votes, has_text)
