"""The map's geometry: shapes of states as they are today, projected already, and the parts of the world it can show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A state's outline as a path of SVG, and the centre of its largest part."""

    path: str
    centre: tuple[int, int]
    small: bool = False
    """True where a shape could not be seen and a dot stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """All shapes by the id of their state; "land:..." for land that no table of states names."""

    about: str
    licence: str
    projection: str
    width: int
    height: int
    shapes: dict[str, Shape]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the world: the corner, width and height of its frame in the atlas's units."""

    id: str
    name: str
    frame: tuple[int, int, int, int]

    @property
    def letter(self) -> float:
        """Size of letters that are read alike in every part."""
        return round(self.frame[2] / 78, 1)

    @property
    def size(self) -> int:
        """How much it shows, to be compared."""
        return self.frame[2] * self.frame[3]

    def holds(self, place: tuple[int, int]) -> bool:
        """Whether a place lies in the frame."""
        left, top, width, height = self.frame
        return left <= place[0] <= left + width and top <= place[1] <= top + height


PARTS = (
    Part(id="world", name="World", frame=(0, 30, 4000, 1730)),
    Part(id="east-asia", name="East Asia", frame=(2880, 290, 680, 440)),
    Part(id="asia-pacific", name="Asia and the Pacific", frame=(2560, 300, 1440, 1300)),
    Part(id="europe", name="Europe and its neighbours", frame=(1760, 130, 900, 560)),
    Part(id="africa", name="Africa", frame=(1560, 520, 1280, 960)),
    Part(id="americas", name="The Americas", frame=(520, 90, 1800, 1640)),
)


@cache
def load_atlas() -> Atlas:
    """Load the geometry that comes with Yalu."""
    return msgspec.json.decode((files("yalu.publish") / "geometry" / "world.json").read_bytes(), type=Atlas)
