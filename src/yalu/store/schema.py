"""The tables of an archive: names and columns are a promise to everyone who opens the file with another tool.

`comment` of a table or column is its documentation; `docs/formats/archive.md` is made of these and a test compares.
Link tables and mentions begin their key with the article, so that the rows of one article lie together: a commit then
touches few pages. Lists are JSON arrays of texts. Columns that end in `_key` are days as one integer in time order (2014-07-03 is 20140703).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def _column(name: str, kind: TypeEngine[Any], about: str, *more: Any, **options: Any) -> Column[Any]:
    options.setdefault("nullable", True)
    return Column(name, kind, *more, comment=about, **options)


def _text(name: str, about: str, *more: Any, **options: Any) -> Column[Any]:
    return _column(name, Text(), about, *more, **options)


def _integer(name: str, about: str, **options: Any) -> Column[Any]:
    return _column(name, Integer(), about, **options)


def _number(name: str, about: str) -> Column[Any]:
    return _column(name, Float(), about)


def _flag(name: str, about: str, **options: Any) -> Column[Any]:
    return _column(name, Boolean(), about, **options)


def _id(about: str) -> Column[Any]:
    return _text("id", about, primary_key=True, nullable=False)


def _of(name: str, target: str, about: str, **options: Any) -> Column[Any]:
    return _text(name, about, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False, **options)


def _place(about: str) -> list[Column[Any]]:
    return [
        _integer("start", f"first character of the {about}, counted from 0 in `versions.text`", nullable=False),
        _integer("end", f"character after the last of the {about}", nullable=False),
    ]


def _index(name: str, column: str, *more: str) -> Index:
    """Give an index that leaves out the rows where its first column is empty: they are never looked for."""
    return Index(name, column, *more, sqlite_where=text(f"{column} IS NOT NULL"))


meta = Table(
    "meta",
    metadata,
    _text("key", "`created` or `change_number`", primary_key=True, nullable=False),
    _text("value", "its value; `change_number` rises with each commit that changes what is read", nullable=False),
    comment="Facts about the archive itself.",
)

migrations = Table(
    "migrations",
    metadata,
    _text("name", "name of the change of the schema", primary_key=True, nullable=False),
    _integer("number", "its place in the order; the highest is the file's `user_version`", nullable=False),
    _text("applied", "when, UTC", nullable=False),
    comment="Changes of the schema this file has been through.",
)

runs = Table(
    "runs",
    metadata,
    _id("`run_` and digits"),
    _text("command", "what was asked", nullable=False),
    _text("started", "UTC, ISO 8601", nullable=False),
    _text("ended", "UTC, ISO 8601; empty while it goes on and after a crash"),
    _text("yalu", "version of Yalu", nullable=False),
    _text("lexicon", "hash of all lexicon files", nullable=False),
    _text("model", "name and version of the language model", nullable=False),
    _text("counts", "JSON object: what it did", nullable=False),
    comment="What read or coded what, when, with which version of code, lexicon and model.",
)

sources = Table(
    "sources",
    metadata,
    _id("`src_` and a hash of the bytes"),
    _text("path", "name it was first read under", nullable=False),
    _text("sha256", "SHA-256 of the bytes", nullable=False),
    _integer("size", "bytes", nullable=False),
    _text("reader", "reader that took it", nullable=False),
    _text("run", "run that first read it", nullable=False),
    comment="Where articles were read from.",
)

articles = Table(
    "articles",
    metadata,
    _id("`art_` and a hash of what the source says of it"),
    _integer("number", "order in which articles were first read, from 1", nullable=False, unique=True),
    _text("slug", "its part of the address on the site; never changes", nullable=False, unique=True),
    _text("version", "current version, an id in `versions`", nullable=False),
    _text("title", "title", nullable=False),
    _text("authors", "JSON list", nullable=False),
    _text("published", "EDTF; empty when nobody says"),
    _text("earliest", "first day `published` covers"),
    _text("latest", "last day `published` covers"),
    _integer("earliest_key", "`earliest` as an integer"),
    _integer("latest_key", "`latest` as an integer"),
    _text("modified", "EDTF"),
    _text("publication", "journal or site"),
    _text("categories", "JSON list", nullable=False),
    _text("tags", "JSON list", nullable=False),
    _text("language", "ISO 639-1", nullable=False),
    _flag("complete", "0 for a teaser", nullable=False),
    _text("continues", "of a teaser: the title or address it continues under"),
    _text("summary", "summary"),
    _text("author_notes", "JSON list", nullable=False),
    _text("image_credits", "JSON list", nullable=False),
    _text("url", "address"),
    _text("source", "source of the current version", ForeignKey("sources.id"), nullable=False),
    _integer("characters", "length of the text", nullable=False),
    _text("record", "JSON of the whole article but its text, decisions applied", nullable=False),
    _integer("decided", "number of decisions on its fields", nullable=False),
    _text("coding_key", "hash of what its coding was made from; empty until coded"),
    _text("first_run", "run that first read it", nullable=False),
    _text("last_run", "run that last changed it", nullable=False),
    _integer("changed", "`change_number` of its last change", nullable=False),
    Index("articles_by_published", "earliest_key"),
    Index("articles_in_order", text("latest_key DESC"), "number"),
    Index("articles_by_change", "changed"),
    Index("articles_by_publication", "publication"),
    comment="One row an article, as it reads now: the current version with decisions applied.",
)

versions = Table(
    "versions",
    metadata,
    _id("`ver_` and a hash of everything a reader sees"),
    _of("article", "articles", "article"),
    _integer("number", "1 for the first", nullable=False),
    _text("source", "source it was first read from", ForeignKey("sources.id"), nullable=False),
    _text("run", "run that first read it", nullable=False),
    _text("title", "title", nullable=False),
    _text("published", "EDTF, as the source says"),
    _flag("complete", "0 for a teaser", nullable=False),
    _text("text", "the body with its original characters; all offsets point into it", nullable=False),
    _text("text_sha256", "SHA-256 of the text in UTF-8", nullable=False),
    _text("record", "JSON of all other fields as read, before any decision", nullable=False),
    Index("versions_by_article", "article", "number", unique=True),
    comment="Every version of every article as it was read; nothing is ever taken out.",
)

readings = Table(
    "readings",
    metadata,
    _of("article", "articles", "article", primary_key=True),
    _text("path", "path it was read under", primary_key=True, nullable=False),
    _text("source", "source these bytes are", ForeignKey("sources.id"), nullable=False),
    _text("version", "version the path gave when last read", nullable=False),
    comment="Which version each path gave last: so that reading again changes nothing.",
    sqlite_with_rowid=False,
)

paragraphs = Table(
    "paragraphs",
    metadata,
    _of("version", "versions", "version of an article", primary_key=True),
    _integer("number", "0 for the first", primary_key=True, nullable=False),
    *_place("paragraph"),
    comment="Paragraphs of each version; `v_paragraphs` gives their words.",
    sqlite_with_rowid=False,
)


def _names(table: str, about: str) -> Table:
    return Table(
        table,
        metadata,
        _of("article", "articles", "article", primary_key=True),
        _integer("position", "0 for the first", primary_key=True, nullable=False),
        _text("name", "name", nullable=False),
        _text("slug", "the name as part of an address", nullable=False),
        Index(f"{table}_by_slug", "slug", "article"),
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
    _of("article", "articles", "article", primary_key=True),
    _integer(
        "start", "first character of the quote, counted from 0 in `versions.text`", primary_key=True, nullable=False
    ),
    _text("id", "`mn_` and digits; no two are equal", primary_key=True, nullable=False),
    _integer("end", "character after the last of the quote", nullable=False),
    _text("kind", "actor, date or quantity", nullable=False),
    _text("quote", "the exact words", nullable=False),
    _text("actor", "actor: canonical id"),
    _text("code", "actor: state or organisation that counts in a dyad"),
    _text("form", "actor: name, demonym, metonym, reference ..."),
    _text("how", "actor: how the words were resolved"),
    _text("others", "actor: JSON list of further actors"),
    _flag("together", "actor: whether `others` are named together with it"),
    _text("date", "date: EDTF"),
    _text("earliest", "date: first day covered"),
    _text("latest", "date: last day covered"),
    _integer("earliest_key", "`earliest` as an integer"),
    _integer("latest_key", "`latest` as an integer"),
    _text("relation", "date: at, since, until, by, before, after, between"),
    _text("resolved", "date: absolute, published, context, no"),
    _text("part", "date: early, mid, late"),
    _text("anchor", "date: EDTF it was counted from"),
    _number("value", "quantity: number"),
    _text("unit", "quantity: unit"),
    _number("low", "quantity: lower bound"),
    _number("high", "quantity: upper bound"),
    _text("currency", "quantity: ISO 4217"),
    _text("approximator", "quantity: exact, about, below ..."),
    _text("record", "JSON of the whole mention", nullable=False),
    _text("duration", "quantity: ISO 8601 duration of a length of time"),
    _index("mentions_by_actor", "actor", "article"),
    _index("mentions_by_code", "code", "article"),
    comment="Spans of articles that name an actor, a date or a quantity.",
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    _id("`st_` and digits"),
    _text("kind", "event, figure, agreement or claim", nullable=False),
    _of("article", "articles", "article"),
    _text("quote", "the exact words that say it", nullable=False),
    _text("quote_sha256", "SHA-256 of the quote in UTF-8", nullable=False),
    *_place("quote"),
    _text("date", "EDTF"),
    _text("date_text", "the words of the date"),
    _text("earliest", "first day the date covers"),
    _text("latest", "last day the date covers"),
    _integer("earliest_key", "`earliest` as an integer; of an undated agreement the first day of its signing"),
    _integer("latest_key", "`latest` as an integer; of an undated agreement the last day of its signing"),
    _integer(
        "time_key",
        "what timelines are ordered by: the first day, else the last; 99999999 without any",
        nullable=False,
    ),
    _text("holder", "on whose word: author, a code, or words of the text", nullable=False),
    _text("holder_chain", "JSON list from the author inward", nullable=False),
    _text("holder_text", "words of the innermost holder", nullable=False),
    _text("holder_actor", "canonical id of the innermost holder"),
    _flag("direct", "whether the innermost holder's words stand in quotation marks", nullable=False),
    _text("certainty", "asserted, hedged, negated, conditional or future", nullable=False),
    _text("cues", "JSON list of the words that show it", nullable=False),
    _text("coder", "extractor and version", nullable=False),
    _text("why", "JSON list of reasons", nullable=False),
    _number("score", "0 to 1 where the coder has one"),
    _text("event_type", "event: PLOVER type"),
    _text("mode", "event: PLOVER mode"),
    _text("context", "event: JSON list of PLOVER contexts"),
    _integer("quad", "event: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    _number("intensity", "event: -10 to +10"),
    _flag("happened", "event: 1 when it counts as an event that happened"),
    _text("actors", "event: JSON list of codes"),
    _text("recipients", "event: JSON list of codes"),
    _number("value", "figure: number"),
    _number("low", "figure: lower bound"),
    _number("high", "figure: upper bound"),
    _text("unit", "figure: unit"),
    _text("currency", "figure: ISO 4217"),
    _flag("approx", "figure: whether any word blurs the value"),
    _text("approximator", "figure: exact, about, below ..."),
    _text("bound", "figure: <, <=, > or >="),
    _text("raw", "figure: the words of the quantity"),
    _text("measure", "figure: what is measured"),
    _text("measure_text", "figure: what is measured, in the words of the text"),
    _text("change", "figure: level, rise_by, fall_to ..."),
    _text("base", "figure: what a share is taken of, its denominator"),
    _text("about", "figure, claim: JSON list of codes"),
    _text("counterpart", "figure: JSON list of codes"),
    _text("name", "agreement: canonical name"),
    _text("named", "agreement: words of the text"),
    _text("register", "agreement: id in the register"),
    _text("key", "agreement: equal for all wordings of one agreement"),
    _text("parties", "agreement: JSON list of codes"),
    _text("signed", "agreement: EDTF"),
    _text("in_force", "agreement: EDTF"),
    _text("until", "agreement: EDTF"),
    _text("obligations", "agreement: JSON list"),
    _text("theme", "claim: theme"),
    _text("themes", "claim: JSON list of further themes"),
    _text("stance", "claim: pole of the theme's axis"),
    _text("verdict", "last decision on it: accept, correct or reject; empty without any"),
    _text("record", "JSON of the whole statement, decisions applied", nullable=False),
    _text("coded", "JSON of what the coder said, where a correction changed it"),
    _text("date_resolved", "absolute, published (counted from that date), context (from a date named before), no"),
    _text("date_anchor", "EDTF date it was counted from"),
    _text("date_mention", "the words that date it, an id in `mentions`"),
    _text("according_to", "figure: whose number the text says it is"),
    _text("duration", "figure: ISO 8601 duration of a length of time"),
    _text("amended", "agreement: EDTF"),
    _text("denounced", "agreement: EDTF"),
    Index("statements_by_article", "article", "start", "id"),
    Index("statements_in_order_by_kind", "kind", "time_key", "article", "start", "id"),
    Index("statements_in_order", "time_key", "article", "start", "id", "kind", "earliest_key", "latest_key"),
    _index("statements_by_type", "event_type", "time_key"),
    _index("statements_by_agreement", "key", "time_key", "article", "start", "id"),
    Index(
        "statements_by_what_figures_measure",
        "measure",
        "about",
        "counterpart",
        "time_key",
        "article",
        "start",
        sqlite_where=text("raw IS NOT NULL"),
    ),
    _index("statements_by_theme", "theme", "time_key", "article", "start", "id"),
    Index(
        "statements_that_happened",
        "article",
        "id",
        "quad",
        "time_key",
        "earliest_key",
        "latest_key",
        sqlite_where=text("happened = 1"),
    ),
    _index("statements_by_verdict", "verdict"),
    comment="What sentences say, as it reads now: corrections applied, `verdict` reject for what a person struck out.",
)


def _in_order() -> list[Column[Any]]:
    """Give what lets an index of a link table answer what comes first in time, without a look at the statements."""
    return [
        _text("kind", "kind of the statement"),
        _integer("time_key", "`time_key` of the statement"),
        _integer("start", "`start` of the statement"),
    ]


statement_actors = Table(
    "statement_actors",
    metadata,
    _of("article", "articles", "article", primary_key=True),
    _text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    _text("role", "actor, recipient, about, counterpart, party or holder", primary_key=True, nullable=False),
    _integer("position", "0 for the first in its role", primary_key=True, nullable=False),
    _text("code", "what counts in a dyad; empty for a holder nobody could resolve"),
    _text("actor", "canonical id where the words name something narrower"),
    _text("sector", "PLOVER sector"),
    _text("text", "words of the text", nullable=False),
    *_in_order(),
    Index("statement_actors_by_code", "code", "role", "kind", "time_key", "article", "start", "statement"),
    _index("statement_actors_by_actor", "actor", "role", "kind", "time_key", "article", "start", "statement"),
    Index("statement_actors_by_holder", "text", "article", "statement", sqlite_where=text("role = 'holder'")),
    comment="Who takes part in a statement, and as what.",
    sqlite_with_rowid=False,
)

statement_dyads = Table(
    "statement_dyads",
    metadata,
    _of("article", "articles", "article", primary_key=True),
    _text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    _text("first", "code of who acts, or is measured", primary_key=True, nullable=False),
    _text("second", "code of who is acted upon, or measured with", primary_key=True, nullable=False),
    *_in_order(),
    Index("statement_dyads_by_dyad", "first", "second", "kind", "time_key", "article", "start", "statement"),
    comment="Ordered pairs of codes: event actor and recipient, figure about and counterpart, parties and subjects both ways.",
    sqlite_with_rowid=False,
)

statement_themes = Table(
    "statement_themes",
    metadata,
    _of("article", "articles", "article", primary_key=True),
    _text("statement", "statement, an id in `statements`", primary_key=True, nullable=False),
    _text("theme", "theme", primary_key=True, nullable=False),
    Index("statement_themes_by_theme", "theme", "article", "statement"),
    comment="Themes of claims: the first and the further ones.",
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    _of("article", "articles", "article; of a teaser the teaser itself", primary_key=True),
    _of("other", "articles", "the article that holds the same words", primary_key=True),
    _text("kind", "copy or teaser", nullable=False),
    _number(
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
    _text("id", "id the statement had", primary_key=True, nullable=False),
    _of("article", "articles", "article"),
    _text("kind", "event, figure, agreement or claim", nullable=False),
    _text("quote", "exact words that no longer stand in the article", nullable=False),
    _of("version", "versions", "version of the article that it stood in last"),
    _of("until", "versions", "version of the article that no longer says it"),
    _text("run", "run that met that version", nullable=False),
    _text("verdict", "last decision on it: accept, correct or reject; empty without any"),
    _text("record", "JSON of the whole statement, decisions applied", nullable=False),
    Index("withdrawn_by_article", "article"),
    comment="Statements whose words their source has taken back; not counted in any measure.",
    sqlite_with_rowid=False,
)

moves = Table(
    "moves",
    metadata,
    _text("old", "id a statement had in an earlier version of its article", primary_key=True, nullable=False),
    _text("new", "id of the statement with the same words in the current version", nullable=False),
    _of("article", "articles", "article"),
    Index("moves_by_new", "new"),
    comment="Where statements stand since their article was changed: old addresses still lead to them.",
    sqlite_with_rowid=False,
)

joined = Table(
    "joined",
    metadata,
    _text("own", "id that a source alone would give the article", primary_key=True, nullable=False),
    _of("article", "articles", "article it is a version of: teaser and whole of one title and byline"),
    Index("joined_by_article", "article"),
    comment="Teasers and wholes that were read under different addresses and are one article.",
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    _text("path", "file that was read", primary_key=True, nullable=False),
    _integer("size", "bytes", nullable=False),
    _integer("modified", "time of its last change, in nanoseconds since 1970", nullable=False),
    _text("sha256", "SHA-256 of the bytes", nullable=False),
    _text("made_with", "hash of the versions and side files that a reading depends on", nullable=False),
    _text("read", "when, UTC", nullable=False),
    _integer("sources", "sources with articles in it", nullable=False),
    _integer("articles", "articles it gave", nullable=False),
    _integer("complete", "of these whole ones", nullable=False),
    comment="Files as they were when last read without a fault: one that has not changed is not read again.",
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    _integer("number", "order in which they were recorded", primary_key=True, nullable=False),
    _text("id", "`dec_` and digits", nullable=False, unique=True),
    _text("target", "id of the statement or article it was made on", nullable=False),
    _text("article", "article", nullable=False),
    _text("kind", "kind of statement, or `article`", nullable=False),
    _text("verdict", "accept, correct, reject or undo, which takes back the last that stands", nullable=False),
    _text("field", "field that is corrected"),
    _text("value", "corrected value, as JSON"),
    _text("quote", "the statement's quote"),
    _text("by", "who", nullable=False),
    _text("at", "when, UTC", nullable=False),
    _text("why", "why", nullable=False),
    _text("anchor", "statement or article it applies to now; empty when re-coding lost it (see `issues`)"),
    _text("mark", "what tells the statement from others of its kind on the quote"),
    _integer("place", "first character of the quote when it was decided"),
    _flag("alone", "whether the statement was the only one of its kind on its quote"),
    Index("decisions_by_anchor", "anchor"),
    Index("decisions_by_target", "target"),
    Index("decisions_by_article", "article"),
    comment="People's words on statements and articles: added to, never altered or removed.",
)

issues = Table(
    "issues",
    metadata,
    _id("`iss_` and digits"),
    _text("level", "error, warning or info", nullable=False),
    _text("stage", "room that met it", nullable=False),
    _text("path", "source"),
    _text("article", "article"),
    _text("position", "place in it"),
    _text("message", "what is wrong", nullable=False),
    _text("remedy", "what to do", nullable=False),
    _text("run", "run that first met it", nullable=False),
    Index("issues_by_path", "path"),
    Index("issues_by_article", "article"),
    comment="Faults in the data that were skipped, as of the last reading.",
)

datasets = Table(
    "datasets",
    metadata,
    _id("name of the table, with `@vintage` where it has one"),
    _text("name", "name", nullable=False),
    _text("title", "title", nullable=False),
    _text("kind", "trade, pair or state: which table its rows are in", nullable=False),
    _text("format", "reader that took it", nullable=False),
    _text("path", "name it was loaded under", nullable=False),
    _text("sha256", "SHA-256 of the bytes", nullable=False),
    _text("source", "who compiled it", nullable=False),
    _text("vintage", "edition or day of retrieval"),
    _text("licence", "licence"),
    _text("url", "address"),
    _text("note", "what a reader of it should know"),
    _text("loaded", "when, UTC", nullable=False),
    _integer("rows", "rows taken", nullable=False),
    _integer("refused", "rows refused; `issues` lists them with reasons", nullable=False),
    comment="Tables of numbers loaded beside the articles.",
)

series = Table(
    "series",
    metadata,
    _id("dataset, slash, short name"),
    _of("dataset", "datasets", "dataset"),
    _text("title", "title", nullable=False),
    _text("source", "who says so", nullable=False),
    _text("vintage", "edition"),
    _text("licence", "licence"),
    _text("valuation", "CIF, FOB or mixed"),
    _text("side", "reporter, mirror, reconciled or compiled"),
    _text("leaves_out", "JSON list: codes of partners that its totals do not hold", nullable=False),
    _text("treatment", "what was estimated or adjusted"),
    _flag("complete", "whether a partner without a row traded nothing", nullable=False),
    _text("note", "what a reader of it should know"),
    comment="One compiler's numbers by one definition.",
)

trade_rows = Table(
    "trade_rows",
    metadata,
    _of("series", "series", "series", primary_key=True),
    _text("reporter", "code of whose exports or imports they are", primary_key=True, nullable=False),
    _text("partner", "code; WLD for all together", primary_key=True, nullable=False),
    _text("flow", "exports, imports or total", primary_key=True, nullable=False),
    _text("period", "EDTF", primary_key=True, nullable=False),
    _text("product", "TOTAL, or the code of a product", primary_key=True, nullable=False),
    _text("unit", "ISO 4217 code, or share (0 to 1)", primary_key=True, nullable=False),
    _number("value", "value, in whole units and current prices"),
    _text("bound", "<, > or ~ where the source bounds or rounds it", nullable=False),
    _integer("parts", "rows of products that were summed", nullable=False),
    _integer("line", "line of the file", nullable=False),
    _text("source", "where this row has a source of its own"),
    _text("note", "note"),
    Index("trade_rows_by_partner", "partner", "reporter"),
    comment="Trade of states with partners.",
    sqlite_with_rowid=False,
)

pair_rows = Table(
    "pair_rows",
    metadata,
    _of("series", "series", "series", primary_key=True),
    _text("first", "code", primary_key=True, nullable=False),
    _text("second", "code", primary_key=True, nullable=False),
    _text(
        "measure",
        "what the number is: defence, nonaggression, joint organisations ...",
        primary_key=True,
        nullable=False,
    ),
    _text("period", "EDTF", primary_key=True, nullable=False),
    _number("value", "value"),
    _integer("line", "line of the file", nullable=False),
    _text("source", "where this row has a source of its own"),
    _text("note", "note"),
    comment="Numbers about two states: alliance obligations, joint memberships.",
    sqlite_with_rowid=False,
)

state_rows = Table(
    "state_rows",
    metadata,
    _of("series", "series", "series", primary_key=True),
    _text("state", "code", primary_key=True, nullable=False),
    _text("measure", "what the number is: ideal point, GDP ...", primary_key=True, nullable=False),
    _text("period", "EDTF", primary_key=True, nullable=False),
    _number("value", "value"),
    _number("low", "lower bound"),
    _number("high", "upper bound"),
    _text("unit", "unit"),
    _integer("line", "line of the file", nullable=False),
    _text("source", "where this row has a source of its own"),
    _text("note", "note"),
    comment="Numbers about one state.",
    sqlite_with_rowid=False,
)

row_decisions = Table(
    "row_decisions",
    metadata,
    _integer("number", "order in which they were recorded", primary_key=True, nullable=False),
    _text("row", "id of the row: series/reporter/partner/flow/period", nullable=False),
    _text("verdict", "leave out or keep", nullable=False),
    _text("by", "who", nullable=False),
    _text("at", "when, UTC", nullable=False),
    _text("why", "why", nullable=False),
    Index("row_decisions_by_row", "row"),
    comment="People's words on rows of datasets: the last one on a row holds, also when the table is loaded again.",
)

DATASET_TABLES = (datasets, series, trade_rows, pair_rows, state_rows, row_decisions)
READING_TABLES = (withdrawn, moves, joined, files)
