"""How is somebody refused whom nobody worked for, so that he cannot tell?"""

from __future__ import annotations

import secrets
from collections import deque
from typing import Final

from domain.refusals import Refusal

_TOOK_S: Final = deque([0.1], maxlen=32)
"""How long the last refusals took that were worked for; the first is a guess."""


class Unheard(Exception):  # noqa: N818 - said of the attempt
    """An attempt was refused without any work; the answer waits `after_s` seconds, as long as one that was worked for took."""

    def __init__(self, refused: Refusal) -> None:
        super().__init__(refused.detail)
        self.refused = refused
        self.after_s = secrets.choice(tuple(_TOOK_S))


def remember(took_s: float) -> None:
    """Somebody was refused after work that took so long."""
    _TOOK_S.append(took_s)
