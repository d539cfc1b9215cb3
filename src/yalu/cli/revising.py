"""A version of an article in lines: what its source changed of the one before."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator

import click

from yalu.analysis import Passage, Piece, Revised
from yalu.cli.printing import tell_number

_WIDEST = 90
_SIGNS = {"changed": "~", "added": "+", "removed": "-"}
_FRAMES = {"added": ("{+", "+}"), "removed": ("[-", "-]")}
_COLOURS = {"added": "green", "removed": "red"}


def tell_revised(revised: Revised) -> Iterator[str]:
    """Give the lines: when and from what it was read, fields, paragraphs, what was withdrawn."""
    edition, revision = revised.edition, revised.revision
    state = "whole" if edition.article.complete else "teaser"
    words = tell_number(len(edition.article.text.split()), "word")
    head = f"Version {edition.number}{' (current)' if edition.current else ''}: {state}, {words}"
    yield click.style(head, bold=True)
    yield f"  read {edition.read.replace('T', ' ').removesuffix('Z')} UTC from {edition.path}"
    if revision is None:
        return
    if not revision.fields and all(one.kind == "same" for one in revision.passages):
        yield "  reads as the version before"
        return
    for field in revision.fields:
        yield from _wrap(f"{field.name}: {field.before or 'nothing'} → {field.after or 'nothing'}", "  ")
    for passage in revision.passages:
        yield from _passage(passage)
    if revised.withdrawn:
        yield f"  Withdrawn by the source: {tell_number(len(revised.withdrawn), 'statement')}"
        for one in revised.withdrawn:
            yield from _wrap(f"{one.statement.kind} {one.statement.id}: “{one.statement.quote}”", "    ")


def _passage(passage: Passage) -> Iterator[str]:
    if passage.kind == "same":
        yield f"  = {tell_number(passage.paragraphs, 'paragraph')} as before"
        return
    text = "".join(_mark(piece, whole=passage.kind != "changed") for piece in passage.pieces)
    first, *rest = _wrap(text.strip(), "    ") or [""]
    yield f"  {_SIGNS[passage.kind]} {first[4:]}"
    yield from rest


def _mark(piece: Piece, *, whole: bool) -> str:
    """Frame words that were put in or taken out; a whole paragraph has its sign before it."""
    if piece.kind == "same":
        return piece.text
    before, after = ("", "") if whole else _FRAMES[piece.kind]
    bare = piece.text.lstrip()
    space = piece.text[: len(piece.text) - len(bare)]
    return space + click.style(before + bare + after, fg=_COLOURS[piece.kind])


def _wrap(text: str, indent: str) -> list[str]:
    if not sys.stdout.isatty():
        return [indent + text]
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)
