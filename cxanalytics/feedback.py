"""The feedback table: one row per (response, question) or post. The one door every export goes through.

| column | type | meaning |
|---|---|---|
| feedback_id | str | 16 hex digits, the same for the same answer whenever it is imported |
| response_id | str | 16 hex digits, shared by the answers of one response |
| import_id | str | which import brought it (hash of the file) |
| source | str | the tool or table it came from, e.g. "Trustpilot" |
| kind | str | survey, review, social, support or other |
| source_id | str | the tool's own id of the response or post |
| occurred_at | datetime64[us] | when the customer wrote, UTC where the export says so, else as written |
| text | str | what the customer wrote, masked; a title it does not repeat stands on a line before it |
| question | str | the question that was answered |
| rating, rating_low, rating_high | float64 | the customer's own score and the ends of its scale |
| touchpoint | str | where the export itself (or the person importing) says it happened |
| channel, segment, language, url, status | str | as in the export; several segments: "Column: value | …" |
| customer | str | salted hash of the customer or author id |
| reach | float64 | people who may have seen a public post |

Missing is NaN / NaT, never an empty string.
"""

import pandas as pd

KINDS = ("survey", "review", "social", "support", "other")

TEXT_COLUMNS = (
    "feedback_id", "response_id", "import_id", "source", "kind", "source_id", "text", "question",
    "touchpoint", "channel", "segment", "language", "url", "status", "customer",
)  # fmt: skip
NUMBER_COLUMNS = ("rating", "rating_low", "rating_high", "reach")
COLUMNS = (*TEXT_COLUMNS, *NUMBER_COLUMNS, "occurred_at")
REQUIRED = ("feedback_id", "response_id", "import_id", "source", "kind")


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with exactly the columns of COLUMNS, in that order and of their types.

    Columns that are missing come back empty; blank strings become missing.

    Raises
    ------
    ValueError
        A required column is missing or has gaps, a feedback_id occurs twice, or a kind is unknown:
        a fault of the reader that made the frame, never of the user's file.
    """
    data: dict[str, pd.Series] = {}
    for name in COLUMNS:
        column = frame[name] if name in frame else pd.Series(index=frame.index, dtype="object")
        if name in TEXT_COLUMNS:
            data[name] = column.astype("str").where(lambda s: s.str.strip() != "")
        elif name in NUMBER_COLUMNS:
            data[name] = pd.to_numeric(column).astype("float64")
        else:
            data[name] = pd.to_datetime(column).astype("datetime64[us]")
    result = pd.DataFrame(data).reset_index(drop=True)
    gaps = [name for name in REQUIRED if result[name].isna().any()]
    if gaps:
        raise ValueError(f"feedback has rows without {', '.join(gaps)}")
    if result["feedback_id"].duplicated().any():
        raise ValueError("feedback_id occurs twice")
    unknown = sorted(set(result["kind"]) - set(KINDS))
    if unknown:
        raise ValueError(f"unknown kind of source: {', '.join(unknown)}")
    return result


def empty() -> pd.DataFrame:
    """A feedback table without rows."""
    return conform(pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS}))
