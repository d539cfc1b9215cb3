"""The tables of an archive: names and columns are a promise to everyone who opens the file with another tool.

`comment` of a table or column is its documentation; `docs/formats/archive.md` is made of these and a test compares.
Link tables and mentions begin their key with the article, so that the rows of one article lie together: a commit then
touches few pages. Lists are JSON arrays of texts. Columns that end in `_key` are days as one integer in time order (2014-07-03 is 20140703).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, LargeBinary, Table
from sqlalchemy import text as where

from yalu.store.columns import column, flag, index, integer, key, link, metadata, number, place, text
from yalu.store.numbers import DATASET_TABLES, datasets, pair_rows, row_decisions, series, state_rows, trade_rows

meta = Table(
    "meta",
    metadata,
    text("key", "`created` or `change_number`", primary_key=True, nullable=False),
    text("value", "its value; `change_number` rises with each commit that changes what is read", nullable=False),
    comment="Facts about the archive itself.",
)

migrations = Table(
    "migrations",
    metadata,
    text("name", "name of the change of the schema", primary_key=True, nullable=False),
    integer("number", "its place in the order; the highest is the file's `user_version`", nullable=False),
    text("applied", "when, UTC", nullable=False),
    comment="Changes of the schema this file has been through.",
)

runs = Table(
    "runs",
    metadata,
    key("`run_` and digits"),
    text("command", "what was asked", nullable=False),
    text("started", "UTC, ISO 8601", nullable=False),
    text("ended", "UTC, ISO 8601; empty while it goes on and after a crash"),
    text("yalu", "version of Yalu", nullable=False),
    text("lexicon", "hash of all lexicon files", nullable=False),
    text("model", "name and version of the language model", nullable=False),
    text("counts", "JSON object: what it did", nullable=False),
    comment="What read or coded what, when, with which version of code, lexicon and model.",
)

sources = Table(
    "sources",
    metadata,
    key("`src_` and a hash of the bytes"),
    text("path", "name it was first read under", nullable=False),
    text("sha256", "SHA-256 of the bytes", nullable=False),
    integer("size", "bytes", nullable=False),
    text("reader", "reader that took it", nullable=False),
    text("run", "run that first read it", nullable=False),
    comment="Where articles were read from.",
)

articles = Table(
    "articles",
    metadata,
    key("`art_` and a hash of what the source says of it"),
    integer("number", "order in which articles were first read, from 1", nullable=False, unique=True),
    text("slug", "its part of the address on the site; never changes", nullable=False, unique=True),
    text("version", "current version, an id in `versions`", nullable=False),
    text("title", "title", nullable=False),
    text("authors", "JSON list", nullable=False),
    text("published", "EDTF; empty when nobody says"),
    text("earliest", "first day `published` covers"),
    text("latest", "last day `published` covers"),
    integer("earliest_key", "`earliest` as an integer"),
    integer("latest_key", "`latest` as an integer"),
    text("modified", "EDTF"),
    text("publication", "journal or site"),
    text("categories", "JSON list", nullable=False),
    text("tags", "JSON list", nullable=False),
    text("language", "ISO 639-1", nullable=False),
    flag("complete", "0 for a teaser", nullable=False),
    text("continues", "of a teaser: the title or address it continues under"),
    text("summary", "summary"),
    text("author_notes", "JSON list", nullable=False),
    text("image_credits", "JSON list", nullable=False),
    text("url", "address"),
    text("source", "source of the current version", ForeignKey("sources.id"), nullable=False),
    integer("characters", "length of the text", nullable=False),
    text("record", "JSON of the whole article but its text, decisions applied", nullable=False),
    integer("decided", "number of decisions on its fields", nullable=False),
    text("coding_key", "hash of what its coding was made from; empty until coded"),
    text("first_run", "run that first read it", nullable=False),
    text("last_run", "run that last changed it", nullable=False),
    integer("changed", "`change_number` of its last change", nullable=False),
    Index("articles_by_published", "earliest_key"),
    Index("articles_in_order", where("latest_key DESC"), "number"),
    Index("articles_by_change", "changed"),
    Index("articles_by_publication", "publication"),
    comment="One row an article, as it reads now: the current version with decisions applied.",
)

versions = Table(
    "versions",
    metadata,
    key("`ver_` and a hash of everything a reader sees"),
    link("article", "articles", "article"),
    integer("number", "1 for the first", nullable=False),
    text("source", "source it was first read from", ForeignKey("sources.id"), nullable=False),
    text("run", "run that first read it", nullable=False),
    text("title", "title", nullable=False),
    text("published", "EDTF, as the source says"),
    flag("complete", "0 for a teaser", nullable=False),
    text("text", "the body with its original characters; all offsets point into it", nullable=False),
    text("text_sha256", "SHA-256 of the text in UTF-8", nullable=False),
    text("record", "JSON of all other fields as read, before any decision", nullable=False),
    Index("versions_by_article", "article", "number", unique=True),
    comment="Every version of every article as it was read; nothing is ever taken out.",
)

readings = Table(
    "readings",
    metadata,
    link("article", "articles", "article", primary_key=True),
    text("path", "path it was read under", primary_key=True, nullable=False),
    text("source", "source these bytes are", ForeignKey("sources.id"), nullable=False),
    text("version", "version the path gave when last read", nullable=False),
    comment="Which version each path gave last: so that reading again changes nothing.",
    sqlite_with_rowid=False,
)

paragraphs = Table(
    "paragraphs",
    metadata,
    link("version", "versions", "version of an article", primary_key=True),
    integer("number", "0 for the first", primary_key=True, nullable=False),
    *place("paragraph"),
    comment="Paragraphs of each version; `v_paragraphs` gives their words.",
    sqlite_with_rowid=False,
)


def _names(table: str, about: str) -> Table:
    return Table(
        table,
        metadata,
        link("article", "articles", "article", primary_key=True),
        integer("position", "0 for the first", primary_key=True, nullable=False),
        text("name", "name", nullable=False),
        text("slug", "the name as part of an address", nullable=False),
        integer("latest_key", "`latest_key` of the article"),
        integer("number", "`number` of the article"),
        Index(f"{table}_in_order", "slug", where("latest_key DESC"), "number", "article"),
        Index(f"{table}_by_name", "name", "article"),
        comment=about,
        sqlite_with_rowid=False,
    )


article_authors = _names("article_authors", "Authors of articles, in order.")
article_categories = _names("article_categories", "Categories of articles.")
article_tags = _names("article_tags", "Tags of articles.")

mentions = Table(
    "mentions",
    metadata,
    link("article", "articles", "article", primary_key=True),
    integer(
        "start", "first character of the quote, counted from 0 in `versions.text`", primary_key=True, nullable=False
    ),
    text("id", "`mn_` and digits; no two are equal", primary_key=True, nullable=False),
    integer("end", "character after the last of the quote", nullable=False),
    text("kind", "actor, date or quantity", nullable=False),
    text("quote", "the exact words", nullable=False),
    text("actor", "actor: canonical id"),
    text("code", "actor: state or organisation that counts in a dyad"),
    text("form", "actor: name, demonym, metonym, reference ..."),
    text("how", "actor: how the words were resolved"),
    text("others", "actor: JSON list of further actors"),
    flag("together", "actor: whether `others` are named together with it"),
    text("date", "date: EDTF"),
    text("earliest", "date: first day covered"),
    text("latest", "date: last day covered"),
    integer("earliest_key", "`earliest` as an integer"),
    integer("latest_key", "`latest` as an integer"),
    text("relation", "date: at, since, until, by, before, after, between"),
    text("resolved", "date: absolute, published, context, no"),
    text("part", "date: early, mid, late"),
    text("anchor", "date: EDTF it was counted from"),
    number("value", "quantity: number"),
    text("unit", "quantity: unit"),
    number("low", "quantity: lower bound"),
    number("high", "quantity: upper bound"),
    text("currency", "quantity: ISO 4217"),
    text("approximator", "quantity: exact, about, below ..."),
    text("record", "JSON of the whole mention", nullable=False),
    text("duration", "quantity: ISO 8601 duration of a length of time"),
    index("mentions_by_actor", "actor", "article"),
    index("mentions_by_code", "code", "article"),
    comment="Spans of articles that name an actor, a date or a quantity.",
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    key("`st_` and digits"),
    text("kind", "event, figure, agreement or claim", nullable=False),
    link("article", "articles", "article"),
    text("quote", "the exact words that say it", nullable=False),
    text("quote_sha256", "SHA-256 of the quote in UTF-8", nullable=False),
    *place("quote"),
    text("date", "EDTF"),
    text("date_text", "the words of the date"),
    text("earliest", "first day the date covers"),
    text("latest", "last day the date covers"),
    integer("earliest_key", "`earliest` as an integer; of an undated agreement the first day of its signing"),
    integer("latest_key", "`latest` as an integer; of an undated agreement the last day of its signing"),
    integer(
        "time_key",
        "what timelines are ordered by: the first day, else the last; 99999999 without any",
        nullable=False,
    ),
    text("holder", "on whose word: author, a code, or words of the text", nullable=False),
    text("holder_chain", "JSON list from the author inward", nullable=False),
    text("holder_text", "words of the innermost holder", nullable=False),
    text("holder_actor", "canonical id of the innermost holder"),
    flag("direct", "whether the innermost holder's words stand in quotation marks", nullable=False),
    text("certainty", "asserted, hedged, negated, conditional or future", nullable=False),
    text("cues", "JSON list of the words that show it", nullable=False),
    text("coder", "extractor and version", nullable=False),
    text("why", "JSON list of reasons", nullable=False),
    number("score", "0 to 1 where the coder has one"),
    text("event_type", "event: PLOVER type"),
    text("mode", "event: PLOVER mode"),
    text("context", "event: JSON list of PLOVER contexts"),
    integer("quad", "event: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    number("intensity", "event: -10 to +10"),
    flag("happened", "event: 1 when it counts as an event that happened"),
    text("actors", "event: JSON list of codes"),
    text("recipients", "event: JSON list of codes"),
    number("value", "figure: number"),
    number("low", "figure: lower bound"),
    number("high", "figure: upper bound"),
    text("unit", "figure: unit"),
    text("currency", "figure: ISO 4217"),
    flag("approx", "figure: whether any word blurs the value"),
    text("approximator", "figure: exact, about, below ..."),
    text("bound", "figure: <, <=, > or >="),
    text("raw", "figure: the words of the quantity"),
    text("measure", "figure: what is measured"),
    text("measure_text", "figure: what is measured, in the words of the text"),
    text("change", "figure: level, rise_by, fall_to ..."),
    text("base", "figure: what a share is taken of, its denominator"),
    text("about", "figure, claim: JSON list of codes"),
    text("counterpart", "figure: JSON list of codes"),
    text("name", "agreement: canonical name"),
    text("named", "agreement: words of the text"),
    text("register", "agreement: id in the register"),
    text("key", "agreement: equal for all wordings of one agreement"),
    text("parties", "agreement: JSON list of codes"),
    text("signed", "agreement: EDTF"),
    text("in_force", "agreement: EDTF"),
    text("until", "agreement: EDTF"),
    text("obligations", "agreement: JSON list"),
    text("theme", "claim: theme"),
    text("themes", "claim: JSON list of further themes"),
    text("stance", "claim: pole of the theme's axis"),
    text("verdict", "last decision on it: accept, correct or reject; empty without any"),
    text("record", "JSON of the whole statement, decisions applied", nullable=False),
    text("coded", "JSON of what the coder said, where a correction changed it"),
    text("date_resolved", "absolute, published (counted from that date), context (from a date named before), no"),
    text("date_anchor", "EDTF date it was counted from"),
    text("date_mention", "the words that date it, an id in `mentions`"),
    text("according_to", "figure: whose number the text says it is"),
    text("duration", "figure: ISO 8601 duration of a length of time"),
    text("amended", "agreement: EDTF"),
    text("denounced", "agreement: EDTF"),
    Index("statements_by_article", "article", "start", "id"),
    Index("statements_in_order_by_kind", "kind", "time_key", "article", "start", "id"),
    Index("statements_in_order", "time_key", "article", "start", "id", "kind", "earliest_key", "latest_key"),
    index("statements_by_type", "event_type", "time_key"),
    index("statements_by_agreement", "key", "time_key", "article", "start", "id"),
    Index(
        "statements_by_what_figures_measure",
        "measure",
        "about",
        "counterpart",
        "time_key",
        "article",
        "start",
        "id",
        "measure_text",
        sqlite_where=where("raw IS NOT NULL"),
    ),
    index("statements_by_theme", "theme", "time_key", "article", "start", "id"),
    Index(
        "statements_that_happened",
        "article",
        "id",
        "quad",
        "time_key",
        "earliest_key",
        "latest_key",
        sqlite_where=where("happened = 1"),
    ),
    index("statements_by_verdict", "verdict"),
    comment="What sentences say, as it reads now: corrections applied, `verdict` reject for what a person struck out.",
)


def _in_order() -> list[Column[Any]]:
    """Give what lets an index of a link table answer what comes first in time, without a look at the statements."""
    return [
        text("kind", "kind of the statement"),
        integer("time_key", "`time_key` of the statement"),
        integer("start", "`start` of the statement"),
    ]


statement_actors = Table(
    "statement_actors",
    metadata,
    link("article", "articles", "article", primary_key=True),
    text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    text("role", "actor, recipient, about, counterpart, party or holder", primary_key=True, nullable=False),
    integer("position", "0 for the first in its role", primary_key=True, nullable=False),
    text("code", "what counts in a dyad; empty for a holder nobody could resolve"),
    text("actor", "canonical id where the words name something narrower"),
    text("sector", "PLOVER sector"),
    text("text", "words of the text", nullable=False),
    *_in_order(),
    Index("statement_actors_by_code", "code", "role", "kind", "time_key", "article", "start", "statement"),
    index("statement_actors_by_actor", "actor", "role", "kind", "time_key", "article", "start", "statement"),
    Index("statement_actors_by_holder", "text", "article", "statement", sqlite_where=where("role = 'holder'")),
    comment="Who takes part in a statement, and as what.",
    sqlite_with_rowid=False,
)

statement_dyads = Table(
    "statement_dyads",
    metadata,
    link("article", "articles", "article", primary_key=True),
    text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    text("first", "code of who acts, or is measured", primary_key=True, nullable=False),
    text("second", "code of who is acted upon, or measured with", primary_key=True, nullable=False),
    *_in_order(),
    Index("statement_dyads_by_dyad", "first", "second", "kind", "time_key", "article", "start", "statement"),
    comment="Ordered pairs of codes: event actor and recipient, figure about and counterpart, parties and subjects of claims and figures both ways.",
    sqlite_with_rowid=False,
)

statement_themes = Table(
    "statement_themes",
    metadata,
    link("article", "articles", "article", primary_key=True),
    text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    text("theme", "theme", primary_key=True, nullable=False),
    Index("statement_themes_by_theme", "theme", "article", "statement"),
    comment="Themes of claims: the first and the further ones.",
    sqlite_with_rowid=False,
)

UNPLACED = 9999
"""The year of an event without one it surely falls in, and of a statement without a date."""


def _counted(name: str, about: str) -> Column[Any]:
    return integer(name, about, nullable=False)


_YEAR = f"year, {UNPLACED} where it has none"

actor_totals = Table(
    "actor_totals",
    metadata,
    text("code", "state or organisation", primary_key=True, nullable=False),
    _counted("articles", "articles that say something of it"),
    _counted("statements", "statements in which it takes part, as a holder aside"),
    _counted("acts", "events in which it acts"),
    _counted("suffers", "events in which it is acted upon"),
    _counted("acted", "of `acts` those that happened"),
    _counted("suffered", "of `suffers` those that happened"),
    comment="How much is said of each code; kept with every change of a statement.",
    sqlite_with_rowid=False,
)

actor_times = Table(
    "actor_times",
    metadata,
    text("code", "state or organisation", primary_key=True, nullable=False),
    text("kind", "kind of statement", primary_key=True, nullable=False),
    integer("year", f"{_YEAR}: in which they begin", primary_key=True, nullable=False),
    integer("last", f"{_YEAR}: that they reach", primary_key=True, nullable=False),
    _counted("statements", "statements in which it takes part, as a holder aside"),
    comment="When what is said of each code begins and ends.",
    sqlite_with_rowid=False,
)

actor_years = Table(
    "actor_years",
    metadata,
    text("code", "state or organisation", primary_key=True, nullable=False),
    integer("year", f"{_YEAR} it surely falls in", primary_key=True, nullable=False),
    integer("quad", "quad class", primary_key=True, nullable=False),
    _counted("acts", "events that happened, in which it acts"),
    _counted("suffers", "events that happened, in which it is acted upon"),
    column("intensity", Float(), "sum of the intensities of `acts`", nullable=False),
    comment="What each code did, by year and quad class.",
    sqlite_with_rowid=False,
)

dyad_totals = Table(
    "dyad_totals",
    metadata,
    text("first", "code of who acts, or is measured", primary_key=True, nullable=False),
    text("second", "code of who is acted upon, or measured with", primary_key=True, nullable=False),
    _counted("articles", "articles that say something of the pair"),
    _counted("statements", "statements of the pair"),
    _counted("events", "of these events"),
    _counted("figures", "of these figures"),
    _counted("agreements", "of these agreements"),
    _counted("claims", "of these claims"),
    _counted("cooperation", "events of quad class 1 and 2 that happened"),
    _counted("conflict", "events of quad class 3 and 4 that happened"),
    Index("dyad_totals_in_order", where("statements DESC"), "first", "second", "articles"),
    Index("dyad_totals_by_second", "second", "events"),
    comment="How much is said of each ordered pair; kept with every change of a statement.",
    sqlite_with_rowid=False,
)

dyad_years = Table(
    "dyad_years",
    metadata,
    text("first", "code of who acts", primary_key=True, nullable=False),
    text("second", "code of who is acted upon", primary_key=True, nullable=False),
    integer("year", f"{_YEAR} it surely falls in", primary_key=True, nullable=False),
    integer("quad", "quad class", primary_key=True, nullable=False),
    _counted("events", "events that happened"),
    column("intensity", Float(), "sum of their intensities", nullable=False),
    comment="What the first of each pair did to the second, by year and quad class.",
    sqlite_with_rowid=False,
)

year_totals = Table(
    "year_totals",
    metadata,
    text("kind", "kind of statement", primary_key=True, nullable=False),
    integer("year", f"{_YEAR}: in which they begin", primary_key=True, nullable=False),
    integer("last", f"{_YEAR}: that they reach", primary_key=True, nullable=False),
    _counted("statements", "statements"),
    _counted("sure", "events that happened and surely fell in the year"),
    comment="How much is told of each year.",
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    link("article", "articles", "article; of a teaser the teaser itself", primary_key=True),
    link("other", "articles", "the article that holds the same words", primary_key=True),
    text("kind", "copy or teaser", nullable=False),
    number(
        "share",
        "of copies the share of runs of five words that both hold; of a teaser the share that the other contains",
    ),
    Index("copies_by_other", "other"),
    comment="Articles that hold the same words: linked, never merged. Found anew when a reading adds or changes articles.",
    sqlite_with_rowid=False,
)

withdrawn = Table(
    "withdrawn",
    metadata,
    text("id", "id the statement had", primary_key=True, nullable=False),
    link("article", "articles", "article"),
    text("kind", "event, figure, agreement or claim", nullable=False),
    text("quote", "exact words that no longer stand in the article", nullable=False),
    link("version", "versions", "version of the article that it stood in last"),
    link("until", "versions", "version of the article that no longer says it"),
    text("run", "run that met that version", nullable=False),
    text("verdict", "last decision on it: accept, correct or reject; empty without any"),
    text("record", "JSON of the whole statement, decisions applied", nullable=False),
    Index("withdrawn_by_article", "article"),
    comment="Statements whose words their source has taken back; not counted in any measure.",
    sqlite_with_rowid=False,
)

moves = Table(
    "moves",
    metadata,
    text("old", "id a statement had in an earlier version of its article", primary_key=True, nullable=False),
    text("new", "id of the statement with the same words in the current version", nullable=False),
    link("article", "articles", "article"),
    Index("moves_by_new", "new"),
    comment="Where statements stand since their article was changed: old addresses still lead to them.",
    sqlite_with_rowid=False,
)

joined = Table(
    "joined",
    metadata,
    text("own", "id that a source alone would give the article", primary_key=True, nullable=False),
    link("article", "articles", "article it is a version of: teaser and whole of one title and byline"),
    Index("joined_by_article", "article"),
    comment="Teasers and wholes that were read under different addresses and are one article.",
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    text("path", "file that was read", primary_key=True, nullable=False),
    integer("size", "bytes", nullable=False),
    integer("modified", "time of its last change, in nanoseconds since 1970", nullable=False),
    text("sha256", "SHA-256 of the bytes", nullable=False),
    text("made_with", "hash of the versions and side files that a reading depends on", nullable=False),
    text("read", "when, UTC", nullable=False),
    integer("sources", "sources with articles in it", nullable=False),
    integer("articles", "articles it gave", nullable=False),
    integer("complete", "of these whole ones", nullable=False),
    comment="Files as they were when last read without a fault: one that has not changed is not read again.",
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    integer("number", "order in which they were recorded", primary_key=True, nullable=False),
    text("id", "`dec_` and digits", nullable=False, unique=True),
    text("target", "id of the statement or article it was made on", nullable=False),
    text("article", "article", nullable=False),
    text("kind", "kind of statement, or `article`", nullable=False),
    text("verdict", "accept, correct, reject or undo, which takes back the last that stands", nullable=False),
    text("field", "field that is corrected"),
    text("value", "corrected value, as JSON"),
    text("quote", "the statement's quote"),
    text("by", "who", nullable=False),
    text("at", "when, UTC", nullable=False),
    text("why", "why", nullable=False),
    text("anchor", "statement or article it applies to now; empty when re-coding lost it (see `issues`)"),
    text("mark", "what tells the statement from others of its kind on the quote"),
    integer("place", "first character of the quote when it was decided"),
    flag("alone", "whether the statement was the only one of its kind on its quote"),
    Index("decisions_by_anchor", "anchor"),
    Index("decisions_by_target", "target"),
    Index("decisions_by_article", "article"),
    comment="People's words on statements and articles: added to, never altered or removed.",
)

issues = Table(
    "issues",
    metadata,
    key("`iss_` and digits"),
    text("level", "error, warning or info", nullable=False),
    text("stage", "room that met it", nullable=False),
    text("path", "source"),
    text("article", "article"),
    text("position", "place in it"),
    text("message", "what is wrong", nullable=False),
    text("remedy", "what to do", nullable=False),
    text("run", "run that first met it", nullable=False),
    Index("issues_by_path", "path"),
    Index("issues_by_article", "article"),
    comment="Faults in the data that were skipped, as of the last reading.",
)

images = Table(
    "images",
    metadata,
    text("sha256", "SHA-256 of the bytes; the records of articles name them by it", primary_key=True, nullable=False),
    text("media", "media type: image/png, image/jpeg, image/gif, image/webp or image/avif", nullable=False),
    column("data", LargeBinary(), "the bytes", nullable=False),
    comment="Images that lay beside their source, or in it; of all others an article has the address alone.",
)

READING_TABLES = (withdrawn, moves, joined, files)
TOTAL_TABLES = (actor_totals, actor_times, actor_years, dyad_totals, dyad_years, year_totals)

__all__ = [
    "DATASET_TABLES", "READING_TABLES", "TOTAL_TABLES", "UNPLACED", "actor_times", "actor_totals", "actor_years", "article_authors", "article_categories", "article_tags", "articles", "copies",
    "datasets", "decisions", "dyad_totals", "dyad_years", "files", "images", "issues", "joined", "mentions", "meta", "metadata", "migrations", "moves",
    "pair_rows", "paragraphs", "readings", "row_decisions", "runs", "series", "sources", "state_rows", "statement_actors",
    "statement_dyads", "statement_themes", "statements", "trade_rows", "versions", "withdrawn", "year_totals",
]  # fmt: skip
