"""The application: pages and their forms, errors, headers. Served by `yalu serve`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from yalu import __version__
from yalu.errors import YaluError
from yalu.publish.answers import Answer
from yalu.publish.describing import describe, describe_answers, describe_more
from yalu.publish.faults import show_fault, show_http_fault, show_mistake
from yalu.publish.forms import respond
from yalu.publish.headers import Headers
from yalu.publish.images import add_images
from yalu.publish.keeping import Kept
from yalu.publish.liking import add_liking
from yalu.publish.limiting import Limits
from yalu.publish.machines import add_identity, add_machine_files
from yalu.publish.moving import OldAddresses
from yalu.publish.pages import CITED, PAGES, Page
from yalu.publish.reviewing import add_review, refuse_review
from yalu.publish.site import Site, open_site
from yalu.publish.waiting import later
from yalu.settings import Settings

_ABOUT_API = """Every page's address plus `.json` gives its records, `.csv` the same as a table; `next` is an opaque cursor.
Names of records are those of the exports. Records of statements carry the exact quote with its offsets."""


def make_app(archive: str, settings: Settings, *, review: bool = False) -> FastAPI:
    """Build the site of an archive, with `review` a place to decide on statements; raise ArchiveError."""
    site = open_site(archive, settings)
    site.review = review

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        site.close()

    app = FastAPI(
        title=site.journal.title, version=__version__, description=_ABOUT_API,
        docs_url=None, redoc_url=None, lifespan=closing,
    )  # fmt: skip
    app.state.site = site
    add_identity(app)
    app.mount("/static", StaticFiles(directory=str(files("yalu.publish") / "static")), name="static")
    for page in PAGES:
        _publish(app, page)
    app.openapi = describe(app)  # type: ignore[method-assign]  # FastAPI's own way to extend the document
    add_machine_files(app)
    add_images(app)
    add_liking(app)
    if review:
        add_review(app, settings.editor)
    else:
        refuse_review(app)
    app.add_exception_handler(YaluError, show_fault)
    app.add_exception_handler(RequestValidationError, show_mistake)
    app.add_exception_handler(HTTPException, show_http_fault)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(OldAddresses, site=site)
    app.add_middleware(Kept)
    app.add_middleware(Headers, site=site)
    app.add_middleware(Limits, per_minute=settings.requests_per_minute)
    return app


def _publish(app: FastAPI, page: Page) -> None:
    # Forms first: "/actors/PRK.json" would also fit "/actors/{name}".
    for form in page.forms:
        app.add_api_route(
            f"{page.path}.{form}", _endpoint(page, form), methods=["GET"], response_model=None,
            include_in_schema=form in ("json", "csv"), summary=f"{page.about}, as {form}", tags=[form],
            operation_id=f"{page.answer.__name__}_{form}", responses=describe_answers(page, form),
            openapi_extra=describe_more(page, form),
        )  # fmt: skip
    for form in CITED if page.forms else ():
        if form not in page.forms:
            # Of a page that is no article: what it shows in this state of the archive. A copy as files has no such form.
            app.add_api_route(
                f"{page.path}.{form}", _endpoint(page, form), include_in_schema=False, response_model=None
            )
    app.add_api_route(page.path, _endpoint(page, "html"), methods=["GET"], response_model=None, include_in_schema=False)


def _endpoint(page: Page, form: str) -> Callable[..., Response]:
    asked = Depends(later(page.answer))

    def endpoint(request: Request, answer: Callable[[], Answer] = asked) -> Response:
        site: Site = request.app.state.site
        return respond(site, request, answer(), form, about=page.about)

    return endpoint
