from pathlib import Path

import pytest

from cxanalytics import actions, boards, engine, importing, workshop
from cxanalytics.errors import SelectionError
from cxanalytics.journey.board import Board
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

from .small import SURVEY, export

Made = tuple[Workspace, engine.Analysis]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("boards")
    workspace = Workspace(folder / "acme")
    importing.import_exports(workspace, [export(folder, SURVEY)])
    return workspace, engine.analyse(workspace)


def board(made: Made, selection: Selection | None = None, **wanted: object) -> Board:
    return boards.board(*made, selection or Selection(), boards.Wanted(**wanted))  # type: ignore[arg-type]


def test_every_lane_speaks_of_the_touchpoints_of_the_map(made: Made) -> None:
    shown = board(made)
    names = set(shown.shown.points["touchpoint"])
    for frame in (shown.emotions, shown.effort, shown.channels, shown.patterns, shown.quotes, shown.actions):
        assert set(frame["touchpoint"]) <= names
    assert len(shown.emotions) == 13 * (len(names) - 1)
    assert "The delivery was late" in " ".join(shown.quotes["quote"])


def test_where_it_comes_from_is_told(made: Made) -> None:
    told = dict(board(made, Selection(segment=("North",))).provenance.lines)
    assert (told["Workspace"], told["Selection"]) == ("acme", "segment North")
    assert told["Method"].startswith("Positive experiences for each negative one, 95% intervals. Counted")
    assert len(told["Data"]) == 16


def test_the_hash_is_that_of_the_data_and_what_was_chosen(made: Made, tmp_path: Path) -> None:
    one, same, other = board(made), board(made), board(made, Selection(segment=("North",)))
    assert one.provenance.data == same.provenance.data != other.provenance.data
    again = Workspace(tmp_path / "elsewhere")
    importing.import_exports(again, [export(tmp_path, SURVEY)])
    assert boards.board(again, engine.analyse(again), Selection()).provenance.data == one.provenance.data


def test_only_the_lanes_that_are_wanted_in_the_order_they_are_drawn(made: Made) -> None:
    assert board(made, lanes=("owner", "counts")).lanes == ("counts", "owner")


@pytest.mark.parametrize(("wanted", "said"), [
    ({"lanes": ("mood",)}, "There is no lane 'mood'; there are counts, volume"),
    ({"sharing": "all"}, "cannot be shared as 'all'; choose quotes, masked, none"),
    ({"curves": ("period=decade",)}, "'period=decade' is no curve. Write ideal, believed"),
    ({"curves": ("mood",)}, "'mood' is no curve"),
    ({"curves": ("segment=Area: East",)}, "No segment is called 'Area: East'"),
    ({"curves": ("persona=Bob",)}, "There is no persona 'Bob'"),
    ({"curves": ("believed=x",)}, "'x' is no session"),
])  # fmt: skip
def test_what_there_is_not_is_said(made: Made, wanted: dict[str, object], said: str) -> None:
    with pytest.raises(SelectionError, match=said):
        board(made, **wanted)


def test_every_curve_that_is_offered_can_be_drawn(made: Made) -> None:
    offered = boards.offered(*made)
    assert {"worst", "period=quarter", "segment=North"} <= set(offered)
    for curve in offered:
        for drawn in board(made, curves=(curve,)).curves:
            assert len(drawn.points) == len(board(made).shown.points) - 1


def test_what_people_decide_and_believe_is_on_the_board(made: Made) -> None:
    workspace, analysis = made
    before = boards.state(workspace)
    name = analysis.journey.touchpoints[0].name
    actions.add(workspace, "Call back", touchpoint=name, owner="Ann", journey=analysis.journey)
    number = workshop.open_session(workspace, "Autumn", analysis.journey)
    workshop.guess(workspace, number, workshop.ROOM, {name: 5.0})
    shown = board(made, curves=("believed", f"believed={number}"))
    assert shown.actions[["touchpoint", "title", "owner"]].values.tolist() == [[name, "Call back", "Ann"]]
    for curve in shown.curves:
        assert curve.points.set_index("touchpoint")["ratio"][name] == pytest.approx(5.0)
    assert boards.state(workspace) != before


def test_without_words_no_word_of_a_customer_is_on_the_board(made: Made) -> None:
    shown = board(made, sharing="none")
    assert shown.quotes.empty
    assert shown.shown.points["quote"].isna().all()
