"""What is a paper before it is set?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper before it is set: its template in `api/paper/templates`, its data as JSON would have them, title and day for the file.

    The day is one of the data, never that of printing: the same data make the same bytes.
    """

    template: str
    title: str
    on: date
    data: Mapping[str, Any]
