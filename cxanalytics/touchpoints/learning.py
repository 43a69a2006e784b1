"""Learns from people's assignments which touchpoint a clause speaks of, where the rules do not know.

The model is linear: each word, and what the rules found, adds its weight to each touchpoint. The journey's own names,
aliases and phrases are weak evidence of the same kind, so that a touchpoint that nobody assigned yet is not forgotten.
"""

import hashlib
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, phrases_of
from cxanalytics.touchpoints import attribution
from cxanalytics.touchpoints.attribution import Attribution
from cxanalytics.touchpoints.rules import CONTEXT, NOTHING, PHRASE, RULES, by_phrases
from cxanalytics.touchpoints.words import Vocabulary, vocabulary

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sparse = Any

LEAST = 30  # assignments: fewer teach nothing that could be measured
PRECISION = 0.8  # of what is assigned by learning: eight in ten right, as measured on assignments it did not see
FOLDS = 5
AGAIN_AND_AGAIN = 5  # contradictions of phrases that must have been seen before learning may overrule one
NEVER = np.inf

_STRENGTH = 10.0  # C of the logistic regression
_WEAK = {"phrases": 0.2, "by phrase": 1.0, "by context": 0.3, "blank": 1.0}


@dataclass(frozen=True, eq=False)
class Weights:
    """What one set of assignments taught: features x touchpoints, and from which probability on it speaks.

    Features are the words, then "phrase: T" of every touchpoint, then "context: T". A least probability of infinity
    leaves the rules as they are.
    """

    coefficients: Floats
    intercept: Floats
    least: float = NEVER
    least_over_phrase: float = NEVER

    def probabilities(self, features: Sparse) -> Floats:
        """Clauses x touchpoints; a row adds up to 1."""
        score = features @ self.coefficients + self.intercept
        score = np.exp(score - score.max(axis=1, keepdims=True))
        return score / score.sum(axis=1, keepdims=True)


@dataclass(frozen=True, eq=False)
class Learnt:
    """An assigner learnt from people.

    touchpoints are the names it knows, the journey's in order, then those only people named, then Unassigned.
    folds[k] never saw the feedback whose id falls into fold k; labelled holds the ids of all that people assigned.
    """

    journey: str
    touchpoints: tuple[str, ...]
    known: Vocabulary
    weights: Weights
    folds: tuple[Weights, ...]
    labelled: frozenset[str]

    @property
    def key(self) -> str:
        """16 hex digits that change whenever what was learnt changes."""
        parts = [repr((self.journey, self.touchpoints, self.known.roots, sorted(self.labelled))).encode()]
        for weights in (self.weights, *self.folds):
            parts += [weights.coefficients.tobytes(), weights.intercept.tobytes()]
            parts += [repr((weights.least, weights.least_over_phrase)).encode()]
        return hashlib.sha256(b"".join(parts)).hexdigest()[:16]

    def decide(self, texts: pd.Series, found: Ints, rule: Ints, feedback_id: pd.Series) -> tuple[Ints, Floats]:
        """Per clause the number of its touchpoint in `touchpoints`, or NONE to leave it to the rules; and how likely.

        found is the number of the touchpoint that the rules gave (NONE for none), rule which of them.
        """
        decided, likely = np.full(len(rule), NONE, np.int64), np.zeros(len(rule))
        fold = np.full(len(rule), NONE, np.int64)
        seen = feedback_id.isin(self.labelled).to_numpy()
        fold[seen] = folds_of(feedback_id[seen])
        for number, weights in enumerate((*self.folds, self.weights)):
            asked = np.flatnonzero((fold == (number if number < FOLDS else NONE)) & _open(rule, weights))
            if len(asked):
                features = self.features(texts.iloc[asked], found[asked], rule[asked])
                decided[asked], likely[asked] = verdict(weights, weights.probabilities(features), found[asked], rule[asked])
        return decided, likely

    def features(self, texts: pd.Series, found: Ints, rule: Ints) -> Sparse:
        """Clauses x features."""
        return _features(self.known, len(self.touchpoints), texts, found, rule)


