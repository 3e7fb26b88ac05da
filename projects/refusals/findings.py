"""For which reasons is something about a finding 问题 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class NotWhoRaisedIt(Refusal):
    """Somebody else than the one who raised a finding speaks for him, and is not the office."""

    code = "not_who_raised_it"
    title = "须由提出问题的人办理"


class InspectionNotHeld(Refusal):
    """A finding is said to come from an inspection that was not held, or held only later."""

    code = "inspection_not_held"
    title = "这次视察还没有进行"
