"""What the phrase tagger sees of a token, and where one sentence of it ends.

Everything but the way a token is joined to the one before it, and what the vocabulary holds it for, depends
on its text alone, so it is worked out once per distinct text and looked up by spaCy's hash of it afterwards.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.components.segments import doc_segments
from nlp.doc_text import doc_text
from nlp.mentions import read_mentions
from nlp.section_places import read_sections

# Buckets of the hashed features: first three characters, last three, last two, shape.
BUCKETS = (3000, 3000, 600, 400)
FIRST, GLUED, SPACED, HIDDEN = range(4)
N_JOINTS = 4
HINTED_KINDS = ("skill", "technology", "certification", "license", "degree", "clearance")
# Nothing, or a kind that the form is for sure, or a kind that it may be.
N_HINTS = 1 + 2 * len(HINTED_KINDS)
_HINT_OF = {kind: 1 + 2 * number for number, kind in enumerate(HINTED_KINDS)}
_SURE_ORIGINS = frozenset(("sure", "pattern"))
LONGEST_SENTENCE = 128
_REMEMBERED = 200_000
_SHAPE_LENGTH = 12
_DIGIT = re.compile(r"\d")
_BULLETS = frozenset("•·●▪‣◦")
_STOPS = frozenset(".!?")
_IS_BLANK, _IS_BREAK, _IS_STOP, _IS_CAPITAL, _IS_BULLET = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Sentences:
    """Tokens of some docs, blank ones left out, cut into sentences.

    Attributes:
        lexemes: index into the `Lexicon`, shape (tokens,).
        joints: FIRST of its sentence, GLUED to the token before it or SPACED from it, shape (tokens,); plus
            N_JOINTS times the hint, which says what candidate covers the token.
        lengths: tokens per sentence, shape (sentences,); they sum to the number of tokens.
        docs: index of the doc of each token, shape (tokens,).
        tokens: index of each token in its doc, shape (tokens,).
    """

    lexemes: NDArray[np.int32]
    joints: NDArray[np.int8]
    lengths: NDArray[np.int64]
    docs: NDArray[np.int32]
    tokens: NDArray[np.int32]


class Lexicon:
    """Features of every distinct token text met so far; forgets all when it grows too large.

    Args:
        words: known words, normalised; their index is their position + 1, unknown words have index 0.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = {word: number for number, word in enumerate(words, start=1)}
        self.generation = 0
        self._forget()

    def _forget(self) -> None:
        self._index: dict[int, int] = {}
        self._features: list[tuple[int, int, int, int, int]] = []
        self._flags: list[int] = []
        self._array = np.zeros((0, 1 + len(BUCKETS)), dtype=np.int32)
        self._flag_array = np.zeros(0, dtype=np.uint8)
        self.generation += 1

    @property
    def features(self) -> NDArray[np.int32]:
        """Word, first three, last three, last two, shape; shape (lexemes, 5)."""
        if len(self._array) < len(self._features):
            self._array = np.array(self._features, dtype=np.int32)
        return self._array

    @property
    def flags(self) -> NDArray[np.uint8]:
        """Bits that say where sentences end, shape (lexemes,)."""
        if len(self._flag_array) < len(self._flags):
            self._flag_array = np.array(self._flags, dtype=np.uint8)
        return self._flag_array

    def look_up(self, docs: Sequence[Doc], hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Indices of the texts with these hashes.

        Args:
            docs: at least one; their string store knows the hashes.
            hashes: spaCy's hashes of token texts, shape (tokens,).
        """
        if len(self._features) > _REMEMBERED:
            self._forget()
        distinct, inverse = np.unique(hashes, return_inverse=True)
        known = self._index
        indices = np.empty(len(distinct), dtype=np.int32)
        for position, orth in enumerate(distinct.tolist()):
            index = known.get(orth)
            if index is None:
                index = known[orth] = len(self._features)
                text = docs[0].vocab.strings[orth]
                self._features.append(self._describe(text))
                self._flags.append(_flags(text))
            indices[position] = index
        return indices[inverse]

    def _describe(self, text: str) -> tuple[int, int, int, int, int]:
        lower = normalise_word(text)
        return (
            self._words.get(lower, 0),
            _bucket("p" + lower[:3], BUCKETS[0]),
            _bucket("s" + lower[-3:], BUCKETS[1]),
            _bucket("t" + lower[-2:], BUCKETS[2]),
            _bucket(_shape(text), BUCKETS[3]),
        )


def normalise_word(text: str) -> str:
    """Lower case, every digit a 0."""
    return _DIGIT.sub("0", text.lower())


def _bucket(text: str, size: int) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) % size


def _shape(text: str) -> str:
    """Kinds of characters, at most two of a kind in a row: "Xx" for "It", "XXd" for "SQL2008"."""
    shape: list[str] = []
    for character in text[:_SHAPE_LENGTH]:
        kind = character
        if character.isupper():
            kind = "X"
        elif character.islower():
            kind = "x"
        elif character.isdigit():
            kind = "d"
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
    return "".join(shape)


def _flags(text: str) -> int:
    if text.isspace():
        return _IS_BLANK | (_IS_BREAK if "\n" in text or "\r" in text else 0)
    flags = _IS_CAPITAL if text[:1].isupper() else 0
    if text in _BULLETS:
        flags |= _IS_BULLET
    return flags | (_IS_STOP if text in _STOPS else 0)


def is_lone_sentence(doc: Doc) -> bool:
    """Whether the doc is a sentence or fragment out of context: no title, one line."""
    return doc._.description_start <= 1 and "\n" not in doc_text(doc).strip()


def read_sentences(docs: Sequence[Doc], lexicon: Lexicon, silent: Collection[str] = ()) -> Sentences:
    """Cut docs at line breaks, bullets, full stops before a capital, and where segments begin.

    A sentence is cut after LONGEST_SENTENCE tokens, so that one endless list does not slow a batch.

    Args:
        docs: at least one, of one vocabulary; their mentions are the hints.
        lexicon: learns the texts of tokens that it has not met.
        silent: kinds of sections (`doc.spans["sections"]`) that are left out; lone sentences stay whole.
    """
    arrays = [doc.to_array(["ORTH", "SPACY"]) for doc in docs]
    table = np.concatenate([np.zeros((0, 2), dtype=np.uint64), *arrays])
    sizes = [len(array) for array in arrays]
    segment = np.concatenate([np.zeros(0, dtype=np.int64), *(_segment_of_tokens(doc) for doc in docs)])
    lexemes = lexicon.look_up(docs, table[:, 0])
    flags = lexicon.flags[lexemes]
    doc_of = np.repeat(np.arange(len(docs), dtype=np.int32), sizes)
    token_of = np.concatenate([np.zeros(0, dtype=np.int32), *(np.arange(n, dtype=np.int32) for n in sizes)])
    is_blank = (flags & _IS_BLANK) > 0
    is_silent = np.concatenate([np.zeros(0, dtype=bool), *(_silent_tokens(doc, silent) for doc in docs)])
    # A token stands apart when the one before it is blank or followed by a space.
    apart = np.ones(len(table), dtype=bool)
    apart[1:] = (table[:-1, 1] > 0) | is_blank[:-1]
    kept = np.flatnonzero(~(is_blank | is_silent))
    line = (np.cumsum((flags & _IS_BREAK) > 0) + segment)[kept]
    flags, doc_of = flags[kept], doc_of[kept]
    begins = _sentence_starts(flags, line, doc_of)
    joints = np.where(apart[kept], SPACED, GLUED).astype(np.int8)
    joints[begins] = FIRST
    joints += np.concatenate([np.zeros(0, dtype=np.int8), *map(_hints_of_tokens, docs)])[kept] * N_JOINTS
    lengths = np.diff(np.append(np.flatnonzero(begins), len(kept)))
    return Sentences(lexemes[kept], joints, lengths, doc_of, token_of[kept])


def without_repeats(
    sentences: Sentences, known: dict[bytes, int], n_rows: int = 0
) -> tuple[Sentences, NDArray[np.int64]]:
    """The sentences not met before, each once, and the row of each token among all that were met, (tokens,).

    Postings of one employer share theirs: a third of the tokens of a crawl.

    Args:
        sentences: to be read.
        known: first row of every sentence met before; learns the new ones, whose rows follow in their order.
        n_rows: tokens of the sentences met before.
    """
    ends = np.cumsum(sentences.lengths)
    begins = ends - sentences.lengths
    # A token as one number, so that a sentence is one run of bytes.
    tokens = sentences.lexemes.astype(np.int64) * (N_JOINTS * N_HINTS) + sentences.joints
    text, size = tokens.tobytes(), tokens.itemsize
    first_rows: list[int] = []
    new: list[int] = []
    for number, (begin, end) in enumerate(zip((begins * size).tolist(), (ends * size).tolist(), strict=True)):
        sentence = text[begin:end]
        row = known.get(sentence)
        if row is None:
            row = known[sentence] = n_rows
            n_rows += (end - begin) // size
            new.append(number)
        first_rows.append(row)
    chosen = np.array(new, dtype=np.int64)
    lengths = sentences.lengths[chosen]
    kept = _ranges(begins[chosen], lengths)
    fresh = Sentences(
        sentences.lexemes[kept], sentences.joints[kept], lengths, sentences.docs[kept], sentences.tokens[kept]
    )
    return fresh, _ranges(np.array(first_rows, dtype=np.int64), sentences.lengths)


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers start, start + 1, ... of every range, one after the other."""
    shifts = starts - (np.cumsum(lengths) - lengths)
    ranges: NDArray[np.int64] = np.arange(int(lengths.sum()), dtype=np.int64) + np.repeat(shifts, lengths)
    return ranges


def _segment_of_tokens(doc: Doc) -> NDArray[np.int64]:
    """Number of the segment of each token; all 0 in a lone sentence, which is whole."""
    if is_lone_sentence(doc):
        return np.zeros(len(doc), dtype=np.int64)
    offsets = doc.to_array(["IDX"]).astype(np.int64)
    return np.searchsorted(np.array(doc_segments(doc)), offsets, side="right")


def _hints_of_tokens(doc: Doc) -> NDArray[np.int8]:
    """What candidate covers each token; of several the one whose kind is last in HINTED_KINDS."""
    hints = np.zeros(len(doc), dtype=np.int8)
    for mention in sorted(read_mentions(doc), key=lambda one: _HINT_OF[one.kind]):
        hints[mention.first : mention.last] = _HINT_OF[mention.kind] + (mention.origin not in _SURE_ORIGINS)
    return hints


def _silent_tokens(doc: Doc, silent: Collection[str]) -> NDArray[np.bool_]:
    tokens = np.zeros(len(doc), dtype=bool)
    if silent and not is_lone_sentence(doc):
        for section in read_sections(doc):
            if section.kind in silent:
                tokens[section.first : section.last] = True
    return tokens


def _sentence_starts(
    flags: NDArray[np.uint8], line: NDArray[np.int64], doc_of: NDArray[np.int32]
) -> NDArray[np.bool_]:
    begins = np.zeros(len(flags), dtype=bool)
    if not len(flags):
        return begins
    begins[0] = True
    begins[1:] = (
        (doc_of[1:] != doc_of[:-1])
        | (line[1:] != line[:-1])
        | ((flags[1:] & _IS_BULLET) > 0)
        | (((flags[:-1] & _IS_STOP) > 0) & ((flags[1:] & _IS_CAPITAL) > 0))
    )
    position = np.arange(len(flags))
    offset = position - np.maximum.accumulate(np.where(begins, position, 0))
    begins |= offset % LONGEST_SENTENCE == 0
    return begins
