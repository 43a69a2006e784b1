import pypdfium2
import pytest

from cxanalytics.errors import CXError
from cxanalytics.export import document
from cxanalytics.journey.board import Board
from tests import boards


def pages(made: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    return texts


@pytest.fixture(scope="module")
def board() -> Board:
    return boards.board(8)


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A3", (1191, 842)), ("letter", (792, 612))])
def test_it_fits_the_paper(board: Board, paper: str, size: tuple[int, int]) -> None:
    opened = pypdfium2.PdfDocument(document.pdf(board, paper))
    assert {page.get_size() for page in opened} == {size}
    opened.close()


def test_an_unknown_paper_is_refused_in_a_sentence(board: Board) -> None:
    with pytest.raises(CXError, match="no paper 'A5' to print on; choose one of A4, A3, letter"):
        document.pdf(board, "A5")


def test_every_page_says_where_its_numbers_come_from(board: Board) -> None:
    assert all("0123456789abcdef" in page.replace("\r\n", "") for page in pages(document.pdf(board)))


def test_a_page_for_each_touchpoint_that_was_heard_of(board: Board) -> None:
    texts = pages(document.pdf(board))
    assert len([text for text in texts if "3 of 8" in text]) == 1
    assert not [text for text in texts if "4 of 8" in text]
    titles = ("The numbers", "What recurs", "Actions", "How to read this")
    assert all(title in text for title, text in zip(titles, texts[-4:], strict=True))


def test_every_font_is_embedded_and_the_same_board_makes_the_same_file(board: Board) -> None:
    made = document.pdf(board)
    assert b"Helvetica" not in made
    assert made == document.pdf(board)


def test_many_lanes_take_several_pages_with_the_curve_on_each() -> None:
    few, many = (boards.board(8, lanes=lanes) for lanes in (("counts",), tuple(boards.LANES)))
    curves = [sum("positive for each negative" in text for text in pages(document.pdf(board))) for board in (few, many)]
    assert curves[0] < curves[1]


def test_the_table_of_patterns_ends_somewhere() -> None:
    board = boards.board(40)
    told = pages(document.pdf(board))
    assert sum(text.count("Comes late") for text in told if "Of those that complain there" in text) <= 60
