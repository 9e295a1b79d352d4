-- Up to when what was seen of an odd label counts for nothing: a person found that it was an
-- attack. What is seen after that is judged by itself. Times are ms since 1970 UTC.
ALTER TABLE odd ADD COLUMN cleared INTEGER NOT NULL DEFAULT 0;

-- Which finding dismissed which label is not told by its row; the newest is too early for none.
UPDATE odd SET cleared = COALESCE((SELECT MAX(i.closed) FROM inbox i
    WHERE i.kind = 'odd-labels' AND i.state = 2), 0) WHERE held = 2;
