"""A workshop, step by step, on the facilitator's page and on a phone."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import actions, workshop
from cxanalytics.journeys import journey_of
from cxanalytics.store import Workspace
from cxanalytics.ui import workshop_guessing

from .conftest import OpenPage, settle

PAGE, ROOM = "pages/9_workshop.py", "pages/11_room.py"


def opened(root: Path, state: str = "guess") -> tuple[Workspace, int]:
    workspace = Workspace(root)
    number = workshop.open_session(workspace, "Autumn", journey_of(workspace))
    if state != "guess":
        workshop.guess(workspace, number, workshop.ROOM, {"Invoice": 5.0})
        workshop.move(workspace, number, state)
    return workspace, number


def said(app: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.text, *app.info, *app.title)).translate(
        {ord("\\"): None, 0xA0: " "}
    )


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settle(app)


def test_a_session_is_opened_and_stands_in_the_address(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    app.text_input[0].set_value("Autumn")
    press(app, "Open the session")
    assert workshop.sessions(Workspace(sample_copy))["title"].tolist() == ["Autumn"]
    assert "What does the room believe" in said(app)
    assert "Phones cannot reach it yet" in [w.proto.title for w in app.warning] or "code" in said(app)


def test_the_room_s_guesses_stand_in_its_table(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy)
    workshop.guess(workspace, number, workshop.ROOM, {"Invoice": 5.0})
    app = open_page(sample_copy, PAGE, session=str(number))
    table = app.data_editor[0].value.set_index("Touchpoint")["The room believes"]
    assert table["Invoice"] == "5 : 1, far more good than bad"
    assert set(table.drop("Invoice")) == {"–"}
    # What is measured is not told before it is revealed.
    assert "0.49 : 1" not in said(app)


def test_what_is_chosen_in_the_table_is_kept(sample_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, number = opened(sample_copy)
    found = workshop.session(workspace, number)
    row = found.touchpoints.index("Invoice")
    edited = {"edited_rows": {row: {"The room believes": "1 : 5, far more bad than good"}}}
    monkeypatch.setattr(workshop_guessing.st, "session_state", {"table": edited})
    workshop_guessing._keep(workspace, found, "table")
    assert workshop.believed(workspace, number)["ratio"].tolist() == [pytest.approx(0.2)]


def test_reveal_ranks_the_gaps_with_quotes(sample_copy: Path, open_page: OpenPage) -> None:
    _, number = opened(sample_copy, "reveal")
    text = said(open_page(sample_copy, PAGE, session=str(number)))
    assert "The room believes 5 : 1, customers say 0.49 : 1" in text
    assert "“" in text


def test_prompts_notes_and_dots(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "discuss")
    app = open_page(sample_copy, PAGE, session=str(number), touchpoint="Invoice")
    assert "**What if" in said(app)
    next(t for t in app.text_input if t.label == "A note").set_value("Ask finance")
    press(app, "Write it down")
    assert workshop.notes(workspace, number)[["text", "touchpoint"]].values.tolist() == [["Ask finance", "Invoice"]]
    next(t for t in app.text_input if t.label == "Ask something else").set_value("What if it is paid twice?")
    press(app, "Ask it")
    assert "What if it is paid twice?" in said(app)
    next(s for s in app.selectbox if s.label == "A dot of the room on").set_value(("touchpoint", "Invoice"))
    settle(app)
    press(app, "Put a dot")
    assert workshop.votes(workspace, number)[["on", "dots"]].values.tolist() == [["Invoice", 1]]


def test_talk_begins_where_the_room_is_furthest_from_customers(sample_copy: Path, open_page: OpenPage) -> None:
    _, number = opened(sample_copy, "discuss")
    app = open_page(sample_copy, PAGE, session=str(number))
    assert next(s for s in app.selectbox if s.label == "Touchpoint").value == "Invoice"


def test_what_a_phone_writes_stands_on_the_screen_until_it_is_taken_off(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "discuss")
    workshop.note(workspace, number, "Ring the shop", participant=workshop.new_participant())
    app = open_page(sample_copy, PAGE, session=str(number))
    assert "Ring the shop" in said(app)
    next(button for button in app.button if (button.key or "").startswith("spoken")).click()
    settle(app)
    assert workshop.notes(workspace, number).empty
    assert "Ring the shop" not in said(app)


def test_a_closed_session_still_says_what_was_found_and_decided(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "decide")
    actions.add(workspace, "Show the price", session=number, journey=journey_of(workspace))
    workshop.move(workspace, number, "closed")
    app = open_page(sample_copy, PAGE, session=str(number))
    assert "customers say 0.49 : 1" in said(app)
    assert app.dataframe[0].value["Action"].tolist() == ["Show the price"]
    assert not [button for button in app.button if button.label in ("Decide", "Done")]


def test_an_action_is_decided_and_done(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "decide")
    app = open_page(sample_copy, PAGE, session=str(number))
    next(t for t in app.text_input if t.label == "Action").set_value("Show the price")
    next(t for t in app.text_input if t.label == "Owner").set_value("Ann")
    press(app, "Decide")
    assert actions.all(workspace)[["title", "owner", "state"]].values.tolist() == [["Show the price", "Ann", "open"]]
    press(app, "Done")
    assert actions.all(workspace)["state"].tolist() == ["done"]


def test_an_action_without_a_title_is_refused_in_a_sentence(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "decide")
    app = press(open_page(sample_copy, PAGE, session=str(number)), "Decide")
    assert len(app.error) == 1
    assert actions.all(workspace).empty


def test_a_phone_guesses_and_no_name_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy)
    code = workshop.session(workspace, number).code
    app = open_page(sample_copy, ROOM, code=code.lower())
    app.get("button_group")[0].select("2 : 1")
    settle(app)
    first = workshop.session(workspace, number).touchpoints[0]
    guesses = workshop.guesses(workspace, number)
    assert guesses[["touchpoint", "ratio"]].values.tolist() == [[first, 2.0]]
    assert re.fullmatch("[0-9a-f]{16}", guesses["participant"][0])
    assert "0.49" not in said(app)


def test_nobody_speaks_for_the_room_by_an_address(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy)
    app = open_page(sample_copy, ROOM, code=workshop.session(workspace, number).code, me=workshop.ROOM)
    app.get("button_group")[0].select("2 : 1")
    settle(app)
    guesses = workshop.guesses(workspace, number)
    assert re.fullmatch("[0-9a-f]{16}", guesses["participant"][0])


def test_a_reload_keeps_what_a_phone_guessed_and_says_it_in_words(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy)
    found, me = workshop.session(workspace, number), workshop.new_participant()
    workshop.guess(workspace, number, me, {"Invoice": 0.5})
    app = open_page(sample_copy, ROOM, code=found.code, me=me)
    assert app.get("button_group")[found.touchpoints.index("Invoice")].value == "1 : 2"
    assert "more bad than good" in [str(c.value) for c in app.caption]
    assert "1 of 1 in the room have guessed" in said(app)


def test_a_phone_sees_the_gaps_without_customers_words(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "reveal")
    text = said(open_page(sample_copy, ROOM, code=workshop.session(workspace, number).code))
    assert "customers say 0.49 : 1" in text
    assert "“" not in text


def test_a_phone_gives_its_dots(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy, "discuss")
    app = open_page(sample_copy, ROOM, code=workshop.session(workspace, number).code)
    for _ in range(3):
        app.button(key="dot touchpoint Invoice 1").click()
        settle(app)
    assert workshop.votes(workspace, number)[["on", "dots"]].values.tolist() == [["Invoice", 3]]
    assert app.button(key="dot touchpoint Invoice 1").disabled


def test_a_closed_session_lets_nobody_in(sample_copy: Path, open_page: OpenPage) -> None:
    workspace, number = opened(sample_copy)
    code = workshop.session(workspace, number).code
    workshop.move(workspace, number, "closed")
    app = open_page(sample_copy, ROOM, code=code)
    assert "No session with the code" in app.warning[0].value
