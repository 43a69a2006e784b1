"""Writes what the invented customers say, from the rules in sentences.toml. Used by make.py."""

import math
import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
TOUCHPOINTS = tuple(
    name
    for name, entry in SENTENCES.items()
    if isinstance(entry.get("negative"), list) and "neutral" in entry and name != "short"
)
EMOJI = {
    "positive": ("😊", "👍", "❤️", "🙏", "😍", "🥰", "👏", "🎉"),
    "negative": ("😡", "👎", "😤", "🤦", "😞", "😠", "🙄", "💔"),
    "neutral": ("🤷",),
}
SURNAMES = ("mills", "hart", "okafor", "lane", "weir")

_CHOICE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"<(\w+)>")
_KEEP_CAPITAL = {"I", "PayPal", *SENTENCES["words"]["name"], "Gold", "P.S."}


@dataclass(frozen=True)
class Mention:
    """What one sentence is about. `pain` names the group of complaints it comes from."""

    touchpoint: str
    mood: str
    pain: str = ""


@dataclass(frozen=True)
class Style:
    """How somebody writes."""

    kind: str = "survey"
    careless: bool = False  # small letters, missing full stops and apostrophes
    loud: bool = False  # exclamation marks, now and then all capitals
    emoji: float = 0.0
    typos: float = 0.0
    chatty: float = 0.2  # how often an opener or a closer


