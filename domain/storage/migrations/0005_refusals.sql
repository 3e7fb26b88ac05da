-- What nobody may do, the owner included. ALWAYS: no setting of a session switches these triggers off.

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'MS009',
        MESSAGE = format('%s on %I.%I: what is recorded stays as it is', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME);
END $$;

-- Erasure is an act of its own role: even a superuser has to say SET ROLE first.
CREATE FUNCTION ledger.refuse_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> :'redactor' THEN
        RAISE EXCEPTION USING ERRCODE = 'MS009',
            MESSAGE = format('%s on %I.%I is for the redactor alone', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger.refuse_retreat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position <= OLD.position THEN
        RAISE EXCEPTION USING ERRCODE = 'MS009', MESSAGE = 'the head of the log only advances';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_advances BEFORE UPDATE ON ledger.log_head FOR EACH ROW EXECUTE FUNCTION ledger.refuse_retreat();
CREATE TRIGGER one_row BEFORE INSERT OR DELETE OR TRUNCATE ON ledger.log_head EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event_headers EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.commands EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER stays BEFORE UPDATE OR TRUNCATE ON ledger.event_bytes EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER stays BEFORE UPDATE OR TRUNCATE ON ledger.people EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER redactor_only BEFORE DELETE ON ledger.event_bytes EXECUTE FUNCTION ledger.refuse_erasure();
CREATE TRIGGER redactor_only BEFORE DELETE ON ledger.people EXECUTE FUNCTION ledger.refuse_erasure();

ALTER TABLE ledger.log_head ENABLE ALWAYS TRIGGER only_advances, ENABLE ALWAYS TRIGGER one_row;
ALTER TABLE ledger.event_headers ENABLE ALWAYS TRIGGER stays;
ALTER TABLE ledger.commands ENABLE ALWAYS TRIGGER stays;
ALTER TABLE ledger.event_bytes ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only;
ALTER TABLE ledger.people ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only;
