// The presentation in the browser: every screen is there from the start, so that a key shows the next one at once.
const KEYS = {
  ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next",
  ArrowLeft: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "last", m: "map", t: "timer", f: "full", h: "hide", Escape: "leave",
};

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".presentation");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const kept = (root.kept ??= { step: 0, seconds: 0, ticking: false });
  kept.step = Math.min(kept.step, data.steps.length - 1);

  function show(step) {
    kept.step = Math.max(0, Math.min(step, data.steps.length - 1));
    const { drawing, title, marked } = data.steps[kept.step];
    const screen = part("screen");
    screen.innerHTML = data.drawings[drawing];
    for (const group of screen.querySelectorAll("[data-key]")) {
      group.classList.toggle("marked", group.dataset.key === "touchpoint:" + marked);
    }
    part("title").textContent = title;
    part("count").textContent = `${kept.step + 1} / ${data.steps.length}`;
    part("back").disabled = kept.step === 0;
    part("next").disabled = kept.step === data.steps.length - 1;
  }

  function toMap() {
    // The part of the map on which the touchpoint of this screen stands.
    const { marked } = data.steps[kept.step];
    const from = data.steps.findIndex((step, i) => i > 0 && step.marked === marked && step.drawing < data.maps);
    show(marked && from >= 0 ? from : 0);
  }

  function toTouchpoint(name) {
    show(data.steps.findIndex((step) => step.marked === name && step.drawing >= data.maps));
  }

  function tick() {
    if (kept.ticking) kept.seconds += 1;
    const limit = 60 * Number(part("minutes").value || 0);
    const left = limit ? limit - kept.seconds : kept.seconds;
    const size = Math.abs(left);
    const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    part("clock").textContent = limit && left < 0 ? `−${clock}` : clock;
    part("timer").classList.toggle("over", Boolean(limit && left < 0));
    part("timer").setAttribute("aria-pressed", String(kept.ticking));
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  const acts = {
    next: () => show(kept.step + 1),
    back: () => show(kept.step - 1),
    first: () => show(0),
    last: () => show(data.steps.length - 1),
    map: toMap,
    timer: () => { kept.ticking = !kept.ticking; tick(); },
    reset: () => { kept.seconds = 0; kept.ticking = false; tick(); },
    full,
    hide: () => setTriggerValue("hide", !data.hidden),
    leave: () => { if (!document.fullscreenElement) setTriggerValue("leave", true); },
  };

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = event.composedPath()[0];
    if (inside.matches?.("input")) return;
    // A button that has the focus does what it says; so does a touchpoint on the map.
    if ((event.key === "Enter" || event.key === " ") && inside.closest?.("button, [data-key]")) {
      const group = inside.closest("[data-key]");
      if (!group) return;
      event.preventDefault();
      toTouchpoint(group.dataset.key.replace("touchpoint:", ""));
      return;
    }
    const act = acts[KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]];
    if (!act) return;
    event.preventDefault();
    act();
  }

  root.onclick = (event) => {
    const button = event.target.closest("button[data-act]");
    const group = event.target.closest("[data-key]");
    if (button) acts[button.dataset.act]();
    else if (group) toTouchpoint(group.dataset.key.replace("touchpoint:", ""));
  };
  part("hide").setAttribute("aria-pressed", String(data.hidden));
  part("minutes").oninput = tick;
  root.dataset.theme = data.theme;
  root.forget?.();
  document.addEventListener("keydown", key);
  const clock = setInterval(tick, 1000);
  root.forget = () => { document.removeEventListener("keydown", key); clearInterval(clock); };
  show(kept.step);
  tick();
  return root.forget;
}
