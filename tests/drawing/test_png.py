from io import BytesIO

from PIL import Image

from cxanalytics.drawing.png import png
from cxanalytics.drawing.scene import Rect, Scene, Text

BLUE = Rect(0, 0, 10, 10, fill="#2166AC")


def picture(scene: Scene, **how: int) -> Image.Image:
    return Image.open(BytesIO(png(scene, **how))).convert("RGBA")


def test_a_picture_has_twice_the_pixels_or_as_many_as_asked_for() -> None:
    assert picture(Scene(20, 10, (BLUE,), background="#FFFFFF")).size == (40, 20)
    assert picture(Scene(20, 10, (BLUE,), background="#FFFFFF"), wide=100).size == (100, 50)


def test_colours_are_those_of_the_scene() -> None:
    made = picture(Scene(20, 10, (BLUE,), background="#FFFFFF"))
    assert made.getpixel((5, 5)) == (0x21, 0x66, 0xAC, 255)
    assert made.getpixel((35, 5)) == (255, 255, 255, 255)


def test_without_a_background_it_is_see_through() -> None:
    assert picture(Scene(20, 10, (BLUE,))).getpixel((35, 5))[3] == 0  # type: ignore[index]


def test_a_rim_lies_behind_its_letters() -> None:
    made = picture(Scene(60, 30, (Text(5, 25, "III", 30, "#000000", halo="#FF0000"),), background="#FFFFFF"))
    colours = {colour for _, colour in made.getcolors(10_000) or []}
    assert (0, 0, 0, 255) in colours
    assert (255, 0, 0, 255) in colours
