"""The folder of a static site: writes what changed, remembers what it wrote, removes only that."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from yalu.errors import OutputError, Place

_MANIFEST = ".yalu-site.json"
_UNFINISHED = ".yalu-site.unfinished"


def claim_folder(root: Path, *, force: bool) -> frozenset[str]:
    """Take a folder for an export and give the files an earlier one wrote; raise OutputError on foreign files."""
    written = _read_manifest(root / _MANIFEST)
    resumed = (root / _UNFINISHED).exists()
    if root.exists() and not (force or resumed):
        foreign = next((name for name in _visible(root) if name not in written), None)
        if foreign is not None:
            raise OutputError(
                f"holds {foreign!r}, which no export wrote",
                place=Place(str(root)),
                remedy="Give an empty folder, or --force to write beside it (and over files of the same name).",
            )
    root.mkdir(parents=True, exist_ok=True)
    (root / _UNFINISHED).touch()
    return written


def is_current(root: Path, made_from: str) -> frozenset[str] | None:
    """Give the files of an export that was made of the same and that nobody has touched since; None for any other."""
    path = root / _MANIFEST
    if not path.is_file() or (root / _UNFINISHED).exists():
        return None
    manifest = _load(path)
    files = frozenset(manifest["files"])
    if manifest.get("made_from") == made_from and manifest.get("state") == state_of(root, sorted(files)).hex():
        return files
    return None


def state_of(root: Path, files: Iterable[str]) -> bytes:
    """Give a hash of the sizes and times of files; a missing one has neither."""
    digest = blake2b(digest_size=12)
    for name in files:
        try:
            found = os.stat(f"{root}/{name}")  # noqa: PTH116  # ten times as fast as a Path, and there are many
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
        except OSError:
            digest.update(f"{name} is missing\n".encode())
    return digest.digest()


def _read_manifest(path: Path) -> frozenset[str]:
    return frozenset(_load(path)["files"]) if path.is_file() else frozenset()


def _load(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        frozenset(manifest["files"])
        return manifest
    except (ValueError, KeyError, TypeError) as error:
        remedy = "Remove it and export with --force."
        raise OutputError("is no list of exported files", place=Place(str(path)), remedy=remedy) from error


def _visible(root: Path) -> Iterable[str]:
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not name.startswith(".")]
        at = Path(folder).relative_to(root)
        yield from ((at / name).as_posix() for name in files if not name.startswith("."))


def put_file(root: Path, file: str, content: bytes) -> bool:
    """Write a file unless it holds these bytes already; give whether it was written."""
    path = f"{root}/{file}"
    # Plain calls of the system: there are tens of thousands of files, and a Path takes as long as to write one.
    try:
        with open(path, "rb") as there:  # noqa: PTH123
            if os.fstat(there.fileno()).st_size == len(content) and there.read() == content:
                return False
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "wb", buffering=0) as there:  # noqa: PTH123
        there.write(content)
    return True


def close_folder(root: Path, *, before: frozenset[str], now: Iterable[str], made_from: str) -> int:
    """Remove what an earlier export wrote and this one did not, and keep the list; give how many were removed.

    `made_from` stands for all that the files were made of.
    """
    files = sorted(set(now))
    gone = before.difference(files)
    for name in gone:
        (root / name).unlink(missing_ok=True)
        _remove_empty(root, (root / name).parent)
    manifest = {"files": files, "made_from": made_from, "state": state_of(root, files).hex()}
    put_file(root, _MANIFEST, json.dumps(manifest, indent=0, ensure_ascii=False).encode())
    release_folder(root)
    return len(gone)


def release_folder(root: Path) -> None:
    """Say that an export has ended and all its files stand."""
    (root / _UNFINISHED).unlink(missing_ok=True)


def _remove_empty(root: Path, folder: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