@dataclass(frozen=True)
class Learning:
    """What came of learning: the assigner, or None where the rules stay; why; and both measured on the same rows."""

    learnt: Learnt | None
    reason: str
    before: Attribution
    after: Attribution


def verdict(weights: Weights, probabilities: Floats, found: Ints, rule: Ints) -> tuple[Ints, Floats]:
    """Per clause the touchpoint's number, or NONE to leave it to the rules; and how likely it is.

    The last number is Unassigned.
    """
    best, unassigned = probabilities.argmax(axis=1), probabilities.shape[1] - 1
    likely = probabilities[np.arange(len(best)), best]
    loose = np.where(likely >= weights.least, best, unassigned)
    overruled = (rule == PHRASE) & (best != found) & (likely >= weights.least_over_phrase)
    free = ((rule == CONTEXT) | (rule == NOTHING)) & (weights.least < NEVER)
    return np.select([overruled, free], [best, loose], NONE), likely


def folds_of(feedback_id: pd.Series) -> Ints:
    """The fold of each feedback, from its id alone: the same on every machine and in every year."""
    codes, different = pd.factorize(feedback_id)
    folds = [int.from_bytes(hashlib.sha256(str(name).encode()).digest()[:8]) % FOLDS for name in different]
    return np.array(folds, np.int64)[codes]


def learn(assignments: pd.DataFrame, journey: Journey, precision: float = PRECISION) -> Learning:
    """An assigner from people's assignments, if it is better than the rules on assignments it did not see.

    assignments: feedback_id, text (of a clause or a comment), right (a touchpoint's name or "Unassigned"). Two rows of
    the same feedback and text are two right answers. Optional: machine and rule, what the rules said of the clause
    where they saw its neighbours; else the rules are asked about the text alone.
    """
    rows = _rows(assignments, journey)
    before = attribution.measured(rows, rows["machine"], rows["rule"])
    texts = rows["key"].nunique()
    if texts < LEAST:
        return Learning(None, f"{texts} assignments; learning begins at {LEAST}.", before, before)
    lesson = _Lesson.of(rows, journey)
    learnt = Learnt(journey.key, lesson.names, lesson.known, *lesson.taught(precision), frozenset(rows["feedback_id"]))
    number = rows["number"].to_numpy(np.int64)
    decided, _ = learnt.decide(rows["text"], number, lesson.rule, rows["feedback_id"])
    machine = np.where(decided == NONE, rows["machine"], np.array(lesson.names, object)[decided])
    rule = np.select([decided == NONE, decided == len(lesson.names) - 1], [rows["rule"], RULES[NOTHING]], "learnt")
    after = attribution.measured(rows, pd.Series(machine, rows.index), pd.Series(rule, rows.index))
    gain, error = attribution.gain(before, after)
    if learnt.weights.least == NEVER and learnt.weights.least_over_phrase == NEVER:
        reason = f"Learning does not reach {precision:.0%} right where it assigns: the rules stay."
        return Learning(None, reason, before, after)
    if gain <= error:
        reason = f"Learning gains {gain:+.3f} ± {error:.3f} points a clause over the rules, not enough: the rules stay."
        return Learning(None, reason, before, after)
    return Learning(learnt, f"Learning gains {gain:+.3f} ± {error:.3f} points a clause over the rules.", before, after)


