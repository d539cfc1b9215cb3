"""Laws of the gazetteer: states, organisations, regions, roles and sectors under data/actors/."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from yalu.lexicon.actors import (
    Name,
    Organisation,
    State,
    load_organisations,
    load_regions,
    load_roles,
    load_sectors,
    load_states,
)
from yalu.model import Day, bounds_of, is_edtf

SHARED = Path(__file__).parents[3] / "shared" / "data"
FIRST, LAST = Day(-9999, 1, 1), Day(9999, 12, 31)
OUTSIDE_STATES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
ORGANISATION_TYPES = {
    *("igo", "ngo", "institute", "forum", "court", "legislature", "ministry", "agency", "bank", "service"),
    *("armed_force", "armed_group", "party", "movement", "media", "company"),
}
REGION_KINDS = {"region", "sea", "river", "province", "city", "border", "group"}
OFFICES = {
    *("head_of_state", "head_of_government", "leader", "monarch", "vice", "minister_foreign", "minister_defence"),
    *("minister_other", "ambassador", "envoy", "spokesperson", "legislature", "judge", "military", "party"),
    *("central_bank", "family", "other"),
}

# UN members: ISO alpha-3, alpha-2, numeric and the code of Gleditsch and Ward, from country_converter 1.3.2 and
# pycountry 26.2.16, so that a slip in states.yaml cannot hide behind itself.
UN_MEMBERS = """
    AFG/AF/4/700 ALB/AL/8/339 DZA/DZ/12/615 AND/AD/20/232 AGO/AO/24/540 ATG/AG/28/58 ARG/AR/32/160
    ARM/AM/51/371 AUS/AU/36/900 AUT/AT/40/305 AZE/AZ/31/373 BHS/BS/44/31 BHR/BH/48/692 BGD/BD/50/771
    BRB/BB/52/53 BLR/BY/112/370 BEL/BE/56/211 BLZ/BZ/84/80 BEN/BJ/204/434 BTN/BT/64/760
    BOL/BO/68/145 BIH/BA/70/346 BWA/BW/72/571 BRA/BR/76/140 BRN/BN/96/835 BGR/BG/100/355
    BFA/BF/854/439 BDI/BI/108/516 CPV/CV/132/402 KHM/KH/116/811 CMR/CM/120/471 CAN/CA/124/20
    CAF/CF/140/482 TCD/TD/148/483 CHL/CL/152/155 CHN/CN/156/710 COL/CO/170/100 COM/KM/174/581
    COG/CG/178/484 CRI/CR/188/94 CIV/CI/384/437 HRV/HR/191/344 CUB/CU/192/40 CYP/CY/196/352
    CZE/CZ/203/315 DNK/DK/208/390 DJI/DJ/262/522 DMA/DM/212/54 DOM/DO/214/42 COD/CD/180/490
    ECU/EC/218/130 EGY/EG/818/651 SLV/SV/222/92 GNQ/GQ/226/411 ERI/ER/232/531 EST/EE/233/366
    SWZ/SZ/748/572 ETH/ET/231/530 FJI/FJ/242/950 FIN/FI/246/375 FRA/FR/250/220 GAB/GA/266/481
    GMB/GM/270/420 GEO/GE/268/372 DEU/DE/276/260 GHA/GH/288/452 GRC/GR/300/350 GRD/GD/308/55
    GTM/GT/320/90 GIN/GN/324/438 GNB/GW/624/404 GUY/GY/328/110 HTI/HT/332/41 HND/HN/340/91
    HUN/HU/348/310 ISL/IS/352/395 IND/IN/356/750 IDN/ID/360/850 IRN/IR/364/630 IRQ/IQ/368/645
    IRL/IE/372/205 ISR/IL/376/666 ITA/IT/380/325 JAM/JM/388/51 JPN/JP/392/740 JOR/JO/400/663
    KAZ/KZ/398/705 KEN/KE/404/501 KIR/KI/296/970 KWT/KW/414/690 KGZ/KG/417/703 LAO/LA/418/812
    LVA/LV/428/367 LBN/LB/422/660 LSO/LS/426/570 LBR/LR/430/450 LBY/LY/434/620 LIE/LI/438/223
    LTU/LT/440/368 LUX/LU/442/212 MKD/MK/807/343 MDG/MG/450/580 MWI/MW/454/553 MYS/MY/458/820
    MDV/MV/462/781 MLI/ML/466/432 MLT/MT/470/338 MHL/MH/584/983 MRT/MR/478/435 MUS/MU/480/590
    MEX/MX/484/70 FSM/FM/583/987 MDA/MD/498/359 MCO/MC/492/221 MNG/MN/496/712 MNE/ME/499/341
    MAR/MA/504/600 MOZ/MZ/508/541 MMR/MM/104/775 NAM/NA/516/565 NRU/NR/520/971 NPL/NP/524/790
    NLD/NL/528/210 NZL/NZ/554/920 NIC/NI/558/93 NER/NE/562/436 NGA/NG/566/475 PRK/KP/408/731
    NOR/NO/578/385 OMN/OM/512/698 PAK/PK/586/770 PLW/PW/585/986 PAN/PA/591/95 PNG/PG/598/910
    PRY/PY/600/150 PER/PE/604/135 PHL/PH/608/840 POL/PL/616/290 PRT/PT/620/235 QAT/QA/634/694
    ROU/RO/642/360 RUS/RU/643/365 RWA/RW/646/517 WSM/WS/882/990 SMR/SM/674/331 STP/ST/678/403
    SAU/SA/682/670 SEN/SN/686/433 SRB/RS/688/340 SYC/SC/690/591 SLE/SL/694/451 SGP/SG/702/830
    SVK/SK/703/317 SVN/SI/705/349 SLB/SB/90/940 SOM/SO/706/520 ZAF/ZA/710/560 KOR/KR/410/732
    SSD/SS/728/626 ESP/ES/724/230 LKA/LK/144/780 KNA/KN/659/60 LCA/LC/662/56 VCT/VC/670/57
    SDN/SD/729/625 SUR/SR/740/115 SWE/SE/752/380 CHE/CH/756/225 SYR/SY/760/652 TJK/TJ/762/702
    TZA/TZ/834/510 THA/TH/764/800 TLS/TL/626/860 TGO/TG/768/461 TON/TO/776/972 TTO/TT/780/52
    TUN/TN/788/616 TUR/TR/792/640 TKM/TM/795/701 TUV/TV/798/973 UGA/UG/800/500 UKR/UA/804/369
    ARE/AE/784/696 GBR/GB/826/200 USA/US/840/2 URY/UY/858/165 UZB/UZ/860/704 VUT/VU/548/935
    VEN/VE/862/101 VNM/VN/704/817 YEM/YE/887/680 ZMB/ZM/894/551 ZWE/ZW/716/552
