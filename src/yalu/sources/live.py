"""Fetch the posts of a WordPress site by its REST API into a folder of saved answers, which are then read as files.

The one module that speaks to the network, and only to the host that was named. Posts are asked for in the order of their
ids, so that pages do not shift while they are fetched; what a run that was stopped has fetched is kept, and a later run asks
with ETags for what has changed.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import msgspec

from yalu import __version__
from yalu.errors import BrokenSource, Place, ReadError
from yalu.extras import later

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")

AGENT = f"yalu/{__version__}"
PAUSE = 1.0
"""Seconds between two questions, unless robots.txt asks for more."""
_PER_PAGE = 100
_TRIES = 5
_LONGEST_WAIT = 120.0
_LARGEST = 128 * 1024 * 1024
_MOST_PAGES = 10_000
_MOST_HOPS = 3
_ROUNDS = 2
_PAST_THE_END = "rest_post_invalid_page_number"
_ROUTE = "/wp/v2/posts"
_STATE = ".fetched.json"
_OK, _NOT_MODIFIED, _BAD, _TOO_MANY, _SERVER = 200, 304, 400, 429, 500
_AGAIN = "Run the command again: what was fetched is kept."


class _State(msgspec.Struct, kw_only=True):
    """What stands in the folder beside the answers."""

    complete: bool = False
    """Whether the last run came to the end."""
    etags: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask: injected, so that tests need not wait."""

    pause: float = PAUSE
    private: bool = False
    """Whether loopback and private addresses may be asked."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Visit:
    client: httpx.Client
    manners: Manners
    host: str
    pause: float


def is_address(path: str) -> bool:
    """Say whether a path is an address of the web."""
    return path.startswith(("http://", "https://"))


def fetch_all(paths: Iterable[str], folder: Path, manners: Manners | None = None) -> list[str]:
    """Fetch each address among paths into a folder of its own below `folder`; gives the paths with these in their place."""
    manners = manners or Manners()
    return [str(fetch_site(path, folder, manners)) if is_address(path) else path for path in paths]


def fetch_site(url: str, folder: Path, manners: Manners) -> Path:
    """Fetch all posts of a site; gives the folder of the answers.

    Raises ReadError when the host is private, robots.txt says no, or the site gives no posts, and BrokenSource when it
    stops answering; then a later run goes on where this one ended.
    """
    endpoint = posts_address(url)
    host = urlsplit(endpoint).netloc
    target = folder / host.replace(":", "_")
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    with httpx.Client(headers=headers, timeout=30.0, follow_redirects=False, trust_env=False) as client:
        visit = _Visit(client, manners, host, manners.pause)
        _ask_robots(visit, endpoint)
        target.mkdir(parents=True, exist_ok=True)
        _fetch_pages(visit, endpoint, target)
    return target


def posts_address(url: str) -> str:
    """Give the address of the posts for that of a site's API: `/wp-json`, `?rest_route=/`, or one that names posts."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "rest_route" in query:
        return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode({"rest_route": _ROUTE}), ""))
    path = parts.path.rstrip("/")
    if "/wp/v2" in path:
        path = path if path.endswith("/posts") else f"{path}/posts"
    elif path.endswith("/wp-json"):
        path += _ROUTE
    else:
        remedy = "Name the address of its API: https://site/wp-json. Save other pages to files and read those."
        raise ReadError("this is not the address of a WordPress API", place=Place(url), remedy=remedy)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _fetch_pages(visit: _Visit, endpoint: str, target: Path) -> None:
    """Fetch all pages, and once more where posts are missing: one that is taken off moves all behind it a place forward."""
    for _ in range(_ROUNDS):
        totals = _fetch_round(visit, endpoint, target)
        if not totals or (len(set(totals)) == 1 and len(_known_posts(target)) >= totals[0]):
            return


def _known_posts(target: Path) -> set[Any]:
    """Give the ids of the posts in the answers."""
    answers = (json.loads(path.read_bytes()) for path in target.glob("posts-*.json"))
    return {post.get("id") for posts in answers if isinstance(posts, list) for post in posts if isinstance(post, dict)}


def _fetch_round(visit: _Visit, endpoint: str, target: Path) -> list[int]:
    """Fetch the pages in order; give how many posts the site says at each page that it has."""
    totals: list[int] = []
    state = _read_state(target)
    resumed = not state.complete
    state.complete = False
    for number in range(1, _MOST_PAGES + 1):
        path = target / f"posts-{number:06}.json"
        if resumed and path.exists():
            continue
        answer = _ask_page(visit, endpoint, number, state.etags.get(path.name) if path.exists() else None)
        if answer is None:
            _drop_from(target, number)
            break
        if total := _number(answer.headers.get("X-WP-Total")):
            totals.append(total)
        if answer.status_code == _OK:
            _write(path, answer.content)
            state.etags[path.name] = answer.headers.get("ETag", "")
            _write(target / _STATE, msgspec.json.encode(state))
        if number >= (_number(answer.headers.get("X-WP-TotalPages")) or _MOST_PAGES):
            _drop_from(target, number + 1)
            break
        visit.manners.sleep(visit.pause)
    state.complete = True
    _write(target / _STATE, msgspec.json.encode(state))
    return totals


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _ask_page(visit: _Visit, endpoint: str, number: int, etag: str | None) -> httpx.Response | None:
    """Ask for one page; None past the end."""
    query = {"page": number, "per_page": _PER_PAGE, "orderby": "id", "order": "asc", "_embed": "1"}
    url = f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"
    answer = _ask(visit, url, {"If-None-Match": etag} if etag else {})
    if answer.status_code == _NOT_MODIFIED:
        return answer
    if answer.status_code == _BAD and _PAST_THE_END in answer.text:
        return None
    if answer.status_code != _OK:
        told = f"the site does not give its posts: it answers {answer.status_code}"
        raise ReadError(told, place=Place(url), remedy="Ask for an export (WXR) of the site and read that.")
    return answer if answer.content.strip() != b"[]" else None


