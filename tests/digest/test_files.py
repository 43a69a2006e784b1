"""A digest as files: everything in it arrives, nothing that people wrote is taken for markup."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from cxanalytics import delivery, digest
from cxanalytics.delivery import Attachment, Delivery
from cxanalytics.digest import markdown, page
from cxanalytics.digest.content import Change, Digest, Quote
from cxanalytics.engine import Analysis
from cxanalytics.errors import AlertError, CXError
from cxanalytics.store import Workspace

EVIL = "<script>alert(1)</script> | *bold* [link](http://x)"


@pytest.fixture(scope="module")
def made(workspace: Workspace, analysis: Analysis) -> Digest:
    return digest.gather(workspace, analysis)


def text_of(pdf: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return [document[i].get_textpage().get_text_range() for i in range(len(document))]


def test_markdown_holds_all_parts_in_order(made: Digest) -> None:
    text = markdown.markdown(made)
    titles = [line for line in text.splitlines() if line.startswith("#")]
    assert titles == [
        "# Hollin & Vane: October 2026", "## To decide now", "## What changed", "## Where it hurts most",
        "## Where it goes best", "## New, back and gone", "## What hurts most", "## In customers’ words",
        "## Actions and whether they worked",
        "## Targets", "## Waiting for an answer", "## Asks for attention", "## Every touchpoint",
        "## How far to trust these numbers", "## How this is worked out",
    ]  # fmt: skip
    assert made.headline.text in text
    assert "Explain the \\<bill\\>" in text


def test_what_people_wrote_stays_text(made: Digest) -> None:
    evil = replace(
        made, quotes=(Quote(EVIL, "negative", "Invoice", "X", None),), changes=(Change(EVIL, (EVIL,), False, True),)
    )
    whole = page.html(evil)
    assert "<script" not in whole
    assert "&lt;script&gt;" in whole
    assert "<script" not in page.inside(evil, dark=False)
    assert "<script" not in page.mail_body(evil)
    assert "\\*bold\\* \\[link\\]" in markdown.markdown(evil)
    assert digest.rendered(evil, "pdf")[:5] == b"%PDF-"


def test_the_page_loads_nothing(made: Digest) -> None:
    whole = page.html(made)
    assert "default-src 'none'" in whole
    assert 'src="http' not in whole and 'href="http' not in whole and "url(http" not in whole
    assert whole.count("<svg") == 2
    assert "data:image/svg+xml;base64," in page.inside(made, dark=True)


def test_the_first_page_of_the_pdf_is_the_executives(made: Digest) -> None:
    pages = text_of(digest.rendered(made, "pdf"))
    first = pages[0]
    for part in (
        "October 2026",
        made.headline.text.partition(" (")[0],
        "To decide now",
        "What changed",
        "Where it goes best",
    ):
        assert part in first
    assert "How this is worked out" not in first
    assert any("How this is worked out" in later for later in pages[1:])
    assert digest.rendered(made, "pdf") == digest.rendered(made, "pdf")


def test_a_long_month_still_has_one_first_page(made: Digest) -> None:
    many = tuple(Change(f"Change {i}: " + "words " * 30, ("because",) * 4, False, True) for i in range(9))
    pages = text_of(digest.rendered(replace(made, changes=many), "pdf"))
    assert "Where it goes best" in pages[0]
    assert "Change 8" in "".join(pages[1:])


def test_slides_are_native(made: Digest) -> None:
    from pptx import Presentation

    slides = list(Presentation(BytesIO(digest.rendered(made, "pptx"))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:4] == ["October 2026", "What changed", "Where it hurts, where it goes well", "In customers’ words"]
    chart = next(shape.chart for shape in slides[0].shapes if shape.has_chart)
    values = list(chart.plots[0].series[0].values)
    assert values[-1] == pytest.approx(made.headline.value)
    assert all(slide.has_notes_slide for slide in slides)
    words = "\n".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert made.decisions[0].what in words


def test_a_file_is_named_for_what_it_is(made: Digest, tmp_path: Path) -> None:
    digest.write(made, tmp_path / "digest.md")
    assert (tmp_path / "digest.md").read_text("utf-8").startswith("# Hollin")
    with pytest.raises(CXError, match=r"must end in \.md, \.html, \.pdf, \.pptx"):
        digest.write(made, tmp_path / "digest.docx")


def test_it_goes_by_mail_with_its_files(made: Digest, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str, str, tuple[Attachment, ...]]] = []
    monkeypatch.setattr(
        delivery, "mail", lambda _, subject, text, html, files: sent.append((subject, text, html, files))
    )
    digest.send(made, Delivery())
    subject, text, html, files = sent[0]
    assert subject == "Hollin & Vane: October 2026"
    assert made.decisions[0].what in text and made.decisions[0].what in html
    assert [file.name for file in files] == ["digest-october-2026.pdf", "digest-october-2026.html"]
    monkeypatch.undo()
    with pytest.raises(AlertError, match="No mail server is set"):
        digest.send(made, Delivery())
