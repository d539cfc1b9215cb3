"""Errors on the site: the one place that turns the error tree into HTTP statuses."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from yalu.errors import ArchiveBusy, ArchiveError, ArchiveSlow, MissingExtra, NotFound, QueryError, Refused, YaluError
from yalu.publish.site import Site

STATUSES: tuple[tuple[type[YaluError], int], ...] = (
    (NotFound, 404),
    (Refused, 403),
    (QueryError, 400),
    (ArchiveBusy, 503),
    (ArchiveSlow, 503),
    (MissingExtra, 501),
    (ArchiveError, 500),
)
"""First match counts; 500 for all other errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the error page says."""

    status: int
    message: str
    remedy: str


def status_of(error: YaluError) -> int:
    """Give the HTTP status of an error."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def show_fault(request: Request, error: Exception) -> Response:
    """Answer an error of the tree."""
    if not isinstance(error, YaluError):
        raise error
    return _answer(request, Fault(status=status_of(error), message=_opened(error.message), remedy=_on_a_page(error)))


def _opened(message: str) -> str:
    """Open a sentence as one; the name of a parameter stays as it is written."""
    return f"N{message[1:]}" if message.startswith("no ") else message


def _on_a_page(error: YaluError) -> str:
    """Give what a reader can do: commands are for whoever sits at the machine."""
    if "`yalu " not in error.remedy:
        return error.remedy
    if isinstance(error, NotFound):
        return "Search the archive, or look through the lists below."
    return "" if isinstance(error, QueryError) else "Whoever runs this site can mend it."


def show_mistake(request: Request, error: Exception) -> Response:
    """Answer parameters that are not what they must be."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return _answer(request, Fault(status=400, message=f"{name}: {first['msg']}", remedy="Mend it in the address."))


def show_http_fault(request: Request, error: Exception) -> Response:
    """Answer an address that leads nowhere."""
    if not isinstance(error, HTTPException):
        raise error
    missing = error.status_code == 404
    message = "There is no page at this address" if missing else str(error.detail)
    remedy = "Search the archive, or start at the front page." if missing else ""
    answer = _answer(request, Fault(status=error.status_code, message=message, remedy=remedy))
    # An Allow of what is allowed, where the method is not (RFC 9110).
    answer.headers.update(error.headers or {})
    return answer


def _answer(request: Request, fault: Fault) -> Response:
    if "." in request.url.path.rsplit("/", 1)[-1]:
        # RFC 9457; `detail` is what to do.
        body = {"title": fault.message, "status": fault.status, "detail": fault.remedy}
        return JSONResponse(body, fault.status, media_type="application/problem+json")
    site: Site = request.app.state.site
    return HTMLResponse(site.render("error.html", request, fault), fault.status)
