"""What a statement says, in a few words, and the columns of listings of statements."""

from __future__ import annotations

from yalu.cli.printing import Cell, Column, named, plain
from yalu.model import Article, Record
from yalu.store import View

_UNSURE = "yellow"
_NOT = "red"
_STYLES = {"negated": _NOT, "hedged": _UNSURE, "conditional": _UNSURE, "future": _UNSURE}


def say(record: Record) -> str:
    """Give what a statement says in one line: who, what, to whom; how much of what; which agreement; which stance."""
    match record["kind"]:
        case "event":
            return _event(record)
        case "figure":
            return _figure(record)
        case "agreement":
            return _agreement(record)
    return _claim(record)


def _event(record: Record) -> str:
    what = "/".join(str(record[name]) for name in ("event_type", "mode") if record[name])
    who, whom = _joined(record["actors"]), _joined(record["recipients"])
    return f"{who or '?'} > {whom}: {what}" if whom else f"{who or '?'}: {what}"


def _figure(record: Record) -> str:
    about, other = _joined(record["about"]), _joined(record["counterpart"])
    whom = f"{about or '?'} with {other}" if other else about
    return ", ".join(
        part for part in (plain(record["raw"]), plain(record["measure"] or record["measure_text"]), whom) if part
    )


def _agreement(record: Record) -> str:
    dates = [("signed", "signed"), ("in_force", "in force"), ("until", "until"),
             ("amended", "amended"), ("denounced", "denounced")]  # fmt: skip
    shown = date_of(record)
    said = [f"{words} {record[name]}" for name, words in dates if record[name] and record[name] != shown]
    parties = _joined(record["parties"])
    return ", ".join([f"{record['name']} ({parties})" if parties else str(record["name"]), *said])


def _claim(record: Record) -> str:
    about = _joined(record["about"])
    return f"{record['theme']}: {record['stance']}" + (f" ({about})" if about else "")


def _joined(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else ""


def date_of(record: Record) -> str:
    """Give the date as EDTF, an agreement's signing, or in brackets the words that could not be resolved."""
    edtf = record["date"] or record.get("signed")
    if edtf:
        return str(edtf)
    return f"({plain(record['date_text'])})" if record["date_text"] else ""


def whose(record: Record) -> str:
    """Give certainty and holder where they are not plain: "negated", "hedged, says the ambassador"."""
    sure = "" if record["certainty"] == "asserted" else str(record["certainty"])
    holder = "" if record["holder"] == "author" else f"says {plain(record['holder'])}"
    return ", ".join(part for part in (sure, holder) if part)


def _what(record: Record) -> str:
    said = whose(record)
    return f"{say(record)}\n[{said}]" if said else say(record)


def _style(record: Record) -> str:
    return _STYLES.get(str(record["certainty"]), "")


def statement_columns(cite: Cell) -> tuple[Column, ...]:
    """Give the columns of every listing of statements; `cite` says by whom and when a record was written."""
    return (
        named("id", width=19, least=130),
        named("kind", width=9, least=100, style="dim"),
        Column(head="date", cell=date_of, width=12),
        Column(head="what", cell=_what, share=2, pipe=False, mark=_style),
        Column(head="what", cell=say, terminal=False),
        named("certainty", terminal=False),
        named("holder", terminal=False),
        named("quote", share=3),
        Column(head="article", cell=cite, least=110, pipe=False, style="dim"),
        named("article", terminal=False),
    )


def citing(view: View) -> Cell:
    """Give what cites the article of a record, as "Hanne Vogt 2009"; each article is looked up once."""
    known: dict[str, str] = {}

    def cite(record: Record) -> str:
        name = str(record["article"])
        if name not in known:
            known[name] = _cite(view.article(name))
        return known[name]

    return cite


def _cite(article: Article) -> str:
    first = article.authors[0] if article.authors else article.title
    others = " and others" if len(article.authors) > 1 else ""
    return f"{first}{others} {article.published[:4] if article.published else 'undated'}"
