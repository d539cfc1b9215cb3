"""A crew: processes that draw pages, each with the archive in its own memory, dealt a few addresses at a time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Self

from yalu.errors import OutputError, YaluError
from yalu.publish.site import Site, open_copy
from yalu.publish.static_site.address import Address, forms_of
from yalu.publish.static_site.drawing import draw
from yalu.publish.static_site.folder import put_file, state_of
from yalu.publish.static_site.links import Links
from yalu.publish.static_site.remembered import Made, hash_reads
from yalu.settings import Settings

_DEAL = 64
"""Addresses given to a process at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every process needs to draw its share."""

    archive: str
    settings: Settings
    root: Path
    searchable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drew:
    """What came of one address."""

    address: Address
    made: Made
    written: int


class Artist:
    """Draws pages into a folder, in this process."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site, self._root = site, root
        self._links = Links(site.held)

    def draw(self, address: Address) -> Drew:
        """Draw a page with its forms and write what differs."""
        with self._site.held.held.noting() as reads:
            drawn = draw(self._site, address, self._links)
        written = sum(put_file(self._root, file, content) for file, content in drawn.files.items())
        names = tuple(reads)
        made = Made(
            reads=names, hash=hash_reads(self._site.held.held, names), links=drawn.links, fault=drawn.fault,
            state=state_of(self._root, files_of(address)),
        )  # fmt: skip
        return Drew(address=address, made=made, written=written)


def files_of(address: Address) -> list[str]:
    """Give the files of a page: its own and its forms'."""
    return [one.file for one in (address, *forms_of(address))]


class Crew:
    """Processes that draw."""

    def __init__(self, job: Job, size: int) -> None:
        self._job, self._size = job, size
        self._ends: list[Connection] = []
        self._processes: list[SpawnProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.join(10)
            if process.is_alive():
                process.terminate()

    @property
    def works(self) -> bool:
        """Whether its processes have been started: then they have the archive in memory, and few pages are worth it too."""
        return bool(self._ends)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        for _ in range(self._size):
            mine, theirs = context.Pipe()
            process = context.Process(target=serve, args=(self._job, theirs), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(mine)
            self._processes.append(process)

    def draw(self, addresses: Iterable[Address]) -> Iterator[Drew]:
        """Draw pages in any order."""
        waiting = deque(addresses)
        if not self._ends:
            self._start()
        busy = {end for end in self._ends if self._deal(end, waiting)}
        while busy:
            for end in wait(list(busy)):
                assert isinstance(end, Connection)
                yield from self._take(end)
                if not self._deal(end, waiting):
                    busy.remove(end)

    def _deal(self, end: Connection, waiting: deque[Address]) -> bool:
        # Few are dealt one by one: the last pages of long lists are found one after the other, and nobody shall idle.
        number = min(_DEAL, -(-len(waiting) // (2 * self._size)))
        share = [waiting.popleft() for _ in range(number)]
        if share:
            end.send(share)
        return bool(share)

    def _take(self, end: Connection) -> list[Drew]:
        try:
            found: list[Drew] | YaluError = end.recv()
        except (EOFError, OSError) as error:
            raise OutputError(
                "a process that draws pages has ended", remedy="Give it more memory, or fewer processes: --workers 1."
            ) from error
        if isinstance(found, YaluError):
            raise found
        return found


def serve(job: Job, end: Connection) -> None:
    """Draw what comes through a pipe, until it closes."""
    site = open_copy(job.archive, job.settings, searchable=job.searchable)
    artist = Artist(site, job.root)
    try:
        while True:
            end.send([artist.draw(one) for one in end.recv()])
    except EOFError:
        pass
    except YaluError as error:
        end.send(error)
    finally:
        site.close()


def draw_here(site: Site, root: Path) -> Callable[[Iterable[Address]], Iterator[Drew]]:
    """Give what draws in this process."""
    artist = Artist(site, root)
    return lambda addresses: map(artist.draw, addresses)
