"""Trains the polarity model from public texts that people labelled, with nothing random in it.

A multinomial logistic regression against neutral: L2-penalised weights per rule and per entry, so that entries only
add what the rules do not know. Questions and ratings are fitted after the words, on texts whose words were weighed by
a model that had not seen them: what was learnt by heart would leave nothing for the question to say.
"""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import Flags, Hashes, Numbers, Positions
from cxanalytics.emotion.evidence import Table, batches, of_clauses, of_texts
from cxanalytics.emotion.grams import prints_of, spelt
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.model import BANDS, KINDS, POLARITIES, RULES, Model
from cxanalytics.emotion.questions import kinds
from cxanalytics.emotion.ratings import bands, share
from cxanalytics.emotion.reading import SCORED, read
from cxanalytics.errors import ExportError, MappingError
from cxanalytics.threads import one_thread

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LEAST_TEXTS = 4  # in which an entry must occur
_ENTRY_PENALTY = 10.0
_RULE_PENALTY = 0.1
_OFFSET_PENALTY = 1.0
_SET_POWER = 0.25  # a set of 16 times the texts counts twice as much
_STEPS = 200
_FOLDS = 4
_LEAST_WEIGHT = 0.01  # a weaker entry is not kept
_DECIMALS = 3
_NEGATIVE, _POSITIVE = POLARITIES.index("negative"), POLARITIES.index("positive")


@dataclass(frozen=True)
class Source:
    """A public labelled set: where it comes from and on what terms."""

    name: str
    origin: str
    licence: str


SOURCES = (
    Source("goemotions", "github.com/google-research/google-research/tree/master/goemotions", "data CC BY 4.0"),
    Source("nhs_fft_v6", "github.com/The-Strategy-Unit/pxtextmining, datasets/v6framework_230831.csv", "MIT"),
    Source("nhs_phase1", "github.com/The-Strategy-Unit/pxtextmining, datasets/phase_1/text_data.csv", "MIT"),
    Source("mams_acsa", "github.com/siat-nlp/MAMS-for-ABSA, data/MAMS-ACSA", "Apache-2.0"),
    Source("tweeteval_sentiment", "github.com/cardiffnlp/tweeteval, datasets/sentiment",
           "released without any restrictions but restrictions may apply to individual tasks"),
)  # fmt: skip
_ASKED = "nhs_fft_v6"  # the set that tells question and rating
_POLES = ("mams_acsa", "nhs_phase1")  # sets without neutral texts
_EAGER = 0.1  # added to both poles: customers' comments are less often neutral than all polarities alike
_BEYOND_NEUTRAL = 30.0  # a logit at which neutral plays no part


@dataclass(frozen=True)
class Fitted:
    """A model, the same without any entry, and what both were made from: a row per set with texts per polarity."""

    model: Model
    rules: Model
    counts: pd.DataFrame


def train(folder: Path, leave_out: Sequence[str] = ()) -> Fitted:
    """The model trained on all SOURCES in a folder of NAME.parquet (columns text, label and as published).

    leave_out: names of sets, also of others in the folder; these are not used, nor is any text that occurs in them.
    """
    table = corpus(folder, leave_out)
    seen = observe(table["text"].tolist())
    table, seen = table[seen.scored].reset_index(drop=True), seen.take(seen.scored)
    everything = np.ones(len(table), np.bool_)
    fitted, rules = _fit(seen, table, everything), _fit(seen, table, everything, entries=[])
    asked = (table["set"] == _ASKED).to_numpy()
    if asked.any():
        fitted = _with_questions(fitted, table[asked], _crossed(seen, table, asked))
    counts = pd.crosstab(table["set"], table["label"].map(dict(enumerate(POLARITIES)))).reindex(
        columns=list(POLARITIES), fill_value=0
    )
    return Fitted(_rounded(fitted), _rounded(rules), counts.reset_index())


def corpus(folder: Path, leave_out: Sequence[str] = ()) -> pd.DataFrame:
    """Texts to train on: set, text, label (0 negative, 1 neutral, 2 positive), question and rating (share) if known."""
    missing = [name for name in leave_out if not (folder / f"{name}.parquet").exists()]
    if missing:
        raise MappingError(f"{folder} holds no set {', '.join(missing)} to leave out; name files without .parquet.")
    used = [source.name for source in SOURCES if source.name not in leave_out]
    absent = [name for name in used if not (folder / f"{name}.parquet").exists()]
    if absent:
        raise ExportError(
            f"{folder} holds no {absent[0]}.parquet; data/models/README.md says where the sets come from."
        )
    table = pd.concat([_labelled(folder, name) for name in used], ignore_index=True)
    plain = normalised(table["text"])
    for name in leave_out:
        table = table[
            ~plain.isin(set(normalised(pd.read_parquet(folder / f"{name}.parquet", columns=["text"])["text"])))
        ]
        plain = plain[table.index]
    return table.reset_index(drop=True)


