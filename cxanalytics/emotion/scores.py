"""Emotion of a whole column of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion import calibration, language
from cxanalytics.emotion.answers import non_answers
from cxanalytics.emotion.characters import NATURE, SPACE, Characters, Flags, Numbers, Positions, lay_out
from cxanalytics.emotion.lexicon import Lexicon, emotions, lexicon
from cxanalytics.emotion.outcome import Outcomes, outcomes
from cxanalytics.emotion.polarity import Hits, Weights, add_up, find_pauses, split_opposites, sums, weigh
from cxanalytics.emotion.tokens import tokenise
from cxanalytics.emotion.units import Clauses, Units, clauses, join_phrases, split_clauses

_BATCH_TEXTS = 50_000
_BATCH_CHARACTERS = 800_000
_STATES = ("scored", "no text", "non-answer", "other language")
SCORED, _NO_TEXT, _NON_ANSWER, _OTHER_LANGUAGE = range(4)


@dataclass(frozen=True)
class Scores:
    """Emotion per text and per mention.

    texts: index of the input; polarity, p_negative, p_neutral, p_positive (float32), mixed, emotions, effort,
    unresolved, language, state. polarity and the probabilities are missing where state is not "scored".
    mentions: one row per clause of a scored text, in order; row (position of the text in the input), clause (from
    0), start and end (into the text), polarity, p_negative, p_neutral, p_positive, emotions, effort,
    unresolved.
    """

    texts: pd.DataFrame
    mentions: pd.DataFrame


@dataclass(frozen=True)
class Reading:
    """All that was found in one batch of texts, from the characters to the weight of each clause."""

    characters: Characters
    units: Units
    clauses: Clauses
    hits: Hits
    weights: Weights
    outcomes: Outcomes
    state: Positions
    evidence: Positions

    def sums(self) -> tuple[Numbers, Numbers, Numbers]:
        """Positive weight, negative weight and emphasis per text."""
        columns = (self.weights.positive, self.weights.negative, self.weights.emphasis)
        first, second, third = (sums(self.clauses.text, column, len(self.state)) for column in columns)
        return first, second, third


def read(texts: list[str], known: Lexicon) -> Reading:
    """One batch, read by these words and rules. The one road to every score and every explanation."""
    characters = lay_out(texts)
    tokens = tokenise(characters, known.words, known.emoticons, known.shortened)
    units = join_phrases(tokens, known)
    opens = split_clauses(units, known)
    pauses = find_pauses(units, known)
    hits = weigh(units, opens, pauses, known)
    parts = clauses(characters, units, split_opposites(units, opens, pauses, hits, known))
    weights = add_up(characters, units, parts, hits, known)
    state = np.where(non_answers(characters, tokens, known), _NON_ANSWER, SCORED)
    bare = np.flatnonzero(np.bincount(tokens.text, minlength=len(texts)) == 0)
    state[bare[_blank(characters, bare)]] = _NO_TEXT
    told = outcomes(tokens, known)
    evidence = language.evidence(characters, tokens, known)
    return Reading(characters, units, parts, hits, weights, told, state, evidence)


def _blank(characters: Characters, texts: Positions) -> Flags:
    """Which of these texts hold nothing but spaces."""
    signs = np.flatnonzero((characters.nature & NATURE) != SPACE) if len(texts) else texts
    first, last = characters.first[texts], characters.last[texts]
    blank: Flags = np.searchsorted(signs, first) == np.searchsorted(signs, last)
    return blank


@dataclass(frozen=True)
class _Found:
    """What a batch says of its texts, then of their clauses, once the characters are let go."""

    state: Positions
    evidence: Positions
    count: Positions  # clauses of each text
    chances: npt.NDArray[np.float32]
    mixed: Flags
    emotions: npt.NDArray[np.uint16]
    effort: Flags
    unresolved: Flags
    start: Positions
    end: Positions
    clause_chances: npt.NDArray[np.float32]
    clause_emotions: npt.NDArray[np.uint16]
    clause_effort: Flags
    clause_unresolved: Flags


def score(texts: pd.Series, languages: pd.Series | None = None) -> Scores:
    """Emotion of every text. A repeated text is scored once.

    `languages`, in the order of `texts`, are the languages as the export states them; where it says nothing the
    text itself tells, and a text of fewer than 3 words is taken to be in the language of most of the column.
    """
    same, different = pd.factorize(texts)
    unique = [*map(str, different.tolist()), ""]  # the last stands for missing texts
    known = lexicon()
    parts = [_summary(read(unique[a:b], known)) for a, b in _batches(unique)]
    found = _Found(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(_Found)))
    state = found.state[same]
    spoken = _languages(languages, same, unique, found)
    other = (spoken != language.ENGLISH) & pd.notna(spoken) & (found.evidence[same] != language.WORDLESS)
    state[(state == SCORED) & other] = _OTHER_LANGUAGE
    return Scores(_texts(texts.index, found, same, state, spoken), _mentions(found, same, state))


def _batches(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that are read together, so that memory does not grow with the column."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)))
    begin = 0
    while begin < len(texts):
        limit = (ends[begin - 1] if begin else 0) + _BATCH_CHARACTERS
        end = min(max(int(np.searchsorted(ends, limit, "right")), begin + 1), begin + _BATCH_TEXTS)
        yield begin, min(end, len(texts))
        begin = end


def _summary(reading: Reading) -> _Found:
    """The probabilities, emotions and offsets of a batch."""
    parts, weights, told = reading.clauses, reading.weights, reading.outcomes
    size = len(reading.state)
    rows = calibration.features(weights.positive, weights.negative, weights.emphasis)
    chances = calibration.probabilities(rows)
    kind = calibration.polarity(chances)
    has = [
        np.bincount(parts.text[kind == sign], minlength=size) > 0
        for sign in (calibration.NEGATIVE, calibration.POSITIVE)
    ]
    first = reading.characters.first[parts.text]
    felt = np.zeros(size, np.uint16)
    np.bitwise_or.at(felt, parts.text, weights.emotions)
    return _Found(
        state=reading.state,
        evidence=reading.evidence,
        count=np.bincount(parts.text, minlength=size),
        chances=calibration.probabilities(calibration.features(*reading.sums())),
        mixed=has[0] & has[1],
        emotions=felt,
        effort=np.bincount(parts.text[weights.effort], minlength=size) > 0,
        unresolved=told.open(np.searchsorted(reading.characters.first, told.start, "right") - 1, size),
        start=parts.start - first,
        end=parts.end - first,
        clause_chances=chances,
        clause_emotions=weights.emotions,
        clause_effort=weights.effort,
        clause_unresolved=told.open(np.searchsorted(parts.start, told.start, "right") - 1, len(parts)),
    )


def _languages(
    languages: pd.Series | None, same: Positions, unique: list[str], found: _Found
) -> npt.NDArray[np.object_]:
    """The language of each row: as stated, else as the text shows, else that of most rows; None where wordless."""
    spoken = np.full(len(same), None, object)
    if languages is not None:
        spoken[:] = language.stated(languages)
    told = pd.notna(spoken)
    evidence = found.evidence[same]
    spoken[~told & (evidence == language.PLAINLY_ENGLISH)] = language.ENGLISH
    doubtful = np.unique(same[~told & (evidence == language.DOUBTFUL)])
    guesses = np.full(len(unique), None, object)
    guesses[doubtful] = [language.guess(unique[place]) for place in doubtful]
    asked = ~told & (evidence == language.DOUBTFUL)
    spoken[asked] = guesses[same[asked]]
    short = ~told & (evidence == language.SHORT)
    if short.any():
        spoken[short] = language.majority(spoken[~short])
    return spoken


def _texts(
    index: pd.Index, found: _Found, same: Positions, state: Positions, spoken: npt.NDArray[np.object_]
) -> pd.DataFrame:
    scored = state == SCORED
    chances = found.chances[same]
    chances[~scored] = np.nan
    kind = np.where(scored, calibration.polarity(found.chances)[same], -1)
    return pd.DataFrame(
        {
            "polarity": _named(calibration.POLARITIES, kind),
            **{f"p_{name}": chances[:, place] for place, name in enumerate(calibration.POLARITIES)},
            "mixed": found.mixed[same] & scored,
            "emotions": _listed(np.where(scored, found.emotions[same], 0)),
            "effort": found.effort[same] & scored,
            "unresolved": found.unresolved[same] & scored,
            "language": pd.array(spoken, dtype="str"),
            "state": _named(_STATES, state),
        },
        index=index,
    )


def _mentions(found: _Found, same: Positions, state: Positions) -> pd.DataFrame:
    row = np.flatnonzero(state == SCORED)
    count = found.count[same[row]]
    before = np.cumsum(count) - count
    clause = np.arange(int(count.sum())) - np.repeat(before, count)
    place = np.repeat((np.cumsum(found.count) - found.count)[same[row]], count) + clause
    chances = found.clause_chances[place]
    return pd.DataFrame(
        {
            "row": np.repeat(row, count),
            "clause": clause,
            "start": found.start[place],
            "end": found.end[place],
            "polarity": _named(calibration.POLARITIES, calibration.polarity(chances)),
            **{f"p_{name}": chances[:, column] for column, name in enumerate(calibration.POLARITIES)},
            "emotions": _listed(found.clause_emotions[place]),
            "effort": found.clause_effort[place],
            "unresolved": found.clause_unresolved[place],
        }
    )


def _named(names: Sequence[str], places: Positions) -> pd.api.extensions.ExtensionArray:
    """The name at each place; missing at -1."""
    return pd.array(list(names), dtype="str").take(places, allow_fill=True)


def _listed(masks: npt.NDArray[np.uint16]) -> pd.api.extensions.ExtensionArray:
    """Sets of emotions written as "valued|grateful"."""
    codes, different = pd.factorize(masks)
    order = [emotion.name for emotion in emotions()]
    names = ["|".join(name for place, name in enumerate(order) if mask >> place & 1) for mask in different.tolist()]
    return pd.array(names, dtype="str").take(codes)
