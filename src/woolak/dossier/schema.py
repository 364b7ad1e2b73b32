# SPDX-License-Identifier: EUPL-1.2
"""The tables of a dossier's database."""

VERSION = 2

# What brings the tables of a version to the next, beside the tables that the next one adds.
MIGRATIONS = {1: "ALTER TABLE documents ADD COLUMN family TEXT NOT NULL DEFAULT '';"}

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, original_sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT,
    place TEXT NOT NULL, notes TEXT NOT NULL,
    published_sha256 TEXT, soort TEXT NOT NULL, datum TEXT NOT NULL,
    duplicate_of TEXT NOT NULL, grond TEXT, family TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE IF NOT EXISTS parcels (
    source TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (source, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pages (
    document TEXT NOT NULL REFERENCES documents (id), number INTEGER NOT NULL, layer TEXT NOT NULL,
    unread TEXT, body BLOB NOT NULL, PRIMARY KEY (document, number, layer)
) STRICT;

CREATE TABLE IF NOT EXISTS findings (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), page INTEGER NOT NULL,
    layer TEXT NOT NULL, start INTEGER, "end" INTEGER, text TEXT NOT NULL, kind TEXT NOT NULL,
    rules TEXT NOT NULL, score REAL NOT NULL, why TEXT NOT NULL, boxes TEXT NOT NULL,
    mention TEXT NOT NULL, keep INTEGER NOT NULL, role TEXT NOT NULL, functie TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS findings_by_place ON findings (document, page, start);

CREATE TABLE IF NOT EXISTS persons (
    id TEXT PRIMARY KEY, voornamen TEXT NOT NULL, initialen TEXT NOT NULL,
    tussenvoegsel TEXT NOT NULL, achternaam TEXT NOT NULL, functie TEXT NOT NULL,
    role TEXT NOT NULL, findings TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS advices (
    finding TEXT PRIMARY KEY, verdict TEXT NOT NULL, proposal TEXT, grond TEXT, why TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS decisions (
    seq INTEGER PRIMARY KEY, finding TEXT NOT NULL, verdict TEXT NOT NULL, grond TEXT,
    "by" TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS decisions_by_finding ON decisions (finding);

CREATE TABLE IF NOT EXISTS redactions (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), page INTEGER NOT NULL,
    boxes TEXT NOT NULL, grond TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
    motivation TEXT NOT NULL, source TEXT NOT NULL, decided TEXT NOT NULL, date TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS redactions_by_document ON redactions (document);

CREATE TABLE IF NOT EXISTS outputs (
    document TEXT PRIMARY KEY REFERENCES documents (id), plan TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;

-- Who B01 is, and what was remarked: nothing else names a reviewer, and both can be erased.
CREATE TABLE IF NOT EXISTS reviewers (alias TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS remarks (action INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS actions (
    seq INTEGER PRIMARY KEY, "by" TEXT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL,
    document TEXT NOT NULL, page INTEGER NOT NULL, places INTEGER NOT NULL, undone INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS steps (
    action INTEGER NOT NULL REFERENCES actions (seq), finding TEXT NOT NULL,
    old_verdict TEXT, old_grond TEXT, old_by TEXT, verdict TEXT NOT NULL, grond TEXT,
    PRIMARY KEY (action, finding)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS steps_by_finding ON steps (finding);
CREATE TABLE IF NOT EXISTS ties (
    seq INTEGER PRIMARY KEY, action INTEGER NOT NULL, what TEXT NOT NULL, finding TEXT NOT NULL,
    other TEXT NOT NULL, active INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS person_versions (
    action INTEGER NOT NULL, side TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (action, side, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checks (
    document TEXT NOT NULL, page INTEGER NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL,
    action INTEGER NOT NULL, active INTEGER NOT NULL, PRIMARY KEY (document, page, "by")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS looks (
    document TEXT NOT NULL, page INTEGER NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (document, page, "by")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS confirmations (
    decision INTEGER NOT NULL REFERENCES decisions (seq), finding TEXT NOT NULL,
    "by" TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (decision, "by")
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fresh (finding TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS terms (
    list TEXT NOT NULL, term TEXT NOT NULL, grond TEXT NOT NULL, PRIMARY KEY (list, term)
) STRICT;

CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, "by" TEXT NOT NULL, event TEXT NOT NULL,
    data TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS log_is_written_once BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is written once'); END;
CREATE TRIGGER IF NOT EXISTS log_is_kept BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is kept'); END;
CREATE TRIGGER IF NOT EXISTS decisions_are_written_once BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed, only followed by another'); END;
CREATE TRIGGER IF NOT EXISTS decisions_are_kept BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never dropped'); END;
"""
