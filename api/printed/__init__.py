"""How does a terminal of a hundred columns show what the read models say?

Functions from rows and figures to lines of text; the verbs and the demonstration print them.
"""

from __future__ import annotations

from typing import Final

WIDTH: Final = 100
