"""Which modules read text or bytes: those whose parsers are tried with whatever comes, and those that read what was checked before?"""

from __future__ import annotations

WRITTEN_BY_US = {
    "api.accounts.committing": "when it was committed the last time, which it wrote itself",
    "api.together": "what the service itself answered",
    "api.keying.faces": "opened with the key of the round, which nobody else has",
    "api.log.comparing": "contents of the log",
    "api.log.walking": "contents of the log",
    "api.bundle.making": "contents of the log",
    "api.bundle.public": "contents of the log",
    "api.http.resources.confirmations": "what the service itself asked",
    "api.http.resources.ledger": "what the service itself answers",
    "api.http.resources.events": "what the service itself answers",
    "api.http.resources.event_search": "what the service itself answers",
    "api.pages.audit.events": "contents of the log",
    "api.pages.audit.standing": "what the service itself answers",
    "api.pages.audit.year": "what the service itself answers",
    "api.pages.verify.rounds": "what the service itself answers",
    "api.usecases": "answers of commands that were kept",
    "api.persons": "answers of commands that were kept",
    "api.sheets": "readings that were typed and checked",
    **dict.fromkeys(
        ("api.pages.inside", "api.pages.look", "api.pages.kept", "api.pages.verify.rounds"), "what our own doors answer"
    ),
    **dict.fromkeys(("api.http.resources.event_search", "api.pages.audit.events"), "contents of the log"),
    **dict.fromkeys(
        ("api.pages.audit.standing", "api.pages.audit.year", "api.pages.public.latest"), "days of our doors"
    ),
    "domain.storage.mapper": "contents of the log",
    "domain.storage.appending": "what our own function in the database says",
    "domain.storage.batch": "what our own function in the database says",
    "domain.people.sealing": "opened with the key of the person",
    "domain.profile.check": "profiles that were adopted",
    "api.opendata.cloudevents": "contents of the log",
    "api.opendata.datapackage": "written, not read",
    "api.opendata.taken": "contents of the log",
    "api.paper.words.editable.packing": "written, not read",
    "api.workbooks.packing": "what was written a moment ago",
    **dict.fromkeys(
        (
            "api.opendata.pabulib",
            "api.pages.counting.late",
            "api.pages.counting.late_steps",
            "api.paper.candidates",
            "api.paper.counting_room",
            "api.paper.evaluations",
            "api.paper.people",
            "api.paper.rounds",
            "api.paper.tally",
            "api.paper.words.kinds",
            "api.tables.book",
        ),
        "days that were checked",
    ),
    "projections.rules": "rules that were pinned",
    "projections.tables": "rows of read models",
    "projections.reading": "rows of read models",
    "projections.waiting": "what our own workers notify",
    "projections.ledger.said": "days that were checked",
    "projections.ledger.alerts": "days that were checked",
    "projections.ledger.todo.way": "days that were checked",
    "projections.proposals.funnel": "days that were checked",
    "projects.states.changes": "days that were checked",
    "projects.deciders.cycles": "days that were checked",
}
"""Modules that read back nothing but what was checked before it was written."""
OF_THE_TABLE = {
    "api.accounts.asking", "api.accounts.oidc", "api.backup.archive", "api.backup.kept", "api.calculators.strict_json", "api.http.credential", "api.http.queries", "api.pages.posted", "api.paper.words.editable.inspecting", "api.workbooks.copying", "api.workbooks.days", "api.workbooks.gate",
    "api.workbooks.marking", "api.workbooks.number_formats", "api.workbooks.ods", "api.workbooks.restoring", "api.workbooks.xlsx", "api.http.resources.oidc", "api.keying.scrutineers_file", "api.log.memory", "api.log.timestamps", "api.bundle.verifier.recount", "api.bundle.verifier.verify",
    "domain.calendar", "domain.documents.inside", "domain.transparency.base64s", "domain.transparency.checkpoints",
}  # fmt: skip
"""Modules whose parsers stand in one of the two tables."""
