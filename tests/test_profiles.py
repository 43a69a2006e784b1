"""Import profiles: remembered, applied to the next file of the shape, changed, forgotten."""

from datetime import date
from pathlib import Path

import pytest

from cxanalytics import profiles
from cxanalytics.errors import ProfileError
from cxanalytics.ingest import Decisions
from cxanalytics.profiles import Chosen, Shape
from cxanalytics.store import Workspace

SHAPE = Shape("march.csv", "table", ("ID", "Date", "Note", "Stars"))
NEXT = Shape("april.csv", "table", ("Stars", "note", "ID", "Date"))
MORE = Shape("may.csv", "table", ("ID", "Date", "Note", "Stars", "Shop"))
OTHER = Shape("posts.csv", "table", ("Post", "When"))
SAID = Decisions({"Note": "text"}, day_first=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def keep(workspace: Workspace, shape: Shape = SHAPE, said: Decisions = SAID, name: str | None = None) -> str:
    chosen = profiles.choose(workspace, shape, said, name)
    return profiles.remember(workspace, shape, chosen, name, source="Shop survey", who="Fay")


def test_nothing_is_remembered_at_first(workspace: Workspace) -> None:
    assert profiles.all(workspace) == []
    assert profiles.choose(workspace, SHAPE, Decisions()) == Chosen(Decisions())
    assert keep(workspace, said=Decisions()) == ""
    assert not workspace.root.exists()


def test_the_shape_is_the_format_and_the_names_of_the_columns() -> None:
    assert SHAPE.key == NEXT.key
    assert len({SHAPE.key, MORE.key, Shape("a.csv", "Qualtrics", SHAPE.columns).key}) == 3
    assert Shape("", "table", ("a", "b c")).key != Shape("", "table", ("a b", "c")).key


def test_decisions_are_applied_when_the_shape_comes_again(workspace: Workspace) -> None:
    assert keep(workspace) == "Shop survey"
    chosen = profiles.choose(workspace, NEXT, Decisions())
    assert chosen.profile is not None
    assert (chosen.profile.name, chosen.profile.by) == ("Shop survey", "Fay")
    assert chosen.decisions.as_dict() == SAID.as_dict()
    assert profiles.choose(workspace, OTHER, Decisions()) == Chosen(Decisions())


def test_what_is_said_now_goes_over_what_is_remembered_and_is_remembered(workspace: Workspace) -> None:
    keep(workspace)
    assert keep(workspace, NEXT, Decisions(day_first=False, touchpoint="Kiosk")) == "Shop survey"
    assert profiles.get(workspace, "shop SURVEY").decisions.as_dict() == {
        "mapping": {"Note": "text"}, "touchpoint": "Kiosk", "day_first": False,
    }  # fmt: skip
    assert len(profiles.all(workspace)) == 1


def test_what_is_the_same_is_not_kept_again(workspace: Workspace) -> None:
    keep(workspace)
    before = profiles.get(workspace, "Shop survey").event
    assert keep(workspace, NEXT) == ""
    assert profiles.get(workspace, "Shop survey").event == before


def test_with_whole_a_decision_can_be_taken_back(workspace: Workspace) -> None:
    keep(workspace)
    chosen = profiles.choose(workspace, NEXT, Decisions({"Note": "text"}), whole=True)
    assert chosen.decisions.as_dict() == {"mapping": {"Note": "text"}}
    profiles.remember(workspace, NEXT, chosen)
    assert profiles.get(workspace, "Shop survey").decisions.as_dict() == {"mapping": {"Note": "text"}}


def test_no_profile_can_be_asked_for(workspace: Workspace) -> None:
    keep(workspace)
    assert profiles.choose(workspace, NEXT, Decisions(), "") == Chosen(Decisions())
    assert keep(workspace, OTHER, name="") == ""


def test_nearly_the_same_shape_is_said_and_not_applied(workspace: Workspace) -> None:
    keep(workspace)
    chosen = profiles.choose(workspace, MORE, Decisions())
    assert (chosen.profile, chosen.decisions) == (None, Decisions())
    said = (
        "The profile 'Shop survey' was not applied, because the columns are not quite the same (new: 'Shop'); "
        "choose it if it fits."
    )
    assert chosen.said == (said,)


def test_a_profile_named_for_another_shape_learns_it(workspace: Workspace) -> None:
    keep(workspace)
    assert keep(workspace, MORE, Decisions({"Shop": "segment"}), "Shop survey") == "Shop survey"
    for shape in (SHAPE, MORE):
        chosen = profiles.choose(workspace, shape, Decisions())
        assert chosen.profile is not None
        assert chosen.profile.name == "Shop survey"
        assert chosen.decisions.mapping.get("Shop") == ("segment" if shape is MORE else None)


def test_what_it_says_of_columns_that_are_not_there_stays(workspace: Workspace) -> None:
    keep(workspace)
    shorter = Shape("june.csv", "table", ("ID", "Date", "Stars"))
    chosen = profiles.choose(workspace, shorter, Decisions(scale=(0, 10)), "Shop survey")
    assert chosen.decisions.as_dict() == {"day_first": True, "scale": [0, 10]}
    assert chosen.said == ("The profile 'Shop survey' speaks of columns that are not in june.csv: 'Note'.",)
    profiles.remember(workspace, shorter, chosen, "Shop survey")
    assert profiles.choose(workspace, SHAPE, Decisions()).decisions.mapping == {"Note": "text"}


def test_a_name_of_ones_own(workspace: Workspace) -> None:
    assert keep(workspace, name="Monthly") == "Monthly"
    assert keep(workspace, OTHER, Decisions({"Post": "text"})) == "Shop survey"
    third = Shape("b.csv", "table", ("Words",))
    assert keep(workspace, third, Decisions({"Words": "text"})) == "Shop survey 2"
    assert [item.name for item in profiles.all(workspace)] == ["Monthly", "Shop survey", "Shop survey 2"]


def test_a_name_that_is_not_known_is_said(workspace: Workspace) -> None:
    with pytest.raises(ProfileError, match="There is no import profile 'Mnothly'; none is remembered yet"):
        profiles.choose(workspace, SHAPE, Decisions(), "Mnothly")
    keep(workspace, name="Monthly")
    with pytest.raises(ProfileError, match="There is no import profile 'Mnothly'; there are Monthly"):
        profiles.choose(workspace, SHAPE, Decisions(), "Mnothly")


def test_a_profile_is_forgotten(workspace: Workspace) -> None:
    keep(workspace)
    assert profiles.forget(workspace, "shop survey").name == "Shop survey"
    assert profiles.all(workspace) == []
    assert profiles.choose(workspace, SHAPE, Decisions()) == Chosen(Decisions())
    with pytest.raises(ProfileError, match="no import profile"):
        profiles.forget(workspace, "Shop survey")
    assert keep(workspace) == "Shop survey"
    assert len(profiles.all(workspace)) == 1


def test_the_day_a_file_was_made_is_not_remembered(workspace: Workspace) -> None:
    assert keep(workspace, said=Decisions(as_of=date(2026, 3, 1))) == ""
    keep(workspace, said=Decisions(scale=(1, 5), as_of=date(2026, 3, 1)))
    assert profiles.get(workspace, "Shop survey").decisions == Decisions(scale=(1, 5))
    assert keep(workspace, NEXT, Decisions(as_of=date(2026, 4, 1))) == ""
