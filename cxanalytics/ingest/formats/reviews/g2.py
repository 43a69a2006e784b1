"""G2: reviews whose questions ask for one side each - what is liked, what is disliked, what problem is solved."""

import re

from cxanalytics.ingest import headers
from cxanalytics.ingest.formats.base import Layout, first_records, ignored, pick, segments
from cxanalytics.ingest.grid import Grid

NAME = "g2"

_QUESTIONS = (
    (re.compile(r".*\b(?:dislike[sd]?|hate|like least)\b.*"), "What do you dislike?"),
    (re.compile(r".*\b(?:like best|liked best|like most|love)\b.*"), "What do you like best?"),
    (re.compile(r".*\b(?:problems?|benefits?|benefiting|benefitting)\b.*"), "What problems does it solve?"),
    (re.compile(r".*\brecommendations?\b.*"), "What do you recommend to others?"),
    (re.compile(r"(?:review )?(?:title|headline)"), "What is the title of your review?"),
)
_SIDES = (_QUESTIONS[0][1], _QUESTIONS[1][1])
_ROLES = {
    "rating": ("Star Rating", "Rating", "star_rating", "attributes.star_rating", "Overall Rating", "NPS Score"),
    "occurred_at": ("Submitted At", "Review Date", "Published At", "submitted_at", "attributes.submitted_at",
                    "Date", "Date Published", "Created At"),
    "source_id": ("Review ID", "survey_response_id", "id"),
    "author": ("Reviewer", "Reviewer Name", "User Name", "Name", "attributes.user_name"),
    "url": ("Review URL", "URL", "Link", "attributes.url"),
    "reply": ("Vendor Response", "Response", "Vendor Reply"),
}  # fmt: skip
_SEGMENTS = ("Product", "Product Name", "Company Size", "Company Segment", "Industry", "Role", "Region",
             "Country", "attributes.product_name", "attributes.country_name")  # fmt: skip
_VOTES = ("Likes", "votes_up", "votes_down", "votes_total")


def recognise(grid: Grid) -> float:
    """Fairly sure by a question for what is liked best beside one for what is disliked; never certain."""
    asked = _asked(grid.names)
    if not set(_SIDES) <= set(asked.values()):
        return 0.0
    head = first_records(grid)
    # "Love" and "hate" may also be counted: only words are answers.
    if not head[[name for name in asked if name in head]].agg(" ".join, axis=1).str.contains(r"[^\W\d_]{2}").any():
        return 0.0
    words = [headers.clean(name) for name in asked]
    whole = any("like best" in name for name in words) or any("comment answers" in name for name in words)
    return 0.8 if whole else 0.6


def lay_out(grid: Grid) -> Layout:
    """A feedback for each answer; the wording of its question tells which side it was asked for."""
    table = grid.table()
    asked = _asked([str(name) for name in table])
    known = dict.fromkeys(asked, "text")
    known |= {name: role for name, role in pick(table, _ROLES).items() if name not in known}
    known |= {name: role for name, role in segments(table, _SEGMENTS).items() if name not in known}
    known |= {name: role for name, role in ignored(table, _VOTES).items() if name not in known}
    questions = {name: name if "?" in name else question for name, question in asked.items()}
    return Layout(table, "G2", "review", known, ("text", "title"), questions=questions)


def _asked(names: list[str]) -> dict[str, str]:
    """Column -> the question it answers; a question is answered by one column."""
    found: dict[str, str] = {}
    for name in names:
        plain = headers.clean(name)
        if re.search(r"\b(?:count|votes|number|rating|id)\b", plain):
            continue
        question = next((said for pattern, said in _QUESTIONS if pattern.fullmatch(plain)), None)
        if question and question not in found.values():
            found[name] = question
    return found
