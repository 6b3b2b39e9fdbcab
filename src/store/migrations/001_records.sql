-- Version 1: records of every registry, the log with what was before, plan versions.

CREATE TABLE entries (
    id     INTEGER PRIMARY KEY AUTOINCREMENT, -- orders the log, whatever the clock says
    at     TEXT NOT NULL,                     -- local time, ISO 8601
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,                     -- the command
    undoes INTEGER REFERENCES entries (id)
) STRICT;

CREATE TABLE records (
    place INTEGER PRIMARY KEY AUTOINCREMENT,  -- order within a registry; never reused
    kind  TEXT NOT NULL,
    id    TEXT NOT NULL,
    json  TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE INDEX records_of_kind ON records (kind);

-- What an entry changed. What came after is the `before` of the record's next change, or
-- the record as it is now: nothing is stored twice.
CREATE TABLE changes (
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    entry  INTEGER NOT NULL REFERENCES entries (id),
    place  INTEGER,                           -- NULL: the record was not there
    before TEXT,
    PRIMARY KEY (kind, id, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX changes_of_entry ON changes (entry);

CREATE TABLE plans (
    version INTEGER PRIMARY KEY,
    entry   INTEGER NOT NULL REFERENCES entries (id),
    json    TEXT NOT NULL
) STRICT;
