"""What a column of an export can be. Kept apart from the tables, so that naming the roles needs no pandas."""

ROLES = (
    "text", "title", "question", "rating", "occurred_at", "source_id", "customer", "author", "touchpoint",
    "channel", "segment", "language", "url", "reach", "status", "reply", "ignore",
)  # fmt: skip
