-- 007-import.sql - which acts came in with one file. Bookkeeping beside the log: the acts say
-- what happened; this says that they belong together, so that a file is not brought in twice
-- and can be taken back as a whole.

CREATE TABLE import (
    first  INTEGER PRIMARY KEY,              -- log index of its first act
    last   INTEGER NOT NULL CHECK (last >= first),
    kind   TEXT NOT NULL,
    hash   BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the normalised rows
    undone INTEGER                           -- the act that took it back
) STRICT;
CREATE INDEX import_by_hash ON import (hash);
CREATE INDEX holder_by_title ON holder (name);
