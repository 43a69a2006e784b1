"""A journey as the TOML text that `journey.model.parse` reads."""

import json

from cxanalytics.journey.model import Journey, Stage, Touchpoint


def toml(journey: Journey) -> str:
    """The journey as TOML; `parse` makes the same journey of it again."""
    lines = [f"name = {_quoted(journey.name)}", f"description = {_quoted(journey.description)}"]
    lines += [f"ignore = {_list(journey.ignore)}"] if journey.ignore else []
    for stage in journey.stages:
        lines += _stage(stage)
    return "\n".join(lines) + "\n"


def _stage(stage: Stage) -> list[str]:
    lines = ["", "[[stage]]", f"name = {_quoted(stage.name)}"]
    lines += [f"description = {_quoted(stage.description)}"] if stage.description else []
    lines += [f"formerly = {_list(stage.formerly)}"] if stage.formerly else []
    return [*lines, *(line for touchpoint in stage.touchpoints for line in _touchpoint(touchpoint))]


def _touchpoint(touchpoint: Touchpoint) -> list[str]:
    lines = ["", "[[stage.touchpoint]]", f"name = {_quoted(touchpoint.name)}"]
    lists = {name: getattr(touchpoint, name) for name in ("aliases", "phrases", "channels", "formerly")}
    lines += [f"{name} = {_list(values)}" for name, values in lists.items() if values]
    texts = {
        name: getattr(touchpoint, name) for name in ("owner", "description", "goal", "front", "back", "state", "bridge")
    }
    lines += [f"{name} = {_quoted(text)}" for name, text in texts.items() if text]
    lines += ["moment = true"] if touchpoint.moment else []
    return [*lines, *([f"ideal = {touchpoint.ideal!r}"] if touchpoint.ideal is not None else [])]


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(text: str) -> str:
    """A text in quotes; TOML's basic strings escape as JSON's do, but for the one control character it forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
