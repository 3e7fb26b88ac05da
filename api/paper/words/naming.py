"""How are bodies, days, amounts and shares written in official documents?

Sources: events.md, "Bodies and people" and "Words". A street has 议事会, 党工委 and 人大工委, and neither congress nor presidium.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.paper.words.pieces import BLANK
from domain.calendar import say_day
from domain.events import Body
from domain.money import say_amount
from domain.profile import Profile
from projections.model import Row
from projections.words.sessions import HOW
from voting.shares import Share, required

CONGRESS = "人民代表大会"


def place_of(name: str) -> str:
    """示例县 of 示例县人民代表大会; a street's name as it is."""
    return name.removesuffix(CONGRESS)


def congress_of(name: str, profile: Profile) -> str:
    """The congress in full, or as its labels call it; a street's council."""
    if profile.level == "street":
        return body(name, profile, "street_council")
    return profile.labels.body or f"{place_of(name)}{CONGRESS}"


def body(name: str, profile: Profile, of: Body, meeting: str = "") -> str:
    """A body as it signs; the presidium of a session is that of its `meeting`."""
    place = place_of(name)
    street = profile.level == "street"
    match of:
        case "congress":
            return profile.labels.body or f"{place}{CONGRESS}"
        case "session_presidium":
            return profile.labels.presidium or f"{meeting or place + CONGRESS}主席团"
        case "township_presidium":
            return profile.labels.presidium or f"{place}{CONGRESS}主席团"
        case "standing_committee":
            return f"{place}{CONGRESS}常务委员会"
        case "chairpersons_meeting":
            return f"{place}人大常委会主任会议"
        case "working_office":
            return f"{place}人大常委会工作机构"
        case "delegation":
            return f"{meeting or place}代表团"
        case "street_council":
            return profile.labels.body or f"{place}议事会"
        case "street_party_committee":
            return f"中共{place}工作委员会"
        case "street_npc_office":
            return f"人大{place}工委"
        case "government":
            return f"{place}办事处" if street else f"{place}人民政府"
        case "party_committee":
            return f"中共{place}委员会"


def bodies(profile: Profile, of: Iterable[Body]) -> str:
    """Bodies of which one decides: 甲或者乙; a blank where the rules name none."""
    return "或者".join(short(profile, each) for each in of) or BLANK


def short(profile: Profile, of: Body) -> str:
    """A body inside a sentence of its own congress: 大会主席团, 常委会, 人大街道工委."""
    words: dict[Body, str] = {
        "congress": "大会",
        "session_presidium": profile.labels.presidium or "大会主席团",
        "township_presidium": profile.labels.presidium or "主席团",
        "standing_committee": "常委会",
        "chairpersons_meeting": "主任会议",
        "working_office": "常委会工作机构",
        "delegation": "代表团",
        "street_council": profile.labels.body or "议事会",
        "street_party_committee": "街道党工委",
        "street_npc_office": "人大街道工委",
        "government": "街道办事处" if profile.level == "street" else "政府",
        "party_committee": "党委",
    }
    return words[of]


def day(on: str | None) -> str:
    """A day, or blanks to be filled in."""
    return say_day(on) if on else f"{BLANK}年{BLANK}月{BLANK}日"


def number(value: int | None) -> str:
    """A number, or a blank."""
    return BLANK if value is None else str(value)


def amount(fen: int | None, words: str = "") -> str:
    """An amount in the words of its paper where those say more than the figure (约2600万元)."""
    return words or (BLANK if fen is None else say_amount(fen))


def how(decision: Row | None) -> str:
    """举手表决一致通过; empty where nothing is said of it."""
    if not decision or decision["how"] == "meeting_decision":
        return ""
    said = HOW[decision["how"]]
    if decision["unanimous"]:
        return f"{said}一致通过"
    votes = (("赞成", "votes_for"), ("反对", "votes_against"), ("弃权", "votes_abstain"))
    counted = "、".join(f"{word}{decision[name]}票" for word, name in votes if decision[name] is not None)
    return f"{said}通过（{counted}）" if counted else f"{said}通过"


def arithmetic(whole: int, share: Share) -> str:
    """How the number needed follows: 327×2÷3＝218, or 98×2÷3≈65.33，进为66; over a share: 327÷2＝163.5，超过即至少164."""
    needed = required(whole, share)
    product = f"{whole}{f'×{share.num}' if share.num != 1 else ''}{f'÷{share.den}' if share.den != 1 else ''}"
    exact, rest = divmod(whole * share.num, share.den)
    if share.op == "gt":
        return f"{product}{_equals(exact, rest, share.den)}，超过即至少{needed}"
    return f"{product}＝{needed}" if not rest else f"{product}{_equals(exact, rest, share.den)}，进为{needed}"


def _equals(exact: int, rest: int, of: int) -> str:
    """＝163.5 or ≈65.33."""
    if not rest:
        return f"＝{exact}"
    hundredths, left = divmod(rest * 100, of)
    decimals = f"{hundredths:02}".rstrip("0") or "00"
    return f"{'≈' if left else '＝'}{exact}.{decimals}"


def titles(items: Iterable[Any]) -> str:
    """《甲》、《乙》."""
    return "、".join(f"《{item}》" for item in items)
