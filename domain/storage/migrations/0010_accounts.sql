-- Who may come in, and who let him. Beside the log and never in it: a secret comes here as a hash, the seeds of one-time
-- passwords sealed with the key that stands outside the database.

CREATE SCHEMA accounts;
GRANT USAGE ON SCHEMA accounts TO :"service", :"reader";

-- `account` is the reference under which its owner stands on envelopes. Whoever administers does no business, for ever.
CREATE TABLE accounts.accounts (
    account uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9._-]{1,63}$'),
    administers boolean NOT NULL,
    subject text UNIQUE,
    created_at timestamptz NOT NULL,
    locked_at timestamptz,
    password text CHECK (password LIKE '$argon2id$%'),
    totp_key_id text,
    totp_sealed bytea,
    totp_step bigint NOT NULL DEFAULT 0,
    UNIQUE (account, administers)
);

-- One role in one congress (a division code in its short form, none for administrators); of units, for one unit and some of
-- its projects or all of them.
CREATE TABLE accounts.grants (
    id uuid PRIMARY KEY,
    account uuid NOT NULL,
    role text NOT NULL CHECK (role IN (
        'clerk', 'chair', 'government', 'unit', 'deputy', 'auditor', 'system_admin', 'security_admin', 'audit_admin')),
    congress text NOT NULL,
    unit text NOT NULL DEFAULT '',
    projects text[] NOT NULL DEFAULT '{}',
    administers boolean NOT NULL GENERATED ALWAYS AS (role IN ('system_admin', 'security_admin', 'audit_admin')) STORED,
    granted_at timestamptz NOT NULL,
    revoked_at timestamptz,
    FOREIGN KEY (account, administers) REFERENCES accounts.accounts (account, administers),
    CHECK ((role IN ('system_admin', 'security_admin', 'audit_admin')) = (congress = '')),
    CHECK ((role = 'unit') = (unit <> '')),
    CHECK (role = 'unit' OR projects = '{}')
);
-- The three administrators are three people, and so are clerk and chair of a congress, whoever asks and however fast.
CREATE UNIQUE INDEX one_administrator ON accounts.grants (account) WHERE administers AND revoked_at IS NULL;
CREATE UNIQUE INDEX clerk_or_chair ON accounts.grants (account, congress)
    WHERE role IN ('clerk', 'chair') AND revoked_at IS NULL;
CREATE UNIQUE INDEX granted_once ON accounts.grants (account, role, congress, unit) WHERE revoked_at IS NULL;

-- What changes somebody's rights: one proposes it, another decides, and neither is the one it is about.
CREATE TABLE accounts.changes (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('grant', 'revoke', 'code')),
    account uuid NOT NULL REFERENCES accounts.accounts,
    role text NOT NULL,
    congress text NOT NULL,
    unit text NOT NULL,
    projects text[] NOT NULL,
    proposed_by uuid NOT NULL REFERENCES accounts.accounts,
    proposed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    decided_by uuid REFERENCES accounts.accounts,
    decided_at timestamptz,
    approved boolean,
    CHECK (num_nonnulls(decided_by, decided_at, approved) IN (0, 3)),
    CHECK (proposed_by <> account AND decided_by <> account AND decided_by <> proposed_by)
);

-- Printed session passes 会议口令: one person, one meeting, one task; with `papers`, for those of one round or evaluation alone.
CREATE TABLE accounts.passes (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    person uuid NOT NULL,
    task text NOT NULL CHECK (task IN ('scrutineer', 'teller')),
    congress text NOT NULL,
    meeting uuid NOT NULL,
    papers uuid,
    issued_by text NOT NULL,
    issued_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX one_task ON accounts.passes (meeting, person) WHERE ended_at IS NULL;

-- Printed codes that let somebody in once.
CREATE TABLE accounts.codes (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    account uuid NOT NULL REFERENCES accounts.accounts,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

-- A session acts under one grant or one pass; under neither it may only set its owner's own password.
CREATE TABLE accounts.sessions (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    account uuid REFERENCES accounts.accounts,
    granted uuid REFERENCES accounts.grants,
    pass uuid REFERENCES accounts.passes,
    began_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK (num_nonnulls(account, pass) = 1)
);
CREATE INDEX sessions_of_account ON accounts.sessions (account) WHERE ended_at IS NULL;
CREATE INDEX sessions_of_pass ON accounts.sessions (pass) WHERE ended_at IS NULL;

CREATE TABLE accounts.tokens (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    account uuid NOT NULL REFERENCES accounts.accounts,
    granted uuid NOT NULL REFERENCES accounts.grants,
    scope text NOT NULL CHECK (scope IN ('read', 'write')),
    purpose text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CHECK (expires_at <= created_at + interval '90 days')
);

-- Counted by the hash of the name that was typed, whether there is such an account or not: neither answers nor work differ.
CREATE TABLE accounts.failures (
    name_hash bytea PRIMARY KEY CHECK (octet_length(name_hash) = 32),
    failures integer NOT NULL,
    last_at timestamptz NOT NULL,
    locked_until timestamptz NOT NULL
);
CREATE INDEX failures_by_age ON accounts.failures (last_at);

-- 二人确认: what the second person was asked to confirm, to the byte; gone when it is recorded or has expired.
CREATE TABLE accounts.confirmations (
    id uuid PRIMARY KEY,
    asked_by text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    body bytea NOT NULL,
    congress text NOT NULL,
    second_ref text NOT NULL CHECK (second_ref <> asked_by),
    second_role text NOT NULL,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    UNIQUE (asked_by, key, body_hash)
);

-- What was done to accounts, by whom: only added to, like the log.
CREATE TABLE accounts.acts (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    by_ref text NOT NULL,
    act text NOT NULL CHECK (act <> ''),
    account uuid,
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts.acts EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE accounts.acts ENABLE ALWAYS TRIGGER stays;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA accounts TO :"service";
GRANT UPDATE (locked_at, password, totp_key_id, totp_sealed, totp_step) ON accounts.accounts TO :"service";
GRANT UPDATE (revoked_at) ON accounts.grants, accounts.tokens TO :"service";
GRANT UPDATE (decided_by, decided_at, approved) ON accounts.changes TO :"service";
GRANT UPDATE (ended_at) ON accounts.passes TO :"service";
GRANT UPDATE (used_at) ON accounts.codes TO :"service";
GRANT UPDATE (seen_at, ended_at) ON accounts.sessions TO :"service";
GRANT UPDATE (confirmed_at) ON accounts.confirmations TO :"service";
GRANT UPDATE ON accounts.failures TO :"service";
GRANT DELETE ON accounts.failures, accounts.confirmations TO :"service";
GRANT SELECT ON accounts.acts, accounts.grants, accounts.changes TO :"reader";
