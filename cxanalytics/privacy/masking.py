"""Texts with what is personal in them masked, and how often each kind was."""

from collections import Counter
from collections.abc import Collection
from re import Match

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.privacy import contacts, numbers, phones
from cxanalytics.privacy.step import Step

_PUBLIC_SHARE, _PUBLIC_LEAST = 0.05, 5
_STEPS = (contacts.EMAIL, contacts.LINK, numbers.IBAN, numbers.CARD, numbers.IP, phones.PHONE, contacts.HANDLES)


def redact(
    texts: pd.Series, public: Collection[str] | None = None, kinds: Collection[str] | None = None
) -> tuple[pd.Series, dict[str, int]]:
    """The texts with personal data masked, and how often each kind was, over all rows.

    Masks read "[email]", "[phone]", "[card]", "[iban]", "[ip]", "[handle]"; of a link only a query string
    that carries an id or an address is cut ("link"). `public` are the accounts (without @, any case) whose
    handle stays; by default those of `public_handles(texts)`. `kinds` are those looked for, all by default.
    Missing stays missing; the index stays.
    """
    codes, different = pd.factorize(texts)
    cells = pd.Series(different, dtype="str")
    weights = np.bincount(codes[codes >= 0], minlength=len(cells))
    kept = {name.lower() for name in (public_handles(texts) if public is None else public)}
    counts: dict[str, int] = {}
    for step in _STEPS:
        if kinds is not None and step.kind not in kinds:
            continue
        where = np.flatnonzero(_shows(cells, step.sign))
        masked = [_masked(text, step, kept) for text in cells.iloc[where]]
        times = np.array([number for _, number in masked], dtype="int64")
        if times.any():
            cells = _replaced(cells, where, [text for text, _ in masked])
            counts[step.kind] = int((times * weights[where]).sum())
    result = cells.reindex(codes).set_axis(texts.index)
    return result.astype("str"), counts


def public_handles(texts: pd.Series) -> tuple[str, ...]:
    """The accounts that at least 5 % of the texts, and 5 of them, address; the most frequent first.

    A brand is addressed throughout a file of mentions. A friend is named now and then: even those whom
    somebody's own posts address most stand in 1 to 2 % of them.
    """
    filled = texts[texts.notna() & (texts != "")]
    spoken = filled[_shows(filled, "[@＠]")]
    seen: Counter[str] = Counter()
    for text in spoken:
        seen.update({name.lower() for name in contacts.HANDLE.findall(text)})
    least = max(_PUBLIC_LEAST, _PUBLIC_SHARE * len(filled))
    return tuple(name for name, times in seen.most_common() if times >= least)


def _shows(cells: pd.Series, sign: str) -> npt.NDArray[np.bool_]:
    """Which texts match, by Arrow's linear-time expressions: the whole column in one call."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.match_substring_regex(pa.array(cells, type=pa.large_string(), from_pandas=True), sign)
    matches: npt.NDArray[np.bool_] = found.fill_null(False).to_numpy(zero_copy_only=False)
    return matches


def _replaced(cells: pd.Series, where: npt.NDArray[np.intp], new: list[str]) -> pd.Series:
    changed = cells.to_numpy(dtype="object").copy()
    changed[where] = new
    return pd.Series(changed, dtype="str")


def _masked(text: str, step: Step, kept: Collection[str]) -> tuple[str, int]:
    """The text with one kind of data masked, and how many were."""
    times = 0

    def replace(match: Match[str]) -> str:
        nonlocal times
        if step.kind == "handle" and match.group(1).lower() in kept:
            return match.group()
        new = step.mask(match)
        times += new != match.group()
        return new

    return step.pattern.sub(replace, text), times
