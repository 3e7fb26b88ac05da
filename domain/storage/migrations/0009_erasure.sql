-- What has to go when the content of an event is lawfully erased: the bytes (0001), the persons (0004), and these.

-- The hash of what was asked for stays no longer than its text: whoever guesses the text could try it out. The row stays,
-- so that the same key records nothing a second time. The one change that is ever made to a recorded row.
CREATE FUNCTION ledger.blank_hash() RETURNS bytea
LANGUAGE sql IMMUTABLE RETURN decode(repeat('00', 32), 'hex');

DROP TRIGGER stays ON ledger.commands;
CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON ledger.commands EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER redactor_only BEFORE UPDATE ON ledger.commands EXECUTE FUNCTION ledger.refuse_erasure();
CREATE TRIGGER only_blanked BEFORE UPDATE ON ledger.commands FOR EACH ROW
WHEN ((NEW.actor, NEW.key, NEW.body_hash, NEW.position, NEW.answer)
    IS DISTINCT FROM (OLD.actor, OLD.key, ledger.blank_hash(), OLD.position, OLD.answer))
EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.commands
    ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only, ENABLE ALWAYS TRIGGER only_blanked;

GRANT SELECT, UPDATE (body_hash) ON ledger.commands TO :"redactor";
GRANT EXECUTE ON FUNCTION ledger.blank_hash() TO :"redactor";

-- Rows that were made from what is erased are made anew from what is left: whoever erases takes their bookmarks away.
GRANT USAGE ON SCHEMA reading TO :"redactor";
GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA reading TO :"redactor";
ALTER DEFAULT PRIVILEGES FOR ROLE :"service" IN SCHEMA reading GRANT SELECT, DELETE ON TABLES TO :"redactor";
