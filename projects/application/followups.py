"""What can be asked about the second look at a project 回头看, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase

USE_CASES: tuple[UseCase, ...] = ()
