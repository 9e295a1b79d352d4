-- Which acts concern what, so that the history of a batch or holder is read by index. Derived from
-- leaf and private record when an act is stored, and never more than a hint: whoever follows it
-- looks at the act itself. what: "batch <ID>", "holder <number>" or "ref <act>".

CREATE TABLE act_about (
    what TEXT NOT NULL,
    act  INTEGER NOT NULL,
    PRIMARY KEY (what, act)
) STRICT, WITHOUT ROWID;

-- Acts before this one were stored before this table was: they are looked through one by one.
CREATE TABLE about_since (
    act INTEGER PRIMARY KEY
) STRICT;
INSERT INTO about_since (act) SELECT COALESCE(MAX(idx) + 1, 0) FROM act;
