"""For which reasons is something about a meeting, a round or an evaluation alike not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class AlreadyDone(Refusal):
    """This step has been recorded; a second one would contradict the first."""

    code = "already_done"
    title = "这一步已经登记过了"


class StepNotDue(Refusal):
    """The round or evaluation is not at the stage in which this step can be taken."""

    code = "step_not_due"
    title = "现在还不能走这一步"


class NamedTwice(Refusal):
    """A name, a person or a row stands twice where each stands once."""

    code = "named_twice"
    title = "重复"
