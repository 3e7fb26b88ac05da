"""What does whoever keeps the read models up to date write into the log of the service?

One JSON line a fault: a permanent code, the position, the topic, the kind of error and the line that raised it. What a library says about it is
left out: it repeats what was recorded.
"""

from __future__ import annotations

import sys
from traceback import extract_tb
from typing import Any, Final, Literal

import structlog

PROCESSORS: Final = (structlog.processors.add_log_level, structlog.processors.JSONRenderer(ensure_ascii=False))

Code = Literal["reading_fenced", "event_unreadable", "reading_paused", "model_stuck", "reading_unknown"]


def note(code: Code, error: BaseException | None = None, **facts: Any) -> None:
    """One line: what happened, what kind of error it was and where, and the facts."""
    told = {} if error is None else {"error": type(error).__name__, "where": _where(error)}
    logger = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=PROCESSORS)
    write = logger.warning if code in {"reading_fenced", "reading_unknown"} else logger.error
    write(code, **told, **facts)


def _where(error: BaseException) -> str:
    """The module, function and line in which it was raised; empty where it was not."""
    frames = extract_tb(error.__traceback__)
    if not frames:
        return ""
    last = frames[-1]
    return f"{'/'.join(last.filename.split('/')[-2:])}:{last.lineno} {last.name}"
