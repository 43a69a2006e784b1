"""How the exported page looks, and the script that draws its figure in light, in dark and on paper."""

from cxanalytics.charts.style import DARK, FONT, LIGHT, Palette


def _variables(colours: Palette) -> str:
    return (
        f"--text:{colours.text};--muted:{colours.muted};--paper:{colours.paper};--panel:{colours.panel};"
        f"--grid:{colours.grid};--up:{colours.positive};--down:{colours.negative};--pain:{colours.pain};"
    )


STYLE = f"""
:root {{ color-scheme: light dark; {_variables(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}
@media print {{ :root {{ color-scheme: light; {_variables(LIGHT)} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--text); font: 16px/1.5 {FONT}; }}
main {{ max-width: 1680px; margin: 0 auto; padding: 1.6rem clamp(1rem, 3vw, 2.5rem) 2rem; }}
h1 {{ font-size: clamp(1.45rem, 3.2vw, 2.15rem); line-height: 1.2; margin: 0 0 .4rem; max-width: 66rem; }}
h1 {{ text-wrap: balance; }}
h2 {{ font-size: 1.25rem; margin: 2.2rem 0 .6rem; }}
h3 {{ font-size: 1rem; margin: 0 0 .15rem; }}
.kicker {{ margin: 0 0 .2rem; color: var(--muted); font-weight: 600; letter-spacing: .01em; }}
.about {{ color: var(--muted); margin: 0 0 1.1rem; max-width: 56rem; }}
dl {{ display: flex; flex-wrap: wrap; gap: .7rem 2.2rem; margin: 0 0 1rem; }}
dt {{ color: var(--muted); font-size: .8rem; }}
dd {{ margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }}
figure {{ margin: 0; }}
figcaption {{ color: var(--muted); font-size: .88rem; max-width: 62rem; margin-top: .5rem; }}
.scroll {{ overflow-x: auto; }}
.frame {{ position: relative; }}
.frame::after {{ content: ""; position: absolute; inset: 0 0 0 auto; width: 2.6rem; pointer-events: none; }}
.frame::after {{ background: linear-gradient(to right, transparent, var(--paper)); }}
.hint {{ color: var(--muted); font-size: .85rem; margin: 0 0 .3rem; }}
.scroll:focus-visible {{ outline: 2px solid var(--up); outline-offset: 2px; }}
table {{ border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }}
th, td {{ text-align: left; padding: .38rem .8rem .38rem 0; vertical-align: top; }}
th, td {{ border-bottom: 1px solid var(--grid); }}
thead th {{ color: var(--muted); font-size: .8rem; vertical-align: bottom; border-bottom-width: 2px; }}
tbody th {{ font-weight: 600; min-width: 11rem; }}
tr.stage th {{ background: var(--panel); padding-left: .6rem; font-size: .85rem; }}
tr:not(.stage) > th:first-child {{ padding-left: .6rem; }}
.n {{ text-align: right; padding-right: 1.3rem; }}
.ratio, .day {{ white-space: nowrap; }}
tr.thin td, tr.none td, tr.thin th, tr.none th {{ color: var(--muted); font-weight: 400; }}
.up {{ color: var(--up); }} .down {{ color: var(--down); }} .open {{ color: var(--muted); }}
.quotes {{ display: grid; gap: 1.2rem 1.8rem; }}
.quotes {{ grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }}
article {{ border-left: 3px solid var(--down); padding-left: .9rem; break-inside: avoid; }}
.pain {{ color: var(--pain); margin: 0; font-size: .9rem; font-weight: 600; }}
blockquote {{ margin: .3rem 0; overflow-wrap: anywhere; white-space: pre-line; }}
blockquote::before {{ content: "“"; }} blockquote::after {{ content: "”"; }}
.from, footer {{ color: var(--muted); font-size: .85rem; margin: 0; }}
.reading ul {{ max-width: 62rem; padding-left: 1.2rem; }} .reading li {{ margin: .3rem 0; }}
footer {{ margin-top: 2.2rem; }}
.modebar {{ opacity: .55; }}
@media screen and (max-width: 70rem) {{
  table {{ width: max-content; min-width: 100%; }}
  td {{ white-space: nowrap; }}
  thead th {{ max-width: 8rem; }}
  tbody th {{ min-width: 0; }}
  tr:not(.stage) > th:first-child {{ position: sticky; left: 0; background: var(--paper); padding-right: .6rem; }}
  tr:not(.stage) > th:first-child {{ white-space: normal; width: 8.5rem; min-width: 8.5rem; }}
}}
@media screen and (max-width: 36rem) {{
  table {{ font-size: .8rem; }}
  thead th {{ font-size: .75rem; max-width: 5.8rem; }}
  th, td {{ padding-right: .5rem; }}
  .n {{ padding-right: .8rem; }}
  tr:not(.stage) > th:first-child {{ width: 6.4rem; min-width: 6.4rem; padding-left: .3rem; }}
}}
@page {{ size: A4 landscape; margin: 11mm; }}
@media print {{
  html {{ font-size: 11px; }}
  main {{ padding: 0; max-width: none; }}
  body {{ font-size: 1rem; }}
  h1 {{ max-width: none; font-size: 1.6rem; margin: 0 0 .2rem; }}
  dl {{ gap: .1rem 1.8rem; margin: 0; line-height: 1.3; }}
  figcaption, .about, .kicker, .hint, .frame::after {{ display: none; }}
  .scroll {{ overflow: visible; }}
  .modebar-container {{ display: none; }}
  figure, article, tr {{ break-inside: avoid; }}
  h2 {{ break-after: avoid; }}
  thead {{ display: table-header-group; }}
}}
"""

# Paper is always light; its drawing has large letters, to be read when it is made small enough to share the first
# page with the heading. The fade at the edge says that there is more; it goes when all has been seen.
SCRIPT = """
const box = document.getElementById("map");
const night = matchMedia("(prefers-color-scheme: dark)");
const PAPER = { width: 1030, height: 610 };
function draw(theme, width) {
  const figure = structuredClone(MAP[theme]);
  if (width) figure.layout.width = width;
  return Plotly.react(box, figure.data, figure.layout, MAP.config);
}
function onScreen() {
  box.style.width = box.style.zoom = "";
  box.style.minWidth = MAP.width + "px";
  draw(night.matches ? "dark" : "light").then(() => Plotly.Plots.resize(box));
}
function onPaper() {
  const zoom = Math.min(PAPER.width / MAP.paperWidth, PAPER.height / MAP.paper.layout.height);
  box.style.width = PAPER.width / zoom + "px";
  box.style.zoom = zoom;
  box.style.minWidth = "";
  draw("paper", PAPER.width / zoom);
}
function fade() {
  for (const scroll of document.querySelectorAll(".scroll")) {
    const more = scroll.scrollWidth - scroll.clientWidth - scroll.scrollLeft > 2;
    scroll.parentElement.classList.toggle("frame", more);
  }
}
for (const scroll of document.querySelectorAll(".scroll")) scroll.addEventListener("scroll", fade);
addEventListener("resize", fade);
onScreen();
fade();
night.addEventListener("change", onScreen);
addEventListener("beforeprint", onPaper);
addEventListener("afterprint", onScreen);
"""
