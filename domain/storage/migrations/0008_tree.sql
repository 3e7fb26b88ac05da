-- The tree: RFC 9162 over all header rows in the order of the log; domain/leaves.py says which bytes of a row are its leaf,
-- domain/merkle.py what is made of them. The head keeps the compact range, the tree's full subtrees with the largest first.
-- The head moves with the rows, by the trigger `in_tree` alone: there is no position without a row and no row without its leaf.

-- One transaction, and nobody appends meanwhile.
SELECT pg_advisory_xact_lock(4703101);

ALTER TABLE ledger.log_head
    ADD COLUMN algorithm text NOT NULL DEFAULT 'sha256' CHECK (algorithm IN ('sha256', 'sm3')),
    ADD COLUMN compact_range bytea[] NOT NULL DEFAULT '{}';

-- SM3, GB/T 32905-2016, for a log that is made with it; PostgreSQL has none. Words of 32 bits are bigints below 2^32, and all
-- operators but + and - bind alike, from left to right.
CREATE FUNCTION ledger.sm3(message bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    size CONSTANT integer := octet_length(message);
    -- A one, zeros up to 8 bytes before the end of a block of 64, and how many bits the message has.
    padded CONSTANT bytea := message || '\x80' || decode(repeat('00', (119 - size % 64) % 64), 'hex') || int8send(size * 8::bigint);
    low CONSTANT bigint := 4294967295;
    v0 bigint := x'7380166f'::bigint; v1 bigint := x'4914b2b9'::bigint;
    v2 bigint := x'172442d7'::bigint; v3 bigint := x'da8a0600'::bigint;
    v4 bigint := x'a96f30bc'::bigint; v5 bigint := x'163138aa'::bigint;
    v6 bigint := x'e38dee4d'::bigint; v7 bigint := x'b0fb0e4e'::bigint;
    w bigint[]; a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; g bigint; h bigint;
    a12 bigint; t bigint; ss1 bigint; tt1 bigint; tt2 bigint;
BEGIN
    FOR start IN 0 .. octet_length(padded) - 64 BY 64 LOOP
        -- 5.3.2: the block's 16 words become 68.
        w := '{}';
        FOR j IN 0 .. 15 LOOP
            w[j] := get_byte(padded, start + 4 * j) * 16777216::bigint + get_byte(padded, start + 4 * j + 1) * 65536
                + get_byte(padded, start + 4 * j + 2) * 256 + get_byte(padded, start + 4 * j + 3);
        END LOOP;
        FOR j IN 16 .. 67 LOOP
            t := w[j - 3];
            t := w[j - 16] # w[j - 9] # (t << 15 & low | (t >> 17));
            b := w[j - 13];
            w[j] := t # (t << 15 & low | (t >> 17)) # (t << 23 & low | (t >> 9)) # (b << 7 & low | (b >> 25)) # w[j - 6];
        END LOOP;
        -- 5.3.3: 64 rounds; `t` is the round's constant, turned by one bit more each time.
        a := v0; b := v1; c := v2; d := v3; e := v4; f := v5; g := v6; h := v7;
        t := x'79cc4519'::bigint;
        FOR j IN 0 .. 63 LOOP
            IF j = 16 THEN
                t := x'9d8a7a87'::bigint;
            END IF;
            a12 := a << 12 & low | (a >> 20);
            ss1 := a12 + e + t & low;
            ss1 := ss1 << 7 & low | (ss1 >> 25);
            IF j < 16 THEN
                tt1 := (a # b # c) + d + (ss1 # a12) + (w[j] # w[j + 4]) & low;
                tt2 := (e # f # g) + h + ss1 + w[j] & low;
            ELSE
                tt1 := (a & b | (a & c) | (b & c)) + d + (ss1 # a12) + (w[j] # w[j + 4]) & low;
                tt2 := (e & f | ((low - e) & g)) + h + ss1 + w[j] & low;
            END IF;
            d := c; c := b << 9 & low | (b >> 23); b := a; a := tt1;
            h := g; g := f << 19 & low | (f >> 13); f := e;
            e := tt2 # (tt2 << 9 & low | (tt2 >> 23)) # (tt2 << 17 & low | (tt2 >> 15));
            t := t << 1 & low | (t >> 31);
        END LOOP;
        v0 := v0 # a; v1 := v1 # b; v2 := v2 # c; v3 := v3 # d; v4 := v4 # e; v5 := v5 # f; v6 := v6 # g; v7 := v7 # h;
    END LOOP;
    RETURN substr(int8send(v0), 5) || substr(int8send(v1), 5) || substr(int8send(v2), 5) || substr(int8send(v3), 5)
        || substr(int8send(v4), 5) || substr(int8send(v5), 5) || substr(int8send(v6), 5) || substr(int8send(v7), 5);
END $$;

CREATE FUNCTION ledger.digest(algorithm text, data bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE algorithm WHEN 'sha256' THEN sha256(data) WHEN 'sm3' THEN ledger.sm3(data) END;

-- A topic of more than 32,767 bytes is an error here, and not cut.
CREATE FUNCTION ledger.leaf_hash(
    algorithm text, "position" bigint, stream uuid, version bigint, topic text, commitment bytea
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN ledger.digest(algorithm, '\x000008'::bytea || int8send("position") || '\x0010'::bytea || uuid_send(stream)
    || '\x0008'::bytea || int8send(version) || int2send(octet_length(convert_to(topic, 'UTF8'))::smallint)
    || convert_to(topic, 'UTF8') || '\x0020'::bytea || commitment);

-- The compact range of a tree of `size` leaves after `leaves` were added to it.
CREATE FUNCTION ledger.grown(algorithm text, size bigint, compact_range bytea[], leaves bytea[]) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    last integer := cardinality(compact_range);
    node bytea;
    rest bigint;
BEGIN
    FOREACH node IN ARRAY leaves LOOP
        rest := size;
        -- A one at the low end is a full subtree as large as the new one.
        WHILE rest & 1 = 1 LOOP
            node := ledger.digest(algorithm, '\x01'::bytea || compact_range[last] || node);
            last := last - 1;
            rest := rest >> 1;
        END LOOP;
        last := last + 1;
        compact_range[last] := node;
        size := size + 1;
    END LOOP;
    RETURN compact_range[:last];
END $$;

-- For whoever inserts header rows, in the append or beside it: they are at the positions that come next, or are refused.
CREATE FUNCTION ledger.grow_tree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head record;
    rows record;
BEGIN
    PERFORM pg_advisory_xact_lock(4703101);
    SELECT h.position, h.algorithm, h.compact_range INTO STRICT head FROM ledger.log_head h;
    SELECT min(a.position) AS first, max(a.position) AS last, count(*) AS count, array_agg(
        ledger.leaf_hash(head.algorithm, a.position, a.stream_id, a.version, a.topic, a.commitment) ORDER BY a.position
    ) AS leaves INTO rows FROM added a;
    IF rows.first <> head.position + 1 OR rows.last <> head.position + rows.count THEN
        RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = format('position %s comes next', head.position + 1);
    END IF;
    IF rows.count > 0 THEN
        UPDATE ledger.log_head SET position = rows.last,
            compact_range = ledger.grown(head.algorithm, head.position, head.compact_range, rows.leaves);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER in_tree AFTER INSERT ON ledger.event_headers REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.grow_tree();
ALTER TABLE ledger.event_headers ENABLE ALWAYS TRIGGER in_tree;

CREATE OR REPLACE FUNCTION ledger.refuse_retreat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position <= OLD.position OR NEW.algorithm <> OLD.algorithm THEN
        RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = 'the head of the log only advances, under one hash';
    END IF;
    RETURN NEW;
END $$;

-- The append of 0003, which draws its positions from a head that the rows themselves advance.
CREATE OR REPLACE FUNCTION ledger.append_events(
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
        SELECT h.position + events INTO STRICT last_position FROM ledger.log_head h;
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

DROP FUNCTION ledger.advance_head(integer);

-- What was recorded before there was a tree, all of it committed to with SHA-256.
ALTER TABLE ledger.log_head DISABLE TRIGGER only_advances;
UPDATE ledger.log_head SET algorithm = :'algorithm' WHERE position = 0;
DO $$
DECLARE
    last CONSTANT bigint := (SELECT position FROM ledger.log_head);
    leaves bytea[];
    grown bytea[] := '{}';
BEGIN
    FOR folded IN 0 .. last - 1 BY 10000 LOOP
        leaves := ARRAY(
            SELECT ledger.leaf_hash('sha256', h.position, h.stream_id, h.version, h.topic, h.commitment)
            FROM ledger.event_headers h
            WHERE h.position > folded AND h.position <= folded + 10000
            ORDER BY h.position);
        IF cardinality(leaves) <> least(10000, last - folded) THEN
            RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = format('positions are missing after %s', folded);
        END IF;
        grown := ledger.grown('sha256', folded, grown, leaves);
    END LOOP;
    UPDATE ledger.log_head SET compact_range = grown;
END $$;
ALTER TABLE ledger.log_head ENABLE ALWAYS TRIGGER only_advances;

-- As many subtrees as the size has ones in binary, and each of them known: a head that was moved by half grows no further.
ALTER TABLE ledger.log_head ADD CONSTRAINT size_and_tree_fit CHECK (
    cardinality(compact_range) = bit_count(position::bit(64)) AND array_position(compact_range, NULL) IS NULL);

GRANT SELECT ON ledger.log_head, ledger.event_headers, ledger.event_bytes TO :"signer";
