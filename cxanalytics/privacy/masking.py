"""Texts with what is personal in them masked, and how often each kind was."""

from collections import Counter
from collections.abc import Collection
from re import Match

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.privacy import contacts, names, numbers, phones, signatures
from cxanalytics.privacy.names import Names
from cxanalytics.privacy.step import Step

_PUBLIC_SHARE, _PUBLIC_LEAST = 0.05, 5
_STEPS = (
    contacts.EMAIL, contacts.LINK, numbers.IBAN, numbers.CARD, numbers.IP, phones.PHONE, contacts.HANDLES,
    signatures.SIGNATURE,
)  # fmt: skip
NOBODY = Names()


def redact(
    texts: pd.Series,
    public: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    listed: Names = NOBODY,
) -> tuple[pd.Series, dict[str, int]]:
    """The texts with personal data masked, and how often each kind was, over all rows.

    Masks read "[email]", "[phone]", "[card]", "[iban]", "[ip]", "[handle]", "[name]"; of a link only a query string
    that carries an id or an address is cut ("link"). `public` are the accounts (without @, any case) whose
    handle stays; by default those of `public_handles(texts)`. `kinds` are those looked for, all by default. `listed`
    are names to mask wherever they stand; others are found under a letter and where people introduce themselves.
    Missing stays missing; the index stays.
    """
    codes, different = pd.factorize(texts)
    cells = pd.Series(different, dtype="str")
    weights = np.bincount(codes[codes >= 0], minlength=len(cells))
    kept = {name.lower() for name in (public_handles(texts) if public is None else public)}
    counts: Counter[str] = Counter()
    for step in _STEPS:
        if kinds is not None and step.kind not in kinds:
            continue
        where = np.flatnonzero(_shows(cells, step.sign))
        cells, times = _replaced(cells, where, [_masked(text, step, kept) for text in cells.iloc[where]])
        counts[step.kind] += int((times * weights[where]).sum())
    if listed and (kinds is None or "name" in kinds):
        where = np.flatnonzero(names.shows(cells, listed))
        cells, times = _replaced(cells, where, [names.mask(text, listed) for text in cells.iloc[where]])
        counts["name"] += int((times * weights[where]).sum())
    result = cells.reindex(codes).set_axis(texts.index)
    return result.astype("str"), {kind: number for kind, number in counts.items() if number}


def public_handles(texts: pd.Series) -> tuple[str, ...]:
    """The accounts that at least 5 % of the texts, and 5 of them, address; the most frequent first.

    A brand is addressed throughout a file of mentions. A friend is named now and then: even those whom
    somebody's own posts address most stand in 1 to 2 % of them.
    """
    filled = texts[texts.notna() & (texts != "")]
    spoken = filled[_shows(filled, contacts.HANDLES.sign)]
    seen: Counter[str] = Counter()
    for text in spoken:
        seen.update({contacts.account(match) for match in contacts.HANDLE.finditer(text)})
    least = max(_PUBLIC_LEAST, _PUBLIC_SHARE * len(filled))
    return tuple(name for name, times in seen.most_common() if times >= least)


def _shows(cells: pd.Series, sign: str) -> npt.NDArray[np.bool_]:
    """Which texts match, by Arrow's linear-time expressions: the whole column in one call."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.match_substring_regex(pa.array(cells, type=pa.large_string(), from_pandas=True), sign)
    matches: npt.NDArray[np.bool_] = found.fill_null(False).to_numpy(zero_copy_only=False)
    return matches


def _replaced(
    cells: pd.Series, where: npt.NDArray[np.intp], masked: list[tuple[str, int]]
) -> tuple[pd.Series, npt.NDArray[np.int64]]:
    """The cells with what stands at these places now, and how often something was masked in each."""
    times = np.array([number for _, number in masked], dtype="int64")
    if not times.any():
        return cells, times
    changed = cells.to_numpy(dtype="object").copy()
    changed[where] = [text for text, _ in masked]
    return pd.Series(changed, dtype="str"), times


def _masked(text: str, step: Step, kept: Collection[str]) -> tuple[str, int]:
    """The text with one kind of data masked, and how many were."""
    times = 0

    def replace(match: Match[str]) -> str:
        nonlocal times
        if step.kind == "handle" and contacts.account(match) in kept:
            return match.group()
        new = step.mask(match)
        times += new != match.group()
        return new

    return step.pattern.sub(replace, text), times
