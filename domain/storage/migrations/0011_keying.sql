-- Where papers and sheets are keyed before they are recorded: ordinary tables beside the log, whose rows go when they are sealed.
--
-- What a paper says (`face`) comes here sealed by the application under a key of its round that stands in a file and is destroyed
-- with the sealing: what a deleted row leaves behind in pages, in the write-ahead log and in old backups is noise from then on.
-- So the tables need not be UNLOGGED, which a crash would empty in the middle of the keying.

CREATE SCHEMA keying;

-- One row a round, locked by whoever changes anything of it. It stays, so that nothing is keyed once the round is sealed.
CREATE TABLE keying.rounds (
    round uuid PRIMARY KEY,
    key_id text NOT NULL,
    revision bigint NOT NULL DEFAULT 0,
    sealed boolean NOT NULL DEFAULT false,
    file_sha256 bytea CHECK (octet_length(file_sha256) = 32),
    commitment bytea CHECK (octet_length(commitment) = 32),
    CHECK ((file_sha256 IS NULL) = (commitment IS NULL))
);

-- A bundle holds the papers with the running numbers first to last.
CREATE TABLE keying.bundles (
    round uuid NOT NULL REFERENCES keying.rounds,
    bundle integer NOT NULL CHECK (bundle > 0),
    first integer NOT NULL CHECK (first > 0),
    last integer NOT NULL CHECK (last >= first),
    PRIMARY KEY (round, bundle)
);

-- Who did what with a bundle; `done` says of a teller that he has keyed all of it.
CREATE TABLE keying.hands (
    round uuid NOT NULL,
    bundle integer NOT NULL,
    person text NOT NULL CHECK (person <> ''),
    task text NOT NULL CHECK (task IN ('key', 'decide', 'review')),
    done boolean NOT NULL DEFAULT false,
    PRIMARY KEY (round, bundle, person, task),
    FOREIGN KEY (round, bundle) REFERENCES keying.bundles
);

CREATE TABLE keying.papers (
    round uuid NOT NULL,
    bundle integer NOT NULL,
    number integer NOT NULL,
    teller text NOT NULL,
    face bytea NOT NULL,
    PRIMARY KEY (round, bundle, number, teller),
    FOREIGN KEY (round, bundle) REFERENCES keying.bundles
);

-- What a scrutineer said of a paper on which the tellers differ, with his reason.
CREATE TABLE keying.decisions (
    round uuid NOT NULL,
    bundle integer NOT NULL,
    number integer NOT NULL,
    face bytea NOT NULL,
    PRIMARY KEY (round, bundle, number),
    FOREIGN KEY (round, bundle) REFERENCES keying.bundles
);

-- The figures of a signed sheet as each of those read it who type it.
CREATE TABLE keying.sheets (
    stream uuid NOT NULL,
    typist text NOT NULL CHECK (typist <> ''),
    role text NOT NULL,
    sheet bytea NOT NULL,
    PRIMARY KEY (stream, typist)
);

-- Runs in the transaction that records the sealing, before it. MS010: something was keyed after `at_revision` was read.
CREATE FUNCTION keying.seal(sealed_round uuid, at_revision bigint) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
    PERFORM FROM keying.rounds AS r
    WHERE r.round = sealed_round AND r.revision = at_revision AND r.commitment IS NOT NULL AND NOT r.sealed FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'MS010', MESSAGE = 'keyed on, or sealed, since it was read';
    END IF;
    PERFORM keying.wipe(sealed_round);
END $$;

-- All that was keyed of a round, whatever became of it.
CREATE FUNCTION keying.wipe(of_round uuid) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
    INSERT INTO keying.rounds (round, key_id, sealed) VALUES (of_round, '', true)
    ON CONFLICT (round) DO UPDATE SET sealed = true, file_sha256 = NULL, commitment = NULL;
    DELETE FROM keying.decisions AS d WHERE d.round = of_round;
    DELETE FROM keying.papers AS p WHERE p.round = of_round;
    DELETE FROM keying.hands AS h WHERE h.round = of_round;
    DELETE FROM keying.bundles AS b WHERE b.round = of_round;
END $$;

REVOKE ALL ON FUNCTION keying.seal(uuid, bigint), keying.wipe(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keying.seal(uuid, bigint), keying.wipe(uuid) TO :"service";
GRANT USAGE ON SCHEMA keying TO :"service";
GRANT SELECT, INSERT, UPDATE ON keying.rounds TO :"service";
GRANT SELECT, INSERT, UPDATE, DELETE ON keying.bundles, keying.hands, keying.papers, keying.decisions, keying.sheets TO :"service";
