"""Exports that lie elsewhere (s3://, sftp://, https:// and others): fetched only when a person names the address."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from cxanalytics.errors import ExportError
from cxanalytics.ingest import archives
from cxanalytics.ingest.archives import Entry

T = TypeVar("T")

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
# What each of the usual kinds needs beside fsspec.
_NEEDED = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "abfss": "adlfs",
    "http": "aiohttp", "https": "aiohttp", "sftp": "paramiko", "ssh": "paramiko", "smb": "smbprotocol",
    "hdfs": "pyarrow", "github": "requests",
}  # fmt: skip


def location(given: str) -> Path | str:
    """What a person named: an address as it is, everything else as a path."""
    return given if is_address(given) else Path(given)


def is_address(given: Path | str) -> bool:
    """Whether it is an address such as s3://bucket/folder, not a path on this machine."""
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def name_of(given: Path | str) -> str:
    """The name to show of what a person named: the last part of it."""
    if isinstance(given, str):
        return shown(given).rsplit("/", 1)[-1] or shown(given)
    return given.name or given.absolute().name or str(given)


def shown(address: str) -> str:
    """The address without what may be secret in it: user, password and query."""
    bare = re.sub(r"[?#].*$", "", address, flags=re.DOTALL)
    return re.sub(r"://[^/@]*@", "://", bare).rstrip("/")


def fetched(address: str) -> bytes | tuple[Entry, ...]:
    """The bytes of the file at an address, or the files of the folder there.

    Raises
    ------
    ExportError
        The address cannot be reached, names nothing, or needs a package that is not installed.
    """
    found = _ADDRESS.match(address)
    protocol = found.group(1).lower() if found else ""
    system, path = _opened(address, protocol)
    return _safely(address, lambda: _read(system, path, address))


def _read(system: Any, path: str, address: str) -> bytes | tuple[Entry, ...]:
    if not system.isdir(path):
        return _bytes(system, path, address)
    paths = sorted(system.find(path))
    root = path.rstrip("/") + "/"
    return tuple(_entry(system, inner, inner.removeprefix(root), address) for inner in paths)


def _entry(system: Any, path: str, relative: str, address: str) -> Entry:
    def read(size: int | None = None) -> bytes:
        return _safely(address, lambda: _bytes(system, path, address, size))

    return Entry(relative, read)


def _bytes(system: Any, path: str, address: str, size: int | None = None) -> bytes:
    with system.open(path, "rb") as stream:
        data: bytes = stream.read(archives.LARGEST + 1 if size is None else size)
    if len(data) > archives.LARGEST:
        raise ExportError(f"{shown(address)} is too large; export it in parts.")
    return data


def _opened(address: str, protocol: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ExportError(
            f"{shown(address)} is an address, for which the package fsspec is needed; "
            "install it with 'pip install fsspec', or copy the file here and name the copy."
        ) from None
    if "::" in address:
        raise ExportError(f"{shown(address)} chains several addresses; name the file itself.")
    try:
        system, path = url_to_fs(address)
    except ImportError:
        needed = _NEEDED.get(protocol, "its client")
        raise ExportError(
            f"{shown(address)}: addresses of this kind need the package {needed}, which is not installed; "
            f"install it with 'pip install {needed}', or copy the file here and name the copy."
            if protocol in _NEEDED
            else f"{shown(address)}: addresses of this kind need a package that is not installed; "
            "copy the file here and name the copy."
        ) from None
    except ValueError:
        raise ExportError(
            f"{shown(address)}: '{protocol}://' is no kind of address that is known; copy the file here and name it."
        ) from None
    except Exception as error:  # noqa: BLE001 - every kind of address has errors of its own
        raise _unreachable(address, error) from None
    return system, str(path)


def _safely(address: str, work: Callable[[], T]) -> T:
    try:
        return work()
    except ExportError:
        raise
    except FileNotFoundError:
        raise ExportError(f"{shown(address)}: there is no such file; check the address.") from None
    except Exception as error:  # noqa: BLE001 - every kind of address has errors of its own
        raise _unreachable(address, error) from None


def _unreachable(address: str, error: Exception) -> ExportError:
    # The error's own words may hold keys; its kind is enough to go on.
    return ExportError(
        f"{shown(address)} cannot be fetched ({type(error).__name__}); check the address and that you may read it, "
        "or copy the file here and name the copy."
    )
