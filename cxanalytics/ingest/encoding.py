"""From bytes to text: marks first, then strict UTF-8, then UTF-8 with a few bad bytes, then Windows-1252."""

import re
from dataclasses import dataclass

from cxanalytics.ingest.files import BOMS, guess_utf16

_BAD_SHARE = 0.001  # more bad characters than this, and the text was never UTF-8

# Letters as code page 850 writes them (older Windows consoles, R), by the byte they share with Windows-1252.
_OLD_LETTERS = {
    0x80: "Ç", 0x81: "ü", 0x82: "é", 0x83: "â", 0x84: "ä", 0x85: "à", 0x87: "ç", 0x88: "ê", 0x89: "ë",
    0x8A: "è", 0x8B: "ï", 0x8C: "î", 0x8D: "ì", 0x8E: "Ä", 0x90: "É", 0x93: "ô", 0x94: "ö", 0x95: "ò",
    0x96: "û", 0x97: "ù", 0x99: "Ö", 0x9A: "Ü",
}  # fmt: skip
_LETTER = rb"[A-Za-z\xc0-\xff\x80-\x90\x93-\x97\x99\x9a]"
# A low quotation mark, an ellipsis or a dash never stands inside a word; a letter of code page 850 does.
_INSIDE = re.compile(rb"(?<=[A-Za-z\xc0-\xff])[\x81-\x85\x87-\x8e\x90\x93-\x97\x99\x9a](?=" + _LETTER + rb")")
_BESIDE = re.compile(
    rb"(?<=[A-Za-z\xc0-\xff])[\x81-\x84\x87\x88\x8a\x8d\x90]|[\x80-\x84\x87\x88\x8a\x8d\x90](?=[A-Za-z\xc0-\xff])"
)
_ALONE = re.compile(rb"(?<= )\x85(?= )")  # the French word "à"
_EVIDENCE = re.compile(rb"[A-Za-z][\x82\x8a\x88\x90][A-Za-z]")


# Western words hold single letters beyond ASCII among plain ones; several in a row, or signs between letters, are from
# another encoding.
_WIDE_RUN = re.compile(r"[^\x00-\x7f]{3,}")
_SIGN_INSIDE = re.compile(r"(?<=[A-Za-zÀ-ÿ])[\x80-\xbf‚ƒ„†‡ˆ‰Š‹ŒŽ“”•–—˜™š›œžŸ�](?=[A-Za-zÀ-ÿ])")
_FEW, _WRONG = 10, 0.3


@dataclass(frozen=True)
class Decoded:
    """Text as UTF-8 bytes without a mark, and how it was come by."""

    utf8: bytes
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The bytes of a text file as UTF-8, with the name of the encoding they were in. Never fails."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], encoding)
    wide = guess_utf16(data)
    if wide:
        return _marked(data, wide)
    data = data.replace(b"\x00", b"")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data)
    return Decoded(data, "UTF-8")


def _marked(data: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        return decode(data)
    text = data.decode(encoding, "replace").replace("\x00", "")
    bad = text.count("�")
    said = (f"{bad} damaged characters were replaced by a question mark sign.",) if bad else ()
    return Decoded(text.encode("utf-8", "replace"), "UTF-16", said)


def _damaged(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    bad = text.count("�")
    good_wide = len(text) - len(text.encode("ascii", "ignore")) - bad
    if bad <= max(1.0, _BAD_SHARE * len(text)) and good_wide > bad:
        noun = "character was" if bad == 1 else "characters were"
        return Decoded(text.encode(), "UTF-8", (f"{bad} damaged {noun} replaced by a question mark sign.",))
    return _western(data)


def _western(data: bytes) -> Decoded:
    if len(_EVIDENCE.findall(data)) < 2:
        text = data.decode("latin-1").translate(_WINDOWS)
        return Decoded(text.encode(), "Windows-1252", _doubts(text))
    repaired = 0

    def letter(match: re.Match[bytes]) -> bytes:
        nonlocal repaired
        repaired += 1
        return b"\x00" + match.group()

    for pattern in (_INSIDE, _BESIDE, _ALONE):
        data = re.sub(rb"(?<!\x00)(?:" + pattern.pattern + rb")", letter, data)
    text = re.sub("\x00(.)", lambda m: _OLD_LETTERS[ord(m.group(1))], data.decode("latin-1"))
    said = f"The file mixes two encodings; {repaired:,} letters were repaired (such as é written as ‚)."
    return Decoded(text.translate(_WINDOWS).encode(), "Windows-1252 mixed with code page 850", (said,))


def _doubts(text: str) -> tuple[str, ...]:
    """A sentence where the letters look wrong, as a text in Cyrillic or Japanese does in Windows-1252."""
    wide = sum(not sign.isascii() for sign in text)
    runs = sum(map(len, _WIDE_RUN.findall(text)))
    inside = len(_SIGN_INSIDE.findall(text))
    if wide < _FEW or max(runs, 2 * inside) < _WRONG * wide:
        return ()
    return ("The file's encoding is not known and its letters look wrong; save it as UTF-8 and import it again.",)


def _windows_sign(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return _OLD_LETTERS.get(code, "�")


# The five bytes that Windows-1252 leaves unused are read as letters of code page 850.
_WINDOWS = {code: _windows_sign(code) for code in range(0x80, 0xA0)}
