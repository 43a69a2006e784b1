"""Plain text that is no table: chats as WhatsApp writes them, and the cues of recorded calls (WebVTT, SRT)."""

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from cxanalytics.ingest import encoding
from cxanalytics.ingest.documents import as_records
from cxanalytics.ingest.files import BOMS, Content, guess_utf16
from cxanalytics.ingest.grid import Grid, trim

_HEAD = 16_384  # bytes looked at to tell what the file is
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_UNMARKED = {ord(mark): None for mark in _MARKS}
_LINE = re.compile(
    r"\[?(?P<date>\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4})\.?(?:,|,?\s+(?:um|à|at|a las|às|alle|om|kl\.?))?\s+"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?(?:\s?Uhr)?"
    r"(?:\]\s|\s[-–]\s)(?P<rest>.*)",
    re.DOTALL,
)
# A line of the system may hold a colon too, after a quoted name; no name of a person holds a quotation mark.
_NAMED = re.compile(r"(?P<author>[^:\"“”«»„\n]{1,80}):(?: (?P<text>.*))?", re.DOTALL)
_TIMES = re.compile(r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}.*")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]*>")
_PREFIX = re.compile(r"([^:\n.!?]{1,60}):\s+(.*)", re.DOTALL)


def read_plain(content: Content) -> Grid | None:
    """A record per message of a chat (time, author, text, generated) or per cue of a call (start, speaker, text);
    None where the file is neither. `facts["layout"]` says "whatsapp" or "vtt".
    """
    layout = _layout(_opening(content.data))
    if not layout:
        return None
    decoded = encoding.decode(content.data)
    text = decoded.utf8.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    frame = _chat(text) if layout == "whatsapp" else _cues(text)
    facts = {"encoding": decoded.encoding, "layout": layout}
    return Grid(content.name, trim(as_records(frame)), facts, decoded.warnings, named=True)


def _opening(data: bytes) -> str:
    head = data[:_HEAD]
    for bom, name in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(name, "ignore")
    return head.decode(guess_utf16(head) or "utf-8", "ignore")


def _layout(head: str) -> str:
    """What the first lines show: "whatsapp", "vtt", or "" for neither."""
    lines = [line.strip().lstrip(_MARKS) for line in head.splitlines()]
    filled = [line for line in lines if line][:6]
    if not filled:
        return ""
    if re.fullmatch(r"WEBVTT(?:\s.*)?", filled[0]) or (filled[0].isdigit() and any(map(_TIMES.fullmatch, filled[1:2]))):
        return "vtt"
    # The beginning of a chat may be cut off, in the middle of a message.
    return "whatsapp" if _LINE.match(filled[0]) or sum(map(bool, map(_LINE.match, filled))) > 1 else ""


def _chat(text: str) -> pd.DataFrame:
    """A row per message. A line without a time goes on with the message above it.

    The clock is written with 24 hours, so that the order of day and month is told from the order of the messages.
    """
    rows: list[tuple[str, str, list[str], str]] = []
    for line in text.split("\n"):
        found = _LINE.match(line.lstrip(_MARKS + " "))
        if found is None:
            if rows:
                rows[-1][2].append(line.translate(_UNMARKED))
            elif line.strip(_MARKS + " \t"):
                rows.append(("", "", [line.translate(_UNMARKED)], "yes"))
            continue
        named = _NAMED.fullmatch(found["rest"])
        author = named["author"].translate(_UNMARKED).strip("~ \u00a0\u202f") if named else ""
        words = (named["text"] or "") if named else found["rest"]
        # WhatsApp puts a mark before what it writes itself under somebody's name.
        generated = "yes" if words.startswith("\u200e") or not author else ""
        rows.append((_time(found), author, [words.translate(_UNMARKED)], generated))
    frame = pd.DataFrame(rows, columns=["time", "author", "text", "generated"])
    return frame.assign(text=frame["text"].map("\n".join))


def _time(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    time = f"{found['date'].replace(' ', '')}, {hour:02d}:{found['minute']}:{found['second'] or '00'}"
    # Telephones set to Arabic, Persian or Hindi write their own digits.
    return time if time.isascii() else "".join(str(int(sign)) if sign.isdecimal() else sign for sign in time)


def _cues(text: str) -> pd.DataFrame:
    """A row per cue, or per speaker in it; a cue that names nobody goes on with the speaker before it."""
    rows = [row for block in re.split(r"\n[ \t]*\n+", text) for row in _cue(block.strip("\n").split("\n"))]
    prefixed = [_PREFIX.fullmatch(words) for _, speaker, words in rows if not speaker]
    if sum(found is not None for found in prefixed) >= max(1, 0.5 * len(rows)):
        rows = [_without_prefix(row) for row in rows]
    frame = pd.DataFrame(rows, columns=["start", "speaker", "text"])
    return frame.assign(speaker=frame["speaker"].replace("", None).ffill().fillna(""))


def _cue(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    at = next((i for i, line in enumerate(lines) if _TIMES.fullmatch(line.strip())), None)
    if at is None or lines[0].startswith(("NOTE", "STYLE", "REGION")):
        return
    start = lines[at].split("-->")[0].strip().replace(",", ".")
    pieces = _VOICE.split("\n".join(lines[at + 1 :]))
    spoken = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    for speaker, words in spoken:
        said = " ".join(_TAG.sub("", words).split())
        if said:
            yield start, speaker.strip(), said


def _without_prefix(row: tuple[str, str, str]) -> tuple[str, str, str]:
    start, speaker, words = row
    found = None if speaker else _PREFIX.fullmatch(words)
    return (start, found[1].strip(), found[2]) if found else row
