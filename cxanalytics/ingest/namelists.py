"""A list of names that a person gives, to be masked in texts: read for one import, kept nowhere."""

from pathlib import Path

from cxanalytics import privacy
from cxanalytics.errors import NameListError
from cxanalytics.ingest import encoding


def read(path: Path) -> privacy.Names:
    """The names of a text file, one on a line.

    Raises
    ------
    NameListError
        The file cannot be opened or holds no name. The message says which file, never what is in it.
    """
    shown = privacy.mask_name(path.name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NameListError(f"{shown}: there is no such list of names; check the name and the folder.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise NameListError(f"{shown} cannot be opened ({reason}); check that you may read it.") from None
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise NameListError(f"{shown} is no text; save the list of names as plain text, one name on a line.")
    found = privacy.listed(encoding.decode(data).utf8.decode("utf-8", "replace").splitlines())
    if not found:
        raise NameListError(f"{shown} holds no names; write one name on each line.")
    return found
