import plotly.io as pio
import pytest

from cxanalytics.charts import style


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_signs_can_be_told_from_the_page(dark: bool) -> None:
    colours = style.palette(dark)
    for text in (colours.text, colours.muted, colours.pain):
        assert contrast(text, colours.paper) >= 4.5
    for sign in (colours.positive, colours.negative, colours.neutral, colours.line):
        assert contrast(sign, colours.paper) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_faint_labels_can_be_read_on_what_lies_below_them(dark: bool) -> None:
    colours = style.palette(dark)
    share = float(colours.veil.rstrip(")").split(",")[-1])
    # The worst case: the curve itself shines through the ground of the label.
    mixed = [
        round(int(colours.paper[i : i + 2], 16) * share + int(colours.line[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    ]
    ground = "#" + "".join(f"{part:02X}" for part in mixed)
    assert contrast(colours.text, ground) >= 4.5
    assert contrast(colours.muted, ground) >= 4.5


def test_the_agreed_colours() -> None:
    assert (style.LIGHT.negative, style.LIGHT.positive) == ("#B35806", "#2166AC")
    assert (style.DARK.negative, style.DARK.positive) == ("#D55E00", "#0072B2")


def test_the_template_is_our_own_and_nobodys_default_is_touched() -> None:
    before = pio.templates.default
    template = style.template(dark=True)
    assert template.layout.font.color == style.DARK.text
    assert template.layout.colorway == (style.DARK.positive, style.DARK.negative, style.DARK.neutral)
    assert pio.templates.default == before


def test_no_button_sends_the_chart_away() -> None:
    assert style.CONFIG["displaylogo"] is False
    assert "sendChartToCloud" in style.CONFIG["modeBarButtonsToRemove"]
