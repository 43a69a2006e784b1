"""A persona: some of the customers under a name of their own, known by the segments they are in."""

from dataclasses import dataclass

from cxanalytics.selection import Selection


@dataclass(frozen=True)
class Persona:
    """segments are parts of segments ("Tier: Gold"); a customer in any of them is of this persona."""

    name: str
    segments: tuple[str, ...]
    description: str = ""
    goals: str = ""

    def selection(self) -> Selection:
        """The feedback of these customers."""
        return Selection(segment=self.segments)
