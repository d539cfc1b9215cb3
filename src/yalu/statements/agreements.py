"""Agreements: treaties, pacts, accords, resolutions, deals, named or described, with parties and dates.

Names are compared as sets of words, so that "Treaty of Friendship" and "Friendship Treaty" are one; what the register
does not know keeps its own words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis, Sentence
from yalu.lexicon.agreements import RegisteredAgreement, load_agreement_words, load_agreements
from yalu.model import Agreement, DateMention, DateRef, Participant, Span, slug_of, statement_id
from yalu.statements.reading import Reading

_WORD = re.compile(r"[a-z]+|\d+")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_NOUNS = ("NOUN", "PROPN")
_RIGHT = ("of", "on", "for", "between", "with", "among", "to")
_SUBJECTS = ("nsubj", "nsubjpass")
_LINKS = 2
_SCARCE = 2
"""An agreement that is only described needs two parties, a verb of signing or a proper name."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to name a registered agreement, as a set of words."""

    words: Words
    year: str | None
    row: RegisteredAgreement


@dataclass(frozen=True, slots=True)
class _Named:
    """Words of a text that name an agreement."""

    head: int
    first: int
    last: int
    words: Words
    """Without the names of parties."""
    years: Words
    parties: tuple[Participant, ...]
    actors: tuple[tuple[str, Words], ...] = ()
    """Code and words of each actor named: a place may be part of the name (the Minsk agreements)."""

    @property
    def all_words(self) -> Words:
        """Words with those of actors."""
        return self.words.union(*(words for _, words in self.actors))


