-- What waits for a person, and the counts that say when a print run looks doubled. Observations
-- again: a finding here changes what is shown of copies, never what a label is.

-- One row per thing to look at. kind is a word ("odd-labels", "doubled-run", "report"), facts is
-- a JSON object. state: 0 waits, 1 confirmed, 2 dismissed; then closed and why say when and why.
CREATE TABLE inbox (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    facts   TEXT NOT NULL,
    state   INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    closed  INTEGER NOT NULL,
    why     TEXT NOT NULL
) STRICT;
CREATE INDEX inbox_by_state ON inbox (state, kind, id);
CREATE INDEX inbox_by_subject ON inbox (kind, subject, id);

-- Whose labels, and of which batch: its product number times 2^32 and its own number.
ALTER TABLE scan ADD COLUMN org INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scan ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;

-- Labels of a stretch of serials that were seen in a province; each once per province.
CREATE TABLE stretch (
    key      INTEGER NOT NULL,
    org      INTEGER NOT NULL,
    batch    INTEGER NOT NULL,
    stretch  INTEGER NOT NULL,
    province INTEGER NOT NULL,
    labels   INTEGER NOT NULL,
    PRIMARY KEY (key, org, batch, stretch, province)
) STRICT, WITHOUT ROWID;

-- The same of a whole product: where it is sold.
CREATE TABLE product_place (
    product  INTEGER NOT NULL,
    province INTEGER NOT NULL,
    labels   INTEGER NOT NULL,
    PRIMARY KEY (product, province)
) STRICT, WITHOUT ROWID;

CREATE INDEX opening_by_time ON opening (at);

-- Labels held before there was an inbox would wait for an entry that nobody can close.
UPDATE odd SET held = 0;
