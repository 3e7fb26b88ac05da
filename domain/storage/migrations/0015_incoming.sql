-- What anybody sends in who has not signed in: it waits beside the log until the office has looked at it, and goes from here then.

CREATE SCHEMA incoming;

-- A proposal for the year's list. Name and phone are sealed by the application, under the id of the row, before they come here, and
-- go as soon as the row is decided; what was not accepted stays for some days, so that the office can say why.
CREATE TABLE incoming.proposals (
    id uuid PRIMARY KEY,
    congress text NOT NULL CHECK (congress <> ''),
    project_year integer NOT NULL,
    received_at timestamptz NOT NULL,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    content text NOT NULL CHECK (length(content) BETWEEN 1 AND 4000),
    place text NOT NULL CHECK (length(place) <= 200),
    category text NOT NULL CHECK (length(category) <= 100),
    estimate_fen bigint,
    key_id text,
    wrapped_key bytea,
    sealed bytea,
    rejected_at timestamptz,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    CHECK ((key_id IS NULL) = (sealed IS NULL) AND (key_id IS NULL) = (wrapped_key IS NULL)),
    CHECK (rejected_at IS NULL OR sealed IS NULL)
);
CREATE INDEX waiting ON incoming.proposals (congress, received_at);

-- A survey of a congress's year, for one evaluation; the answers are there while it is open, their sums go into the log.
CREATE TABLE incoming.surveys (
    id uuid PRIMARY KEY,
    evaluation uuid NOT NULL UNIQUE,
    congress text NOT NULL CHECK (congress <> ''),
    project_year integer NOT NULL,
    opened_at timestamptz NOT NULL,
    items jsonb NOT NULL CHECK (length(items::text) <= 100000), -- the titles by the ids of the evaluation
    closed_at timestamptz,
    responses integer,
    aware integer
);
CREATE TABLE incoming.answers (
    id uuid PRIMARY KEY,
    survey uuid NOT NULL REFERENCES incoming.surveys,
    aware boolean,
    grades jsonb NOT NULL CHECK (length(grades::text) <= 20000)
);
CREATE INDEX of_survey ON incoming.answers (survey);

GRANT USAGE ON SCHEMA incoming TO :"service";
GRANT SELECT, INSERT, UPDATE, DELETE ON incoming.proposals, incoming.answers TO :"service";
GRANT SELECT, INSERT, UPDATE ON incoming.surveys TO :"service";
