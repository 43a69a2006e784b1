"""What people write of an action, as it is kept and as it is read: states, days, targets, expectations, costs."""

import re
from datetime import date

from cxanalytics.days import iso
from cxanalytics.errors import ActionError

OPEN, DONE, DROPPED = STATES = ("open", "done", "dropped")
LONGEST = 200

_RATIO = re.compile(r"(?:at least )?(\d+(?:[.,]\d+)?)(?:\s*(?::|to)\s*(\d+(?:[.,]\d+)?))?", re.IGNORECASE)
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_POINTS = re.compile(rf"[-−–]?\s*{_NUMBER}\s*(?:points?|pts?)?(?:\s+(?:fewer|less|lower|down))?", re.IGNORECASE)
_FROM_TO = re.compile(rf"{_NUMBER}\s*%?\s*(?:to|->|→)\s*{_NUMBER}\s*%?", re.IGNORECASE)
_COST = re.compile(r"[^\d]*?(\d[\d,]*(?:\.\d+)?)[^\d]*")


def state_of(text: str) -> str:
    """The state that a person wrote.

    Raises
    ------
    ActionError
        It is none.
    """
    if text.strip().lower() not in STATES:
        raise ActionError(f"'{text}' is no state of an action; they are {', '.join(STATES)}.")
    return text.strip().lower()


def day_of(day: date | str | None) -> str:
    """A day as it is kept, "" for none.

    Raises
    ------
    ActionError
        It is no date.
    """
    return "" if day is None or day == "" else iso(day, ActionError)


def target_of(target: str | float) -> str:
    """The target as it is kept: a ratio in one form, words as they are.

    Raises
    ------
    ActionError
        It is too long.
    """
    plain = " ".join(f"{target:g}".split() if isinstance(target, int | float) else target.split())
    if len(plain) > LONGEST:
        raise ActionError(f"A target has at most {LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    ratio = ratio_of(plain)
    return plain if ratio is None else f"{ratio:g} : 1"


def ratio_of(target: str) -> float | None:
    """The ratio that a target is: 5.0 for "5 : 1", "at least 5 to 1" or "5"; None where it is words."""
    found = _RATIO.fullmatch(target.strip())
    if found is None:
        return None
    over, under = (float((part or "1").replace(",", ".")) for part in found.groups())
    return over / under if over > 0 and under > 0 else None


def expected_of(expected: str | float) -> str:
    """What is expected as it is kept: "6 points fewer", "" for nothing.

    Raises
    ------
    ActionError
        It is no fall in points.
    """
    plain = f"{expected:g}" if isinstance(expected, int | float) else " ".join(expected.split())
    points = points_of(plain)
    if plain and points is None:
        raise ActionError(
            f"'{plain}' is no expected effect; write by how many points the share of negative experiences will fall, "
            "as 6, or from what to what, as “30 to 24”."
        )
    return f"{-points:g} points fewer" if points else ""


def points_of(expected: str) -> float | None:
    """By how many points the negative share is to change: -6.0 for "6 points fewer", "-6" or "30 to 24".

    None where it is no fall of 0 to 100 points.
    """
    plain = expected.strip()
    if found := _FROM_TO.fullmatch(plain):
        before, after = (float(part.replace(",", ".")) for part in found.groups())
        return after - before if after < before <= 100 else None
    if (found := _POINTS.fullmatch(plain)) is None:
        return None
    size = float(found[1].replace(",", "."))
    return -size if 0 < size <= 100 else None


def cost_of(cost: str | float) -> str:
    """A cost as it is kept, "" for none.

    Raises
    ------
    ActionError
        There is no number in it, or it is too long.
    """
    plain = f"{cost:,.12g}" if isinstance(cost, int | float) else " ".join(cost.split())
    if len(plain) > LONGEST:
        raise ActionError(f"A cost has at most {LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    if plain and amount_of(plain) is None:
        raise ActionError(f"'{plain}' is no cost; write a number and what it is of, as “12,000 EUR” or “15 days”.")
    return plain


def amount_of(cost: str) -> float | None:
    """The number in a cost: 12000.0 for "12,000 EUR"; None where there is not one."""
    found = _COST.fullmatch(cost)
    return float(found[1].replace(",", "")) if found else None
