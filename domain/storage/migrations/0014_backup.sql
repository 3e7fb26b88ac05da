-- Whoever makes backups reads what goes into them, and nothing else: no session, no code, no pass, nothing that is being keyed.

GRANT USAGE ON SCHEMA ledger, accounts TO :"backup";
GRANT SELECT ON ledger.log_head, ledger.migrations, ledger.event_headers, ledger.event_bytes, ledger.commands, ledger.people,
    ledger.document_bytes TO :"backup";
GRANT SELECT ON accounts.accounts, accounts.grants, accounts.changes, accounts.acts, accounts.reads, accounts.attempts TO :"backup";
