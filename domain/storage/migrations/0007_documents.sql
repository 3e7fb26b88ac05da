-- The bytes of documents, once under their hash; which congress filed them as what stands in the log.

CREATE TABLE ledger.document_bytes (
    sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    bytes bytea NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL CHECK (media_type <> ''),
    CHECK (sha256 = sha256(bytes)),
    CHECK (size = octet_length(bytes) AND size > 0)
);
-- Photographs and PDF are compressed already.
ALTER TABLE ledger.document_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;

GRANT SELECT, INSERT ON ledger.document_bytes TO :"service";
GRANT SELECT, DELETE ON ledger.document_bytes TO :"redactor";

CREATE TRIGGER stays BEFORE UPDATE OR TRUNCATE ON ledger.document_bytes EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER redactor_only BEFORE DELETE ON ledger.document_bytes EXECUTE FUNCTION ledger.refuse_erasure();
ALTER TABLE ledger.document_bytes ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only;
