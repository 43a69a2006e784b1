"""Fits calibration.json: from the weights of a text to the probability of its polarity.

    .venv/bin/python data/lexicons/calibrate.py FOLDER

FOLDER holds nhs_fft_v6.parquet (NHS England, MIT) and goemotions.parquet (Google Research, CC BY 4.0), each with
columns text and label. Run it again after any change of a lexicon or rule; it prints what it wrote.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cxanalytics.emotion import calibration
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.scores import SCORED, read

SETS = {
    "nhs_fft_v6": "github.com/The-Strategy-Unit/pxtextmining, MIT (NHS England)",
    "goemotions": "github.com/google-research/google-research/tree/master/goemotions, data CC BY 4.0",
}
BATCH = 20_000


def weighed(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Features of each text as `emotion.score` makes them, and whether it is scored at all."""
    features, scored = [], []
    for start in range(0, len(texts), BATCH):
        reading = read(texts[start : start + BATCH], lexicon())
        features.append(calibration.features(*reading.sums()))
        scored.append(reading.state == SCORED)
    return np.vstack(features), np.concatenate(scored)


def fit(folder: Path) -> dict[str, object]:
    rows, labels, weights, counts = [], [], [], {}
    for name in SETS:
        table = pd.read_parquet(folder / f"{name}.parquet", columns=["text", "label"]).dropna().drop_duplicates()
        features, scored = weighed(table["text"].tolist())
        label = table["label"].to_numpy()[scored]
        each = pd.Series(label).map(1 / pd.Series(label).value_counts()).to_numpy()
        rows.append(features[scored])
        labels.append(label)
        weights.append(each)
        counts[name] = {"origin": SETS[name], "texts": {k: int(v) for k, v in pd.Series(label).value_counts().items()}}
    weight = np.concatenate(weights)
    model = LogisticRegression(C=1e6, max_iter=5000, tol=1e-8)
    model.fit(np.vstack(rows), np.concatenate(labels), sample_weight=weight / weight.mean())
    place = {name: list(model.classes_).index(name) for name in calibration.POLARITIES}
    table = np.column_stack((model.intercept_, model.coef_))
    against = {
        name: (table[place[name]] - table[place["neutral"]]).round(4).tolist() for name in ("negative", "positive")
    }
    return {
        "what": "Logits against neutral: constant, factor of the positive weight, factor of the negative weight.",
        "made_by": "data/lexicons/calibrate.py",
        "method": "Multinomial logistic regression; both sets and, within each, the three polarities count equally.",
        "scikit-learn": sklearn.__version__,
        "sets": counts,
        "fit": against,
    }


if __name__ == "__main__":
    result = json.dumps(fit(Path(sys.argv[1])), indent=2)
    Path(__file__).with_name("calibration.json").write_text(result + "\n", encoding="utf-8")
    print(result)
