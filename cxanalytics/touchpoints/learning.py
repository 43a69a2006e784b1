"""Learns from people's assignments which touchpoint a clause speaks of, where the rules do not know.

The model is linear: each word, and what the rules found, adds its weight to each touchpoint. The journey's own names,
aliases and phrases are weak evidence of the same kind, so that a touchpoint that nobody assigned yet is not forgotten.
"""

import hashlib
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, Words, phrases_of, words_of
from cxanalytics.journey.renames import current
from cxanalytics.threads import one_thread
from cxanalytics.touchpoints.attribution import Attribution, gain, measured
from cxanalytics.touchpoints.rules import CONTEXT, LEARNT, NOTHING, PHRASE, RULES, by_phrases
from cxanalytics.touchpoints.words import Sparse, matrix, roots_in

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

VERSION = "1"  # of learning; part of what a kept result depends on
LEAST = 30  # comments drawn at random and assigned: fewer teach nothing that could be measured
PRECISION = 0.8  # of what is assigned by learning: eight in ten right, as measured on assignments it did not see
AGAIN_AND_AGAIN = 5  # phrases that people contradicted, and learning too, before it may overrule one
CORRECTION = "correction"  # an assignment that a person made of own accord, where something looked wrong
FOLDS = 5
NEVER = np.inf

# Chosen on mams_acsa and oats_coursera (benchmarks/attribution.py); half or double of each changes little.
_STRENGTH = 10.0  # C of the logistic regression
_OF_PHRASES, _OF_PHRASE_RULE, _OF_CONTEXT_RULE, _OF_NOTHING = 0.2, 1.0, 0.3, 1.0  # assignments each is worth
_BATCH = 100_000  # clauses at a time, for memory's sake
_NOT_SEEN = -30.0  # instead of an intercept, for a name that a part of the assignments does not have


@dataclass(frozen=True, eq=False)
class Weights:
    """What one set of assignments taught: features x touchpoints, and from which probability on it speaks.

    least is for clauses without a phrase, least_over_phrase for overruling one; infinity leaves them to the rules.
    """

    coefficients: Floats
    intercept: Floats
    least: float = NEVER
    least_over_phrase: float = NEVER

    @property
    def silent(self) -> bool:
        """Does it leave everything to the rules?"""
        return self.least == NEVER and self.least_over_phrase == NEVER

    def asked(self, rule: Ints) -> Flags:
        """Per clause: may these weights say anything of it?"""
        free = ((rule == CONTEXT) | (rule == NOTHING)) & (self.least < NEVER)
        return np.asarray(free | ((rule == PHRASE) & (self.least_over_phrase < NEVER)))

    def probabilities(self, features: Sparse) -> Floats:
        """Clauses x touchpoints; a row adds up to 1."""
        score = features @ self.coefficients + self.intercept
        score = np.exp(score - score.max(axis=1, keepdims=True))
        return np.asarray(score / score.sum(axis=1, keepdims=True))

    def verdict(self, features: Sparse, found: Ints, rule: Ints) -> tuple[Ints, Floats]:
        """Per clause the number of its touchpoint (the last is Unassigned) or NONE for the rules' own; how likely."""
        chance = self.probabilities(features)
        best, likely = chance.argmax(axis=1), chance.max(axis=1)
        overruled = (rule == PHRASE) & (best != found) & (likely >= self.least_over_phrase)
        sure = np.where(likely >= self.least, best, chance.shape[1] - 1)
        return np.select([overruled, self.asked(rule) & (rule != PHRASE)], [best, sure], NONE), likely


