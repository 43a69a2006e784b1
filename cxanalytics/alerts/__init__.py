"""What asks for attention: rules, the alerts they raise, and where those go. Each alert is raised once."""

from typing import Any

import pandas as pd

from cxanalytics import delivery, tracked
from cxanalytics.alerts import evaluating, register, rules
from cxanalytics.alerts.register import ACKNOWLEDGED, OPEN, OVER, SNOOZED
from cxanalytics.engine import Analysis, analyse
from cxanalytics.errors import AlertError, CXError
from cxanalytics.store import Workspace
from cxanalytics.store import alerts as log
from cxanalytics.tracking.signals import Signals

FILE, WEBHOOK, MAIL = PLACES = ("file", "webhook", "mail")

__all__ = [
    "ACKNOWLEDGED",
    "OPEN",
    "OVER",
    "PLACES",
    "SNOOZED",
    "after_import",
    "deliver",
    "evaluate",
    "register",
    "rules",
]


def evaluate(workspace: Workspace, analysis: Analysis, signals: Signals | None = None) -> pd.DataFrame:
    """Raise what stands and was not raised yet, end what stands no more; the new ones, as rows of `register.all`.

    An alert that is over and stands again later is raised again. `signals`: those of all feedback by month, where they
    are at hand.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    calendar = tracked.calendar_of(workspace)
    found = evaluating.standing(analysis, rules.all(workspace), calendar, signals)
    unique = {item.key: item.as_dict() for item in found}
    new = log.raise_new(workspace, list(unique.values()), who="cxanalytics")
    table = register.all(workspace)
    return table[table["alert"].isin(list(new.values()))].reset_index(drop=True)


def after_import(workspace: Workspace) -> list[str]:
    """Raise and send what new feedback gives cause for; what came of it, in sentences.

    An import never fails because of its alerts: what goes wrong is one of the sentences.
    """
    try:
        new = evaluate(workspace, analyse(workspace))
        return [*(f"{row['title']}. {row['text']}" for row in new.to_dict("records")), *deliver(workspace)]
    except CXError as error:
        return [str(error)]


def deliver(workspace: Workspace) -> list[str]:
    """Send every open alert to where it has not gone yet; what went where, and what could not, in sentences.

    What could not be sent is tried again the next time.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    where = delivery.delivery_of(workspace)
    table = register.all(workspace)
    waiting = table[(table["state"] == OPEN).to_numpy(bool)]
    said = []
    for place, wanted in ((FILE, where.file), (WEBHOOK, where.webhook), (MAIL, where.host)):
        rows = [row for row in waiting.to_dict("records") if place not in row["delivered"]]
        if not wanted or not rows:
            continue
        try:
            _send(place, where, rows)
        except AlertError as error:
            said.append(str(error))
            for row in rows:
                log.add(
                    workspace, "failed", {"to": place, "why": str(error)}, alert=int(row["alert"]), who="cxanalytics"
                )
        else:
            said.append(f"{len(rows)} alert{'s' if len(rows) > 1 else ''} sent to {place}.")
            for row in rows:
                log.add(workspace, "delivered", {"to": place}, alert=int(row["alert"]), who="cxanalytics")
    return said


def test(where: delivery.Delivery) -> list[str]:
    """Send a word to every place that is set, to see that it arrives; what came of it, in sentences."""
    word: dict[Any, Any] = {
        "alert": 0, "severity": evaluating.KNOW, "title": "A word from cxanalytics", "text": "Alerts will arrive here.",
        "touchpoint": "", "pattern": "", "raised_at": pd.Timestamp.now("UTC"),
    }  # fmt: skip
    said = []
    for place, wanted in ((FILE, where.file), (WEBHOOK, where.webhook), (MAIL, where.host)):
        if wanted:
            try:
                _send(place, where, [word])
            except AlertError as error:
                said.append(str(error))
            else:
                said.append(f"A word was sent to {place}.")
    return said


def _send(place: str, where: delivery.Delivery, rows: list[dict[Any, Any]]) -> None:
    names = ("alert", "severity", "title", "text", "touchpoint", "pattern", "raised_at")
    if place == FILE:
        delivery.append(where.file, [{name: row[name] for name in names} for row in rows])
    elif place == WEBHOOK:
        delivery.post(where.webhook, payload(rows))
    else:
        many = f"{len(rows)} alerts" if len(rows) > 1 else str(rows[0]["title"])
        text = "\n\n".join(f"{_sign(row)} {row['title']}\n{row['text']}" for row in rows)
        delivery.mail(where, f"cxanalytics: {many}", f"{text}\n\nThe page Signals shows more.\n")


def payload(rows: list[dict[Any, Any]]) -> dict[str, Any]:
    """Alerts as Slack's incoming webhooks take them: a plain text, and a block for each, whose words stay words."""
    blocks = [
        {
            "type": "section",
            "text": {
                "type": "plain_text",
                "text": f"{_sign(row)} {row['title']}\n{row['text']}"[:3000],
                "emoji": False,
            },
        }
        for row in rows[:45]
    ]
    return {"text": "; ".join(_escaped(str(row["title"])) for row in rows)[:3000], "blocks": blocks}


def _escaped(text: str) -> str:
    """Text as Slack's own marks need it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sign(row: dict[Any, Any]) -> str:
    return {evaluating.ACT: "▼", evaluating.LOOK: "◆"}.get(str(row["severity"]), "●")
