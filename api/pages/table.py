"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route
from api.pages import session, static_files
from api.pages.audit import events as audit_events
from api.pages.audit import tables as audit_tables
from api.pages.audit import year as audit_year
from api.pages.counting import bundle as counting_bundle
from api.pages.counting import hall as counting_hall
from api.pages.counting import late as counting_late
from api.pages.counting import room as counting_room
from api.pages.counting import sealing as counting_sealing
from api.pages.counting import sheet as counting_sheet
from api.pages.counting import steps as counting_steps
from api.pages.dashboard import front as dashboard_front
from api.pages.deputy import front as deputy_front
from api.pages.desk import candidates as desk_candidates
from api.pages.desk import confirmations as desk_confirmations
from api.pages.desk import congress as desk_congress
from api.pages.desk import corrections as desk_corrections
from api.pages.desk import documents as desk_documents
from api.pages.desk import front as desk_front
from api.pages.desk import handover as desk_handover
from api.pages.desk import importing as desk_importing
from api.pages.desk import incoming as desk_incoming
from api.pages.desk import meetings as desk_meetings
from api.pages.desk import papers as desk_papers
from api.pages.desk import proposals as desk_proposals
from api.pages.desk import record as desk_record
from api.pages.desk import rules as desk_rules
from api.pages.desk import surveys as desk_surveys
from api.pages.forms import doing as forms_doing
from api.pages.government import adjusting as government_adjusting
from api.pages.government import assigning as government_assigning
from api.pages.government import checking as government_checking
from api.pages.government import front as government_front
from api.pages.public import board as public_board
from api.pages.public import changes as public_changes
from api.pages.public import data as public_data
from api.pages.public import front as public_front
from api.pages.public import money as public_money
from api.pages.public import project as public_project
from api.pages.public import proposals as public_proposals
from api.pages.public import propose as public_propose
from api.pages.public import result as public_result
from api.pages.public import satisfaction as public_satisfaction
from api.pages.public import supervision as public_supervision
from api.pages.public import survey as public_survey
from api.pages.unit import front as unit_front
from api.pages.unit import report as unit_report
from api.pages.verify import root as verify_root
from api.pages.verify import rounds as verify_rounds

RESOURCES: Final = (
    static_files,
    session,
    audit_events,
    audit_tables,
    audit_year,
    counting_bundle,
    counting_hall,
    counting_late,
    counting_room,
    counting_sealing,
    counting_sheet,
    counting_steps,
    dashboard_front,
    deputy_front,
    desk_candidates,
    desk_confirmations,
    desk_congress,
    desk_corrections,
    desk_documents,
    desk_front,
    desk_handover,
    desk_importing,
    desk_incoming,
    desk_meetings,
    desk_papers,
    desk_proposals,
    desk_record,
    desk_rules,
    desk_surveys,
    government_adjusting,
    government_assigning,
    government_checking,
    government_front,
    public_board,
    public_changes,
    public_data,
    public_front,
    public_money,
    public_project,
    public_proposals,
    public_propose,
    public_result,
    public_satisfaction,
    public_supervision,
    public_survey,
    unit_front,
    unit_report,
    verify_root,
    verify_rounds,
    forms_doing,
)


def _openness(route: Route) -> list[bool]:
    """An address that names a thing is looked up before one in whose place anything may stand."""
    return [part.startswith("{") for part in route.path.split("/")]


PAGES: Final = tuple(sorted((route for resource in RESOURCES for route in resource.ROUTES), key=_openness))
