"""What became of the actions of a workspace: whether each worked, how sure that is, and when one could tell."""

from cxanalytics.effects.outcome import AFTER, BEFORE, Outcome
from cxanalytics.effects.reading import all, of  # noqa: A004
from cxanalytics.tracking.effects import CANNOT_TELL, DID_NOT, VERDICTS, WORKED, WORSE, Effect

__all__ = ["AFTER", "BEFORE", "CANNOT_TELL", "DID_NOT", "VERDICTS", "WORKED", "WORSE", "Effect", "Outcome", "all", "of"]
