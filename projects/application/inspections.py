"""What can be asked about an inspection 视察调研, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase

USE_CASES: tuple[UseCase, ...] = ()
