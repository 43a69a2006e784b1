"""What a command prints: words for people, or one JSON document for programs."""

from collections.abc import Mapping
from typing import Any

from cxanalytics import documents


def show(document: Mapping[str, Any], words: str, as_json: bool) -> int:
    """Print the one or the other; the exit code of a command that went well."""
    print(documents.document(document) if as_json else words)
    return 0