@dataclass(frozen=True, eq=False)
class Learnt:
    """An assigner learnt from people.

    touchpoints are the names it knows: the journey's in order, those that only people named, Unassigned. Features are
    the roots of words, then "phrase: T" of every touchpoint, then "context: T". folds[k] saw no assignment of the
    feedback that falls into fold k, and speaks for it; labelled holds the ids of all feedback that was assigned.
    key changes whenever something else was taught.
    """

    key: str
    touchpoints: tuple[str, ...]
    roots: tuple[str, ...]
    weights: Weights
    folds: tuple[Weights, ...]
    labelled: frozenset[str]

    def decide(self, words: Words, found: Ints, rule: Ints, feedback_id: pd.Series) -> tuple[Ints, Floats]:
        """Per clause the number of its touchpoint in `touchpoints` or NONE to leave it to the rules; and how likely.

        found is the number of the touchpoint that the rules gave (NONE for none), rule the number of the rule.
        """
        decided, likely = np.full(len(rule), NONE, np.int64), np.zeros(len(rule))
        fold = np.full(len(rule), NONE, np.int64)
        seen = feedback_id.isin(self.labelled).to_numpy()
        fold[seen] = folds_of(feedback_id[seen])
        features = features_of(words, found, rule, self.roots, len(self.touchpoints))
        for number, weights in zip((NONE, *range(FOLDS)), (self.weights, *self.folds), strict=True):
            asked = np.flatnonzero((fold == number) & weights.asked(rule))
            for first in range(0, len(asked), _BATCH):
                at = asked[first : first + _BATCH]
                decided[at], likely[at] = weights.verdict(features[at], found[at], rule[at])
        return decided, likely


@dataclass(frozen=True)
class Learning:
    """What came of learning: the assigner (None where the rules stay), why, and both measured on the same rows.

    after is what learning says of assignments it did not see, used or not.
    """

    learnt: Learnt | None
    reason: str
    before: Attribution
    after: Attribution


def learn(assignments: pd.DataFrame, journey: Journey, precision: float = PRECISION) -> Learning:
    """An assigner from people's assignments, if it is better than the rules on assignments it did not see.

    assignments: feedback_id, text (of a clause or a comment), right (a touchpoint's name or "Unassigned"); two rows of
    one feedback and text are two right answers. Optional: machine and rule, what the rules said of the clause; where
    they are missing, the rules are asked about the text alone; and how: a "correction" teaches, but measures nothing,
    since people correct what they see to be wrong. Better is: more points than one standard error, see
    attribution.gain. precision is what is asked of the clauses that learning assigns.
    """
    rows = _rows(assignments, journey)
    drawn = rows["drawn"].to_numpy(np.bool_)
    before = measured(rows[drawn])
    said = rows["feedback_id"][drawn].nunique()
    if said < LEAST:
        reason = f"People assigned {said} comments that were drawn at random; learning begins at {LEAST}."
        return Learning(None, reason, before, before)
    lesson = _lesson(rows, journey)
    weights, folds = lesson.taught(precision)
    learnt = Learnt(_key(rows, journey, precision), lesson.names, lesson.roots, weights, folds, _ids(rows))
    decided, _ = learnt.decide(words_of(rows["text"]), lesson.found, lesson.rule, rows["feedback_id"])
    machine = np.where(decided == NONE, rows["machine"], np.array(lesson.names, object)[decided])
    rule = np.select([decided == NONE, machine == UNASSIGNED], [lesson.rule, NOTHING], LEARNT)
    after = measured(rows.assign(machine=machine, rule=np.array(RULES, object)[rule])[drawn])
    more, error = gain(before, after)
    if weights.silent:
        return Learning(None, f"Learning does not reach {precision:.0%} right: the rules stay.", before, after)
    gained = f"Learning gains {more:+.2f} ± {error:.2f} points a text over the rules"
    if more <= error:
        return Learning(None, f"{gained}, not enough: the rules stay.", before, after)
    return Learning(learnt, f"{gained}.", before, after)


def folds_of(feedback_id: pd.Series) -> Ints:
    """The fold of each feedback, from its id alone: the same on every machine and in every year."""
    codes, different = pd.factorize(feedback_id)
    folds = [int.from_bytes(hashlib.sha256(str(name).encode()).digest()[:8]) % FOLDS for name in different]
    return np.array(folds, np.int64)[codes]


def features_of(words: Words, found: Ints, rule: Ints, roots: tuple[str, ...], size: int) -> Sparse:
    """Clauses x features: the roots of their words, and the touchpoint (one of `size`) that a rule found."""
    from scipy.sparse import csr_matrix, hstack

    by_rule = [np.flatnonzero((rule == number) & (found != NONE)) for number in (PHRASE, CONTEXT)]
    blocks = [csr_matrix((np.ones(len(at)), (at, found[at])), (len(rule), size)) for at in by_rule]
    return hstack([matrix(words, roots), *blocks]).tocsr()


