-- 002-cosignature.sql - what witnesses said of our checkpoints. Append-only: a cosignature is
-- never changed, a newer one of the same witness stands beside it.

CREATE TABLE cosignature (
    size    INTEGER NOT NULL, -- of the checkpoint
    name    TEXT NOT NULL,    -- of the witness, as in its note lines
    seconds INTEGER NOT NULL, -- since 1970, as the witness claims
    line    BLOB NOT NULL,    -- the note line with its newline
    PRIMARY KEY (size, name, seconds)
) STRICT, WITHOUT ROWID;
