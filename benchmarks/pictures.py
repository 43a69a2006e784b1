"""Figures as SVG files for the docs, drawn by the installed Chromium. Used by the other benchmarks."""

import shutil
import urllib.parse
from pathlib import Path

import plotly.graph_objects as go

_DRAW = "size => Plotly.toImage(document.querySelector('.js-plotly-plot'), {format: 'svg', ...size})"


def save(figure: go.Figure, path: Path, width: int = 860, height: int = 460) -> None:
    """Write `figure` to an SVG file, on a light ground, so that it can be read on any page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(figure.to_html(include_plotlyjs=True))
        address = page.evaluate(_DRAW, {"width": width, "height": height})
        browser.close()
    path.write_text(urllib.parse.unquote(address.partition(",")[2]) + "\n", encoding="utf-8")
