-- The registry, first version. Amounts are milli-units, days count from 1970-01-01, times are
-- ms since 1970 UTC, `act` is a log index. Rules of FORMATS 12: STRICT, no triggers; act,
-- posting, checkpoint, key_list, run, amendment and label_state only ever grow.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next >= 0)
) STRICT, WITHOUT ROWID;

-- One row per act; leaf is the public entry of the log.
CREATE TABLE act (
    idx     INTEGER PRIMARY KEY CHECK (idx >= 0),
    kind    TEXT NOT NULL,
    ts      INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
    draft   BLOB NOT NULL CHECK (length(draft) = 32),
    answer  TEXT NOT NULL,
    leaf    BLOB NOT NULL CHECK (length(leaf) <= 2048),
    UNIQUE (key, n)
) STRICT;

-- The only home of natural persons' data, plots, buyers and prices. Erasing takes value and
-- salt; hash (the field's commitment) stays.
CREATE TABLE private (
    act   INTEGER NOT NULL REFERENCES act (idx) DEFERRABLE INITIALLY DEFERRED,
    field TEXT NOT NULL,
    value TEXT,
    salt  BLOB,
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (act, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE tile (
    level  INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    note BLOB NOT NULL
) STRICT;

CREATE TABLE key (
    id        INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 65535),
    role      TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    public    BLOB NOT NULL,
    holder    INTEGER NOT NULL DEFAULT 0,
    products  TEXT NOT NULL DEFAULT '',
    types     TEXT NOT NULL DEFAULT '',
    since     INTEGER NOT NULL,
    retired   INTEGER,
    last_good INTEGER,
    state     TEXT NOT NULL,
    next_n    INTEGER NOT NULL DEFAULT 1,
    next_unit INTEGER NOT NULL DEFAULT 1 CHECK (next_unit BETWEEN 1 AND 4294967296)
) STRICT;

CREATE TABLE key_list (
    act  INTEGER PRIMARY KEY,
    list BLOB NOT NULL
) STRICT;

CREATE TABLE product (
    idx      INTEGER PRIMARY KEY CHECK (idx BETWEEN 1 AND 65535),
    mnemonic TEXT NOT NULL UNIQUE,
    rules    TEXT NOT NULL,
    act      INTEGER NOT NULL
) STRICT;

CREATE TABLE season (
    product     INTEGER NOT NULL REFERENCES product (idx),
    season      INTEGER NOT NULL,
    first_day   INTEGER NOT NULL,
    last_day    INTEGER NOT NULL CHECK (last_day >= first_day),
    label_until INTEGER NOT NULL CHECK (label_until >= last_day),
    act         INTEGER NOT NULL,
    PRIMARY KEY (product, season)
) STRICT, WITHOUT ROWID;

-- name, uscc, address are a producer's (a legal person's); a grower's stand in private.
CREATE TABLE holder (
    id      INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 1048575),
    kind    TEXT NOT NULL CHECK (kind IN ('producer', 'grower')),
    name    TEXT NOT NULL,
    uscc    TEXT UNIQUE,
    address TEXT NOT NULL,
    card    TEXT UNIQUE,
    state   TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
    next_batch INTEGER NOT NULL DEFAULT 1,
    act     INTEGER NOT NULL,
    CHECK ((kind = 'producer') = (uscc IS NOT NULL))
) STRICT;

CREATE TABLE source (
    id       INTEGER PRIMARY KEY,
    holder   INTEGER NOT NULL REFERENCES holder (id),
    kind     TEXT NOT NULL CHECK (kind IN ('plot', 'vessel', 'flock', 'permit')),
    township INTEGER NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    act      INTEGER NOT NULL
) STRICT;
CREATE INDEX source_by_holder ON source (holder);

