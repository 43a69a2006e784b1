"""Closing the loop: unhappy customers, whom to answer first, and what became of them."""
