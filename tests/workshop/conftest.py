"""Workspaces to hold sessions on: an empty one, and one of a small shop whose customers wrote of three touchpoints."""

import shutil
from pathlib import Path

import pytest

from cxanalytics import engine, importing, workshop
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.store import Workspace

JOURNEY = Journey(
    "Shop",
    "From the first look to the last bill.",
    (
        Stage("Buy", (Touchpoint("Website", channels=("web",)), Touchpoint("Delivery", moment=True, ideal=5.0))),
        Stage("Pay", (Touchpoint("Invoice", ("billing",), ("invoice", "bill"), owner="Finance"),)),
    ),
    ignore=("return flight",),
)

ANN, BEN, CLEO = "a" * 16, "b" * 16, "c" * 16


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "Shop")
    return made


@pytest.fixture
def number(workspace: Workspace) -> int:
    """The number of a session that has been opened."""
    return workshop.open_session(workspace, "Bills", JOURNEY, who="Fay")


def export() -> str:
    """Forty bad words of the invoice and twenty good ones, sixty good ones of the delivery, and a late one."""
    texts = [f"The invoice {number} was wrong and confusing, I am annoyed" for number in range(38)]
    texts += ["I was charged twice on my invoice, =1+1 is not so hard", "A reminder came for a bill I had paid already"]
    texts += [f"The invoice {number} was clear, I am happy with it" for number in range(20)]
    texts += [f"The delivery was quick and lovely {number}, thank you" for number in range(60)]
    texts += ["The delivery came three weeks late, I am angry"]
    rows = [f'{number},2026-{1 + number % 5:02d}-{1 + number % 27:02d},"{text}"' for number, text in enumerate(texts)]
    return "\n".join(["ID,Date,Comment", *rows]) + "\n"


@pytest.fixture(scope="session")
def _imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard")
    made = Workspace(folder / "w")
    made.set("journey", "Shop")
    path = folder / "shop.csv"
    path.write_text(export())
    importing.import_exports(made, [importing.ExportFile(path, path.name)])
    engine.analyse(made, JOURNEY)
    return made.root


@pytest.fixture
def heard(_imported: Path, tmp_path: Path) -> Workspace:
    """A workspace with feedback, read already, that a test may write to."""
    return Workspace(shutil.copytree(_imported, tmp_path / "heard"))


@pytest.fixture
def analysis(heard: Workspace) -> engine.Analysis:
    return engine.analyse(heard, JOURNEY)
