"""Word vectors from text alone: positive pointwise mutual information with words around, then an SVD.

The neighbours at each of the two positions to either side are counted apart (what kind of word it is), those
within five words together (what it is about). Source: Levy, Goldberg and Dagan (2015).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.utils.extmath import randomized_svd

from nlp.components.phrase_decoding import Floats

DIMENSIONS = 128
_MIN_COUNT = 3
_MAX_WORDS = 30_000
_POSITION_CONTEXTS = 4_000
_TOPIC_CONTEXTS = 12_000
_POSITIONS = (-2, -1, 1, 2)
_TOPIC_REACH = 5
_SMOOTHING = 0.75
_GAP = 0


def choose_words(sentences: Iterable[Sequence[str]]) -> list[str]:
    """Normalised words that occur often enough, the most frequent first."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(sentence)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, count in ranked[:_MAX_WORDS] if count >= _MIN_COUNT]


def fit_vectors(sentences: Iterable[Sequence[str]], words: Sequence[str], seed: int) -> Floats:
    """Vectors of the words, shape (words + 1, DIMENSIONS), mean square 1; row 0 (unknown) is zero."""
    index = {word: number for number, word in enumerate(words, start=1)}
    numbers: list[int] = []
    for sentence in sentences:
        numbers += [_GAP] * _TOPIC_REACH
        numbers += [index.get(word, _GAP) for word in sentence]
    text = np.array(numbers, dtype=np.int64)
    size = len(words) + 1
    blocks = [_informative(_pairs(text, offset, size, _POSITION_CONTEXTS)) for offset in _POSITIONS]
    near = [offset for offset in range(-_TOPIC_REACH, _TOPIC_REACH + 1) if offset]
    topic = sum(
        (_pairs(text, offset, size, _TOPIC_CONTEXTS) / abs(offset) for offset in near[1:]),
        start=_pairs(text, near[0], size, _TOPIC_CONTEXTS) / abs(near[0]),
    )
    blocks.append(_informative(topic))
    left, strength, _ = randomized_svd(
        scipy.sparse.hstack(blocks).tocsr(),
        n_components=min(DIMENSIONS, size - 1),
        n_iter=3,
        random_state=seed,
    )
    vectors = left * np.sqrt(strength)
    vectors /= np.sqrt(np.mean(vectors**2, axis=1, keepdims=True)) + 1e-6
    vectors[0] = 0
    result: Floats = vectors.astype(np.float32)
    return result


def _pairs(text: NDArray[np.int64], offset: int, size: int, contexts: int) -> scipy.sparse.csr_matrix:
    """How often each of the first `contexts` words stands at `offset` from each word."""
    reach = abs(offset)
    word, context = (text[:-reach], text[reach:]) if offset > 0 else (text[reach:], text[:-reach])
    counted = (word > _GAP) & (context > _GAP) & (context < contexts)
    ones = np.ones(int(counted.sum()), dtype=np.float32)
    return scipy.sparse.coo_matrix((ones, (word[counted], context[counted])), shape=(size, contexts)).tocsr()


def _informative(counts: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed."""
    table = counts.tocoo()
    by_word = np.asarray(table.sum(axis=1)).ravel()
    by_context = np.asarray(table.sum(axis=0)).ravel() ** _SMOOTHING
    by_context /= max(by_context.sum(), 1e-9)
    value = np.log(table.data / by_word[table.row] / by_context[table.col])
    kept = value > 0
    return scipy.sparse.csr_matrix((value[kept], (table.row[kept], table.col[kept])), shape=table.shape)