class Writer:
    """Writes texts. Uses random() of the generator only, whose numbers are the same in every Python."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def pick(self, values: Any) -> Any:
        return values[int(self.rng.random() * len(values))]

    def weighted(self, weights: dict[Any, float]) -> Any:
        at = self.rng.random() * sum(weights.values())
        for value, weight in weights.items():
            at -= weight
            if at < 0:
                return value
        return value

    def number(self, low: int, high: int) -> int:
        return low + int(self.rng.random() * (high - low + 1))

    def style(self, channel: str) -> Style:
        casual = {"social": 0.5, "app": 0.55, "review": 0.25, "survey": 0.3, "support": 0.2}[channel]
        return Style(
            kind=channel,
            careless=self.chance(casual),
            loud=self.chance(0.1),
            emoji={"social": 0.3, "app": 0.2, "review": 0.08, "survey": 0.04, "support": 0.0}[channel],
            typos=0.03 if self.chance(0.2) else 0.0,
            chatty={"social": 0.15, "app": 0.12, "review": 0.45, "survey": 0.2, "support": 0.3}[channel],
        )

    def text(self, mentions: list[Mention], style: Style) -> str:
        """One comment about all the mentions."""
        parts = [self.sentence(mention) for mention in mentions]
        text = parts[0]
        for earlier, part, mention in zip(mentions, parts[1:], mentions[1:], strict=False):
            kind = "mixed" if {earlier.mood, mention.mood} == {"positive", "negative"} else "same"
            text = self._joined(text, part, earlier.mood, kind, alone=len(parts) == 2)
        mood = mentions[-1].mood
        if mood != "neutral" and self.chance(style.chatty / 2) and "\n" not in text:
            text = self.pick(SENTENCES["openers"][mentions[0].mood if mentions[0].mood != "neutral" else mood]) + lower(
                text
            )
        if mood != "neutral" and self.chance(style.chatty):
            text += self.pick([". ", ". ", "! ", ".\n", "... "]) + self.expand(self.pick(SENTENCES["closers"][mood]))
        if mood != "neutral" and self.chance(0.012):
            text += ". " + self.expand(self.pick(SENTENCES["personal"][mood]))
        return self._framed(text, mood, style)

    def _joined(self, text: str, part: str, mood: str, kind: str, *, alone: bool) -> str:
        if kind == "mixed" and alone and self.chance(0.25):
            good, bad = (text, part) if mood == "positive" else (part, text)
            return str(self.pick(SENTENCES["joins"]["labelled"])).format(p=lower(good), n=lower(bad), P=good)
        joint = str(self.pick(SENTENCES["joins"][kind]))
        return joint.format(a=lower(text), b=lower(part), A=text, B=part)

    def _framed(self, text: str, mood: str, style: Style) -> str:
        """The comment with what people write around it: how they came to be there, a greeting, a name."""
        text = self.finish(text, mood, style)
        scenes, partings = SENTENCES["scenes"].get(style.kind), SENTENCES["partings"].get(style.kind)
        if scenes and self.chance(style.chatty):
            text = self.expand(self.pick(scenes)) + self.pick([". ", ". ", ".\n"]) + text
        if partings and self.chance(style.chatty / 2):
            text = (
                text
                + ("." if text[-1].isalnum() else "")
                + self.pick([" ", "\n", "\n\n"])
                + self.expand(self.pick(partings))
            )
        return text

    def sentence(self, mention: Mention) -> str:
        irony = SENTENCES["sarcasm"].get(mention.touchpoint)
        if mention.mood == "negative" and irony and self.chance(0.04):
            return self.expand(self.pick(irony))
        return self.expand(self.weighted(_rules(mention)))

    def short(self, mood: str) -> str:
        return str(self.pick(SENTENCES["short"][mood]))

    def expand(self, rule: str) -> str:
        while found := _CHOICE.search(rule):
            rule = rule[: found.start()] + self.pick(found[1].split("|")) + rule[found.end() :]
        while found := _WORD.search(rule):
            rule = rule[: found.start()] + self._word(found[1]) + rule[found.end() :]
        return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", rule)

    def _word(self, name: str) -> str:
        if name == "phone":
            return f"555 01{self.number(0, 99):02d}"
        if name == "mail":
            return f"{self._word('name').lower()}.{self.pick(SURNAMES)}@example.com"
        if name == "order":
            return f"HV-{self.number(40000, 99999)}"
        return str(self.pick(SENTENCES["words"][name]))

    def finish(self, text: str, mood: str, style: Style) -> str:
        text = text[:1].upper() + text[1:]
        if text[-1].isalnum():
            text += "!" * self.number(1, 3) if style.loud else "." if not style.careless else ""
        if style.careless:
            text = text.replace("'", "") if self.chance(0.3) else text
            text = text.lower() if self.chance(0.5) else text
        if style.loud and mood == "negative" and self.chance(0.35):
            text = text.upper()
        if style.typos:
            text = " ".join(self._mistyped(word) if self.chance(style.typos) else word for word in text.split(" "))
        if self.chance(style.emoji):
            text += " " + self.pick(EMOJI[mood]) * self.weighted({1: 6, 2: 2, 3: 1})
        return text

    def _mistyped(self, word: str) -> str:
        if len(word) < 5 or not word.isalpha():
            return word
        at = self.number(1, len(word) - 3)
        return self.pick(
            [
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
            ]
        )


def lower(text: str) -> str:
    """The text as it continues a sentence."""
    first = re.split(r"[\s',.]", text, maxsplit=1)[0]
    return text if first in _KEEP_CAPITAL or (first.isupper() and len(first) > 1) else text[:1].lower() + text[1:]


def pains(touchpoint: str) -> tuple[str, ...]:
    return tuple(group["pain"] for group in SENTENCES[touchpoint]["negative"])


@cache
def _rules(mention: Mention) -> dict[str, float]:
    """The rules for a mention; one that can be put in many ways is used more often."""
    entry = SENTENCES[mention.touchpoint]
    if mention.mood != "negative":
        rules = entry[mention.mood]
    else:
        rules = next(group["rules"] for group in entry["negative"] if group["pain"] == mention.pain)
    return {rule: math.sqrt(_ways(rule)) for rule in rules}


def _ways(rule: str) -> float:
    ways = 1.0
    while found := _CHOICE.search(rule):
        ways *= found[1].count("|") + 1
        rule = rule[: found.start()] + rule[found.end() :]
    return ways * 2 ** len(_WORD.findall(rule))
