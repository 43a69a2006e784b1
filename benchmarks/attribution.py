"""How right touchpoint attribution is, by the rules and by what people teach: python benchmarks/attribution.py

Each labelled set's categories are made a journey, with phrases written by hand from the categories' names and a few
obvious words. Of half of the respondents (reviews, sentences) 50 to 1,000 texts give their assignments, drawn at
random; the texts of the other half are the test. A text with several categories is right with any of them.
`mams_acsa` and `oats_coursera` are development sets: the settings of learning were chosen on them.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.touchpoints import Attribution, Learning, assign, learn, measured

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
DEVELOPMENT = ("mams_acsa", "oats_coursera")
SETS = (*DEVELOPMENT, "nhs_fft_v6", "oats_amazon_ff", "semeval16_laptops")
SIZES = (50, 100, 200, 500, 1_000)
GROUP = {"mams_acsa": "sentence_id", "nhs_fft_v6": "respondent_id"}  # the others: review_id
SEED = 20_260_105
REPEATS = 3  # draws of assignments, the figures being means over them
SHOWN = 500  # assignments, of which rules and confusions are shown
MOST = 3  # confusions shown

# Phrases for each category: its name and what comes to mind at once, "~" for general words. Nobody looked at a text.
PHRASES: Mapping[str, Mapping[str, str]] = {
    "mams_acsa": {
        "food": "food, dish, meal, taste, tasted, delicious, pizza, pasta, chicken, salad, dessert, sushi, steak, fish",
        "staff": "staff, waiter, waitress, server, bartender, hostess, manager, chef, owner",
        "service": "service, served, attentive",
        "place": "place, restaurant, location, table, seating, bar, room",
        "menu": "menu, selection, wine list, choices, options, specials",
        "price": "price, expensive, cheap, bill, cost, pricey, overpriced, affordable, value",
        "ambience": "ambience, ambiance, atmosphere, decor, music, noisy, romantic, cozy",
        "miscellaneous": "",
    },
    "oats_coursera": {
        "COURSE": "~course, ~class, specialization",
        "FACULTY": "teacher, instructor, professor, lecturer, faculty, tutor, teaching assistant",
        "PRESENTATION": "presentation, video, lecture, slides, explanation, audio, subtitles",
        "ASSIGNMENTS": "assignment, quiz, exercise, homework, project, exam, test, peer review",
        "MATERIAL": "material, content, reading, textbook, examples, topics, book",
        "GRADES": "grade, grading, graded, certificate, score",
    },
    "nhs_fft_v6": {
        "Staff manner & personal attributes": "~staff, friendly, polite, caring, kind, rude, attitude, manner, helpful",
        "Timeliness of care": "waiting, waited, late, on time, prompt, quick, delay, punctual, hours",
        "Staff listening, understanding & involving patients": "listen, listened, understanding, understood, involved",
        "Contacting services": "phone, call, contact, telephone, phone line, call back, answered",
        "Transport to/ from services": "transport, ambulance, driver, vehicle, journey, taxi, pick up, drove, crew",
        "Information directly from staff during care": "explained, explanation, advice, information, told me",
        "Being kept informed, clarity & consistency of information": "kept informed, informed, update, communication",
        "Impact of treatment/ care": "treatment, feel better, helped me, recovery, improved",
        "Appointment arrangements": "appointment, booking, cancelled, rescheduled",
        "Number & deployment of staff": "more staff, short staffed, understaffed, staff shortage, not enough staff",
        "Referals & continuity of care": "referral, referred, follow up, continuity, handover",
        "Competence & training": "professional, competent, knowledgeable, skilled, training, trained, experienced",
        "Diagnosis & triage": "diagnosis, diagnosed, triage, assessment, assessed, misdiagnosed",
        "Activities & access to fresh air": "activities, fresh air, garden, gym, leave, walks, outside",
        "Food & drink provision & facilities": "food, meals, drink, tea, coffee, menu, lunch, dinner",
        "Staff responsiveness": "responsive, responded, ignored, response",
        "Information provision & guidance": "leaflet, website, guidance, written information, signposting",
        "Supplying & understanding medication": "medication, medicine, prescription, tablets, pharmacy, drugs",
        "Interaction with family/ carers": "family, carer, relatives, wife, husband, mother, daughter, visitors",
        "Organisation & efficiency": "organised, efficient, organisation, disorganised, paperwork",
        "Cleanliness, tidiness & infection control": "clean, dirty, hygiene, tidy, infection, mask",
        "Environment & Facilities": "environment, facilities, building, room, ward, bed, toilet, shower",
        "Mental Health Act": "mental health act, section, sectioned",
        "Staff continuity": "same staff, same person, different nurse, continuity of staff",
        "Service location": "location, parking, car park, closer, distance, local",
        "Sensory experience": "noise, noisy, smell, lighting, hot, cold, temperature",
        "Feeling safe": "safe, unsafe, safety, security",
        "Care plans": "care plan, care planning",
        "Provision of medical equipment": "equipment, wheelchair, chair, device",
        "Equality, Diversity & Inclusion": "disability, language, race, religion, discrimination, gender",
        "Appointment method": "video call, face to face, online appointment, phone appointment",
        "Discharge": "discharge, discharged",
        "Funding & use of financial resources": "funding, money, budget, government, pay",
        "Patient records": "records, notes, medical history",
        "Pain management": "pain, pain relief, painkiller",
        "Admission": "admission, admitted",
        "Unspecified communication": "",
        "Electronic entertainment": "tv, television, wifi, internet, games, dvd",
        "Patient appearance & grooming": "haircut, hairdresser, clothes, laundry, grooming",
    },
    "oats_amazon_ff": {
        "FOOD": "food, taste, tasted, flavor, flavour, coffee, tea, chocolate, snack, sauce, product, sugar, dog",
        "AMAZON": "amazon, store, website, subscribe, customer service, seller, availability, stock",
        "SHIPMENT": "shipping, shipment, delivery, delivered, arrived, package, packaging, box, damaged, shipped",
    },
    "semeval16_laptops": {
        "LAPTOP": "~laptop, ~computer, ~machine, netbook, macbook, notebook",
        "SUPPORT": "support, customer service, tech support, technician, help desk, repair",
        "DISPLAY": "display, screen, monitor, resolution",
        "BATTERY": "battery, battery life, charge",
        "COMPANY": "company, apple, dell, toshiba, hp, acer, asus, lenovo, sony, brand",
        "KEYBOARD": "keyboard, keys, typing, key",
        "MOUSE": "mouse, touchpad, touch pad, trackpad, mouse pad",
        "SOFTWARE": "software, program, application, office, app",
        "OS": "operating system, windows, vista, os, osx, linux",
        "MULTIMEDIA_DEVICES": "speakers, webcam, camera, sound, microphone, volume, audio",
        "GRAPHICS": "graphics, video card, graphics card, gaming",
        "HARD_DISC": "hard drive, hard disk, hd, storage, ssd",
        "CPU": "processor, cpu",
        "POWER_SUPPLY": "charger, power supply, power cord, adapter, cord",
        "MEMORY": "memory, ram",
        "SHIPPING": "shipping, delivery, arrived, shipped",
        "HARDWARE": "hardware",
        "MOTHERBOARD": "motherboard, logic board",
        "OPTICAL_DRIVES": "dvd drive, cd drive, optical drive, dvd, cd",
        "WARRANTY": "warranty, guarantee",
        "PORTS": "port, usb, hdmi",
        "FANS_COOLING": "fan, cooling, heat, overheat, hot",
    },
}
# Categories that say no touchpoint; general verdicts are Unassigned in this product too.
NOWHERE = {
    *("Labelling not possible", "Not assigned", "POLARITY"),
    *("Positive experience & gratitude", "Negative experience & dissatisfaction"),
}


@dataclass(frozen=True)
class Labelled:
    """A labelled set: mentions (one per text) of its feedback, and every right answer: mention, right."""

    name: str
    journey: Journey
    mentions: pd.DataFrame
    feedback: pd.DataFrame
    right: pd.DataFrame


@dataclass(frozen=True)
class Run:
    """One way of assigning, measured on the test texts."""

    name: str
    size: int
    by: str
    test: Attribution
    learning: Learning | None


def journey_of(name: str) -> Journey:
    written = {
        category: tuple(part.strip() for part in text.split(",") if part.strip())
        for category, text in PHRASES[name].items()
    }
    touchpoints = tuple(Touchpoint(category, (), phrases) for category, phrases in written.items())
    return Journey(name, "", (Stage("All", touchpoints),))


def labelled(name: str) -> Labelled:
    """Texts that are the same are taken once, with every category that any of them has."""
    table = pd.read_parquet(LABELLED / f"{name}.parquet")
    table = table[table["text"].notna() & table["category"].notna()]
    group = GROUP.get(name, "review_id")
    table = table.assign(group=table[group].astype("str"), key=table["text"].str.casefold().str.split().str.join(" "))
    right = table.assign(right=table["category"].str.split("|")).explode("right")
    right = right.assign(right=right["right"].str.strip().str.split("#").str[0])
    right = right.assign(right=right["right"].mask(right["right"].isin(NOWHERE), UNASSIGNED))
    right = right.drop_duplicates(["key", "right"])
    texts = table.drop_duplicates("key").sort_values("group", kind="stable")
    if group == "review_id":  # a review's sentences stand beside each other: they are one feedback
        texts = texts.assign(place=texts["sentence_id"].str.extract(r"(\d+)$")[0].astype(int))
        texts = texts.sort_values(["group", "place"], kind="stable")
        texts = texts.assign(feedback=texts["group"])
    else:
        texts = texts.assign(feedback=texts["key"])
    texts = texts.reset_index(drop=True)
    row = pd.factorize(texts["feedback"])[0]
    length = texts["text"].str.len() + 1
    start = (length.cumsum() - length) - (length.cumsum() - length).groupby(row).transform("min")
    mentions = pd.DataFrame({"row": row, "start": start, "end": start + length - 1, "text": texts["text"]})
    joined = texts.groupby(row)["text"].agg(" ".join)
    first = texts.drop_duplicates("feedback")
    feedback = pd.DataFrame({"feedback_id": first["group"].to_numpy(), "text": joined.to_numpy()})
    feedback["touchpoint"] = pd.Series(pd.NA, feedback.index, dtype="str")
    number = pd.Series(mentions.index, texts["key"])
    right = pd.DataFrame({"mention": number.loc[right["key"]].to_numpy(), "right": right["right"].to_numpy()})
    return Labelled(name, journey_of(name), mentions, feedback, right)


def assignments(data: Labelled, assigned: pd.DataFrame, chosen: np.ndarray) -> pd.DataFrame:
    """The right answers of the chosen mentions, as people would give them, beside what `assigned` says."""
    right = data.right[data.right["mention"].isin(np.flatnonzero(chosen))]
    at = right["mention"].to_numpy()
    return pd.DataFrame(
        {
            "feedback_id": data.feedback["feedback_id"].to_numpy()[data.mentions["row"].to_numpy()[at]],
            "text": data.mentions["text"].to_numpy()[at],
            "right": right["right"].to_numpy(),
            "machine": assigned["touchpoint"].astype("str").to_numpy()[at],
            "rule": assigned["rule"].astype("str").to_numpy()[at],
        }
    )


def halves(data: Labelled) -> np.ndarray:
    """Per mention: does its respondent, review or sentence belong to the half that teaches?"""
    ids = data.feedback["feedback_id"].iloc[data.mentions["row"]]
    return np.array([hashlib.sha256(f"{SEED}{i}".encode()).digest()[0] < 128 for i in ids])


def drawn(teach: np.ndarray, size: int, repeat: int) -> np.ndarray:
    """Per mention: is it one of the `size` whose assignment is given?"""
    random = np.random.default_rng([SEED, size, repeat])
    return np.isin(np.arange(len(teach)), random.permutation(np.flatnonzero(teach))[:size])


def commonest(data: Labelled, teach: np.ndarray) -> pd.DataFrame:
    """Every mention at the touchpoint that the texts of the teaching half have most."""
    right = data.right["right"][teach[data.right["mention"].to_numpy()]]
    return pd.DataFrame({"touchpoint": right.mode()[0], "rule": "learnt"}, data.mentions.index)


def runs(data: Labelled) -> Iterator[Run]:
    """The majority class and the rules, then learning from each number of assignments and each draw of them."""
    teach = halves(data)
    rules = assign(data.mentions, data.feedback, data.journey)
    majority = commonest(data, teach)
    yield Run(data.name, 0, "majority class", measured(assignments(data, majority, ~teach)), None)
    yield Run(data.name, 0, "rules", measured(assignments(data, rules, ~teach)), None)
    for size, repeat in product((n for n in SIZES if n <= teach.sum()), range(REPEATS)):
        learning = learn(assignments(data, rules, drawn(teach, size, repeat)), data.journey)
        assigned = assign(data.mentions, data.feedback, data.journey, learning.learnt)
        yield Run(data.name, size, "rules + learnt", measured(assignments(data, assigned, ~teach)), learning)


def accuracy(found: list[Run]) -> pd.DataFrame:
    """Means over the draws; used: in how many of them learning was better on its own assignments, and so used."""
    table = pd.DataFrame([run.test.overall() for run in found]).assign(
        set=[run.name for run in found],
        assignments=[run.size for run in found],
        by=[run.by for run in found],
        used=[run.learning is not None and run.learning.learnt is not None for run in found],
    )
    groups = table.groupby(["set", "assignments", "by"], sort=False)
    mean = groups[["accuracy", "macro_f1", "precision", "unassigned"]].mean().map(three)
    mean.columns = ["accuracy", "macro-F1", "precision where assigned", "unassigned"]
    mean.insert(0, "test texts", groups["n"].first().map("{:,.0f}".format))
    used = (
        groups["used"].agg(lambda flags: f"{flags.sum()} of {len(flags)}").where(mean.index.isin(["rules + learnt"], 2))
    )
    return mean.assign(used=used.fillna("-")).reset_index()


def by_rule(found: list[Run]) -> pd.DataFrame:
    tables = [run.test.by_rule().assign(set=run.name, assignments=run.size).reset_index() for run in found]
    table = pd.concat(tables)[["set", "assignments", "rule", "n", "share", "precision"]]
    table = table.assign(share=table["share"].map("{:.0%}".format), precision=table["precision"].map(three))
    return table.rename(columns={"n": "texts", "precision": "right"})


def confusions(found: list[Run]) -> pd.DataFrame:
    """The biggest of each: people's touchpoint, and the machine's in its place."""
    tables = []
    for run in found:
        table = run.test.confusion()
        wrong = table.where(~np.eye(len(table), dtype=bool), 0).rename_axis(columns="machine says")
        wrong = wrong.stack().nlargest(MOST).rename("texts").rename_axis(index={"people": "people say"}).reset_index()
        part = wrong["texts"] / table.sum(axis=1)[wrong["people say"]].to_numpy()
        wrong.insert(0, "set", run.name)
        wrong.insert(1, "assignments", run.size)
        tables.append(wrong.assign(part=part.map("{:.0%}".format)))
    return pd.concat(tables).rename(columns={"part": "part of what people say"})


def own_figures(found: list[Run]) -> pd.DataFrame:
    """What the assignments themselves say, out of fold, beside what the test texts say: is the promise kept?"""
    used = [(run, run.learning.after) for run in found if run.learning and run.learning.learnt]
    table = pd.DataFrame(
        {
            "set": run.name,
            "assignments": run.size,
            "accuracy promised": own.overall()["accuracy"],
            "accuracy found": run.test.overall()["accuracy"],
            "learnt clauses right: promised": own.by_rule()["precision"].get("learnt", np.nan),
            "found": run.test.by_rule()["precision"].get("learnt", np.nan),
        }
        for run, own in used
    )
    return table.groupby(["set", "assignments"], sort=False).mean().map(three).reset_index()


def three(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3f}"


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    """Title and table of every measurement."""
    found = [run for name in SETS for run in runs(labelled(name))]
    yield "The rules, the majority class, and learning", accuracy(found)
    last = {run.name: run for run in found if run.by == "rules + learnt" and run.size <= SHOWN}
    chosen = [*(run for run in found if run.by == "rules"), *last.values()]
    yield f"By rule, in the last draw of {SHOWN}", by_rule(chosen)
    yield f"The biggest confusions, in the last draw of {SHOWN}", confusions(chosen)
    yield "What people's assignments promised, out of fold, and what the test texts showed", own_figures(found)


def markdown(table: pd.DataFrame) -> str:
    """Numbers to the right, words to the left."""
    words = [table[name].astype("str").str.contains(r"[A-Za-z]").any() for name in table]
    head = ["| " + " | ".join(table.columns) + " |", "|" + "|".join("---" if word else "--:" for word in words) + "|"]
    return "\n".join([*head, *("| " + " | ".join(map(cell, row)) + " |" for row in table.itertuples(index=False))])


def cell(value: object) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def main() -> int:
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    for title, table in tables():
        print(f"### {title}\n\n{markdown(table)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
