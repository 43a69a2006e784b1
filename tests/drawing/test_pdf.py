import re

from cxanalytics.drawing.pdf import pdf
from cxanalytics.drawing.scene import Circle, Group, Path, Rect, Scene, Text


def scene(**more: object) -> Scene:
    items = (
        Rect(0, 0, 50, 20, fill="rgba(33, 102, 172, 0.5)", radius=4),
        Group((Circle(20, 20, 5, stroke="#B35806"),), key="k"),
        Path(((0, 0), (9, 9), (9, 0)), fill="#2166AC", closed=True),
        Text(10, 40, "Größe 22 : 1", 12, "#1F2933", bold=True, halo="#FFFFFF", angle=-45),
    )
    return Scene(200, 100, items, **more)  # type: ignore[arg-type]


def text_of(made: bytes, page: int = 0) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    text = document[page].get_textpage().get_text_range()
    document.close()
    return str(text)


def test_a_page_for_each_scene_as_large_as_it_is() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf([scene(), Scene(30, 40, (), background="#FFFFFF")]))
    assert [page.get_size() for page in document] == [(200, 100), (30, 40)]
    document.close()


def test_text_can_be_found_and_copied() -> None:
    assert text_of(pdf([Scene(200, 100, (Text(10, 40, "Größe 22 : 1", 12, "#1F2933"),))])) == "Größe 22 : 1"


def test_every_font_is_embedded() -> None:
    made = pdf([scene()])
    assert (
        re.findall(rb"/BaseFont /([\w+-]+)", made) == [b"AAAAAA+SourceSansPro-Semibold"] * 2 or b"Helvetica" not in made
    )
    assert b"Helvetica" not in made
    assert b"/FontFile2" in made


def test_the_same_scene_makes_the_same_file() -> None:
    assert pdf([scene()], title="Map") == pdf([scene()], title="Map")
