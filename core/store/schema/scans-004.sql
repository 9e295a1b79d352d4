-- A scan stands where the others of its label are: one row per label, network and day, found by the
-- label, and by whether a network scanned it. net is a hash of one day. Kept for 190 days.
CREATE TABLE scan_of_label (
    key      INTEGER NOT NULL,
    serial   INTEGER NOT NULL,
    net      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    province INTEGER NOT NULL,
    city     INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    org      INTEGER NOT NULL,
    batch    INTEGER NOT NULL,
    PRIMARY KEY (key, serial, net)
) STRICT, WITHOUT ROWID;

INSERT INTO scan_of_label (key, serial, net, at, province, city, kind, org, batch)
    SELECT key, serial, net, MIN(at), MIN(province), MIN(city), MIN(kind), MIN(org), MIN(batch)
    FROM scan GROUP BY key, serial, net;

DROP TABLE scan;
ALTER TABLE scan_of_label RENAME TO scan;
CREATE INDEX scan_by_time ON scan (at);
