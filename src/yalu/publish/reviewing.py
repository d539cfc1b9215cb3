"""The review: a queue of statements by doubt, one a screen, and what a person decides on each. Only where it is allowed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, get_args
from urllib.parse import parse_qs, urlencode

from fastapi import FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from yalu.errors import NotFound, QueryError, Refused, YaluError
from yalu.model import KINDS, AnyStatement, Article, Decision, Kind, Span, Verdict, fields_to_correct, leave_standing
from yalu.publish.cards import Card, make_sheet
from yalu.publish.site import Site
from yalu.store import DoubtCount, StatementFilter

_HOMES = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
"""Names of this machine: another name would be that of a stranger's page that leads here."""
_LAST = 8
_LONGEST = 20_000
"""Bytes of a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the application needs to let a person decide."""

    token: str
    """Stands in every form: a page of another site cannot know it."""
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision as the page lists it."""

    statement: str
    says: str
    what: str
    why: str
    by: str
    at: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One statement to be decided, and what was decided last."""

    kind: Kind | None
    tabs: tuple[tuple[str, str, int, int], ...]
    """Kind, address, how many wait, how many there are."""
    at: int
    waiting: int
    card: Card | None
    doubts: tuple[str, ...]
    article: Article | None
    slug: str
    before: str
    quote: str
    after: str
    fields: tuple[str, ...]
    field: str
    problem: str
    token: str
    by: str
    back: str
    skip: str
    made: tuple[Made, ...]


def add_review(app: FastAPI, by: str) -> None:
    """Serve /review; `by` is who decides."""
    app.state.review = Review(token=secrets.token_urlsafe(24), by=by)
    app.add_api_route("/review", show_review, include_in_schema=False, response_model=None)
    app.add_api_route("/review/{name}", show_one, include_in_schema=False, response_model=None)
    app.add_api_route("/review/{name}", decide, methods=["POST"], include_in_schema=False, response_model=None)


def refuse_review(app: FastAPI) -> None:
    """Say at /review how it is switched on."""

    def answer() -> Response:
        raise NotFound("decisions are not made on this site", remedy="Whoever runs it can: yalu serve --review.")

    app.add_api_route("/review", answer, include_in_schema=False, response_model=None)