def normalised(texts: pd.Series) -> pd.Series:
    """Texts without case and signs, to find repeats."""
    return texts.astype("str").str.lower().str.replace(r"\W+", " ", regex=True).str.strip()


def _labelled(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_parquet(folder / f"{name}.parquet")
    table = table[table["label"].notna() & table["text"].notna()]
    if name == "mams_acsa":
        table = _agreeing(table)
    if name == "nhs_phase1":
        # In Trust B suggestions for improvement are labelled neutral by convention; elsewhere hardly anything is.
        table = table[~table["question"].astype("str").str.startswith("Trust B") & (table["label"] != "neutral")]
    table = table.drop_duplicates("text")
    asked = name == _ASKED
    return pd.DataFrame(
        {
            "set": name,
            "text": table["text"].astype("str"),
            "label": table["label"].map(POLARITIES.index).astype("int64"),
            "question": table["question"].astype("str") if asked else None,
            "rating": share(table["rating"], 1, 5) if asked else np.nan,
        }
    ).astype({"question": "str", "rating": "float64"})


def _agreeing(table: pd.DataFrame) -> pd.DataFrame:
    """Sentences whose aspects are not of both poles, with the pole they have."""
    poles = table[table["label"] != "neutral"].groupby("sentence_id", sort=True)
    one = poles["label"].nunique() == 1
    first = poles[["text", "label"]].first()
    return first[one].reset_index()


@dataclass(frozen=True)
class Seen:
    """What was read in a corpus: rules per text, and of every word and pair which text it stands in."""

    rules: Numbers
    share: Numbers
    scored: Flags
    row: Positions
    prints: Hashes
    spelling: dict[int, str]

    def take(self, kept: Flags) -> "Seen":
        place = np.cumsum(kept) - 1
        of = kept[self.row]
        return Seen(
            self.rules[kept], self.share[kept], self.scored[kept], place[self.row[of]], self.prints[of], self.spelling
        )

    def counts(self, prints: Hashes) -> "csr_matrix":
        """How often each of some entries stands in each text, times the text's share."""
        from scipy.sparse import csr_matrix

        column = pd.Index(prints).get_indexer(pd.Index(self.prints))
        known = column >= 0
        row = self.row[known]
        matrix = csr_matrix((self.share[row], (row, column[known])), shape=(len(self.share), len(prints)))
        matrix.sum_duplicates()
        return matrix


def observe(texts: list[str]) -> Seen:
    """Texts as the model can learn from them."""
    parts = []
    spelling: dict[int, str] = {}
    for begin, end in batches(texts):
        reading = read(texts[begin:end], lexicon())
        whole = of_texts(reading, of_clauses(reading))
        found = reading.grams
        _, place = np.unique(found.prints, return_index=True)
        spelling.update(
            zip(found.prints[place].tolist(), spelt(reading.characters, reading.tokens, found, place), strict=True)
        )
        row = reading.clauses.text[found.clause] + begin
        parts.append((whole.rules, whole.share, reading.state == SCORED, row, found.prints))
    rules, shares, scored, rows, prints = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Seen(rules, shares, scored, rows, prints, spelling)


def _fit(seen: Seen, table: pd.DataFrame, used: Flags, entries: list[str] | None = None) -> Model:
    """Rules, entries and base from the texts in `used`; the entries that occur in enough of them, unless given."""
    kept = seen.take(used)
    entries = vocabulary(kept) if entries is None else entries
    label, name = table["label"].to_numpy()[used], table["set"].to_numpy()[used]
    parts = (kept.rules, kept.counts(prints_of(entries)), np.ones((len(label), 1)))
    # A set without neutral texts tells negative from positive, and nothing of how common neutral is.
    poles = np.isin(name, _POLES)[:, np.newaxis] * np.full(2, _BEYOND_NEUTRAL)
    found = on_top(poles, parts, (_RULE_PENALTY, _ENTRY_PENALTY, 0.0), label, _weights(name, label))
    rules, weights, base = np.split(found, [len(RULES), len(found) - 1])
    return Model(
        "", tuple(entries), weights, rules, base[0] + _EAGER, np.zeros((len(KINDS), 2)), np.zeros((len(BANDS), 2))
    )


def vocabulary(seen: Seen, least: int = LEAST_TEXTS) -> list[str]:
    """Entries that occur in at least so many texts, in the order of the alphabet."""
    pairs = pd.DataFrame({"print": seen.prints, "row": seen.row}).drop_duplicates()
    count = pairs["print"].value_counts()
    often = count.index[count >= least].to_numpy()
    written = [seen.spelling[number] for number in often.tolist()]
    # A spelling from which the number cannot be made again (a rare letter) would never be found.
    found = prints_of(written) == often
    return sorted(entry for entry, good in zip(written, found.tolist(), strict=True) if good)


def _weights(name: npt.NDArray[Any], label: npt.NDArray[np.int64]) -> Numbers:
    """Within a set its polarities count equally; larger sets count a little more. Mean 1."""
    groups = pd.DataFrame({"set": name, "label": label})
    size = groups.groupby("set")["label"].transform("size").to_numpy(np.float64)
    alike = groups.groupby(["set", "label"])["label"].transform("size").to_numpy(np.float64)
    kinds_of = groups.groupby("set")["label"].transform("nunique").to_numpy(np.float64)
    weight = size**_SET_POWER / (alike * kinds_of)
    mean_one: Numbers = weight / weight.mean()
    return mean_one


def on_top(
    logits: Numbers,
    parts: Sequence[Any],
    penalties: Sequence[float],
    label: npt.NDArray[np.int64],
    weight: Numbers,
) -> Numbers:
    """What to add to logits: a row per column of the parts side by side, towards negative and towards positive.

    Each part has the L2 penalty of the same place in `penalties`; labels are 0 negative, 1 neutral, 2 positive.
    """
    from scipy.sparse import csr_matrix, hstack

    design = hstack([csr_matrix(part) for part in parts], format="csr")
    widths = [part.shape[1] for part in parts]
    penalty = np.repeat(np.array(penalties, np.float64), widths)[:, np.newaxis]
    across = design.T.tocsr()

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        parameters = flat.reshape(-1, 2)
        value, slope = _surprise(logits + design @ parameters, label, weight)
        gradient = across @ slope + penalty * parameters
        return value + float((penalty * parameters * parameters).sum()) / 2, gradient.ravel()

    return _least(loss, design.shape[1] * 2).reshape(-1, 2)


def _least(loss: Callable[[Numbers], tuple[float, Numbers]], size: int) -> Numbers:
    from scipy.optimize import minimize

    with one_thread():
        found: Numbers = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return found


def _surprise(logits: Numbers, label: npt.NDArray[np.int64], weight: Numbers) -> tuple[float, Numbers]:
    """Weighted log loss of logits against neutral, and its slope for each."""
    right = np.column_stack((label == _NEGATIVE, label == _POSITIVE)).astype(np.float64)
    top = np.maximum(logits.max(axis=1), 0)
    odds = np.exp(logits - top[:, np.newaxis])
    total = odds.sum(axis=1) + np.exp(-top)
    value = weight * (np.log(total) + top - (right * logits).sum(axis=1))
    return float(value.sum()), (odds / total[:, np.newaxis] - right) * weight[:, np.newaxis]


def _crossed(seen: Seen, table: pd.DataFrame, asked: Flags) -> Numbers:
    """Logits of the texts in `asked`, each from a model that has seen no text of its fold."""
    place = np.flatnonzero(asked)
    found = np.zeros((len(place), 2))
    for fold in range(_FOLDS):
        held = np.arange(len(place)) % _FOLDS == fold
        used = np.ones(len(table), np.bool_)
        used[place[held]] = False
        # The same words may stand in another set.
        used &= ~normalised(table["text"]).isin(set(normalised(table["text"].iloc[place[held]]))).to_numpy()
        found[held] = logits(_fit(seen, table, used), seen, place[held])
    return found


def logits(model: Model, seen: Seen, place: Positions) -> Numbers:
    """What a model makes of the words of some texts, by their places."""
    kept = np.zeros(len(seen.scored), np.bool_)
    kept[place] = True
    some = seen.take(kept)
    return Table(some.rules, some.counts(prints_of(model.entries))).logits(model)


def _with_questions(model: Model, table: pd.DataFrame, logits: Numbers) -> Model:
    """Offsets of questions, then of ratings on top of them."""
    return with_offsets(model, logits, table["label"].to_numpy(), kinds(table["question"]), bands(table["rating"]))


def with_offsets(
    model: Model,
    logits: Numbers,
    label: npt.NDArray[np.int64],
    kind: npt.NDArray[np.int8],
    band: npt.NDArray[np.int8],
) -> Model:
    """The model with what questions and ratings add to such logits of its own.

    Each polarity counts equally, as where the words are weighed; a constant of the set is fitted and let go.
    """
    each = pd.Series(label).map(1 / pd.Series(label).value_counts()).to_numpy(np.float64)
    weight = each / each.mean()
    columns = np.column_stack([kind == place for place in range(1, len(KINDS))]).astype(np.float64)
    questions = _offsets(logits, columns, label, weight)
    asked = np.vstack((np.zeros(2), questions[1:]))
    heard = logits + asked.take(kind, axis=0) + questions[0]
    columns = np.column_stack([band == place for place in range(1, len(BANDS))]).astype(np.float64)
    ratings = np.vstack((np.zeros(2), _offsets(heard, columns, label, weight)[1:]))
    return replace(model, questions=asked, ratings=ratings)


def _offsets(logits: Numbers, columns: Numbers, label: npt.NDArray[np.int64], weight: Numbers) -> Numbers:
    """A constant and one row of offsets per column of yes and no, penalised, on top of logits as they are."""
    design = np.column_stack((np.ones(len(columns)), columns))
    penalty = np.append(0.0, np.full(columns.shape[1], _OFFSET_PENALTY))[:, np.newaxis]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        parameters = flat.reshape(-1, 2)
        value, slope = _surprise(logits + design @ parameters, label, weight)
        gradient = design.T @ slope + penalty * parameters
        return value + float((penalty * parameters * parameters).sum()) / 2, gradient.ravel()

    return _least(loss, design.shape[1] * 2).reshape(-1, 2)


def _rounded(model: Model) -> Model:
    """As it is written: three decimals, without entries that hardly weigh."""
    weights = model.weights.round(_DECIMALS) + 0.0
    kept = np.abs(weights).max(axis=1, initial=0) >= _LEAST_WEIGHT
    entries = tuple(entry for entry, keep in zip(model.entries, kept.tolist(), strict=True) if keep)
    others = {name: getattr(model, name).round(_DECIMALS) + 0.0 for name in ("rules", "base", "questions", "ratings")}
    return replace(model, entries=entries, weights=weights[kept], **others)


def write(fitted: Fitted, folder: Path) -> list[Path]:
    """Writes polarity.csv, polarity.json and rules.json, byte for byte the same for the same model."""
    model = fitted.model
    folder.mkdir(parents=True, exist_ok=True)
    words, rest, alone = (folder / name for name in ("polarity.csv", "polarity.json", "rules.json"))
    with words.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("entry", "negative", "positive"))
        writer.writerows(
            (entry, _short(row[0]), _short(row[1]))
            for entry, row in zip(model.entries, model.weights.tolist(), strict=True)
        )
    weights = {
        "rules": _named(RULES, model.rules),
        "base": model.base.tolist(),
        "questions": _named(KINDS, model.questions),
        "ratings": _named(BANDS, model.ratings),
    }
    document = {
        "what": "Logits against neutral: [towards negative, towards positive]. Entries are in polarity.csv.",
        "made_by": "cxanalytics train",
        "method": "L2-penalised multinomial logistic regression; within each set the polarities count equally.",
        "texts": {row.pop("set"): row for row in fitted.counts.to_dict("records")},
        "licences": {source.name: source.licence for source in SOURCES if source.name in set(fitted.counts["set"])},
        "weights": weights,
    }
    rest.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    plain = {
        "what": "Logits against neutral: [towards negative, towards positive], where only the rules speak.",
        "made_by": "cxanalytics train",
        "method": "As polarity.json, from the same texts, without any entry.",
        "weights": {"rules": _named(RULES, fitted.rules.rules), "base": fitted.rules.base.tolist()},
    }
    alone.write_text(json.dumps(plain, indent=2) + "\n", encoding="utf-8")
    return [words, rest, alone]


def _named(names: Iterable[str], rows: Numbers) -> dict[str, list[float]]:
    return dict(zip(names, rows.tolist(), strict=True))


def _short(value: float) -> str:
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
