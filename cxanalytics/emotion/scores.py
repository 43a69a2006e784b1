"""Emotion of a whole column of texts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion import language
from cxanalytics.emotion.characters import Flags, Numbers, Positions
from cxanalytics.emotion.evidence import batches, logits
from cxanalytics.emotion.lexicon import ENGLISH, READ, emotions, lexicon
from cxanalytics.emotion.model import KINDS, NEGATIVE, POLARITIES, POSITIVE, Model, lean, probabilities, shipped
from cxanalytics.emotion.questions import kinds
from cxanalytics.emotion.ratings import bands
from cxanalytics.emotion.reading import OTHER_LANGUAGE, SCORED, STATES, Reading, read


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
class _Found:
    """What a batch says of its texts, then of their clauses, once the characters are let go."""

    state: Positions
    evidence: Positions
    hints: Positions
    count: Positions  # clauses of each text
    logits: Numbers
    emotions: npt.NDArray[np.uint16]
    effort: Flags
    unresolved: Flags
    start: Positions
    end: Positions
    clause_logits: Numbers
    clause_emotions: npt.NDArray[np.uint16]
    clause_effort: Flags
    clause_unresolved: Flags

    def and_then(self, *others: "_Found") -> "_Found":
        """What was found in these texts and then in those."""
        every = (self, *others)
        return _Found(*(np.concatenate([getattr(part, field.name) for part in every]) for field in fields(_Found)))


def score(
    texts: pd.Series,
    languages: pd.Series | None = None,
    *,
    questions: pd.Series | None = None,
    ratings: pd.Series | None = None,
    model: Model | None = None,
) -> Scores:
    """Emotion of every text. A repeated text is scored once. All columns are in the order of `texts`.

    `languages` are the languages as the export states them; where it says nothing the text itself tells, and a text
    of fewer than 3 words, or whose language does not show, is taken to be in the language of most of the column. Each
    language of `lexicon.READ` is read by its own words and rules, a text in any other by none. `questions` are the
    questions that were answered, `ratings` what the same person gave beside the text, as a share of the scale from 0
    to 1 (see `ratings.share`); where either is missing it changes nothing. `model` is the shipped one unless given;
    it reads English alone.
    """
    model = model or shipped()
    same, different = pd.factorize(texts)
    unique = [*map(str, different.tolist()), ""]  # the last stands for missing texts
    same[same < 0] = len(unique) - 1
    found = _read(unique, ENGLISH, model)
    spoken = _languages(languages, same, unique, found)
    foreign = (spoken != ENGLISH) & pd.notna(spoken) & (found.evidence[same] != language.WORDLESS)
    for name in READ:
        if name != ENGLISH and (here := np.flatnonzero(foreign & (spoken == name))).size:
            # What English made of them is not looked at: their places now lead to what their own language makes.
            places, same[here] = np.unique(same[here], return_inverse=True)
            same[here] += len(found.state)
            found = found.and_then(_read([unique[place] for place in places], name, shipped(name)))
    state = found.state[same]
    state[(state == SCORED) & foreign & ~np.isin(spoken, READ)] = OTHER_LANGUAGE
    weighed = _weigh(found, same, questions, ratings, model)
    return Scores(_texts(texts.index, found, same, state, spoken, weighed), _mentions(found, same, state, weighed))


def _read(texts: list[str], spoken: str, model: Model) -> _Found:
    """What a language's words and rules find in texts, a batch after the other."""
    known = lexicon(spoken)
    parts = [_summary(read(texts[a:b], known), model) for a, b in batches(texts)]
    return parts[0].and_then(*parts[1:])


def _summary(reading: Reading, model: Model) -> _Found:
    """The logits, emotions and offsets of a batch."""
    parts, weights, told = reading.clauses, reading.weights, reading.outcomes
    size = len(reading.state)
    of_clauses, of_texts = logits(reading, model)
    first = reading.characters.first[parts.text]
    felt = np.zeros(size, np.uint16)
    np.bitwise_or.at(felt, parts.text, weights.emotions)
    return _Found(
        state=reading.state,
        evidence=reading.evidence,
        hints=reading.hints,
        count=np.bincount(parts.text, minlength=size),
        logits=of_texts,
        emotions=felt,
        effort=np.bincount(parts.text[weights.effort], minlength=size) > 0,
        unresolved=told.open(np.searchsorted(reading.characters.first, told.start, "right") - 1, size),
        start=parts.start - first,
        end=parts.end - first,
        clause_logits=of_clauses,
        clause_emotions=weights.emotions,
        clause_effort=weights.effort,
        clause_unresolved=told.open(np.searchsorted(parts.start, told.start, "right") - 1, len(parts)),
    )


@dataclass(frozen=True)
class _Weighed:
    """Polarity of each different text as it was asked and rated, and of its clauses; `of` is the place of each row."""

    of: Positions
    text: Positions
    chances: npt.NDArray[np.float32]
    lean: Positions
    first: Positions  # where the clauses of each begin
    clause: Positions  # which clause of the batch's each is
    clause_chances: npt.NDArray[np.float32]
    clause_lean: Positions
    mixed: Flags


