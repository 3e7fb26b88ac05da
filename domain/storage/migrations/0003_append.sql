-- The append: everything that one command records, or several that do not touch one another, in one call.
--
-- One transaction-level lock is taken before anything is read, so positions are drawn in the order of commits: a reader who
-- saw position n never sees a smaller one appear. Each statement below the lock has a snapshot of its own, taken after it
-- (READ COMMITTED, which is checked), so what it reads is what stands. A refusal is an answer, given before anything is
-- written; it is that of the first command in the way, and none of the call's commands is recorded then.
--
--   event_*    one element an event, in the order of recording
--   read_*     the streams that were read or are written, with the version at which each must still be;
--              null: nothing is known of versions (the library's own insert), and the unique constraint alone decides
--   command_*  one element for each command that is to be repeatable; command_ends: how many of the events lie up to its end
--   strict     raise instead of refusing, because other statements of this transaction must then not run
--
-- outcome: recorded · repeated (recorded before: position and answer are the earlier ones) · reused (recorded before with
-- another body) · moved (a stream was expected at one version and stands at another)
-- MS001 refused, strictly · MS002 versions do not follow one another · MS003 wrong isolation level

CREATE FUNCTION ledger.append_events(
    event_streams uuid[], event_versions bigint[], event_topics text[],
    event_commitments bytea[], event_blinds bytea[], event_states bytea[],
    read_streams uuid[], read_versions bigint[],
    command_actors text[], command_keys text[], command_hashes bytea[], command_answers bytea[], command_ends bigint[],
    strict boolean,
    OUT outcome text, OUT last_position bigint, OUT answer bytea,
    OUT stream uuid, OUT expected bigint, OUT stands_at bigint
)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    events CONSTANT integer := cardinality(event_states);
    contiguous boolean;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING ERRCODE = 'MS003', MESSAGE = 'events are appended at READ COMMITTED';
    END IF;
    IF events > 0 AND read_streams IS NOT NULL THEN
        SELECT bool_and(coalesce(w.first = r.version + 1 AND w.last = r.version + w.events, false)) INTO contiguous
        FROM (
            SELECT e.stream, min(e.version) AS first, max(e.version) AS last, count(*) AS events
            FROM unnest(event_streams, event_versions) AS e (stream, version) GROUP BY e.stream
        ) AS w
        LEFT JOIN unnest(read_streams, read_versions) AS r (stream, version) ON r.stream = w.stream;
        IF NOT contiguous THEN
            RAISE EXCEPTION USING ERRCODE = 'MS002', MESSAGE = 'versions do not follow one another';
        END IF;
    END IF;

    PERFORM pg_advisory_xact_lock(4703101);

    SELECT CASE WHEN c.body_hash = a.body_hash THEN 'repeated' ELSE 'reused' END, c.position, c.answer
    INTO outcome, last_position, answer
    FROM unnest(command_actors, command_keys, command_hashes) AS a (actor, key, body_hash)
    JOIN ledger.commands c ON c.actor = a.actor AND c.key = a.key
    LIMIT 1;
    IF outcome IS NULL THEN
        SELECT 'moved', r.stream, r.version, coalesce(h.version, 0) INTO outcome, stream, expected, stands_at
        FROM unnest(read_streams, read_versions) AS r (stream, version)
        LEFT JOIN LATERAL (
            SELECT e.version FROM ledger.event_headers e WHERE e.stream_id = r.stream ORDER BY e.version DESC LIMIT 1
        ) AS h ON true
        WHERE r.version IS DISTINCT FROM coalesce(h.version, 0)
        LIMIT 1;
    END IF;
    IF outcome IS NOT NULL THEN
        IF strict THEN
            RAISE EXCEPTION USING ERRCODE = 'MS001', MESSAGE = 'refused: ' || outcome, DETAIL = json_build_array(
                outcome, last_position, encode(answer, 'hex'), stream, expected, stands_at);
        END IF;
        RETURN;
    END IF;

    IF events > 0 THEN
        last_position := ledger.advance_head(events);
        INSERT INTO ledger.event_headers (position, stream_id, version, topic, commitment)
        SELECT last_position - events + e.place, e.stream, e.version, e.topic, e.commitment
        FROM unnest(event_streams, event_versions, event_topics, event_commitments)
            WITH ORDINALITY AS e (stream, version, topic, commitment, place);
        INSERT INTO ledger.event_bytes (position, blind, state)
        SELECT last_position - events + e.place, e.blind, e.state
        FROM unnest(event_blinds, event_states) WITH ORDINALITY AS e (blind, state, place);
        PERFORM pg_notify('ledger_events', '');
    ELSE
        SELECT h.position INTO last_position FROM ledger.log_head h;
    END IF;
    IF cardinality(command_keys) > 0 THEN
        INSERT INTO ledger.commands (actor, key, body_hash, position, answer)
        SELECT a.actor, a.key, a.body_hash, last_position - events + a.ends, a.answer
        FROM unnest(command_actors, command_keys, command_hashes, command_answers, command_ends)
            AS a (actor, key, body_hash, answer, ends);
    END IF;
    outcome := 'recorded';
END $$;

REVOKE ALL ON FUNCTION ledger.append_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append_events TO :"service";
