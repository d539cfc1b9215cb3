"""From a parsed query to a query of tantivy, and to the needles that are highlighted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any as Anything

import tantivy

from yalu.errors import DateError
from yalu.model import bounds_of, key_of
from yalu.search.analyser import Analyser, cjk_runs, pairs_of, without_cjk
from yalu.search.query import All, Any, Field, Near, Node, Not, Problem, Text

_BOOSTS = {"title": 3.0, "body": 1.0, "names": 1.0}
_YEARS = re.compile(r"(?P<first>-?\d{1,4})?(?P<dots>\.\.|/)?(?P<last>-?\d{1,4})?")
_LOWER = {"theme", "kind", "certainty", "complete", "measure"}
_YES = {"yes": "yes", "true": "yes", "1": "yes", "no": "no", "false": "no", "0": "no"}
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


@dataclass(frozen=True, slots=True)
class Needle:
    """Terms in a row that a query asks for, or a run of CJK characters; `words` as the user wrote them."""

    words: str
    terms: tuple[str, ...] = ()
    run: str = ""
    letters: int = 0
    """How many letters may differ from the one term."""


@dataclass(slots=True)
class Compiler:
    """Makes one query; problems and needles gather on the way."""

    schema: Anything
    analyser: Analyser
    resolve: Callable[[str], tuple[str, ...]]
    """Gives the ids an actor's name may stand for."""
    needles: list[Needle] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def compile(self, node: Node) -> Anything:
        """Give the query of a node; None when nothing of it can be searched."""
        match node:
            case All():
                return self._all(node)
            case Any():
                parts = [query for item in node.items if (query := self.compile(item)) is not None]
                return _either(parts)
            case Not():
                return self._not(node)
            case Text():
                return self._text(node)
            case Near():
                return self._near(node)
            case Field():
                return self._field(node)

    def _all(self, node: All) -> Anything:
        parts = [query for item in node.items if (query := self.compile(item)) is not None]
        if not parts:
            return None
        return tantivy.Query.boolean_query([(_MUST, part) for part in parts])

    def _not(self, node: Not) -> Anything:
        found = len(self.needles)
        inner = self.compile(node.item)
        del self.needles[found:]
        if inner is None:
            return None
        return tantivy.Query.boolean_query([(_MUST, tantivy.Query.all_query()), (_NOT, inner)])

    def _text(self, node: Text) -> Anything:
        parts = [self._cjk(run) for run in cjk_runs(node.text)]
        if node.letters and not parts:
            return self._alike(node)
        plain = without_cjk(node.text)
        groups = [plain] if node.phrase else plain.split()
        parts += [query for group in groups if (query := self._words(group)) is not None]
        if not parts and node.text.strip():
            self.problems.append(Problem(node.start, node.end, f"{node.text!r} has no letter or digit; left out"))
        return tantivy.Query.boolean_query([(_MUST, part) for part in parts]) if parts else None

    def _near(self, node: Near) -> Anything:
        one, other = ([term.text for term in self.analyser.terms(part.text)] for part in (node.first, node.second))
        if not (one and other):
            # CJK runs have no words to count between them: both are wanted, anywhere.
            return self._all(All((node.first, node.second)))
        self.needles += [Needle(node.first.text, tuple(one)), Needle(node.second.text, tuple(other))]
        rows = [
            tantivy.Query.phrase_query(self.schema, "body", list(words), node.distance)
            for words in (one + other, other + one)
        ]
        return _either(rows)

    def _cjk(self, run: str) -> Anything:
        self.needles.append(Needle(words=run, run=run))
        if len(run) == 1:
            return tantivy.Query.term_query(self.schema, "singles", run)
        return _row(self.schema, "pairs", pairs_of(run))

    def _words(self, group: str) -> Anything:
        terms = [term.text for term in self.analyser.terms(group)]
        if not terms:
            return None
        self.needles.append(Needle(words=group, terms=tuple(terms)))
        rows = [tantivy.Query.boost_query(_row(self.schema, name, terms), boost) for name, boost in _BOOSTS.items()]
        return _either(rows)

    def _alike(self, node: Text) -> Anything:
        """Find a word, or one that differs in some letters; two letters that changed places count as one."""
        terms = [term.text for term in self.analyser.terms(node.text)]
        if len(terms) != 1:
            return self._words(node.text)
        self.needles.append(Needle(words=f"{node.text}~", terms=tuple(terms), letters=node.letters))
        rows = [
            tantivy.Query.boost_query(
                tantivy.Query.fuzzy_term_query(self.schema, name, terms[0], distance=node.letters), boost
            )
            for name, boost in _BOOSTS.items()
        ]
        return _either(rows)

    def _field(self, node: Field) -> Anything:
        if node.name == "year":
            return self._years(node)
        if node.name == "before":
            return self._before(node)
        values = self._values(node)
        queries = [tantivy.Query.term_query(self.schema, f"{node.name}_key", value) for value in values]
        return tantivy.Query.const_score_query(_either(queries), 0.0) if queries else None

    def _values(self, node: Field) -> tuple[str, ...]:
        value = node.value
        match node.name:
            case "actor":
                return tuple(dict.fromkeys((*self.resolve(value), value, value.upper())))
            case "holder":
                return tuple(dict.fromkeys((*self.resolve(value), value.upper(), key_of(value))))
            case "type":
                return (value.upper(),)
            case "complete":
                if value.lower() not in _YES:
                    self.problems.append(Problem(node.start, node.end, "complete is yes or no; left out"))
                    return ()
                return (_YES[value.lower()],)
        return tuple(dict.fromkeys((value, value.lower()))) if node.name in _LOWER else (key_of(value),)

    def _years(self, node: Field) -> Anything:
        match = _YEARS.fullmatch(node.value)
        if not match or not (match["first"] or match["last"]):
            message = "a year is written 2013, 2013..2017, ..2017 or 2013..; left out"
            self.problems.append(Problem(node.start, node.end, message))
            return None
        first = int(match["first"]) if match["first"] else None
        last = int(match["last"]) if match["last"] else None
        last = first if not match["dots"] else last
        kind = tantivy.FieldType.Integer
        ranged = tantivy.Query.range_query(self.schema, "year", kind, lower_bound=first, upper_bound=last)
        return tantivy.Query.const_score_query(ranged, 0.0)

    def _before(self, node: Field) -> Anything:
        """Only what was surely published before the first day of a date."""
        try:
            first = bounds_of(node.value).earliest
        except DateError:
            first = None
        if first is None:
            message = "before: takes a date such as 2014 or 2014-03-01; left out"
            self.problems.append(Problem(node.start, node.end, message))
            return None
        kind = tantivy.FieldType.Integer
        ranged = tantivy.Query.range_query(
            self.schema, "written", kind, upper_bound=first.sort_key, include_upper=False
        )
        return tantivy.Query.const_score_query(ranged, 0.0)


def _row(schema: Anything, name: str, terms: list[str]) -> Anything:
    if len(terms) == 1:
        return tantivy.Query.term_query(schema, name, terms[0])
    return tantivy.Query.phrase_query(schema, name, list(terms))


def _either(parts: list[Anything]) -> Anything:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(_SHOULD, part) for part in parts])