def _weigh(
    found: _Found, same: Positions, questions: pd.Series | None, ratings: pd.Series | None, model: Model
) -> _Weighed:
    kind = np.zeros(len(same), np.int8) if questions is None else kinds(questions)
    band = np.zeros(len(same), np.int8) if ratings is None else bands(ratings)
    size = len(found.state)
    # A text asked and rated alike is weighed once.
    of, key = pd.factorize((same % size) + size * (kind + len(KINDS) * band.astype(np.intp)))
    text, kind, band = key % size, (key // size % len(KINDS)).astype(np.int8), (key // size // len(KINDS))
    band = band.astype(np.int8)
    count = found.count[text]
    first = np.cumsum(count) - count
    owner = np.repeat(np.arange(len(text)), count)
    clause = np.arange(len(owner)) - first[owner] + (np.cumsum(found.count) - found.count)[text[owner]]
    whole = model.beside(model.asked(found.logits[text], kind), band, np.ones(len(text)))
    parts = model.beside(model.asked(found.clause_logits[clause], kind[owner]), band[owner], 1 / count[owner])
    leans = lean(parts)
    has = [np.bincount(owner[leans == pole], minlength=len(text)) > 0 for pole in (NEGATIVE, POSITIVE)]
    return _Weighed(
        of, text, probabilities(whole), lean(whole), first, clause, probabilities(parts), leans, has[0] & has[1]
    )


def _languages(
    languages: pd.Series | None, same: Positions, unique: list[str], found: _Found
) -> npt.NDArray[np.object_]:
    """The language of each row: as stated, else as the text shows, else that of most rows; None where wordless.

    A text shows none where it is short, or where py3langid is not sure, unless words that one language alone has tell.
    """
    spoken = np.full(len(same), None, object)
    if languages is not None:
        spoken[:] = language.stated(languages)
    told = pd.notna(spoken)
    evidence, hints = found.evidence[same], found.hints[same]
    plainly = (evidence == language.PLAINLY_ENGLISH) & (hints < 0)
    spoken[~told & plainly] = ENGLISH
    asked = ~told & ~plainly & ((evidence == language.PLAINLY_ENGLISH) | (evidence == language.DOUBTFUL))
    doubtful = np.unique(same[asked])
    guesses = np.full(len(unique), None, object)
    guesses[doubtful] = [language.guess(unique[place]) for place in doubtful]
    spoken[asked] = guesses[same[asked]]
    silent = pd.isna(spoken) & (evidence != language.WORDLESS)
    hinted = np.flatnonzero(silent & (hints >= 0))
    spoken[hinted] = np.array(READ, object)[hints[hinted]]
    silent[hinted] = False
    if silent.any():
        spoken[silent] = language.majority(spoken[~silent])
    return spoken


def _texts(
    index: pd.Index,
    found: _Found,
    same: Positions,
    state: Positions,
    spoken: npt.NDArray[np.object_],
    weighed: _Weighed,
) -> pd.DataFrame:
    scored = state == SCORED
    chances = np.ascontiguousarray(weighed.chances[weighed.of].T)
    chances[:, ~scored] = np.nan
    kind = np.where(scored, weighed.lean[weighed.of], -1)
    return pd.DataFrame(
        {
            "polarity": _named(POLARITIES, kind),
            **{f"p_{name}": chances[place] for place, name in enumerate(POLARITIES)},
            "mixed": weighed.mixed[weighed.of] & scored,
            "emotions": _listed(np.where(scored, found.emotions[same], 0)),
            "effort": found.effort[same] & scored,
            "unresolved": found.unresolved[same] & scored,
            "language": pd.array(spoken, dtype="str"),
            "state": _named(STATES, state),
        },
        index=index,
        copy=False,  # made for this table alone
    )


def _mentions(found: _Found, same: Positions, state: Positions, weighed: _Weighed) -> pd.DataFrame:
    row = np.flatnonzero(state == SCORED)
    count = found.count[same[row]]
    before = np.cumsum(count) - count
    number = np.arange(int(count.sum())) - np.repeat(before, count)
    at = np.repeat(weighed.first[weighed.of[row]], count) + number
    place, chances = weighed.clause[at], np.ascontiguousarray(weighed.clause_chances[at].T)
    return pd.DataFrame(
        {
            "row": np.repeat(row, count),
            "clause": number,
            "start": found.start[place],
            "end": found.end[place],
            "polarity": _named(POLARITIES, weighed.clause_lean[at]),
            **{f"p_{name}": chances[column] for column, name in enumerate(POLARITIES)},
            "emotions": _listed(found.clause_emotions[place]),
            "effort": found.clause_effort[place],
            "unresolved": found.clause_unresolved[place],
        },
        copy=False,
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
