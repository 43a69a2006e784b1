"""Where alerts and digests go: a file, a webhook, mail; against real servers on this machine."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from cxanalytics import delivery
from cxanalytics.delivery import Attachment, Delivery
from cxanalytics.errors import AlertError
from cxanalytics.store import Workspace


class Box:
    """A letter box: what came in, and whom it refuses."""

    def __init__(self, refuses: str = "") -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.refuses = refuses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802, ARG002
        if self.refuses and address == self.refuses:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        self.to.append(list(envelope.rcpt_tos))
        return "250 OK"


def serving(box: Box, **options: Any) -> Controller:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = free.getsockname()[1]
    made = Controller(box, hostname="127.0.0.1", port=at, **options)
    made.start()
    return made


def where(at: int, **given: Any) -> Delivery:
    plain = {
        "host": "127.0.0.1",
        "port": at,
        "security": "none",
        "sender": "cx@shop.example",
        "recipients": ("ana@shop.example",),
    }
    return Delivery(**plain | given)


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    kept = Box()
    controller = serving(kept)
    yield kept, controller.port
    controller.stop()


def test_a_mail_arrives_with_its_files(box: tuple[Box, int]) -> None:
    kept, at = box
    to = ("ana@shop.example", "Ben <ben@shop.example>")
    file = Attachment("digest.pdf", "application/pdf", b"%PDF-1.4 ...")
    delivery.mail(where(at, recipients=to), "May\n2026", "3.4 : 1 – fine", "<p>3.4 : 1</p>", [file])
    letter = kept.letters[0]
    assert kept.to == [["ana@shop.example", "ben@shop.example"]]
    assert letter["Subject"] == "May 2026"
    assert letter["Message-ID"].endswith("@shop.example>")
    assert letter.get_body(("plain",)).get_content().strip() == "3.4 : 1 – fine"  # type: ignore[union-attr]
    assert letter.get_body(("html",)).get_content().strip() == "<p>3.4 : 1</p>"  # type: ignore[union-attr]
    attached = list(letter.iter_attachments())
    assert [(item.get_filename(), item.get_content()) for item in attached] == [("digest.pdf", b"%PDF-1.4 ...")]


def test_nobody_there_is_said(box: tuple[Box, int]) -> None:
    controller = serving(Box(refuses="ana@shop.example"))
    try:
        with pytest.raises(AlertError, match=r"did not take the mail \(it refused the recipients\)"):
            delivery.mail(where(controller.port), "x", "y")
    finally:
        controller.stop()


def test_no_server_is_said() -> None:
    with pytest.raises(AlertError, match=r"The mail server 127\.0\.0\.1 did not take the mail"):
        delivery.mail(where(9), "x", "y")
    with pytest.raises(AlertError, match="No mail server is set"):
        delivery.mail(Delivery(), "x", "y")


def test_a_secured_mail_needs_a_certificate_and_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    signed = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(signed))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    kept = Box()

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"ana", b"secret"), handled=False)

    controller = serving(kept, tls_context=context, require_starttls=True, authenticator=known, auth_required=True)
    try:
        to = where(controller.port, security="starttls", user="ana")
        with pytest.raises(AlertError, match="did not take the mail"):
            delivery.mail(to, "x", "y")
        monkeypatch.setenv(delivery.CERTIFICATES_VARIABLE, str(signed))
        monkeypatch.setenv(delivery.PASSWORD_VARIABLE, "wrong")
        with pytest.raises(AlertError, match="refused the user or the password") as error:
            delivery.mail(to, "x", "y")
        assert "wrong" not in str(error.value)
        monkeypatch.setenv(delivery.PASSWORD_VARIABLE, "secret")
        delivery.mail(to, "x", "y")
        assert len(kept.letters) == 1
    finally:
        controller.stop()


class Hook(BaseHTTPRequestHandler):
    """Takes what is posted to /take, sends elsewhere from /move, fails at /fail."""

    taken: list[tuple[str, dict[str, Any]]] = []  # noqa: RUF012 - one list for the one server of a test

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.taken.append((self.path, body))
        self.send_response({"/take": 200, "/move": 307}.get(self.path, 500))
        if self.path == "/move":
            self.send_header("Location", "/take")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture
def hook() -> Iterator[str]:
    Hook.taken = []
    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_json(hook: str) -> None:
    delivery.post(f"{hook}/take", {"text": "Zürich"})
    assert Hook.taken == [("/take", {"text": "Zürich"})]


def test_a_webhook_that_fails_or_sends_elsewhere_is_said_without_its_address(hook: str) -> None:
    for path, code in (("/fail?token=secret", 500), ("/move", 307)):
        with pytest.raises(AlertError, match=f"answered {code}") as error:
            delivery.post(f"{hook}{path}", {"text": "x"})
        assert "secret" not in str(error.value)
    # It was not followed.
    assert [path for path, _ in Hook.taken] == ["/fail?token=secret", "/move"]
    with pytest.raises(AlertError, match="cannot be reached"):
        delivery.post("http://127.0.0.1:9/take", {})


def test_lines_are_added_to_a_file(tmp_path: Path) -> None:
    delivery.append(tmp_path / "alerts.jsonl", [{"a": 1}])
    delivery.append(tmp_path / "alerts.jsonl", [{"b": "ü"}, {"c": None}])
    assert [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()] == [
        {"a": 1}, {"b": "ü"}, {"c": None},
    ]  # fmt: skip
    with pytest.raises(AlertError, match="cannot be written"):
        delivery.append(tmp_path / "no" / "alerts.jsonl", [{}])


def test_what_is_set_is_kept_without_a_password(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert delivery.delivery_of(workspace) == Delivery()
    made = delivery.changed(Delivery(), file="a.jsonl", host="mail", sender="a@b.c", recipients=("d@e.f",))
    delivery.keep(workspace, made)
    assert delivery.delivery_of(workspace) == made
    assert delivery.changed(made, host="").words == "Goes to the page and to the file a.jsonl."
    hooked = Delivery(webhook="https://hooks.example/secret")
    assert hooked.words == "Goes to the page and to a webhook at hooks.example."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"webhook": "file:///etc/passwd"}, "begins with https"),
        ({"security": "maybe"}, "no way to secure mail"),
        ({"port": 70_000}, "no port"),
        ({"recipients": ("ana",)}, "no e-mail address"),
        ({"recipients": ("ana@b.c\nBcc: x@y.z",)}, "no e-mail address"),
        ({"host": "mail"}, "needs a sender"),
    ],
)
def test_what_cannot_be_is_said(given: dict[str, Any], said: str) -> None:
    with pytest.raises(AlertError, match=said):
        Delivery(**given)
