"""Any journey is written as TOML and read again as it was."""

from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint, parse
from cxanalytics.journey.templates import templates
from cxanalytics.journey.writing import toml

# Everything that text can hold but halves of characters; texts are kept without blanks around them.
_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(str.strip)
_LIST = st.lists(_TEXT.filter(bool), max_size=3).map(tuple)


@st.composite
def _journeys(draw: st.DrawFn) -> Journey:
    """Journeys whose names, aliases and phrases are told apart by a number in each."""
    number = iter(range(1_000))

    def named() -> str:
        return f"{draw(_TEXT)} n{next(number)}".strip()

    def several() -> tuple[str, ...]:
        return tuple(named() for _ in range(draw(st.integers(0, 2))))

    def touchpoint() -> Touchpoint:
        return Touchpoint(
            name=named(),
            aliases=several(),
            phrases=several(),
            channels=tuple(dict.fromkeys(draw(_LIST))),
            owner=draw(_TEXT),
            description=draw(_TEXT),
            formerly=draw(_LIST),
            moment=draw(st.booleans()),
            goal=draw(_TEXT),
            front=draw(_TEXT),
            back=draw(_TEXT),
            state=draw(st.sampled_from(("", *STATES))),
            bridge=draw(_TEXT),
            ideal=draw(st.none() | st.floats(0, 1e6, exclude_min=True, exclude_max=True)),
        )

    def stage() -> Stage:
        touchpoints = tuple(touchpoint() for _ in range(draw(st.integers(1, 3))))
        return Stage(named(), touchpoints, draw(_TEXT), draw(_LIST))

    stages = tuple(stage() for _ in range(draw(st.integers(1, 3))))
    return Journey(named(), draw(_TEXT), stages, several())


@given(_journeys())
def test_a_journey_is_the_same_after_writing_and_reading(journey: Journey) -> None:
    assert parse(toml(journey), "a journey") == journey


def test_templates_are_the_same_after_writing_and_reading() -> None:
    for journey in templates().values():
        assert parse(toml(journey), journey.name) == journey


def test_only_what_is_there_is_written() -> None:
    journey = Journey("Shop", "", (Stage("Pay", (Touchpoint("Bill", formerly=('The "bill"',), ideal=2.5),)),))
    assert toml(journey) == (
        'name = "Shop"\ndescription = ""\n\n[[stage]]\nname = "Pay"\n\n'
        '[[stage.touchpoint]]\nname = "Bill"\nformerly = ["The \\"bill\\""]\nideal = 2.5\n'
    )
