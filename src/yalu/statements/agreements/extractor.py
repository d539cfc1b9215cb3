"""The stage that finds agreements; what the register does not know keeps its own words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis, Sentence
from yalu.lexicon.agreements import RegisteredAgreement, load_agreement_words
from yalu.model import Agreement, statement_id
from yalu.statements.agreements.life import life_of, parties_of
from yalu.statements.agreements.obligations import Obligations
from yalu.statements.agreements.phrases import left_end, right_end, singular, trim
from yalu.statements.agreements.register import PAIR, Kin, Register, parties_of_row
from yalu.statements.agreements.wording import YEAR, Named, Words, digits, fold, key_of_words
from yalu.statements.reading import Reading

_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Agreements:
    """Finds agreements."""

    register: Register
    words: Mapping[str, Words]
    """Lemmas by kind: noun, weak, sign, end, force, stop, amend, denounce, enter, oblige ..."""
    obligations: Obligations
    name: str = "agreements"
    version: str = "3"
    needs: tuple[str, ...] = ("actors", "dates", "quantities", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its register and words."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for entry in load_agreement_words().entries:
            kinds[entry.kind].add(entry.text)
        words = {kind: frozenset(texts) for kind, texts in kinds.items()}
        return cls(Register.load(words), words, Obligations.load())

    def extract(self, reading: Reading) -> Iterator[Agreement]:
        """Give the agreements of an article in order of the text, each once a sentence."""
        nouns = self.words["noun"] | self.words["weak"] | self.register.short | self.register.heads
        analysis = reading.analysis
        # What is read of a token that is no noun is nothing: to look at nouns alone is four times as quick.
        found = [
            token for token, part in enumerate(analysis.pos) if part in _NOUNS and singular(analysis, token) in nouns
        ]
        for sentence in analysis.sentences:
            seen: set[str] = set()
            covered = -1
            for token in found[bisect_left(found, sentence.first) : bisect_left(found, sentence.last)]:
                if token <= covered or _is_part_of_name(analysis, token, self.words["noun"]):
                    continue
                for agreement, last in self._read(reading, sentence, token):
                    if agreement.key not in seen:
                        seen.add(agreement.key)
                        yield agreement
                    covered = max(covered, last - 1)

    def _read(self, reading: Reading, sentence: Sentence, token: int) -> Iterator[tuple[Agreement, int]]:
        analysis = reading.analysis
        lemma = singular(analysis, token)
        if lemma == "resolution":
            yield from self._resolutions(reading, token)
            return
        named = self._named(reading, sentence, token)
        row = self.register.look_up(named, _near(reading, sentence, named))
        known = lemma in self.words["noun"] or lemma in self.words["weak"]
        if row:
            yield self._agreement(reading, named, row), named.last
        elif known and lemma not in self.register.short and self._counts(reading, named, lemma):
            row = self._signed_then(reading, named, lemma)
            yield self._agreement(reading, named, row, known_by="parties and signing"), named.last

    def _signed_then(self, reading: Reading, named: Named, lemma: str) -> RegisteredAgreement | None:
        """ "In July 1961 Zhou and Kim signed a treaty of alliance": who signed when may be known where the words are not."""
        if lemma in self.words["weak"]:
            return None
        parties = frozenset(one.code for one in parties_of(self.words, reading, named))
        return self.register.signed_by(parties, life_of(self.words, reading, named, None).signed)

    # ------------------------------------------------------------ the words

    def _named(self, reading: Reading, sentence: Sentence, head: int) -> Named:
        """Take the noun with what stands before it, and the "of", "on" and "between" phrases after it."""
        analysis = reading.analysis
        first = left_end(reading, head, sentence)
        last = right_end(analysis, head, sentence)
        tokens = range(first, last)
        text = analysis.cut(analysis.span(first, last))
        actors: list[tuple[str, Words]] = []
        for mention in reading.actors_in(tokens):
            words = fold(analysis.cut(mention.span))
            codes = [one.code for one in reading.participants(mention)]
            if not codes:
                continue
            actors += [(code, words) for code in codes]
            start = analysis.starts[first]
            low, high = max(mention.span.start - start, 0), mention.span.end - start
            text = f"{text[:low]}{' ' * (min(high, len(text)) - low)}{text[high:]}"
        folded = fold(text)
        years = {word for word in folded if YEAR.fullmatch(word)} | self._signing_years(reading, head)
        about = _topic(analysis, head)
        parties = reading.codes(token for token in tokens if token not in about)
        return Named(
            head, first, last, folded - self.words["stop"] - years, frozenset(years), parties, tuple(actors)
        )  # fmt: skip

    def _signing_years(self, reading: Reading, head: int) -> set[str]:
        """ "The treaty signed in 1961", "the treaty of July 1961"."""
        analysis = reading.analysis
        clauses = [one for one in analysis.under(head, "acl", "relcl") if analysis.lemmas[one] in self.words["sign"]]
        tokens = [token for one in clauses for token in analysis.subtree(one)]
        dates = [one for token in tokens for one in reading.dates_in(analysis.span(token, token + 1))]
        return {one.date.edtf[:4] for one in dates if one.date.edtf and one.date.edtf[0].isdigit()}

    def _counts(self, reading: Reading, named: Named, lemma: str) -> bool:
        """A described agreement counts with two parties, under a verb of signing, or as a proper name."""
        analysis = reading.analysis
        parties = parties_of(self.words, reading, named)
        if not named.words - {lemma, f"{lemma}s"} and len(parties) < PAIR:
            return False
        proper = analysis.pos[named.head] == "PROPN" and named.first < named.head
        signed = analysis.deps[named.head] in ("dobj", "nsubjpass") and analysis.lemmas[analysis.heads[named.head]] in self.words["sign"]  # fmt: skip
        pair = len(parties) >= PAIR
        if lemma in self.words["weak"]:
            return pair or (signed and bool(parties)) or (proper and bool(named.years))
        return pair or proper or signed

    # ------------------------------------------------------------ resolutions

    def _resolutions(self, reading: Reading, token: int) -> Iterator[tuple[Agreement, int]]:
        """Resolutions are told by their numbers: "resolutions 1718 and 1874"."""
        analysis = reading.analysis
        at = token + 1
        while at < len(analysis) and analysis.sentence_of[at] == analysis.sentence_of[token]:
            word = analysis.words[at].lower()
            if word.isdigit():
                named = Named(token, token, at + 1, frozenset({"resolution", word}), frozenset(), ())
                yield self._agreement(reading, named, self.register.resolution(word)), at + 1
            elif word not in (",", "and", "or", "no", "no.", "numbers"):
                return
            at += 1

    def _bound(self, analysis: Analysis, named: Named, row: RegisteredAgreement | None) -> tuple[str, ...]:
        """Give what the text states, then what the register has; a name states it only where the register is silent."""
        stated = list(self.obligations.of_clause(analysis, named, self.words["oblige"]))
        known = row.obligations if row else tuple(self.obligations.of_name(analysis, named))
        return tuple(dict.fromkeys((*stated, *known)))

    # ------------------------------------------------------------ the statement

    def _agreement(
        self, reading: Reading, named: Named, row: RegisteredAgreement | None, *, known_by: str = "wording"
    ) -> Agreement:
        analysis = reading.analysis
        span = reading.sentence_span(named.head)
        quote = reading.quote(span)
        words = reading.quote(trim(reading, named))
        name = row.name if row else words
        if singular(analysis, named.head) == "resolution":
            number = max(named.words & set(digits(named.words)))
            words = words if words.endswith(number) and named.last == named.head + PAIR else number
            name = row.name if row else f"Resolution {number}"
        parties = parties_of(self.words, reading, named)
        if row:
            parties = parties_of_row(row, named, parties)
        key = row.id if row else key_of_words(named, parties)
        life = life_of(self.words, reading, named, row)
        verb = next((t for t in (named.head, *analysis.ancestors(named.head)) if analysis.pos[t] in ("VERB", "AUX")), named.head)  # fmt: skip
        judgement = reading.judge(verb)
        return Agreement(
            id=statement_id("agreement", reading.article.id, span, quote, f"{analysis.starts[named.first]}:{words}"),
            article=reading.article.id, span=span, quote=quote, date=life.stated, holders=reading.holders(named.head),
            certainty=judgement.certainty, cues=judgement.cues, coder=f"{self.name}/{self.version}",
            why=(f"{known_by} of {row.id} in the register" if row else f"described by its noun {analysis.words[named.head]!r}",),
            name=name, named=words, register=row.id if row else None, key=key, parties=parties,
            signed=life.signed, in_force=life.in_force, until=life.until, amended=life.amended, denounced=life.denounced,
            obligations=self._bound(analysis, named, row),
        )  # fmt: skip


def _is_part_of_name(analysis: Analysis, token: int, nouns: Words) -> bool:
    """ "Alliance treaty": of two nouns of agreements that stand together the last names it."""
    head = analysis.heads[token]
    return analysis.deps[token] == "compound" and head == token + 1 and singular(analysis, head) in nouns


def _topic(analysis: Analysis, head: int) -> set[int]:
    """ "On East Timor": what an agreement is on is no party to it; "on trade between Iran and Turkey" names two."""
    topics = [one for one in analysis.under(head, "prep") if analysis.words[one].lower() in ("on", "in")]
    tokens = {token for one in topics for token in analysis.subtree(one)}
    inner = [one for one in tokens if analysis.words[one].lower() in ("between", "with")]
    return tokens - {token for one in inner for token in analysis.subtree(one)}


def _near(reading: Reading, sentence: Sentence, named: Named) -> Kin:
    """Give the actors of the name, where it names two, else of the sentence, each with its kin."""
    parties = named.parties if len(named.parties) >= PAIR else reading.codes(range(sentence.first, sentence.last))
    return {one.code: _kin(reading, one.code) for one in parties}


def _kin(reading: Reading, code: str) -> frozenset[str]:
    actor = reading.gazetteer.actor(code)
    if actor is None:
        return frozenset({code})
    return frozenset({code, *(actor.successors if actor.until else actor.predecessors)})
