"""Hollin & Vane: who its invented customers are, what happens to them when, and how they feel about it.

Odds are positive : negative sentences. README.md tells the stories in words.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from writer import Mention, Style, Writer, pains

FIRST, LAST = date(2025, 5, 1), date(2026, 10, 31)
CHANGE_PAGE_REMOVED = date(2025, 11, 3)  # web shop: orders can no longer be changed online
NEW_TILLS = date(2026, 2, 2)  # shops: self checkouts and one queue
BAD_APP, MENDED_APP = date(2026, 3, 10), date(2026, 4, 21)
CARRIER_LEFT, CARRIER_BACK = date(2025, 10, 1), date(2026, 6, 1)  # the carrier that leaves parcels outside

# touchpoint: odds, then how often it is spoken of in survey, review, social, ticket, app
TOUCHPOINTS = {
    "Newsletter and ads": (1.1, (2, 1, 3, 1, 0)),
    "Prices and offers": (2.0, (5, 6, 5, 1, 1)),
    "Range and stock": (2.6, (5, 4, 4, 1, 0)),
    "Shop": (4.5, (6, 5, 5, 0.5, 0)),
    "Shop staff": (28, (10, 9, 6, 0.5, 0)),
    "Web shop": (2.6, (6, 5, 4, 5, 3)),
    "App": (3.4, (3, 1, 4, 3, 70)),
    "Till and queue": (0.75, (7, 4, 5, 0.5, 0)),
    "Online checkout": (2.4, (4, 3, 2, 3, 3)),
    "Order tracking": (3.2, (4, 4, 2, 2, 2)),
    "Delivery": (4.2, (11, 16, 11, 12, 2)),
    "Click and collect": (13, (4, 3, 1, 0.5, 0)),
    "Packaging": (5, (3, 4, 2, 0.5, 0)),
    "Assembly": (1.3, (3, 3, 2, 2, 0)),
    "Product": (7, (9, 14, 7, 5, 1)),
    "Invoice": (0.85, (6, 4, 5, 12, 1)),
    "Returns": (2.6, (4, 4, 2, 4, 1)),
    "Refund": (1.6, (3, 5, 4, 7, 1)),
    "Repair": (1.5, (2, 2, 1, 3, 0)),
    "Phone support": (1.8, (4, 3, 4, 5, 0)),
    "Chat and e-mail": (2.2, (4, 4, 4, 4, 0)),
    "Loyalty club": (5, (4, 1, 1, 2, 3)),
}
SOURCES = ("survey", "review", "social", "support", "app")
_EASE = {"survey": 1.0, "review": 1.1, "social": 0.75, "support": 0.18, "app": 1.0}
_NEUTRAL = {"survey": 0.07, "review": 0.04, "social": 0.12, "support": 0.18, "app": 0.03}


@dataclass(frozen=True)
class Customer:
    """Somebody who shops there; `number` is the same in the survey and in the tickets."""

    number: str
    tier: str
    region: str
    first: str
    last: str


def customers(writer: Writer, count: int) -> list[Customer]:
    tiers, regions = (
        {"None": 55, "Silver": 30, "Gold": 15},
        {"North": 30, "South": 32, "East": 20, "West": 18},
    )
    first = [
        "Mara",
        "Joel",
        "Tess",
        "Ivo",
        "Hana",
        "Leon",
        "Bea",
        "Kofi",
        "Nils",
        "Rosa",
        "Anil",
        "Dora",
        "Finn",
        "Yara",
    ]
    last = [
        "Mills",
        "Hart",
        "Okafor",
        "Lane",
        "Weir",
        "Castell",
        "Brandt",
        "Moreau",
        "Quill",
        "Sato",
        "Dunmore",
    ]
    return [
        Customer(
            f"C-{100000 + 7 * n}",
            writer.weighted(tiers),
            writer.weighted(regions),
            writer.pick(first),
            writer.pick(last),
        )
        for n in range(count)
    ]


def moment(writer: Writer, first: date = FIRST, last: date = LAST) -> datetime:
    """A time between two days: busier towards the end, before Christmas and in the evening."""
    while True:
        day = first + timedelta(days=writer.number(0, (last - first).days))
        busy = 0.6 + 0.3 * (day - FIRST).days / (LAST - FIRST).days + (0.3 if day.month in (11, 12) else 0)
        if writer.chance(busy / 1.2):
            hour = writer.weighted(
                {
                    8: 3,
                    9: 5,
                    10: 6,
                    11: 6,
                    12: 7,
                    13: 6,
                    14: 5,
                    15: 5,
                    16: 6,
                    17: 7,
                    18: 8,
                    19: 9,
                    20: 9,
                    21: 7,
                    22: 4,
                    23: 2,
                }
            )
            return datetime(day.year, day.month, day.day, hour, writer.number(0, 59), writer.number(0, 59))


def odds(touchpoint: str, day: date, source: str, customer: Customer) -> float:
    """Positive : negative for one sentence about a touchpoint."""
    value: float = TOUCHPOINTS[touchpoint][0] * _EASE[source]
    passed = (day - FIRST).days / (LAST - FIRST).days
    if touchpoint == "Till and queue" and day >= NEW_TILLS:
        value *= 6
    if touchpoint == "App" and BAD_APP <= day < MENDED_APP:
        value *= 0.05
    if touchpoint == "Delivery" and parcels_outside(day):
        value *= 0.4
    if touchpoint == "Delivery" and customer.region == "West":
        value *= 0.55
    if touchpoint == "Web shop" and day >= CHANGE_PAGE_REMOVED:
        value *= 0.6
    if touchpoint == "Refund":
        value *= 1.5 - 1.1 * passed
    if customer.tier == "Gold":
        value *= 0.7 if touchpoint == "Invoice" else 1.5
    if customer.tier == "None":
        value *= 0.9
    return value


def pain(writer: Writer, touchpoint: str, day: date) -> str:
    """What exactly went wrong."""
    weights = dict.fromkeys(pains(touchpoint), 1.0)
    common = {
        "wrong charge": 4.0,
        "long queue": 5.0,
        "on hold": 2.0,
        "app crashes": 2.0,
        "out of stock": 2.0,
        "no reply": 2.0,
    }
    weights |= {name: weight for name, weight in common.items() if name in weights}
    if touchpoint == "Delivery":
        weights["parcel left outside"] = 3.5 if parcels_outside(day) else 0.0
    if touchpoint == "Web shop":
        weights["could not change the order online"] = 3.0 if day >= CHANGE_PAGE_REMOVED else 0.0
    if touchpoint == "App" and BAD_APP <= day < MENDED_APP:
        weights["app crashes"] = 30.0
    return writer.weighted(weights)


def parcels_outside(day: date) -> bool:
    return day < CARRIER_LEFT or day >= CARRIER_BACK


def mentions(writer: Writer, day: date, source: str, customer: Customer, about: str | None = None) -> list[Mention]:
    """What one comment speaks of: one thing mostly, now and then two or three."""
    weights = {
        name: often[("survey", "review", "social", "support", "app").index(source)]
        for name, (_, often) in TOUCHPOINTS.items()
    }
    count = writer.weighted({1: 62, 2: 31, 3: 7} if source in ("survey", "review") else {1: 88, 2: 12})
    names: list[str] = [about] if about else []
    while len(names) < count:
        name = writer.weighted(weights)
        names += [name] if name not in names else []
    return [_mention(writer, name, day, source, customer) for name in names]


def _mention(writer: Writer, touchpoint: str, day: date, source: str, customer: Customer) -> Mention:
    if writer.chance(_NEUTRAL[source]):
        return Mention(touchpoint, "neutral")
    ratio = odds(touchpoint, day, source, customer)
    if writer.chance(ratio / (1 + ratio)):
        return Mention(touchpoint, "positive")
    return Mention(touchpoint, "negative", pain(writer, touchpoint, day))


def comment(writer: Writer, said: list[Mention], source: str, style: Style | None = None) -> str:
    return writer.text(said, style or writer.style(source))


def score(writer: Writer, said: list[Mention], low: int, high: int) -> int:
    """The rating that goes with a comment, most of the time."""
    moods = [mention.mood for mention in said]
    good, bad = moods.count("positive"), moods.count("negative")
    share = 0.5 + 0.5 * (good - bad) / max(good + bad, 1) if good + bad else 0.65
    noise = (writer.rng.random() + writer.rng.random() - 1) * 0.35
    return min(high, max(low, round(low + (high - low) * (0.08 + 0.84 * share + noise))))
