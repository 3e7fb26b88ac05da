"""What can be asked about the adjustment of a project 调整, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase

USE_CASES: tuple[UseCase, ...] = ()
