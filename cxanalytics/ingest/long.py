"""Surveys in rows: a response has a row per question, the question in one column and its answer in another."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import headers, questions, ratings
from cxanalytics.ingest.decisions import plain
from cxanalytics.ingest.rating_grids import RatingColumn

_ANSWER = (
    "answer", "answer text", "answer value", "response", "response text", "response value", "value", "antwort",
    "antworttext", "reponse", "respuesta",
)  # fmt: skip
_QUESTION = ("frage", "fragetext", "pregunta", "question label", "question name", "questions")
_MOST_QUESTIONS = 200
_LEAST_ANSWERS = 2


@dataclass(frozen=True)
class Long:
    """The columns of a survey in rows: the question, its answer, and what a response's rows have in common, if any."""

    question: str
    answer: str
    response: str | None = None

    @property
    def roles(self) -> dict[str, str]:
        """Column -> role."""
        roles = {self.question: "question", self.answer: "text"}
        return roles | ({self.response: "source_id"} if self.response else {})


def find(table: pd.DataFrame, known: Mapping[str, str], mapping: Mapping[str, str]) -> Long | None:
    """The columns of question and answer, if the file is a survey in rows; None where it is not.

    `known` are roles that the format tells, `mapping` those that a person gave; neither is gone against.
    """
    said = {plain(column): role for column, role in mapping.items()}
    given = {str(name): said.get(plain(str(name)), known.get(str(name), "")) for name in table}
    words = {name: headers.clean(name) for name in given}
    question = _column(given, words, "question", (*_names("question"), *_QUESTION))
    answer = _column(given, words, "text", _ANSWER)
    if question is None or answer is None or question == answer:
        return None
    asked = table[question][table[question] != ""]
    if not 2 <= asked.nunique() <= min(_MOST_QUESTIONS, 0.5 * len(asked)):
        return None
    return Long(question, answer, _response(table, given, words, question))


def _column(given: Mapping[str, str], words: Mapping[str, str], role: str, names: tuple[str, ...]) -> str | None:
    told = [name for name, other in given.items() if other == role]
    free = [name for name, other in given.items() if not other and words[name] in names]
    return next(iter([*told, *sorted(free, key=lambda name: names.index(words[name]))]), None)


def _names(role: str) -> tuple[str, ...]:
    from cxanalytics.ingest.dictionary import EXACT

    return EXACT[role]


def _response(table: pd.DataFrame, given: Mapping[str, str], words: Mapping[str, str], question: str) -> str | None:
    """The column that a response's rows share: with the question it is nearly everywhere different."""
    names = _names("source_id")
    told = [name for name, role in given.items() if role == "source_id"]
    free = [name for name, role in given.items() if not role and words[name] in names]
    for name in [*told, *sorted(free, key=lambda name: names.index(words[name]))]:
        filled = table[name] != ""
        pairs = table.loc[filled, [name, question]]
        if filled.mean() > 0.9 and (~pairs.duplicated()).mean() > 0.9:
            return name
    return None


def ratings_of(table: pd.DataFrame, found: Long, touchpoints: Mapping[str, str]) -> tuple[RatingColumn, ...]:
    """The questions that were answered by a rating, each with its ratings at the records that answer it.

    `touchpoints` is what a person said of questions.
    """
    said = {plain(wording): place.strip() for wording, place in touchpoints.items()}
    codes, wordings = pd.factorize(table[found.question].where(table[found.answer] != "", "").astype("object"))
    answers = table[found.answer].reset_index(drop=True)
    rated = []
    for code, wording in enumerate(str(each) for each in wordings):
        given = answers[codes == code]
        values = ratings.parse(given, headers.clean(wording)) if wording and len(given) >= _LEAST_ANSWERS else None
        if values is None or values.outside:
            continue
        spread = values.values.reindex(answers.index)
        scores = ratings.Ratings(spread, values.low, values.high, values.scale, 0)
        told = said.get(plain(wording))
        place = questions.touchpoint(wording) if told is None else told
        rated.append(RatingColumn(wording, place, questions.about(wording, "", place), scores, told is not None))
    return tuple(rated)
