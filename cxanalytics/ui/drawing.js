// A drawing on the page: what can be chosen in it is chosen by pointer or keyboard, and tells more of itself.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".drawing");
  const sheet = root.querySelector(".sheet");
  const tip = root.querySelector(".tip");
  if (root.drawn !== data.svg) {
    // The same drawing is not put in anew: the keyboard would lose its place.
    const focused = parentElement.activeElement?.dataset?.key;
    sheet.innerHTML = data.svg;
    root.drawn = data.svg;
    if (focused) sheet.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  sheet.style.minWidth = data.width + "px";
  root.dataset.theme = data.theme;
  root.classList.toggle("selectable", data.selectable);

  function told(group) {
    const lines = (group?.dataset.tip ?? "").split("\n").filter(Boolean);
    tip.hidden = !lines.length;
    if (!lines.length) return;
    tip.replaceChildren(...lines.map((line, i) => {
      const shown = document.createElement(i ? "div" : "strong");
      shown.textContent = line;
      return shown;
    }));
    const around = root.getBoundingClientRect();
    const here = group.getBoundingClientRect();
    const left = Math.min(Math.max(here.left + here.width / 2 - around.left - tip.offsetWidth / 2, 0),
      Math.max(around.width - tip.offsetWidth, 0));
    const right = here.right - around.left + 10;
    // Beside the column, so that the column itself is still seen.
    const beside = right + tip.offsetWidth < around.width ? right : here.left - around.left - tip.offsetWidth - 10;
    tip.style.left = (beside >= 0 ? beside : left) + "px";
    tip.style.top = Math.max(here.top - around.top, 0) + 70 + "px";
  }

  const choose = (group) => { if (group && data.selectable) setTriggerValue("chosen", group.dataset.key); };
  sheet.onclick = (event) => choose(event.target.closest("[data-key]"));
  sheet.onkeydown = (event) => {
    const group = event.target.closest("[data-key]");
    if (!group) return;
    if (event.key === "Escape") { tip.hidden = true; return; }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const all = [...sheet.querySelectorAll("[data-key]")];
      all[all.indexOf(group) + step]?.focus();
    } else if (event.key === "Enter" || event.key === " ") choose(group);
    else return;
    event.preventDefault();
  };
  sheet.onpointerover = (event) => told(event.target.closest("[data-key]"));
  sheet.onpointerleave = () => told(null);
  sheet.onfocus = null;
  sheet.addEventListener("focusin", (event) => told(event.target.closest("[data-key]")));
  sheet.addEventListener("focusout", () => told(null));
  root.querySelector(".frame").onscroll = () => told(null);
}