@dataclass(frozen=True, slots=True)
class Agreements:
    """Finds agreements."""

    wordings: Mapping[str, tuple[_Wording, ...]]
    """By the rarest word of each."""
    words: Mapping[str, frozenset[str]]
    """Lemmas by kind: noun, weak, sign, end, force, stop."""
    short: frozenset[str]
    """Names of one word: NPT, JCPOA."""
    treaties: Mapping[Words, tuple[RegisteredAgreement, ...]]
    """By all their parties: "the Soviet-North Korean treaty" is one where the two have one."""
    name: str = "agreements"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "dates", "quantities", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its register and words."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for entry in load_agreement_words().entries:
            kinds[entry.kind].add(entry.text)
        words = {kind: frozenset(texts) for kind, texts in kinds.items()}
        found = list(_wordings(words))
        index: dict[str, list[_Wording]] = defaultdict(list)
        for wording in found:
            for word in wording.words:
                index[word].append(wording)
        treaties: dict[Words, list[RegisteredAgreement]] = defaultdict(list)
        for row in load_agreements().entries:
            if len(row.parties) >= _SCARCE and _fold(row.name) & words["noun"]:
                treaties[frozenset(row.parties)].append(row)
        short = {next(iter(one.words)) for one in found if len(one.words) == 1 and not one.year}
        return cls(
            {word: tuple(rows) for word, rows in index.items()}, words, frozenset(short - words["noun"] - words["weak"]),
            {parties: tuple(rows) for parties, rows in treaties.items()},
        )  # fmt: skip

    def extract(self, reading: Reading) -> Iterator[Agreement]:
        """Give the agreements of an article in order of the text, each once a sentence."""
        nouns = self.words["noun"] | self.words["weak"] | self.short
        analysis = reading.analysis
        for sentence in analysis.sentences:
            seen: set[str] = set()
            covered = -1
            for token in range(sentence.first, sentence.last):
                if token <= covered or _singular(analysis, token) not in nouns:
                    continue
                for agreement, last in self._read(reading, sentence, token):
                    if agreement.key not in seen:
                        seen.add(agreement.key)
                        yield agreement
                    covered = max(covered, last - 1)

    def _read(self, reading: Reading, sentence: Sentence, token: int) -> Iterator[tuple[Agreement, int]]:
        analysis = reading.analysis
        lemma = _singular(analysis, token)
        if analysis.pos[token] not in _NOUNS:
            return
        if lemma == "resolution":
            yield from self._resolutions(reading, token)
            return
        named = self._named(reading, sentence, token)
        row = self._look_up(reading, sentence, named)
        if row:
            yield self._agreement(reading, named, row), named.last
        elif lemma not in self.short and self._counts(reading, named, lemma):
            yield self._agreement(reading, named, None), named.last

    # ------------------------------------------------------------ the words

    def _named(self, reading: Reading, sentence: Sentence, head: int) -> _Named:
        """Take the noun with what stands before it, and the "of", "on" and "between" phrases after it."""
        analysis = reading.analysis
        first = _left(reading, head, sentence)
        last = _right(analysis, head, sentence)
        tokens = range(first, last)
        text = analysis.cut(analysis.span(first, last))
        actors: list[tuple[str, Words]] = []
        for mention in reading.actors_in(tokens):
            words = _fold(analysis.cut(mention.span))
            codes = [one.code for one in reading.participants(mention)]
            if not codes:
                continue
            actors += [(code, words) for code in codes]
            start = analysis.starts[first]
            low, high = max(mention.span.start - start, 0), mention.span.end - start
            text = f"{text[:low]}{' ' * (min(high, len(text)) - low)}{text[high:]}"
        folded = _fold(text)
        years = {word for word in folded if _YEAR.fullmatch(word)} | self._signing_years(reading, head)
        return _Named(
            head, first, last, folded - self.words["stop"] - years, frozenset(years), reading.codes(tokens), tuple(actors)
        )  # fmt: skip

    def _signing_years(self, reading: Reading, head: int) -> set[str]:
        """ "The treaty signed in 1961", "the treaty of July 1961"."""
        analysis = reading.analysis
        clauses = [one for one in analysis.under(head, "acl", "relcl") if analysis.lemmas[one] in self.words["sign"]]
        tokens = [token for one in clauses for token in analysis.subtree(one)]
        dates = [one for token in tokens for one in reading.dates_in(analysis.span(token, token + 1))]
        return {one.date.edtf[:4] for one in dates if one.date.edtf and one.date.edtf[0].isdigit()}

    def _look_up(self, reading: Reading, sentence: Sentence, named: _Named) -> RegisteredAgreement | None:
        """Give the registered agreement whose wording is all there; parties and year must not speak against it."""
        rows = {one for word in named.all_words for one in self.wordings.get(word, ()) if one.words <= named.all_words}
        near = {one.code for one in named.parties or reading.codes(range(sentence.first, sentence.last))}
        fitting = [one for one in rows if _fits(one, named, near)]
        if fitting:
            return max(fitting, key=lambda one: _rank(one, named, near)).row
        return self._only_treaty(named)

    def _only_treaty(self, named: _Named) -> RegisteredAgreement | None:
        """A bare "treaty" of two parties that have one in the register, of the year the text gives."""
        if not named.words <= self.words["noun"]:
            return None
        rows = self.treaties.get(frozenset(one.code for one in named.parties), ())
        rows = tuple(row for row in rows if not named.years or row.signed[:4] in named.years)
        return rows[0] if len(rows) == 1 else None

    def _counts(self, reading: Reading, named: _Named, lemma: str) -> bool:
        """A described agreement counts with two parties, under a verb of signing, or as a proper name."""
        analysis = reading.analysis
        if not named.words - {lemma, f"{lemma}s"} and len(named.parties) < _SCARCE:
            return False
        proper = analysis.pos[named.head] == "PROPN" and named.first < named.head
        signed = analysis.deps[named.head] in ("dobj", "nsubjpass") and analysis.lemmas[analysis.heads[named.head]] in self.words["sign"]  # fmt: skip
        pair = len(named.parties) >= _SCARCE
        if lemma in self.words["weak"]:
            return pair or (signed and bool(self._parties(reading, named))) or (proper and bool(named.years))
        return pair or proper or signed

    # ------------------------------------------------------------ resolutions

    def _resolutions(self, reading: Reading, token: int) -> Iterator[tuple[Agreement, int]]:
        """Resolutions are told by their numbers: "resolutions 1718 and 1874"."""
        analysis = reading.analysis
        at = token + 1
        while at < len(analysis) and analysis.sentence_of[at] == analysis.sentence_of[token]:
            word = analysis.words[at].lower()
            if word.isdigit():
                named = _Named(token, token, at + 1, frozenset({"resolution", word}), frozenset(), ())
                rows = [one.row for one in self.wordings.get(word, ()) if one.words <= named.words]
                yield self._agreement(reading, named, rows[0] if rows else None), at + 1
            elif word not in (",", "and", "or", "no", "no.", "numbers"):
                return
            at += 1

    # ------------------------------------------------------------ the statement

    def _agreement(self, reading: Reading, named: _Named, row: RegisteredAgreement | None) -> Agreement:
        analysis = reading.analysis
        span = reading.sentence_span(named.head)
        quote = reading.quote(span)
        words = reading.quote(_trim(analysis, named))
        if _singular(analysis, named.head) == "resolution":
            words = f"Resolution {max(named.words & set(_digits(named.words)))}"
        parties = self._parties(reading, named)
        if row:
            parties = _registered(row, named, parties)
        key = row.id if row else _key(named, parties)
        signed, until, stated = self._life(reading, named, row)
        verb = next((t for t in (named.head, *analysis.ancestors(named.head)) if analysis.pos[t] in ("VERB", "AUX")), named.head)  # fmt: skip
        judgement = reading.judge(verb)
        return Agreement(
            id=statement_id("agreement", reading.article.id, span, quote, f"{analysis.starts[named.first]}:{words}"),
            article=reading.article.id, span=span, quote=quote, date=stated, holders=reading.holders(named.head),
            certainty=judgement.certainty, cues=judgement.cues, coder=f"{self.name}/{self.version}",
            why=(f"wording of {row.id} in the register" if row else f"described by its noun {analysis.words[named.head]!r}",),
            name=row.name if row else words, named=words, register=row.id if row else None, key=key, parties=parties,
            signed=signed, in_force=row.in_force if row else None, until=until,
            obligations=row.obligations if row else (),
        )  # fmt: skip

    def _parties(self, reading: Reading, named: _Named) -> tuple[Participant, ...]:
        """Named in the words themselves; else who signs it, and with whom."""
        if len(named.parties) >= _SCARCE:
            return named.parties
        analysis = reading.analysis
        verb = next((t for t in analysis.ancestors(named.head) if analysis.pos[t] in ("VERB", "AUX")), None)
        if verb is None or analysis.lemmas[verb] not in self.words["sign"]:
            return named.parties
        found = list(named.parties)
        for child in analysis.under(verb, *_SUBJECTS, "agent"):
            found += reading.codes(analysis.subtree(child)) if child != named.head else ()
        for prep in analysis.under(verb, "prep"):
            found += (
                reading.codes(analysis.subtree(prep)) if analysis.words[prep].lower() in ("with", "between") else ()
            )
        return tuple({one.code: one for one in found}.values())

    def _life(
        self, reading: Reading, named: _Named, row: RegisteredAgreement | None
    ) -> tuple[str | None, str | None, DateRef | None]:
        """Give signed and until as the text says, else as the register does, and the date that the text gives."""
        analysis = reading.analysis
        clauses = _clauses(analysis, named.head)
        dates = [one for one in reading.dates_in(analysis.sentence(named.head).span) if one.date.edtf]
        inside = [one for one in dates if analysis.token_at(one.span.start) in range(named.first, named.last)]
        signed = min(named.years, default=None)
        until: str | None = None
        stated = inside[0].date if inside else None
        for verb in clauses:
            lemma = analysis.lemmas[verb].lower()
            for one in (date for date in dates if _governs(analysis, verb, date)):
                if (one.date.relation == "until" and lemma not in self.words["sign"]) or (
                    lemma in self.words["end"] and one.date.relation in ("at", "by")
                ):
                    until = until or (one.date.edtf or "").removeprefix("../")
                elif lemma in self.words["sign"] and one.date.relation == "at":
                    signed = signed or one.date.edtf
                    stated = stated or one.date
        if row:
            precise = row.signed if not signed or row.signed.startswith(signed[:4]) else signed
            return precise, until or row.until, stated
        return signed, until, stated


