"""Which verbs does `minsheng` understand on the command line, and with which exit code does each of them end?"""

from __future__ import annotations

import sys

from api.cli.chinese import Verbs
from api.cli.ending import ended

VERBS = {
    "demo": "api.cli.demo:demo",
    "serve": "api.cli.serve:serve",
    "worker": "api.cli.worker:worker",
    "migrate": "api.cli.migrate:migrate",
    "replay": "api.cli.replay:replay",
    "ledger": "api.cli.ledger:ledger",
    "import": "api.cli.intake:take_in",
    "export": "api.cli.export:export",
    "verify": "api.cli.verify:verify",
    "tally": "api.calculators.commands:tally",
    "grade": "api.calculators.commands:grade",
    "sign": "api.cli.sign:sign",
    "anchor": "api.cli.anchor:anchor",
    "key": "api.cli.key:key",
    "witness": "api.cli.witness:witness",
    "rebuild": "api.cli.rebuild:rebuild",
    "redact": "api.cli.redact:redact",
    "user": "api.cli.user:user",
    "backup": "api.cli.backup:backup",
    "restore": "api.cli.restore:restore",
    "doctor": "api.cli.doctor:doctor",
}
"""Each verb with the place of its command, which is imported when the verb is used."""

root = Verbs(
    name="minsheng",
    verbs=VERBS,
    help="民生实事票决台账：票决和测评全过程登记，每一个数字都能查到出处。",
    epilog="退出码：0成功；1答案是否定的；2输入有误；3环境有问题。",
)


def main(arguments: list[str] | None = None) -> None:
    """Run the verb that the command line names and exit with its code (0 ok, 1 the answer is no, 2 bad input, 3 environment)."""
    sys.exit(ended(lambda: root.main(arguments, prog_name="minsheng", standalone_mode=False)))
