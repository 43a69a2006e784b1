"""Letters read in a wrong encoding, where the right ones are certain: "Ã©" is "é", "appr‚ci‚" is "apprécié"."""

import re

import pandas as pd

_WESTERN = {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES = {chr(code): code for code in range(0x80, 0x100)} | _WESTERN
_FOLLOWING = "".join(map(re.escape, (*(chr(code) for code in range(0x80, 0xC0)), *_WESTERN)))
# First bytes of UTF-8 as they look in Windows-1252. The second kind are common letters: one alone proves nothing.
_CERTAIN, _COMMON = "ÂÃâð", "ÄÅÆÊËÌÍÎÏÐÑÒÓØÙàáåæçèéêëìíîïã"
SIGNS = f"[{_CERTAIN}{_COMMON}]"
_RUN = re.compile(
    rf"[ÂÃ][{_FOLLOWING}]|â[{_FOLLOWING}]{{2}}|ð[{_FOLLOWING}]{{3}}|[ÄÅÆÊËÌÍÎÏÐÑÒÓØÙ][{_FOLLOWING}]"
    rf"|[àáåæçèéêëìíîïã][{_FOLLOWING}]{{2}}"
)
# Letters of code page 850 as Windows-1252 shows them; an ellipsis may stand between words, so it is left alone.
_OLD = {"‚": "é", "ƒ": "â", "„": "ä", "‡": "ç", "ˆ": "ê", "‰": "ë", "Š": "è", "‹": "ï"}
_INSIDE = re.compile(r"(?<=[a-zà-ÿ])(?:‚(?!\w*’)|[„‡ˆ‰Š‹ƒ](?=[a-zà-ÿ‚Š]))")
_LEAST = 2  # such letters in a column, before any is repaired


def repaired(cell: str) -> str:
    """The cell with what was UTF-8 read as Windows-1252 or Latin-1, once or several times, put right."""
    for _ in range(3):
        found = _RUN.findall(cell)
        certain = any(run[0] in _CERTAIN for run in found)
        if not found or not (certain or len(found) >= _LEAST):
            break
        again = _RUN.sub(lambda run: _decoded(run.group()), cell)
        if again == cell:
            break
        cell = again
    return cell


def _decoded(run: str) -> str:
    try:
        return bytes(_BYTES[sign] for sign in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


def old_letters(text: pd.Series) -> tuple[pd.Series, int]:
    """The texts with letters of an older encoding inside words put right, and how many texts that changed."""
    concerned = text.str.contains("[‚„‡ˆ‰Š‹ƒ]", regex=True).to_numpy(bool)
    if not concerned.any():
        return text, 0
    cells = text[concerned]
    if sum(len(_INSIDE.findall(cell)) for cell in cells) < _LEAST:
        return text, 0
    mended = [_INSIDE.sub(lambda sign: _OLD[sign.group()], cell) for cell in cells]
    changed = text.to_numpy(dtype="object").copy()
    changed[concerned] = mended
    return pd.Series(changed, index=text.index, dtype="str"), sum(a != b for a, b in zip(mended, cells, strict=True))
