"""How much of the feedback real paths can be seen in."""

from dataclasses import dataclass

import pandas as pd

WRITERS = (
    "Only customers who write are seen, and of them only what they write of: a path is what was told, "
    "not all that happened."
)


@dataclass(frozen=True)
class Coverage:
    """experiences: all; known: of a customer that is known, at a known time; customers; returning: those in more than
    one answer; sessions; several: sessions of two steps or more.
    """

    experiences: int
    known: int
    customers: int
    returning: int
    sessions: int
    several: int

    @property
    def words(self) -> str:
        """The same in sentences."""
        if not self.known:
            return (
                f"None of the {self.experiences:,} experiences names its customer. Map a column that holds a customer "
                "or author as “customer” when you import, and paths can be seen; it is kept as a salted hash only."
            )
        share = self.known / max(self.experiences, 1)
        return (
            f"{self.known:,} of {self.experiences:,} experiences ({share:.0%}) have a known customer and time: "
            f"{self.customers:,} customers, {self.returning:,} of them in more than one answer. {self.several:,} of "
            f"{self.sessions:,} sessions have two steps or more. {WRITERS}"
        )


def coverage(experiences: pd.DataFrame, steps: pd.DataFrame) -> Coverage:
    """How far the steps reach."""
    if steps.empty:
        return Coverage(len(experiences), 0, 0, 0, 0, 0)
    usable = experiences["known"].to_numpy(bool) & experiences["occurred_at"].notna().to_numpy(bool)
    answers = experiences[usable].drop_duplicates("feedback").groupby("person").size()
    long = steps.groupby("session").size()
    return Coverage(
        len(experiences), int(usable.sum()), len(answers), int((answers > 1).sum()), len(long), int((long > 1).sum())
    )
