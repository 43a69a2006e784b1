import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.patterns import words


def test_words_stems_and_where_signs_part_them() -> None:
    read = words.read(pd.Series(["Wrong charges, again!", None, "the   charge isn’t - mine\nself-service"]))
    assert read.surfaces[read.surface].tolist() == [
        "wrong", "charges", "again", "the", "charge", "isn't", "mine", "self", "service",
    ]  # fmt: skip
    assert read.text.tolist() == [0, 0, 0, 2, 2, 2, 2, 2, 2]
    assert read.joined.tolist() == [True, False, False, True, True, False, True, True, False]
    assert read.stems[read.stem].tolist()[1] == read.stems[read.stem].tolist()[4] == "charg"


def test_no_texts_have_no_words() -> None:
    read = words.read(pd.Series([], dtype="str"))
    assert len(read.stem) == len(read.text) == len(read.joined) == 0


def test_the_lists_do_not_contradict_each_other() -> None:
    lists = {name: words.known(name) for name in words.LISTS}
    for a, b in (("stop", "opening"), ("stop", "closing"), ("stop", "hurting"), ("opinion", "hurting")):
        assert lists[a] & lists[b] == set(), f"{a} and {b}"
    assert all(word == word.lower() for words_ in lists.values() for word in words_)


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_can_be_read_and_every_word_knows_its_text(texts: list[str]) -> None:
    read = words.read(pd.Series(texts, dtype="object"))
    assert len(read.stem) == len(read.surface) == len(read.text) == len(read.joined)
    for number, text in enumerate(texts):
        alone = words.read(pd.Series([text], dtype="object"))
        here = read.surfaces[read.surface[read.text == number]].tolist()
        assert here == alone.surfaces[alone.surface].tolist()
