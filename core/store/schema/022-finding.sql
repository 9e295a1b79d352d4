-- What officers found: labels that were copied. In force while lifted < 0; of those no two meet. The
-- act of a finding and all it says stay when it is lifted.

CREATE TABLE finding (
    act    INTEGER PRIMARY KEY,
    key    INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    count  INTEGER NOT NULL CHECK (count > 0),
    batch  TEXT NOT NULL REFERENCES batch (id),
    why    TEXT NOT NULL,
    who    TEXT NOT NULL,
    ts     INTEGER NOT NULL,
    doc    BLOB NOT NULL CHECK (length(doc) = 32),
    lifted INTEGER NOT NULL DEFAULT -1
) STRICT;
CREATE INDEX finding_in_force ON finding (key, first) WHERE lifted < 0;
