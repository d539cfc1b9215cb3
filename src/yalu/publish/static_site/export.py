"""The export: draws what the pages lead to until nothing is missing, in as many processes as are given."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from yalu.publish.images import image_files
from yalu.publish.machines import list_paths, write_sitemaps
from yalu.publish.site import Site, open_site
from yalu.publish.static_site.address import Address, forms_of, read_address
from yalu.publish.static_site.drawing import draw
from yalu.publish.static_site.finding import FOLDER, MADE_FROM, can_index, hash_articles, index_articles
from yalu.publish.static_site.folder import claim_folder, close_folder, is_current, put_file, release_folder
from yalu.publish.static_site.redirects import redirect_pages
from yalu.settings import Settings

_FEW = 400
"""Addresses that are not worth a second process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did."""

    files: int
    written: int
    removed: int
    faults: int
    """Pages that only say why nothing stands at an address that a page leads to."""
    searchable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every process needs to draw its share."""

    archive: str
    settings: Settings
    root: Path
    searchable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Files that shall stand, and how many had to be written."""

    files: frozenset[str]
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What came of some addresses."""

    written: int
    faults: int
    links: frozenset[Address]


def export_site(archive: str, settings: Settings, root: Path, *, force: bool = False) -> Exported:
    """Write an archive's site into a folder; raise OutputError on foreign files, ArchiveError.

    Files that hold the right bytes already are not touched; what an earlier export wrote and this one does not is removed.
    Where neither the archive nor anything else that the pages rest on has changed, nothing is drawn at all.
    """
    job = Job(archive=archive, settings=settings, root=root, searchable=can_index())
    site = open_copy(job)
    try:
        made_from = _hash_all(site)
        current = is_current(root, made_from)
        before = claim_folder(root, force=force)
        if current is not None:
            release_folder(root)
            return Exported(files=len(current), written=0, removed=0, faults=0, searchable=job.searchable)
        done, share = _draw_all(job, site)
        rest = dict(_files_beside(site))
        found = _put_index(site, root, before) if job.searchable else Written(files=frozenset(), written=0)
    finally:
        site.close()
    written = share.written + found.written + sum(put_file(root, file, content) for file, content in rest.items())
    now = {file.file for page in done for file in (page, *forms_of(page))} | found.files | set(rest)
    removed = close_folder(root, before=before, now=now, made_from=made_from)
    return Exported(
        files=len(now), written=written, removed=removed, faults=share.faults, searchable=job.searchable
    )  # fmt: skip


def _hash_all(site: Site) -> str:
    """Give a hash of all that a copy is made of: the archive as it stands, the settings and looks, Yalu itself."""
    runs = site.archive.view.runs()
    told = replace(site.settings, archive="", workers=0)
    digest = sha256(f"{site.stamp()} {runs[:1]} {told} {site.identity} {site.searchable}".encode())
    for folder in ("templates", "static"):
        for file in sorted((files("yalu.publish") / folder).iterdir(), key=lambda one: one.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def open_copy(job: Job) -> Site:
    """Open the archive for a copy without a server."""
    site = open_site(job.archive, job.settings)
    frozen = site.archive.view.change_number()
    return replace(site, static=True, searchable=job.searchable, likes=None, frozen=frozen)


def _draw_all(job: Job, site: Site) -> tuple[set[Address], Share]:
    """Draw the pages, then the narrowed lists that they lead to; a narrowed list leads to no further one."""
    known: frozenset[Address] | None = None
    waiting = set(_seeds(site))
    held: set[Address] = set()
    done: set[Address] = set()
    written = faults = 0
    while waiting:
        for share in _draw_shares(job, site, sorted(waiting), known):
            written, faults = written + share.written, faults + share.faults
            held |= share.links
        done |= waiting
        held -= done
        waiting = {one for one in held if known is not None or not one.narrows}
        if not waiting and known is None:
            known = frozenset(one.listed for one in held)
            waiting = set(held)
    return done, Share(written=written, faults=faults, links=frozenset())


def _seeds(site: Site) -> Iterator[Address]:
    for path in ("/search", "/statements", *list_paths(site)):
        if address := read_address(path):
            yield address


def _draw_shares(
    job: Job, site: Site, addresses: list[Address], known: frozenset[Address] | None
) -> Iterator[Share]:  # fmt: skip
    workers = job.settings.cores
    if workers < 2 or len(addresses) < _FEW:
        yield _draw_share(site, job.root, addresses, known)
        return
    # Neighbours in order cost alike: dealt out like cards, the shares end together.
    shares = [(job, addresses[number::workers], known) for number in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(draw_apart, *zip(*shares, strict=True))


def draw_apart(job: Job, addresses: list[Address], known: frozenset[Address] | None) -> Share:
    """Draw a share of the addresses in a process of its own."""
    site = open_copy(job)
    try:
        return _draw_share(site, job.root, addresses, known)
    finally:
        site.close()


def _draw_share(site: Site, root: Path, addresses: Iterable[Address], known: frozenset[Address] | None) -> Share:
    written = faults = 0
    links: set[Address] = set()
    for address in addresses:
        drawn = draw(site, address, known)
        written += sum(put_file(root, file, content) for file, content in drawn.files.items())
        faults += drawn.fault
        links.update(drawn.links)
    return Share(written=written, faults=faults, links=frozenset(links))


def _put_index(site: Site, root: Path, before: frozenset[str]) -> Written:
    """Write the index of the articles, unless the one that lies there was made from the same."""
    made_from = hash_articles(site)
    kept = frozenset(file for file in before if file.startswith(f"{FOLDER}/"))
    mark = root / MADE_FROM
    if (
        MADE_FROM in kept
        and mark.is_file()
        and mark.read_bytes() == made_from
        and all((root / o).is_file() for o in kept)
    ):
        return Written(files=kept, written=0)
    content = dict(index_articles(site)) | {MADE_FROM: made_from}
    return Written(files=frozenset(content), written=sum(put_file(root, file, one) for file, one in content.items()))


def _files_beside(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give the files that are no pages: looks, search, redirects, and what machines ask for."""
    for asset in (files("yalu.publish") / "static").iterdir():
        yield f"static/{asset.name}", asset.read_bytes()
    yield from ((f"static/{name}", content) for name, content in site.own_files())
    yield from image_files(site)
    yield from redirect_pages(site)
    base = site.settings.base_url.rstrip("/")
    if base:
        yield from ((name, text.encode()) for name, text in write_sitemaps(site, base).items())
        yield "robots.txt", f"User-agent: *\nSitemap: {base}/sitemap.xml\n".encode()
