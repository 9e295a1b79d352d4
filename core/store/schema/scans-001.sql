-- scans.db: what people saw of labels. Observations, no acts: nothing here changes a right or a
-- state. No address is kept: net is a hash under the secret of its day, and the secret goes when
-- the day is over. Days count from 1970-01-01, times are ms since 1970 UTC.

CREATE TABLE scan_day (
    day    INTEGER PRIMARY KEY,
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

-- One row per network, day and label; kept for 190 days.
CREATE TABLE scan (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    key      INTEGER NOT NULL,
    serial   INTEGER NOT NULL,
    net      INTEGER NOT NULL,
    province INTEGER NOT NULL,
    city     INTEGER NOT NULL,
    kind     INTEGER NOT NULL
) STRICT;
CREATE INDEX scan_by_unit ON scan (key, serial, at);
CREATE INDEX scan_by_net ON scan (net, key, serial);
CREATE INDEX scan_by_time ON scan (at);

-- How many different labels a network scanned; its hash is of one day. Kept as long as scans.
CREATE TABLE net (
    net    INTEGER PRIMARY KEY,
    labels INTEGER NOT NULL,
    day    INTEGER NOT NULL
) STRICT;
CREATE INDEX net_by_day ON net (day);

-- What is shown of a label; stays when its scans go.
CREATE TABLE seen (
    key    INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    places INTEGER NOT NULL,
    value  INTEGER NOT NULL,
    rule   TEXT NOT NULL,
    strong INTEGER NOT NULL,
    since  INTEGER NOT NULL,
    openings INTEGER NOT NULL,
    opened   INTEGER NOT NULL,
    PRIMARY KEY (key, serial)
) STRICT, WITHOUT ROWID;

-- Openings of hidden codes.
CREATE TABLE opening (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    key      INTEGER NOT NULL,
    serial   INTEGER NOT NULL,
    net      INTEGER NOT NULL,
    province INTEGER NOT NULL,
    city     INTEGER NOT NULL
) STRICT;
CREATE INDEX opening_by_unit ON opening (key, serial, id);

-- Labels that turned odd, by producer and day; held ones wait for a person.
CREATE TABLE odd (
    key    INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    org    INTEGER NOT NULL,
    day    INTEGER NOT NULL,
    held   INTEGER NOT NULL,
    PRIMARY KEY (key, serial)
) STRICT, WITHOUT ROWID;
CREATE INDEX odd_by_org ON odd (org, day);
