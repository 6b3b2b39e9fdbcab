-- Version 3: the last number given to a record without an id, by registry; none comes back.

CREATE TABLE numbers (
    kind TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
