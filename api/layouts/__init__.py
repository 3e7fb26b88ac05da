"""Which tables do offices hand in, and what stands in their columns?

The heads are those of the forms in rules.md ("Documents staff produce", §2.3); `also` are the heads under which offices keep the same.
What is printed by a layout can be read back by it.
"""

from __future__ import annotations

from typing import Final

from api.layouts.counts import KEYPAD
from api.layouts.findings import FINDINGS
from api.layouts.people import ROLL
from api.layouts.projects import CANDIDATES, PROGRESS
from api.layouts.proposals import HOTLINE, PROPOSALS

LAYOUTS: Final = {layout.name: layout for layout in (PROPOSALS, HOTLINE, CANDIDATES, ROLL, PROGRESS, FINDINGS, KEYPAD)}
"""Every table by its name on the command line."""

__all__ = ["CANDIDATES", "FINDINGS", "HOTLINE", "KEYPAD", "LAYOUTS", "PROGRESS", "PROPOSALS", "ROLL"]
