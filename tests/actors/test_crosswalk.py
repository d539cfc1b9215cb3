from __future__ import annotations

import pytest

from yalu.actors import Codes, Crosswalk, Gazetteer


@pytest.mark.parametrize(("codes", "text", "period", "code"), [
    ("cow", "365", "1980", "SUN"), ("cow", "365", "1992", "RUS"), ("cow", "260.0", "1970", "DEU"), ("cow", "731", "2001", "PRK"),
    ("cow", "345", "1995", "YUG"), ("cow", "345", "2010", "SRB"), ("m49", "408", "2015", "PRK"), ("m49", "842", "2015", "USA"),
    ("m49", "0", "2015", "WLD"), ("m49", "490", "2015", "X490"), ("m49", "899", "2015", "X899"), ("any", "KP", "2015", "PRK"),
    ("any", "PRK", "2015", "PRK"), ("any", "China, P.R.: Mainland", "2015", "CHN"), ("any", "Russia", "1980", "SUN"),
    ("any", "Korea, Dem. People's Rep. of", "2015", "PRK"), ("any", "Korea, Rep. of", "2015", "KOR"),
    ("name", "Congo", "2001", "COG"), ("name", "Democratic Republic of the Congo", "2001", "COD"),
    ("any", "European Union", "2011", "EU"), ("any", "World", "2011", "WLD"), ("any", "Areas, nes", "2011", "XAREASNES"),
])  # fmt: skip
def test_state_is_read_as_of_the_year(gazetteer: Gazetteer, codes: Codes, text: str, period: str, code: str) -> None:
    assert Crosswalk(gazetteer, codes).find(text, period).code == code


@pytest.mark.parametrize(("text", "period", "why"), [
    ("Soviet Union", "2005", "Soviet Union is no state in 2005"), ("Atlantis", "2005", "no state is called 'Atlantis' in 2005"),
    ("3", "2005", "no state has the code 3"),
])  # fmt: skip
def test_who_cannot_be_meant_is_told(gazetteer: Gazetteer, text: str, period: str, why: str) -> None:
    found = Crosswalk(gazetteer).find(text, period)
    assert (found.code, found.why) == (None, why)
