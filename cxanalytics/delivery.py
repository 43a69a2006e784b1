"""Where alerts and digests go besides the page: a file, a webhook, e-mail. Nothing goes anywhere until it is set.

The password of the mail server is never kept: it comes from the environment (PASSWORD_VARIABLE).
"""

import json
import os
import smtplib
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path
from typing import Any

from cxanalytics.errors import AlertError
from cxanalytics.store import Workspace

PASSWORD_VARIABLE = "CXANALYTICS_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
SECURITIES = ("starttls", "tls", "none")
_SETTING = "delivery"
_PATIENCE = 15.0  # seconds that a server may take to answer
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
# Of another machine's certificate, one that is not signed by anybody known; for tests and inner networks.
CERTIFICATES_VARIABLE = "CXANALYTICS_SMTP_CA"


@dataclass(frozen=True)
class Delivery:
    """Where things go. Empty is nowhere.

    file: JSON lines are added to it. webhook: an address that takes Slack's JSON. host, port (0: the usual one of the
    security), security (of SECURITIES), user, sender, recipients: how mail goes out.
    """

    file: str = ""
    webhook: str = ""
    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.webhook and urllib.parse.urlsplit(self.webhook).scheme not in ("http", "https"):
            raise AlertError("A webhook's address begins with https:// or http://; copy it whole from the tool.")
        if self.security not in SECURITIES:
            raise AlertError(f"'{self.security}' is no way to secure mail; choose from {', '.join(SECURITIES)}.")
        if not 0 <= self.port <= 65_535:
            raise AlertError(f"{self.port} is no port; it is a number from 1 to 65535.")
        for address in (*self.recipients, *([self.sender] if self.sender else [])):
            if "@" not in parseaddr(address)[1] or any(sign in address for sign in "\r\n"):
                raise AlertError(f"'{address}' is no e-mail address; write it as ana@example.com.")
        if self.host and not (self.sender and self.recipients):
            raise AlertError("Mail needs a sender and at least one recipient beside its server.")

    @property
    def mails(self) -> bool:
        """Whether mail goes out."""
        return bool(self.host)

    @property
    def words(self) -> str:
        """Where things go, in a sentence; the secret part of a webhook's address is left out."""
        where = []
        if self.file:
            where.append(f"the file {self.file}")
        if self.webhook:
            where.append(f"a webhook at {urllib.parse.urlsplit(self.webhook).hostname}")
        if self.mails:
            where.append(f"mail to {', '.join(self.recipients)} through {self.host}")
        return f"Goes to the page and to {', '.join(where)}." if where else "Goes to the page alone."


def delivery_of(workspace: Workspace) -> Delivery:
    """Where the workspace's alerts and digests go."""
    kept = workspace.setting(_SETTING)
    if not kept:
        return Delivery()
    given = json.loads(kept)
    return Delivery(**given | {"recipients": tuple(given["recipients"])})


def keep(workspace: Workspace, delivery: Delivery) -> None:
    """Let them go there from now on.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    workspace.set(_SETTING, json.dumps(asdict(delivery)))


def changed(delivery: Delivery, **given: Any) -> Delivery:
    """The same with some of it changed; what is None stays.

    Raises
    ------
    AlertError
        What is given is not as it must be.
    """
    return replace(delivery, **{name: value for name, value in given.items() if value is not None})


def append(path: Path | str, records: Sequence[Mapping[str, Any]]) -> None:
    """Add records to a file, one JSON document a line.

    Raises
    ------
    AlertError
        The file cannot be written.
    """
    lines = "".join(f"{json.dumps(dict(record), ensure_ascii=False, default=str)}\n" for record in records)
    try:
        with Path(path).open("a", encoding="utf-8") as kept:
            kept.write(lines)
    except OSError as error:
        raise AlertError(f"{path} cannot be written: {error.strerror or error}; name another file.") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A message goes where a person said, nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def post(address: str, payload: Mapping[str, Any]) -> None:
    """Send JSON to a webhook.

    Raises
    ------
    AlertError
        It cannot be reached or does not take it. The address, which holds a secret, is not part of the message.
    """
    host = urllib.parse.urlsplit(address).hostname or "the webhook"
    request = urllib.request.Request(  # noqa: S310 - only http and https come this far (`Delivery`)
        address, json.dumps(payload).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=_PATIENCE):
            return
    except urllib.error.HTTPError as error:
        error.close()
        raise AlertError(f"The webhook at {host} answered {error.code}; check its address in the tool.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise AlertError(f"The webhook at {host} cannot be reached ({reason}); check its address.") from error


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail: its name, kind (as "application/pdf") and bytes."""

    name: str
    kind: str
    content: bytes


def mail(delivery: Delivery, subject: str, text: str, html: str = "", attachments: Sequence[Attachment] = ()) -> None:
    """Send a mail to all recipients: plain text, where there is one the same as HTML, and files.

    Raises
    ------
    AlertError
        No server is set, it cannot be reached, or it does not take the mail.
    """
    if not delivery.mails:
        raise AlertError("No mail server is set; set one with `cxanalytics alert to --smtp-host HOST`.")
    message = _message(delivery, subject, text, html, attachments)
    try:
        with _server(delivery) as server:
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise AlertError(
            f"The mail server {delivery.host} refused the user or the password; the password is read from the "
            f"environment variable {PASSWORD_VARIABLE}."
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise AlertError(f"The mail server {delivery.host} did not take the mail ({_said(error)}).") from error


def _said(error: Exception) -> str:
    """What a server said, without the addresses that it may repeat."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "it refused the recipients"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {error.smtp_code}"
    return str(error) or type(error).__name__


def _message(delivery: Delivery, subject: str, text: str, html: str, attachments: Sequence[Attachment]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = delivery.sender
    message["To"] = ", ".join(delivery.recipients)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=parseaddr(delivery.sender)[1].rpartition("@")[2])
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for item in attachments:
        main, _, sub = item.kind.partition("/")
        message.add_attachment(item.content, maintype=main, subtype=sub, filename=item.name)
    return message


@contextmanager
def _server(delivery: Delivery) -> Iterator[smtplib.SMTP]:
    """A connection that is secured and signed in as it is set."""
    port = delivery.port or _PORTS[delivery.security]
    context = ssl.create_default_context(cafile=os.environ.get(CERTIFICATES_VARIABLE) or None)
    made: smtplib.SMTP = (
        smtplib.SMTP_SSL(delivery.host, port, timeout=_PATIENCE, context=context)
        if delivery.security == "tls"
        else smtplib.SMTP(delivery.host, port, timeout=_PATIENCE)
    )
    with made as server:
        if delivery.security == "starttls":
            server.starttls(context=context)
        password = os.environ.get(PASSWORD_VARIABLE, "")
        if delivery.user and password:
            server.login(delivery.user, password)
        yield server
