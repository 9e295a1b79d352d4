-- Versions of the text of a digital label: of one batch, or (batch '') of every batch of a
-- producer's product. The table only grows: an older version is never changed or taken out.

CREATE TABLE digital_label (
    act     INTEGER PRIMARY KEY,
    holder  INTEGER NOT NULL REFERENCES holder (id),
    product INTEGER NOT NULL REFERENCES product (idx),
    batch   TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    ts      INTEGER NOT NULL,
    why     TEXT NOT NULL,
    items   TEXT NOT NULL CHECK (length(items) > 2),
    UNIQUE (holder, product, batch, version)
) STRICT;
