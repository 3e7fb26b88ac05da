"""What can be asked about a project's progress, money and explanations 进度, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase
from projects.application.informing import on
from projects.deciders.progress import PROGRESS_COMMANDS
from projects.deciders.projects import PROJECT

USE_CASES: tuple[UseCase, ...] = on(PROJECT, "项目", *PROGRESS_COMMANDS)
