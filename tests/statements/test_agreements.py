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
    ("In July 1961 Zhou Enlai and Kim Il Sung signed a treaty of alliance in Beijing.", "prc-dprk-1961"),
    ("China and North Korea signed an alliance treaty on 11 July 1961.", "prc-dprk-1961"),
    ("Stalin and Mao signed an alliance treaty in February 1950.", "sino-soviet-1950"),
    ("Beijing and London signed the Joint Declaration on Hong Kong.", "sino-british-1984"),
]


@pytest.mark.parametrize(("text", "register"), REGISTERED)
def test_wordings_of_the_register(find: Find, text: str, register: str) -> None:
    (found,) = find(text)
    assert (found.register, found.key) == (register, register)
    assert found.named in text


def test_it_says_by_what_the_register_knew_it(find: Find) -> None:
    by_words, by_signers = (
        find("The 1953 armistice holds."),
        find("China and North Korea signed a treaty in July 1961."),
    )
    assert by_words[0].why[0].startswith("wording of armistice-1953")
    assert by_signers[0].why[0].startswith("parties and signing of prc-dprk-1961")


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


LIVES = [
    ("Finland amended its treaty with Estonia in 1999.", "amended", "1999"),
    ("Seoul and Tokyo renewed their fishery agreement in 1998.", "amended", "1998"),
    ("Latvia denounced the pact with Peru in May 1940.", "denounced", "1940-05"),
    ("Egypt abrogated its treaty with Libya in 1977.", "denounced", "1977"),
    ("The trade pact between Chile and Peru entered into force in 2009.", "in_force", "2009"),
    ("A free trade agreement between Seoul and Ankara took effect in May 2013.", "in_force", "2013-05"),
    ("The fishery agreement between Oman and Iran was extended to 2026.", "until", "2026"),
]


@pytest.mark.parametrize(("text", "field", "date"), LIVES)
def test_the_life_of_an_agreement_is_told(find: Find, text: str, field: str, date: str) -> None:
    (found,) = find(text)
    assert getattr(found, field) == date


OBLIGATIONS = [
    ("Poland ended its pact of non-aggression with Lithuania.", ("non-aggression",)),
    ("A free trade agreement between Serbia and China is due.", ("trade",)),
    ("The treaty of 1999 between Mali and Niger obliges the parties to consult each other.", ("consultation",)),
    ("The 1990 pact between Chile and Peru requires each to come to the aid of the other.", ("defence",)),
    ("A treaty between Peru and Chile is due.", ()),
]


@pytest.mark.parametrize(("text", "obligations"), OBLIGATIONS)
def test_obligations_are_those_its_name_or_a_clause_states(find: Find, text: str, obligations: tuple[str, ...]) -> None:
    assert find(text)[0].obligations == obligations


def test_a_clause_adds_to_what_the_register_has(find: Find) -> None:
    (found,) = find("The 1961 treaty between China and North Korea obliges each to inform the other.")
    assert found.obligations[0] == "consultation"
    assert len(found.obligations) > 1


PARTNERS = [
    ("Turkey froze its extradition treaty with Oman.", {"TUR", "OMN"}),
    ("Djibouti leases the port under a ten-year agreement with France.", {"DJI", "FRA"}),
    ("Singapore and China upgraded their free-trade agreement.", {"SGP", "CHN"}),
    ("In 1961 Norway signed defence treaties with Peru and Chile.", {"NOR", "PER", "CHL"}),
]


@pytest.mark.parametrize(("text", "parties"), PARTNERS)
def test_who_has_it_is_its_party(find: Find, text: str, parties: set[str]) -> None:
    assert {one.code for one in find(text)[0].parties} == parties


def test_a_treaty_of_a_year_is_told_by_its_parties(find: Find) -> None:
    (found,) = find("Vietnam’s 1978 treaty of friendship with the Soviet Union frightened Bangkok.")
    assert found.register == "soviet-vietnam-1978"
