-- 003-witness.sql - how it went with each witness that is asked. Observations, no acts: what is
-- lost here is learnt again by asking. Times are ms since 1970 UTC, by our own clock.

CREATE TABLE witness (
    name     TEXT PRIMARY KEY,                        -- as in its note lines
    size     INTEGER NOT NULL CHECK (size >= 0),      -- that it is thought to have cosigned last
    cosigned INTEGER NOT NULL,                        -- when its newest line was taken in; 0 = never
    next_ask INTEGER NOT NULL,                        -- not before
    failures INTEGER NOT NULL CHECK (failures >= 0),  -- in a row
    trouble  TEXT NOT NULL                            -- of the last one; '' = none
) STRICT, WITHOUT ROWID;

CREATE INDEX cosignature_by_name ON cosignature (name, size);