@dataclass(frozen=True, eq=False)
class _Lesson:
    """Assignments as numbers, one row each; part is the row's part of its text, hits all right answers of that text.

    weak, weak_right and weak_part are the journey's own evidence.
    """

    names: tuple[str, ...]
    roots: tuple[str, ...]
    features: Sparse
    right: Ints
    part: Floats
    hits: Flags
    fold: Ints
    found: Ints
    rule: Ints
    drawn: Flags
    weak: Sparse
    weak_right: Ints
    weak_part: Floats

    def taught(self, precision: float) -> tuple[Weights, tuple[Weights, ...]]:
        """The weights from all assignments, and those from all but each fold.

        The least probabilities, too, come from predictions for rows that the predicting model did not see, and never
        from the fold that is kept back: ten models, each without two of the five folds, serve for all.
        """
        folds = range(FOLDS)
        without = {k: self._fitted(self.fold != k) for k in folds}
        without_two = {pair: self._fitted(~np.isin(self.fold, pair)) for pair in combinations(folds, 2)}
        kept_back = tuple(
            self._with_least(without[k], {j: without_two[min(j, k), max(j, k)] for j in folds if j != k}, precision)
            for k in folds
        )
        return self._with_least(self._fitted(self.fold >= 0), without, precision), kept_back

    def _fitted(self, chosen: Flags) -> Weights:
        from scipy.sparse import vstack
        from sklearn.linear_model import LogisticRegression

        features = vstack([self.features[chosen], self.weak]).tocsr()
        right = np.concatenate([self.right[chosen], self.weak_right])
        part = np.concatenate([self.part[chosen], self.weak_part])
        with one_thread():
            model = LogisticRegression(C=_STRENGTH, tol=1e-3, max_iter=2_000).fit(features, right, part)
        coefficients = np.zeros((features.shape[1], len(self.names)))
        intercept = np.full(len(self.names), _NOT_SEEN)
        intercept[model.classes_] = 0
        # Of two touchpoints scikit-learn keeps only what speaks for the second.
        spoken_for = model.classes_[-len(model.coef_) :]
        coefficients[:, spoken_for], intercept[spoken_for] = model.coef_.T, model.intercept_
        return Weights(coefficients, intercept)

    def _with_least(self, weights: Weights, others: dict[int, Weights], precision: float) -> Weights:
        """The weights with the least probabilities that reach this precision on the rows the others did not see."""
        unassigned = len(self.names) - 1
        best, likely = np.full(len(self.fold), unassigned), np.zeros(len(self.fold))
        for fold, other in others.items():
            here = self.fold == fold
            chance = other.probabilities(self.features[here])
            best[here], likely[here] = chance.argmax(axis=1), chance.max(axis=1)
        row = np.arange(len(best))
        hit, was_hit = self.hits[row, best], self.hits[row, np.maximum(self.found, 0)]
        assigned = self.drawn & (best != unassigned)
        free = assigned & ((self.rule == CONTEXT) | (self.rule == NOTHING))
        # A phrase is never taken away, only given to another touchpoint.
        over = assigned & (self.rule == PHRASE) & (best != self.found)
        often = self.part[over & hit & ~was_hit].sum() >= AGAIN_AND_AGAIN
        least, least_over_phrase = (
            _least(likely[at], hit[at], self.part[at], precision, 1 / len(self.names)) for at in (free, over)
        )
        return Weights(weights.coefficients, weights.intercept, least, least_over_phrase if often else NEVER)


def _least(likely: Floats, hit: Flags, part: Floats, precision: float, chance: float) -> float:
    """The smallest probability from which on this share is right, one wrong answer more being reckoned with.

    It lies half way between the last clause that is let in and the first that is not, or chance if all are let in.
    """
    order = np.argsort(-likely, kind="stable")
    share = np.cumsum((hit * part)[order]) / (np.cumsum(part[order]) + 1)
    reached = np.flatnonzero(share >= precision)
    if not len(reached):
        return NEVER
    return float(np.append(likely[order], chance)[reached[-1] : reached[-1] + 2].mean())


