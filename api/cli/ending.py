"""With which exit code and message does a verb end?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from api.cli.chinese import usage_fault

OK: Final = 0
NO: Final = 1
BAD_INPUT: Final = 2
ENVIRONMENT: Final = 3
# What a shell expects of a command that was stopped with Ctrl+C.
INTERRUPTED: Final = 130


class Trouble(Exception):  # noqa: N818 - what it is, as it is said
    """The environment does not let a verb work; the message is the Chinese sentence for the operator."""


def ended(run: Callable[[], Any]) -> int:
    """Run a verb and answer its exit code; what went wrong is said on the error stream, in Chinese."""
    try:
        code = run()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return BAD_INPUT
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        usage = f"{context.get_usage()}\n" if context is not None else ""
        click.echo(f"{usage}错误：{usage_fault(error)}", err=True)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。", err=True)
        return INTERRUPTED
    except Trouble as trouble:
        click.echo(f"错误：{trouble}", err=True)
        return ENVIRONMENT
    except Exception as error:
        # Only now: a calculator that ends well does not wait for a database driver.
        from api.cli.faults import explained  # noqa: PLC0415 - see above

        if (found := explained(error)) is None:
            raise
        click.echo(f"错误：{found.message}", err=True)
        return found.exit_code
    return code if isinstance(code, int) else OK
