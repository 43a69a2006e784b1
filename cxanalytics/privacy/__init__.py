"""What protects people before anything is stored: personal data in texts is masked, ids become salted hashes.

Masked: e-mail addresses, telephone numbers, payment cards, IBANs, IP addresses, @handles of private people,
and query strings of links that carry an id or an address; names under a letter, and those of a list that somebody
gives. Other names and postal addresses inside a text are not found.
"""

from cxanalytics.privacy.contacts import clean_links, mask_name
from cxanalytics.privacy.hashing import digests, hash_ids
from cxanalytics.privacy.masking import NOBODY, public_handles, redact
from cxanalytics.privacy.names import Names, listed

__all__ = [
    "NOBODY", "Names", "clean_links", "digests", "hash_ids", "listed", "mask_name", "public_handles", "redact",
]  # fmt: skip