"""
# Where the Correlates of War list numbers a state otherwise than Gleditsch and Ward.
COW_DIFFERS = {
    "CZE": 316,
    "DEU": 255,
    "KIR": 946,
    "NRU": 970,
    "SRB": 345,
    "TON": 955,
    "TUV": 947,
    "VNM": 816,
    "YEM": 679,
}
NOT_UN = {"VAT", "PSE", "TWN", "KOS"}


class Borne(NamedTuple):
    """A name with who bears it, from when to when."""

    actor: str
    first: Day
    last: Day
    ambiguous: bool


@cache
def states() -> dict[str, State]:
    return {state.id: state for state in load_states().entries}


@cache
def organisations() -> dict[str, Organisation]:
    return {one.id: one for one in load_organisations().entries}


def bodies() -> list[State | Organisation]:
    return [*states().values(), *organisations().values()]


def dates_of(item: State | Organisation | Name) -> list[str]:
    independent = getattr(item, "independent", None)
    return [text for text in (item.since, item.until, independent) if text]


def listed(state: State) -> list[Name | str]:
    return [*state.names, *state.metonyms, *state.nicknames]


def strong(state: State) -> Iterator[tuple[str, Borne]]:
    """Give every strong name with the days on which both the name and its actor stood."""
    for name in listed(state):
        full = name if isinstance(name, Name) else Name(text=name)
        yield full.text, borne(state, full, ambiguous=full.ambiguous)
    forms = state.demonyms
    for text in dict.fromkeys((*forms.adjective, *forms.people, *forms.prefix)):
        yield text, borne(state, Name(text=text), ambiguous=text in forms.ambiguous)


def borne(actor: State | Organisation, name: Name, *, ambiguous: bool) -> Borne:
    starts = [first for text in (actor.since, name.since) if text and (first := bounds_of(text).earliest)]
    ends = [last for text in (actor.until, name.until) if text and (last := bounds_of(text).latest)]
    return Borne(actor.id, max(starts, default=FIRST), min(ends, default=LAST), ambiguous)


@cache
def bearers() -> dict[str, list[Borne]]:
    found: dict[str, list[Borne]] = defaultdict(list)
    for state in states().values():
        for text, name in strong(state):
            found[text].append(name)
    return found


def bearers_on(text: str, day: str) -> set[str]:
    on = bounds_of(day).earliest or FIRST
    return {name.actor for name in bearers().get(text, []) if name.first <= on <= name.last}


def missing(ids: Iterable[str], known: Iterable[str]) -> set[str]:
    return set(ids) - set(known)


# ---------------------------------------------------------------- ids and codes


def test_ids_are_unique_over_all_files() -> None:
    ids = [
        *(state.id for state in load_states().entries),
        *(one.id for one in load_organisations().entries),
        *(region.id for region in load_regions().entries),
    ]
    counts = Counter(ids)
    assert [actor for actor, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("row", UN_MEMBERS.split())
def test_un_members_have_their_codes(row: str) -> None:
    iso3, iso2, numeric, number = row.split("/")
    state = states()[iso3]
    assert (state.kind, state.iso3, state.iso2, state.iso_numeric) == ("state", iso3, iso2, int(numeric))
    assert state.cow
    assert state.cow.number == COW_DIFFERS.get(iso3, int(number))


def test_states_are_un_members_and_four_more() -> None:
    members = {row.split("/")[0] for row in UN_MEMBERS.split()}
    assert {state.id for state in states().values() if state.kind == "state"} == members | NOT_UN


def test_a_shared_cow_code_runs_from_predecessor_to_successor() -> None:
    by_number: dict[int, list[State]] = defaultdict(list)
    for state in states().values():
        if state.cow:
            by_number[state.cow.number].append(state)
    shared = [group for group in by_number.values() if len(group) > 1]
    kin = {state.id: {state.id, *state.predecessors, *state.successors} for state in states().values()}
    assert [g for g in shared if not any({s.id for s in g} <= kin[s.id] for s in g)] == []


@pytest.mark.parametrize("field", ["iso2", "iso3"])
def test_iso_letters_are_unique(field: str) -> None:
    codes = Counter(code for state in states().values() if (code := getattr(state, field)))
    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the tables of the Correlates of War are not part of the repository")
def test_every_cow_code_of_the_tables_is_known() -> None:
    known = {code.number for s in states().values() for code in (*s.cow_also, *([s.cow] if s.cow else []))}
    with (SHARED / "cow_trade_state_year.csv").open(encoding="utf-8") as file:
        used = {int(float(row["ccode"])) for row in csv.DictReader(file)}
    assert used - known == set()
    with (SHARED / "unga_ideal_points_subset.csv").open(encoding="utf-8") as file:
        pairs = {(row["iso3c"], int(row["ccode"])) for row in csv.DictReader(file)}
    assert [pair for pair in pairs if (cow := states()[pair[0]].cow) is None or cow.number != pair[1]] == []


# ---------------------------------------------------------------- dates


def test_dates_are_edtf_and_in_order() -> None:
    dated: list[State | Organisation | Name] = [*bodies()]
    for actor in bodies():
        names = [*actor.names, *actor.weak, *(actor.metonyms if isinstance(actor, State) else ())]
        dated += [name for name in names if isinstance(name, Name)]
    assert [text for item in dated for text in dates_of(item) if not is_edtf(text)] == []
    assert [item for item in dated if item.since and item.until and _backwards(item.since, item.until)] == []


def _backwards(since: str, until: str) -> bool:
    first, last = bounds_of(since).earliest, bounds_of(until).latest
    return first is not None and last is not None and first > last


def test_former_states_end() -> None:
    assert [s.id for s in states().values() if (s.kind == "former") != (s.until is not None)] == []


def test_names_stand_within_the_life_of_their_actor() -> None:
    outside = [(text, name) for text, found in bearers().items() for name in found if name.first > name.last]
    # "former Yugoslavia" is said of a state that is gone.
    assert {text for text, _ in outside} <= {"former Yugoslavia"}


# ---------------------------------------------------------------- names


def test_no_two_states_bear_one_name_at_a_time_unless_marked() -> None:
    clashes = [
        (text, one.actor, other.actor)
        for text, found in bearers().items()
        for one, other in combinations(found, 2)
        if one.actor != other.actor
        and one.first < other.last
        and other.first < one.last
        and not (one.ambiguous and other.ambiguous)
    ]
    assert clashes == []


BORNE = [
    ("Soviet Union", "1950", {"SUN"}, "the state of that name"),
    ("Moscow", "1975", {"SUN"}, "capital of the Soviet Union"),
    ("Moscow", "2015", {"RUS"}, "capital of Russia"),
    ("Moscow", "1850", set(), "St. Petersburg was the capital"),
    ("Kremlin", "2014", {"RUS"}, "seat of the president"),
    ("Korea", "1894", {"KRA"}, "before the division"),
    ("Korea", "2014", set(), "no state of that bare name; weak name of KOR"),
    ("Hermit Kingdom", "1885", {"KRA"}, "first said of Joseon"),
    ("Hermit Kingdom", "2013", {"PRK"}, "now said of the North"),
    ("Republic of China", "1930", {"CHN"}, "on the mainland"),
    ("Republic of China", "1960", {"TWN"}, "on Taiwan"),
    ("PRC", "1945", set(), "founded in 1949"),
    ("Qing China", "1882", {"CHN"}, "one line of actors"),
    ("Seoul", "1895", {"KRA"}, "capital of Joseon"),
    ("Seoul", "2002", {"KOR"}, "capital of the South"),
    ("Berlin", "1938", {"DEU"}, "capital of the Reich"),
    ("Berlin", "1970", set(), "divided city"),
    ("Bonn", "1970", {"DEU"}, "seat of the Federal Republic"),
    ("West Germany", "1970", {"DEU"}, "a dated name of Germany"),
    ("East Germany", "1970", {"DDR"}, "an entry of its own"),
    ("East Germany", "2000", set(), "gone in 1990"),
    ("Yugoslavia", "1999", {"YUG"}, "the Federal Republic kept the name"),
    ("Belgrade", "2010", {"SRB"}, "capital of Serbia"),
    ("Vienna", "1914", {"AUH"}, "capital of the Dual Monarchy"),
    ("North Vietnam", "1965", {"VNM"}, "a dated name of Vietnam"),
    ("Saigon", "1965", {"RVN"}, "capital of the South"),
    ("Saigon", "1985", set(), "a city"),
    ("Zaire", "1990", {"COD"}, "a dated name of the same actor"),
    ("Yemen", "1980", {"YAR"}, "the northern state"),
    ("Yemen", "2015", {"YEM"}, "the united state"),
    ("Turkey", "1900", {"OTT"}, "the Empire's short name"),
    ("Turkey", "1950", {"TUR"}, "the Republic"),
    ("Persia", "1910", {"IRN"}, "Iran by its older name"),
    ("Sino", "1950", {"CHN"}, "prefix"),
    ("Congolese", "2001", {"COD", "COG"}, "both Congos, marked"),
]


@pytest.mark.parametrize(("text", "day", "actors", "why"), BORNE)
def test_names_are_dated(text: str, day: str, actors: set[str], why: str) -> None:
    assert bearers_on(text, day) == actors, why


def test_organisations_share_no_name_unless_marked() -> None:
    found: dict[str, list[Borne]] = defaultdict(list)
    for one in organisations().values():
        for name in (one.name, *one.names, *one.abbreviations):
            full = name if isinstance(name, Name) else Name(text=name)
            found[full.text].append(borne(one, full, ambiguous=full.ambiguous))
    clashes = [
        (text, one.actor, other.actor)
        for text, names in found.items()
        for one, other in combinations(names, 2)
        if one.first < other.last and other.first < one.last and not (one.ambiguous or other.ambiguous)
    ]
    assert clashes == []


def test_a_place_is_named_once() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for region in load_regions().entries:
        for name in (region.name, *region.names):
            found[name.text if isinstance(name, Name) else name].add(region.id)
    assert {text: ids for text, ids in found.items() if len(ids) > 1} == {}


def test_weak_names_need_actors_that_exist() -> None:
    known = {*states(), *organisations()}
    weak = [name for actor in bodies() for name in actor.weak]
    needs = [name.needs for name in weak if isinstance(name, Name) and name.needs]
    assert len(needs) == len(weak)
    assert [need for need in needs if missing(need.split("|"), known)] == []


def test_lists_hold_nothing_twice() -> None:
    doubled = [
        (actor.id, text)
        for actor in bodies()
        for text, count in Counter(str(name) for name in (*actor.names, *actor.weak)).items()
        if count > 1
    ]
    assert doubled == []


def test_apostrophes_are_straight_and_spaces_single() -> None:
    texts = [text for text in bearers() if "\u2019" in text or "  " in text or text != text.strip()]
    assert texts == []


def test_states_have_a_people_a_capital_and_a_currency() -> None:
    # Djibouti, Singapore, São Tomé and the Vatican are named like their capital; the Holy See has no people of its own.
    living = [state for state in states().values() if state.kind == "state"]
    assert {s.id for s in living if not s.demonyms.people} == {"VAT"}
    assert {s.id for s in living if not any(isinstance(m, Name) and m.kind == "capital" for m in s.metonyms)} == {
        *("DJI", "SGP", "STP", "VAT")
    }
    assert [s.id for s in living if not s.currency] == []


# ---------------------------------------------------------------- references


def test_states_refer_to_states() -> None:
    for state in states().values():
        refers = [*state.predecessors, *state.successors, *state.neighbours, state.sovereign, state.sector_of]
        assert not missing(filter(None, refers), states()), state.id


def test_succession_is_told_on_both_sides() -> None:
    forward = {(state.id, after) for state in states().values() for after in state.successors}
    backward = {(before, state.id) for state in states().values() for before in state.predecessors}
    assert forward == backward


def test_living_neighbours_know_each_other() -> None:
    settled = {s.id: s for s in states().values() if s.kind != "former" and s.sector_of is None}
    one_sided = [
        (a, b) for a in settled for b in settled[a].neighbours if b in settled and a not in settled[b].neighbours
    ]
    assert one_sided == []


def test_organisations_belong_somewhere() -> None:
    known = {*states(), *OUTSIDE_STATES}
    assert [one.id for one in organisations().values() if one.code not in known] == []
    assert [one.id for one in organisations().values() if one.of != (one.code if one.code in states() else None)] == []
    assert [one.id for one in organisations().values() if missing(one.members, states())] == []


def test_regions_lie_in_states() -> None:
    assert [region.id for region in load_regions().entries if missing(region.within, states())] == []


# ---------------------------------------------------------------- words from closed lists


def test_types_kinds_and_sectors_are_known() -> None:
    sectors = {sector.id for sector in load_sectors().entries}
    used = {code for one in organisations().values() for code in one.sector}
    assert not missing({*used, *(role.sector for role in load_roles().entries)}, sectors)
    assert not missing({one.type for one in organisations().values()}, ORGANISATION_TYPES)
    assert not missing({region.kind for region in load_regions().entries}, REGION_KINDS)
    assert not missing({role.office for role in load_roles().entries if role.office}, OFFICES)


def test_a_role_noun_stands_once() -> None:
    forms = Counter(form for role in load_roles().entries for form in {role.text, role.plural} if form)
    assert [form for form, count in forms.items() if count > 1] == []


def test_no_file_has_lost_entries() -> None:
    assert len(organisations()) >= 600
    assert len(load_regions().entries) >= 700
    assert len(load_roles().entries) >= 800
    assert len(load_sectors().entries) == 25
