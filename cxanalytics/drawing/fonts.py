"""The letters of the drawings, and how wide they are: Source Sans, as on the screen, from a package of its own."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from pathlib import Path

# Weight and slant → the file that holds them and its name in a PDF.
_FILES = {
    (False, False): "SourceSansPro-Regular",
    (True, False): "SourceSansPro-Semibold",
    (False, True): "SourceSansPro-It",
    (True, True): "SourceSansPro-SemiboldIt",
}

# No line of a drawing holds more letters of a word.
_WORD = 400

# What stands for a letter that the font does not have.
MISSING = "□"


def path(*, bold: bool = False, italic: bool = False) -> Path:
    """The font's file."""
    return Path(str(resources.files("font_source_sans_pro") / "files" / f"{_FILES[bold, italic]}.ttf"))


def name(*, bold: bool = False, italic: bool = False) -> str:
    """The font's name for reportlab, which knows it from then on."""
    known = _FILES[bold, italic]
    _register()
    return known


@lru_cache(maxsize=1)
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for (bold, italic), known in _FILES.items():
        pdfmetrics.registerFont(TTFont(known, str(path(bold=bold, italic=italic))))
    regular, strong, slanted, both = _FILES.values()
    pdfmetrics.registerFontFamily(regular, regular, strong, slanted, both)


@lru_cache(maxsize=8)
def _letters(known: str) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    return frozenset(pdfmetrics.getFont(known).face.charToGlyph)


@lru_cache(maxsize=32_768)
def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a line of text is, in pixels at this size of letters."""
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(text, name(bold=bold, italic=italic), size))


def drawable(text: str) -> str:
    """The text with what the font cannot draw (emoji, Chinese) left out, or `MISSING` in place of a run of letters.

    Signs that decorate, such as emoji, are dropped; letters and digits of other scripts are not dropped in silence.
    """
    known = _letters(name())
    if all(ord(sign) in known for sign in text):
        return text
    kept: list[str] = []
    for sign in text:
        if ord(sign) in known or sign.isspace():
            kept.append(sign)
        elif sign.isalnum() and kept[-1:] != [MISSING]:
            kept.append(MISSING)
    return " ".join("".join(kept).split())


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The text in at most so many lines, none wider than `room`; what does not fit ends in "…".

    A word that is wider than the room is broken with a hyphen, so that nothing is ever cut in silence. What a no-break
    space holds together stays together.
    """
    return list(_wrapped(text, size, room, lines, bold, italic))


@lru_cache(maxsize=16_384)
def _wrapped(text: str, size: float, room: float, lines: int, bold: bool, italic: bool) -> tuple[str, ...]:
    def fits(line: str) -> bool:
        return width(line, size, bold=bold, italic=italic) <= room

    made: list[str] = []
    line = ""
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        for number, part in enumerate(_pieces(word, fits)):
            longer = f"{line} {part}" if line else part
            if number == 0 and fits(longer):
                line = longer
            else:
                made += [line] if line else []
                line = part
    made += [line] if line else []
    if len(made) <= lines:
        return tuple(made)
    if not lines:
        return ()
    last = made[lines - 1].rstrip("-")
    last = last[: _longest(last, lambda part: fits(f"{part}…"))]
    return (*made[: lines - 1], f"{last.rstrip()}…")


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """How many letters of a text fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word in pieces that fit a line, each but the last with a hyphen."""
    pieces = []
    while len(word) > _WORD or not fits(word):
        cut = _longest(word[:_WORD], lambda part: fits(f"{part}-"))
        if cut < 2:
            break
        cut = _break(word, cut)
        pieces.append(word[:cut] if word[cut - 1] == "-" else f"{word[:cut]}-")
        word = word[cut:]
    return [*pieces, word]


_VOWELS = frozenset("aeiouyäöüàáâéèêíóôúAEIOUYÄÖÜÉ")

# Where words are joined in German, and what is one sound and not torn apart.
_JOINTS = ("ungs", "ions", "heits", "keits", "schafts", "täts", "tums", "lings", "ags")
_SOUNDS = ("ch", "ck", "ph", "th", "sh", "qu", "sc")


def _break(word: str, most: int) -> int:
    """After how many letters a word is broken: at a hyphen, a joint, a syllable, or else after `most`."""
    # The rest of a word is not left with a letter or two.
    last = min(most, len(word) - 3) if most > 4 else most
    places = range(last, max(last // 2, 2) - 1, -1)
    for good in (_hyphened, _jointed, _between_syllables):
        for cut in places:
            if good(word, cut):
                return cut
    return last


def _hyphened(word: str, cut: int) -> bool:
    return word[cut - 1] in "-–/"


def _jointed(word: str, cut: int) -> bool:
    return word[:cut].casefold().endswith(_JOINTS)


def _between_syllables(word: str, cut: int) -> bool:
    """Whether a syllable begins after so many letters: with one consonant and a vowel, as in most languages."""
    here, there = word[cut - 1 : cut + 1], word[cut : cut + 2]
    opens = len(there) == 2 and there[0].isalpha() and there[0] not in _VOWELS and there[1] in _VOWELS
    return opens and here.casefold() not in _SOUNDS and any(letter in _VOWELS for letter in word[:cut])
