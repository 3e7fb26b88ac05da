"""Does a congress's year run from a villager's wish to the second look, over HTTP alone?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import compose
from domain.streams import project_id
from tests.api.kit import COUNTY, Caller, Who
from tests.api.office import Office

UNITS = {"01": "示例县交通运输局", "02": "示例县教育局"}
TITLES = ("示例县农村公路提升", "示例县中小学校午休设施", "示例县城区公共停车位")


@pytest.fixture
def office(api: Caller) -> Office:
    office = Office(api, Who(person="示例-clerk".encode().hex(), role="clerk", congress=COUNTY))
    office.on("2022-01-10")
    congress = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县人民代表大会"})
    office.do(f"/congresses/{congress}/terms", {"term": 17, "began_on": "2022-01-10", "deputies": 30})
    for unit, name in UNITS.items():
        office.do(f"/congresses/{congress}/units", {"unit": unit, "name": name})
    office.on("2023-08-30").do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation")})
    return office


def brief(title: str, amount_fen: int, **more: Any) -> dict[str, Any]:
    return {
        "title": title, "nature": "construction", "category": "交通", "unit": "01", "total_fen": amount_fen,
        "targets": [{"id": "1", "name": "改造里程", "unit": "公里", "planned": "20"}],
        "sources": [{"source": "county", "amount_fen": amount_fen}],
        "deadline_on": "2024-12-31", "deadline_text": "2024年12月底", **more,
    }  # fmt: skip
