"""How is an adjustment asked for: what would be from then on, beside what stands now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.forms.doing import DOINGS, Doing
from api.pages.forms.field import Field
from api.pages.forms.form import Form
from api.pages.forms.offered import Around
from api.pages.forms.reading import filled
from api.pages.government.front import CHECKERS
from api.pages.look import new_key
from api.pages.posted import Posted
from api.pages.routes import sent, shown
from domain.money import print_number
from projects.commands.adjustments import RequestAdjustment

HERE: Final = "/government/projects/{project}/adjustment"
ADJUST: Final = "adjust"


class Adjusting(Doing):
    """The form of a request: each field of the project with what stands there now."""

    def show(self, call: Call) -> Reply:
        """The form with the project as it is."""
        around, version = self.around(call)
        fields = self.fields(call, around)
        begun = {"kind": ADJUST, "brief": around.row["now"]["brief"]}
        form = Form(fields=fields, values=filled(fields, begun), given=False)
        form.hidden = (("_key", new_key()), ("_version", str(version)))
        return self._page(call, around, form)

    def fields(self, call: Call, around: Around) -> tuple[Field, ...]:
        """The same, each field of the project with what it is now."""
        brief = around.row["now"]["brief"]
        return tuple(
            replace(each, inner=tuple(_beside(one, brief) for one in each.inner)) if each.name == "brief" else each
            for each in Doing.fields(self, call, around)
        )

    def _body(self, body: dict[str, Any], given: Posted, around: Around) -> dict[str, Any]:
        """Where a project is only paused, goes on or ends, what stands goes on standing."""
        asked = Doing._body(self, body, given, around)  # noqa: SLF001 - likewise
        return {name: value for name, value in asked.items() if name != "brief" or asked.get("kind") == ADJUST}


def _beside(each: Field, brief: Mapping[str, Any]) -> Field:
    value = brief.get(each.name)
    if each.kind in ("group", "rows", "many", "lines") or value in (None, "", []):
        return each
    said = f"{print_number(value)}万元" if each.kind == "money" else each.choices.get(str(value), str(value))
    return replace(each, hint=f"现在：{said}" + (f"。{each.hint}" if each.hint else ""))


_ASKING: Final = next(Adjusting(each.door, each.command) for each in DOINGS if each.command is RequestAdjustment)

ROUTES: Final = (
    shown(HERE, "提请调整", _ASKING.show, CHECKERS),
    sent(HERE, "提请调整", _ASKING.take, CHECKERS),
)
