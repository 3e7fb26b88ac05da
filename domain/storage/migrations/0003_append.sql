-- The append: everything that one command records, in one call.
--
-- One transaction-level lock is taken before anything is read, so positions are drawn in the order of commits: a reader who
-- saw position n never sees a smaller one appear. Each statement below the lock has a snapshot of its own, taken after it
-- (READ COMMITTED, which is checked), so what it reads is what stands. A refusal is an answer, given before anything is
-- written: several calls can share a transaction, and one of them that is refused harms no other.
--
--   event_*    one element an event, in the order of recording
--   read_*     the streams that were read or are written, with the version at which each must still be;
--              null: nothing is known of versions (the library's own insert), and the unique constraint alone decides
--   command_*  the row that makes the command repeatable; key null: no row
--   strict     raise instead of refusing, because other statements of this transaction must then not run
--
-- outcome: recorded · repeated (the row was there: position, streams, versions and answer are the earlier ones)
--          · reused (the row was there, with another body) · moved (streams[1] stands at versions[2], not at versions[1])
-- MS001 refused, strictly · MS002 versions do not follow one another · MS003 wrong isolation level

CREATE FUNCTION ledger.append_events(
    event_streams uuid[], event_versions bigint[], event_topics text[],
    event_commitments bytea[], event_blinds bytea[], event_states bytea[],
    read_streams uuid[], read_versions bigint[],
    command_actor text, command_key text, command_hash bytea, command_answer bytea,
    strict boolean,
    OUT outcome text, OUT last_position bigint, OUT streams uuid[], OUT versions bigint[], OUT answer bytea
)
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
    events CONSTANT integer := cardinality(event_states);
    earlier record;
    stands_at bigint;
    contiguous boolean;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING ERRCODE = 'MS003', MESSAGE = 'events are appended at READ COMMITTED';
    END IF;
    IF events = 1 THEN
        streams := event_streams;
        versions := event_versions;
        contiguous := event_versions[1] = read_versions[array_position(read_streams, event_streams[1])] + 1;
    ELSE
        SELECT array_agg(w.stream), array_agg(w.last),
            bool_and(coalesce(w.first = r.version + 1 AND w.last = r.version + w.events, false))
        INTO streams, versions, contiguous
        FROM (
            SELECT e.stream, min(e.version) AS first, max(e.version) AS last, count(*) AS events
            FROM unnest(event_streams, event_versions) AS e (stream, version) GROUP BY e.stream
        ) AS w
        LEFT JOIN unnest(read_streams, read_versions) AS r (stream, version) ON r.stream = w.stream;
    END IF;
    IF events > 0 AND read_streams IS NOT NULL AND contiguous IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'MS002', MESSAGE = 'versions do not follow one another';
    END IF;

    PERFORM pg_advisory_xact_lock(4703101);

    outcome := 'recorded';
    IF command_key IS NOT NULL THEN
        SELECT c.body_hash, c.position, c.streams, c.versions, c.answer INTO earlier
        FROM ledger.commands c WHERE c.actor = command_actor AND c.key = command_key;
        IF FOUND THEN
            outcome := CASE WHEN earlier.body_hash = command_hash THEN 'repeated' ELSE 'reused' END;
            last_position := earlier.position;
            streams := earlier.streams;
            versions := earlier.versions;
            answer := earlier.answer;
        END IF;
    END IF;
    FOR i IN 1 .. coalesce(cardinality(read_streams), 0) LOOP
        EXIT WHEN outcome <> 'recorded';
        SELECT h.version INTO stands_at
        FROM ledger.event_headers h WHERE h.stream_id = read_streams[i] ORDER BY h.version DESC LIMIT 1;
        IF coalesce(stands_at, 0) IS DISTINCT FROM read_versions[i] THEN
            outcome := 'moved';
            streams := ARRAY[read_streams[i]];
            versions := ARRAY[read_versions[i], coalesce(stands_at, 0)];
        END IF;
    END LOOP;
    IF outcome <> 'recorded' THEN
        IF strict THEN
            RAISE EXCEPTION USING ERRCODE = 'MS001', MESSAGE = 'refused: ' || outcome, DETAIL = json_build_object(
                'outcome', outcome, 'last_position', last_position, 'streams', streams, 'versions', versions,
                'answer', encode(answer, 'hex'));
        END IF;
        RETURN;
    END IF;

    IF events = 0 THEN
        SELECT h.position INTO last_position FROM ledger.log_head h;
    ELSE
        last_position := ledger.advance_head(events);
        PERFORM pg_notify('ledger_events', '');
    END IF;
    IF events = 1 THEN
        INSERT INTO ledger.event_headers (position, stream_id, version, topic, commitment)
        VALUES (last_position, event_streams[1], event_versions[1], event_topics[1], event_commitments[1]);
        INSERT INTO ledger.event_bytes (position, blind, state)
        VALUES (last_position, event_blinds[1], event_states[1]);
    ELSIF events > 1 THEN
        INSERT INTO ledger.event_headers (position, stream_id, version, topic, commitment)
        SELECT last_position - events + e.place, e.stream, e.version, e.topic, e.commitment
        FROM unnest(event_streams, event_versions, event_topics, event_commitments)
            WITH ORDINALITY AS e (stream, version, topic, commitment, place);
        INSERT INTO ledger.event_bytes (position, blind, state)
        SELECT last_position - events + e.place, e.blind, e.state
        FROM unnest(event_blinds, event_states) WITH ORDINALITY AS e (blind, state, place);
    END IF;

    answer := command_answer;
    IF command_key IS NOT NULL THEN
        INSERT INTO ledger.commands (actor, key, body_hash, position, streams, versions, answer)
        VALUES (command_actor, command_key, command_hash, last_position,
            coalesce(streams, '{}'), coalesce(versions, '{}'), command_answer);
    END IF;
END $$;

REVOKE ALL ON FUNCTION ledger.append_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append_events TO :"service";
