-- Lists of official hosts that the root signed; the newest one holds. The table only grows.

CREATE TABLE host_list (
    act  INTEGER PRIMARY KEY,
    list TEXT NOT NULL CHECK (length(list) > 0)
) STRICT;
