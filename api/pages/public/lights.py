"""What does each light mean under the rules that hold, in words that stand beside it?"""

from __future__ import annotations

from api.http.route import Call
from api.pages.outside import read
from api.pages.public.around import Row

SHIPPED: Row = {
    "scheme": "five_color",
    "red_below": 30,
    "orange_below": 60,
    "yellow_below": 90,
    "green_within": 5,
    "yellow_within": 15,
    "blue": "accepted",
}


def meanings(call: Call, lines: list[Row]) -> list[tuple[str, str, str]]:
    """Each light by its name, its word and what it means, under the rules of the first project; empty without projects."""
    if not lines:
        return []
    row = read(call, "/projects/{project}", {"project": lines[0]["stream"]})
    rules = SHIPPED | ((row["rules"] or {}).get("lights") or {})
    blue = ("blue", "蓝灯", "已经完工" if rules["blue"] == "completed" else "已经验收")
    return [
        blue,
        *(_by_time(rules) if rules["scheme"] == "time_gap" else _by_share(rules)),
        ("", "未报进度", "还没有审核过的进度"),
    ]


def _by_share(rules: Row) -> list[tuple[str, str, str]]:
    red, orange, yellow = rules["red_below"], rules["orange_below"], rules["yellow_below"]
    return [
        ("green", "绿灯", f"完成{yellow}%以上"),
        ("yellow", "黄灯", f"完成{orange}%以上、不到{yellow}%"),
        ("orange", "橙灯", f"完成{red}%以上、不到{orange}%"),
        ("red", "红灯", f"完成不到{red}%"),
    ]


def _by_time(rules: Row) -> list[tuple[str, str, str]]:
    green, yellow = rules["green_within"], rules["yellow_within"]
    return [
        ("green", "绿灯", f"与时间进度相差不超过{green}个百分点"),
        ("yellow", "黄灯", f"落后{green}至{yellow}个百分点"),
        ("red", "红灯", f"落后超过{yellow}个百分点"),
    ]
