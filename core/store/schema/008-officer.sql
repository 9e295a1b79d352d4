-- 008-officer.sql - what supervisors order and what others vouch for: freezes, recalls,
-- certificates, laboratory reports. The rows of a scope only grow; a freeze is marked when it is
-- extended, documented or lifted, a certificate when it is withdrawn.

-- id is the lot, source or holder of the scope. In force while lifted < 0 and ends >= today:
-- ends is the last day, that of the missing document or the ordered one (until).
CREATE TABLE freeze (
    act      INTEGER PRIMARY KEY,
    scope    TEXT NOT NULL CHECK (scope IN ('batch', 'units', 'lot', 'source', 'holder')),
    id       INTEGER NOT NULL DEFAULT 0,
    key      INTEGER NOT NULL,
    why      TEXT NOT NULL,
    who      TEXT NOT NULL,
    ts       INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends <= until),
    doc      BLOB CHECK (doc IS NULL OR length(doc) = 32),
    extended INTEGER NOT NULL DEFAULT -1,
    lifted   INTEGER NOT NULL DEFAULT -1
) STRICT;
CREATE INDEX freeze_by_target ON freeze (scope, id);

CREATE TABLE freeze_lot (
    lot INTEGER NOT NULL REFERENCES lot (id),
    act INTEGER NOT NULL REFERENCES freeze (act),
    PRIMARY KEY (lot, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_lot_of ON freeze_lot (act, lot);

-- key 0 = the whole batch, else a range of its units.
CREATE TABLE freeze_batch (
    batch TEXT NOT NULL REFERENCES batch (id),
    act   INTEGER NOT NULL REFERENCES freeze (act),
    key   INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0,
    count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (batch, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_batch_of ON freeze_batch (act, batch);

-- unknown_year: a year without a list of holidays was counted by weekends alone; 0 = none.
CREATE TABLE recall (
    act          INTEGER PRIMARY KEY,
    root         TEXT NOT NULL CHECK (root IN ('batch', 'lot', 'source')),
    batch        TEXT REFERENCES batch (id),
    id           INTEGER NOT NULL DEFAULT 0,
    grade        INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 3),
    why          TEXT NOT NULL,
    who          TEXT NOT NULL,
    ts           INTEGER NOT NULL,
    start_by     INTEGER NOT NULL,
    end_by       INTEGER NOT NULL,
    unknown_year INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recall_lot (
    recall INTEGER NOT NULL REFERENCES recall (act),
    lot    INTEGER NOT NULL REFERENCES lot (id),
    PRIMARY KEY (recall, lot)
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_by_lot ON recall_lot (lot);

CREATE TABLE recall_batch (
    recall INTEGER NOT NULL REFERENCES recall (act),
    batch  TEXT NOT NULL REFERENCES batch (id),
    PRIMARY KEY (recall, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_by_batch ON recall_batch (batch);

-- Totals so far, in units.
CREATE TABLE recall_progress (
    act       INTEGER PRIMARY KEY,
    recall    INTEGER NOT NULL REFERENCES recall (act),
    state     TEXT NOT NULL CHECK (state IN ('started', 'under-way', 'ended')),
    returned  INTEGER NOT NULL CHECK (returned >= 0),
    destroyed INTEGER NOT NULL CHECK (destroyed BETWEEN 0 AND returned),
    missing   INTEGER NOT NULL CHECK (missing >= 0),
    ts        INTEGER NOT NULL
) STRICT;
CREATE INDEX recall_progress_of ON recall_progress (recall, act);

-- product 0 = all products of the holder.
CREATE TABLE certificate (
    act       INTEGER PRIMARY KEY,
    holder    INTEGER NOT NULL REFERENCES holder (id),
    product   INTEGER NOT NULL DEFAULT 0,
    kind      TEXT NOT NULL,
    number    TEXT NOT NULL,
    body      TEXT NOT NULL,
    scope     TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL CHECK (last_day >= first_day),
    withdrawn INTEGER NOT NULL DEFAULT -1,
    withdrawn_day INTEGER NOT NULL DEFAULT 0,
    amended   INTEGER NOT NULL DEFAULT -1,
    UNIQUE (kind, number)
) STRICT;
CREATE INDEX certificate_by_holder ON certificate (holder, product);

-- Of a batch or of a lot, never of both.
CREATE TABLE lab_report (
    act        INTEGER PRIMARY KEY,
    batch      TEXT REFERENCES batch (id),
    lot        INTEGER REFERENCES lot (id),
    laboratory TEXT NOT NULL,
    number     TEXT NOT NULL,
    day        INTEGER NOT NULL,
    result     TEXT NOT NULL CHECK (result IN ('pass', 'fail')),
    items      TEXT NOT NULL,
    doc        BLOB NOT NULL CHECK (length(doc) = 32),
    amended    INTEGER NOT NULL DEFAULT -1,
    UNIQUE (laboratory, number),
    CHECK ((batch IS NULL) <> (lot IS NULL))
) STRICT;
CREATE INDEX lab_report_by_batch ON lab_report (batch);
CREATE INDEX lab_report_by_lot ON lab_report (lot);

-- What amend changed of a certificate or report; amendment does the same for batches.
CREATE TABLE correction (
    act    INTEGER PRIMARY KEY,
    ref    INTEGER NOT NULL,
    field  TEXT NOT NULL,
    before TEXT NOT NULL,
    after  TEXT NOT NULL
) STRICT;
CREATE INDEX correction_of ON correction (ref);

CREATE INDEX IF NOT EXISTS batch_by_lot ON batch (lot);
CREATE INDEX IF NOT EXISTS lot_by_source ON lot (source);
