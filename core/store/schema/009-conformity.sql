-- 009-conformity.sql - certificates of conformity (承诺达标合格证) for fresh produce. Rows only grow:
-- a new certificate stands beside the old one that it names (ref).

-- Of a lot or of a batch, never of both. Place, contact and persons are in `private`.
CREATE TABLE conformity (
    act      INTEGER PRIMARY KEY,
    holder   INTEGER NOT NULL REFERENCES holder (id),
    lot      INTEGER REFERENCES lot (id),
    batch    TEXT REFERENCES batch (id),
    product  INTEGER NOT NULL REFERENCES product (idx),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    basis    TEXT NOT NULL CHECK (basis IN ('control', 'self-test', 'commissioned-test')),
    day      INTEGER NOT NULL,
    ref      INTEGER NOT NULL DEFAULT -1 CHECK (ref < act),
    CHECK ((lot IS NULL) <> (batch IS NULL))
) STRICT;
CREATE INDEX conformity_by_lot ON conformity (lot, act);
CREATE INDEX conformity_by_batch ON conformity (batch, act);
