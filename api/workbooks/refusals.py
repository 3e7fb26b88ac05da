"""Why is a file of cells, or one cell in it, not taken?

Those of a file come alone and nothing of it is read; those of a cell come all at once, each with its sheet, row, column and heading
among its numbers, so that it can be marked in the file itself (`api.workbooks.marking`).
"""

from __future__ import annotations

from api.refusals import Malformed


class WorkbookForeign(Malformed):
    """The file is neither Excel (.xlsx, .xls), nor ODS, nor CSV."""

    code = "workbook_foreign"
    title = "不是能读的表格文件"


class WorkbookDamaged(Malformed):
    """The file calls itself a workbook, but cannot be read as one."""

    code = "workbook_damaged"
    title = "表格文件打不开"


class WorkbookEmpty(Malformed):
    """The file has no bytes, or its table no rows below the heads."""

    code = "workbook_empty"
    title = "表格里没有内容"


class WorkbookMacros(Malformed):
    """A workbook with macros: opening it would run a program."""

    code = "workbook_macros"
    title = "不读有宏的表格"


class WorkbookEncrypted(Malformed):
    """A workbook that opens with a password alone."""

    code = "workbook_encrypted"
    title = "表格有打开口令"


class WorkbookTooLarge(Malformed):
    """More bytes, sheets, rows, columns or cells than a table that people fill in has."""

    code = "workbook_too_large"
    title = "表格过大"


class SheetNotFound(Malformed):
    """No sheet of the workbook has the heads of the table."""

    code = "sheet_not_found"
    title = "没有找到要读的工作表"


class SheetAmbiguous(Malformed):
    """More than one sheet has the heads of the table."""

    code = "sheet_ambiguous"
    title = "有几张工作表都像"


class ColumnMissing(Malformed):
    """A column that the table must have is not there, or has another head."""

    code = "column_missing"
    title = "缺少必需的列"


class ColumnTwice(Malformed):
    """Two columns have the same head."""

    code = "column_twice"
    title = "同一表头出现两次"


class ColumnOfIdentities(Malformed):
    """A column that is needed holds resident identity numbers, which are never taken."""

    code = "column_identity"
    title = "这一列是身份证号"


class CellFault(Malformed):
    """What stands in one cell cannot be taken."""

    code = "cell_unreadable"
    title = "单元格的内容不对"


class CellMissing(CellFault):
    """A cell that must be filled in is empty."""

    code = "cell_missing"
    title = "必填的没有填"


class CellError(CellFault):
    """A cell shows an error value, #DIV/0! for instance."""

    code = "cell_error"
    title = "单元格是错误值"


class FormulaUnstored(CellFault):
    """A formula whose result does not stand in the file."""

    code = "formula_unstored"
    title = "公式没有存下结果"


class NumberRounded(CellFault):
    """A number with more digits than Excel keeps: it is not what was typed any more."""

    code = "number_rounded"
    title = "数字已被Excel改动"


class NotANumber(CellFault):
    """Text, or a date, where a number belongs."""

    code = "not_a_number"
    title = "应为数字"


class PercentUnclear(CellFault):
    """A bare number up to one where a percentage belongs: 0.7 may be 0.7% or 70%."""

    code = "percent_unclear"
    title = "看不出是百分之几"


class DayUnclear(CellFault):
    """A day that cannot be told for certain from what stands there."""

    code = "day_unclear"
    title = "看不出是哪一天"


class NotAChoice(CellFault):
    """A word that is none of those that may stand in the column."""

    code = "not_a_choice"
    title = "不在可填的词里"


class CellMerged(CellFault):
    """One number for several things: the cell is merged over rows that are not one project."""

    code = "cell_merged"
    title = "合并单元格跨了几项"


class FormatScales(CellFault):
    """The format of the cell shows another number than the one that is stored."""

    code = "format_scales"
    title = "显示的数和存的数不一样"


class IdentityInCell(CellFault):
    """A resident identity number stands within the text of a cell."""

    code = "identity_in_cell"
    title = "单元格里有身份证号"


class MoreFaults(Malformed):
    """More is wrong with the file than is listed."""

    code = "workbook_more_faults"
    title = "还有其他问题"
