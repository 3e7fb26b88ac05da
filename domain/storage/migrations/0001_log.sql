-- The log: one head, headers that stay for ever, and beside them the bytes, which alone can lawfully be erased.

CREATE TABLE ledger.log_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0)
) WITH (fillfactor = 10);

CREATE TABLE ledger.event_headers (
    position bigint PRIMARY KEY CHECK (position > 0),
    stream_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version >= 0),
    topic text NOT NULL CHECK (topic <> ''),
    commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
    UNIQUE (stream_id, version)
);

CREATE TABLE ledger.event_bytes (
    position bigint PRIMARY KEY,
    blind bytea NOT NULL CHECK (octet_length(blind) = 32),
    state bytea NOT NULL CHECK (octet_length(state) > 0)
);

INSERT INTO ledger.log_head DEFAULT VALUES;

-- The one way in which the head moves; the service cannot write it otherwise.
CREATE FUNCTION ledger.advance_head(events integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last bigint;
BEGIN
    IF events IS NULL OR events < 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = 'the head advances by one event at least';
    END IF;
    UPDATE ledger.log_head SET position = position + events RETURNING position INTO STRICT last;
    RETURN last;
END $$;

REVOKE ALL ON FUNCTION ledger.advance_head(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.advance_head(integer) TO :"service";
GRANT SELECT ON ledger.log_head, ledger.event_headers, ledger.event_bytes TO :"service", :"redactor", :"reader";
GRANT INSERT ON ledger.event_headers, ledger.event_bytes TO :"service";
GRANT DELETE ON ledger.event_bytes TO :"redactor";
