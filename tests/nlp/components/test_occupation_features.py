"""Hashed features of titles and texts."""

from zlib import crc32

from nlp.components.occupation_features import (
    MAX_TEXT_CHARS,
    filed_title_features,
    match_features,
    read_words,
    title_features,
)


def test_title_features_hold_words_pairs_ends_and_letters() -> None:
    features = set(title_features("Truck Driver - Nights"))
    for name in ("wtruck", "btruck driver", "lnights", "hdriver", "Hdriver", "c<tru", "cver>"):
        assert crc32(name.encode()) in features, name
    assert crc32(b"hnights") not in features


def test_title_features_are_distinct_and_stable() -> None:
    features = title_features("Nurse Nurse")
    assert len(features) == len(set(features))
    assert features == title_features("Nurse Nurse")


def test_filed_titles_have_their_own_copy_of_the_words() -> None:
    extra = set(filed_title_features("Cook")) - set(title_features("Cook"))
    assert extra == {crc32(b"F"), crc32(b"Fwcook")}


def test_empty_title_has_no_features() -> None:
    assert title_features("  -- ") == []


def test_match_features_ignore_plurals_and_repetition() -> None:
    assert match_features(["nurses"]) == match_features(["nurse"])
    assert len(match_features(["cook", "cook"])) == 2  # the word and the pair


def test_text_is_read_in_order_with_hashes_of_words_and_stems() -> None:
    text = read_words("Drives trucks, a truck.")
    assert text.words == ["drives", "trucks", "truck"]
    assert text.features.tolist() == sorted(crc32(word.encode()) for word in text.words)
    assert text.name_features()[:3] == sorted(text.words, key=lambda word: crc32(word.encode()))
    assert text.stems[1] == text.stems[2] == crc32(b"truck")


def test_text_features_are_distinct() -> None:
    assert len(read_words("cook cook cooks").features) == 2


def test_neighbours_are_paired_over_function_words() -> None:
    text = read_words("Manage the projects of a bank, manage projects")
    assert set(text.name_features()) == {
        *("manage", "the", "projects", "of", "bank"),
        *("manage projects", "projects bank", "bank manage"),
    }
    assert len(text.all_features) == len(text.name_features()) == len(set(text.all_features.tolist()))
    assert set(read_words("managed projects").pairs) & set(text.pairs) == set()
    assert set(read_words("to manage all the projects").pairs) <= set(text.pairs)


def test_joined_texts_hold_the_words_of_both() -> None:
    one, two = read_words("weld steel pipes"), read_words("steel pipes, a bank")
    both = one.join(two)
    assert both.words == [*one.words, *two.words]
    assert set(both.all_features) == {*one.all_features, *two.all_features}
    assert len(both.stems) == len(both.words)


def test_one_word_has_no_neighbour() -> None:
    assert read_words("weld").pairs.tolist() == read_words("the").pairs.tolist() == []


def test_long_texts_are_cut() -> None:
    assert len(read_words("ab " * MAX_TEXT_CHARS).words) <= MAX_TEXT_CHARS // 3 + 1


def test_text_without_words_has_no_features() -> None:
    assert read_words("1 2 3 !").all_features.tolist() == []
