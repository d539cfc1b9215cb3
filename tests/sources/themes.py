"""Make page dumps of random templates from invented articles, with what a reader must find on them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SUBJECTS = (
    "harbour",
    "ferry",
    "tariff",
    "lighthouse",
    "treaty",
    "pipeline",
    "border",
    "quota",
    "railway",
    "canal",
    "lock",
    "pilot",
)
VERBS = ("closed", "reopened", "sold", "counted", "mended", "leased", "forgot", "signed", "measured", "blocked")
PLACES = (
    "the northern bank",
    "the old quay",
    "the upper valley",
    "the free port",
    "the customs shed",
    "the long strait",
    "the eastern mole",
)
FIRST = ("Ines", "Bram", "Odile", "Petra", "Usman", "Fenna", "Cato", "Dag", "Sunniva", "Calliope", "Tenzin", "Marit")
LAST = (
    "Corvalan",
    "Oyelaran",
    "Marchetti-Kerr",
    "Vandermolen",
    "Keller",
    "Oduya",
    "Lindqvist",
    "Mwangi",
    "Okoro",
    "Brandt-Ito",
    "Aldous",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SITES = ("Harbour Review", "The Upland Letter", "Strait & Sound", "Delta Analysis", "Quarterdeck Notes")
RUBRICS = ("Shipping", "Treaties", "Border Trade", "Energy")


@dataclass
class Piece:
    """One invented article."""

    title: str
    authors: tuple[str, ...]
    date: tuple[int, int, int]
    rubric: str
    paragraphs: list[str]
    subheads: bool
    note: bool
    teaser: bool

    @property
    def edtf(self) -> str:
        year, month, day = self.date
        return f"{year:04d}-{month:02d}-{day:02d}"


@dataclass
class Theme:
    """One template: where each thing stands and how it is worded."""

    byline: str
    byline_at: str
    date: str
    date_at: str
    terms: str
    terms_at: str
    more: str
    tail: tuple[str, ...]
    dense: bool
    header: str
    sidebar: bool
    footer: bool
    mixed: bool
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def decidable(self) -> bool:
        """Whether something other than shortness tells a title from a subheading in every entry."""
        return (
            self.byline_at != "none"
            or (self.more != "none" and not self.mixed)
            or bool(self.tail)
            or self.terms_at == "behind"
        )


def make_theme(rng: random.Random) -> Theme:
    byline_at = rng.choice(("under", "under", "under", "over", "behind", "none"))
    byline = rng.choice(("Written by {}", "By {}", "by {}", "Written by {}.", "Words by {}", "Author: {}", "{}"))
    if byline == "{}" and byline_at == "behind":
        byline_at = "under"
    date_at = rng.choice(("under", "under", "over", "with byline", "none", "none", "behind"))
    if byline_at == "none" and date_at == "with byline":
        date_at = "under"
    return Theme(
        byline=byline,
        byline_at=byline_at,
        date=rng.choice(
            (
                "{d} {m} {y}",
                "{m} {d}, {y}",
                "{y}-{mm}-{dd}",
                "Posted on {m} {d}, {y}",
                "{mmm} {d}, {y}",
                "Published {d} {m} {y}",
                "{m} {d}th, {y}",
            )
        ),
        date_at=date_at,
        terms=rng.choice(("Posted in {}", "Filed under: {}", "Category: {}", "Posted in: {}")),
        terms_at=rng.choice(("none", "none", "behind", "under")),
        more=rng.choice(
            (
                "none",
                "Continue reading “{}”",
                "Continue reading →",
                "Read more",
                "(more…)",
                "Read more »",
                "Continue reading {} →",
                "[…]",
            )
        ),
        tail=rng.choice(
            (
                (),
                (),
                ("{n} Comments",),
                ("Share this:", "Facebook", "Twitter"),
                ("Leave a comment",),
                ("Share this:", "Twitter", "Facebook", "{n} Comments"),
            )
        ),
        dense=rng.random() < 0.3,
        header=rng.choice(("plain", "category", "menu", "line", "none")),
        sidebar=rng.random() < 0.4,
        footer=rng.random() < 0.8,
        mixed=rng.random() < 0.4,
    )


def make_pieces(rng: random.Random, count: int, *, teasers: str) -> list[Piece]:
    year = rng.randint(2006, 2023)
    pieces: list[Piece] = []
    for number in range(count):
        teaser = teasers == "all" or (teasers == "some" and rng.random() < 0.5)
        authors = tuple(f"{first} {rng.choice(LAST)}" for first in rng.sample(FIRST, rng.choice((1, 1, 1, 2, 3))))
        paragraphs = [_paragraph(rng) for _ in range(1 if teaser else rng.randint(1, 5))]
        pieces.append(
            Piece(
                title=_title(rng, number),
                authors=authors,
                date=(year, 12 - number, rng.randint(1, 28)),
                rubric=rng.choice(RUBRICS),
                paragraphs=paragraphs,
                subheads=not teaser and len(paragraphs) > 2 and rng.random() < 0.5,
                note=not teaser and rng.random() < 0.4,
                teaser=teaser,
            )
        )
    return pieces


def render(theme: Theme, pieces: list[Piece], rng: random.Random) -> str:
    site = rng.choice(SITES)
    gap = "\n" if theme.dense else "\n\n"
    blocks = [*_header(theme, site), *("" for _ in range(0))]
    entries = [gap.join(_entry(theme, piece, rng)) for piece in pieces]
    blocks += entries
    if theme.sidebar:
        blocks.append(
            gap.join(["Recent Posts", *(piece.title for piece in pieces), "Archives", "May 2014", "April 2014"])
        )
    if theme.footer:
        blocks.append(
            rng.choice(
                ("Blog at WordPress.com.", f"© 2019 {site}. All rights reserved.", "Proudly powered by WordPress")
            )
        )
    return "\n\n".join(blocks) + "\n"


def _header(theme: Theme, site: str) -> list[str]:
    return {
        "plain": [site],
        "category": ["Search", site, "Category", "DPRK"],
        "menu": ["Skip to content", "Home | About | Archive | Contact", site],
        "line": [site, "Category: DPRK"],
        "none": [],
    }[theme.header]


def _entry(theme: Theme, piece: Piece, rng: random.Random) -> list[str]:
    names = _join(piece.authors)
    year, month, day = piece.date
    date = theme.date.format(
        d=day, m=MONTHS[month - 1], y=year, mm=f"{month:02d}", dd=f"{day:02d}", mmm=MONTHS[month - 1][:3]
    )
    byline = theme.byline.format(names)
    if theme.date_at == "with byline":
        byline = f"{byline.rstrip('.')} | {date}"
    terms = theme.terms.format(piece.rubric)
    at: dict[str, list[str]] = {"over": [], "under": [], "behind": []}
    for value, where in ((byline, theme.byline_at), (date, theme.date_at), (terms, theme.terms_at)):
        if where in at:
            at[where].append(value)
    body = _body(theme, piece)
    tail = [line.format(n=rng.randint(2, 40)) for line in theme.tail]
    return [*at["over"], piece.title, *at["under"], *body, *at["behind"], *tail]


def _body(theme: Theme, piece: Piece) -> list[str]:
    body: list[str] = []
    for number, paragraph in enumerate(piece.paragraphs):
        if piece.subheads and number and number % 2 == 0:
            body.append(("What was measured", "The Second Count", "And now?")[number // 2 % 3])
        body.append(paragraph)
    if piece.teaser:
        more = theme.more.format(piece.title)
        if more.startswith(("(", "[")) or "“" in more:
            body[-1] = f"{body[-1]} {more}"
        else:
            body.append(more)
    if piece.note and theme.byline_at != "none":
        body += [f"{name} is invented for this test and writes on quays." for name in piece.authors]
    return body


def _join(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _title(rng: random.Random, number: int) -> str:
    subject, verb, place = rng.choice(SUBJECTS), rng.choice(VERBS), rng.choice(PLACES)
    forms = (
        f"Why the {subject} was {verb} near {place}",
        f"Who {verb} the {subject} of {place}?",
        f"The {subject.title()} and the {rng.choice(SUBJECTS).title()}: A Note on {place.title()}",
        f"After the {subject}",
        f"“{verb.title()} at Dusk”: the {subject} of 19{number:02d}",
        f"The {subject} that nobody {verb}",
    )
    return rng.choice(forms)


def _paragraph(rng: random.Random) -> str:
    sentences = [
        f"The {rng.choice(SUBJECTS)} at {rng.choice(PLACES)} was {rng.choice(VERBS)} in {rng.randint(1900, 2005)}, and the {rng.choice(SUBJECTS)} with it."
        for _ in range(rng.randint(2, 5))
    ]
    return " ".join(sentences)
