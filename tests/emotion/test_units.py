"""Clauses."""

import pandas as pd
import pytest

from cxanalytics import emotion


def parts(text: str) -> list[str]:
    mentions = emotion.score(pd.Series([text])).mentions
    return [text[start:end] for start, end in zip(mentions["start"], mentions["end"], strict=True)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Great food. Slow service!", ["Great food.", "Slow service!"]),
        ("Great food but slow service", ["Great food", "but slow service"]),
        ("Great food, however the service was slow", ["Great food,", "however the service was slow"]),
        ("But the service was slow", ["But the service was slow"]),
        ("The service was good though.", ["The service was good though."]),
        ("I like it, but unfortunately it broke", ["I like it,", "but unfortunately it broke"]),
        ("Nothing but praise for the crew", ["Nothing but praise for the crew"]),
        ("Not received it yet", ["Not received it yet"]),
        ("- slow app\n- rude staff", ["slow app", "rude staff"]),
        ("slow app - rude staff", ["slow app", "rude staff"]),
        ("We waited 3.5 hours at St. Mary's.", ["We waited 3.5 hours at St. Mary's."]),
        ('Good (mostly). "Bad" at night.', ["Good (mostly).", '"Bad" at night.']),
        ("kind staff, long queue", ["kind staff,", "long queue"]),
        ("kind staff, quick answer", ["kind staff, quick answer"]),
        ("The room was clean and the waiter was rude", ["The room was clean", "and the waiter was rude"]),
        ("Well, that was awful", ["Well, that was awful"]),
        ("Nice 👍. 😡 delayed", ["Nice 👍.", "😡 delayed"]),
        ("  spaced  out  ", ["spaced  out"]),
        ("Good... slow...", ["Good...", "slow..."]),
        ("good!!! !!!", ["good!!! !!!"]),
        ("1. Friendly crew", ["1. Friendly crew"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert parts(text) == clauses
