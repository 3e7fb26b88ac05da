"""What does whatever follows from an event on other streams know of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.congress.usecases import read_congress
from domain.deciders import Command
from domain.events import Envelope
from domain.usecase import Consequence, Reader
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.numbers import PROJECT as PROJECTS


@dataclass(frozen=True, slots=True)
class Cause:
    """An event that others follow from: its stream, that stream's state after it, and its envelope."""

    read: Reader
    stream: UUID
    state: Any
    envelope: Envelope

    def on_project(self, congress: str, number: str, command: Command, effective_on: str = "") -> Consequence:
        """What follows on the project with this number, decided under its congress's rules."""
        under = Under(asked=command, congress=read_congress(self.read, UUID(congress), ""))
        return Consequence(
            decider=PROJECT, stream=PROJECTS.named(congress, number), command=under, effective_on=effective_on
        )
