"""A workspace's own scorer: the shipped model, shifted by what people labelled there.

On top of the shipped weights come weights for the words of the workspace's own labels, L2-penalised, so that few
labels move little. Nothing is corrected by what it taught: feedback falls into five folds by its id, each fold has a
model that saw no label of it, and every text of the fold, labelled or not, is read by that model.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion import training
from cxanalytics.emotion.characters import Flags, Numbers, Positions
from cxanalytics.emotion.grams import prints_of
from cxanalytics.emotion.model import NEGATIVE, NEUTRAL, POSITIVE, Model, lean, probabilities, shipped
from cxanalytics.emotion.questions import kinds
from cxanalytics.emotion.ratings import bands

VERSION = "1"  # of adapting; part of what a kept result depends on
LEAST = 50  # labels: fewer teach nothing that could be measured
FOLDS = 5

# Chosen on semeval16_laptops and oats_amazon_ff (`benchmarks/learning.py`); half or double of each changes little.
_ENTRY_PENALTY = 0.3
_RULE_PENALTY = 10.0
_BASE_PENALTY = 3.0
_LEAST_TEXTS = 2  # in which a word or pair must occur
_MIXED = 3


@dataclass(frozen=True, eq=False)
class Adaptation:
    """What came of learning: a model per fold (None where the shipped one stays), why, and both measured alike.

    measured: a row per scorer ("shipped", "adapted") with macro_f1 and log_loss on the same labels, each label read by
    a model that had not seen it.
    """

    models: tuple[Model, ...] | None
    reason: str
    measured: pd.DataFrame
    labels: int

    @property
    def version(self) -> str:
        """The version of the adapted scorer; that of the shipped one where that stays."""
        if self.models is None:
            return shipped().version
        return f"{shipped().version}+{_digest(self.models)}"


def folds_of(feedback_id: pd.Series) -> npt.NDArray[np.int64]:
    """The fold of each feedback (0 to 4), from its id alone: the same on every machine and in every year."""
    codes, different = pd.factorize(feedback_id)
    folds = [int.from_bytes(hashlib.blake2b(str(name).encode(), digest_size=8).digest()) % FOLDS for name in different]
    return np.array(folds, np.int64)[codes]


def adapt(labelled: pd.DataFrame) -> Adaptation:
    """The shipped model adapted to labels, if it is better on labels that it has not seen.

    labelled: feedback_id, text, label (0 negative, 1 neutral, 2 positive, 3 mixed), question and rating (share of its
    scale), either of which may be missing. Better is: the log loss falls by more than one standard error of that (by
    feedback), and macro-F1 does not fall. A mixed label teaches half positive, half negative. Deterministic.
    """
    rows = labelled.dropna(subset=["text"]).sort_values(["feedback_id", "text"], kind="stable", ignore_index=True)
    table = pd.DataFrame(columns=["scorer", "macro_f1", "log_loss"])
    if len(rows) < LEAST:
        return Adaptation(None, f"{len(rows):,} labels; learning begins at {LEAST}.", table, len(rows))
    lesson = _Lesson.of(rows)
    named = np.unique(lesson.label[lesson.label != _MIXED])
    if len(named) < 2:
        return Adaptation(None, "All labels say the same, so there is nothing to tell apart.", table, len(rows))
    fold = folds_of(rows["feedback_id"])
    models = tuple(lesson.taught(fold != number) for number in range(FOLDS))
    adapted = lesson.before.copy()
    for number, model in enumerate(models):
        here = fold == number
        adapted[here] = lesson.logits(model, here)
    return _judged(rows, lesson, adapted, models)


def _judged(rows: pd.DataFrame, lesson: "_Lesson", adapted: Numbers, models: tuple[Model, ...]) -> Adaptation:
    single = lesson.label != _MIXED
    label = lesson.label[single]
    loss = [_loss(logits[single], label) for logits in (lesson.before, adapted)]
    table = pd.DataFrame(
        {
            "scorer": ["shipped", "adapted"],
            "macro_f1": [_macro_f1(label, lean(logits[single])) for logits in (lesson.before, adapted)],
            "log_loss": [float(each.mean()) for each in loss],
        }
    )
    fall = pd.Series(loss[0] - loss[1]).groupby(rows["feedback_id"].to_numpy()[single]).sum()
    mean, error = fall.sum() / len(label), np.sqrt(len(fall) * fall.var(ddof=0)) / len(label)
    before, after = table["macro_f1"].tolist()
    said = (
        f"On labels it has not seen, learning {'lowers' if mean > 0 else 'raises'} the log loss by "
        f"{abs(mean):.3f} ± {error:.3f} and brings macro-F1 "
        f"from {before:.2f} to {after:.2f}"
    )
    if mean <= error or after < before:
        return Adaptation(None, f"{said}: not better, so the shipped scorer stays.", table, len(rows))
    return Adaptation(models, f"{said}.", table, len(rows))


@dataclass(frozen=True, eq=False)
class _Lesson:
    """Labelled texts as the model sees them.

    before: logits of the shipped model, question and rating heard; start: the same, nothing held back for the words'
    sake, which is what learning is put on top of.
    """

    seen: training.Seen
    label: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int8]
    band: npt.NDArray[np.int8]
    before: Numbers
    start: Numbers

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Lesson":
        seen = training.observe(rows["text"].astype("str").tolist())
        kind, band = kinds(rows["question"]), bands(rows["rating"])
        asked = shipped().asked(training.logits(shipped(), seen, np.arange(len(rows))), kind)
        before = shipped().beside(asked, band, np.ones(len(rows)))
        start = asked + shipped().ratings.take(band, axis=0)
        return cls(seen, rows["label"].to_numpy(np.int64), kind, band, before, start)

    def logits(self, model: Model, rows: Flags) -> Numbers:
        """What a model makes of some rows, question and rating heard."""
        place = np.flatnonzero(rows)
        asked = model.asked(training.logits(model, self.seen, place), self.kind[place])
        return model.beside(asked, self.band[place], np.ones(len(place)))

    def taught(self, used: Flags) -> Model:
        """The shipped model with what the rows in `used` teach."""
        place = np.flatnonzero(used & self.seen.scored)
        kept = self.seen.take(np.isin(np.arange(len(used)), place))
        entries = _as_shipped(training.vocabulary(kept, _LEAST_TEXTS))
        label, row = _split(self.label[place])
        counts = kept.counts(prints_of(entries))
        found = training.on_top(
            self.start[place][row],
            (kept.rules[row], counts[row], np.ones((len(row), 1))),
            (_RULE_PENALTY, _ENTRY_PENALTY, _BASE_PENALTY),
            label,
            _weights(label, row),
        )
        rules, weights, base = np.split(found, [kept.rules.shape[1], len(found) - 1])
        own = shipped().with_deltas(entries, weights, base[0])
        return replace(own, rules=own.rules + rules)


def _as_shipped(entries: list[str]) -> list[str]:
    """The same entries, spelt as in the shipped model where that has them (another case, another apostrophe)."""
    known = shipped().entries
    place = _shipped_prints().get_indexer(pd.Index(prints_of(entries)))
    return [known[at] if at >= 0 else entry for entry, at in zip(entries, place.tolist(), strict=True)]


@cache
def _shipped_prints() -> pd.Index:
    return pd.Index(prints_of(shipped().entries))


def _split(label: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Positions]:
    """Each label with its row; a mixed one twice, as negative and as positive."""
    mixed = np.flatnonzero(label == _MIXED)
    plain = np.flatnonzero(label != _MIXED)
    return (
        np.concatenate((label[plain], np.full(len(mixed), NEGATIVE), np.full(len(mixed), POSITIVE))),
        np.concatenate((plain, mixed, mixed)),
    )


def _weights(label: npt.NDArray[np.int64], row: Positions) -> Numbers:
    """Half of each label's weight is its own, half its class's, so that rare classes are not drowned; sum = rows."""
    share = 1 / np.bincount(row)[row]
    alike = np.bincount(label, weights=share, minlength=3)
    balanced = share / alike[label]
    weight: Numbers = 0.5 * share + 0.5 * balanced * share.sum() / (alike > 0).sum()
    return weight


def _loss(logits: Numbers, label: npt.NDArray[np.int64]) -> Numbers:
    """Log loss of each label. Weighing rare classes up makes it so noisy that hardly any learning passes."""
    chance = np.clip(probabilities(logits).astype(np.float64), 1e-6, 1.0)[np.arange(len(label)), label]
    loss: Numbers = -np.log(chance)
    return loss


def _macro_f1(label: npt.NDArray[np.int64], found: npt.NDArray[np.intp]) -> float:
    hit = np.array([((label == c) & (found == c)).sum() for c in (NEGATIVE, NEUTRAL, POSITIVE)], np.float64)
    size = np.array([(label == c).sum() + (found == c).sum() for c in (NEGATIVE, NEUTRAL, POSITIVE)], np.float64)
    return float((2 * hit[size > 0] / size[size > 0]).mean())


def _digest(models: tuple[Model, ...]) -> str:
    return hashlib.sha256(f"{VERSION} {' '.join(model.version for model in models)}".encode()).hexdigest()[:8]
