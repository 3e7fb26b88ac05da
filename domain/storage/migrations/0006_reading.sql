-- What auditors read with SQL, and the place of the read models, which the service makes, fills and drops.

CREATE VIEW ledger.events AS
SELECT
    h.position, h.stream_id AS stream, h.version, h.topic,
    b.body -> 'envelope' ->> 'at' AS at,
    b.body -> 'envelope' -> 'by' ->> 'role' AS by_role,
    b.body -> 'envelope' ->> 'effective_on' AS effective_on,
    b.body -> 'event' AS event,
    b.body -> 'envelope' AS envelope
FROM ledger.event_headers h
LEFT JOIN LATERAL (
    SELECT convert_from(e.state, 'UTF8')::jsonb AS body FROM ledger.event_bytes e WHERE e.position = h.position
) AS b ON true;

COMMENT ON VIEW ledger.events IS 'Every event as JSON; where the bytes were lawfully erased, the header stands alone.';

GRANT SELECT ON ledger.events TO :"service", :"reader";

CREATE SCHEMA reading;
GRANT USAGE, CREATE ON SCHEMA reading TO :"service";
GRANT USAGE ON SCHEMA reading TO :"reader";
ALTER DEFAULT PRIVILEGES FOR ROLE :"service" IN SCHEMA reading GRANT SELECT ON TABLES TO :"reader";
