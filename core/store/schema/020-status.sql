-- What holders had when a status leaf was written, of the newest one of each product and season: a
-- holder's proof then need not sum up the postings before it. Written by that act alone; the
-- counter "status kept ..." names the leaf. Nothing is lost with these rows: postings give them.

CREATE TABLE IF NOT EXISTS status_balance (
    product  INTEGER NOT NULL,
    season   INTEGER NOT NULL,
    material TEXT NOT NULL,
    holder   INTEGER NOT NULL CHECK (holder > 0),
    balance  INTEGER NOT NULL CHECK (balance >= 0),
    PRIMARY KEY (product, season, material, holder)
) STRICT, WITHOUT ROWID;
