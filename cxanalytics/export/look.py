"""How the exported page looks, and the script that makes its map answer."""

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
@media screen and (prefers-color-scheme: dark) {{
  .map .night {{ display: block !important; }} .map .light {{ display: none !important; }}
}}
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
.map {{ position: relative; }}
.scroll {{ overflow-x: auto; }}
.hint {{ color: var(--muted); font-size: .85rem; margin: 0 0 .3rem; }}
.scroll:focus-visible {{ outline: 2px solid var(--up); outline-offset: 2px; }}
.map svg {{ width: 100%; height: auto; display: block; }}
.map [data-key] {{ cursor: pointer; outline: none; }}
.map [data-key]:hover {{ outline: 1px solid var(--muted); outline-offset: -1px; }}
.map [data-key]:focus-visible, summary:focus-visible {{ outline: 2px solid var(--up); outline-offset: -2px; }}
[hidden], .off, .night {{ display: none !important; }}
.switches {{ display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin-bottom: .4rem; font-size: .9rem; }}
fieldset {{ border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: center; }}
legend {{ float: left; font-weight: 600; color: var(--muted); margin-right: .4rem; padding: 0; }}
.tip {{ position: absolute; z-index: 2; max-width: 330px; pointer-events: none; }}
.tip {{ padding: .5rem .8rem; font-size: .88rem; }}
.tip {{ background: var(--paper); border: 1px solid var(--muted); border-radius: 6px; overflow-wrap: anywhere; }}
.tip strong {{ display: block; font-size: .95rem; }}
details {{ border-bottom: 1px solid var(--grid); padding: .35rem 0; }}
summary {{ cursor: pointer; }} summary .name {{ font-weight: 600; }}
details[open] {{ padding-bottom: 1rem; }}
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
article.good {{ border-color: var(--up); }}
.pain {{ color: var(--pain); margin: 0; font-size: .9rem; font-weight: 600; }}
blockquote {{ margin: .3rem 0; overflow-wrap: anywhere; white-space: pre-line; }}
blockquote::before {{ content: "“"; }} blockquote::after {{ content: "”"; }}
.from, footer {{ color: var(--muted); font-size: .85rem; margin: 0; }}
.reading ul {{ max-width: 62rem; padding-left: 1.2rem; }} .reading li {{ margin: .3rem 0; }}
footer {{ margin-top: 2.2rem; }}
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
  figcaption, .about, .kicker, .hint, .switches, .tip {{ display: none; }}
  .scroll {{ overflow: visible; }}
  .scroll > div {{ min-width: 0 !important; }}
  figure, article, tr {{ break-inside: avoid; }}
  h2 {{ break-after: avoid; }}
  thead {{ display: table-header-group; }}
}}
"""

SCRIPT = """
const map = document.querySelector(".map");
const tip = map.querySelector(".tip");
for (const box of document.querySelectorAll("[data-switch]")) {
  box.onchange = () => {
    for (const part of map.querySelectorAll("[data-part]")) {
      if (part.dataset.part === box.dataset.switch) part.classList.toggle("off", !box.checked);
    }
  };
}
function told(group) {
  const lines = (group?.dataset.tip ?? "").split("\\n").filter(Boolean);
  tip.hidden = !lines.length;
  if (!lines.length) return;
  tip.replaceChildren(...lines.map((line, i) => {
    const shown = document.createElement(i ? "div" : "strong");
    shown.textContent = line;
    return shown;
  }));
  const around = map.getBoundingClientRect(), here = group.getBoundingClientRect();
  const right = here.right - around.left + 8, left = here.left - around.left - tip.offsetWidth - 8;
  tip.style.left = Math.max(right + tip.offsetWidth < around.width ? right : left, 0) + "px";
  tip.style.top = Math.max(here.top - around.top, 0) + 70 + "px";
}
function choose(group) {
  const about = document.querySelector(`[data-about="${CSS.escape(group.dataset.key)}"]`);
  if (!about) return;
  about.open = true;
  about.scrollIntoView({ block: "start" });
  about.querySelector("summary").focus({ preventScroll: true });
}
const of = (event) => event.target.closest("[data-key]");
map.addEventListener("pointerover", (event) => told(of(event)));
map.addEventListener("pointerleave", () => told(null));
map.addEventListener("focusin", (event) => told(of(event)));
map.addEventListener("focusout", () => told(null));
map.addEventListener("click", (event) => { if (of(event)) choose(of(event)); });
map.addEventListener("keydown", (event) => {
  const group = of(event);
  if (!group) return;
  if (event.key === "Escape") { told(null); return; }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const all = [...group.closest("svg").querySelectorAll("[data-key]")];
  if (step) all[all.indexOf(group) + step]?.focus();
  else if (event.key === "Enter" || event.key === " ") choose(group);
  else return;
  event.preventDefault();
});
// On paper everything is open.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
"""
