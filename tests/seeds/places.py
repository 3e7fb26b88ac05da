"""Which congresses are there, of which size, under which rules?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from domain.divisions import Level
from domain.events import Body
from domain.profile import check_profile, compose, to_json
from domain.streams import congress_id

BANNERS: Final = 9
TOWNSHIPS: Final = 8
"""Of each banner; with 14 projects a banner and 6 a township these are the 558 of `ordos-2025`."""
PROJECTS: Final[dict[Level, int]] = {"county": 14, "township": 6}
DEPUTIES: Final[dict[Level, int]] = {"county": 210, "township": 60}
NUMERALS: Final = "一二三四五六七八九"
CHANNELS: Final = ("deputy_suggestion", "liaison_station", "hotline_12345", "public_online", "gov_department")
UNITS: Final = (
    "住房和城乡建设局", "交通运输局", "水利局", "教育局", "卫生健康局", "民政局", "农牧局", "文化和旅游局", "人力资源和社会保障局",
)  # fmt: skip
RULES: Final = {"solicitation": {"channels": list(CHANNELS), "feedback": "both"}}


@dataclass(frozen=True, slots=True)
class Seat:
    """A congress: its code, how many projects it chooses a year, and who acts in its name."""

    code: str
    place: str
    level: Level
    projects: int
    stream: UUID
    profile: dict[str, Any]

    @property
    def congress(self) -> str:
        """Its id, as events write it."""
        return str(self.stream)

    @property
    def home(self) -> dict[str, Any]:
        """What every first event of a stream says of it."""
        return {"congress": self.congress, "code": self.code, "congress_name": self.name, "level": self.level}

    @property
    def name(self) -> str:
        """人大."""
        return f"{self.place}人民代表大会"

    @property
    def deputies(self) -> int:
        """In office."""
        return DEPUTIES[self.level]

    @property
    def county(self) -> bool:
        """Whether it has a standing committee."""
        return self.level == "county"

    @property
    def presiding(self) -> Body:
        """Who leads its session."""
        return "session_presidium" if self.county else "township_presidium"

    @property
    def supervising(self) -> Body:
        """Who acts between the sessions."""
        return "standing_committee" if self.county else "township_presidium"

    @property
    def adjusting(self) -> Body:
        """Who decides a major change."""
        return "standing_committee" if self.county else "congress"

    @property
    def units(self) -> dict[str, str]:
        """承办单位 by number."""
        return {
            f"{number:02}": f"{self.place}{name}" for number, name in enumerate(UNITS[:: 1 if self.county else 2], 1)
        }


def seats(
    banners: int = BANNERS, townships: int = TOWNSHIPS, projects: dict[Level, int] | None = None
) -> tuple[Seat, ...]:
    """Every banner, each followed by its townships."""
    return tuple(_seats(banners, townships, projects or PROJECTS))


def _seats(banners: int, townships: int, projects: dict[Level, int]) -> Iterator[Seat]:
    for banner in range(1, banners + 1):
        name, code = f"示例{NUMERALS[banner - 1]}旗", f"9902{banner:02}"
        yield Seat(code, name, "county", projects["county"], congress_id(code), _profile("county"))
        for township in range(1, townships + 1):
            there, own = f"{name}示例{NUMERALS[township - 1]}苏木", f"{code}1{township:02}"
            yield Seat(own, there, "township", projects["township"], congress_id(own), _profile("township"))


@cache
def _profile(level: Level) -> dict[str, Any]:
    """The rules as an event records them; the same object for every congress of a level."""
    evaluation = "sc_evaluation" if level == "county" else "congress_evaluation"
    return to_json(check_profile(compose(level, evaluation, RULES)))
