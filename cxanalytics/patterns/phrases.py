"""Pain phrases: what hurts at each touchpoint, in the customers' own words.

A phrase is one to four words that the negative mentions of a touchpoint hold more often than its size
explains, against positive mentions and against the negative mentions of other touchpoints. It says what hurts:
a bare thing ("car park") stands only where nothing more telling recurs. Phrases are found on a sample of
mentions and then looked up in all of them, so that under any filter the top pain is a matter of counting.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import emotion
from cxanalytics.patterns import grams, odds, quotes, words
from cxanalytics.patterns.grams import Grams
from cxanalytics.patterns.words import Ints, Mask, Words

SUPPORT = 3
SAMPLE = 3_000
# Phrases kept per touchpoint: so many of one word, and so many longer ones.
PER_TOUCHPOINT = 40

_LENGTH_WEIGHT = np.array([0.0, 0.001, 1.0, 1.02, 0.85])
# The least log-odds against positive mentions of a phrase without a word that names something wrong.
_CLEARLY = np.log(3.0)
# A shorter phrase counts as part of a longer one when at least this share of its mentions holds the longer.
_PART = 0.75
_BATCH = 100_000
# A word in a greater share of praise and of complaints names the company or the trade, and tells nothing.
_COMMON = 0.2
# A bare thing gives way to a longer phrase around it that tells what hurts, in at least so many answers.
_AROUND = 2

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Kinds:
    """Of each stem: says nothing, may only open or close a phrase, names something wrong, denies or fails, says
    something."""

    stop: Mask
    opening: Mask
    closing: Mask
    hurting: Mask
    failing: Mask
    content: Mask


# To be raised with every change of the rules below.
_RULES = "2"


def version() -> str:
    """16 hex digits that change whenever the rules or a word list change."""
    lists = [sorted(words.known(name)) for name in words.LISTS]
    return hashlib.sha256(repr((_RULES, lists)).encode()).hexdigest()[:16]


def pains(mentions: pd.DataFrame, *, support: int = SUPPORT, sample: int = SAMPLE) -> pd.DataFrame:
    """The mentions with three columns added.

    pain: category, the pain phrase a negative mention holds; missing where it holds none.
    pain_once: whether this mention is the first of its feedback with that pain at that touchpoint, so that
    its sum counts feedback, under any filter of feedback.
    quote_score: float32, how well a mention reads as a quote (`quotes.score`), NaN for neutral ones.

    Needs touchpoint, clause_text and polarity; feedback_id says which mentions belong to one answer and
    p_negative how sure the machine is, where there. Positive mentions show which words are no pain; a sample
    of them is enough. A phrase must occur in at least `support` feedback of its touchpoint; at most `sample`
    mentions of each touchpoint and polarity are read to find the phrases.
    """
    found = find(mentions, support=support, sample=sample)
    negative = (mentions["polarity"] == "negative").to_numpy(bool)
    hurting = mentions[negative]
    pain = pd.Series(np.nan, index=range(len(mentions)), dtype="str")
    pain[negative] = tag(hurting, found)
    scores = np.full(len(mentions), np.nan, dtype="float32")
    scores[negative] = quotes.score(hurting.assign(pain=pain[negative].array)).to_numpy()
    positive = (mentions["polarity"] == "positive").to_numpy(bool)
    scores[positive] = quotes.score(mentions[positive], "p_positive").to_numpy()
    unit = pd.DataFrame({"answer": _answers(mentions), "touchpoint": mentions["touchpoint"].array, "pain": pain.array})
    once = pain.notna().to_numpy(bool) & ~unit.duplicated().to_numpy(bool)
    return mentions.assign(pain=pain.astype("category").array, pain_once=once, quote_score=scores)


def find(mentions: pd.DataFrame, *, support: int = SUPPORT, sample: int = SAMPLE) -> pd.DataFrame:
    """The pain phrases of each touchpoint, best first: touchpoint, pain, stems, score.

    `pain` is how customers write it most often, `stems` what to look for (stems joined by blanks). Several
    rows may lead to one pain: other word orders, and shorter forms of it.
    """
    chosen = _sampled(mentions[mentions["polarity"].isin(["negative", "positive"])], sample)
    read = words.read(chosen["clause_text"])
    runs = grams.frequent(read, support)
    touchpoint, names = pd.factorize(chosen["touchpoint"].astype("str"), sort=True)
    positive = (chosen["polarity"] == "positive").to_numpy(bool)
    group = np.where(positive, len(names), touchpoint)
    counts, sizes = _counts(runs, read, _answers(chosen), group, len(names) + 1)
    kinds = _kinds(read)
    scores = _scores(runs, kinds, counts, sizes)
    content = _content(runs, kinds)
    common = _common(chosen, read, kinds)
    often = (counts[:, :-1] >= support) & (scores > 0)
    readable = np.flatnonzero(content.any(axis=1) & (counts[:, :-1] >= _AROUND).any(axis=1))
    written = _written(readable.tolist(), runs, read)
    telling = _telling(runs, kinds, common, written)
    rows = []
    for number, name in enumerate(names):
        own = common | np.isin(read.stems, words.read(pd.Series([str(name)])).stems)
        usable = often[:, number] & (content & ~own[runs.parts]).any(axis=1)
        best = _ranked(runs, usable, telling, scores[:, number], counts[:, number])
        rows += [
            (str(name), head, run, scores[head, number]) for head, run in _merged(runs, kinds, best, counts[:, number])
        ]
    return _table(rows, runs, read, written)


def _ranked(runs: Grams, usable: Mask, telling: Mask, score: Floats, count: Ints) -> Ints:
    """The runs that may stand for a pain at one touchpoint, best first: those that tell what hurts.

    Where there is none, the telling runs around the bare things that recur, or at last those things themselves.
    """
    best: Ints = np.flatnonzero(usable & telling)
    if len(best):
        return best[np.argsort(-score[best], kind="stable")]
    bare = np.flatnonzero(usable)
    bare = bare[np.argsort(-score[bare], kind="stable")]
    wider = np.flatnonzero(telling & (count >= _AROUND) & (runs.length > 1))
    wider = wider[np.argsort(-count[wider], kind="stable")]
    whole = {run: tuple(runs.parts[run, : runs.length[run]].tolist()) for run in [*bare.tolist(), *wider.tolist()]}
    around = [next((w for w in wider.tolist() if _holds(whole[w], whole[run])), run) for run in bare.tolist()]
    return np.array(list(dict.fromkeys(around)), dtype="int64")


def tag(mentions: pd.DataFrame, found: pd.DataFrame) -> npt.NDArray[np.object_]:
    """The best pain phrase of its touchpoint that each mention holds; NaN where it holds none.

    `found` is what `find` returned; mentions need touchpoint and clause_text.
    """
    pain = np.full(len(mentions), np.nan, dtype="object")
    if found.empty:
        return pain
    runs = found["stems"].drop_duplicates().tolist()
    rank = pd.DataFrame(
        {"touchpoint": found["touchpoint"], "run": found["stems"].map({r: i for i, r in enumerate(runs)})}
    ).assign(rank=range(len(found)), pain=found["pain"])
    for start in range(0, len(mentions), _BATCH):
        part = mentions.iloc[start : start + _BATCH]
        run, text = grams.where(words.read(part["clause_text"]), [tuple(r.split()) for r in runs])
        held = pd.DataFrame({"text": text, "run": run, "touchpoint": part["touchpoint"].astype("str").to_numpy()[text]})
        best = held.merge(rank, on=["touchpoint", "run"]).sort_values("rank").drop_duplicates("text")
        pain[start + best["text"].to_numpy()] = best["pain"].to_numpy(dtype="object")
    return pain


def _answers(mentions: pd.DataFrame) -> Ints:
    """A number per feedback; without feedback_id every mention is its own."""
    if "feedback_id" not in mentions:
        return np.arange(len(mentions))
    return pd.factorize(mentions["feedback_id"])[0]


def _sampled(mentions: pd.DataFrame, most: int) -> pd.DataFrame:
    """At most `most` mentions of each touchpoint and polarity, chosen by the hash of their text.

    So the choice is the same in whatever order the mentions come.
    """
    keys = ["touchpoint", "polarity"]
    if mentions.groupby(keys, observed=True).size().max() <= most or mentions.empty:
        return mentions.reset_index(drop=True)
    order = np.argsort(pd.util.hash_array(mentions["clause_text"].to_numpy(dtype="object")), kind="stable")
    mixed = mentions.iloc[order]
    return mixed[mixed.groupby(keys, observed=True).cumcount() < most].reset_index(drop=True)


def _counts(runs: Grams, read: Words, answer: Ints, group: Ints, groups: int) -> tuple[Ints, Ints]:
    """In how many answers of each group each run occurs (runs x groups), and how many answers there are."""
    unit, pairs = pd.factorize(answer * groups + group)
    group_of = pairs % groups
    held = pd.unique(runs.gram * len(pairs) + unit[read.text[runs.at]])
    run, where = held // len(pairs), group_of[held % len(pairs)]
    counts = np.bincount(run * groups + where, minlength=len(runs.parts) * groups)
    return counts.reshape(-1, groups), np.bincount(group_of, minlength=groups)


def _scores(runs: Grams, kinds: Kinds, counts: Ints, sizes: Ints) -> Floats:
    """How much each run (row) stands for pain at each touchpoint (column; the last group is the positive).

    A run that positive mentions hold as often is no pain; one without a word that names something wrong
    ("gate agent") is none unless they hardly ever hold it. One that hurts everywhere may still be the worst
    here, so the other touchpoints count for half.
    """
    share = counts.sum(axis=1, keepdims=True) / max(int(sizes.sum()), 1)
    here, size = counts[:, :-1], sizes[:-1]
    glad = odds.contrast(here, size, counts[:, -1:], sizes[-1:], share)
    elsewhere = here.sum(axis=1, keepdims=True) - here
    others = odds.contrast(here, size, elsewhere, size.sum() - size, share)
    hurts = (kinds.hurting[runs.parts] & (runs.parts >= 0)).any(axis=1, keepdims=True)
    least: Floats = np.where(kinds.opening[runs.parts[:, :1]], 0.0, _CLEARLY)
    is_pain = np.where(hurts, glad.z > 0, (glad.least > least) & (runs.length > 1)[:, None])
    strength = glad.z
    if not sizes[-1]:
        # Nothing positive to hold it against: only words that name something wrong, by how often they occur.
        is_pain, strength = np.broadcast_to(hurts, here.shape), np.sqrt(here)
    # Longer runs say more: a word alone is used only where nothing longer fits.
    weight = _LENGTH_WEIGHT[runs.length][:, None]
    return np.where(is_pain, np.maximum(strength + 0.5 * others.z, 0.0) * weight, 0.0)


def _kinds(read: Words) -> Kinds:
    stop, opening, closing, opinion, hurting, failing = (
        np.isin(read.stems, words.stemmed(words.known(name))) for name in words.LISTS
    )
    short = np.array([len(stem) < 3 or stem[0].isdigit() for stem in read.stems], dtype=bool)
    # "up" is short, but it may close a phrase.
    stop = (stop | short) & ~closing
    return Kinds(stop, opening, closing, hurting, failing, content=~(stop | opening | closing | opinion))


def _content(runs: Grams, kinds: Kinds) -> Mask:
    """Which words of each run say something (runs x LONGEST); none of them where the run reads badly."""
    first, last = runs.parts[:, 0], runs.parts[np.arange(len(runs.parts)), runs.length - 1]
    reads = ~kinds.stop[first] & ~kinds.closing[first] & ~kinds.stop[last] & ~kinds.opening[last]
    return (runs.parts >= 0) & kinds.content[runs.parts] & reads[:, None]


def _common(mentions: pd.DataFrame, read: Words, kinds: Kinds) -> Mask:
    """Which stems name the company, its trade or a source: in praise as frequent as in complaints."""
    number = len(read.stems)
    held = pd.unique(read.text * number + read.stem)
    negative = (mentions["polarity"] == "negative").to_numpy(bool)
    often = np.ones(number, dtype=bool)
    for these in (negative, ~negative):
        if these.any():
            found = held[these[held // number]] % number
            often &= np.bincount(found, minlength=number) > _COMMON * these.sum()
    sources = mentions["source"].astype("str").drop_duplicates() if "source" in mentions else pd.Series(dtype="str")
    named = np.isin(read.stems, words.read(sources).stems)
    return (often | named) & ~(kinds.hurting | kinds.failing)


def _telling(runs: Grams, kinds: Kinds, common: Mask, written: dict[int, str]) -> Mask:
    """Which runs say what hurts: they hold such a word, a denial or a failure, or are felt as negative."""
    tells = kinds.hurting | kinds.failing
    telling: Mask = np.any((runs.parts >= 0) & (tells & ~common)[runs.parts], axis=1)
    unsure = [run for run in written if not telling[run]]
    texts = pd.Series([written[run] for run in unsure], dtype="str")
    felt = emotion.score(texts, emotion.told(texts)).texts["polarity"]
    telling[unsure] = (felt == "negative").to_numpy(bool)
    return telling


def _merged(runs: Grams, kinds: Kinds, best: Ints, count: Ints) -> list[tuple[int, int]]:
    """(head, run) for every run of `best` that leads to a pain; a head leads to itself.

    A run joins an earlier one when it says the same ("points are missing", "missing points"), or is a part of
    it that mostly stands in it.
    """
    heads: list[tuple[int, tuple[int, ...]]] = []
    head_of: dict[frozenset[int], int] = {}
    result: list[tuple[int, int]] = []
    for run in best.tolist():
        stems = tuple(runs.parts[run, : runs.length[run]].tolist())
        says = frozenset(stem for stem in stems if not kinds.stop[stem])
        head = head_of.get(says)
        if head is None:
            whole = [h for h, longer in heads if _holds(longer, stems)]
            head = next((h for h in whole if count[h] >= _PART * count[run]), None)
        if head is None:
            alike = sum((len(longer) == 1) == (len(stems) == 1) for _, longer in heads)
            if alike == PER_TOUCHPOINT or any(_holds(stems, shorter) for _, shorter in heads):
                continue
            heads.append((run, stems))
            head_of[says] = head = run
        result.append((head, run))
    return result


def _holds(longer: tuple[int, ...], shorter: tuple[int, ...]) -> bool:
    size = len(shorter)
    return any(longer[i : i + size] == shorter for i in range(len(longer) - size + 1))


def _table(rows: list[tuple[str, int, int, float]], runs: Grams, read: Words, written: dict[int, str]) -> pd.DataFrame:
    stems = read.stems.tolist()
    return pd.DataFrame(
        {
            "touchpoint": pd.Series([name for name, *_ in rows], dtype="str"),
            "pain": pd.Series([written[head] for _, head, _, _ in rows], dtype="str"),
            "stems": pd.Series(
                [" ".join(stems[s] for s in runs.parts[run, : runs.length[run]]) for _, _, run, _ in rows],
                dtype="str",
            ),
            "score": pd.Series([score for *_, score in rows], dtype="float64"),
        }
    )


def _written(heads: list[int], runs: Grams, read: Words) -> dict[int, str]:
    """How customers write each of these runs most often; of equally common ways, the first by alphabet."""
    here = np.isin(runs.gram, heads)
    gram, at = runs.gram[here], runs.at[here]
    last = len(read.surface) - 1
    text = pd.Series("", index=range(len(at)), dtype="object")
    for place in range(grams.LONGEST):
        word = pd.Series(read.surfaces[read.surface[np.minimum(at + place, last)]], dtype="object")
        text = text + np.where(runs.length[gram] > place, " " + word, "")
    common = pd.DataFrame({"gram": gram, "text": text.str.strip()}).value_counts().reset_index()
    common = common.sort_values(["gram", "count", "text"], ascending=[True, False, True])
    first = common.drop_duplicates("gram")
    shown = first["text"].str.replace(r"\bi\b", "I", regex=True)
    return dict(zip(first["gram"].tolist(), shown.tolist(), strict=True))
