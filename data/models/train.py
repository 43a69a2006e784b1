"""Makes the polarity model again: `cxanalytics train FOLDER --out data/models`, with the labelled sets.

That is polarity.csv, polarity.json and rules.json.

    .venv/bin/python data/models/train.py FOLDER

FOLDER holds goemotions, nhs_fft_v6, nhs_phase1, mams_acsa and tweeteval_sentiment as Parquet files (README.md says
where they come from). Run it after any change of a rule or lexicon. The same texts give the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cxanalytics.cli import main

if __name__ == "__main__":
    sys.exit(main(["train", *sys.argv[1:], "--out", str(Path(__file__).parent)]))
