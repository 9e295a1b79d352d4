-- One plot, one source: a keyed digest of the plot's number (cadastral unit, contract), so that
-- neither a copy of this table nor the log tells or confirms whose plot is where. A source without
-- a number has no row.
CREATE TABLE parcel (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    source INTEGER NOT NULL UNIQUE REFERENCES source (id)
) STRICT, WITHOUT ROWID;
