"""How fast is the plainest service: the library's default application in a thread pool, and one statement behind a route?"""

from __future__ import annotations

import os
import sys
from typing import Any

import orjson
import uvicorn
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.streams import congress_id
from projections import tables
from tests.bench.serving import FIRST_CODE
from tests.bench.stores import CLERK, Units, default_application

CONNINFO = os.environ["DATABASE_URL"]


def main(port: int) -> None:
    """Serve until stopped."""
    with (
        default_application(CONNINFO) as library,
        ConnectionPool(CONNINFO, max_size=15, kwargs={"row_factory": dict_row}) as pool,
    ):

        def units(_: Request) -> Response:
            library.save(Units(CLERK, CLERK))
            return Response(b"{}", media_type="application/json")

        def bare(_: Request) -> Response:
            with pool.connection() as connection:
                (row,) = tables.select(connection, tables.by_key("congresses"), asked)
            return Response(orjson.dumps(row), media_type="application/json")

        def alive(_: Request) -> Response:
            return Response(b"{}")

        asked: Any = tables.parameters(None, keys=[str(congress_id(str(FIRST_CODE)))])
        routes = [Route("/units", units, methods=["POST"]), Route("/bare", bare), Route("/readyz", alive)]
        uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
