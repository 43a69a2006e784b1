"""How many a sentence speaks of ("all", "most", "some"), and a share in words."""

import re
from dataclasses import dataclass

from cxanalytics.claims.claim import SHARE, Measure

# The share that a word stands for: "all" is never 100 %, but it is more than half.
_ALL, _MOST, _MANY, _SOME = 0.9, 0.5, 0.25, 0.1
_WORDS = {
    _ALL: "all every everybody everyone everything each always nobody none never constantly",
    _MOST: "most mostly usually mainly majority generally",
    _MANY: "many often frequently lots",
    _SOME: "some sometimes occasionally somebody someone several",
}
_SHARES = {word: share for share, words in _WORDS.items() for word in words.split()}
# "Not all" says less than "all", and nothing of how many; "at all" and "no one" are no number and a number.
_NO_NUMBER = re.compile(r"\b(?:not (?:all|every\w*|always)|at all|after all|above all|all in all)\b")


@dataclass(frozen=True)
class Reading:
    """The share that a sentence speaks of, and the word it was read from; "" where none says how many."""

    share: float
    word: str

    @property
    def measure(self) -> Measure:
        """What would make the sentence true."""
        return Measure(SHARE, True, self.share)

    @property
    def words(self) -> str:
        """Where the share comes from, in a sentence."""
        where = f"is read from “{self.word}”" if self.word else "is taken, as the sentence does not say how many"
        return f"{100 * self.share:g} % {where}; change it if you mean something else."


def read(sentence: str) -> Reading:
    """How many a sentence speaks of: by its first word that says so, else half."""
    plain = _NO_NUMBER.sub(" ", sentence.lower()).replace("no one", "nobody")
    word = next((word for word in re.findall(r"\w+", plain) if word in _SHARES), "")
    return Reading(_SHARES.get(word, _MOST), "no one" if word == "nobody" and "no one" in sentence.lower() else word)


def told(low: float, high: float) -> str:
    """A share in words, as far as both ends of its interval bear it: "more than half, not all"."""
    more = next((words for least, words in _MORE if low >= least), "")
    fewer = next((words for most, words in _FEWER if high <= most), "")
    if low >= _ALL or high <= _SOME:
        return more if low >= _ALL else fewer
    if more and not fewer and high < _ALL:
        fewer = "not all"
    both = ", ".join(part for part in (more, fewer) if part)
    if low < _MOST < high and high - low <= 0.2:
        return "about half"
    return both or "it may be few or most"


_MORE = (
    (_ALL, "nearly all"),
    (0.75, "more than three in four"),
    (_MOST, "more than half"),
    (_MANY, "more than one in four"),
    (_SOME, "more than one in ten"),
)
_FEWER = ((_SOME, "fewer than one in ten"), (_MANY, "fewer than one in four"), (_MOST, "fewer than half"))
