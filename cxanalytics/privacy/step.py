"""One kind of personal data: what tells that a text may hold it, where it stands, and what it becomes."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One kind of data: a cheap sign that a text may hold it, the closer look, and what it becomes.

    sign: an expression in the words of RE2, for a whole column at once. mask: what a match becomes; the match itself
    where the closer look says that it is something else.
    """

    kind: str
    sign: str
    pattern: re.Pattern[str]
    mask: Callable[[re.Match[str]], str]
