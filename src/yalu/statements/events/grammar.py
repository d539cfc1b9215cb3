"""What the parse says around a trigger: voice, subjects, objects, complements. Knows nothing of event words."""

from __future__ import annotations

from collections.abc import Iterator

from yalu.language import Analysis

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = ("WDT", "WP", "WP$")
SAME_SUBJECT = "pronoun for the subject of the clause above"
_SINGULAR, _PLURAL, _SPEAKING = ("he", "she", "it"), ("they",), ("we", "i")
_PRONOUNS = ("that", "who", "which", "whom")


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Say whether a verb is passive: by its auxiliary, as a reduced relative clause, or joined to a passive verb."""
    if analysis.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    # The tagger takes the participle of "its premier, criticised at home, flew" for a past; the parser knows better.
    is_participle = analysis.tags[verb] == "VBN" or (analysis.tags[verb] == "VBD" and analysis.deps[verb] == "acl")
    if not is_participle or analysis.child(verb, "aux", "nsubj") is not None:
        return False
    if analysis.deps[verb] in ("acl", "advcl", "relcl"):
        return analysis.child(verb, "dobj") is None
    return analysis.deps[verb] == "conj" and is_passive(analysis, analysis.heads[verb])


def is_relative(analysis: Analysis, token: int) -> bool:
    """Say whether a token is a relative pronoun."""
    return analysis.tags[token] in RELATIVE or analysis.words[token].lower() in _PRONOUNS


def subjects(analysis: Analysis, verb: int, fact: frozenset[str]) -> tuple[list[int], str]:
    """Give the nouns in the subject of a verb and how they were found; `fact` are governors that share theirs."""
    own = _own_subject(analysis, verb)
    if own is not None:
        if is_relative(analysis, own):
            return joined(analysis, _antecedent(analysis, verb)), "antecedent of a relative clause"
        return joined(analysis, own), "subject"
    label, head = analysis.deps[verb], analysis.heads[verb]
    if head == verb:
        return [], "none"
    name = misread_root(analysis, verb)
    if name is not None:
        return [name], "subject"
    if label == "conj" and analysis.pos[head] in ("VERB", "AUX"):
        return subjects(analysis, head, fact)[0], "subject shared by conjunction"
    if label == "xcomp":
        return _controller(analysis, head, fact)
    if label == "advcl" and analysis.pos[head] in ("VERB", "AUX"):
        return subjects(analysis, head, fact)[0], "subject of the main clause"
    if label in ("acl", "relcl"):
        return _of_noun(analysis, verb, head, fact)
    if label == "pcomp":
        return _of_gerund(analysis, head, fact)
    return [], "none"


def joined(analysis: Analysis, token: int) -> list[int]:
    """Give a token and all joined to it; in "Peru, Chile, and Cuba" the parser may take the second for an apposition."""
    found = analysis.conjuncts(token)
    for other in analysis.under(token, "appos"):
        if analysis.child(other, "cc") is not None and analysis.child(other, "conj") is not None:
            found += analysis.conjuncts(other)
    return found


def _own_subject(analysis: Analysis, verb: int) -> int | None:
    """Give the subject under a verb; of the two of "a report has Japan inviting Kim" the one that invites."""
    own = analysis.under(verb, *SUBJECTS)
    if analysis.tags[verb] != "VBG":
        return own[0] if own else _misread_subject(analysis, verb)
    if len(own) == 2 and any(
        analysis.lemmas[one] == "have" and own[0] < one < own[1] for one in analysis.under(verb, "aux")
    ):
        return own[1]
    return own[0] if own else _beside_gerund(analysis, verb)


def _misread_subject(analysis: Analysis, verb: int) -> int | None:
    """ "Madrid renewed relations": the parser may take a name before the only verb for an adverb, or join it to a place."""
    if analysis.tags[verb] not in ("VBD", "VBZ") or analysis.heads[verb] != verb:
        return None
    beside = (one for one in analysis.under(verb, "npadvmod") if one < verb and analysis.pos[one] == "PROPN")
    return next(beside, None) or _joined_to_place(analysis, verb)


def _joined_to_place(analysis: Analysis, verb: int) -> int | None:
    """ "In Geneva, Peru and Chile signed": the names after the comma are no places but the subject."""
    last = verb - 1
    if last < 0 or analysis.pos[last] != "PROPN" or analysis.deps[last] != "conj":
        return None
    first = last
    while analysis.deps[analysis.heads[first]] == "conj":
        first = analysis.heads[first]
    place = analysis.heads[first]
    left = analysis.edges[first][0]
    return first if analysis.deps[place] == "pobj" and analysis.words[left - 1] == "," else None


def misread_root(analysis: Analysis, verb: int) -> int | None:
    """ "Ghani at first refused and then gave in": the parser may hang the verb on the name. Give the name."""
    head = analysis.heads[verb]
    if analysis.deps[verb] == "pcomp" and analysis.words[head].lower() == "at":
        head = analysis.heads[head]
    elif analysis.deps[verb] != "conj":
        return None
    finite = analysis.tags[verb] in ("VBD", "VBN", "VBZ") and analysis.child(verb, "aux", "auxpass") is None
    return head if finite and analysis.heads[head] == head and analysis.pos[head] == "PROPN" else None


def _beside_gerund(analysis: Analysis, verb: int) -> int | None:
    """ "Russia's writing off of debt", "steps including Japan agreeing to wait": the noun before is the subject."""
    owner = analysis.child(verb, "poss")
    if owner is not None or verb == 0:
        return owner
    before = verb - 1
    prep = analysis.heads[before]
    stands_in = analysis.tags[prep] == "VBG" or analysis.words[prep].lower() == "with"
    return before if analysis.deps[before] == "pobj" and stands_in and analysis.deps[verb] == "advcl" else None


def _antecedent(analysis: Analysis, verb: int) -> int:
    while analysis.deps[verb] == "conj":
        verb = analysis.heads[verb]
    return analysis.heads[verb] if analysis.deps[verb] in ("relcl", "acl") else verb


def _controller(analysis: Analysis, head: int, fact: frozenset[str]) -> tuple[list[int], str]:
    target = analysis.child(head, "dobj") if analysis.lemmas[head] not in fact else None
    if target is not None:
        return joined(analysis, target), "object of the governing verb"
    return subjects(analysis, head, fact)[0], "subject of the governing verb"


def _of_noun(analysis: Analysis, verb: int, noun: int, fact: frozenset[str]) -> tuple[list[int], str]:
    if analysis.tags[verb] in ("VBG", "VBD"):
        return joined(analysis, noun), "noun that the participle describes"
    above = analysis.heads[noun]
    if analysis.deps[noun] in ("attr", "oprd") and analysis.pos[above] in ("VERB", "AUX"):
        return subjects(analysis, above, fact)[0], "subject of the predicate"
    return [], "none"


def _of_gerund(analysis: Analysis, prep: int, fact: frozenset[str]) -> tuple[list[int], str]:
    above = analysis.heads[prep]
    if analysis.pos[above] in ("VERB", "AUX"):
        return subjects(analysis, above, fact)[0], "subject of the main clause"
    return [], "none"


def above_pronoun(analysis: Analysis, pronoun: int, verb: int) -> list[int]:
    """Give whom a subject pronoun takes up: the subject of the clause over its own, where the number fits."""
    word = analysis.words[pronoun].lower()
    head = analysis.heads[verb]
    if (
        head == verb
        or analysis.deps[verb] not in ("ccomp", "advcl", "conj")
        or analysis.pos[head] not in ("VERB", "AUX")
    ):
        return []
    if word in _SPEAKING and analysis.deps[verb] != "ccomp":
        return []
    found = subjects(analysis, head, frozenset())[0]
    if len(found) == 1 and analysis.pos[found[0]] == "PRON":
        return above_pronoun(analysis, found[0], head)
    many = len(found) > 1 or any(analysis.tags[one] in ("NNS", "NNPS") for one in found)
    fits = word in _SPEAKING or (word in _PLURAL and many) or (word in _SINGULAR and not many)
    return found if fits else []


def agents(analysis: Analysis, verb: int) -> list[int]:
    """Give the nouns after "by" of a passive."""
    found = []
    for prep in analysis.under(verb, "agent", "prep"):
        if analysis.words[prep].lower() == "by":
            found += nouns_after(analysis, prep)
    return found


def nouns_after(analysis: Analysis, prep: int) -> list[int]:
    """Give the nouns a preposition governs."""
    return [one for noun in analysis.under(prep, "pobj") for one in joined(analysis, noun)]


def objects(analysis: Analysis, verb: int) -> list[int]:
    """Give what the act is done to: object, subject of a passive, antecedent whose gap it is."""
    if is_passive(analysis, verb):
        return _passive_objects(analysis, verb)
    found = [one for noun in analysis.under(verb, "dobj") for one in joined(analysis, noun)]
    if found and is_relative(analysis, found[0]) and analysis.deps[verb] == "relcl":
        return joined(analysis, analysis.heads[verb])
    if not found and analysis.deps[verb] == "relcl" and analysis.child(verb, *SUBJECTS) is not None:
        first = analysis.child(verb, *SUBJECTS)
        if first is not None and not is_relative(analysis, first):
            return joined(analysis, analysis.heads[verb])
    if not found and analysis.child(verb, "prt") is not None:
        # "Broke up a march": the parser may take what follows the particle for an adverb.
        found = [one for one in analysis.under(verb, "npadvmod") if one > verb and analysis.pos[one] == "NOUN"]
    if not found:
        for clause in _small_clauses(analysis, verb):
            found += [one for noun in analysis.under(clause, "nsubj") for one in joined(analysis, noun)]
    if not found and (analysis.pos[verb] == "NOUN" or analysis.tags[verb] == "VBG"):
        found = after(analysis, verb, "of")
    if not found:
        # "imposed and enforced sanctions": the object stands with the last verb.
        last = analysis.child(verb, "conj")
        if (
            last is not None
            and analysis.child(last, *SUBJECTS) is None
            and analysis.child(verb, "prep", "xcomp") is None
        ):
            found = [one for noun in analysis.under(last, "dobj") for one in joined(analysis, noun)]
    return found


def _passive_objects(analysis: Analysis, verb: int) -> list[int]:
    own = analysis.child(verb, "nsubjpass", "nsubj")
    if own is None and analysis.deps[verb] == "conj":
        return _passive_objects(analysis, analysis.heads[verb])
    if own is None and analysis.deps[verb] in ("acl", "relcl"):
        return joined(analysis, analysis.heads[verb])
    if own is None:
        return subjects(analysis, verb, frozenset())[0]
    if is_relative(analysis, own):
        return joined(analysis, _antecedent(analysis, verb))
    return joined(analysis, own)


def after(analysis: Analysis, head: int, *words: str) -> list[int]:
    """Give the nouns after the prepositions of a head, also through doubled ones ("out of")."""
    found: list[int] = []
    for prep in analysis.under(head, "prep", "dative", "agent", "prt"):
        if analysis.words[prep].lower() in words:
            found += nouns_after(analysis, prep)
        for inner in analysis.under(prep, "prep"):
            if analysis.words[inner].lower() in words:
                found += nouns_after(analysis, inner)
    return found


def complements(analysis: Analysis, head: int) -> Iterator[int]:
    """Give the verbs that complete a verb or noun: infinitives, clauses, gerunds after prepositions, and those joined."""
    direct = analysis.under(head, "xcomp", "ccomp")
    direct += [one for one in analysis.under(head, "acl", "advcl", "relcl") if has_to(analysis, one)]
    for prep in analysis.under(head, "prep", "prt"):
        direct += analysis.under(prep, "pcomp")
    for noun in analysis.under(head, "dobj"):
        direct += [one for one in analysis.under(noun, "acl", "relcl") if has_to(analysis, one)]
    for one in direct:
        yield from joined(analysis, one)


def has_to(analysis: Analysis, verb: int) -> bool:
    """Say whether a verb is an infinitive with "to"."""
    return any(analysis.tags[child] == "TO" for child in analysis.under(verb, "aux"))


def is_delayed(analysis: Analysis, verb: int) -> bool:
    """ "Did not leave until 1934" tells that they left in 1934."""
    did = any(analysis.words[one].lower() == "did" for one in analysis.under(verb, "aux"))
    if not did or analysis.child(verb, "neg") is None:
        return False
    marks = [mark for clause in analysis.under(verb, "advcl") for mark in analysis.under(clause, "mark")]
    return any(analysis.words[one].lower() == "until" for one in (*analysis.under(verb, "prep"), *marks))


def particles(analysis: Analysis, verb: int) -> set[str]:
    """Give the words that may be a verb's particle: up, to; part in "take part"; guilty in "find guilty"."""
    found = {
        analysis.words[child].lower()
        for child in analysis.under(verb, "prt", "advmod", "prep", "acomp", "oprd", "dobj", "intj")
    }
    return found | {analysis.words[one].lower() for one in _small_clauses(analysis, verb)}


def _small_clauses(analysis: Analysis, verb: int) -> list[int]:
    """Give what a verb says of its object: "found him guilty", "set them free", "let them go"."""
    return [
        one
        for one in analysis.under(verb, "ccomp", "xcomp")
        if analysis.child(one, "aux", "mark") is None
        and (analysis.pos[one] == "ADJ" or analysis.tags[one] in ("VB", "VBN"))
    ]


def path_between(
    analysis: Analysis, first: int | None, second: int | None
) -> tuple[tuple[int, ...], int | None, tuple[int, ...]]:
    """Give the way between two tokens: above the first, the top where both meet, above the second; top None without both."""
    if first is None or second is None:
        known = first if first is not None else second
        chain = () if known is None else tuple(analysis.ancestors(known))
        return (chain[:1], chain[0] if chain else None, ()) if second is None else ((), None, chain[:1])
    over, under = [first, *analysis.ancestors(first)], [second, *analysis.ancestors(second)]
    top = next((one for one in over if one in under), None)
    if top is None:
        return tuple(over[1:]), None, tuple(under[:0:-1])
    up, down = over[1 : over.index(top)], under[1 : under.index(top)]
    return tuple(up), top, tuple(reversed(down))
