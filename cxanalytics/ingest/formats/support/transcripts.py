"""Transcripts of calls as JSON: a list of utterances with their speakers, one call or many."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from cxanalytics.ingest import dates
from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.formats.support.turns import Turn, objects, part, text_of
from cxanalytics.ingest.grid import Grid

NAME = "call transcript json"

_SPEAKER = ("speaker_role", "ParticipantRole", "participant_role", "role", "speaker", "speaker_name", "speakerName",
            "participant", "speaker_label", "speakerId", "speaker_id", "ParticipantId")  # fmt: skip
_NAMING = {"speaker", "speaker_name", "speakerName", "speaker_label", "speakerId", "speaker_id", "speaker_role"}
_WORDS = ("human_transcript", "Content", "text", "content", "transcript", "utterance", "sentence")
_LISTS = ("Transcript", "Segments", "utterances", "turns", "segments", "transcript", "dialogue", "dialog", "monologues",
          "messages", "sentences", "conversation")  # fmt: skip
_WHEN = ("start_timestamp_ms", "AbsoluteTime", "timestamp", "time", "start_time", "created_at")
_STARTED = ("start_time", "started_at", "start", "date", "created_at", "timestamp", "StartTime", "call_start")
_CALL = ("call_id", "callId", "conversation_id", "conversationId", "ContactId", "JobName", "id", "sid", "uuid")
_PLACE = ("index", "id", "Id", "start_ms", "offset_ms", "BeginOffsetMillis", "start", "begin")
# What transcribers write for sounds that are no words.
_SOUNDS = r"(?i)[\[<(](?:noise|laughter|unintelligible|inaudible|silence|crosstalk|music|unk|background)[\])>]"


def recognise(grid: Grid) -> float:
    """Sure by the two known shapes (speaker_role with human_transcript, ParticipantRole with Content); probable by
    any list of utterances that name a speaker and words.
    """
    calls = [call for document in turns.opening(grid.documents) for call in _calls(document)][:5]
    spoken = [utterance for _, utterances in calls for utterance in utterances[:20]]
    if not spoken:
        return 0.0
    names = {name for utterance in spoken for name in utterance}
    if {"speaker_role", "human_transcript"} <= names or {"ParticipantRole", "Content"} <= names:
        return 0.97
    # A "role" may be anybody's in any table: there, the words must say who is who.
    speakers = [_first(utterance, _SPEAKER) for utterance in spoken]
    sure = bool(names & _NAMING) or all(turns.by_names([speaker]) for speaker in set(speakers))
    return 0.7 if sure and len(set(speakers)) <= max(3, len(speakers) // 2) else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per utterance; what a caller says in a row is one turn, and the agent's turns are no customer's."""
    found: list[Turn] = []
    for document in grid.documents:
        for call, utterances in _calls(document):
            found += _turns(call, utterances)
    table = turns.tabulate(found)
    table = table.assign(
        time=_stamps(table["time"]),
        text=table["text"].str.replace(_SOUNDS, " ", regex=True).str.replace(r"\s+", " ", regex=True).str.strip(),
    )
    table, said = turns.attribute(table)
    table = turns.merge(table.assign(customer=turns.keys(table)))
    return turns.lay_out(table, "Call transcript", said, personal=turns.SPEAKERS)


def _calls(document: Any, depth: int = 0) -> Iterator[tuple[Mapping[str, Any], list[dict[str, Any]]]]:
    """Each call of a document with its utterances."""
    if isinstance(document, list):
        listed = objects(document)
        if _are_spoken(listed):
            yield {}, listed
        else:
            for item in listed:
                yield from _calls(item, depth + 1)
    elif isinstance(document, dict) and depth < 4:
        for name in _LISTS:
            utterances = [part(item, "Transcript") or item for item in objects(document.get(name))]
            if _are_spoken(utterances):
                yield document, utterances
                return
        for name in ("results", "calls", "conversations", "data"):
            if isinstance(document.get(name), dict | list):
                yield from _calls(document[name], depth + 1)


def _are_spoken(utterances: Sequence[Mapping[str, Any]]) -> bool:
    """Nearly all of them name a speaker and hold words."""
    named = [u for u in utterances[:50] if _first(u, _SPEAKER) and any(isinstance(u.get(n), str) for n in _WORDS)]
    return bool(named) and len(named) >= 0.8 * min(50, len(utterances))


def _turns(call: Mapping[str, Any], utterances: Sequence[Mapping[str, Any]]) -> list[Turn]:
    spoken = [_first(utterance, _WORDS) for utterance in utterances]
    number = _first(call, _CALL) or hashlib.blake2b("\n".join(spoken).encode(), digest_size=8).hexdigest()
    started = _first(call, _STARTED)
    language = text_of(call.get("LanguageCode")) or text_of(call.get("language"))
    return [
        Turn(
            re.sub(r"\s+", " ", words), "customer", f"{number}-{_first(utterance, _PLACE) or i}", number,
            _first(utterance, _WHEN) or text_of(part(utterance, "Time").get("AbsoluteTime")) or started,
            person=_first(utterance, _SPEAKER), language=language,
        )
        for i, (utterance, words) in enumerate(zip(utterances, spoken, strict=True))
    ]  # fmt: skip


def _first(document: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((found for name in names if (found := text_of(document.get(name)))), "")


def _stamps(times: pd.Series) -> pd.Series:
    """The times where they are dates; nothing where they only count from the beginning of the call."""
    absolute = dates.share(times) > 0.7 or bool(dates.epoch(times))
    return times if absolute else times.mask(times != "", "")
