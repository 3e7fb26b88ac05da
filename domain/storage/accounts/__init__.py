"""What is kept of those who may come in, beside the log and never in it?"""

from typing import Any, TypeAlias

from psycopg import Connection

Line: TypeAlias = Connection[Any]
"""A connection, in a transaction or not."""
