from nlp.occupancy import Occupancy


def test_taken_characters_are_neither_free_nor_forgotten() -> None:
    taken = Occupancy(10)
    taken.take(2, 5)
    assert taken.is_free(0, 2)
    assert taken.is_free(5, 10)
    assert not taken.is_free(4, 6)
    assert taken.is_full(2, 5)
    assert not taken.is_full(2, 6)
