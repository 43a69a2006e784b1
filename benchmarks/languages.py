"""How right the polarity is in German, French and Spanish, and how right the languages themselves are told.

    .venv/bin/python benchmarks/languages.py

Polarity on umsab (posts that people labelled, as many of each polarity): the word lists were read against one half of
its texts, the figures are of the other; which half a text lies in follows from its words alone. Beside it what always
saying the commonest polarity gives, and what the rules of English make of the same texts. French shoppers
(nps_garden_fr) have no labels but a recommendation from 0 to 10 beside their words. Reads ../shared/labelled beside
the checkout; says so and ends where that is absent.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from scoring import LABELLED, labelled

CODES = {"english": "en", "german": "de", "french": "fr", "spanish": "es"}
POLARITIES = ["negative", "neutral", "positive"]


def texts() -> pd.DataFrame:
    """umsab with the code of its language and whether a text lies in the half that was held out."""
    from cxanalytics.emotion.training import normalised

    table = labelled("umsab").drop_duplicates(["lang", "text"]).reset_index(drop=True)
    first = [hashlib.blake2b(text.encode(), digest_size=8).digest()[0] for text in normalised(table["text"])]
    return table.assign(code=table["lang"].map(CODES), held=[byte % 2 == 1 for byte in first])


def found(table: pd.DataFrame, stated: str) -> pd.Series:
    """Polarity as read by the rules of one language; what has none counts as neutral."""
    from cxanalytics import emotion

    read = emotion.score(table["text"], pd.Series(stated, table.index)).texts
    return read["polarity"].fillna("neutral")


def scorers(held: pd.DataFrame, other: pd.DataFrame, code: str) -> Iterator[tuple[str, pd.Series]]:
    yield "always the commonest", pd.Series(other["label"].mode().iloc[0], held.index)
    yield "rules of English", found(held, "en")
    yield "its own words and rules", found(held, code)


def polarity(table: pd.DataFrame) -> str:
    from sklearn.metrics import accuracy_score, f1_score

    head = "| language | held-out texts | scorer | accuracy | macro-F1 | F1 negative / neutral / positive |"
    lines = [f"{head} macro-F1 on the other half |", "|---|---|---|---|---|---|---|"]
    for code in ("de", "fr", "es"):
        mine = table[table["code"] == code]
        held, other = mine[mine["held"]].reset_index(drop=True), mine[~mine["held"]].reset_index(drop=True)
        before = dict(scorers(other, other, code))
        for name, said in scorers(held, other, code):
            each = f1_score(held["label"], said, labels=POLARITIES, average=None, zero_division=0)
            seen = f1_score(other["label"], before[name], labels=POLARITIES, average="macro", zero_division=0)
            cells = " / ".join(f"{value:.2f}" for value in each)
            lines.append(
                f"| {code} | {len(held):,} | {name} | {accuracy_score(held['label'], said):.3f} | {each.mean():.3f} |"
                f" {cells} | {seen:.3f} |"
            )
    return "\n".join(lines)


def identified(table: pd.DataFrame) -> str:
    """What languages are taken for, all in one column, and each language in a column of its own."""
    from cxanalytics import emotion

    held = table[table["held"]].reset_index(drop=True)
    mixed = emotion.score(held["text"]).texts["language"]
    columns = list(CODES.values())
    taken = " | ".join(f"taken for {code}" for code in columns)
    head = f"| language | texts | {taken} | another or none | right where the column is of one language |"
    lines = [head, "|" + "---|" * (len(columns) + 4)]
    for code in columns:
        here = held["code"] == code
        share = [float((mixed[here] == other).mean()) for other in columns]
        alone = emotion.score(held["text"][here].reset_index(drop=True)).texts["language"]
        cells = " | ".join(f"{value:.1%}" for value in share)
        lines.append(
            f"| {code} | {here.sum():,} | {cells} | {1 - sum(share):.1%} | {float((alone == code).mean()):.1%} |"
        )
    return "\n".join(lines)


def shoppers() -> str:
    from cxanalytics import emotion

    table = labelled("nps_garden_fr")
    table = table[table["text"].notna() & table["rating"].notna()].reset_index(drop=True)
    head = "| scorer | comments | mean rating where read as negative / neutral / positive |"
    lines = [f"{head} rank correlation with the rating |", "|---|---|---|---|"]
    for name, code in (("rules of English", "en"), ("its own words and rules", "fr")):
        read = emotion.score(table["text"], pd.Series(code, table.index)).texts
        means = table["rating"].groupby(read["polarity"]).mean().reindex(POLARITIES)
        lean = (read["p_positive"] - read["p_negative"]).corr(table["rating"], method="spearman")
        cells = " / ".join(f"{value:.2f}" for value in means)
        lines.append(f"| {name} | {int(read['polarity'].notna().sum()):,} | {cells} | {lean:.2f} |")
    return "\n".join(lines)


def main() -> int:
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    table = texts()
    print("\n\n".join((polarity(table), identified(table), shoppers())))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
