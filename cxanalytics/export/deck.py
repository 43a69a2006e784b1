"""What slides are made of: text that fits its box, shapes, tables and charts that can be edited in PowerPoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing import fonts

# Inches, 16 : 9.
WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.5
FONT = "Arial"
# That font is so much wider than the one that texts are measured with.
_WIDER = 1.14
_LEADING = 1.2
_MOST = 3_000  # letters: more than any box of a slide holds
_BETWEEN = 0.35  # paragraphs, in sizes of letters
_POINTS = 72


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """How a text looks: the sizes it may take, the largest that fits is taken; its colour."""

    sizes: Sequence[float] = (14, 12, 11, 10, 9)
    colour: str = LIGHT.text
    bold: bool = False
    italic: bool = False
    centred: bool = False
    middle: bool = False


def deck() -> Any:
    """An empty presentation of 16 : 9 in the product's colours and a font that is everywhere."""
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _theme(made)
    return made


def _theme(made: Any) -> None:
    """The colours and fonts that PowerPoint offers when somebody edits the slides."""
    import re

    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode("utf-8")
    colours = {"accent1": LIGHT.positive, "accent2": LIGHT.negative, "accent3": LIGHT.neutral, "dk2": LIGHT.text}
    for name, colour in colours.items():
        theme = re.sub(rf"(<a:{name}><a:srgbClr val=\")[0-9A-Fa-f]{{6}}", rf"\g<1>{colour[1:]}", theme)
    theme = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", theme)
    part._blob = theme.encode("utf-8")


def slide(made: Any, title: str, *, above: str = "") -> Any:
    """A slide with a title that fits, what stands above it small, and its number."""
    from pptx.util import Inches

    new = made.slides.add_slide(made.slide_layouts[5])
    box = Box(EDGE, 0.5 if above else 0.36, WIDTH - 2 * EDGE - 0.6, 0.72)
    holder = new.shapes.title
    holder.left, holder.top, holder.width, holder.height = (
        Inches(v) for v in (box.left, box.top, box.width, box.height)
    )
    _fill(holder.text_frame, [title], box, Look((26, 22, 20, 18, 16, 14, 12), bold=True, middle=True))
    if above:
        text(new, Box(EDGE, 0.28, WIDTH - 2 * EDGE - 1, 0.26), above, Look((12, 11, 10), LIGHT.muted, bold=True))
    _number(new)
    return new


def text(new: Any, box: Box, words: str | Sequence[str], look: Look | None = None) -> Any:
    """A text box; several texts are paragraphs. The letters are as large as the box allows, the end is cut with "…"."""
    from pptx.util import Inches

    shape = new.shapes.add_textbox(*(Inches(v) for v in (box.left, box.top, box.width, box.height)))
    _fill(shape.text_frame, [words] if isinstance(words, str) else list(words), box, look or Look())
    return shape


def _fill(frame: Any, paragraphs: Sequence[str], box: Box, look: Look) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Emu, Pt

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if look.middle else MSO_ANCHOR.TOP
    size, kept = fitted(paragraphs, box, look)
    for number, words in enumerate(kept):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if look.centred else PP_ALIGN.LEFT
        if number and not look.centred:
            paragraph.space_before = Pt(size * _BETWEEN)
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.italic, run.font.name = Pt(size), look.bold, look.italic, FONT
        run.font.color.rgb = RGBColor.from_string(look.colour[1:])


def fitted(paragraphs: Sequence[str], box: Box, look: Look) -> tuple[float, list[str]]:
    """The size of letters at which the paragraphs fit the box; where even the smallest is too large, they are cut."""
    clean = [" ".join(_plain(words[:_MOST]).split()) for words in paragraphs]
    room = box.width * _POINTS / _WIDER
    for size in look.sizes:
        between = 0 if look.centred else (len(clean) - 1) * size * _BETWEEN
        most = int((box.height * _POINTS - between) / (size * _LEADING))
        needed = [fonts.wrapped(words, size, room, 10_000, bold=look.bold) for words in clean]
        # PowerPoint breaks a word without a hyphen: smaller letters are tried first.
        torn = size != look.sizes[-1] and any(line.endswith("-") for lines in needed for line in lines[:-1])
        if sum(max(len(lines), 1) for lines in needed) <= most and not torn:
            return size, clean
    kept: list[str] = []
    for words, lines in zip(clean, needed, strict=True):
        if most > 0:
            kept.append(words if len(lines) <= most else _cut(words, size, room, most, look.bold))
        most -= len(lines)
    return size, kept


