"""The prompts of a session: the shipped ones as the facilitator changed them, and those that were added."""

from typing import Any

import pandas as pd

from cxanalytics.claims import words_of
from cxanalytics.errors import WorkshopError
from cxanalytics.store import Workspace, workshops
from cxanalytics.who import name as name_of
from cxanalytics.workshop import register
from cxanalytics.workshop.prompts import OWN, Prompt, prompts
from cxanalytics.workshop.session import OPEN, Session

_LONGEST = 200


def prompts_of(workspace: Workspace, number: int, touchpoint: str) -> tuple[Prompt, ...]:
    """The prompts of a session for a touchpoint: its own first, then the shipped ones, as changed and without those
    that were removed.

    Raises
    ------
    WorkshopError
        There is no such session.
    """
    events = workshops.events(workspace, number, ("opened", "prompted"))
    return standing(register.of(number, events), events, touchpoint)


def standing(found: Session, events: pd.DataFrame, touchpoint: str) -> tuple[Prompt, ...]:
    """The same from the events of a session."""
    put = _put(events, touchpoint)
    known = {prompt.key: prompt for prompt in prompts(found.journey, touchpoint)}
    own = {key: Prompt(key, "") for key in put if key not in known and key.startswith(OWN)}
    return tuple(
        Prompt(key, said.get("text", prompt.text), tuple(said.get("words", prompt.words)), prompt.kind)
        for key, prompt in (own | known).items()
        if not (said := put.get(key, {})).get("removed")
    )


def removed_prompts(workspace: Workspace, number: int, touchpoint: str) -> tuple[str, ...]:
    """The keys of the prompts that were removed from a touchpoint in a session; `restore_prompt` brings them back."""
    put = _put(workshops.events(workspace, number, ("prompted",)), touchpoint)
    return tuple(key for key, said in put.items() if said.get("removed"))


def add_prompt(
    workspace: Workspace, number: int, touchpoint: str, text: str, words: str = "", *, who: str = ""
) -> Prompt:
    """Add a prompt to a touchpoint; the prompt. words are those to look for in what customers wrote, by commas.

    Raises
    ------
    WorkshopError
        There is no such session or touchpoint, or the text is empty or too long.
    ClaimError
        One of the words holds no letter or digit.
    """
    plain, wanted = _text(text), words_of(words)
    put = {"touchpoint": touchpoint, "text": plain, "words": list(wanted)}
    event = workshops.add(workspace, number, "prompted", put, who=name_of(who), check=_check(number, touchpoint))
    return Prompt(f"{OWN} {event}", plain, wanted)


def change_prompt(
    workspace: Workspace,
    number: int,
    touchpoint: str,
    key: str,
    text: str,
    words: str | None = None,
    *,
    who: str = "",
) -> None:
    """Put a prompt otherwise in this session; without words it keeps those that it has.

    Raises
    ------
    WorkshopError, ClaimError
        As for one that is added, or there is no such prompt.
    """
    put: dict[str, Any] = {"text": _text(text)} | ({} if words is None else {"words": list(words_of(words))})
    _say(workspace, number, touchpoint, key, put, who)


def remove_prompt(workspace: Workspace, number: int, touchpoint: str, key: str, *, who: str = "") -> None:
    """Take a prompt out of this session; the others keep it."""
    _say(workspace, number, touchpoint, key, {"removed": True}, who)


def restore_prompt(workspace: Workspace, number: int, touchpoint: str, key: str, *, who: str = "") -> None:
    """Bring back a prompt that was removed."""
    _say(workspace, number, touchpoint, key, {"removed": False}, who)


def _say(workspace: Workspace, number: int, touchpoint: str, key: str, put: dict[str, Any], who: str) -> None:
    payload = {"touchpoint": touchpoint, "key": key, **put}
    workshops.add(workspace, number, "prompted", payload, who=name_of(who), check=_check(number, touchpoint, key))


def _put(events: pd.DataFrame, touchpoint: str) -> dict[str, dict[str, Any]]:
    """What was said of each prompt of a touchpoint, by its key."""
    put: dict[str, dict[str, Any]] = {}
    for event, kind, said in zip(
        events["id"].tolist(), events["kind"].tolist(), events["payload"].tolist(), strict=True
    ):
        if kind == "prompted" and said["touchpoint"] == touchpoint:
            key = said.get("key") or f"{OWN} {event}"
            put[key] = put.get(key, {}) | said
    return put


def _check(number: int, touchpoint: str, key: str = "") -> workshops.Check:
    def check(events: pd.DataFrame) -> None:
        found = register.of(number, events)
        found.needs(*OPEN)
        if touchpoint not in found.touchpoints:
            raise WorkshopError(f"The journey of session {number} has no touchpoint '{touchpoint}'.")
        known = {prompt.key for prompt in prompts(found.journey, touchpoint)} | set(_put(events, touchpoint))
        if key and key not in known:
            raise WorkshopError(f"Session {number} has no prompt '{key}' at '{touchpoint}'.")

    return check


def _text(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise WorkshopError("A prompt needs words, as in “What if they cannot find it?”.")
    if len(plain) > _LONGEST:
        raise WorkshopError(f"A prompt has at most {_LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    return plain
