from dataclasses import replace

import pandas as pd
import pytest

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.scene import Item, Rect, Text
from cxanalytics.drawing.words import LANES
from cxanalytics.journey.board import Board
from tests import boards

BOARD = boards.board(8)


def made(board: Board) -> Grid:
    # Wide columns: a paragraph is a line.
    return grid(board, drawn(board), dark=False, roomy=False, chosen=None, width=8_000)


def cell(lane: str, number: int, board: Board = BOARD) -> list[Item]:
    return LANES[lane](board, made(board))(number, made(board).points.iloc[number].to_dict())[0]


def said(lane: str, number: int, board: Board = BOARD) -> list[str]:
    return [item.text for item in cell(lane, number, board) if isinstance(item, Text)]


@pytest.mark.parametrize(
    ("lane", "number", "words"),
    [
        ("channels", 0, ["web 70\u00a0%", "phone 30\u00a0%"]),
        ("patterns", 0, ["Charged twice, nobody calls back (12)", "Comes late (7)"]),
        ("goal", 0, ["Know what it costs before paying"]),
        ("goal", 1, []),
        ("front", 0, ["The bill, its letter and the call about it"]),
        ("back", 0, ["Billing run at night, two systems"]),
        ("bridge", 0, ["A link in the e-mail leads on"]),
        ("state", 0, ["✓ keep"]),
        ("state", 1, ["▲ improve"]),
        ("state", 2, ["◆ change"]),
        ("state", 3, ["– remove"]),
        ("state", 4, []),
        ("owner", 1, ["Finance & Billing"]),
        ("owner", 2, []),
        (
            "actions",
            0,
            [
                "Show the whole price before the last step",
                "Digital, by 1\u00a0Sep\u00a02026, 5\u00a0:\u00a01 by March, open",
            ],
        ),
        ("actions", 1, []),
    ],
)
def test_each_lane_tells_its_own(lane: str, number: int, words: list[str]) -> None:
    assert said(lane, number) == words


def test_what_hurts_most_comes_first_with_a_stripe_in_its_colour() -> None:
    items = cell("quotes", 0)
    texts = [item.text for item in items if isinstance(item, Text)]
    assert [text[:4] for text in texts] == ["▼\u00a0“T", "▲\u00a0“A"]
    assert [item.fill for item in items if isinstance(item, Rect)] == [LIGHT.negative, LIGHT.positive]


def test_without_a_pattern_the_phrase_stands_there_and_without_channels_of_answers_those_of_the_journey() -> None:
    bare = replace(BOARD, patterns=BOARD.patterns.head(0), channels=BOARD.channels.head(0))
    points = drawn(bare).assign(pain=["wrong charge", *[None] * 7], pain_n=[9, *[0] * 7], channel="web, phone")
    grid_ = replace(made(bare), points=points)

    def words(lane: str, number: int) -> list[str]:
        items, _ = LANES[lane](bare, grid_)(number, points.iloc[number].to_dict())
        return [item.text for item in items if isinstance(item, Text)]

    assert [words("patterns", number) for number in (0, 1)] == [["wrong charge (9)"], []]
    assert words("channels", 0) == ["web, phone"]


def test_a_long_cell_ends_in_dots() -> None:
    long = BOARD.quotes.assign(quote="Nobody called back. " * 60)
    narrow = grid(BOARD, drawn(BOARD), dark=False, roomy=False, chosen=None, width=None)
    items, high = LANES["quotes"](replace(BOARD, quotes=long), narrow)(0, narrow.points.iloc[0].to_dict())
    texts = [item.text for item in items if isinstance(item, Text)]
    assert len(texts) == 16
    assert texts[-1].endswith("…")
    assert high == pytest.approx(16 * 14.5)


def test_an_action_without_owner_day_or_target_tells_its_state() -> None:
    one = BOARD.actions.head(1).assign(owner="", due=pd.NaT, target=None)
    assert said("actions", 0, replace(BOARD, actions=one)) == ["Show the whole price before the last step", "open"]
