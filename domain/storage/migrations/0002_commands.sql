-- What was asked, by whom and under which key, so that asking again answers the same and records nothing.

CREATE TABLE ledger.commands (
    actor text NOT NULL,
    key text NOT NULL CHECK (key <> ''),
    body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    position bigint NOT NULL CHECK (position >= 0),
    answer bytea NOT NULL,
    PRIMARY KEY (actor, key)
);

COMMENT ON COLUMN ledger.commands.answer IS 'One line of JSON, the versions of the streams it wrote; then what it answered.';

GRANT SELECT ON ledger.commands TO :"service", :"reader";
GRANT INSERT ON ledger.commands TO :"service";
