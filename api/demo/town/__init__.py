"""How does the year 2024 of 示例镇 run?"""

from __future__ import annotations

from api.demo.steps import Script


def town() -> Script:
    """All steps, in the order of their moments."""
    return Script("990101101")