-- A source is allotted once per year over all products.
CREATE TABLE allotment (
    source  INTEGER NOT NULL REFERENCES source (id),
    year    INTEGER NOT NULL,
    product INTEGER NOT NULL REFERENCES product (idx),
    season  INTEGER NOT NULL,
    qty     INTEGER NOT NULL CHECK (qty > 0),
    used    INTEGER NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND qty),
    act     INTEGER NOT NULL,
    PRIMARY KEY (source, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE picked (
    source INTEGER NOT NULL REFERENCES source (id),
    day    INTEGER NOT NULL,
    qty    INTEGER NOT NULL CHECK (qty > 0),
    PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- holder 0 holds the counter-accounts source, outside, process, market, lapsed.
CREATE TABLE account (
    holder   INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    season   INTEGER NOT NULL,
    material TEXT NOT NULL,
    balance  INTEGER NOT NULL CHECK (holder = 0 OR balance >= 0),
    PRIMARY KEY (holder, product, season, material)
) STRICT, WITHOUT ROWID;

CREATE TABLE posting (
    act      INTEGER NOT NULL REFERENCES act (idx) DEFERRABLE INITIALLY DEFERRED,
    line     INTEGER NOT NULL,
    holder   INTEGER NOT NULL,
    product  INTEGER NOT NULL,
    season   INTEGER NOT NULL,
    material TEXT NOT NULL,
    amount   INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- quantity is what the lot began with, remaining what is still there, released what batches
-- have been given of it.
CREATE TABLE lot (
    id        INTEGER PRIMARY KEY,
    holder    INTEGER NOT NULL REFERENCES holder (id),
    product   INTEGER NOT NULL REFERENCES product (idx),
    season    INTEGER NOT NULL,
    material  TEXT NOT NULL CHECK (material IN ('raw', 'made')),
    day       INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    source    INTEGER REFERENCES source (id),
    quantity  INTEGER NOT NULL CHECK (quantity > 0),
    remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND quantity),
    released  INTEGER NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND quantity),
    act       INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_by_holder ON lot (holder, product, season, material);

CREATE TABLE lot_parent (
    child  INTEGER NOT NULL REFERENCES lot (id),
    parent INTEGER NOT NULL REFERENCES lot (id),
    qty    INTEGER NOT NULL CHECK (qty > 0),
    PRIMARY KEY (child, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_child ON lot_parent (parent, child);

CREATE TABLE batch (
    id        TEXT PRIMARY KEY,
    holder    INTEGER NOT NULL REFERENCES holder (id),
    number    INTEGER NOT NULL,
    product   INTEGER NOT NULL REFERENCES product (idx),
    season    INTEGER NOT NULL,
    lot       INTEGER NOT NULL REFERENCES lot (id),
    quantity  INTEGER NOT NULL CHECK (quantity > 0),
    remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND quantity),
    grade     INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 15),
    place     TEXT NOT NULL,
    note      TEXT NOT NULL,
    act       INTEGER NOT NULL,
    amended   INTEGER NOT NULL DEFAULT -1,
    UNIQUE (holder, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE amendment (
    act    INTEGER PRIMARY KEY,
    ref    INTEGER NOT NULL,
    batch  TEXT NOT NULL REFERENCES batch (id),
    field  TEXT NOT NULL,
    before TEXT NOT NULL,
    after  TEXT NOT NULL
) STRICT;

CREATE TABLE run (
    key    INTEGER NOT NULL REFERENCES key (id),
    first  INTEGER NOT NULL,
    count  INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000000),
    batch  TEXT NOT NULL REFERENCES batch (id),
    header BLOB NOT NULL CHECK (length(header) = 22),
    ts     INTEGER NOT NULL,
    act    INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_by_batch ON run (batch, act);

-- Ranges that are not in force. Disjoint: a dead label has one reason.
CREATE TABLE label_state (
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    state TEXT NOT NULL,
    why   TEXT NOT NULL,
    who   TEXT NOT NULL,
    batch TEXT NOT NULL REFERENCES batch (id),
    ts    INTEGER NOT NULL,
    act   INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_state_by_batch ON label_state (batch);
