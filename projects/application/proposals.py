"""What can be asked about a proposal 建议项目, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase

USE_CASES: tuple[UseCase, ...] = ()
