"""How is what happened to a congress, a document or the deployment told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.congress import events as c
from domain.congress.events import ROLL_REASONS
from domain.deployment import RecordsCommitted
from domain.divisions import LEVEL_NAMES
from domain.documents import events as d
from domain.events import Event
from projections.sentences.words import Names, Shown


def registered(event: c.CongressRegistered, _names: Names, _shown: Shown) -> str:
    """人大登记."""
    return f"登记{event.name}（{LEVEL_NAMES[event.level]}，代码{event.code}）"


def term_begun(event: c.TermBegun, _names: Names, _shown: Shown) -> str:
    """换届."""
    return f"第{event.term}届自{say_day(event.began_on)}起，在任代表{event.deputies}人"


def roll_changed(event: c.RollChanged, _names: Names, _shown: Shown) -> str:
    """代表变动."""
    return f"在任代表由{event.before}人变为{event.after}人（{ROLL_REASONS[event.reason]}）"


def profile_adopted(event: c.ProfileAdopted, _names: Names, _shown: Shown) -> str:
    """规则登记."""
    paper = f"，依据{event.document}" if event.document else ""
    return f"登记第{event.version}版规则{paper}"


def renamed(event: c.CongressRenamed, _names: Names, _shown: Shown) -> str:
    """更名."""
    return f"由{event.before_name}（代码{event.before_code}）更名为{event.name}（代码{event.code}）"


def merged(event: c.CongressMerged, _names: Names, _shown: Shown) -> str:
    """撤并."""
    return f"并入另一人大（{event.into}）"


def unit_registered(event: c.UnitRegistered, _names: Names, _shown: Shown) -> str:
    """承办单位登记."""
    return f"登记承办单位{event.name}（{event.unit}）"


def unit_renamed(event: c.UnitRenamed, _names: Names, _shown: Shown) -> str:
    """承办单位更名."""
    return f"承办单位{event.before}（{event.unit}）更名为{event.name}"


def unit_merged(event: c.UnitMerged, _names: Names, _shown: Shown) -> str:
    """承办单位合并."""
    return f"承办单位{event.unit}并入{event.into}"


def content_erased(event: c.ContentErased, _names: Names, _shown: Shown) -> str:
    """依法删除."""
    people = f"和{len(event.people)}人的姓名、电话" if event.people else ""
    return f"依法删去台账第{'、'.join(map(str, event.positions))}号的内容{people}，理由：{event.reason}"


def committed(event: RecordsCommitted, _names: Names, _shown: Shown) -> str:
    """账号记录存证."""
    return f"账号变动的记录到第{event.acts}条、看个人信息的记录到第{event.reads}条，链到{event.acts_hash[:12]}…、{event.reads_hash[:12]}…"


def filed(event: d.DocumentFiled, _names: Names, _shown: Shown) -> str:
    """附件归档."""
    number = f"（{event.number}）" if event.number else ""
    return f"归档《{event.title}》{number}，{event.size}字节，SHA-256为{event.sha256[:12]}…"


def replaced(event: d.DocumentReplaced, _names: Names, _shown: Shown) -> str:
    """附件替换."""
    return f"由另一附件（{event.replaced_by}）替换：{event.reason}"


TELLS: Final[Mapping[type[Event], Any]] = {
    c.CongressRegistered: registered,
    c.TermBegun: term_begun,
    c.RollChanged: roll_changed,
    c.ProfileAdopted: profile_adopted,
    c.CongressRenamed: renamed,
    c.CongressMerged: merged,
    c.UnitRegistered: unit_registered,
    c.UnitRenamed: unit_renamed,
    c.UnitMerged: unit_merged,
    c.ContentErased: content_erased,
    RecordsCommitted: committed,
    d.DocumentFiled: filed,
    d.DocumentReplaced: replaced,
}
