"""Whether patterns keep their identity month after month.

    .venv/bin/python benchmarks/identity.py stream [FIRST LAST]    months of intents, a person names those of the first
    .venv/bin/python benchmarks/identity.py quarters               quarters of complaints to a hospital trust
    .venv/bin/python benchmarks/identity.py survive                changes by people after imports, scorers, groupings
    .venv/bin/python benchmarks/identity.py speed                  reading what is known of 20,000 mentions

stream: BANKING77; 10 intents from the first month on, 2 new ones from the fourth, one gone from the fifth, about 200
texts a month for 8 months. Identity is kept by a text of months 2 to 8 whose pattern was born of the text's intent, in
an earlier month. A new intent is found if a pattern is born of it in its first two months. Reads ../shared/labelled
beside the checkout. What the figures rest on was tuned on draws 100 to 111; draws 0 to 11 are reported.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scoring import labelled

from cxanalytics import feedback, recurring
from cxanalytics.patterns import assignment, proposals, vectors
from cxanalytics.store import NewImport, Workspace

Ints = npt.NDArray[np.int64]
DRAWS = (0, 12)
MONTHS, BORN, GONE = 8, 4, 5


def months(data: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, set[str]]:
    """A stream (month, text, truth) and the intents that are new in it."""
    random = np.random.default_rng(seed)
    chosen = list(random.permutation(sorted(data["category"].unique()))[:12])
    live = {
        month: chosen[:10] if month < BORN else chosen[:12] if month < GONE else chosen[1:12]
        for month in range(1, MONTHS + 1)
    }
    pool = {name: list(random.permutation(data.loc[data["category"] == name, "text"].to_numpy())) for name in chosen}
    rows = []
    for month, names in live.items():
        weight = random.gamma(2, 1, len(names))
        for name, share in zip(names, weight / weight.sum(), strict=True):
            said = [pool[name].pop() for _ in range(min(max(6, int(220 * share)), 26, len(pool[name])))]
            rows += [(month, text, name) for text in said]
    return pd.DataFrame(rows, columns=["month", "text", "truth"]), set(chosen[10:12])


def follow(stream: pd.DataFrame, *, confirmed: bool) -> tuple[Ints, pd.Series, int]:
    """The pattern of each text (-1 none), what each pattern was born of, and how many were proposed.

    The first month's patterns are what they truly are. Of what is proposed later, a person takes in what is new and
    lets the rest join; unless `confirmed`, all is taken in that the product does not find to be like a known one.
    """
    month, truth = stream["month"].to_numpy(), stream["truth"]
    first = sorted(truth[month == 1].unique())
    born = pd.Series(first, dtype="str")
    group = np.where(month == 1, pd.Index(first).get_indexer(pd.Index(truth)), -1).astype("int64")
    strength, count = np.where(month == 1, 1, 0).astype(np.float32), 0
    for now in range(2, int(month.max()) + 1):
        so_far = month <= now
        rows = vectors.fit(stream["text"][so_far]).transform(stream["text"][so_far].reset_index(drop=True))
        speaks = np.flatnonzero((month < now) & (group >= 0) & (strength >= assignment.SPEAKS))
        new = np.flatnonzero(month == now)
        group[new], strength[new] = assignment.assign(rows[speaks], group[speaks], rows[new])
        loose = so_far & (month >= now - 1) & ((group < 0) | (strength < assignment.WEAK))
        left, held = np.flatnonzero(loose), np.flatnonzero(so_far & ~loose & (group >= 0))
        found = proposals.find(rows[left], rows[held], group[held])
        for number, like in enumerate(found.like.tolist()):
            mine = left[found.group == number]
            about = truth.iloc[mine].mode()[0]
            count += 1
            joins = like if not confirmed else next(iter(born.index[(born == about).to_numpy(bool)]), -1)
            if joins < 0 and confirmed and (truth.iloc[mine] == about).mean() < 0.5:
                continue
            if joins < 0:
                joins = len(born)
                born.loc[joins] = about
            group[mine], strength[mine] = joins, 1
    return group, born, count


def kept(stream: pd.DataFrame, group: Ints, new: set[str]) -> tuple[float, float, float, int]:
    """Shares of texts whose identity is kept, of new intents found, of texts in no pattern; patterns used."""
    month, truth = stream["month"].to_numpy(), stream["truth"]
    first, about = {}, {}
    for number in np.unique(group[group >= 0]):
        inside = group == number
        first[number] = int(month[inside].min())
        about[number] = truth[inside & (month == first[number])].mode()[0]
    later = np.array([g >= 0 and m > first[g] and about[g] == t for g, m, t in zip(group, month, truth, strict=True)])
    found = [any(about[g] == name and first[g] <= BORN + 1 for g in first) for name in new]
    return later.sum() / (month > 1).sum(), float(np.mean(found or [np.nan])), (group < 0).mean(), len(first)


def report(streams: list[tuple[pd.DataFrame, set[str]]]) -> None:
    print("| proposals are | identity kept | new found in 2 months | patterns | in none | proposals |")
    print("|---|---|---|---|---|---|")
    for confirmed, words in ((True, "looked at by a person"), (False, "taken in as they come")):
        rows = []
        for stream, new in streams:
            group, _, count = follow(stream, confirmed=confirmed)
            rows.append((*kept(stream, group, new), count))
        table = np.array(rows, dtype="float64")
        mean, sd = table.mean(axis=0), table.std(axis=0)
        found = "-" if np.isnan(mean[1]) else f"{100 * mean[1]:.0f} %"
        print(
            f"| {words} | {100 * mean[0]:.1f} % (sd {100 * sd[0]:.1f}) | {found} | {mean[3]:.1f} | "
            f"{100 * mean[2]:.1f} % | {mean[4]:.1f} |",
            flush=True,
        )


def stream(first: int, last: int) -> None:
    data = labelled("banking77")
    report([months(data, seed) for seed in range(first, last)])


def quarters() -> None:
    """Eight quarters of what patients would improve, 250 comments of one category each, four draws."""
    data = labelled("nhs_trust_2010_2019")
    data = data[
        data["text"].notna() & data["category"].notna() & (data["comment_type"].astype("str").str.lower() == "improve")
    ]
    data = data.drop_duplicates("text")
    period = data["created_at"].dt.tz_localize(None).dt.to_period("Q")
    streams = []
    for seed in range(4):
        parts = [
            data[(period == quarter).to_numpy(bool)].sample(250, random_state=seed).assign(month=number)
            for number, quarter in enumerate(pd.period_range("2013Q1", periods=8, freq="Q"), 1)
        ]
        table = pd.concat(parts, ignore_index=True)[["month", "text", "category"]]
        streams.append((table.rename(columns={"category": "truth"}).astype({"truth": "str", "text": "str"}), set()))
    report(streams)
    most = [float((table["truth"] == table["truth"][table["month"] == 1].mode()[0]).mean()) for table, _ in streams]
    print(f"The commonest category alone: {100 * np.mean(most):.0f} %.")


def mentions_of(table: pd.DataFrame) -> pd.DataFrame:
    """Texts of a stream as mentions of one import a month."""
    day = pd.to_datetime("2026-01-01") + pd.to_timedelta((table["month"] - 1) * 30, unit="D")
    return pd.DataFrame(
        {
            "feedback_id": [f"{number:08x}" for number in range(len(table))],
            "start": 0,
            "clause_text": table["text"].astype("str"),
            "touchpoint": "All",
            "stage": "All",
            "polarity": "negative",
            "import_id": [f"{month:032x}" for month in table["month"]],
            "occurred_at": day.astype("datetime64[us]"),
        }
    )


def workspace_of(folder: str, mentions: pd.DataFrame) -> Workspace:
    """A workspace with the imports of these mentions, besides those it has."""
    workspace = Workspace(Path(folder) / "w")
    listed = {record.import_id for record in workspace.imports()}
    for import_id, part in mentions[~mentions["import_id"].isin(listed)].groupby("import_id"):
        ids = part["feedback_id"].to_numpy()
        about = {"feedback_id": ids, "response_id": ids, "import_id": import_id, "source": "s", "kind": "survey"}
        frame = feedback.conform(pd.DataFrame(about | {"text": part["clause_text"].to_numpy()}))
        workspace.stage(NewImport(str(import_id), frame, pd.DataFrame({"record": [], "reason": []})))
        ledger = {"import_id": import_id, "file": "f", "source": "s", "read": len(ids), "kept": len(ids)}
        workspace.confirm([ledger | {"set_aside": {}}])
    return workspace


def survive() -> None:
    """Renames, merges, splits, moves and "not a pain" on twelve streams, looked at after all that may come."""
    data, asked, held = labelled("banking77"), 0, 0
    for seed in range(*DRAWS):
        every = mentions_of(months(data, seed)[0])
        with tempfile.TemporaryDirectory() as folder:
            half = every[every["import_id"] <= f"{4:032x}"].reset_index(drop=True)
            workspace = workspace_of(folder, half)
            recurring.settle(workspace, half, "1")
            found = recurring.of(workspace, half, "1")
            a, b, c, d = found.patterns["pattern"].tolist()[:4]
            inside = {
                name: recurring.mention_id(found.mentions[found.mentions["pattern"] == name]).tolist()
                for name in (c, d)
            }
            recurring.rename(workspace, a, "A name", who="benchmark")
            recurring.merge(workspace, [b], a, who="benchmark")
            recurring.split(workspace, found, c, inside[c][:5], "A part", who="benchmark")
            recurring.move(workspace, found, inside[d][:2], a, who="benchmark")
            recurring.not_a_pain(workspace, found, pattern=d, who="benchmark")
            recurring.not_a_pain(workspace, found, mention_ids=inside[c][6:7], who="benchmark")
            part = recurring.of(workspace, half, "1").patterns["pattern"].iloc[-1]
            workspace_of(folder, every)
            recurring.settle(workspace, every, "1")
            recurring.settle(workspace, every, "2")
            recurring.regroup(workspace, recurring.of(workspace, every, "2"), "2", who="benchmark")
            now = recurring.of(workspace, every, "2")
            where = now.mentions.set_index(recurring.mention_id(now.mentions))
            table = now.patterns.set_index("pattern")
            checks = [
                table["name"].get(a) == "A name",
                b not in table.index and now.registry.living.get(b) == a,
                bool((where.loc[inside[c][:5], "pattern"] == part).all()) and table["name"].get(part) == "A part",
                bool((where.loc[inside[d][:2], "pattern"] == a).all()),
                table["state"].get(d) == "not a pain",
                bool(where.loc[inside[c][6:7], "aside"].all()),
            ]
            asked, held = asked + len(checks), held + sum(map(bool, checks))
    print(f"{held} of {asked} changes hold ({100 * held / asked:.0f} %).")


def speed() -> None:
    data = labelled("clinc150")
    texts = data["text"].dropna().astype("str").head(20_000).reset_index(drop=True)
    table = pd.DataFrame({"text": texts, "month": np.arange(len(texts)) % 6 + 1})
    every = mentions_of(table)
    with tempfile.TemporaryDirectory() as folder:
        first = every[every["import_id"] <= f"{5:032x}"].reset_index(drop=True)
        workspace = workspace_of(folder, first)
        start = time.perf_counter()
        recurring.settle(workspace, first, "1")
        print(f"{len(first):,} mentions found and named: {time.perf_counter() - start:.1f} s")
        workspace_of(folder, every)
        start = time.perf_counter()
        recurring.settle(workspace, every, "1")
        print(f"{len(every) - len(first):,} more settled: {time.perf_counter() - start:.1f} s")
        times = []
        for _ in range(7):
            start = time.perf_counter()
            recurring.of(workspace, every, "1")
            times.append(time.perf_counter() - start)
        print(f"{len(every):,} mentions read: {1000 * np.median(times):.0f} ms (median of 7)")


def main() -> int:
    parser = argparse.ArgumentParser(description="Whether patterns keep their identity.")
    parser.add_argument("part", nargs="?", choices=["stream", "quarters", "survive", "speed"])
    parser.add_argument("draws", nargs="*", type=int)
    asked = parser.parse_args()
    first, last = asked.draws or DRAWS
    parts = {"stream": lambda: stream(first, last), "quarters": quarters, "survive": survive, "speed": speed}
    for name, part in parts.items():
        if asked.part in (None, name):
            print(f"#### {name}\n", flush=True)
            part()
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