@dataclass(frozen=True, eq=False)
class _Lesson:
    """Assignments as numbers: one row each, the weak evidence of the journey beside them."""

    names: tuple[str, ...]
    known: Vocabulary
    features: Sparse
    right: Ints
    weight: Floats
    hits: Flags  # rows x touchpoints: is it one of the right answers of the row's text?
    fold: Ints
    found: Ints
    rule: Ints
    weak: "tuple[Sparse, Ints, Floats]"

    @classmethod
    def of(cls, rows: pd.DataFrame, journey: Journey) -> "_Lesson":
        own = [touchpoint.name for touchpoint in journey.touchpoints]
        others = sorted(set(rows["right"]) - set(own) - {UNASSIGNED})
        names = (*own, *others, UNASSIGNED)
        right = pd.Index(names).get_indexer(rows["right"])
        known = vocabulary(pd.concat([rows["text"], pd.Series(phrases_of(journey).text, dtype="str")]))
        found, rule = rows["number"].to_numpy(np.int64), pd.Index(RULES).get_indexer(rows["rule"])
        hits = np.zeros((rows["key"].nunique(), len(names)), bool)
        key = pd.factorize(rows["key"])[0]
        hits[key, right] = True
        return cls(
            names,
            known,
            _features(known, len(names), rows["text"], found, rule),
            right,
            rows["weight"].to_numpy(float),
            hits[key],
            folds_of(rows["feedback_id"]),
            found,
            rule,
            _weak(journey, names, known),
        )

    def taught(self, precision: float) -> tuple[Weights, tuple[Weights, ...]]:
        """The weights from all assignments, and those from all but each fold.

        A least probability is always chosen on predictions of models that saw neither the row nor the fold that is
        kept back: with five folds, ten models without two of them serve for all.
        """
        number = range(FOLDS)
        single = {(k,): self._fit(~np.isin(self.fold, k)) for k in number}
        double = {pair: self._fit(~np.isin(self.fold, pair)) for pair in combinations(number, 2)}
        folds = []
        for k in number:
            others = {j: double[(min(j, k), max(j, k))] for j in number if j != k}
            folds.append(self._with_thresholds(single[(k,)], others, precision))
        all_of_it = self._with_thresholds(self._fit(self.fold >= 0), {k: single[(k,)] for k in number}, precision)
        return all_of_it, tuple(folds)

    def _fit(self, chosen: Flags) -> Weights:
        from scipy.sparse import vstack
        from sklearn.linear_model import LogisticRegression

        weak, names, strength = self.weak
        features = vstack([self.features[chosen], weak]).tocsr()
        right = np.concatenate([self.right[chosen], names])
        weight = np.concatenate([self.weight[chosen], strength])
        model = LogisticRegression(C=_STRENGTH, tol=1e-3, max_iter=2_000).fit(features, right, weight)
        coefficients = np.zeros((features.shape[1], len(self.names)))
        intercept = np.full(len(self.names), -30.0)  # a name this part of the assignments does not have
        if len(model.classes_) == 2:
            coefficients[:, model.classes_[1]], intercept[model.classes_] = model.coef_[0], [0, model.intercept_[0]]
        else:
            coefficients[:, model.classes_], intercept[model.classes_] = model.coef_.T, model.intercept_
        return Weights(coefficients, intercept)

    def _with_thresholds(self, weights: Weights, others: dict[int, Weights], precision: float) -> Weights:
        """The weights with the least probabilities that reach this precision on rows the other models did not see."""
        best, likely = np.full(len(self.fold), NONE, np.int64), np.zeros(len(self.fold))
        for k, other in others.items():
            here = self.fold == k
            probabilities = other.probabilities(self.features[here])
            best[here], likely[here] = probabilities.argmax(axis=1), probabilities.max(axis=1)
        hit = self.hits[np.arange(len(best)), best]
        assigned = (best != NONE) & (best != len(self.names) - 1)
        free = assigned & ((self.rule == CONTEXT) | (self.rule == NOTHING))
        over = assigned & (self.rule == PHRASE) & (best != self.found)
        was = self.hits[np.arange(len(best)), np.maximum(self.found, 0)]
        least = _least(likely[free], hit[free], self.weight[free], precision)
        over_least = NEVER
        if (self.weight[over] * (hit[over] & ~was[over])).sum() >= AGAIN_AND_AGAIN:
            over_least = _least(likely[over], hit[over], self.weight[over], precision)
        return Weights(weights.coefficients, weights.intercept, least, over_least)


