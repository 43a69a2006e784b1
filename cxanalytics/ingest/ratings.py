"""Ratings with the ends of their scale: numbers, stars, fractions, labelled choices and words."""

import re
from dataclasses import dataclass

import pandas as pd

_STAR = re.compile(r"^[★⭐✭✮☆🌟\ufe0f\s]+$")
_FULL = re.compile(r"[★⭐✭✮🌟]")
_OUT_OF = r"^(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|von|sur|de|su)\s*(\d+)(?:\s*stars?)?$"
_LABELLED = r"^(\d{1,3})(?:\s*[-–—:=.)(]+\s*|\s+)(?=[^\W\d_])[^\n]{2,80}$"
_UNITS = r"^(\d+(?:[.,]\d+)?)\s*(?:stars?|étoiles?|estrellas?|sterne?|points?|pts|%)$"
_LADDERS: tuple[tuple[str, ...], ...] = (
    # from worst to best; alternatives of one rung are parted by "|"
    ("one|one star", "two|two stars", "three|three stars", "four|four stars", "five|five stars"),
    ("very dissatisfied|extremely dissatisfied|very unsatisfied|completely dissatisfied",
     "dissatisfied|somewhat dissatisfied|unsatisfied",
     "neither satisfied nor dissatisfied|neutral|neither|ok",
     "satisfied|somewhat satisfied", "very satisfied|extremely satisfied|completely satisfied"),
    ("very unhappy", "unhappy", "neutral|ok", "happy", "very happy"),
    ("very poor|terrible|awful|very bad", "poor|bad", "fair|average|ok|okay|neutral|acceptable", "good",
     "very good|excellent|great|outstanding"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("very unlikely|not at all likely|extremely unlikely", "unlikely|not very likely|somewhat unlikely",
     "neutral|neither likely nor unlikely|not sure|moderately likely", "likely|somewhat likely",
     "very likely|extremely likely"),
    ("very difficult|extremely difficult", "difficult", "neither easy nor difficult|neutral", "easy",
     "very easy|extremely easy"),
    ("strongly disagree", "disagree|somewhat disagree", "neither agree nor disagree|neutral",
     "agree|somewhat agree", "strongly agree"),
    ("très insatisfait|très insatisfaite|pas du tout satisfait", "insatisfait|insatisfaite|peu satisfait",
     "neutre|ni satisfait ni insatisfait", "satisfait|satisfaite|plutôt satisfait",
     "très satisfait|très satisfaite"),
    ("sehr unzufrieden", "unzufrieden|eher unzufrieden", "neutral|teils teils|weder noch",
     "zufrieden|eher zufrieden", "sehr zufrieden"),
    ("muy insatisfecho|muy insatisfecha", "insatisfecho|insatisfecha",
     "neutral|ni satisfecho ni insatisfecho", "satisfecho|satisfecha", "muy satisfecho|muy satisfecha"),
    ("detractor", "passive", "promoter"),
    ("bad|negative|thumbs down|👎|dislike|👎🏻", "good|positive|thumbs up|👍|like|👍🏻"),
)  # fmt: skip
_UNASKED = frozenset({"offered", "unoffered", "not applicable", "don't know", "dont know", "no answer", "n/a",
                      "na",
                      "none", "not sure", "prefer not to say", "-"})  # fmt: skip
_NPS = re.compile(r"\b(?:nps|net promoter|recommend\w*|recommand\w*|weiterempf\w*|recomend\w*|how likely|likelihood)\b")
_STARS = re.compile(r"\b(?:stars?|rating star|sterne|etoiles|im rating)\b")


# "1 = very easy", "1 = sehr gut", marks of German schools.
_BEST_FIRST = re.compile(
    r"\b1 (?:is |means |ist |est |es )?(?:very |extremely |sehr |tres |muy )?"
    r"(?:easy|good|satisfied|happy|likely|best|excellent|gut|zufrieden|einfach|leicht|beste\w*"
    r"|bien|bon|satisfait\w*|facile|facil|bueno|buena|satisfech\w*|mejor)\b"
    r"|\bschulnote\w*\b"
)


@dataclass(frozen=True)
class Ratings:
    """values: float64, NaN where missing; low and high: the ends of the scale; scale: the same in words;
    outside: filled cells that are no value of the scale. turned: the file's least number is its best, and the values
    are turned round, so that more is better as everywhere.
    """

    values: pd.Series
    low: float
    high: float
    scale: str
    outside: int
    turned: bool = False


def parse(column: pd.Series, header: str = "", scale: tuple[float, float] | None = None) -> Ratings | None:
    """Read a column of ratings; None where its cells are none.

    `header` (plain words) hints at the scale of numbers, and says where 1 is the best; `scale` is what a person said of
    its worst and its best, and then so it is.
    """
    turned = scale[0] > scale[1] if scale else _BEST_FIRST.search(header) is not None
    scale = (min(scale), max(scale)) if scale else None
    codes, different = pd.factorize(column.astype("str").fillna(""))
    cells = pd.Series(different, dtype="str").str.strip()
    filled = cells != ""
    asked = filled & ~cells.str.lower().isin(_UNASKED)
    if not asked.any():
        return None
    readers = (_numbers, _fractions, _stars, _labels, _words) if scale is None else (_plain, _fractions, _leading)
    for reader in readers:
        found = reader(cells.where(asked, ""), header)
        if found is None:
            continue
        numbers, low, high = found if scale is None else (found[0], *scale)
        read = numbers.notna() & asked
        # A stray word or two is no reason to give up a scale; a third of the different answers is.
        if read.sum() < 0.67 * asked.sum() and read.to_numpy()[codes].sum() < 0.9 * asked.to_numpy()[codes].sum():
            continue
        fits = numbers.between(low, high)
        outside = int((asked & ~fits).to_numpy()[codes].sum())
        values = numbers.where(fits).take(codes).set_axis(column.index).astype("float64")
        if turned:
            return Ratings(low + high - values, low, high, f"{high:g} to {low:g}", outside, turned=True)
        return Ratings(values, low, high, f"{low:g} to {high:g}", outside)
    return None


def is_labelled(column: pd.Series) -> bool:
    """The cells are choices such as "4 - Very impressive": each step of a scale with its label."""
    cells = column[column != ""].drop_duplicates()
    digits = cells.str.extract(_LABELLED)[0]
    return bool(
        2 <= len(cells) <= 11 and digits.notna().mean() > 0.8 and not digits.dropna().duplicated().any()
        and pd.to_numeric(digits).max() <= 11
    )  # fmt: skip


Found = tuple[pd.Series, float, float] | None


def _numbers(cells: pd.Series, header: str) -> Found:
    found = _plain(cells, header)
    if found is None:
        return None
    scale = _scale(found[0].dropna(), header)
    return (found[0], *scale) if scale else None


def _plain(cells: pd.Series, header: str) -> Found:  # noqa: ARG001
    """Numbers with the smallest and the largest of them, whatever they are."""
    bare = cells.str.replace(",", ".", regex=False).str.replace(_UNITS, r"\1", regex=True)
    return _with_ends(pd.to_numeric(bare, errors="coerce").astype("float64"))


def _leading(cells: pd.Series, header: str) -> Found:
    """The same of labelled choices ("4 - Very good"), stars and words."""
    digits = pd.to_numeric(cells.str.extract(_LABELLED)[0]).astype("float64")
    found = _with_ends(digits.fillna(pd.to_numeric(cells, errors="coerce")))
    return found or _stars(cells, header) or _words(cells, header)


def _with_ends(numbers: pd.Series) -> Found:
    return None if numbers.isna().all() else (numbers, float(numbers.min()), float(numbers.max()))


def _scale(numbers: pd.Series, header: str) -> tuple[float, float] | None:
    # An answer far outside (99 for "don't know") must not widen the scale.
    usual = numbers[numbers <= 11] if (numbers <= 11).mean() >= 0.8 and len(numbers) > 3 else numbers
    smallest, largest = float(usual.min()), float(usual.max())
    if smallest < 0 or largest > 100:
        return None
    stars = _STARS.search(header) is not None
    if _NPS.search(header) and largest <= 10:
        low, high = 0.0, 10.0
    elif largest <= 1 and not stars and len(usual) > 1:
        low, high = 0.0, 1.0
    elif largest <= 5:
        low, high = (0.0 if smallest < 1 and not stars else 1.0), 5.0
    elif largest <= 7 and smallest >= 1:
        low, high = 1.0, 7.0
    elif largest <= 10:
        low, high = (0.0 if smallest < 1 else 1.0), 10.0
    else:
        low, high = 0.0, 100.0
    return low, high


def _fractions(cells: pd.Series, header: str) -> Found:  # noqa: ARG001 - readers share one signature
    parts = cells.str.lower().str.extract(_OUT_OF)
    tops = pd.to_numeric(parts[1]).dropna()
    if tops.empty or tops.nunique() > 1:
        return None
    high = float(tops.iloc[0])
    numbers = pd.to_numeric(parts[0].str.replace(",", ".", regex=False))
    return numbers, (0.0 if high > 7 else 1.0), high


def _stars(cells: pd.Series, header: str) -> Found:  # noqa: ARG001
    drawn = cells.str.match(_STAR.pattern)
    if not drawn.any():
        return None
    numbers = cells.str.count(_FULL.pattern).astype("float64").where(drawn)
    return (numbers, 1.0, 5.0) if numbers.max() <= 5 else None


def _labels(cells: pd.Series, header: str) -> Found:
    digits = pd.to_numeric(cells.str.extract(_LABELLED)[0]).astype("float64")
    plain = pd.to_numeric(cells, errors="coerce")
    numbers = digits.fillna(plain)
    scale = None if digits.isna().all() else _scale(numbers.dropna(), header)
    return (numbers, *scale) if scale else None


def _words(cells: pd.Series, header: str) -> Found:  # noqa: ARG001
    lowered = cells.str.lower().str.strip(" .!").str.replace(r"\s+", " ", regex=True)
    best: Found = None
    most = 0
    for ladder in _LADDERS:
        low = 0 if len(ladder) < 5 else 1
        rungs = {word: low + i for i, words in enumerate(ladder) for word in words.split("|")}
        numbers = lowered.map(rungs).astype("float64")
        count = int(numbers.notna().sum())
        # {good, bad} is a ladder of two rungs, not a part of the longer one that also holds both words.
        shorter = best is not None and count == most and low + len(ladder) - 1 < best[2]
        if count > most or (count and shorter):
            best, most = (numbers, float(low), float(low + len(ladder) - 1)), count
    return best
