-- What is printed to let somebody in comes in two halves, printed by two people: neither of them can come in alone. Of the first
-- half its hash stands here until the second is printed, then the hash of both together and of neither.

-- What was printed whole by one person lets nobody in any more.
UPDATE accounts.passes SET ended_at = least(now(), ends_at) WHERE ended_at IS NULL;
ALTER TABLE accounts.passes
    ADD COLUMN half bytea CHECK (octet_length(half) = 32),
    ADD COLUMN second_by text,
    ALTER COLUMN hash DROP NOT NULL;
UPDATE accounts.passes SET half = hash, hash = NULL;
ALTER TABLE accounts.passes
    ADD CONSTRAINT one_hash CHECK (num_nonnulls(half, hash) = 1),
    ADD CONSTRAINT two_hands CHECK ((hash IS NULL) = (second_by IS NULL) AND second_by NOT IN (issued_by, person::text));

-- Codes come as lists: one for a change of somebody's rights, several for a deputy.
DROP TABLE accounts.codes;
CREATE TABLE accounts.codes (
    list uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    account uuid NOT NULL REFERENCES accounts.accounts,
    half bytea CHECK (octet_length(half) = 32),
    hash bytea UNIQUE CHECK (octet_length(hash) = 32),
    first_by text NOT NULL,
    second_by text,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (list, number),
    CONSTRAINT one_hash CHECK (num_nonnulls(half, hash) = 1),
    -- Before there is anybody the command on the server prints three codes whole.
    CONSTRAINT two_hands CHECK (
        (hash IS NULL) = (second_by IS NULL) AND account::text NOT IN (first_by, coalesce(second_by, ''))
        AND (second_by <> first_by OR first_by = 'bootstrap'))
);

-- Administrators are locked by two as well.
ALTER TABLE accounts.changes
    DROP CONSTRAINT changes_kind_check,
    ADD CONSTRAINT changes_kind_check CHECK (kind IN ('grant', 'revoke', 'code', 'lock', 'unlock'));

GRANT SELECT, INSERT ON accounts.codes TO :"service";
GRANT UPDATE (half, hash, second_by, used_at) ON accounts.codes TO :"service";
GRANT UPDATE (half, hash, second_by) ON accounts.passes TO :"service";
