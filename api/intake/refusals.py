"""Why can a line of a table not be taken in, although every cell of it can be read?"""

from __future__ import annotations

from api.refusals import Malformed
from domain.refusals import Refusal


class UnitNotRegistered(Refusal):
    """A unit is named that the congress has not registered."""

    code = "unit_not_registered"
    title = "没有登记过这个承办单位"


class ProjectNotFound(Refusal):
    """A line names no project of the year, or more than one."""

    code = "project_not_found"
    title = "找不到是哪个项目"


class NumberOfAnother(Refusal):
    """The number in a line stands for something else in the ledger."""

    code = "number_of_another"
    title = "编号是另一件事的"


class LineTwice(Refusal):
    """The same thing stands in the table twice, or stands in the ledger already."""

    code = "line_twice"
    title = "重复"


class PartNotFound(Refusal):
    """A line names a sub-item or a target that the project does not have."""

    code = "part_not_found"
    title = "项目没有这个子项或者目标任务"


class FigureMissing(Refusal):
    """A figure is needed that neither the line nor the ledger has."""

    code = "figure_missing"
    title = "缺一个数"


class TwoFigures(Refusal):
    """Two columns say the same thing, and not the same."""

    code = "two_figures"
    title = "两列的数不一致"


class NothingToTakeIn(Malformed):
    """A table has no line to be taken in."""

    code = "nothing_to_take_in"
    title = "表里没有可以登记的行"


class SettingUnknown(Malformed):
    """`--set` names a column that the table does not have, or a value that the column cannot have."""

    code = "setting_unknown"
    title = "补充的列或者值不对"


class PeriodMissing(Malformed):
    """A 进度台账 is taken in without saying which period it reports."""

    code = "period_missing"
    title = "没有写明报告期"
