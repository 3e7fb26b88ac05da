"""For which reasons is a result not announced, or, once it is announced, not taken back?"""

from __future__ import annotations

from domain.refusals import Refusal


class SheetNotSigned(Refusal):
    """The signed 计票结果报告单 is not filed, and the rules block the announcement until it is."""

    code = "sheet_not_signed"
    title = "签字的计票结果报告单尚未归档"


class ResolutionMissing(Refusal):
    """The mode of decision needs a resolution before the announcement."""

    code = "resolution_missing"
    title = "尚未作出决定"


class ConfirmationMissing(Refusal):
    """A street's choice needs the party committee's confirmation before it is published."""

    code = "confirmation_missing"
    title = "尚未经街道党工委确认"


class ChoiceAnnounced(Refusal):
    """What the round chose was announced: it is put right or adjusted, never left without a ballot."""

    code = "choice_announced"
    title = "本轮确定的项目已经公告，不能再作废"


class ChoiceAssigned(Refusal):
    """A correction would take a project out that is assigned already: then the body decides by adjustment."""

    code = "choice_assigned"
    title = "变动的项目已经交办，不能再更正票数"


class AuditMissing(Refusal):
    """The method wants a spot audit of the sealed papers before the result is declared."""

    code = "audit_missing"
    title = "尚未抽查"


class AuditDiffers(Refusal):
    """The spot audit found papers that are not as they were sealed, and no recount has confirmed the figures since."""

    code = "audit_differs"
    title = "抽查不符，须重新计票"


class RecountDue(Refusal):
    """The votes are so close that the method wants a recount, and none confirms the figures that stand."""

    code = "recount_due"
    title = "票差在重新计票的界限之内，须先重新计票"
