"""VADER's rules, held against nltk's VADER."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cxanalytics.emotion.lexicon import lexicon, vader_file
from cxanalytics.emotion.reading import read


@pytest.fixture(scope="module")
def nltk_compound() -> Callable[[str], float]:
    import nltk

    nltk.data.path.insert(0, str(Path(vader_file()).parent))
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer("vader_lexicon.txt")
    return lambda text: float(analyzer.polarity_scores(text)["compound"])


def compound(text: str, vader: bool = True) -> float:
    found = read([text], lexicon(vader=vader)).weights.compound()
    assert len(found) == 1
    return float(found[0])


SENTENCES = """
The food was good
The food was not good
The food was very good
The food was VERY good
The food was GOOD
The food was SLIGHTLY good today
The food was EXTREMELY bad today
The food was good!
This was the least helpful answer
At least it was helpful
No help from the staff
I never liked how they treat me
It was never so good
The plot was never this great
She is kind of nice
It was hardly acceptable
They barely helped, it was terrible
VADER is smart, handsome, and funny
VADER is VERY SMART, handsome, and FUNNY!!!
Today only kinda sux
Today SUX!
The new phone is the bomb
The waiter was extremely rude
The room was slightly dirty
It isn't a bad hotel
I don't really love it
Nobody was happy :(
Thanks :)
We absolutely love the lovely rooms
I am not very happy about this awful delay
without a doubt excellent
The staff are neither friendly nor helpful
the worst, most horrible experience ever
Such a disappointing and incredibly frustrating day
it was somewhat disappointing
Great service, great people, great price
I hate this
Not bad at all
Evaluation is not correct
Kindly improve your performance
What a wonderful surprise!
He cannot be trusted
most people were really quite annoyed
I could not have been happier
This is just wrong
A most pleasant stay
""".strip().splitlines()


@pytest.mark.parametrize("text", SENTENCES)
def test_without_our_additions_a_clause_scores_as_in_nltk(text: str, nltk_compound: Callable[[str], float]) -> None:
    assert compound(text) == pytest.approx(nltk_compound(text), abs=5e-4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The food was good!!!!!", "nltk strips at most three exclamation marks from a word, so it misses it here"),
        ("He is a bad ass driver", "nltk adds the idiom and its words"),
    ],
)
def test_where_we_differ_from_nltk_on_purpose(text: str, why: str, nltk_compound: Callable[[str], float]) -> None:
    assert compound(text) > nltk_compound(text) + 0.5


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("the crew was kind", "the crew was not kind"),
        ("the crew was very kind", "the crew was kind"),
        ("the crew was kind!", "the crew was kind"),
        ("the crew was KIND today", "the crew was kind today"),
        ("no problems, kind crew", "no, unkind crew"),
        ("I think the crew was kind", "I don't think the crew was kind"),
        ("less noise", "noise"),
    ],
)
def test_our_rules(better: str, worse: str) -> None:
    assert compound(better, vader=False) > compound(worse, vader=False)


def test_a_negation_does_not_reach_over_a_comma() -> None:
    weights = read(["never, kind crew"], lexicon()).weights
    assert weights.positive.tolist() == [2.5]


def test_no_word_turns_an_emoji() -> None:
    assert read(["nobody was there 😡"], lexicon()).weights.positive.tolist() == [0.0]


def test_what_a_negation_makes_of_emotions() -> None:
    texts = ["reliable", "not reliable", "valued", "never valued", "angry", "not angry"]
    masks = read(texts, lexicon()).weights.emotions
    assert [bool(mask) for mask in masks] == [True, True, True, True, True, False]
    assert np.unique(masks[:4]).size == 4
