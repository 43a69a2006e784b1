"""One customer's words as a picture."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cxanalytics.cli import main


def card(out: str, *more: str) -> int:
    return main(["card", "--touchpoint", "Delivery", "--out", out, "--journey", "retailer", *more])


def test_a_card_is_a_picture_of_a_quote(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    assert card("card.png") == 0
    assert Image.open(BytesIO((desk / "card.png").read_bytes())).size == (2400, 1260)
    assert card("card.svg") == 0
    assert "The delivery was late" in (desk / "card.svg").read_text(encoding="utf-8")
    assert "The card is in card.svg: “The delivery was late" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("card.gif",), "the name of a card must end in .png or .svg"),
        (("card.png", "--quote", "9"), "negative quotes of 'Delivery' to choose from; --quote 9 is none"),
        (("card.png", "--praise"), "There are 0 positive quotes of 'Delivery'"),
    ],
)
def test_what_cannot_be_made_is_said(
    more: tuple[str, ...], said: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    assert card(*more) == 1
    assert said in capsys.readouterr().err
    assert not list(desk.glob("card.*"))


def test_an_unknown_touchpoint_is_said_with_those_there_are(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    assert main(["card", "--touchpoint", "Moon", "--out", "card.png"]) == 1
    assert "The map has no touchpoint 'Moon'; it has" in capsys.readouterr().err
