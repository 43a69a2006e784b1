"""Values as a JSON document that any program can read."""

import json
import math
from collections.abc import Mapping
from typing import Any


def document(content: Mapping[str, Any]) -> str:
    """`content` as JSON text; dates in ISO form, and null for what is not a number, or endless."""
    return json.dumps(_plain(content), ensure_ascii=False, indent=1, allow_nan=False)


def _plain(value: Any) -> Any:
    """The same value in JSON's own types."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "isoformat"):
        # A missing time is the only one that differs from itself.
        return None if value != value else value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
