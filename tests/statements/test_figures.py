"""Figures: measure, actors on both sides, change, base, date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.actors import Gazetteer
from yalu.model import Figure
from yalu.statements import Reading
from yalu.statements.attribution import Attributions
from yalu.statements.coder import Coder, check_order
from yalu.statements.dates import Dates
from yalu.statements.figures import Figures
from yalu.statements.mentions import Actors
from yalu.statements.quantities import Quantities

Find = Callable[[str], list[Figure]]


@pytest.fixture(scope="module")
def find(gazetteer: Gazetteer, read: Callable[..., Reading]) -> Find:
    kinds = (Actors, Dates, Quantities, Attributions, Figures)
    stages = tuple(kind.load(gazetteer) for kind in kinds)
    check_order(stages)
    coder = Coder(gazetteer, stages)

    def run(text: str) -> list[Figure]:
        reading = read(text)
        coding = coder.code(reading.article, reading.analysis)
        found = [one for one in coding.statements if isinstance(one, Figure)]
        return sorted(found, key=lambda one: reading.article.text.index(one.raw))

    return run


def _codes(participants: tuple[object, ...]) -> list[str]:
    return [getattr(one, "code", "") for one in participants]


SIDES = [
    ("Russia buys roughly two-thirds of Armenia's exports.", "exports", ["ARM"], ["RUS"]),
    ("Two thirds of Cuba's debt was forgiven by Spain.", "debt", ["CUB"], ["ESP"]),
    ("Oman's share of Yemen's imports rose to 12 percent.", "imports", ["YEM"], ["OMN"]),
    ("Peru buys a third of its power from Ecuador.", "imports", ["PER"], ["ECU"]),
    ("Ghana was Togo's third-largest trading partner.", "trade", ["GHA"], ["TGO"]),
    ("Italy was the second-largest donor to Malta.", "aid", ["ITA"], ["MLT"]),
    ("Kenya ran up a debt of $4 billion.", "debt", ["KEN"], []),
    ("Madrid cancelled $3 million of debt owed by Chad.", "debt", ["TCD"], ["ESP"]),
    ("Foreign investment in Nepal reached $90 million.", "investment", ["NPL"], []),
    ("Portugal spends 2 percent of its GDP on defence.", "defence spending", ["PRT"], []),
    ("The dam cost Laos $900 million.", "price", ["LAO"], []),
    ("Chile sold the frigate for $80 million.", "price", ["CHL"], []),
    ("Libya cut gas deliveries to Italy by 40 percent.", "gas", ["ITA"], ["LBY"]),
    ("Turkish imports of Kazakh oil exceed 2 million tonnes.", "imports", ["TUR"], ["KAZ"]),
    ("It would take Ghana 35 years to repay.", "duration", ["GHA"], []),
    ("Chile sells 39 percent of its copper to China.", "exports", ["CHL"], ["CHN"]),
    ("Latvia spends 2 percent of its output on the army.", "defence spending", ["LVA"], []),
    ("Cuba earns $6 billion a year from its doctors.", "revenue", ["CUB"], []),
    ("The World Bank puts growth in Laos at 4 percent.", "growth", ["LAO"], []),
    ("Russia accounts for a third of Armenia's exports.", "exports", ["ARM"], ["RUS"]),
    ("The flood caused 4,000 deaths of Indian farmers.", "deaths", ["IND"], []),
    ("A $9 billion gas deal between Iran and Turkey was signed.", "deal value", ["IRN"], ["TUR"]),
    ("France wrote off two billion dollars in debt owed by Vietnam.", "debt", None, ["FRA"]),
    ("Seoul gave North Korea $50 million in aid.", "aid", ["PRK"], ["KOR"]),
    ("Trade between China and Mongolia fell by 20 percent.", "trade", ["CHN"], ["MNG"]),
    ("Japan's exports to China fell by 23 percent.", "exports", ["JPN"], ["CHN"]),
    ("Nearly half of Mongolia's exports went to China.", "exports", ["MNG"], ["CHN"]),
    ("Chad owes France some $90 million.", "debt", ["TCD"], ["FRA"]),
    ("Ghana has borrowed $2 billion from China.", "loan", ["GHA"], ["CHN"]),
    ("Sudan's debt to Kuwait stands at $9 billion.", "debt", ["SDN"], ["KWT"]),
    ("Norway bought 52 Spanish frigates.", "ships", ["NOR"], ["ESP"]),
    ("Denmark has 400 soldiers in Mali.", "troops", ["DNK"], ["MLI"]),
    ("Latvia jailed nine Belarusian traders.", "prisoners", ["BLR"], ["LVA"]),
    ("Trade with Oman came to $3 billion.", "trade", [], ["OMN"]),
    ("Uruguay sold 2 million tonnes of beef to China.", "exports", ["URY"], ["CHN"]),
    ("Croatian tourists spent $40 million in Slovenia.", "spending", ["HRV"], ["SVN"]),
    ("Denmark's defence budget will reach 3 percent of GDP.", "defence spending", ["DNK"], []),
    ("The feud between Mali and Togo has lasted over ten years.", "duration", ["MLI"], ["TGO"]),
    ("The crash killed 31 Chilean miners.", "deaths", ["CHL"], []),
]


@pytest.mark.parametrize(("text", "measure", "about", "counterpart"), SIDES)
def test_measure_and_sides(
    find: Find, text: str, measure: str, about: list[str] | None, counterpart: list[str]
) -> None:
    (figure,) = find(text)
    assert figure.measure == measure
    assert about in (None, _codes(figure.about))
    assert _codes(figure.counterpart) == counterpart
    assert figure.quote == text
    assert len(figure.why) == 3


def test_the_receiver_may_stand_in_the_sentence_before(find: Find) -> None:
    (figure,) = find("Russia courts Cuba. It has agreed to Russia's writing off of nearly ten billion dollars in debt.")
    assert (_codes(figure.about), _codes(figure.counterpart)) == (["CUB"], ["RUS"])


CHANGES = [
    ("Coal sales fell by 23 percent.", ["fall_by"]),
    ("Coal sales fell to 23 percent.", ["fall_to"]),
    ("Trade grew 5 percent.", ["rise_by"]),
    ("Trade doubled from $0.5bn to $1.0bn.", ["factor", "from", "to"]),
    ("Trade reached $0.5bn.", [None]),
    ("The duty was cut from 12 to 4 percent.", ["from", "fall_to"]),
    ("Inflation climbed above 40 percent.", ["rise_to"]),
    ("Sales were up four percentage points.", ["rise_by"]),
]


@pytest.mark.parametrize(("text", "changes"), CHANGES)
def test_change(find: Find, text: str, changes: list[str | None]) -> None:
    assert [figure.change for figure in find(text)] == changes


DATES = [
    ("Trade rose from $1bn in 2000 to $2bn in 2010.", ["2000", "2010"]),
    ("In 2005 Seoul gave $50 million.", ["2005"]),
    ("After the 2016 test Seoul gave $50 million.", [None]),
]


@pytest.mark.parametrize(("text", "dates"), DATES)
def test_the_nearest_date_of_the_clause_is_its_date(find: Find, text: str, dates: list[str | None]) -> None:
    assert [figure.date.edtf if figure.date else None for figure in find(text)] == dates


def test_holder_and_certainty_are_kept(find: Find) -> None:
    (figure,) = find("Seoul said that it would send $50 million.")
    assert [holder.code for holder in figure.holders] == ["KOR"]
    assert figure.certainty in ("conditional", "future")


def test_a_bare_number_needs_a_known_measure(find: Find) -> None:
    found = find("The raid killed six and wounded 23.")
    assert [(one.value, one.measure) for one in found] == [(6.0, "deaths"), (23.0, "injured")]
    assert not find("The report named 23.")


def test_known_actors_are_no_figures(find: Find) -> None:
    assert not find("China and Russia met. The two countries agreed.")


TOLD = [
    ("According to Chinese customs data, imports from Cuba rose by 8 percent.", "Chinese customs data"),
    ("Imports rose by 8 percent, according to the bank.", "the bank"),
    ("UN estimates put the number of dead at 3,000.", "UN estimates"),
    ("Trade reached $5bn (source: KOTRA) in 2011.", "KOTRA"),
    ("In the census of 2010 the province had 40,000 inhabitants.", "census of 2010"),
    ("Trade reached $5bn in 2011.", None),
]


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_whose_number_it_is_is_kept(find: Find, text: str, words: str | None) -> None:
    assert [figure.according_to for figure in find(text)][-1] == words


def test_a_share_of_it_is_a_share_of_the_figure_before(find: Find) -> None:
    whole, share = find("Angola pumps two million barrels a day, half of which goes to China.")
    assert (share.measure, share.base, _codes(share.about), _codes(share.counterpart)) == (
        whole.measure, whole.raw, ["AGO"], ["CHN"],
    )  # fmt: skip


def test_a_length_of_time_has_a_duration(find: Find) -> None:
    (figure,) = find("The occupation of Korea by Japan lasted 35 years.")
    assert (figure.measure, figure.duration) == ("duration", "P35Y")


def test_customs_tell_of_their_own_state(find: Find) -> None:
    (figure,) = find("Peruvian customs data show that imports from Chile rose by 8 percent.")
    assert (_codes(figure.about), _codes(figure.counterpart)) == (["PER"], ["CHL"])