def high(words: str, width: float, size: float) -> float:
    """How many inches a text of this size takes in a box of this width."""
    lines = fonts.wrapped(" ".join(words.split()), size, width * _POINTS / _WIDER, 10_000)
    return len(lines) * size * _LEADING / _POINTS


def _cut(words: str, size: float, room: float, most: int, bold: bool) -> str:
    """As much of the words as so many lines hold, and "…"."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if len(fonts.wrapped(f"{words[:middle]}…", size, room, 10_000, bold=bold)) <= most:
            low = middle
        else:
            high = middle - 1
    return f"{words[:low].rstrip()}…"


def _plain(words: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign if sign.isprintable() or sign.isspace() else " " for sign in words)


def _number(new: Any) -> None:
    """The slide's number, as a field that follows when slides are moved."""
    from lxml import etree
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    shape = text(new, Box(WIDTH - EDGE - 0.5, 0.3, 0.5, 0.25), "", Look((10,), LIGHT.muted))
    shape.name = "Slide number"
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = 3  # to the right
    for run in list(paragraph._p.findall(qn("a:r"))):
        paragraph._p.remove(run)
    field = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    etree.SubElement(field, qn("a:rPr"), lang="en-GB", sz=str(int(Pt(10).pt * 100)))
    etree.SubElement(field, qn("a:t")).text = "‹#›"


def shape(new: Any, kind: str, box: Box, colour: str, *, words: str = "", look: Look | None = None) -> Any:
    """A native shape (a name of MSO_SHAPE, as "CHEVRON") in a colour, with a text in it."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    made = new.shapes.add_shape(
        getattr(MSO_SHAPE, kind), *(Inches(v) for v in (box.left, box.top, box.width, box.height))
    )
    made.fill.solid()
    made.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    made.line.fill.background()
    made.shadow.inherit = False
    inside = Box(box.left, box.top, box.width * (0.72 if kind == "CHEVRON" else 1.0), box.height)
    _fill(made.text_frame, [words], inside, look or Look(centred=True, middle=True, bold=True))
    return made


def named(made: Any, name: str, words: str) -> None:
    """Give a shape a name, and words for those who cannot see it."""
    made.name = name
    made._element.xpath(".//p:cNvPr")[0].set("descr", words)


def notes(new: Any, lines: Sequence[str]) -> None:
    """What is said beside the slide."""
    new.notes_slide.notes_text_frame.text = "\n".join(" ".join(_plain(line).split()) for line in lines)


def table(new: Any, box: Box, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Any:
    """A native table; each column takes its share of the width, letters are small enough for their cells."""
    from pptx.dml.color import RGBColor
    from pptx.util import Inches

    high = box.height / (len(rows) + 1)
    frame = new.shapes.add_table(
        len(rows) + 1, len(head), *(Inches(v) for v in (box.left, box.top, box.width, box.height))
    )  # fmt: skip
    whole = sum(shares)
    for number, share in enumerate(shares):
        frame.table.columns[number].width = Inches(box.width * share / whole)
    for line, cells in enumerate([head, *rows]):
        frame.table.rows[line].height = Inches(high)
        for number, words in enumerate(cells):
            cell = frame.table.cell(line, number)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if line else LIGHT.panel[1:])
            inside = Box(0, 0, box.width * shares[number] / whole - 0.2, high - 0.08)
            _fill(cell.text_frame, [words], inside, Look((12, 11, 10, 9, 8), bold=line == 0, middle=True))
            cell.margin_left = cell.margin_right = Inches(0.08)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
    return frame
