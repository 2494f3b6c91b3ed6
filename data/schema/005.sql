-- Who stands for what came.

-- Whose key signed the packages that brought entries of a replica, from number "first" to "last". how: "brought" (this package brought them),
-- "same" (they were here; this package says the same of them), "other" (they were here, and this package says something else). What this file
-- wrote itself, and what came before this table was made, is not in it.
CREATE TABLE _signed (
  id         INTEGER PRIMARY KEY,
  replica    BLOB NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  how        TEXT NOT NULL,
  step       INTEGER
) STRICT;
CREATE INDEX _signed_replica ON _signed (replica, last);
