"""A workspace of a small shop, read once: late deliveries, a friendly staff, invoices that are wrong."""

from collections.abc import Callable

import pandas as pd
import pytest

from cxanalytics import engine, importing
from cxanalytics.claims import Claim, Measure, Scope, measure
from cxanalytics.journey.templates import template
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

STATED = pd.Timestamp("2026-06-01").to_pydatetime()


def export() -> str:
    """Forty bad words of the invoice and twenty good ones; sixty good ones of the staff, and a bad one."""
    rows = ["ID,Date,Comment"]
    months = [f"2026-{1 + number % 5:02d}-{1 + number % 27:02d}" for number in range(200)]
    texts = [f"The invoice {number} was wrong and confusing, I am annoyed" for number in range(40)]
    texts += [f"The invoice {number} was clear, I am happy with it" for number in range(20)]
    texts += [f"Lovely friendly staff in the shop number {number}, thank you" for number in range(60)]
    texts += ["The staff in the shop were rude and I was angry"]
    rows += [f"{number},{months[number]},{text}" for number, text in enumerate(texts)]
    return "\n".join(row if '"' in row else f'{",".join(row.split(",")[:2])},"{",".join(row.split(",")[2:])}"'
                     if index else row for index, row in enumerate(rows)) + "\n"  # fmt: skip


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, engine.Analysis]:
    folder = tmp_path_factory.mktemp("shop")
    workspace = Workspace(folder / "w")
    workspace.set("journey", template("retailer").name)
    path = folder / "shop.csv"
    path.write_text(export())
    importing.import_exports(workspace, [importing.ExportFile(path, path.name)])
    return workspace, engine.analyse(workspace)


MakeClaim = Callable[..., Claim]


@pytest.fixture
def put() -> MakeClaim:
    """A function that makes a claim of a touchpoint, words and a measure as a person writes it."""

    def make(said: str | Measure, *touchpoints: str, words: tuple[str, ...] = (), **more: object) -> Claim:
        scope = Scope(Selection(touchpoint=touchpoints, **more), words=words)  # type: ignore[arg-type]
        how = measure(said) if isinstance(said, str) else said
        return Claim(1, "A sentence", "Ana", scope, how, STATED, "Ana")

    return make
