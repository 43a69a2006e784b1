"""How much of what customers wrote is shared: their words, their words with names and numbers hidden, or none.

Personal data are masked when an export is read. This is a second mask, for a room or a file that leaves the company.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cxanalytics import privacy
from cxanalytics.journey.board import MASKED, NO_TEXT, QUOTES, Board

NAME, NUMBER = "[name]", "[number]"

_TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "herr", "herrn", "frau", "monsieur", "madame", "mme",
    "mlle", "señor", "señora", "sr", "sra", "signor", "signora", "mevrouw",
)  # fmt: skip
_CALLED = re.compile(r"(?i)\b(?P<before>(?:my name is|my name’s|i am called|he is called|she is called)\s+)\w[\w’'-]*")
_TITLED = re.compile(
    rf"\b(?P<before>(?i:{'|'.join(_TITLES)})\b\.?\s+)(?:(?:van|von|de|der|den|la|le|di|da|dos)\s+)*"
    r"\w[\w’'-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]+)?"
)
_DIGITS = re.compile(r"\d(?:[\d.,:/ -]*\d)?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Capitalised in English without being a name.
_ALWAYS = frozenset(
    (
        "i", "i’m", "i'm", "i’ve", "i've", "i’ll", "i'll", "i’d", "i'd", "ok", "tv", "uk", "usa", "eu", "us", "pm",
        "am", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "english",
        "german", "french", "christmas", "easter", "god",
    )
)  # fmt: skip


def shared(board: Board, mode: str, ordinary: Collection[str] = ()) -> Board:
    """The board with as much of customers' words as `mode` lets through; what is hidden is not in it any more.

    `ordinary` are words, in lower case, that are no names: those the company's customers also write in lower case.
    """
    if mode == QUOTES:
        return board
    points = board.shown.points
    if mode == NO_TEXT:
        hidden = points.assign(
            **{
                name: pd.Series(pd.NA, index=points.index, dtype="str")
                for name in ("quote", "quote_source", "praise", "pain")
            },
            quote_date=pd.Series(pd.NaT, index=points.index, dtype="datetime64[us]"),
            pain_n=0,
            # A pattern has a name that the company gave or could give; a phrase is customers' own.
            recurs=pd.Series(
                [_first(found, 1, pd.NA) for found in points["patterns"]], index=points.index, dtype="str"
            ),
            recurs_n=[_first(found, 2, 0) for found in points["patterns"]],
        )
        return replace(board, shown=replace(board.shown, points=hidden), quotes=board.quotes[:0], sharing=mode)
    known = frozenset(word.casefold() for word in ordinary) | _own_words(board)

    def mask(texts: pd.Series) -> pd.Series:
        return hide(texts, known)

    masked = points.assign(**{name: mask(points[name]) for name in ("quote", "praise", "pain")})
    masked = masked.assign(recurs=masked["recurs"].where(masked["patterns"].map(bool), masked["pain"]))
    quotes = board.quotes.assign(quote=mask(board.quotes["quote"]))
    return replace(board, shown=replace(board.shown, points=masked), quotes=quotes, sharing=MASKED)


def _first(found: Sequence[tuple[str, str, int]], place: int, otherwise: Any) -> Any:
    return found[0][place] if found else otherwise


def masked_again(board: Board) -> Board:
    """The board with the masks of the import laid over customers' words once more, for a room.

    Masks have become better since an export was read, and a comment may have come by another way.
    """
    points = board.shown.points
    words = {name: privacy.redact(points[name].astype("str"))[0] for name in ("quote", "praise", "pain")}
    quotes = board.quotes.assign(quote=privacy.redact(board.quotes["quote"].astype("str"))[0])
    return replace(board, shown=replace(board.shown, points=points.assign(**words)), quotes=quotes)


def hide(texts: pd.Series, ordinary: Collection[str]) -> pd.Series:
    """The same texts with names and numbers hidden, and personal data masked once more; missing ones stay missing."""
    known = frozenset(ordinary) | _ALWAYS | frozenset(_TITLES)
    masked, _ = privacy.redact(texts.astype("str"))
    shown = [_hidden(text, known) if isinstance(text, str) else None for text in masked]
    return pd.Series(shown, index=texts.index, dtype="str")


def ordinary_words(texts: Iterable[str], least: int = 2) -> frozenset[str]:
    """The words that are written in lower case at least so many times: they are no names."""
    found = pd.Series(_words(texts), dtype="str").value_counts()
    return frozenset(found.index[found >= least])


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text) if word[0].islower()]


def _own_words(board: Board) -> frozenset[str]:
    """The words of the company itself: its touchpoints, stages, channels, patterns and sources."""
    points = board.shown.points
    told = [
        board.shown.name,
        *points["touchpoint"],
        *points["stage"],
        *board.patterns["name"],
        *board.channels["channel"],
    ]
    told += [*board.quotes["source"], *board.shown.sources["source"].astype("str")]
    return frozenset(word.casefold() for text in told for word in _WORD.findall(str(text)))


def _hidden(text: str, known: Collection[str]) -> str:
    for pattern in (_TITLED, _CALLED):
        text = pattern.sub(lambda found: f"{found['before']}{NAME}", text)
    return _DIGITS.sub(NUMBER, _WORD.sub(_capitals(text, known), text))


def _capitals(text: str, known: Collection[str]) -> Callable[[re.Match[str]], str]:
    """Hides a capitalised word that nobody writes small; at the start of a sentence too, where names stand as well."""

    def hidden(found: re.Match[str]) -> str:
        word = found[0]
        if not word[0].isupper() or text[max(found.start() - 1, 0) : found.start()] == "[":
            return word
        bare = re.sub(r"[’']s$", "", word)
        if bare.casefold() in known or (bare.isupper() and len(bare) > 1):
            return word
        return NAME + word[len(bare) :]

    return hidden
