-- What was asked, by whom and under which key, so that asking again answers the same and records nothing.

CREATE TABLE ledger.commands (
    actor text NOT NULL,
    key text NOT NULL CHECK (key <> ''),
    body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    position bigint NOT NULL CHECK (position >= 0),
    streams uuid[] NOT NULL,
    versions bigint[] NOT NULL,
    answer bytea,
    PRIMARY KEY (actor, key)
);

GRANT SELECT ON ledger.commands TO :"service", :"reader";
GRANT INSERT ON ledger.commands TO :"service";
