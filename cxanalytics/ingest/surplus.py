"""Records with more fields than the header: found, told, and mended where only one way is right."""

import pandas as pd

from cxanalytics.ingest import dates, freetext, headers
from cxanalytics.ingest.profile import NUMBER, profile

_MOST = 0.5  # where more records than this are longer, the header lacks a name and nothing is surplus
_CHOICES = 20
_SHOWN = 5


def mend(cells: pd.DataFrame, header: int, width: int, sign: str, word: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The cells without surplus fields where they can be joined back for certain, and a sentence about them.

    `cells` are untrimmed, columns 0..n-1; `header` is the position of the header record and `width` the number
    of its fields; `sign` is the delimiter and `word` its name. Surplus is joined back into the only column of
    free text, provided that the cells of every other column then are of its kind.
    """
    body = cells.iloc[header + 1 :]
    longer = (body.loc[:, width:] != "").any(axis=1)
    if not longer.any() or longer.mean() >= _MOST:
        return cells, ()
    regular = body.loc[~longer, : width - 1].apply(lambda column: column.str.strip())
    names = [str(name).strip() for name in cells.iloc[header, :width]]
    free = _free(regular, names)
    mended = _joined(body[longer], regular, free[0], sign) if len(free) == 1 else body.iloc[:0, :width]
    rows = [int(position) - header for position in body.index[longer]]
    said = _sentence(rows, len(mended), names[free[0]] if len(free) == 1 else "", word)
    result = cells.astype("str")
    result.loc[mended.index, :] = mended.reindex(columns=result.columns, fill_value="")
    return (result.loc[:, : width - 1] if len(mended) == len(rows) else result), (said,)


def _free(regular: pd.DataFrame, names: list[str]) -> list[int]:
    """Positions of the columns of people's own words."""
    free = []
    for position, name in enumerate(names):
        facts = profile(regular[position])
        named = headers.exact("text", headers.clean(name)) is not None
        if facts.filled and freetext.may_be_text(facts) and (named or freetext.is_free(facts)):
            free.append(position)
    return free


def _joined(longer: pd.DataFrame, regular: pd.DataFrame, text: int, sign: str) -> pd.DataFrame:
    """The longer records that fit once joined, in as many columns as the regular ones have."""
    width = regular.shape[1]
    filled = longer != ""
    lengths = filled.iloc[:, ::-1].idxmax(axis=1) + 1
    pieces = []
    for length, group in longer.groupby(lengths):
        more = int(str(length)) - width
        joined = group[text].str.cat(group.loc[:, text + 1 : text + more], sep=sign)
        after = group.loc[:, text + more + 1 : width + more - 1]
        whole = pd.concat([group.loc[:, : text - 1], joined, after], axis=1).set_axis(range(width), axis=1)
        fits = pd.Series(True, index=whole.index)
        for column in whole:
            if column != text:
                fits &= _is_of_kind(whole[column].str.strip(), regular[column])
        pieces.append(whole[fits])
    return pd.concat(pieces)


def _is_of_kind(cells: pd.Series, regular: pd.Series) -> pd.Series:
    """Which cells are blank or like the regular ones: numbers, dates, one of a few choices, codes without spaces."""
    known = regular[regular != ""]
    fits = cells == ""
    if known.empty:
        return fits
    if known.str.fullmatch(NUMBER).mean() > 0.9:
        return fits | cells.str.fullmatch(NUMBER)
    if dates.looks_dated(known).mean() > 0.9:
        return fits | dates.looks_dated(cells)
    if known.nunique() <= min(_CHOICES, 0.5 * len(known)):
        return fits | cells.isin(known)
    if known.str.fullmatch(r"\S+").mean() > 0.9:
        return fits | cells.str.fullmatch(r"\S+")
    return fits


def _sentence(rows: list[int], mended: int, text: str, word: str) -> str:
    shown = ", ".join(str(row) for row in rows[:_SHOWN]) + (" and others" if len(rows) > _SHOWN else "")
    one = len(rows) == 1
    start = f"{len(rows):,} {'row has' if one else 'rows have'} more fields than the header"
    done = ""
    if mended:
        whose = "its surplus was" if one else "their surplus was" if mended == len(rows) else f"that of {mended:,} was"
        done = f"{whose} joined back into '{text}'; "
    return f"{start}, perhaps because of a {word} without quotes; {done}check {'row' if one else 'rows'} {shown}."
