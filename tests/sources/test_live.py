"""Fetching a site: against a local server that speaks the API, with the faults that sites have."""

from __future__ import annotations

import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.sources.test_exports import rest
from yalu.errors import BrokenSource, ReadError
from yalu.sources import live, read_all
from yalu.sources.live import Manners, fetch_all, fetch_site, posts_address


@dataclass
class Site:
    """What the server holds, what goes wrong with it, and what it was asked."""

    posts: list[dict[str, Any]] = field(
        default_factory=lambda: [rest(number, title={"rendered": f"Post {number}"}) for number in range(1, 8)]
    )
    robots: str | None = None
    faults: list[object] = field(default_factory=list)
    """Taken one by one: a status, "cut", "half", or an address to send to."""
    etags: bool = True
    asked: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    later: list[Callable[[list[dict[str, Any]]], object]] = field(default_factory=list)
    """What happens to the posts after each answer, one by one."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/wp-json"


class Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        if self.path == "/robots.txt":
            self.answer(200 if self.site.robots is not None else 404, (self.site.robots or "").encode())
        elif self.site.faults:
            self.fail(self.site.faults.pop(0))
        else:
            self.give()

    def fail(self, fault: object) -> None:
        if isinstance(fault, int):
            self.answer(fault, b"{}", **{"Retry-After": "7"})
        elif fault == "cut":
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault == "half":
            self.answer(200, b'[{"id": 1, "ti')
        else:
            self.answer(302, b"", Location=str(fault))

    def give(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        assert (query["orderby"], query["order"]) == (["id"], ["asc"])
        page, size = int(query["page"][0]), int(query["per_page"][0])
        posts = self.site.posts[(page - 1) * size : page * size]
        total = -(-len(self.site.posts) // size)
        if page > total:
            self.answer(400, b'{"code": "rest_post_invalid_page_number", "message": "", "data": {"status": 400}}')
            return
        body = json.dumps(posts).encode()
        etag = f'"{hash(body)}"'
        if self.site.etags and self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", **{"X-WP-TotalPages": str(total)})
        else:
            counts = {"X-WP-TotalPages": str(total), "X-WP-Total": str(len(self.site.posts))}
            self.answer(200, body, **counts, **({"ETag": etag} if self.site.etags else {}))
        if self.site.later:
            self.site.later.pop(0)(self.site.posts)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.site.statuses[status] += 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(live, "_PER_PAGE", 3)
    site = Site()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"site": site})) as server:
        site.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield site
        server.shutdown()
        thread.join()


@dataclass
class Clock:
    waits: list[float] = field(default_factory=list)

    def manners(self, **more: Any) -> Manners:
        return replace(Manners(pause=0.5, private=True, sleep=self.waits.append), **more)


def titles(folder: Path) -> list[str]:
    return [
        one.title
        for path in sorted(folder.glob("posts-*.json"))
        for reading in read_all(path)
        for one in reading.articles
    ]


ALL = [f"Post {number}" for number in range(1, 8)]


def test_all_pages_are_fetched_in_order_and_politely(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    [folder] = fetch_all([site.url], tmp_path, clock.manners())
    assert titles(Path(folder)) == ALL
    assert clock.waits == [0.5, 0.5]
    assert len(site.asked) == 1 + 3


@pytest.mark.parametrize("faults", [[500], [429], ["cut"], ["half"], [500, "cut", 503, "half"]], ids=str)
def test_faults_of_the_site_are_waited_out(site: Site, tmp_path: Path, faults: list[object]) -> None:
    site.faults = list(faults)
    clock = Clock()
    assert titles(fetch_site(site.url, tmp_path, clock.manners())) == ALL
    assert (7.0 in clock.waits) == (429 in faults)


def test_site_that_stays_down_is_an_error_and_a_later_run_goes_on(site: Site, tmp_path: Path) -> None:
    def fail_later(_: float) -> None:
        site.faults = [500] * 5

    with pytest.raises(BrokenSource, match="500") as caught:
        fetch_site(site.url, tmp_path, Clock().manners(sleep=fail_later))
    assert "again" in caught.value.remedy
    site.faults, before = [], len(site.asked)
    assert titles(fetch_site(site.url, tmp_path, Clock().manners())) == ALL
    assert [path for path in site.asked[before:] if "page=1&" in path] == []


def test_later_run_asks_with_etags_and_takes_what_changed(site: Site, tmp_path: Path) -> None:
    fetch_site(site.url, tmp_path, Clock().manners())
    fetch_site(site.url, tmp_path, Clock().manners())
    assert site.statuses[304] == 3
    site.posts[4]["title"] = {"rendered": "Changed"}
    assert "Changed" in titles(fetch_site(site.url, tmp_path, Clock().manners()))
    site.posts = site.posts[:3]
    assert len(titles(fetch_site(site.url, tmp_path, Clock().manners()))) == 3


def test_doubled_posts_between_pages_are_one_article(site: Site, tmp_path: Path) -> None:
    site.posts.insert(3, site.posts[2])
    folder = fetch_site(site.url, tmp_path, Clock().manners())
    ids = [one.id for path in folder.glob("posts-*.json") for reading in read_all(path) for one in reading.articles]
    assert len(set(ids)) == 7


@pytest.mark.parametrize(("later", "there"), [
    ([lambda posts: posts.pop(0)], ALL[1:]),
    ([lambda posts: posts.pop(0), lambda posts: posts.pop(0)], ALL[2:]),
    ([lambda posts: posts.append(rest(8, title={"rendered": "Post 8"}))], [*ALL, "Post 8"]),
    ([lambda posts: posts[1].update(title={"rendered": "Changed"})], ALL),
], ids=["one goes", "two go", "one comes", "one changes"])  # fmt: skip
def test_nothing_is_missed_when_posts_change_between_pages(
    site: Site, tmp_path: Path, later: list[Callable[[list[dict[str, Any]]], object]], there: list[str]
) -> None:
    site.later = later
    folder = fetch_site(site.url, tmp_path, Clock().manners())
    assert set(there) <= set(titles(folder))


def test_site_that_counts_more_than_it_gives_is_asked_twice_and_no_more(site: Site, tmp_path: Path) -> None:
    site.posts[3] = site.posts[2]
    fetch_site(site.url, tmp_path, Clock().manners())
    assert len([path for path in site.asked if "page=" in path]) == 6


def test_robots_are_heeded(site: Site, tmp_path: Path) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 9\n"
    clock = Clock()
    fetch_site(site.url, tmp_path, clock.manners())
    assert clock.waits == [9.0, 9.0]
    site.robots = "User-agent: *\nDisallow: /wp-json\n"
    with pytest.raises(ReadError, match=r"robots\.txt"):
        fetch_site(site.url, tmp_path, clock.manners())


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "http://127.0.0.1:1/x", "file:///etc/passwd", "//other.example/x"]
)
def test_redirection_to_another_host_is_refused(site: Site, tmp_path: Path, target: str) -> None:
    site.faults = [target]
    with pytest.raises(ReadError, match="another host"):
        fetch_site(site.url, tmp_path, Clock().manners())


def test_endless_redirection_ends(site: Site, tmp_path: Path) -> None:
    site.faults = ["/wp-json/wp/v2/posts?again"] * 9
    with pytest.raises(ReadError, match="next"):
        fetch_site(site.url, tmp_path, Clock().manners())


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:1", "10.0.0.1", "169.254.169.254", "[::1]:1", "0.0.0.0"])
def test_private_addresses_are_refused_unless_allowed(host: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="inside of a network") as caught:
        fetch_site(f"http://{host}/wp-json", tmp_path, Clock().manners(private=False))
    assert "--private" in caught.value.remedy


@pytest.mark.parametrize("status", [401, 403, 404])
def test_closed_site_is_an_error_with_a_remedy(site: Site, tmp_path: Path, status: int) -> None:
    site.faults = [status]
    with pytest.raises(ReadError, match=str(status)) as caught:
        fetch_site(site.url, tmp_path, Clock().manners())
    assert "export" in caught.value.remedy


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://q.example/wp-json", "https://q.example/wp-json/wp/v2/posts"),
        ("https://q.example/blog/wp-json/", "https://q.example/blog/wp-json/wp/v2/posts"),
        ("https://q.example/wp-json/wp/v2/posts", "https://q.example/wp-json/wp/v2/posts"),
        ("https://q.example/?rest_route=/", "https://q.example/?rest_route=%2Fwp%2Fv2%2Fposts"),
        (
            "https://public-api.wordpress.com/wp/v2/sites/quay",
            "https://public-api.wordpress.com/wp/v2/sites/quay/posts",
        ),
    ],
)
def test_address_of_the_posts(url: str, address: str) -> None:
    assert posts_address(url) == address


def test_other_addresses_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        posts_address("https://q.example/essay")
    assert "wp-json" in caught.value.remedy


@pytest.mark.parametrize(("url", "asked", "host"), [
    ("https://quay.example/wp-json", "https://93.184.215.14/wp-json", "quay.example"),
    ("http://quay.example:8080/x?y=1", "http://93.184.215.14:8080/x?y=1", "quay.example:8080"),
])  # fmt: skip
def test_host_is_asked_at_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, asked: str, host: str
) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]
    )
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"[]")

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        visit = live._Visit(client, Clock().manners(private=False), host, 0)
        live._follow(visit, url, {})
    assert [(str(one.url), one.headers["Host"], one.extensions["sni_hostname"]) for one in seen] == [
        (asked, host, "quay.example"),
    ]  # fmt: skip


def test_checked_address_is_connected_to(site: Site) -> None:
    """The server is asked under a name that no name server knows, at the address that is given beside it."""
    with httpx.Client() as client:
        answer = live._get(client, f"http://no-such-host.example:{site.port}/robots.txt", {}, address="127.0.0.1")
    assert (answer.status_code, site.asked) == (404, ["/robots.txt"])