def _wordings(words: Mapping[str, frozenset[str]]) -> Iterator[_Wording]:
    for row in load_agreements().entries:
        for text in row.wordings:
            folded = _fold(text)
            years = {word for word in folded if _YEAR.fullmatch(word) and "resolution" not in folded}
            core = folded - words["stop"] - years - words["party"]
            if core - words["noun"] - words["weak"] or years:
                yield _Wording(frozenset(core), min(years, default=None), row)


def _fold(text: str) -> Words:
    """Words in lower case; hyphens part words save in "co-operation"; plurals and spellings are levelled."""
    plain = text.lower().replace("co-op", "coop").replace("communiqué", "communique").replace("defense", "defence")
    plain = (
        plain.replace("neighbor", "neighbour").replace("ization", "isation").replace("non-", "non").replace("’", "'")
    )
    return frozenset(_level(word) for word in _WORD.findall(plain.replace("'s", "")))


def _level(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _digits(words: Words) -> list[str]:
    return [word for word in words if word.isdigit()]


def _singular(analysis: Analysis, token: int) -> str:
    return _level(analysis.words[token].lower().replace("communiqué", "communique"))


def _left(reading: Reading, head: int, sentence: Sentence) -> int:
    """Give the first token of the run of modifiers before a noun, without its article."""
    first = head
    analysis = reading.analysis
    counted = {token for one in reading.quantities_in(sentence.span) for token in analysis.tokens_in(one.span)}
    while first > sentence.first:
        before = first - 1
        part = analysis.pos[before]
        joined = part in ("NOUN", "PROPN", "ADJ", "NUM") or analysis.words[before] in ("-", "–", "’s", "'s", "’", "/")
        linked = part in ("CCONJ", "ADP") and _is_title(analysis, before - 1) and _is_title(analysis, before + 1)
        comma = analysis.words[before] == "," and _is_title(analysis, before - 1) and _is_title(analysis, before + 1)
        if not (joined or (linked and analysis.words[before].lower() in ("and", "of")) or comma):
            break
        if before in counted:
            break
        first = before
    while first < head and (analysis.pos[first] in ("PUNCT", "CCONJ", "ADP", "PART")):
        first += 1
    return first


def _is_title(analysis: Analysis, token: int) -> bool:
    return 0 <= token < len(analysis) and analysis.words[token][:1].isupper() and analysis.pos[token] in ("PROPN", "NOUN", "ADJ")  # fmt: skip


def _right(analysis: Analysis, head: int, sentence: Sentence) -> int:
    """Give the end of the phrases after a noun that belong to its name: without clauses and other prepositions."""
    last = head + 1
    if last < sentence.last and re.fullmatch(r"[IVX]+|START", analysis.words[last]):
        last += 1
    for prep in analysis.under(head, "prep"):
        if prep < last - 1 or analysis.words[prep].lower() not in _RIGHT or prep > last + 12:
            continue
        inner = [t for t in analysis.subtree(prep) if analysis.deps[t] in ("relcl", "acl", "advcl")]
        last = max(last, min([analysis.edges[prep][1], *(analysis.edges[t][0] for t in inner)]))
    while _is_title(analysis, head) and (step := _title_step(analysis, last, sentence.last)):
        last += step
    while last > head + 1 and analysis.pos[last - 1] in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    return last


def _title_step(analysis: Analysis, at: int, stop: int) -> int:
    """Go on inside a title: "Treaty of Friendship, Co-operation and Mutual Assistance"."""
    links = 0
    while (
        at + links < stop
        and links < _LINKS
        and analysis.words[at + links].lower() in (",", "and", "of", "on", "-", "the")
    ):
        links += 1
    end = at + links
    if (
        end < stop
        and analysis.words[at].lower() != "the"
        and (_is_title(analysis, end) or (links and analysis.words[end - 1] == "-"))
    ):
        return links + 1
    return 0


def _trim(analysis: Analysis, named: _Named) -> Span:
    """Give the words of the name, without "between ..." and "with ..." after it."""
    ends = [
        prep
        for prep in analysis.under(named.head, "prep")
        if analysis.words[prep].lower() in ("between", "with", "among", "to")
    ]
    last = min([named.last, *(prep for prep in ends if prep > named.head)])
    return analysis.span(named.first, last)


def _fits(wording: _Wording, named: _Named, near: set[str]) -> bool:
    """Say whether year and parties allow a wording; one with a year needs its parties in the sentence too."""
    row = wording.row
    parties = set(row.parties)
    own = {code for code, words in named.actors if not words <= wording.words}
    if wording.year and wording.year not in named.years:
        return False
    if named.years and row.signed[:4] not in named.years and not wording.year:
        return False
    if parties and own and not own & parties:
        return False
    return wording.year is None or len(parties) < _SCARCE or len(parties & near) >= _SCARCE


def _rank(wording: _Wording, named: _Named, near: set[str]) -> tuple[int, int, int, str]:
    parties = set(wording.row.parties)
    year = int(wording.row.signed[:4] in named.years)
    return len(parties & near) - len(near - parties), len(wording.words) + year, year, wording.row.id


def _registered(row: RegisteredAgreement, named: _Named, found: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Give the parties of the register, with the words of the text where it names them; Paris is no party of its own."""
    if not row.parties:
        places = {code for code, words in named.actors if any(words <= _fold(text) for text in row.wordings)}
        return tuple(one for one in found if one.code not in places)
    by_code = {one.code: one for one in found}
    return tuple(by_code.get(code) or Participant(code=code, text="", how="register") for code in row.parties)


def _key(named: _Named, parties: tuple[Participant, ...]) -> str:
    codes = sorted({one.code for one in parties})
    return "-".join([*sorted(slug_of(word) for word in named.words), *sorted(named.years), *codes])


def _clauses(analysis: Analysis, head: int) -> list[int]:
    """Give the predicates that tell of a noun: those above it, and the clauses that hang on it."""
    above = [one for one in analysis.ancestors(head) if analysis.pos[one] in ("VERB", "AUX")][:1]
    below = analysis.under(head, "relcl", "acl")
    linked = [child for one in (*above, *below) for child in analysis.under(one, "conj", "acomp", "xcomp")]
    return [*below, *above, *linked]


def _governs(analysis: Analysis, verb: int, date: DateMention) -> bool:
    """Say whether a date hangs on a verb or on an adjective or preposition under it."""
    token = analysis.tokens_in(date.span)[0]
    for one in (token, *analysis.ancestors(token)):
        if one == verb:
            return True
        if analysis.pos[one] in ("VERB", "AUX"):
            return False
    return False
