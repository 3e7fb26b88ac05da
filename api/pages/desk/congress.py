"""Where are a congress's terms, numbers, rules and units seen and changed?"""

from __future__ import annotations

from typing import Final

from api.http.audience import OFFICE
from api.http.reply import Reply
from api.http.route import Call
from api.pages.forms.menu import deeds_on
from api.pages.inside import read
from api.pages.look import Crumb, page
from api.pages.routes import shown

OF_UNITS: Final = ("units", "unit-names", "unit-mergers")


def _congress(call: Call) -> Reply:
    row = read(call, "/congresses/{congress}", {"congress": call.actor.congress})
    deeds = deeds_on(call.actor, "/congresses/{congress}", row["stream"])
    of_units = [deed for deed in deeds if deed.address.rpartition("/")[2] in OF_UNITS]
    return page(
        call,
        "desk/congress.html",
        title="人大和承办单位",
        crumbs=(Crumb("工作台", "/desk"),),
        row=row,
        of_units=of_units,
        of_congress=[deed for deed in deeds if deed not in of_units],
    )


ROUTES: Final = (shown("/desk/congress", "人大和承办单位", _congress, OFFICE),)