def _least(likely: Floats, hit: Flags, weight: Floats, precision: float) -> float:
    """The smallest probability above which this share is right, one wrong answer more being reckoned with."""
    order = np.argsort(-likely, kind="stable")
    share = np.cumsum((hit * weight)[order]) / (np.cumsum(weight[order]) + 1)
    reached = np.flatnonzero(share >= precision)
    return float(likely[order][reached[-1]]) if len(reached) else NEVER


def _open(rule: Ints, weights: Weights) -> Flags:
    """Which clauses these weights may say anything of."""
    free = ((rule == CONTEXT) | (rule == NOTHING)) & (weights.least < NEVER)
    return free | ((rule == PHRASE) & (weights.least_over_phrase < NEVER))


def _features(known: Vocabulary, size: int, texts: pd.Series, found: Ints, rule: Ints) -> Sparse:
    from scipy.sparse import csr_matrix, hstack

    by_rule = [np.flatnonzero((rule == number) & (found != NONE)) for number in (PHRASE, CONTEXT)]
    shape = (len(rule), size)
    blocks = [csr_matrix((np.ones(len(at)), (at, found[at])), shape) for at in by_rule]
    return hstack([known.matrix(texts), *blocks]).tocsr()


def _weak(journey: Journey, names: tuple[str, ...], known: Vocabulary) -> tuple[Sparse, Ints, Floats]:
    """What the journey itself says: its words, and that its rules are to be trusted a little."""
    from scipy.sparse import vstack

    size = len(journey.touchpoints)
    written = [
        (text, number)
        for number, touchpoint in enumerate(journey.touchpoints)
        for text in (touchpoint.name, *touchpoint.aliases, *touchpoint.phrases)
    ]
    texts, own = pd.Series([text for text, _ in written], dtype="str"), np.array([n for _, n in written], np.int64)
    every, blank = np.arange(size), pd.Series([""] * size, dtype="str")
    parts = [
        (texts, np.full(len(own), NONE), NOTHING, own, _WEAK["phrases"]),
        (blank, every, PHRASE, every, _WEAK["by phrase"]),
        (blank, every, CONTEXT, every, _WEAK["by context"]),
        (blank.head(1), np.array([NONE]), NOTHING, np.array([len(names) - 1]), _WEAK["blank"]),
    ]
    features = [_features(known, len(names), t, f, np.full(len(t), rule)) for t, f, rule, _, _ in parts]
    right = np.concatenate([right for *_, right, _ in parts])
    return vstack(features), right, np.concatenate([np.full(len(t), weight) for t, *_, weight in parts])


def _rows(assignments: pd.DataFrame, journey: Journey) -> pd.DataFrame:
    """One row per right answer: feedback_id, text, right, key (of the text), weight (an answer's part), machine, rule, number."""
    rows = assignments.reset_index(drop=True)
    own = pd.Index([touchpoint.name for touchpoint in journey.touchpoints])
    rows = rows.assign(text=rows["text"].fillna("").astype("str"), feedback_id=rows["feedback_id"].astype("str"))
    key = rows.groupby(["feedback_id", "text"], sort=False).ngroup()
    if "machine" in rows:
        number = own.get_indexer(rows["machine"])
        rule = rows["rule"].astype("str").to_numpy(object)
        machine = rows["machine"].astype("str").to_numpy(object)
    else:
        number = by_phrases(rows["text"], journey)
        machine = np.array([*own, UNASSIGNED], object)[number]
        rule = np.where(number == NONE, RULES[NOTHING], RULES[PHRASE])
    return rows.assign(
        key=key, weight=1 / key.map(key.value_counts()), machine=machine, rule=rule, number=number
    )