def _rows(assignments: pd.DataFrame, journey: Journey) -> pd.DataFrame:
    """The assignments with machine and rule filled, number (of its touchpoint), part (of the text), key, drawn."""
    rows = assignments.dropna(subset=["right"]).reset_index(drop=True)
    drawn = rows["how"].ne(CORRECTION) if "how" in rows else pd.Series(True, rows.index)
    rows = rows.reindex(columns=["feedback_id", "text", "right", "machine", "rule"]).astype(object)
    own = [touchpoint.name for touchpoint in journey.touchpoints]
    phrase = by_phrases(words_of(rows["text"].fillna("").astype("str")), journey)
    rule = np.where(phrase == NONE, RULES[NOTHING], RULES[PHRASE])
    alone = pd.DataFrame(
        {"text": "", "machine": np.array([*own, UNASSIGNED], object)[phrase], "rule": rule}, rows.index
    )
    rows = rows.fillna(alone).astype("str")
    key = rows.groupby(["feedback_id", "text"], sort=False).ngroup()
    number = pd.Index(own).get_indexer(pd.Index(rows["machine"]))
    return rows.assign(key=key, part=1 / key.map(key.value_counts()), number=number, drawn=drawn)


def _lesson(rows: pd.DataFrame, journey: Journey) -> _Lesson:
    own = [touchpoint.name for touchpoint in journey.touchpoints]
    names = (*own, *sorted({*rows["right"]} - {*own, UNASSIGNED}), UNASSIGNED)
    words = words_of(rows["text"])
    roots = tuple(sorted({*roots_in(words), *roots_in(words_of([text for text, _ in _written(journey)]))}))
    found, rule = rows["number"].to_numpy(np.int64), pd.Index(RULES).get_indexer(pd.Index(rows["rule"]))
    right, key = pd.Index(names).get_indexer(pd.Index(rows["right"])), rows["key"].to_numpy()
    hits = np.zeros((len(rows), len(names)), np.bool_)
    hits[key, right] = True
    weak, weak_right, weak_part = _weak(journey, names, roots)
    return _Lesson(
        names=names,
        roots=roots,
        features=features_of(words, found, rule, roots, len(names)),
        right=right,
        part=rows["part"].to_numpy(float),
        hits=hits[key],
        fold=folds_of(rows["feedback_id"]),
        found=found,
        rule=rule,
        drawn=rows["drawn"].to_numpy(np.bool_),
        weak=weak,
        weak_right=weak_right,
        weak_part=weak_part,
    )


def _weak(journey: Journey, names: tuple[str, ...], roots: tuple[str, ...]) -> tuple[Sparse, Ints, Floats]:
    """What the journey itself says: its words, that its rules are to be trusted a little, and no words say nothing."""
    from scipy.sparse import vstack

    written = _written(journey)
    own, every = np.array([number for _, number in written], np.int64), np.arange(len(journey.touchpoints))
    blank, none = [""] * len(every), np.array([NONE])
    parts = (
        ([text for text, _ in written], np.repeat(none, len(own)), NOTHING, own, _OF_PHRASES),
        (blank, every, PHRASE, every, _OF_PHRASE_RULE),
        (blank, every, CONTEXT, every, _OF_CONTEXT_RULE),
        ([""], none, NOTHING, np.array([len(names) - 1]), _OF_NOTHING),
    )
    features = [
        features_of(words_of(texts), found, np.full(len(found), rule), roots, len(names))
        for texts, found, rule, _, _ in parts
    ]
    right = np.concatenate([right for *_, right, _ in parts])
    return vstack(features), right, np.concatenate([np.full(len(right), part) for *_, right, part in parts])


def _written(journey: Journey) -> list[tuple[str, int]]:
    """Every name, alias and phrase of the journey with the number of its touchpoint."""
    phrases = phrases_of(journey)
    named = [
        (text, number)
        for number, touchpoint in enumerate(journey.touchpoints)
        for text in (touchpoint.name, *touchpoint.aliases)
    ]
    place = {item.name: number for number, item in enumerate(journey.touchpoints)}
    named += [(old, place[name]) for old, name in current(journey).items()]
    own = zip(phrases.text, phrases.touchpoint.tolist(), strict=True)
    return named + [(text, number) for text, number in own if number != NONE]


def _ids(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows["feedback_id"].tolist())


def _key(rows: pd.DataFrame, journey: Journey, precision: float) -> str:
    """16 hex digits of everything that learning depends on."""
    taught = rows[["feedback_id", "text", "right", "machine", "rule", "drawn"]].to_csv(index=False)
    return hashlib.sha256(f"{VERSION} {journey.key} {precision}\n{taught}".encode()).hexdigest()[:16]
