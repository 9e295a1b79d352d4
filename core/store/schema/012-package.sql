-- Cases and cartons, what was packed into them, which were opened; GTINs of trade items. Acts are
-- log indexes. Only `inside` ever loses rows: it is what lies in closed packages now.

-- Runs of equal packages: the k-th of them covers the k-th slice of the children in the header. A
-- mixed box has batch '' and stands alone.
CREATE TABLE package (
    key    INTEGER NOT NULL REFERENCES key (id),
    first  INTEGER NOT NULL,
    count  INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000000),
    header BLOB NOT NULL CHECK (length(header) = 28),
    level  INTEGER NOT NULL CHECK (level IN (1, 2)),
    holder INTEGER NOT NULL REFERENCES holder (id),
    batch  TEXT NOT NULL,
    ts     INTEGER NOT NULL,
    act    INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;

-- The ranges that went in, of labels or (boxes 1) of packages.
CREATE TABLE package_member (
    act   INTEGER NOT NULL,
    line  INTEGER NOT NULL,
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    boxes INTEGER NOT NULL CHECK (boxes IN (0, 1)),
    PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- Which closed package a serial lies in: `each` of them in one package, 0 = all of them. Disjoint.
CREATE TABLE inside (
    key     INTEGER NOT NULL,
    first   INTEGER NOT NULL,
    count   INTEGER NOT NULL CHECK (count > 0),
    box_key INTEGER NOT NULL,
    box     INTEGER NOT NULL,
    each    INTEGER NOT NULL CHECK (each >= 0),
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;

-- Opened packages. Disjoint: a package is opened once.
CREATE TABLE package_opened (
    key   INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    why   TEXT NOT NULL,
    who   TEXT NOT NULL,
    ts    INTEGER NOT NULL,
    act   INTEGER NOT NULL,
    PRIMARY KEY (key, first)
) STRICT, WITHOUT ROWID;

-- A trade item of a producer; what was printed stays, so a later number stands beside the first.
CREATE TABLE gtin (
    gtin    TEXT PRIMARY KEY CHECK (length(gtin) = 14),
    holder  INTEGER NOT NULL REFERENCES holder (id),
    product INTEGER NOT NULL REFERENCES product (idx),
    net     INTEGER NOT NULL,
    act     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX gtin_of ON gtin (holder, product, net, act);
