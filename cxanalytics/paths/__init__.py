"""Real paths: how customers who are known go from touchpoint to touchpoint, and what it does to them."""

from cxanalytics.paths.coverage import Coverage
from cxanalytics.paths.effects import Effect
from cxanalytics.paths.paths import GAP, REPEAT, Paths, paths

__all__ = ["GAP", "REPEAT", "Coverage", "Effect", "Paths", "paths"]
