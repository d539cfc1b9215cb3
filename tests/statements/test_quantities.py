"""Quantities: values, bounds, units, currencies; and the numbers that are names, dates or ranks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.actors import Gazetteer
from yalu.model import QuantityMention
from yalu.statements import Reading
from yalu.statements.dates import Dates
from yalu.statements.mentions import Actors
from yalu.statements.quantities import Quantities

Find = Callable[[str], list[QuantityMention]]


@pytest.fixture(scope="module")
def find(gazetteer: Gazetteer, read: Callable[..., Reading]) -> Find:
    stages = Actors.load(gazetteer), Dates.load(gazetteer), Quantities.load(gazetteer)

    def run(text: str) -> list[QuantityMention]:
        reading = read(text)
        reading.put_actors(stages[0].extract(reading))
        reading.put_dates(stages[1].extract(reading))
        return list(stages[2].extract(reading))

    return run


VALUES = [
    ("roughly three-quarters of exports", "roughly three-quarters", 0.75, "share", "about"),
    ("nearly ten billion dollars in debt", "nearly ten billion dollars", 1e10, "USD", "below"),
    ("over one billion dollars", "over one billion dollars", 1e9, "USD", "above"),
    ("a $400 billion dollar gas deal", "$400 billion dollar", 4e11, "USD", "exact"),
    ("no fewer than 40 delegates", "no fewer than 40 delegates", 40, "delegate", "at_least"),
    ("up to 50,000 workers", "up to 50,000 workers", 5e4, "worker", "at_most"),
    ("an 18–year sentence", "18–year", 18, "year", "exact"),
    ("some two thousand years", "Some two thousand years", 2000, "year", "about"),
    ("one in five soldiers", "One in five", 0.2, "share", "exact"),
    ("more than half of the people", "More than half", 0.5, "share", "above"),
    ("more than half a century", "more than half a century", 50, "year", "above"),
    ("two-thirds of the ships", "Two-thirds", 2 / 3, "share", "exact"),
    ("23 percent", "23 percent", 23, "percent", "exact"),
    ("four percentage points", "four percentage points", 4, "percentage point", "exact"),
    ("$1.6bn", "$1.6bn", 1.6e9, "USD", "exact"),
    ("RMB 60 billion", "RMB 60 billion", 6e10, "CNY", "exact"),
    ("€200 million", "€200 million", 2e8, "EUR", "exact"),
    ("500 barrels a day", "500 barrels a day", 500, "barrel per day", "exact"),
    ("twenty-one agreements", "twenty-one agreements", 21, "agreement", "exact"),
    ("28,500 U.S. troops", "28,500 U.S. troops", 28500, "troop", "exact"),
    ("a 900-km border", "900-km", 900, "kilometre", "exact"),
    ("46 men or more", "46 men or more", 46, "man", "at_least"),
    ("three lakh crore taka", "three lakh crore taka", 3e12, "BDT", "exact"),
    ("4.5trn yen", "4.5trn yen", 4.5e12, "JPY", "exact"),
    ("three and a half million euros", "three and a half million euros", 3.5e6, "EUR", "exact"),
    ("half a million farmers", "half a million farmers", 5e5, "farmer", "exact"),
    ("a couple of hundred ships", "a couple of hundred ships", 200, "ship", "about"),
    ("the third-largest donor", "third-largest", 3, "rank", "exact"),
    ("the ninety-second largest partner", "ninety-second largest", 92, "rank", "exact"),
    ("the 11th most populous state", "11th most populous", 11, "rank", "exact"),
    ("300 tonnes of rice each year", "300 tonnes of rice each year", 300, "tonne per year", "exact"),
    ("a good fifth of its gas", "a good fifth", 0.2, "share", "above"),
    ("a bare third of its gas", "a bare third", 1 / 3, "share", "below"),
    ("lent over six years", "six years", 6, "year", "exact"),
    ("lasting over six years", "over six years", 6, "year", "above"),
    ("$70 a barrel", "$70 a barrel", 70, "USD per barrel", "exact"),
    ("9 kilograms of plutonium a year", "9 kilograms of plutonium a year", 9, "kilogram per year", "exact"),
    ("over 900 people", "over 900 people", 900, "person", "above"),
    ("some 40 North Koreans", "some 40 North Koreans", 40, "North Korean", "about"),
    ("a factor of four", "a factor of four", 4, "factor", "exact"),
    ("19 times in all", "19 times", 19, "time", "exact"),
    ("six times as much", "six times", 6, "factor", "exact"),
    ("half a percentage point", "half a percentage point", 0.5, "percentage point", "exact"),
    ("seven F-16 jets", "seven F-16 jets", 7, "jet", "exact"),
]


@pytest.mark.parametrize(("words", "quote", "value", "unit", "approximator"), VALUES)
def test_value_unit_and_approximator(
    find: Find, words: str, quote: str, value: float, unit: str, approximator: str
) -> None:
    (found,) = find(f"They spoke of {words}.")
    assert found.quote.lower() == quote.lower()
    assert found.value == pytest.approx(value)
    assert (found.unit, found.approximator) == (unit, approximator)


BOUNDS = [
    ("They sent between 10,000 and 15,000 soldiers.", 10_000, 15_000, "soldier"),
    ("They sent 20-30 ships.", 20, 30, "ship"),
    ("They lost between fifty and eighty ships.", 50, 80, "ship"),
    ("It costs between $1.5 and $2 billion.", 1.5e9, 2e9, "USD"),
    ("Dozens of officials fell.", 24, None, "official"),
    ("Tens of thousands of troops stayed.", 20_000, None, "troop"),
    ("A few thousand farmers stayed.", 3_000, None, "farmer"),
    ("It took between a quarter and a third of the crop.", 0.25, 1 / 3, "share"),
    ("The motion passed by 61 to 40.", 61, 40, "vote"),
    ("They adopted it by 14 votes to one.", 14, 1, "vote"),
    ("The council voted 13 to nil.", 13, 0, "vote"),
    ("It killed anything from 2,000 to 30,000 sheep.", 2_000, 30_000, "sheep"),
    ("Hundreds of millions of euros left.", 2e8, None, "EUR"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), BOUNDS)
def test_ranges_and_orders_have_bounds_and_no_value(
    find: Find, text: str, low: float, high: float | None, unit: str
) -> None:
    (found,) = find(text)
    assert (found.value, found.unit) == (None, unit)
    assert found.low == pytest.approx(low)
    assert found.high is None if high is None else found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The duty went from 12 to 4 percent.", ["percent", "percent"]),
        ("They repaid 3 of the 9 billion dollars.", ["USD", "USD"]),
        ("It sold 25 ships before the war and 11 after it.", ["ship", "ship"]),
        ("The share is 1.8 percent, up from 0.9.", ["percent", "percent"]),
        ("Two-way trade and a three-party deal grew.", []),
        ("The raid killed six soldiers and wounded 23.", ["soldier", ""]),
        ("Sales fell from 3,100 in 2011 to 240 in 2019.", ["", ""]),
    ],
)
def test_a_bare_number_takes_the_unit_beside_it_or_none(find: Find, text: str, units: list[str]) -> None:
    assert [one.unit for one in find(text)] == units


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("South Korea paid 500 million won.", "KRW"),
        ("North Korea paid 500 million won.", "KPW"),
        ("Somebody paid 500 million won.", None),
        ("Moscow lent 300 million roubles in 1984.", "SUR"),
        ("Moscow lent 300 million roubles in 2004.", "RUB"),
        ("Canberra paid ten million dollars.", None),
        ("Canberra paid Washington ten million dollars.", "USD"),
        ("Somebody paid ten million dollars.", "USD"),
        ("Manila paid ten million pesos.", "PHP"),
    ],
)
def test_a_currency_of_two_states_is_told_by_actor_and_year(find: Find, text: str, currency: str | None) -> None:
    assert [one.currency for one in find(text)] == [currency]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Resolution 2270 followed resolutions 1718 and 1874.", "numbers of resolutions"),
        ("Article 2 applies at the 38th parallel.", "an article and an ordinal"),
        ("It happened in 1950-53, in 2014 and on 11 July 1961.", "dates"),
        ("One of the leaders spoke for the G20.", "one of, a name"),
        ("A third country joined in the second half.", "ordinals"),
        ("The two sides met.", "pointing words"),
        ("They left Camp 15 for Platform 4.", "places by number"),
        ("The Four-Power Treaty and the Seven-Year Plan failed.", "titles"),
        ("The 17+1 summit was put off.", "a format by number"),
        ("A 67-year-old man came.", "an age is told of a person, not measured here"),
    ],
)
def test_other_numbers_are_no_quantities(find: Find, text: str, why: str) -> None:
    assert not find(text), why


def test_a_number_takes_the_scale_of_the_next(find: Find) -> None:
    assert [one.value for one in find("The gap widened from 8 to 16 billion dollars.")] == [8e9, 16e9]
