"""Likes of articles: one a visitor, without an account, counted on this site alone."""

from __future__ import annotations

import re
import secrets

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from yalu.publish.site import Site

_COOKIE = "visitor"
_WORD = re.compile(r"[\w-]{16,64}")
_YEAR = 365 * 24 * 3600


def add_liking(app: FastAPI) -> None:
    """Serve POST /articles/{name}/like."""
    app.add_api_route("/articles/{name}/like", like, methods=["POST"], include_in_schema=False, response_model=None)


def visitor_of(request: Request) -> str:
    """Give the random word of a visitor who has liked something; empty for all others."""
    given = request.cookies.get(_COOKIE, "")
    return given if _WORD.fullmatch(given) else ""


def like(request: Request, name: str) -> Response:
    """Like an article or take it back, and lead back to it; the cookie is set here and nowhere else."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("Likes are given on the article's own page.", 403)
    site: Site = request.app.state.site
    article = site.archive.view.article(name)
    answer = RedirectResponse(f"/articles/{site.archive.view.slug_of(article.id)}#like", 303)
    if site.likes is None:
        return answer
    visitor = visitor_of(request) or secrets.token_urlsafe(24)
    site.likes.toggle(article.id, visitor)
    answer.set_cookie(_COOKIE, visitor, max_age=_YEAR, httponly=True, samesite="strict")
    return answer
