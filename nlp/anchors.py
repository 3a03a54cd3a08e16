"""Windows of text around anchor words, so that expensive patterns look only where they can match."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from nlp.folding import lower_same_length


class AnchorWindows:
    """Finds anchors in any letter case and gives the text around them.

    Args:
        anchors: parts of words, lower case.
        before: characters of context before an anchor.
        after: characters of context after it.
    """

    def __init__(self, anchors: Iterable[str], before: int, after: int) -> None:
        self._before, self._after = before, after
        self._automaton = AhoCorasick(
            list(anchors),
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
            store_patterns=False,
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Ranges of `text`, ascending and apart, that begin at a word and do not cross line breaks."""
        begin = end = -1
        for _, start, stop in self._automaton.find_matches_as_indexes(lower_same_length(text)):
            left, right = self._window(text, start, stop)
            if left <= end:
                end = max(end, right)
                continue
            if end > 0:
                yield begin, end
            begin, end = left, right
        if end > 0:
            yield begin, end

    def _window(self, text: str, start: int, stop: int) -> tuple[int, int]:
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", stop)
        left = max(line_start, start - self._before)
        right = min(line_end if line_end >= 0 else len(text), stop + self._after)
        while left > line_start and text[left - 1].isalnum():
            left -= 1
        return left, right
