"""Sentences for a person on what was understood of dates and ratings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxanalytics.ingest import ratings, relative, roles
from cxanalytics.ingest.dates import Dates
from cxanalytics.ingest.decisions import Decisions


@dataclass(frozen=True)
class Made:
    """The day a file was made, and how that is known, in words."""

    day: pd.Timestamp
    words: str


def made(decisions: Decisions, name: str) -> Made | None:
    """The day the file was made: as a person said, else as its name states."""
    if decisions.as_of is not None:
        day = pd.Timestamp(decisions.as_of)
        return Made(day, f"{day:%-d %B %Y}, as it was said")
    stated = relative.day_in(name)
    return None if stated is None else Made(stated, f"{stated:%-d %B %Y}, the day in the file's name")


def of_dates(when: Dates | None, given: Mapping[str, str], made: Made | None) -> list[str]:
    """What a person must know of the dates: their order, where it comes from, and what is no date."""
    column = next((name for name, role in given.items() if role == "occurred_at"), None)
    if when is None or column is None:
        return ["No column holds a date, so trends over time are not possible."]
    if when.relative:
        return _relative_warnings(when, column, made)
    said = [when.said] if when.said else []
    if when.unread:
        said.append(f"{when.unread:,} cells of '{column}' are no dates that can be read.")
    return said


def _relative_warnings(when: Dates, column: str, made: Made | None) -> list[str]:
    if made is None:
        said = (
            f"Dates in '{column}' say how long ago, not when, so no date is taken. Say on which day the file was made "
            "(on the Import page, or with --as-of DATE), and they are counted back from there."
        )
        return [said]
    exact = f", exact to the {when.precision}" if when.precision else ""
    found = [f"Dates in '{column}' say how long ago; they are counted back from {made.words}{exact}."]
    if when.years:
        found.append(f"{when.years:,} cells of '{column}' say only how many years ago and count as no date.")
    if when.unread > when.years:
        found.append(f"{when.unread - when.years:,} cells of '{column}' are no dates that can be read.")
    return found


def of_ratings(
    scores: ratings.Ratings | None,
    given: Mapping[str, str],
    inferred: roles.Roles,
    mapping: Mapping[str, str],
) -> list[str]:
    """What a person must know of the ratings: what is none, and which columns were not taken."""
    column = next((name for name, role in given.items() if role == "rating"), None)
    said = []
    if column and scores is None:
        said.append(f"'{column}' holds no ratings that can be read.")
    if scores is not None and scores.turned:
        said.append(f"In '{column}' the least number is the best, so its ratings are turned round ({scores.scale}).")
    if scores is not None and scores.outside:
        said.append(f"{scores.outside:,} cells of '{column}' lie outside {scores.scale} and count as missing.")
    others = [name for name in inferred.scores if name not in mapping and name != column]
    if others and column:
        said.append(f"The rating is '{column}'; not taken: {listed(others)}.")
    return said


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names in quotes, the first of many."""
    shown = ", ".join(f"'{name}'" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
