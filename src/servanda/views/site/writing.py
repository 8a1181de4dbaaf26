"""Writes a site into a folder: aside first, then put in the place of the earlier one, so that a kill leaves no half site.

`written.json` in the folder lists what the site wrote. Whatever else lies there is somebody else's and is carried over. A folder that has
files but no such list was made by no site, and is refused.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec

from servanda.errors import InputError
from servanda.views.site.site import Site

WRITTEN = "written.json"


def write_site(site: Site, to: Path) -> int:
    """Write the pages of a site, in place of those of an earlier site in the same folder, and return how many files there are.

    Two at once in one folder are kept apart by who calls this (`api.write_site`): views know no locks.

    Raises:
        InputError: if the folder holds what no site wrote in places that the site needs, or cannot be written.
    """
    folder = to.resolve()
    aside, previous = folder.parent / f".{folder.name}-new-{os.getpid()}", folder.parent / f".{folder.name}-previous"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _settle(folder, previous)
        _refuse_others(folder, site)
        _clear_leftovers(folder)
        try:
            count = _write_pages(site, aside)
            if folder.is_dir():
                folder.rename(previous)
            aside.rename(folder)
        finally:
            _settle(folder, previous)
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror or error})", where=str(to), mend="Choose another folder with --to") from error
    return count


def _write_pages(site: Site, aside: Path) -> int:
    aside.mkdir()
    pages = site.pages
    for parent in sorted({path.rpartition("/")[0] for path in pages}):
        (aside / parent).mkdir(parents=True, exist_ok=True)
    for path, page in pages.items():
        (aside / path).write_bytes(page.make().encode("utf-8", "replace"))
    (aside / WRITTEN).write_bytes(msgspec.json.format(msgspec.json.encode(sorted([*pages, WRITTEN])), indent=0))
    return len(pages)


def _listed(folder: Path) -> set[str] | None:
    """What a site wrote in a folder; None where no site did."""
    try:
        return set(msgspec.json.decode((folder / WRITTEN).read_bytes(), type=list[str]))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _refuse_others(folder: Path, site: Site) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    listed = _listed(folder) if folder.is_dir() else None
    if listed is None:
        raise InputError("holds files that no site wrote", where=str(folder), mend="Choose an empty folder with --to")
    for path in site.pages:
        if path not in listed and os.path.lexists(folder / path):
            raise InputError(f"{path} was not written by a site and lies where a page belongs", where=str(folder), mend="Move it, or choose another --to")


def _settle(folder: Path, previous: Path) -> None:
    """End an exchange of folders, a killed one too: put the earlier site back if none took its place, else carry over what it did not write."""
    if not previous.is_dir():
        return
    if not folder.exists():
        previous.rename(folder)
        return
    written = _listed(previous) or set()
    for at, folders, names in os.walk(previous, topdown=False):
        here = Path(at)
        for name in [*names, *(entry for entry in folders if (here / entry).is_symlink())]:
            path = here / name
            inside = path.relative_to(previous)
            if inside.as_posix() == WRITTEN:
                continue  # last of all: it says what may go
            if inside.as_posix() in written:
                path.unlink()
            elif not os.path.lexists(folder / inside):
                (folder / inside).parent.mkdir(parents=True, exist_ok=True)
                path.rename(folder / inside)
        if here != previous and not any(here.iterdir()):
            here.rmdir()
    if [path.name for path in previous.iterdir()] in ([WRITTEN], []):
        shutil.rmtree(previous)


def _clear_leftovers(folder: Path) -> None:
    """Remove what killed processes left half-written beside the folder."""
    for path in folder.parent.glob(f".{folder.name}-new-*"):
        number = path.name.rpartition("-")[2]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":  # there a signal would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
