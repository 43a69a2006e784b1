"""What a question says of its answers: the touchpoint it speaks of, and whether it asks for one side alone.

Told from clear wordings in English, German, French and Spanish; where the wording is not clear, nothing is said.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest.decisions import plain
from cxanalytics.ingest.wordings import ABOUT, ARTICLE, BAD, GOOD, NO_PLACE, NO_SIDE, NUMBERING, PRONOUNS, TAIL, folded

NEGATIVE, POSITIVE = SIDES = ("negative", "positive")

_SIGNS = " \t.,:;–-\"'“”"
_LONGEST = 300  # characters; a longer wording is an instruction
_MOST_WORDS = 5  # a longer phrase is no name of a touchpoint
_MARKS = {NEGATIVE: "[asks for the bad]", POSITIVE: "[asks for the good]", "": "[asks for good and bad]"}
_MARK = re.compile(r"\s*\[asks for (the bad|the good|good and bad)\]$")
_MARKED = {"the bad": NEGATIVE, "the good": POSITIVE, "good and bad": ""}


@dataclass(frozen=True)
class Question:
    """What a question says: the column it stands over (or its own words, where a column holds the questions), its
    wording, the touchpoint it speaks of, the side it asks for; "" where it says nothing. told: a person said so.
    """

    column: str
    wording: str
    touchpoint: str = ""
    invites: str = ""
    told: bool = False

    def text(self) -> str:
        """The wording as it is kept beside the answers: marked where a person said another side than it says."""
        return self.wording if self.invites == side(self.wording) else f"{self.wording} {_MARKS[self.invites]}"


def touchpoint(wording: str) -> str:
    """The touchpoint a question speaks of ("How was check-in?" -> "Check-in"); "" where none is clearly named."""
    asked = " ".join(wording.split()).strip("¿¡ ")
    numbered = NUMBERING.match(folded(asked))
    asked = asked[numbered.end() :] if numbered else asked
    if len(asked) > _LONGEST:
        return ""
    bare = folded(asked)
    for pattern in ABOUT:
        found = pattern.fullmatch(bare)
        if found is not None:
            return name(asked[slice(*found.span("x"))])
    return ""


def name(phrase: str) -> str:
    """A phrase as the name of a touchpoint: "your check-in experience" is "Check-in"; "" where it names none."""
    words, before = phrase.strip(_SIGNS), ""
    while words != before:
        before = words
        article, tail = ARTICLE.match(folded(words)), TAIL.search(folded(words))
        if article:
            words = words[article.end() :].strip(_SIGNS)
        elif tail and tail.end() == len(words):
            words = words[: tail.start()].strip(_SIGNS)
    parts = folded(words).split()
    if not 1 <= len(parts) <= _MOST_WORDS or not re.search(r"[^\W\d_]{2}", words):
        return ""
    if parts[0] in PRONOUNS or all(part.strip("'") in NO_PLACE for part in parts):
        return ""
    return words[0].upper() + words[1:]


def about(wording: str, stem: str, place: str) -> str:
    """The wording, if it ends in the touchpoint; else `stem`, what is asked of several touchpoints, and this one."""
    if not place or folded(wording).rstrip("?!.:] ").endswith(folded(place)):
        return wording
    return f"{stem} {place}" if stem.endswith(("?", ":")) else f"{stem or wording}: {place}"


def side(wording: str) -> str:
    """NEGATIVE or POSITIVE where a question asks for that side alone, "" where for both or neither."""
    marked = _MARK.search(wording)
    if marked is not None:
        return _MARKED[marked[1]]
    if len(wording) > _LONGEST:
        return ""
    asked = NO_SIDE.sub(" ", folded(wording))
    rest = BAD.sub(" | ", asked)
    bad, good = rest != asked, GOOD.search(rest) is not None
    if bad == good:
        return ""
    return NEGATIVE if bad else POSITIVE


def invites(asked: pd.Series) -> pd.Series:
    """For each question, in the row order of the series, the side it asks for (`side`); missing questions ask none."""
    different = asked.dropna().unique()
    return asked.map({wording: side(str(wording)) for wording in different}).fillna("").astype("str")


def of(wordings: Mapping[str, str], touchpoints: Mapping[str, str], invited: Mapping[str, str]) -> tuple[Question, ...]:
    """A question for each column and its wording; what a person said of it (by column or wording) goes first."""
    places = {plain(name): said for name, said in touchpoints.items()}
    sides = {plain(name): said for name, said in invited.items()}
    return tuple(_question(column, wording, places, sides) for column, wording in wordings.items())


def _question(column: str, wording: str, places: Mapping[str, str], sides: Mapping[str, str]) -> Question:
    keys = [plain(column), plain(wording)]
    place = next((places[key] for key in keys if key in places), None)
    asks = next((sides[key] for key in keys if key in sides), None)
    return Question(
        column, wording,
        touchpoint(wording) if place is None else place.strip(),
        side(wording) if asks is None else asks,
        place is not None,
    )  # fmt: skip


def said(questions: Iterable[Question]) -> tuple[str, ...]:
    """Sentences on what was understood: the touchpoints of questions, and which of them ask for one side alone."""
    found = list(questions)
    places = [
        f"'{_short(each.wording)}' is about {each.touchpoint}" for each in found if each.touchpoint and not each.told
    ]
    lines = [f"By their wording, {_listed(places)}; say so if that is wrong."] if places else []
    for one, word in ((NEGATIVE, "bad"), (POSITIVE, "good")):
        asking = [f"'{_short(each.wording)}'" for each in found if each.invites == one]
        if asking:
            verb = "asks" if len(asking) == 1 else "ask"
            lines.append(
                f"{_listed(asking)} {verb} for what was {word} alone, so the shares of good and bad in the answers are "
                "those of the question, not of the customers."
            )
    return tuple(lines)


def _short(words: str, most: int = 80) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def _listed(parts: list[str], most: int = 6) -> str:
    return ", ".join(parts[:most]) + (f" and {len(parts) - most} more" if len(parts) > most else "")
