-- What exchange between workspaces needs.

-- What an import brought for a record that has more to tell than its row does: another import brought it too, or it was changed in
-- another workspace. batch: the uid of the import. new: an object of field key and canonical text. Kinds of record that this version
-- does not know are kept here whole.
CREATE TABLE _birth (
  uid    BLOB NOT NULL,
  batch  BLOB NOT NULL,
  entity TEXT NOT NULL,
  code   TEXT,
  new    TEXT NOT NULL,
  PRIMARY KEY (uid, batch)
) STRICT, WITHOUT ROWID;
CREATE INDEX _birth_batch ON _birth (batch);

-- Groups of records that were changed in two places at once, until somebody decides. says: the change that is shown and those beside
-- it, as JSON.
CREATE TABLE _conflict (
  id     INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  uid    BLOB NOT NULL,
  grp    TEXT NOT NULL,
  says   TEXT NOT NULL,
  UNIQUE (uid, grp)
) STRICT;

-- Other workspaces: what they are known to have ("vector": an object of replica and number), by their last package or receipt.
CREATE TABLE _peer (
  replica BLOB PRIMARY KEY NOT NULL,
  office  BLOB,
  name    TEXT,
  vector  TEXT NOT NULL,
  heard   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a replica had received when it wrote the entry that follows: entries of the kind "_seen".
CREATE INDEX _journal_seen ON _journal (replica, seq) WHERE entity = '_seen';
