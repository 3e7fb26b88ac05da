"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.audit import events as audit_events
from api.pages.audit import tables as audit_tables
from api.pages.audit import year as audit_year
from api.pages.counting import bundle as counting_bundle
from api.pages.counting import hall as counting_hall
from api.pages.counting import room as counting_room
from api.pages.counting import sealing as counting_sealing
from api.pages.counting import sheet as counting_sheet
from api.pages.counting import steps as counting_steps
from api.pages.dashboard import front as dashboard_front
from api.pages.desk import confirmations as desk_confirmations
from api.pages.desk import front as desk_front
from api.pages.desk import importing as desk_importing
from api.pages.desk import record as desk_record
from api.pages.forms import doing as forms_doing
from api.pages.public import board as public_board
from api.pages.public import changes as public_changes
from api.pages.public import data as public_data
from api.pages.public import front as public_front
from api.pages.public import money as public_money
from api.pages.public import project as public_project
from api.pages.public import proposals as public_proposals
from api.pages.public import result as public_result
from api.pages.public import satisfaction as public_satisfaction
from api.pages.public import supervision as public_supervision
from api.pages.unit import front as unit_front
from api.pages.unit import report as unit_report
from api.pages.verify import root as verify_root
from api.pages.verify import rounds as verify_rounds

RESOURCES: Final = (
    static_files,
    session,
    public_front,
    public_changes,
    public_satisfaction,
    audit_events,
    audit_year,
    audit_tables,
    dashboard_front,
    counting_bundle,
    counting_hall,
    counting_room,
    counting_sealing,
    counting_sheet,
    counting_steps,
    desk_confirmations,
    desk_front,
    desk_importing,
    desk_record,
    public_board,
    public_data,
    public_money,
    public_project,
    public_proposals,
    public_result,
    public_supervision,
    unit_front,
    unit_report,
    verify_root,
    verify_rounds,
    forms_doing,
)
"""In this order an address is looked up: one that names a thing comes before one in whose place anything may stand."""

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
