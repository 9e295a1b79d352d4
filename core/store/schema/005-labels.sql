-- Labels that wait for their activation, what ended and came back, and grants that were limited,
-- lowered or closed. Amounts are milli-units, acts are log indexes. All of it only grows, but for
-- the running sums of township_grant.

-- Runs whose labels count only once an act `activate` named them; who answers for them.
CREATE TABLE waiting (
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    batch TEXT NOT NULL REFERENCES batch (id),
    who   TEXT NOT NULL,
    ts    INTEGER NOT NULL,
    act   INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_batch ON waiting (batch);

-- Disjoint: a label is activated once.
CREATE TABLE activation (
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    batch TEXT NOT NULL REFERENCES batch (id),
    act   INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX activation_by_batch ON activation (batch);

-- What an act that ended labels said besides: how many of them were still waiting, and what came
-- back to the producer (qty 0 = nothing).
CREATE TABLE ending (
    act     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    batch   TEXT NOT NULL REFERENCES batch (id),
    count   INTEGER NOT NULL CHECK (count > 0),
    waiting INTEGER NOT NULL CHECK (waiting BETWEEN 0 AND count),
    qty     INTEGER NOT NULL CHECK (qty >= 0)
) STRICT;
CREATE INDEX ending_by_batch ON ending (batch, kind);

-- What the sources of a township were granted in a season: a ceiling is asked of one row.
CREATE TABLE township_grant (
    product  INTEGER NOT NULL,
    season   INTEGER NOT NULL,
    township INTEGER NOT NULL,
    qty      INTEGER NOT NULL CHECK (qty > 0),
    PRIMARY KEY (product, season, township)
) STRICT, WITHOUT ROWID;
INSERT INTO township_grant (product, season, township, qty)
    SELECT a.product, a.season, s.township, SUM(a.qty)
    FROM allotment a JOIN source s ON s.id = a.source
    GROUP BY a.product, a.season, s.township;

-- A grant that was wrong: qty is what it was lowered by, owed what of that was used already.
CREATE TABLE adjustment (
    act    INTEGER PRIMARY KEY,
    ref    INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    year   INTEGER NOT NULL,
    qty    INTEGER NOT NULL CHECK (qty > 0),
    owed   INTEGER NOT NULL CHECK (owed BETWEEN 0 AND qty)
) STRICT;
CREATE INDEX adjustment_by_source ON adjustment (source, year);

-- What holders owe (> 0) and what later grants of a source paid of it (< 0).
CREATE TABLE deficit (
    act     INTEGER NOT NULL,
    source  INTEGER NOT NULL REFERENCES source (id),
    holder  INTEGER NOT NULL REFERENCES holder (id),
    product INTEGER NOT NULL REFERENCES product (idx),
    amount  INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (act, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX deficit_by_holder ON deficit (holder, product);

CREATE TABLE season_end (
    product INTEGER NOT NULL REFERENCES product (idx),
    season  INTEGER NOT NULL,
    act     INTEGER NOT NULL,
    PRIMARY KEY (product, season)
) STRICT, WITHOUT ROWID;

-- Material that is still there, oldest first.
CREATE INDEX lot_open ON lot (product, season, material, day) WHERE remaining > 0;
