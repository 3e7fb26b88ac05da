"""Where do the published checkpoints and the policy of this deployment lie?"""

from __future__ import annotations

from pathlib import Path

from api.log.shelf import Shelf
from api.settings import Settings


def shelf_of(settings: Settings) -> Shelf:
    """The folder of the settings, else `checkpoints` in the data folder."""
    return Shelf(settings.checkpoints or settings.data / "checkpoints")


def policy_of(settings: Settings) -> Path:
    """The file of the settings, else `policy.txt` in the data folder."""
    return settings.policy or settings.data / "policy.txt"
