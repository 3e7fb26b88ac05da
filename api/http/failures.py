"""What is kept in the service's own log when something goes wrong that is our fault?"""

from __future__ import annotations

import sys
from typing import Any, Final

import structlog

PROCESSORS: Final = (
    structlog.processors.add_log_level,
    # The traceback without the values of variables: those are votes and names.
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False),
)


def log_failure(method: str, path: str, error: Exception) -> None:
    """One JSON line on the error stream: which door and what broke; neither address nor account nor time of who came."""
    log().error("request failed", method=method, path=path, exc_info=error)


def log() -> Any:
    """The service's own log: JSON lines on the error stream, which whoever runs the service keeps or not."""
    return structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=PROCESSORS)