def show_review(
    request: Request, kind: Kind | None = None, at: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> Response:  # fmt: skip
    """Show the statement in most doubt that nobody has decided on yet, `at` others skipped."""
    site = _admit(request)
    found = next(site.archive.view.in_doubt(kind=kind, limit=1, offset=at), None)
    return _show(site, request, found, kind=kind, at=at)


def show_one(request: Request, name: str) -> Response:
    """Show a statement by id, decided or not."""
    site = _admit(request)
    return _show(site, request, site.archive.view.statement(name), kind=None, at=0, alone=True)


async def decide(request: Request, name: str) -> Response:
    """Record a decision and lead on to the next statement."""
    _admit(request)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused("decisions are made on the page itself")
    body = await request.body()
    if len(body) > _LONGEST:
        raise QueryError("the form is too long", remedy="Say why in fewer words.")
    given = {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}
    return await run_in_threadpool(_decide, request, name, given)


def _decide(request: Request, name: str, given: dict[str, str]) -> Response:
    site: Site = request.app.state.site
    review: Review = request.app.state.review
    if not secrets.compare_digest(given.get("token", "").encode(), review.token.encode()):
        raise Refused("this form is from before the site was started again", remedy="Load the page again.")
    verdict = given.get("verdict", "")
    if verdict not in get_args(Verdict):
        raise QueryError(f"verdict: there is no {verdict!r}", remedy=f"Give one of {', '.join(get_args(Verdict))}.")
    corrects = {"field": given.get("field", ""), "value": given.get("value", "")} if verdict == "correct" else {}
    kind = given.get("kind") or None
    at = int(given["at"]) if given.get("at", "").isdecimal() and len(given["at"]) < 9 else 0
    try:
        site.archive.decide(name, verdict, by=review.by, why=given.get("why", "").strip(), **corrects)  # type: ignore[arg-type]  # checked above
    except QueryError as error:
        found = site.archive.view.statement(name)
        known = next((one for one in KINDS if one == kind), None)
        alone = given.get("back") == "one"
        return _show(site, request, found, kind=known, at=at, alone=alone, problem=error, status=400)
    if given.get("back") == "one":
        return RedirectResponse(f"/review/{name}", 303)
    return RedirectResponse(_address(kind, at), 303)


def _admit(request: Request) -> Site:
    host = request.headers.get("host", "")
    if host.rpartition(":")[0] not in _HOMES and host not in _HOMES:
        raise Refused("decisions are made on this machine alone", remedy="Open the address that `yalu serve` names.")
    site: Site = request.app.state.site
    return site


def _address(kind: str | None, at: int) -> str:
    query = urlencode(({"kind": kind} if kind else {}) | ({"at": str(at)} if at else {}))
    return f"/review?{query}" if query else "/review"


def _show(
    site: Site, request: Request, found: AnyStatement | None, *, kind: Kind | None, at: int, alone: bool = False,
    problem: YaluError | None = None, status: int = 200,
) -> Response:  # fmt: skip
    review: Review = request.app.state.review
    view = site.archive.view
    counts = view.count_doubt()
    article = view.article(found.article) if found else None
    around = _around(found, article) if found and article else Span(0, 0)
    slug = view.slug_of(article.id) if article else ""
    page = ReviewPage(
        kind=kind,
        tabs=_tabs(counts),
        at=at,
        waiting=sum(one.waiting for one in counts if kind in (None, one.kind)),
        card=make_sheet(site, found, article, slug) if found else None,
        doubts=doubts_of(found) if found else (),
        article=article,
        slug=slug,
        before=article.text[around.start : found.span.start] if found and article else "",
        quote=found.quote if found else "",
        after=article.text[found.span.end : around.end] if found and article else "",
        fields=fields_to_correct(found) if found else (),
        field=request.query_params.get("field", ""),
        problem=f"{problem.message}. {problem.remedy}" if problem else "",
        token=review.token,
        by=review.by,
        back="one" if alone else "",
        skip=_address(kind, at + 1) if not alone else _address(None, 0),
        made=_made(site),
    )
    return HTMLResponse(site.render("review.html", request, page), status, headers={"Cache-Control": "no-store"})


def _tabs(counts: list[DoubtCount]) -> tuple[tuple[str, str, int, int], ...]:
    whole = ("all", "/review", sum(one.waiting for one in counts), sum(one.whole for one in counts))
    return (whole, *((f"{one.kind}s", _address(one.kind, 0), one.waiting, one.whole) for one in counts))


def _around(found: AnyStatement, article: Article) -> Span:
    return next((span for span in article.paragraphs if span.holds(found.span)), found.span)


def doubts_of(statement: AnyStatement) -> tuple[str, ...]:
    """Say what makes a statement doubtful, in the order the queue weighs it."""
    tests: tuple[tuple[str, Callable[[AnyStatement], bool]], ...] = (
        ("no date", lambda one: one.date is None and getattr(one, "signed", None) is None),
        ("a date that could not be resolved", lambda one: one.date is not None and one.date.edtf is None),
        ("nothing says what is measured", lambda one: one.kind == "figure" and not getattr(one, "measure", None)),
        ("about nobody in particular", lambda one: not getattr(one, "about", True)),
        ("no clear stance", lambda one: getattr(one, "stance", "") == "unclear"),
        ("fewer than two parties", lambda one: len(getattr(one, "parties", "ab")) < 2),
    )
    score = (f"score {statement.score:.2f}",) if statement.score is not None else ()
    return (*score, *(words for words, test in tests if test(statement)))


def _made(site: Site) -> tuple[Made, ...]:
    """Give the last decisions on statements, newest first, with which of them still stand."""
    last = site.archive.view.last_decisions(_LAST)
    ids = tuple({one.target for one in last})
    told = {one.id: one for one in site.archive.view.statements(StatementFilter(ids=ids, rejected=True))} if ids else {}
    standing = {made.id for name in ids for made in leave_standing(site.archive.view.decisions(name))[-1:]}
    return tuple(
        Made(
            statement=one.target, says=site.words.say(told[one.target]) if one.target in told else one.quote or "",
            what=_what(one), why=one.why, by=one.by, at=one.at.replace("T", " ").rstrip("Z"), stands=one.id in standing,
        )
        for one in last
    )  # fmt: skip


def _what(made: Decision) -> str:
    return f"{made.field} = {made.value}" if made.verdict == "correct" else made.verdict
