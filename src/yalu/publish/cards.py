"""Cards: what a statement says, when, on whose word, how sure, and why it was read so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from yalu.archive import HeldArchive
from yalu.model import Agreement, AnyStatement, Article, Claim, Event, Figure, name_holder
from yalu.publish.dating import say_counting, say_date
from yalu.publish.queries import asked_at
from yalu.publish.site import Site
from yalu.store import Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One statement, ready to be shown."""

    id: str
    kind: str
    says: str
    date: str
    date_words: str
    date_how: str
    edtf: str
    holder: str
    chain: tuple[str, ...]
    certainty: str
    cues: tuple[str, ...]
    quote: str
    why: tuple[str, ...]
    coder: str
    score: float | None
    article: str = ""
    slug: str = ""
    by: str = ""
    published: str = ""
    alike: str = ""
    """Address of all statements like this one; empty in lists, and in a copy as files where there is no other."""
    facts: tuple[tuple[str, str], ...] = ()
    """The fields of its kind with their values in words; none in lists."""

    @property
    def sure(self) -> bool:
        """Whether it is asserted."""
        return self.certainty == "asserted"


def make_card(site: Site, statement: AnyStatement, article: Article | Brief | None = None, slug: str = "") -> Card:
    """Make the card of a statement; with its article where the card stands outside of it."""
    date = statement.date
    edtf = (date.edtf if date else None) or (statement.signed if isinstance(statement, Agreement) else None)
    return Card(
        id=statement.id,
        kind=statement.kind,
        says=site.words.say(statement),
        date=say_date(edtf) if edtf else (f"“{date.text}”, not resolved" if date else ""),
        date_words=date.text if date else "",
        date_how=say_counting(date) if date else "",
        edtf=edtf or "",
        holder=name_holder(statement.holders),
        chain=tuple(site.words.holder(one) for one in statement.holders),
        certainty=statement.certainty,
        cues=tuple(cue.text for cue in statement.cues),
        quote=statement.quote,
        why=statement.why,
        coder=statement.coder,
        score=statement.score,
        article=article.title if article else "",
        slug=slug,
        by=" and ".join(article.authors) if article else "",
        published=say_date(article.published) if article else "",
    )


def make_sheet(site: Site, statement: AnyStatement, article: Article | Brief | None, slug: str) -> Card:
    """Make the card of a statement with all that is known of it: for a page of its own."""
    card = make_card(site, statement, article, slug)
    return replace(card, alike=lead_alike(site, statement), facts=facts_of(site, statement))


def lead_alike(site: Site, statement: AnyStatement) -> str:
    """Give the address of all statements like one; none in a copy as files where there is no other."""
    alike = find_alike(statement)
    if not isinstance(site.archive, HeldArchive):
        return alike
    path, query = urlsplit(alike)[2:4]
    only = site.archive.only(asked_at(path, dict(parse_qsl(query))))
    return "" if only in (statement.id, "") else alike


def facts_of(site: Site, statement: AnyStatement) -> tuple[tuple[str, str], ...]:
    """Give the fields of a statement's kind with their values in words, without those that are empty."""
    match statement:
        case Event():
            rows = _event(site, statement)
        case Figure():
            rows = _figure(site, statement)
        case Agreement():
            rows = _agreement(site, statement)
        case Claim():
            rows = _claim(site, statement)
    return tuple((name, value) for name, value in rows if value)


def _event(site: Site, event: Event) -> list[tuple[str, str]]:
    return [
        ("type", " · ".join(part for part in (event.event_type, event.mode) if part)),
        ("actor", site.words.names(event.actors)),
        ("recipient", site.words.names(event.recipients)),
        ("quad class", site.words.quad(event.quad)),
        ("intensity", f"{event.intensity:+g}"),
        ("context", ", ".join(event.contexts)),
        ("counts as happened", "yes" if event.happened else "no"),
    ]


def _figure(site: Site, figure: Figure) -> list[tuple[str, str]]:
    bounds = f"{_number(figure.low)} to {_number(figure.high)}" if figure.low != figure.high else ""
    return [
        ("words", figure.raw),
        ("value", _number(figure.value)),
        ("bounds", bounds),
        ("unit", figure.currency or figure.unit),
        ("approximator", "" if figure.approximator == "exact" else figure.approximator.replace("_", " ")),
        ("measure", (figure.measure or figure.measure_text or "").replace("_", " ")),
        ("about", site.words.names(figure.about)),
        ("counterpart", site.words.names(figure.counterpart)),
        ("change", (figure.change or "").replace("_", " ")),
        ("taken of", figure.base or ""),
        ("duration", figure.duration or ""),
        ("according to", figure.according_to or ""),
    ]


def _number(value: float | None) -> str:
    if value is None:
        return "open"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def _agreement(site: Site, agreement: Agreement) -> list[tuple[str, str]]:
    return [
        ("name", agreement.name),
        ("named here", agreement.named),
        ("parties", site.words.names(agreement.parties)),
        ("signed", say_date(agreement.signed) if agreement.signed else ""),
        ("in force", say_date(agreement.in_force) if agreement.in_force else ""),
        ("until", say_date(agreement.until) if agreement.until else ""),
        ("amended", say_date(agreement.amended) if agreement.amended else ""),
        ("denounced", say_date(agreement.denounced) if agreement.denounced else ""),
        ("obligations", ", ".join(agreement.obligations)),
    ]


def _claim(site: Site, claim: Claim) -> list[tuple[str, str]]:
    return [
        ("theme", claim.theme),
        ("further themes", ", ".join(one for one in claim.themes if one != claim.theme)),
        ("about", site.words.names(claim.about)),
        ("stance", claim.stance),
    ]


def find_alike(statement: AnyStatement) -> str:
    """Give the address of all statements like one."""
    match statement:
        case Event():
            who = {"by": ",".join(one.code for one in statement.actors[:1])}
            to = {"to": ",".join(one.code for one in statement.recipients[:1])}
            return "/timeline?" + _query({"kind": "event", "type": statement.event_type} | who | to)
        case Figure():
            about = ",".join(one.code for one in statement.about[:1])
            return "/figures?" + _query({"measure": statement.measure or statement.measure_text or "", "about": about})
        case Agreement():
            return "/agreements?" + _query({"parties": ",".join(one.code for one in statement.parties)})
        case Claim():
            about = ",".join(one.code for one in statement.about)
            return "/claims?" + _query({"theme": statement.theme, "about": about})


def _query(params: dict[str, str]) -> str:
    return urlencode({name: value for name, value in params.items() if value})
