"""Native charts of a slide, each with its data sheet: to be edited in PowerPoint, never pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from cxanalytics.charts.style import LIGHT
from cxanalytics.export.deck import FONT, Box

Series = Mapping[str, Sequence[float | None]]

_DASHES = ("dash", "sysDot", "lgDashDot", "sysDash")
_MARKS = ("triangle", "square", "diamond", "x")


def curve(new: Any, box: Box, names: Sequence[str], measured: Series, others: Series) -> Any:
    """A line chart on a log axis: the ratio, the ends of its interval, the curves laid over it."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format="0.0#")
    data.categories = list(names)
    for name, values in (*measured.items(), *others.items()):
        data.add_series(name, list(values))
    chart = _added(new, XL_CHART_TYPE.LINE_MARKERS, box, data)
    known = [v for values in (*measured.values(), *others.values()) for v in values if v]
    _log_axis(chart, min([0.5, *known]), max([30.0, *known]))
    ratio, *ends = list(chart.plots[0].series)[: len(measured)]
    _line(ratio, LIGHT.text, 2.25, None, "circle", 9)
    for number, value in enumerate(next(iter(measured.values()))):
        if value:
            _dot(ratio.points[number], LIGHT.positive if value >= 1 else LIGHT.negative)
    for end in ends:
        _line(end, LIGHT.line, 1.0, "sysDash", "none", 2)
    for number, series in enumerate(list(chart.plots[0].series)[len(measured) :]):
        _line(series, LIGHT.muted, 1.5, _DASHES[number % 4], _MARKS[number % 4], 7)
    _legend(chart)
    return chart


def trend(new: Any, box: Box, names: Sequence[str], measured: Series) -> Any:
    """A line chart of a ratio over time with the ends of its interval, on a plain axis from 0."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format="0.0#")
    data.categories = list(names)
    for name, values in measured.items():
        data.add_series(name, list(values))
    chart = _added(new, XL_CHART_TYPE.LINE_MARKERS, box, data)
    ratio, *ends = list(chart.plots[0].series)
    _line(ratio, LIGHT.text, 2.25, None, "circle", 7)
    for end in ends:
        _line(end, LIGHT.line, 1.0, "sysDash", "none", 2)
    axis = chart.value_axis
    axis.minimum_scale = 0
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0.0" : 1"', False
    axis.format.line.fill.background()
    _letters(axis.tick_labels.font, 9)
    _letters(chart.category_axis.tick_labels.font, 9)
    _legend(chart)
    return chart


def counts(new: Any, box: Box, names: Sequence[str], positive: Sequence[int], negative: Sequence[int]) -> Any:
    """A stacked column chart of positive and negative experiences, with their numbers in the columns."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format="#,##0")
    data.categories = list(names)
    data.add_series("Positive", list(positive))
    data.add_series("Negative", list(negative))
    chart = _added(new, XL_CHART_TYPE.COLUMN_STACKED, box, data)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 90, 100
    for series, colour in zip(plot.series, (LIGHT.positive, LIGHT.negative), strict=True):
        _filled(series, colour)
    _bare(chart)
    _legend(chart)
    return chart


def bars(new: Any, box: Box, names: Sequence[str], shares: Sequence[float], colours: Sequence[str]) -> Any:
    """Bars of shares, one below the other, the first at the top, each in its colour with its number."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

    data = CategoryChartData(number_format="0%")
    data.categories = list(names)
    data.add_series("Share of the experiences", list(shares))
    chart = _added(new, XL_CHART_TYPE.BAR_CLUSTERED, box, data)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    for number, colour in enumerate(colours):
        point = plot.series[0].points[number]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    plot.has_data_labels = True
    _letters(plot.data_labels.font, 10)
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0%", False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    chart.category_axis.reverse_order = True
    _letters(chart.category_axis.tick_labels.font, 10)
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    return chart


def _added(new: Any, kind: Any, box: Box, data: Any) -> Any:
    from pptx.util import Inches

    chart = new.shapes.add_chart(kind, *(Inches(v) for v in (box.left, box.top, box.width, box.height)), data).chart
    chart.has_title = False
    chart.font.name = FONT
    return chart


def plot_area(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Where the inside of the axes lies, in shares of the chart: so that names can stand above its columns."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{space}}}layout"):
        area.remove(old)
    layout = etree.Element(f"{{{space}}}layout")
    manual = etree.SubElement(layout, f"{{{space}}}manualLayout")
    said = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": left, "y": top, "w": width, "h": height}
    for name, value in said.items():
        etree.SubElement(manual, f"{{{space}}}{name}", val=value if isinstance(value, str) else f"{value:.4f}")
    area.insert(0, layout)


def _log_axis(chart: Any, low: float, high: float) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    axis = chart.value_axis
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    scaling = axis._element.find(f"{{{space}}}scaling")
    scaling.insert(0, etree.Element(f"{{{space}}}logBase", val="10"))
    bottom = next(v for v in (0.1, 0.01, 0.001, 0.0001) if v <= low)
    axis.minimum_scale, axis.maximum_scale = bottom, next(v for v in (100, 1_000, 10_000, 10**9) if v >= high)
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D9DEE4")
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = 'General" : 1"', False
    axis.format.line.fill.background()
    _letters(axis.tick_labels.font, 10)
    # The line of 1 : 1 is where good and bad are level; names stand above the chart.
    category = chart.category_axis
    category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    _crosses_at(category, 1)
    category.format.line.color.rgb = RGBColor.from_string(LIGHT.line[1:])


def _crosses_at(axis: Any, value: float) -> None:
    """Let this axis stand where the other one has a value."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    for name in ("crosses", "crossesAt"):
        for old in axis._element.findall(f"{{{space}}}{name}"):
            place = list(axis._element).index(old)
            axis._element.remove(old)
            axis._element.insert(place, etree.Element(f"{{{space}}}crossesAt", val=f"{value:g}"))
            return


def _line(series: Any, colour: str, width: float, dash: str | None, mark: str, size: int) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    series.smooth = False
    series.format.line.color.rgb = RGBColor.from_string(colour[1:])
    series.format.line.width = Pt(width)
    if dash:
        from pptx.oxml.ns import qn

        line = series.format.line._get_or_add_ln()
        for old in line.findall(qn("a:prstDash")):
            line.remove(old)
        fill = line.find(qn("a:solidFill"))
        fill.addnext(etree.Element(qn("a:prstDash"), val=dash))
    series.marker.style = getattr(XL_MARKER_STYLE, {"x": "X"}.get(mark, mark.upper()))
    series.marker.size = size
    if mark != "none":
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string("FFFFFF")
        series.marker.format.line.color.rgb = RGBColor.from_string(colour[1:])


def _dot(point: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE

    point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    point.marker.format.line.color.rgb = RGBColor.from_string("FFFFFF")


def _filled(series: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0;;", False
    _letters(labels.font, 9)
    labels.font.color.rgb = RGBColor.from_string("FFFFFF")


def _bare(chart: Any) -> None:
    """Columns alone: their numbers stand in them, names above the other chart."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _legend(chart: Any) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _letters(chart.legend.font, 10)


def _letters(font: Any, size: float) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    font.size, font.name = Pt(size), FONT
    font.color.rgb = RGBColor.from_string(LIGHT.text[1:])
