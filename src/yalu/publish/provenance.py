"""Where a statement comes from, in the words of PROV-O (W3C Recommendation of 30 April 2013) as JSON-LD.

The source was read into a version of the article; that version was coded into the statement; people decided on it. Only
what the archive knows is told: it keeps when a version was read and when people decided, not when a coding ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yalu import __version__
from yalu.model import AnyStatement, Decision, Edition, hash_text, slug_of

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}
_CODER = "#yalu"


def trace(found: AnyStatement, edition: Edition, slug: str, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Give a statement with what it was made from, by what, and what people decided on it; addresses are those of the site."""
    version = f"/articles/{slug}/versions#v{edition.number}"
    return {
        "@context": _CONTEXT,
        "@graph": [
            _statement(found, version, edition, decisions),
            {
                "@id": "#coding", "@type": "prov:Activity", "rdfs:label": f"coding by {found.coder}",
                "prov:used": _ref(version), "prov:wasAssociatedWith": _ref(_CODER),
            },
            {"@id": _CODER, "@type": "prov:SoftwareAgent", "rdfs:label": f"Yalu {__version__}, coder {found.coder}"},
            *_reading(version, edition),
            *(part for number, one in enumerate(decisions, 1) for part in _decision(found, number, one)),
        ],
    }  # fmt: skip


def _statement(
    found: AnyStatement, version: str, edition: Edition, decisions: Sequence[Decision]
) -> dict[str, Any]:  # fmt: skip
    told: dict[str, Any] = {
        "@id": f"/statements/{found.id}", "@type": "prov:Entity", "dcterms:type": found.kind, "prov:value": found.quote,
        "prov:wasQuotedFrom": _ref(version), "prov:wasGeneratedBy": _ref("#coding"),
        "prov:wasAttributedTo": [_ref(_person(name)) for name in edition.article.authors],
    }  # fmt: skip
    if found.holders:
        told["dcterms:provenance"] = " > ".join(["author", *(one.text for one in found.holders)])
    made = [_ref(f"#decision-{number}") for number, _ in enumerate(decisions, 1)]
    rejected = bool(decisions) and decisions[-1].verdict == "reject"
    return told | ({"prov:wasInvalidatedBy": made[-1]} if rejected else {"prov:wasInfluencedBy": made} if made else {})


def _reading(version: str, edition: Edition) -> list[dict[str, Any]]:
    article = edition.article
    source = f"urn:yalu:{article.source}"
    people = [
        {"@id": _person(name), "@type": ["prov:Agent", "prov:Person"], "rdfs:label": name} for name in article.authors
    ]
    return [
        {
            "@id": version, "@type": "prov:Entity", "rdfs:label": article.title,
            "dcterms:identifier": f"sha256:{hash_text(article.text)}", "prov:wasDerivedFrom": _ref(source),
            "prov:wasGeneratedBy": _ref("#reading"), "prov:wasAttributedTo": [_ref(_person(name)) for name in article.authors],
            **({"prov:hadPrimarySource": _ref(article.url)} if article.url else {}),
        },
        {"@id": source, "@type": "prov:Entity", "rdfs:label": edition.path.replace("\\", "/").rpartition("/")[2]},
        {
            "@id": "#reading", "@type": "prov:Activity", "prov:used": _ref(source),
            "prov:wasAssociatedWith": _ref(_CODER), "prov:startedAtTime": _moment(edition.read),
        },
        *people,
    ]  # fmt: skip


def _decision(found: AnyStatement, number: int, made: Decision) -> list[dict[str, Any]]:
    what = f"{made.verdict} {made.field}: {made.value}" if made.field else made.verdict
    who = f"#by-{slug_of(made.by) or 'somebody'}"
    return [
        {
            "@id": f"#decision-{number}", "@type": "prov:Activity", "rdfs:label": what,
            "prov:used": _ref(f"/statements/{found.id}"), "prov:wasAssociatedWith": _ref(who),
            "prov:endedAtTime": _moment(made.at), **({"rdfs:comment": made.why} if made.why else {}),
        },
        {"@id": who, "@type": ["prov:Agent", "prov:Person"], "rdfs:label": made.by},
    ]  # fmt: skip


def _person(name: str) -> str:
    return f"/authors/{slug_of(name) or name}"


def _ref(known: str) -> dict[str, str]:
    return {"@id": known}


def _moment(iso: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": iso}
