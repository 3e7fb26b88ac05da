"""What can leave the house as a file: bundles for verifiers, tables, papers, open data?"""

from __future__ import annotations

from typing import Final

from api.cli.chinese import Verbs

export: Final = Verbs(
    name="export",
    verbs={
        "bundle": "api.cli.export.bundle:bundle",
        "table": "api.cli.export.table:table",
        "paper": "api.cli.export.paper:paper",
        "data": "api.cli.export.data:data",
        "tally": "api.cli.export.tally:tally",
        "template": "api.cli.export.template:empty",
    },
    default="bundle",
    help="导出：核验包、表格、要印的材料、开放数据、空表。不写是哪一种而直接写选项的，是核验包（--bundle）。",
)
