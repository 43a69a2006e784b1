"""The linear model of polarity: what each rule, word, pair, question and rating adds towards negative and positive.

Both sums stand against neutral, which is always 0; the greatest of the three wins. data/models/README.md tells what
it was trained on and how right it is.
"""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Numbers
from cxanalytics.emotion.grams import prints_of
from cxanalytics.emotion.lexicon import ENGLISH, version
from cxanalytics.emotion.tokens import Vocabulary
from cxanalytics.resources import data_path

NEGATIVE, NEUTRAL, POSITIVE = range(3)
POLARITIES = ("negative", "neutral", "positive")
RULE_SET = "4"  # raise when a rule changes the scores

# What the rules give of a clause or text, in this order; the weights from 0 to 1, the rest shares or yes and no.
RULES = (
    "praise", "complaint", "both", "praise at the end", "complaint at the end",
    "clauses of praise", "clauses of complaint", "effort", "!",
)  # fmt: skip
KINDS = ("neither", "good", "bad")  # what a question asks for
BANDS = ("none", "low", "middle", "high")  # where on its scale a rating lies


@dataclass(frozen=True)
class Model:
    """Weights towards negative and positive (two columns) per rule, entry, kind of question and band of rating.

    base: what holds before a word is read.
    """

    version: str
    entries: tuple[str, ...]  # as cxanalytics.emotion.grams writes them
    weights: Numbers
    rules: Numbers
    base: Numbers
    questions: Numbers  # len(KINDS) x 2, the first row 0
    ratings: Numbers  # len(BANDS) x 2, the first row 0

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Finds entries by their fingerprints; the id is the place in `entries`, counted from 1."""
        return Vocabulary.of_prints(prints_of(self.entries))

    @cached_property
    def sides(self) -> Numbers:
        """The weights of all entries towards negative, then towards positive, each in one piece: quicker to look up."""
        return np.ascontiguousarray(self.weights.T)

    def with_deltas(self, entries: Sequence[str], weights: Numbers, base: Numbers | None = None) -> "Model":
        """The model with these added to its weights, entries it lacks put behind; it has a version of its own.

        weights: len(entries) x 2. base: added to the base, where given.
        """
        place = {entry: number for number, entry in enumerate(self.entries)}
        new = [entry for entry in dict.fromkeys(entries) if entry not in place]
        place.update((entry, len(self.entries) + number) for number, entry in enumerate(new))
        changed = np.vstack((self.weights, np.zeros((len(new), 2))))
        np.add.at(changed, np.array([place[entry] for entry in entries], np.intp), weights)
        shift = np.zeros(2) if base is None else np.asarray(base, np.float64)
        digest = hashlib.sha256("\n".join(entries).encode())
        digest.update(np.ascontiguousarray(weights, np.float64).tobytes() + shift.tobytes())
        return replace(
            self,
            version=f"{self.version}+{digest.hexdigest()[:8]}",
            entries=(*self.entries, *new),
            weights=changed,
            base=self.base + shift,
        )

    def asked(self, logits: Numbers, kind: npt.NDArray[np.int8]) -> Numbers:
        """The logits once the question is known; its kind is a place in KINDS.

        A question tells how words that lean nowhere are meant. Words that are positive or negative by themselves stay
        so: then their side stays just above the rest ("The staff were rude" to "What was good?").
        """
        heard: Numbers = logits + self.questions.take(kind, axis=0)
        own = lean(logits)
        for side, pole in ((0, NEGATIVE), (1, POSITIVE)):
            floor = np.maximum(heard[:, 1 - side], 0) + _HELD
            heard[:, side] = np.where((own == pole) & (kind > 0), np.maximum(heard[:, side], floor), heard[:, side])
        return heard

    def beside(self, logits: Numbers, band: npt.NDArray[np.int8], share: Numbers) -> Numbers:
        """The logits once a rating beside the text is known, of which this share counts (1 for a whole text).

        A rating moves a text to or from neutral. It never turns words that are positive into negative or back:
        then the other side stays just below the greater of the rest.
        """
        moved: Numbers = logits + self.ratings.take(band, axis=0) * share[:, np.newaxis]
        own = lean(logits)
        for side, pole in ((0, POSITIVE), (1, NEGATIVE)):
            held = own == pole
            ceiling = np.maximum(moved[:, 1 - side], 0) - _HELD
            moved[:, side] = np.where(held, np.minimum(moved[:, side], ceiling), moved[:, side])
        return moved


_HELD = 0.001


@cache
def shipped(language: str = ENGLISH) -> Model:
    """The model in data/models: polarity.csv (entries) and polarity.json (the rest).

    For another language the rules alone, weighed as rules.json says: what they find in words of any language.
    """
    if language != ENGLISH:
        return _rules_alone()
    with data_path("models", "polarity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    with data_path("models", "polarity.json").open(encoding="utf-8") as file:
        rest = json.load(file)["weights"]
    return Model(
        version=version(RULE_SET),
        entries=tuple(row[0] for row in rows),
        weights=np.array([row[1:3] for row in rows], np.float64).reshape(-1, 2),
        rules=_table(rest["rules"], RULES),
        base=np.array(rest["base"], np.float64),
        questions=_table(rest["questions"], KINDS),
        ratings=_table(rest["ratings"], BANDS),
    )


def _rules_alone() -> Model:
    with data_path("models", "rules.json").open(encoding="utf-8") as file:
        weights = json.load(file)["weights"]
    return replace(
        shipped(),
        entries=(),
        weights=np.zeros((0, 2)),
        rules=_table(weights["rules"], RULES),
        base=np.array(weights["base"], np.float64),
    )


def _table(listed: Mapping[str, Sequence[float]], names: Sequence[str]) -> Numbers:
    return np.array([listed[name] for name in names], np.float64)


def lean(logits: Numbers) -> npt.NDArray[np.intp]:
    """The likeliest of the three by their logits; neutral where negative and positive are equal."""
    negative, positive = logits[:, 0], logits[:, 1]
    found = np.full(len(logits), NEUTRAL)
    found[(negative > 0) & (negative > positive)] = NEGATIVE
    found[(positive > 0) & (positive > negative)] = POSITIVE
    return found


def probabilities(logits: Numbers) -> npt.NDArray[np.float32]:
    """Columns negative, neutral, positive; each row sums to 1 (to single precision)."""
    three = np.column_stack((logits[:, 0], np.zeros(len(logits)), logits[:, 1]))
    odds = np.exp(three - three.max(axis=1, keepdims=True))
    chances: npt.NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return chances
