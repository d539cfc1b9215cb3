"""Laws of the dated people: data/actors/people/*.yaml."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from yalu.lexicon import Table, load_folder
from yalu.lexicon.actors import OfficeRow, Person, load_organisations, load_states
from yalu.model import Day, bounds_of, is_edtf

OFFICES = frozenset(
    {"head_of_state", "head_of_government", "leader", "monarch", "vice", "minister_foreign", "minister_defence"}
    | {"minister_other", "ambassador", "envoy", "spokesperson", "legislature", "judge", "central_bank", "military"}
    | {"party", "igo_head", "family", "other"}
)
SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "PTY",
        "LEG",
        "JUD",
        "SPY",
        "COP",
        "OPP",
        "REB",
        "PRM",
        "BUS",
        "ELI",
        "CVL",
        "CRM",
        "EDU",
        "JRN",
        "REL",
    }
    | {"IGO"}
)
HANDOVER_DAYS = 92
"""Head of state and successor may both stand that long: dates known to the month, provisional governments."""
NAMESAKES = {
    "Kim Yong Il": {"kim-yong-il-premier", "kim-yong-il-diplomat"},
    "Ri Yong Ho": {"ri-yong-ho-diplomat", "ri-yong-ho-general"},
    "Lee Bum Suk": {"lee-bum-suk-general", "lee-bum-suk-diplomat"},
    "Wellington Koo": {"v-k-wellington-koo", "wellington-koo-li-hsiung"},
}
"""Two people who truly bear one name."""
LIKE_STATES = {"Jordan", "Togo"}
"""Family names that are also the name of a state."""


@pytest.fixture(scope="module")
def tables() -> dict[str, Table[Person]]:
    return load_folder("actors/people", Person)


@pytest.fixture(scope="module")
def people(tables: dict[str, Table[Person]]) -> list[Person]:
    return [person for table in tables.values() for person in table.entries]


@pytest.fixture(scope="module")
def states() -> set[str]:
    return {state.id for state in load_states().entries}


def offices_of(people: list[Person]) -> Iterator[tuple[Person, OfficeRow]]:
    return ((person, office) for person in people for office in person.offices)


def first_day(edtf: str) -> Day:
    day = bounds_of(edtf).earliest
    assert day is not None
    return day


def last_day(edtf: str) -> Day:
    day = bounds_of(edtf).latest
    assert day is not None
    return day


def days_between(start: Day, end: Day) -> int:
    return (date(*end) - date(*start)).days


def tenure(office: OfficeRow) -> tuple[Day, Day]:
    """Give the days an office was held for certain: vague dates count at their inner ends."""
    assert office.since is not None
    return last_day(office.since), first_day(office.until) if office.until else Day(9999, 12, 31)


def held(office: OfficeRow, day: Day) -> bool:
    start, end = tenure(office)
    return start <= day < end


def test_people_are_many_enough(people: list[Person]) -> None:
    assert len(people) >= 3000


def test_ids_are_slugs_and_unique(people: list[Person]) -> None:
    ids = [person.id for person in people]
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)] == []
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_files_hold_their_own_people_in_known_states(tables: dict[str, Table[Person]], states: set[str]) -> None:
    strangers = [
        (name, person.id)
        for name, table in tables.items()
        for person in table.entries
        if person.nationality not in states or name != (person.nationality if person.nationality in tables else "INT")
    ]
    assert strangers == []


def test_sources_are_named_and_used(tables: dict[str, Table[Person]]) -> None:
    for name, table in tables.items():
        assert {key for person in table.entries for key in person.source} == set(table.sources), name


def test_every_entry_has_sex_offices_and_source(people: list[Person]) -> None:
    assert [person.id for person in people if not (person.sex and person.offices and person.source)] == []


def test_family_is_a_part_of_a_name(people: list[Person]) -> None:
    lost = [one.id for one in people if not any(one.family in name for name in (one.name, *one.names))]
    assert lost == []


def test_no_family_name_is_the_name_of_a_state_or_a_month(people: list[Person]) -> None:
    names = {name for state in load_states().entries for name in (state.id, state.name)}
    assert {one.family for one in people} & names == LIKE_STATES
    assert {one.family for one in people} & set(month_name) == {"May"}


def test_names_are_not_repeated_and_not_shared(people: list[Person]) -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for person in people:
        assert len({person.name, *person.names}) == 1 + len(person.names), person.id
        for name in (person.name, *person.names):
            if name.isascii():
                bearers[name.replace("-", " ")].add(person.id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1 and ids not in NAMESAKES.values()}
    assert shared == {}
    assert {name: bearers[name] for name in NAMESAKES} == NAMESAKES


def test_offices_and_sectors_are_known(people: list[Person]) -> None:
    odd = [
        (p.id, o.office, o.sector) for p, o in offices_of(people) if o.office not in OFFICES or o.sector not in SECTORS
    ]
    assert odd == []


def test_offices_are_of_a_state_or_an_organisation(people: list[Person], states: set[str]) -> None:
    organisations = {organisation.id for organisation in load_organisations().entries}
    known = states | organisations
    odd = [
        (person.id, office.of)
        for person, office in offices_of(people)
        if office.of not in known or (office.office == "igo_head" and office.of not in organisations)
    ]
    assert odd == []


def test_dates_are_edtf_and_in_order(people: list[Person]) -> None:
    for person, office in offices_of(people):
        assert office.since, person.id
        assert is_edtf(office.since), person.id
        assert office.until is None or is_edtf(office.until), person.id
        assert office.until is None or first_day(office.since) <= last_day(office.until), (person.id, office.title)


def test_offices_lie_within_a_life(people: list[Person]) -> None:
    for person, office in offices_of(people):
        assert office.since is not None
        assert person.born is None or first_day(person.born) <= last_day(office.since), person.id
        if person.died:
            assert office.until, (person.id, "holds an office after death")
            assert first_day(office.until) <= last_day(person.died), (person.id, office.title)


def test_no_state_has_two_heads_at_once(people: list[Person]) -> None:
    heads: defaultdict[str, list[tuple[Day, Day, str]]] = defaultdict(list)
    for person, office in offices_of(people):
        if office.office in {"head_of_state", "monarch"} and not office.overlap_ok:
            heads[office.of].append((*tenure(office), person.id))
    for state, reigns in heads.items():
        for (start, end, one), (other_start, other_end, other) in combinations(reigns, 2):
            both = days_between(max(start, other_start), min(end, other_end))
            assert both <= HANDOVER_DAYS, (state, one, other, both)


@pytest.mark.parametrize(
    ("office", "state", "day", "expected"),
    [
        ("head_of_state", "CHN", (2003, 2, 1), {"jiang-zemin"}),  # Xi was in Zhejiang, Hu led the party only
        ("leader", "CHN", (2003, 2, 1), {"hu-jintao"}),
        ("head_of_state", "CHN", (2014, 7, 3), {"xi-jinping"}),
        ("minister_foreign", "CHN", (2023, 3, 1), {"qin-gang"}),  # between the two tenures of Wang Yi
        ("head_of_state", "PRK", (2014, 7, 3), {"kim-yong-nam"}),
        ("leader", "PRK", (2013, 12, 12), {"kim-jong-un"}),
        ("head_of_state", "PRK", (1996, 1, 1), set()),  # vacant from 1994 to 1998
        ("head_of_state", "KOR", (2017, 1, 15), {"park-geun-hye", "hwang-kyo-ahn"}),  # suspended, and acting
        ("head_of_government", "JPN", (2010, 1, 1), {"yukio-hatoyama"}),
        ("head_of_state", "USA", (1994, 10, 21), {"bill-clinton"}),
        ("head_of_state", "USA", (2018, 6, 12), {"donald-trump"}),
        ("head_of_state", "USA", (2022, 6, 12), {"joe-biden"}),
        ("monarch", "KRA", (1905, 11, 17), {"gojong"}),
        ("leader", "KRA", (1882, 8, 1), {"heungseon-daewongun"}),  # before Chinese troops took him away
        ("head_of_state", "EGY", (1967, 6, 5), {"gamal-abdel-nasser"}),
        ("head_of_state", "UAR", (1959, 3, 1), {"gamal-abdel-nasser"}),
        ("monarch", "IRQ", (1941, 5, 2), {"faisal-ii"}),  # a child; the regent is the leader
        ("leader", "IRQ", (1941, 5, 2), {"abd-al-ilah"}),
        ("minister_foreign", "IRQ", (1990, 8, 2), {"tariq-aziz"}),
        ("head_of_state", "YMD", (1983, 1, 1), {"ali-nasir-muhammad"}),
        ("head_of_government", "COD", (1960, 8, 1), {"patrice-lumumba"}),
        ("head_of_government", "ZWE", (1970, 1, 1), {"ian-smith"}),
        ("head_of_state", "ETH", (1978, 1, 1), {"mengistu-haile-mariam"}),
        ("head_of_state", "CIV", (2011, 1, 15), {"laurent-gbagbo", "alassane-ouattara"}),  # both claimed it
        ("leader", "AFG", (1999, 1, 1), {"mullah-omar"}),
        ("head_of_state", "AFG", (1999, 1, 1), {"burhanuddin-rabbani"}),  # most states went on recognising him
        ("head_of_state", "MMR", (1962, 3, 1), {"win-maung"}),
        ("head_of_government", "THA", (1941, 12, 21), {"plaek-phibunsongkhram"}),
    ],
)
def test_who_held_an_office_on_a_day(
    people: list[Person], office: str, state: str, day: tuple[int, int, int], expected: set[str]
) -> None:
    found = {
        person.id
        for person, one in offices_of(people)
        if one.office == office and one.of == state and held(one, Day(*day))
    }
    assert found == expected
