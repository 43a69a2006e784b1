"""The numbers for the desk: what a leader reads in two minutes, and what lies behind it."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import delivery
from cxanalytics.delivery import Attachment, Delivery
from cxanalytics.digest.content import Digest
from cxanalytics.digest.gathering import gather
from cxanalytics.errors import CXError
from cxanalytics.files import given_away
from cxanalytics.store import Workspace, actions, alerts, cases, targets

__all__ = ["FORMATS", "Digest", "check", "gather", "rendered", "send", "state", "write"]


def state(workspace: Workspace) -> str:
    """A short text that changes whenever people add to what a digest tells beside an analysis."""
    parts = (actions.state(workspace), targets.state(workspace), alerts.state(workspace), cases.state(workspace))
    return " ".join(parts)


def _markdown(digest: Digest) -> bytes:
    from cxanalytics.digest import markdown

    return markdown.markdown(digest).encode()


def _html(digest: Digest) -> bytes:
    from cxanalytics.digest import page

    return page.html(digest).encode()


def _pdf(digest: Digest) -> bytes:
    from cxanalytics.digest import document

    return document.pdf(digest)


def _pptx(digest: Digest) -> bytes:
    from cxanalytics.digest import slides

    return slides.pptx(digest)


_FORMATS: dict[str, Callable[[Digest], bytes]] = {"md": _markdown, "html": _html, "pdf": _pdf, "pptx": _pptx}
FORMATS = tuple(_FORMATS)


def rendered(digest: Digest, suffix: str) -> bytes:
    """The digest as the bytes of a file of one of FORMATS."""
    return _FORMATS[suffix](digest)


def check(path: Path) -> str:
    """The format that a file's name asks for, one of FORMATS.

    Raises
    ------
    CXError
        The name ends in something else.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise CXError(f"Cannot write {path.name}: its name must end in .{', .'.join(_FORMATS)}.")
    return suffix


def write(digest: Digest, path: Path) -> None:
    """Write the digest to `path` in the format its name ends in, one of FORMATS; whole or not at all.

    Raises
    ------
    CXError
        The name ends in something else, or the file cannot be written.
    """
    made = rendered(digest, check(path))
    with given_away(path) as temporary:
        temporary.write_bytes(made)


def send(digest: Digest, where: Delivery) -> None:
    """Send the digest by mail: the first page as the mail, all of it as PDF and HTML beside it.

    Raises
    ------
    AlertError
        No mail server is set, or it does not take the mail.
    """
    from cxanalytics.digest import markdown, page

    name = "".join(sign if sign.isalnum() else "-" for sign in digest.name).strip("-").lower()
    files = (
        Attachment(f"digest-{name}.pdf", "application/pdf", rendered(digest, "pdf")),
        Attachment(f"digest-{name}.html", "text/html", rendered(digest, "html")),
    )
    delivery.mail(where, digest.title, markdown.markdown(digest), page.mail_body(digest), files)
