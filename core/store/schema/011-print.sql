-- Labels that were printed: a first printing once, reprints (same unit numbers) as often as
-- somebody gave a reason. Only grows. Printer and template stand in the private record of the act.

-- Disjoint: a label is printed for the first time once.
CREATE TABLE print (
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    batch TEXT NOT NULL REFERENCES batch (id),
    act   INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_by_batch ON print (batch, key, first);

CREATE TABLE reprint (
    act   INTEGER PRIMARY KEY,
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    batch TEXT NOT NULL REFERENCES batch (id),
    why   TEXT NOT NULL
) STRICT;
CREATE INDEX reprint_by_batch ON reprint (batch, key, first);
