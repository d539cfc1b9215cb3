"""The export: draws what has changed and what the pages lead to, until nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from yalu.publish.images import image_files
from yalu.publish.machines import list_paths, write_sitemaps
from yalu.publish.site import Site, open_copy
from yalu.publish.static_site.address import Address, read_address
from yalu.publish.static_site.crew import Crew, Drew, Job, draw_here, files_of
from yalu.publish.static_site.finding import FOLDER, MADE_FROM, can_index, hash_articles, index_articles
from yalu.publish.static_site.folder import claim_folder, close_folder, is_current, put_file, release_folder, state_of
from yalu.publish.static_site.redirects import redirect_pages
from yalu.publish.static_site.remembered import Made, hash_reads, keep_made, load_made
from yalu.settings import Settings
from yalu.store import StatementFilter

_FEW = 400
"""Pages that are not worth a second process."""
Progress = Callable[[int, int], None]
"""Is told how many pages are done, and how many are known to be needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did."""

    articles: int
    pages: int
    drawn: int
    """Pages that were made; the others stand as they were."""
    files: int
    written: int
    removed: int
    faults: int
    """Pages that only say why nothing stands at an address that a page leads to."""
    searchable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Files that shall stand, and how many had to be written."""

    files: frozenset[str]
    written: int


@dataclass(slots=True)
class Tally:
    """What is done so far."""

    made: dict[Address, Made] = field(default_factory=dict)
    drawn: int = 0
    written: int = 0


def export_site(
    archive: str, settings: Settings, root: Path, *, force: bool = False, progress: Progress | None = None
) -> Exported:  # fmt: skip
    """Write an archive's site into a folder; raise OutputError on foreign files, ArchiveError.

    Pages that would be made of the same as last time are not drawn, and files that hold the right bytes are not touched;
    what an earlier export wrote and this one does not is removed.
    """
    job = Job(archive=archive, settings=settings, root=root, searchable=can_index())
    site = open_copy(archive, settings, searchable=job.searchable)
    try:
        looks = _hash_looks(site)
        made_from = f"{looks} {site.held.view.change_number()}"
        current = is_current(root, made_from)
        before = claim_folder(root, force=force)
        articles = site.archive.view.count_articles()
        if current is not None:
            release_folder(root)
            return Exported(
                articles=articles, pages=len(load_made(root, looks)), drawn=0, files=len(current), written=0, removed=0,
                faults=0, searchable=job.searchable,
            )  # fmt: skip
        with _indexing(job, site, before) as index:
            tally = _draw_all(job, site, load_made(root, looks), progress or _say_nothing)
            rest = dict(_files_beside(site))
            found = index()
    finally:
        site.close()
    tally.written += found.written + sum(put_file(root, file, content) for file, content in rest.items())
    now = {file for page in tally.made for file in files_of(page)} | found.files | set(rest)
    keep_made(root, looks, tally.made)
    removed = close_folder(root, before=before, now=now, made_from=made_from)
    return Exported(
        articles=articles, pages=len(tally.made), drawn=tally.drawn, files=len(now), written=tally.written,
        removed=removed, faults=sum(one.fault for one in tally.made.values()), searchable=job.searchable,
    )  # fmt: skip


def _say_nothing(done: int, whole: int) -> None:
    pass


def _hash_looks(site: Site) -> str:
    """Give a hash of all that every page rests on beside the archive: Yalu itself, the settings, the masthead."""
    told = replace(site.settings, archive="", workers=0)
    # The stamp counts commits, and an export of the same pages shall not rest on that.
    masthead = (site.journal.title, site.journal.tagline)
    digest = sha256(f"{told} {site.identity} {site.searchable} {masthead}".encode())
    for file in _own_files(files("yalu")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _own_files(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _own_files(one)
        elif one.name.endswith((".py", ".html", ".xml", ".css", ".js", ".yaml", ".json", ".md")):
            yield one


def _draw_all(job: Job, site: Site, before: dict[Address, Made], progress: Progress) -> Tally:
    """Draw what is not as it was, then what it leads to, until nothing is missing."""
    tally = Tally()
    # In order of the articles: neighbours read the same rows.
    waiting = list(dict.fromkeys(_seeds(site)))
    known = set(waiting)
    here = draw_here(site, job.root)
    with Crew(job, job.settings.cores) as crew:
        while waiting:
            standing = {
                one: before[one] for one in waiting if one in before and _stands(site, job.root, one, before[one])
            }
            tally.made |= standing
            lacking = [one for one in waiting if one not in standing]
            many = crew.works or (job.settings.cores > 1 and len(lacking) >= _FEW)
            for drew in (crew.draw if many else here)(lacking):
                _count(tally, drew)
                progress(len(tally.made), len(known))
            leads = dict.fromkeys(one for page in waiting for one in tally.made[page].links)
            waiting = [one for one in leads if one not in known]
            known.update(waiting)
    return tally


def _count(tally: Tally, drew: Drew) -> None:
    tally.made[drew.address] = drew.made
    tally.drawn += 1
    tally.written += drew.written


def _stands(site: Site, root: Path, page: Address, made: Made) -> bool:
    """Say whether a page would be made of the same as last time and its files are as they were left."""
    return made.hash == hash_reads(site.held.held, made.reads) and made.state == state_of(root, files_of(page))


def _seeds(site: Site) -> Iterator[Address]:
    """Give the pages that no other has to lead to."""
    for path in ("/search", "/statements", *list_paths(site)):
        if address := read_address(path):
            yield address
    told = site.held.held.statements(StatementFilter(order="place"))
    yield from (Address(f"/statements/{one.id}") for one in told)


@contextmanager
def _indexing(job: Job, site: Site, before: frozenset[str]) -> Iterator[Callable[[], Written]]:
    """Make the index of the articles beside the drawing, unless the one that lies there was made from the same.

    Gives what waits for it. A thread of its own: whoever calls may have a loop running already, as notebooks have.
    """
    made_from = hash_articles(site) if job.searchable else b""
    kept = frozenset(file for file in before if file.startswith(f"{FOLDER}/"))
    if not job.searchable or _is_indexed(job.root, kept, made_from):
        yield lambda: Written(files=kept if job.searchable else frozenset(), written=0)
        return
    with ThreadPoolExecutor(1) as thread:
        making = thread.submit(index_articles, job.archive)
        yield lambda: _put_index(job.root, making.result() | {MADE_FROM: made_from})


def _is_indexed(root: Path, kept: frozenset[str], made_from: bytes) -> bool:
    mark = root / MADE_FROM
    stands = MADE_FROM in kept and mark.is_file() and mark.read_bytes() == made_from
    return stands and all((root / one).is_file() for one in kept)


def _put_index(root: Path, content: dict[str, bytes]) -> Written:
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