def _ask(visit: _Visit, url: str, headers: dict[str, str], *, json_only: bool = True) -> httpx.Response:
    """Ask until there is an answer: after faults of the site and cut connections again, each time later."""
    told = ""
    for trial in range(_TRIES):
        if trial:
            visit.manners.sleep(min(_LONGEST_WAIT, max(visit.pause, 2.0**trial)))
        try:
            answer = _follow(visit, url, headers)
        except httpx.TransportError as error:
            told = str(error) or type(error).__name__
            continue
        if answer.status_code == _TOO_MANY:
            wait = answer.headers.get("Retry-After", "")
            visit.manners.sleep(min(_LONGEST_WAIT, float(wait) if wait.isdigit() else 0.0))
        if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER:
            told = f"it answers {answer.status_code}"
        elif json_only and answer.status_code == _OK and not _is_json(answer.content):
            told = "its answer is no JSON, or is cut"
        else:
            return answer
    raise BrokenSource(f"the site does not answer: {told}", place=Place(url), remedy=_AGAIN)


def _follow(visit: _Visit, url: str, headers: dict[str, str]) -> httpx.Response:
    """Ask, and follow redirections that stay on the host."""
    for _ in range(_MOST_HOPS):
        answer = _get(visit.client, url, headers, address=_guard(url, visit))
        if not answer.has_redirect_location:
            return answer
        url = urljoin(url, answer.headers["Location"])
    raise ReadError("the site sends from one address to the next", place=Place(url), remedy="Name the last address.")


def _get(client: httpx.Client, url: str, headers: dict[str, str], *, address: str) -> httpx.Response:
    """Ask at the very address that was looked up and checked, in the name of the host."""
    parts = urlsplit(url)
    more: dict[str, Any] = {}
    if address:
        inside = f"[{address}]" if ":" in address else address
        pinned = parts._replace(netloc=f"{inside}:{parts.port}" if parts.port else inside)
        more = {"extensions": {"sni_hostname": parts.hostname}}
        url, headers = urlunsplit(pinned), {**headers, "Host": parts.netloc}
    with client.stream("GET", url, headers=headers, **more) as answer:
        data = bytearray()
        for block in answer.iter_bytes():
            data += block
            if len(data) > _LARGEST:
                told = f"an answer holds more than {_LARGEST // 2**20} MB"
                raise ReadError(told, place=Place(url), remedy="Ask for an export (WXR) of the site.")
        kept = {
            name: value for name, value in answer.headers.items() if name not in ("content-encoding", "content-length")
        }
        return httpx.Response(answer.status_code, headers=kept, content=bytes(data), request=answer.request)


def _guard(url: str, visit: _Visit) -> str:
    """Refuse another host than the one named, and addresses inside of a network (SSRF); give the address to ask at.

    It is looked up once: a name server that gives another address the next time is not asked a next time. Empty where
    any address is allowed.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc != visit.host:
        told = f"the site sends to another host: {parts.netloc or url[:60]}"
        raise ReadError(told, place=Place(url), remedy="Name that address itself, if you trust it.")
    if visit.manners.private:
        return ""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ReadError(f"the host is not found: {error}", place=Place(url), remedy="Check the address.") from error
    addresses = [str(where[4][0]).split("%")[0] for where in sorted(found, key=lambda one: one[0] != socket.AF_INET)]
    inside = [address for address in addresses if not ipaddress.ip_address(address).is_global]
    if inside:
        told = f"{parts.hostname} is an address inside of a network ({inside[0]})"
        raise ReadError(told, place=Place(url), remedy="Allow it with --private, if the site is yours.")
    return addresses[0]


def _ask_robots(visit: _Visit, endpoint: str) -> None:
    """Heed robots.txt: stop where it says no, and wait as long as it asks."""
    url = urljoin(endpoint, "/robots.txt")
    answer = _ask(visit, url, {}, json_only=False)
    if answer.status_code != _OK:
        return
    robots = RobotFileParser(url)
    robots.parse(answer.text.splitlines())
    if not robots.can_fetch(AGENT, endpoint):
        remedy = "Ask those who run it for an export (WXR)."
        raise ReadError("robots.txt of the site does not allow it", place=Place(endpoint), remedy=remedy)
    visit.pause = max(visit.pause, float(robots.crawl_delay(AGENT) or 0))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _read_state(target: Path) -> _State:
    path = target / _STATE
    try:
        return msgspec.json.decode(path.read_bytes(), type=_State)
    except (FileNotFoundError, msgspec.DecodeError):
        return _State()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(data)
    draft.replace(path)


def _drop_from(target: Path, number: int) -> None:
    """Remove answers of pages that the site no longer has."""
    for path in target.glob("posts-*.json"):
        if int(path.stem.removeprefix("posts-")) >= number:
            path.unlink()
