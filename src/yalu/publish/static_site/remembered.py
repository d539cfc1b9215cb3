"""What an export remembers of every page: what it was made of, and where it leads.

Names of reads are kept once for all pages, and only those links that no list of the archive gives. The file is for this
program alone: one that cannot be read, or that another version wrote, only means that all is drawn again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from yalu.publish.static_site.address import Address
from yalu.store import HeldView

NAME = ".yalu-site.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Of what a page was made."""

    reads: tuple[str, ...]
    hash: bytes
    """Of what the reads gave."""
    links: tuple[Address, ...]
    state: bytes
    """Of the sizes and times of its files."""
    fault: bool = False


class _Row(msgspec.Struct, array_like=True, frozen=True):
    address: tuple[str, str, int]
    reads: list[int]
    hash: bytes
    links: list[int]
    state: bytes
    fault: bool


class _File(msgspec.Struct, array_like=True, frozen=True):
    looks: str
    names: list[str]
    targets: list[tuple[str, str, int]]
    rows: list[_Row]


def hash_reads(view: HeldView, reads: Iterable[str]) -> bytes:
    """Give a hash of what reads give now."""
    digest = blake2b(digest_size=12)
    for read in reads:
        digest.update(read.encode() + b"\0" + view.mark(read) + b"\n")
    return digest.digest()


def load_made(root: Path, looks: str) -> dict[Address, Made]:
    """Give what an earlier export remembers, where it looked as this one does; else nothing."""
    try:
        file = msgspec.msgpack.decode(zlib.decompress((root / NAME).read_bytes()), type=_File)
        if file.looks != looks:
            return {}
        targets = [Address(path, query, number=number) for path, query, number in file.targets]
        return {_address(row): _made(row, file.names, targets) for row in file.rows}
    except (OSError, zlib.error, msgspec.MsgspecError, IndexError):
        return {}


def _address(row: _Row) -> Address:
    path, query, number = row.address
    return Address(path, query, number=number)


def _made(row: _Row, names: list[str], targets: list[Address]) -> Made:
    return Made(
        reads=tuple(names[one] for one in row.reads), hash=row.hash, links=tuple(targets[one] for one in row.links),
        state=row.state, fault=row.fault,
    )  # fmt: skip


def keep_made(root: Path, looks: str, made: dict[Address, Made]) -> None:
    """Remember what an export made."""
    names: dict[str, int] = {}
    targets: dict[Address, int] = {}
    rows = [
        _Row(
            _key(address), [names.setdefault(one, len(names)) for one in page.reads], page.hash,
            [targets.setdefault(one, len(targets)) for one in page.links], page.state, page.fault,
        )
        for address, page in sorted(made.items())
    ]  # fmt: skip
    file = _File(looks, list(names), [_key(one) for one in targets], rows)
    (root / NAME).write_bytes(zlib.compress(msgspec.msgpack.encode(file), 1))


def _key(address: Address) -> tuple[str, str, int]:
    return address.path, address.query, address.number
