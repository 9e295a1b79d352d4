-- A batch that an import brought in and that was taken back with it is no batch in force with no
-- labels: it says which act took it back. Until now the table of imports alone told; no two of
-- them share an act, so the newest one that begins before a batch is the only one that may hold it.

ALTER TABLE batch ADD COLUMN undone INTEGER NOT NULL DEFAULT 0; -- the act, 0 = stands
UPDATE batch SET undone = COALESCE((SELECT CASE WHEN i.last >= batch.act THEN i.undone END
    FROM import i WHERE i.first <= batch.act ORDER BY i.first DESC LIMIT 1), 0)
    WHERE remaining = 0;
