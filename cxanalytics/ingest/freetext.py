"""What tells people's own words from choices, codes and copies."""

import re
from collections.abc import Sequence

import pandas as pd

from cxanalytics.ingest.profile import Profile

_CHECK_WORD = re.compile(r".*\b(attention|attention check|instruction check|captcha|manipulation check)\b.*")


def may_be_text(facts: Profile) -> bool:
    """Nothing speaks against words: no numbers, dates, links, nor a handful of codes again and again."""
    if facts.filled == 0:
        return True
    codes = facts.filled >= 50 and facts.different <= 8
    return facts.letters > 0.3 and facts.numeric < 0.5 and facts.dated < 0.5 and facts.urls < 0.5 and not codes


def is_free(facts: Profile) -> bool:
    """Sentences of people, not choices: many words, seldom twice the same."""
    if facts.filled == 0 or facts.letters < 0.8 or facts.dated > 0.5 or facts.urls > 0.5 or facts.repeated_parts > 0.5:
        return False
    if facts.filled >= 20:
        return facts.variety >= 0.6 and facts.words >= 4
    # Few answers: in a small table that is all there is; in a large one only whole sentences are sure.
    enough = 3 if facts.records < 20 else 8
    return facts.variety >= 0.8 and facts.words >= enough


def repeats(column: pd.Series, other: pd.Series) -> bool:
    """Where both are filled, one begins like the other: a shortened copy."""
    both = (column != "") & (other != "")
    if both.sum() < 3:
        return False
    return bool((column[both].str[:30] == other[both].str[:30]).mean() > 0.5)


def is_instruction_check(column: pd.Series, facts: Profile, header: str = "") -> bool:
    """Nearly everybody typed the same sentence, as they were told to: no customer's own words."""
    if facts.filled < 20 or facts.words < 1.5:
        return False
    if _CHECK_WORD.fullmatch(header):
        return True
    typed = column[column != ""].str.lower().str.strip("\"'. ")
    return facts.words >= 2.5 and float(typed.value_counts(normalize=True).iloc[0]) > 0.7


def prefer(words: Sequence[str], checks: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The columns to take as text, and what to say of instruction checks: those are taken only for want of words."""
    fate = (
        "not taken as their own words"
        if words
        else "taken, for want of another column of words; say that it is not used if it is a check"
    )
    said = (
        f"Nearly all answers in '{name}' are one sentence, as if people were told to type it: {fate}."
        for name in checks
    )
    return list(words or checks), tuple(said)
