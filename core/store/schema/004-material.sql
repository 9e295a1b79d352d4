-- Material on its way: lots that are held or came from outside, disputes, trade cards, inputs.
-- Amounts are milli-units, days count from 1970-01-01, acts are log indexes.

-- released counts what was taken of a lot as material as well, so that a batch and a maker never
-- get the same goods.
-- outside: how much of `quantity` is of legal raw material from elsewhere (rounded up);
-- held: the dispute that holds the lot, null = free.
ALTER TABLE lot ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lot ADD COLUMN held INTEGER;
CREATE INDEX lot_by_act ON lot (act);

-- A transfer that was disputed (ref), and the act that settled it.
CREATE TABLE dispute (
    ref     INTEGER PRIMARY KEY,
    act     INTEGER NOT NULL,
    settled INTEGER
) STRICT;

-- Numbers stay for ever, so that an old card is told by name. pin is a slow salted hash; tries
-- counts wrong secrets in a row; sheet is the act of the slips that are good, 0 = none; daily is
-- the most that may be sold a day in the product's milli-units, 0 = no limit.
CREATE TABLE card (
    number   TEXT PRIMARY KEY,
    holder   INTEGER NOT NULL REFERENCES holder (id),
    salt     BLOB NOT NULL CHECK (length(salt) = 16),
    pin      BLOB NOT NULL CHECK (length(pin) = 32),
    rounds   INTEGER NOT NULL CHECK (rounds > 0),
    tries    INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    sheet    INTEGER NOT NULL DEFAULT 0,
    daily    INTEGER NOT NULL DEFAULT 0 CHECK (daily >= 0),
    sold_day INTEGER NOT NULL DEFAULT 0,
    sold     INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
    act      INTEGER NOT NULL,
    replaced INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_holder ON card (holder);

-- One-time slips; used is the day, null = not yet. One salt and one count of rounds per sheet.
CREATE TABLE slip (
    sheet  INTEGER NOT NULL,
    hash   BLOB NOT NULL CHECK (length(hash) = 16),
    salt   BLOB NOT NULL CHECK (length(salt) = 16),
    rounds INTEGER NOT NULL CHECK (rounds > 0),
    used   INTEGER,
    PRIMARY KEY (sheet, hash)
) STRICT, WITHOUT ROWID;

-- What was used on a source. active: names of ingredients with commas; wait: days of the
-- registered label, -1 = not given; replaced: the act that corrected this record.
CREATE TABLE input (
    act      INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES source (id),
    day      INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('pesticide', 'fertiliser')),
    active   TEXT NOT NULL,
    wait     INTEGER NOT NULL CHECK (wait >= -1),
    replaced INTEGER
) STRICT;
CREATE INDEX input_by_source ON input (source, day);
