"""The tables of numbers loaded beside the articles: datasets, their series and rows, and decisions on rows."""

from __future__ import annotations

from sqlalchemy import Index, Table

from yalu.store.columns import flag, integer, key, link, metadata, number, text

datasets = Table(
    "datasets",
    metadata,
    key("name of the table, with `@vintage` where it has one"),
    text("name", "name", nullable=False),
    text("title", "title", nullable=False),
    text("kind", "trade, pair or state: which table its rows are in", nullable=False),
    text("format", "reader that took it", nullable=False),
    text("path", "name it was loaded under", nullable=False),
    text("sha256", "SHA-256 of the bytes", nullable=False),
    text("source", "who compiled it", nullable=False),
    text("vintage", "edition or day of retrieval"),
    text("licence", "licence"),
    text("url", "address"),
    text("note", "what a reader of it should know"),
    text("loaded", "when, UTC", nullable=False),
    integer("rows", "rows taken", nullable=False),
    integer("refused", "rows refused; `issues` lists them with reasons", nullable=False),
    comment="Tables of numbers loaded beside the articles.",
)

series = Table(
    "series",
    metadata,
    key("dataset, slash, short name"),
    link("dataset", "datasets", "dataset"),
    text("title", "title", nullable=False),
    text("source", "who says so", nullable=False),
    text("vintage", "edition"),
    text("licence", "licence"),
    text("valuation", "CIF, FOB or mixed"),
    text("side", "reporter, mirror, reconciled or compiled"),
    text("leaves_out", "JSON list: codes of partners that its totals do not hold", nullable=False),
    text("treatment", "what was estimated or adjusted"),
    flag("complete", "whether a partner without a row traded nothing", nullable=False),
    text("note", "what a reader of it should know"),
    comment="One compiler's numbers by one definition.",
)

trade_rows = Table(
    "trade_rows",
    metadata,
    link("series", "series", "series", primary_key=True),
    text("reporter", "code of whose exports or imports they are", primary_key=True, nullable=False),
    text("partner", "code; WLD for all together", primary_key=True, nullable=False),
    text("flow", "exports, imports or total", primary_key=True, nullable=False),
    text("period", "EDTF", primary_key=True, nullable=False),
    text("product", "TOTAL, or the code of a product", primary_key=True, nullable=False),
    text("unit", "ISO 4217 code, or share (0 to 1)", primary_key=True, nullable=False),
    number("value", "value, in whole units and current prices"),
    text("bound", "<, > or ~ where the source bounds or rounds it", nullable=False),
    integer("parts", "rows of products that were summed", nullable=False),
    integer("line", "line of the file", nullable=False),
    text("source", "where this row has a source of its own"),
    text("note", "note"),
    Index("trade_rows_by_partner", "partner", "reporter"),
    comment="Trade of states with partners.",
    sqlite_with_rowid=False,
)

pair_rows = Table(
    "pair_rows",
    metadata,
    link("series", "series", "series", primary_key=True),
    text("first", "code", primary_key=True, nullable=False),
    text("second", "code", primary_key=True, nullable=False),
    text(
        "measure",
        "what the number is: defence, nonaggression, joint organisations ...",
        primary_key=True,
        nullable=False,
    ),
    text("period", "EDTF", primary_key=True, nullable=False),
    number("value", "value"),
    integer("line", "line of the file", nullable=False),
    text("source", "where this row has a source of its own"),
    text("note", "note"),
    comment="Numbers about two states: alliance obligations, joint memberships.",
    sqlite_with_rowid=False,
)

state_rows = Table(
    "state_rows",
    metadata,
    link("series", "series", "series", primary_key=True),
    text("state", "code", primary_key=True, nullable=False),
    text("measure", "what the number is: ideal point, GDP ...", primary_key=True, nullable=False),
    text("period", "EDTF", primary_key=True, nullable=False),
    number("value", "value"),
    number("low", "lower bound"),
    number("high", "upper bound"),
    text("unit", "unit"),
    integer("line", "line of the file", nullable=False),
    text("source", "where this row has a source of its own"),
    text("note", "note"),
    comment="Numbers about one state.",
    sqlite_with_rowid=False,
)

row_decisions = Table(
    "row_decisions",
    metadata,
    integer("number", "order in which they were recorded", primary_key=True, nullable=False),
    text("row", "id of the row: series/reporter/partner/flow/period", nullable=False),
    text("verdict", "leave out or keep", nullable=False),
    text("by", "who", nullable=False),
    text("at", "when, UTC", nullable=False),
    text("why", "why", nullable=False),
    Index("row_decisions_by_row", "row"),
    comment="People's words on rows of datasets: the last one on a row holds, also when the table is loaded again.",
)

DATASET_TABLES = (datasets, series, trade_rows, pair_rows, state_rows, row_decisions)
