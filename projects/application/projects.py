"""What can be asked about a project 民生实事项目, from its draft to its last account, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase

USE_CASES: tuple[UseCase, ...] = ()
