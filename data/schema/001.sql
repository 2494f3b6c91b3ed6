-- The tables that are the same whatever the catalogue says. Their names begin with an underscore, so that no kind of record can
-- take one. The table of each kind of record is made from its description (app/store/epc-schema.c).

-- What the file knows about itself: uid, replica, catalogue, clean, checked, restored.
CREATE TABLE _property (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT
) STRICT, WITHOUT ROWID;

-- A replica is one workspace on one machine. The row with the most recent "began" that is ours stands in _property.
-- seq: the highest sequence number up to which nothing of that replica is missing here; all rows together are the version vector.
CREATE TABLE _replica (
  id         BLOB PRIMARY KEY NOT NULL,
  public_key BLOB NOT NULL,
  host       TEXT,
  user       TEXT,
  began      INTEGER NOT NULL,
  seq        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Kinds of record by a small number that never changes in this file: the search index carries it in its row numbers.
CREATE TABLE _entity (
  number INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE
) STRICT;

-- What one undo turns round. kind: do, undo, redo. An undo or redo names the step it belongs to in "origin".
-- state: done, undone, fixed (never turned round: seeds, erasures). undone_by: the undo step that did it last.
CREATE TABLE _step (
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  state     TEXT NOT NULL,
  label     TEXT,
  author    TEXT,
  replica   BLOB NOT NULL REFERENCES _replica (id),
  wall      INTEGER NOT NULL,
  origin    INTEGER REFERENCES _step (id),
  undone_by INTEGER REFERENCES _step (id),
  batch     INTEGER
) STRICT;
CREATE INDEX _step_origin ON _step (origin) WHERE origin IS NOT NULL;

-- Every change of a group of fields. base: the stamp of the value replaced, 0 where there was none. old, new: objects of field key
-- and canonical text. grp "created": a record entered by hand, with all its values; "deleted": deleted or brought back.
CREATE TABLE _journal (
  id      INTEGER PRIMARY KEY,
  replica BLOB NOT NULL REFERENCES _replica (id),
  seq     INTEGER NOT NULL,
  stamp   INTEGER NOT NULL,
  wall    INTEGER NOT NULL,
  base    INTEGER NOT NULL,
  author  TEXT,
  entity  TEXT NOT NULL,
  uid     BLOB NOT NULL,
  grp     TEXT NOT NULL,
  old     TEXT,
  new     TEXT,
  reason  TEXT,
  batch   INTEGER,
  step    INTEGER REFERENCES _step (id),
  erased  INTEGER NOT NULL DEFAULT 0,
  UNIQUE (replica, seq)
) STRICT;
CREATE INDEX _journal_uid ON _journal (uid, grp);
CREATE INDEX _journal_step ON _journal (step);

-- An import. Its rows have its stamp, author and office where their own are empty. undone: the stamp of its undoing, 0 while it stands.
CREATE TABLE _batch (
  id     INTEGER PRIMARY KEY,
  uid    BLOB NOT NULL UNIQUE,
  stamp  INTEGER NOT NULL,
  wall   INTEGER NOT NULL,
  author TEXT,
  office BLOB,
  step   INTEGER REFERENCES _step (id),
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Between which row numbers of each table its rows lie.
CREATE TABLE _batch_rows (
  batch     INTEGER NOT NULL REFERENCES _batch (id),
  entity    TEXT NOT NULL,
  first_row INTEGER NOT NULL,
  last_row  INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  PRIMARY KEY (batch, entity)
) STRICT, WITHOUT ROWID;

-- The last number given out of each series of codes ("HTI-SITE").
CREATE TABLE _counter (
  name  TEXT PRIMARY KEY NOT NULL,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes that records had before; they still find them.
CREATE TABLE _former_code (
  entity TEXT NOT NULL,
  code   TEXT NOT NULL,
  uid    BLOB NOT NULL,
  PRIMARY KEY (entity, code, uid)
) STRICT, WITHOUT ROWID;

-- Totals of count tables by operation, tool, round and level, kept apart by batch so that taking a batch back takes its totals.
-- measure "": the rows; else the key of a number field. filled: rows in which it is not empty.
CREATE TABLE _total (
  entity    TEXT NOT NULL,
  operation TEXT NOT NULL,
  tool      TEXT NOT NULL,
  round     TEXT NOT NULL,
  level     TEXT NOT NULL,
  measure   TEXT NOT NULL,
  batch     INTEGER NOT NULL,
  filled    INTEGER NOT NULL,
  sum       INTEGER NOT NULL,
  PRIMARY KEY (entity, operation, tool, round, level, measure, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX _total_batch ON _total (batch);

-- Bytes of attachments, each once.
CREATE TABLE _blob (
  sha256 TEXT PRIMARY KEY NOT NULL,
  size   INTEGER NOT NULL,
  data   BLOB NOT NULL
) STRICT;

-- Words of names and texts. The row number is the entity's number * 2^40 + the row number in its table.
CREATE VIRTUAL TABLE _search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
