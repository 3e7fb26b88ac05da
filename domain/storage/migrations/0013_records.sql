-- Who read whose data, what was tried and refused, and for how long is kept what lets somebody in?

-- The congress whose office entered the person, by its division code; '' where the deployment did, for an account.
ALTER TABLE ledger.people ADD COLUMN congress text NOT NULL DEFAULT '';

-- 更正: new sealed bytes under the same reference, and the old ones are gone. Nobody does it but by this function, and that
-- finds nothing to do unless the very transaction has recorded who does it.
CREATE FUNCTION ledger.correct_person(person uuid, new_key_id text, new_wrapped_key bytea, new_sealed bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE ledger.people SET key_id = new_key_id, wrapped_key = new_wrapped_key, sealed = new_sealed WHERE ref = person
$$;
REVOKE ALL ON FUNCTION ledger.correct_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.correct_person TO :"service";

CREATE FUNCTION ledger.refuse_unrecorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_LEVEL = 'STATEMENT' THEN
        IF EXISTS (SELECT FROM accounts.acts WHERE act = 'person_corrected' AND xmin = pg_current_xact_id()::xid) THEN
            RETURN NULL;
        END IF;
    ELSIF (NEW.ref, NEW.congress) = (OLD.ref, OLD.congress) AND EXISTS (
        SELECT FROM accounts.acts
        WHERE act = 'person_corrected' AND detail ->> 'person' = OLD.ref::text AND xmin = pg_current_xact_id()::xid) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = 'nobody recorded who corrects this person';
END $$;
CREATE INDEX corrections ON accounts.acts ((detail ->> 'person')) WHERE act = 'person_corrected';

DROP TRIGGER stays ON ledger.people;
CREATE TRIGGER stays BEFORE TRUNCATE ON ledger.people EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER recorded BEFORE UPDATE ON ledger.people EXECUTE FUNCTION ledger.refuse_unrecorded();
CREATE TRIGGER recorded_each BEFORE UPDATE ON ledger.people FOR EACH ROW EXECUTE FUNCTION ledger.refuse_unrecorded();
ALTER TABLE ledger.people
    ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER recorded, ENABLE ALWAYS TRIGGER recorded_each;

-- Who read whose data: a person's, or a document that is not public. Only added to. Whoever is here by a session pass counts
-- votes, so of him the day is kept and not the time.
CREATE TABLE accounts.reads (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    by_ref text NOT NULL CHECK (by_ref <> ''),
    role text NOT NULL,
    congress text NOT NULL,
    route text NOT NULL CHECK (route <> ''),
    subject uuid NOT NULL,
    whole boolean NOT NULL,
    reason text NOT NULL
);
CREATE INDEX reads_of_subject ON accounts.reads (subject);
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts.reads EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE accounts.reads ENABLE ALWAYS TRIGGER stays;

-- What was tried, by whom and where, how often within an hour, or within a day where a ballot is near: a flood is one row.
CREATE TABLE accounts.attempts (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since timestamptz NOT NULL,
    what text NOT NULL CHECK (what <> ''),
    who text NOT NULL,
    place text NOT NULL,
    times bigint NOT NULL DEFAULT 1,
    UNIQUE (since, what, who, place)
);
CREATE TRIGGER stays BEFORE TRUNCATE ON accounts.attempts EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER only_more BEFORE UPDATE ON accounts.attempts FOR EACH ROW
WHEN ((NEW.number, NEW.since, NEW.what, NEW.who, NEW.place, NEW.times)
    IS DISTINCT FROM (OLD.number, OLD.since, OLD.what, OLD.who, OLD.place, OLD.times + 1))
EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON accounts.attempts FOR EACH ROW
WHEN (OLD.since > now() - interval '180 days') EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE accounts.attempts
    ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER only_more, ENABLE ALWAYS TRIGGER kept;

-- By which its owner names a session, who must not name it by its secret.
ALTER TABLE accounts.sessions ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();

-- A subject is somebody at one provider of sign-in; another provider's subject of the same name is somebody else.
ALTER TABLE accounts.accounts ADD COLUMN issuer text NOT NULL DEFAULT '';
ALTER TABLE accounts.accounts DROP CONSTRAINT accounts_subject_key;
ALTER TABLE accounts.accounts ADD UNIQUE (issuer, subject);

-- What lets nobody in any more goes after a time, some of it whenever somebody signs in. The service may delete none of it
-- by itself: what is younger stays, whatever moment it names. What somebody holds just now is left to the next time.
CREATE FUNCTION accounts.sweep(moment timestamptz, most integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM accounts.sessions WHERE hash IN (
        SELECT hash FROM accounts.sessions WHERE ends_at < least(moment, now()) - interval '30 days'
        ORDER BY ends_at LIMIT most FOR UPDATE SKIP LOCKED);
    DELETE FROM accounts.codes WHERE ctid IN (
        SELECT ctid FROM accounts.codes WHERE expires_at < least(moment, now()) - interval '30 days'
        ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED);
    DELETE FROM accounts.tokens WHERE id IN (
        SELECT id FROM accounts.tokens WHERE expires_at < least(moment, now()) - interval '180 days'
        ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED);
    DELETE FROM accounts.passes WHERE id IN (
        SELECT id FROM accounts.passes AS p WHERE ends_at < least(moment, now()) - interval '180 days'
            AND NOT EXISTS (SELECT FROM accounts.sessions AS s WHERE s.pass = p.id)
        ORDER BY ends_at LIMIT most FOR UPDATE SKIP LOCKED);
    DELETE FROM accounts.attempts WHERE number IN (
        SELECT number FROM accounts.attempts WHERE since < least(moment, now()) - interval '180 days'
        ORDER BY since LIMIT most FOR UPDATE SKIP LOCKED);
    DELETE FROM accounts.confirmations WHERE id IN (
        SELECT id FROM accounts.confirmations WHERE expires_at < least(moment, now())
        ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED);
$$;
REVOKE ALL ON FUNCTION accounts.sweep FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts.sweep TO :"service";
CREATE INDEX sessions_by_end ON accounts.sessions (ends_at);
CREATE INDEX codes_by_end ON accounts.codes (expires_at);
CREATE INDEX tokens_by_end ON accounts.tokens (expires_at);
CREATE INDEX passes_by_end ON accounts.passes (ends_at);

GRANT SELECT, INSERT ON accounts.reads, accounts.attempts TO :"service";
GRANT UPDATE (times) ON accounts.attempts TO :"service";
GRANT SELECT ON accounts.reads, accounts.attempts TO :"reader";

-- What the log vouches for must be complete: no row with a lower number comes after one that was hashed.
CREATE FUNCTION accounts.hold_records() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE accounts.acts, accounts.reads IN SHARE MODE;
END $$;
REVOKE ALL ON FUNCTION accounts.hold_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts.hold_records TO :"service";
