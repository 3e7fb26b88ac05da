-- Personal data, sealed by the application before it comes here; events hold nothing of it but the random reference.

CREATE TABLE ledger.people (
    ref uuid PRIMARY KEY,
    key_id text NOT NULL,
    wrapped_key bytea NOT NULL,
    sealed bytea NOT NULL
);

GRANT SELECT ON ledger.people TO :"service", :"redactor";
GRANT INSERT ON ledger.people TO :"service";
GRANT DELETE ON ledger.people TO :"redactor";
