"""Damaged files end in a reading or in one clear sentence; `benchmarks/fuzz.py` tries far more of them."""

import random
from pathlib import Path

import pytest

from benchmarks import damage
from cxanalytics import ingest
from cxanalytics.errors import CXError

CHANCE = random.Random(5)  # noqa: S311 - no secrets
SEEDS = damage.seeds(CHANCE)
# Every damage to every seed once.
FILES = [*damage.damaged(11 * len(SEEDS), CHANCE)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.damage} {file.name}")
def test_a_reading_or_a_sentence(file: damage.File, tmp_path: Path) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.data)
    try:
        for reading in ingest.inspect_all(path):
            ingest.build(reading, salt=bytes(32))
    except CXError as error:
        said = str(error)
        assert said.isprintable()
        assert said.endswith((".", "'"))


def test_whole_files_of_every_kind_are_read(tmp_path: Path) -> None:
    for name, data in SEEDS.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert sum(len(reading.table) for reading in ingest.inspect_all(path)) > 3, name
