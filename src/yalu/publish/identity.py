"""The identity of the journal: colours, logo, footer and pages of its own, as `yalu.toml` sets them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from yalu.errors import Place, SettingsError
from yalu.model import slug_of
from yalu.settings import MenuItem, Settings

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_LINK = ("#0c5a63", "#7fc4cc")
"""Links of the site's own style sheet, by day and by night."""
_MENU = (
    ("Articles", "/articles"), ("Timeline", "/timeline"), ("Actors", "/actors"), ("Dyads", "/dyads"),
    ("Network", "/network"), ("Map", "/map"), ("Figures", "/figures"), ("Agreements", "/agreements"), ("Claims", "/claims"), ("Data", "/data"),
    ("About", "/about"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page that the journal wrote about itself."""

    slug: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What makes the site the journal's own."""

    css: str
    logo: str
    """Name of its file under /static; empty for none."""
    picture: bytes
    licence: str
    licence_url: str
    footer: Markup
    menu: tuple[MenuItem, ...]
    pages: tuple[OwnPage, ...]


def make_identity(settings: Settings) -> Identity:
    """Read what the settings name; raise SettingsError for a file that cannot be used."""
    logo = Path(settings.logo) if settings.logo else None
    if logo and logo.suffix.lower() not in PICTURES:
        raise SettingsError(f"logo: {logo.name!r} is no picture", remedy=f"Known: {', '.join(PICTURES)}.")
    return Identity(
        css=_css(settings.accent, settings.accent_dark),
        logo=f"logo{logo.suffix.lower()}" if logo else "",
        picture=logo.read_bytes() if logo else b"",
        licence=settings.licence,
        licence_url=settings.licence_url,
        footer=Markup(_markdown().renderInline(settings.footer)),  # noqa: S704  # raw HTML is escaped: see _markdown
        menu=settings.menu or tuple(MenuItem(label=label, address=address) for label, address in _MENU),
        pages=tuple(_own_page(Path(name)) for name in settings.about),
    )


def _css(light: str, dark: str) -> str:
    # A style sheet, since the policy of the site forbids styles inside of pages.
    if not (light or dark):
        return ""
    pair = f"light-dark({light or _LINK[0]}, {dark or _LINK[1]})"
    return f":root {{ --link: {pair}; --link-line: color-mix(in srgb, {pair} 40%, transparent); }}\n"


def _own_page(path: Path) -> OwnPage:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("about: not UTF-8", place=Place(str(path)), remedy="Save it as UTF-8.") from error
    first, _, rest = text.lstrip().partition("\n")
    titled = first.startswith("# ")
    title = first[2:].strip() if titled else path.stem.replace("-", " ").capitalize()
    body = Markup(_markdown().render(rest if titled else text))  # noqa: S704  # raw HTML is escaped: see _markdown
    return OwnPage(slug=slug_of(path.stem), title=title, body=body)


def _markdown() -> MarkdownIt:
    # Raw HTML stays text and links to scripts stay words: what comes out is safe as it is.
    return MarkdownIt("commonmark", {"html": False}).enable("table")
