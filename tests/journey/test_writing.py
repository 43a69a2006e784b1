from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint, parse
from cxanalytics.journey.templates import templates
from cxanalytics.journey.writing import toml

LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20).map(str.strip)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Any journey that keeps the rules: names and phrases apart from each other by their numbers."""
    many = draw(st.integers(1, 4))
    items = [
        Touchpoint(
            name=f"Touchpoint {i} {draw(LINE)}".strip(),
            phrases=tuple(f"phrase {i} {n}" for n in range(draw(st.integers(0, 2)))),
            channels=tuple(f"channel {n}" for n in range(draw(st.integers(0, 2)))),
            owner=draw(LINE),
            goal=draw(LINE),
            state=draw(st.sampled_from(["", *STATES])),
            moment=draw(st.booleans()),
            ideal=draw(st.none() | st.floats(0.1, 100)),
            formerly=(f"Former {i}",) if draw(st.booleans()) else (),
        )
        for i in range(many)
    ]
    cut = draw(st.integers(1, many))
    parts = [part for part in (items[:cut], items[cut:]) if part]
    stages = tuple(Stage(f"Stage {i}", tuple(part), draw(LINE)) for i, part in enumerate(parts))
    return Journey(f"Journey {draw(LINE)}".strip(), draw(LINE), stages, ("paid leave",) if draw(st.booleans()) else ())


@given(journeys())
def test_what_is_written_is_read_as_it_was(journey: Journey) -> None:
    assert parse(toml(journey), "a test") == journey


def test_templates_too() -> None:
    for journey in templates().values():
        assert parse(toml(journey), "a test") == journey


def test_quotes_and_lines_do_not_break_it() -> None:
    odd = Journey('The "best" \\ way', "two\nlines\tand \x7f more", (Stage("A", (Touchpoint("B"),)),))
    assert parse(toml(odd), "a test") == odd
