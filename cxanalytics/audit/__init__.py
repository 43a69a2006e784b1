"""The audit: people label a small random sample, and correct what they find wrong, so that numbers can be mended."""
