"""Published ratios to hold one's own against, each with where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReferenceLine:
    """A ratio somebody published: `value` positive experiences for each negative one."""

    value: float
    label: str
    source: str
    year: int
    population: str
    note: str

    @property
    def words(self) -> str:
        """The whole of it in one sentence."""
        return f"{self.value:g} : 1, {self.label}: {self.source}, {self.year}; {self.population}. {self.note}"


_SOURCE = "Forrester, US Customer Experience Index"
_POPULATION = "110,828 US adults asked about all their interactions with a brand in the last 90 days"

REFERENCE_LINES = (
    ReferenceLine(
        value=2,
        label="bottom 5 % of brands",
        source=_SOURCE,
        year=2018,
        population=_POPULATION,
        note=(
            "2 : 1 is often called healthy; in these data it is the floor. "
            "A survey panel, not people who chose to comment: a reference, not a target for comments."
        ),
    ),
    ReferenceLine(
        value=22,
        label="elite brands, top 5 %",
        source=_SOURCE,
        year=2018,
        population=_POPULATION,
        note=(
            "It was 17 : 1 the year before. "
            "A survey panel, not people who chose to comment: a reference, not a target for comments."
        ),
    ),
)
