"""What do the files of open data hold that anybody may take away, as text?"""

from __future__ import annotations

import io
import zipfile

from api.desk import Desk
from api.opendata.kinds import KINDS
from api.opendata.refusals import NoSinglePapers
from api.opendata.taken import Taken, take
from domain.refusals import NotFound


def open_data(desk: Desk, code: str) -> dict[str, str]:
    """Every file of open data for the public by its kind, as text without its root, or in which words it is refused."""
    taken = take(desk, code, 2024)
    return {kind: _text(taken, kind).replace(taken.root, "树根") for kind in KINDS}


def _text(taken: Taken, kind: str) -> str:
    try:
        data = KINDS[kind].prepare(taken, "").make(lambda _: None)
    except (NoSinglePapers, NotFound) as refused:
        return f"{refused.code} {refused.detail}"
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(f"{name}\n{package.read(name).decode()}" for name in package.namelist())
