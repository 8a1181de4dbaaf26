"""Files in object stores (`s3://bucket/wire/*.jsonl.gz`), through fsspec. Nothing is read but what a user names.

Web pages are never fetched: `https://` is no store.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from servanda.documents.drafts import Refuse, rejection
from servanda.documents.files import SourceFile, classified
from servanda.errors import InputError

# Scheme -> the package by which fsspec reaches it, "" where it needs none.
STORES: dict[str, str] = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "oci": "ocifs",
    "hdfs": "pyarrow",
    "sftp": "paramiko",
    "smb": "smbprotocol",
    "memory": "",
    "file": "",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20})://")


def is_remote(item: str) -> bool:
    """Whether an input is an address, not a path."""
    return _SCHEME.match(item) is not None


def _store(address: str) -> tuple[Any, str]:
    """fsspec's file system for `address`, and the path in it. Raises InputError."""
    scheme = address.partition("://")[0].lower()
    if scheme not in STORES or "::" in address:
        known = " ".join(f"{name}://" for name in STORES)
        raise InputError("addresses are not fetched", mend=f"Save it as a file and give that; object stores are read ({known})")
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError("object stores need fsspec, which is not installed", mend="Install it with: pip install 'servanda[remote]'") from error
    try:
        return cast(tuple[Any, str], url_to_fs(address))
    except ImportError as error:
        raise InputError(f"{scheme}:// needs {STORES[scheme]}, which is not installed", mend=f"Install it with: pip install {STORES[scheme]}") from error
    except Exception as error:  # of the store's own library: no credentials, no such bucket
        raise _unreachable(error) from error


def _unreachable(error: Exception) -> InputError:
    return InputError(f"the store cannot be read ({type(error).__name__}: {str(error)[:200]})", mend="Check the address and your right to read there")


def _paths(store: Any, path: str, address: str) -> list[str]:
    try:
        if glob.has_magic(address):
            matches = sorted(store.glob(path))
            return [found for match in matches for found in (sorted(store.find(match)) if store.isdir(match) else [match])]
        if store.isdir(path):
            shown = sorted(store.find(path))
            return [found for found in shown if not any(part.startswith(".") for part in found.removeprefix(path).split("/"))]
        if not store.exists(path):
            raise InputError("there is no such file or folder", mend="Check the address")
    except InputError:
        raise
    except Exception as error:  # of the store's own library, which may raise anything
        raise _unreachable(error) from error
    return [path]


def _remote(store: Any, path: str) -> SourceFile:
    def opened() -> BinaryIO:
        try:
            return cast(BinaryIO, store.open(path, "rb"))
        except Exception as error:  # as above
            raise _unreachable(error) from error

    return classified(store.unstrip_protocol(path), opened)


def remote_files(address: str, refuse: Refuse, seen: set[str]) -> Iterator[SourceFile]:
    """The readable files that `address` names (a file, folder or glob), each once, by name. Raises InputError if the store cannot be reached."""
    store, path = _store(address)
    found = _paths(store, path, address)
    if not found:
        raise InputError("no files are there", mend="Check the address")
    for match in found:
        name = store.unstrip_protocol(match)
        if name in seen:
            continue
        seen.add(name)
        try:
            yield _remote(store, match)
        except InputError as error:
            refuse(rejection(name, error))
