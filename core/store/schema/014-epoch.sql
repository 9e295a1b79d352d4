-- Logs that were closed, and what began in their place. Leaves keep their numbers for ever: the
-- log of an epoch is every leaf that was kept and all that came after. The founding began number 1
-- and has no row. Append-only.

CREATE TABLE epoch (
    number INTEGER PRIMARY KEY CHECK (number >= 2),
    act    INTEGER NOT NULL UNIQUE CHECK (act >= 1), -- its own first leaf = the leaves kept
    far    INTEGER NOT NULL CHECK (far >= 0), -- newest size known of the log before; past act = lost
    origin TEXT NOT NULL UNIQUE,              -- of the log that begins
    note   BLOB NOT NULL                      -- the last cosigned checkpoint of the log before
) STRICT;
