from cxanalytics.drawing.scene import Circle, Group, Path, Rect, Scene, Text, moved

DOT = Circle(1, 2, 3)
LINE = Path(((0, 0), (4, 5)))


def test_groups_are_looked_into() -> None:
    scene = Scene(10, 10, (DOT, Group((LINE, Group((DOT,))))))
    assert list(scene.flat()) == [DOT, LINE, DOT]


def test_groups_are_found_wherever_they_are() -> None:
    inner = Group((DOT,), key="inner")
    outer = Group((LINE, inner), key="outer")
    assert list(Scene(10, 10, (DOT, outer)).groups()) == [outer, inner]


def test_everything_can_be_moved() -> None:
    both = moved(Group((DOT, LINE, Text(1, 1, "a", 9, "#000000"), Rect(0, 0, 2, 2)), key="k"), 10, 20)
    assert both == Group(
        (Circle(11, 22, 3), Path(((10, 20), (14, 25))), Text(11, 21, "a", 9, "#000000"), Rect(10, 20, 2, 2)), key="k"
    )
