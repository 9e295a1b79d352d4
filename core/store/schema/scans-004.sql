-- Scans of a label are found by one index, which also tells whether a network scanned it. Networks
-- are hashes: an index that begins with them is written in another place with every scan.
CREATE INDEX scan_by_label ON scan (key, serial, net);
DROP INDEX scan_by_unit;
DROP INDEX scan_by_net;
