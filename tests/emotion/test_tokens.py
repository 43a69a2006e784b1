"""Words, emoji and the marks between them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.emotion.characters import lay_out
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.tokens import Tokens, tokenise


def read(*texts: str) -> Tokens:
    known = lexicon()
    return tokenise(lay_out(texts), known.words, known.emoticons, known.shortened)


def words(text: str) -> str:
    """The tokens of a text; "|" where a sentence, line or list item starts, "," where a comma stands before."""
    tokens = read(text)
    marked = []
    for place in range(len(tokens)):
        mark = "| " * bool(tokens.breaks[place]) + ", " * bool(tokens.comma[place])
        marked.append(mark + text[tokens.start[place] : tokens.end[place]])
    return " ".join(marked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Slow, dirty. Rude!", "| Slow , dirty | Rude"),
        ("I don't. It’s", "| I don't | It’s"),
        ("'quoted' words", "| quoted words"),
        ("I don ' t. It ’ S we ' ll", "| I don ' t | It ’ S we ' ll"),
        ("the letter ' t ' is", "| the letter t is"),
        ("it ' sad, c ' est", "| it sad , c est"),
        ("3.5 stars, 1,000 times at 10:30", "| 3.5 stars , 1,000 times at 10:30"),
        ("rated 10/10", "| rated 10/10"),
        ("2hrs 5x 3rd", "| 2 hrs 5 x 3 rd"),
        ("user-friendly", "| user friendly"),
        ("good👍👍🏽ok ❤️", "| good 👍 👍 ok ❤"),
        ("thanks:) :-( <3 ok", "| thanks :) :-( <3 ok"),
        ("at 5:30 (see)", "| at 5:30 see"),
        ("ends :)", "| ends :)"),
        ("Dr. Smith, e.g. Mr. J. Doe vs. us", "| Dr Smith , e g Mr J Doe vs us"),
        ("slow.The end", "| slow | The end"),
        ("shop.com is up", "| shop com is up"),
        ("Slow... rude… bad", "| Slow | rude | bad"),
        ("one - two – three; four", "| one | two | three | four"),
        ("well-known", "| well known"),
        ("- one\n- two\n• three", "| one | two | three"),
        ("1. slow 2. rude", "| 1 slow 2 | rude"),
        ("AT&amp;T &lt;3 x; y", "| AT amp T lt 3 x | y"),
        ("@united. Late again", "| Late again"),
        ("mail me@shop.com now", "| mail com now"),
        ("see https://a.b/c?d=e,f now", "| see now"),
        ("#fail", "| fail"),
        ("", ""),
        (" .!? ", ""),
    ],
)
def test_tokens_and_marks(text: str, found: str) -> None:
    assert words(text) == found


def test_capitals() -> None:
    assert read("VERY Bad I 5G ok").upper.tolist() == [True, False, True, False, True, False]


def test_texts_are_kept_apart() -> None:
    tokens = read("good", "", "bad day")
    assert tokens.text.tolist() == [0, 2, 2]
    assert tokens.breaks.tolist() == [True, True, False]


@pytest.mark.parametrize("drawn_out", ["sooo", "sooooooo", "SOOOO"])
def test_drawn_out_words_are_known(drawn_out: str) -> None:
    known = lexicon()
    assert "so" in known.names[read(drawn_out).word[0]]
    assert known.names[read("gooooood").word[0]] == "good"


@settings(deadline=None)
@given(st.lists(st.text(), max_size=5))
def test_tokens_never_overlap_and_stay_in_their_text(texts: list[str]) -> None:
    characters, tokens = lay_out(texts), read(*texts)
    assert (tokens.start < tokens.end).all()
    assert (tokens.end[:-1] <= tokens.start[1:]).all()
    assert (characters.first[tokens.text] <= tokens.start).all()
    assert (tokens.end <= characters.last[tokens.text]).all()
    assert (np.diff(tokens.text) >= 0).all()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([":", ")", "D", "d", "3", "<", "'", "-", "(", "a", " ", "👍", "@", "/", ".", "="]), max_size=12
    )
)
def test_signs_in_any_order_are_read(signs: list[str]) -> None:
    tokens = read("".join(signs))
    assert (tokens.end[:-1] <= tokens.start[1:]).all()


@pytest.mark.parametrize("text", ["@DDD", "https://example.com/aaa", "see @ooo"])
def test_drawn_out_letters_in_what_is_left_out(text: str) -> None:
    assert len(read(text)) == text.count("see")


def test_an_apostrophe_set_apart_makes_no_other_word() -> None:
    apart, together = read("I didn ' t, they ’ re, it ' s 2"), read("I didn't, they’re, it's 2")
    assert apart.word.tolist() == together.word.tolist()
    assert apart.prints.tolist() == together.prints.tolist()


def test_the_end_of_a_text_parts_an_apostrophe_from_the_next() -> None:
    assert len(read("it", "' s")) == 2
    assert len(read("it '", "s")) == 2
    assert len(read("it ' s", "' s", "'")) == 2
