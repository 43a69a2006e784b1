"""How right touchpoint attribution is, by the rules and by what people teach: python benchmarks/attribution.py

Each labelled set's categories are made a journey, with phrases written by hand from the categories' names and a few
obvious words. Of half of the respondents (reviews, sentences) 50 to 1,000 texts give their assignments, drawn at
random; the texts of the other half are the test. A text with several categories is right with any of them.
`mams_acsa` and `oats_coursera` are development sets: the settings of learning were chosen on them.
"""

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED, Journey, Stage, Touchpoint
from cxanalytics.touchpoints import assign
from cxanalytics.touchpoints.attribution import Attribution, measured
from cxanalytics.touchpoints.learning import learn

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
DEVELOPMENT = ("mams_acsa", "oats_coursera")
SETS = (*DEVELOPMENT, "nhs_fft_v6", "oats_amazon_ff", "semeval16_laptops")
SIZES = (50, 100, 200, 500, 1_000)
GROUP = {"mams_acsa": "sentence_id", "nhs_fft_v6": "respondent_id"}  # the others: review_id
SEED = 20_260_105
REPEATS = 3

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


def tested(data: Labelled, assigned: pd.DataFrame, test: np.ndarray) -> Attribution:
    rows = assignments(data, assigned, test)
    return measured(rows)


def majority(lesson: pd.DataFrame, data: Labelled, test: np.ndarray) -> Attribution:
    """Every text gets the touchpoint that the assignments have most."""
    commonest = lesson["right"].value_counts().index[0]
    rows = assignments(data, pd.DataFrame({"touchpoint": commonest, "rule": "learnt"}, data.mentions.index), test)
    return measured(rows)


def cells(attribution: Attribution) -> str:
    overall = attribution.overall()
    names = ("accuracy", "macro_f1", "unassigned", "precision")
    return " | ".join("-" if np.isnan(overall[name]) else f"{overall[name]:.3f}" for name in names)


def run(name: str, sizes: tuple[int, ...]) -> None:
    data = labelled(name)
    teach = halves(data)
    rules = assign(data.mentions, data.feedback, data.journey)
    before = tested(data, rules, ~teach)
    print(f"| {name} | 0 | rules | {cells(before)} |")
    for size in sizes:
        if size > teach.sum():
            continue
        chosen = np.zeros(len(teach), bool)
        chosen[np.random.default_rng(SEED + size).permutation(np.flatnonzero(teach))[:size]] = True
        lesson = assignments(data, rules, chosen)
        began = time.perf_counter()
        learning = learn(lesson, data.journey)
        seconds = time.perf_counter() - began
        print(f"| {name} | {size} | majority | {cells(majority(lesson, data, ~teach))} |")
        after = tested(data, assign(data.mentions, data.feedback, data.journey, learning.learnt), ~teach)
        print(f"| {name} | {size} | learnt | {cells(after)} | {learning.reason} {seconds:.1f} s")


if __name__ == "__main__":
    for name in SETS:
        run(name, SIZES)
