"""Agreements: wordings of one agreement share a key, parties and years tell agreements apart, common nouns need more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edtf import parse_edtf

from yalu.actors import Gazetteer
from yalu.lexicon.agreements import RegisteredAgreement, load_agreements
from yalu.model import Agreement, is_edtf
from yalu.statements import Reading
from yalu.statements.agreements import Agreements
from yalu.statements.attribution import Attributions
from yalu.statements.coder import Coder, check_order
from yalu.statements.dates import Dates
from yalu.statements.mentions import Actors
from yalu.statements.quantities import Quantities

Find = Callable[[str], list[Agreement]]


@pytest.fixture(scope="module")
def find(gazetteer: Gazetteer, read: Callable[..., Reading]) -> Find:
    kinds = (Actors, Dates, Quantities, Attributions, Agreements)
    stages = tuple(kind.load(gazetteer) for kind in kinds)
    check_order(stages)
    coder = Coder(gazetteer, stages)

    def run(text: str) -> list[Agreement]:
        reading = read(text)
        coding = coder.code(reading.article, reading.analysis)
        return [one for one in coding.statements if isinstance(one, Agreement)]

    return run


REGISTERED = [
    ("The 1961 Sino-North Korean Mutual Aid and Cooperation Friendship Treaty holds.", "prc-dprk-1961"),
    ("The Sino-North Korea Friendship, Cooperation and Mutual Assistance Treaty holds.", "prc-dprk-1961"),
    ("China and North Korea signed the Treaty of Friendship, Co-operation and Mutual Assistance.", "prc-dprk-1961"),
    ("The treaty of 1961 between China and North Korea holds.", "prc-dprk-1961"),
    ("The Soviet-North Korean treaty lapsed.", "ussr-dprk-1961"),
    ("It abandoned the 1994 Agreed Framework.", "agreed-framework-1994"),
    ("The US-Japan security treaty holds.", "us-jpn-1960"),
    ("Japan and South Korea signed the 1965 Treaty on Basic Relations.", "jpn-rok-1965"),
    ("North Korea left the NPT.", "npt-1968"),
    ("The Minsk agreements failed.", "minsk-2-2015"),
    ("The Iran nuclear deal failed.", "jcpoa-2015"),
    ("The Treaty of Shimonoseki ended the war.", "shimonoseki-1895"),
    ("The Panmunjom Declaration was signed.", "panmunjom-2018"),
    ("China voted for Resolution 2270.", "unsc-2270"),
    ("The Algiers Accord of 1975 settled the river.", "algiers-1975"),
    ("The 1953 armistice holds.", "armistice-1953"),
    ("Seoul praised the Inter-Korean Basic Agreement.", "basic-agreement-1991"),
    ("Washington tore up SALT I.", "salt-1-1972"),
    ("Vladivostok was founded after the Convention of Peking.", "peking-1860"),
    ("Moscow's 1961 treaty with North Korea lapsed.", "ussr-dprk-1961"),
    ("The charter of the United Nations forbids it.", "un-charter-1945"),
    ("Beijing and London signed the Joint Declaration on Hong Kong.", "sino-british-1984"),
]


@pytest.mark.parametrize(("text", "register"), REGISTERED)
def test_wordings_of_the_register(find: Find, text: str, register: str) -> None:
    (found,) = find(text)
    assert (found.register, found.key) == (register, register)
    assert found.named in text


def test_several_resolutions_are_several_agreements(find: Find) -> None:
    found = find("The Security Council passed resolutions 1718 and 1874.")
    assert {one.register for one in found} == {"unsc-1718", "unsc-1874"}


def test_the_text_says_until_when(find: Find) -> None:
    (found,) = find("The Sino-North Korean Mutual Aid and Cooperation Treaty remains effective until 2021.")
    assert found.until == "2021"
    assert [one.code for one in found.parties] == ["CHN", "PRK"]


def test_a_described_agreement_has_its_words_parties_and_year(find: Find) -> None:
    (found,) = find("Iran and Turkey signed a trade agreement in 2010.")
    assert (found.name, found.register, found.signed) == ("trade agreement", None, "2010")
    assert {one.code for one in found.parties} == {"IRN", "TUR"}
    (again,) = find("The agreement on trade between Turkey and Iran failed.")
    assert again.register is None


def test_a_deal_is_named_by_its_words_without_its_price(find: Find) -> None:
    (found,) = find("China and Russia met. A $400 billion dollar gas deal between the two countries followed.")
    assert found.name == "gas deal"
    assert {one.code for one in found.parties} == {"CHN", "RUS"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They dealt with it and reached a settlement.", "no parties"),
        ("No framework exists.", "a common noun"),
        ("The report speaks of deals.", "a common noun"),
        ("Her resolution was firm.", "a resolution without a number"),
        ("A security treaty is no substitute for trust.", "a common name without its parties"),
        ("They long for a peace treaty.", "a common name without its parties"),
        ("The first act failed.", "a last word of a name, alone"),
    ],
)
def test_common_nouns_are_no_agreements(find: Find, text: str, why: str) -> None:
    assert not find(text), why


DESCRIBED = [
    ("Poland ended its pact of non-aggression with Lithuania.", {"POL", "LTU"}),
    ("Ghana signed an accord with Togo on Benin.", {"GHA", "TGO"}),
    ("The truce that Mali agreed with Niger failed.", {"MLI", "NER"}),
    ("A security treaty between Peru and Chile is due.", {"PER", "CHL"}),
    ("A free trade agreement between Serbia and China is due.", {"SRB", "CHN"}),
]


@pytest.mark.parametrize(("text", "parties"), DESCRIBED)
def test_a_described_agreement_is_none_of_the_register(find: Find, text: str, parties: set[str]) -> None:
    (found,) = find(text)
    assert found.register is None
    assert {one.code for one in found.parties} == parties


@pytest.mark.parametrize("row", load_agreements().entries, ids=lambda row: row.id)
def test_rows_of_the_register(gazetteer: Gazetteer, row: RegisteredAgreement) -> None:
    dates = [date for date in (row.signed, row.in_force, row.until) if date]
    assert dates == sorted(dates)
    for date in dates:
        assert is_edtf(date)
        parse_edtf(date)
    known = {actor.code for actor in gazetteer.actors.values()}
    assert set(row.parties) <= known


def test_ids_of_the_register_are_unique() -> None:
    ids = [row.id for row in load_agreements().entries]
    assert len(ids) == len(set(ids)) >= 150
