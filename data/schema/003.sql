-- The list of whoever sends and receives packages.

-- Each package that was made or merged here. peer: the workspace that it was made for or came from; NULL: made for whoever opens it.
-- upto: what its receiver has when it was merged, an object of replica and number.
CREATE TABLE _parcel (
  id      INTEGER PRIMARY KEY,
  is_sent INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  peer    BLOB,
  name    TEXT,
  file    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  upto    TEXT NOT NULL
) STRICT;

-- Packages that go on from one that has not arrived: kept whole until it does. since: what must be here before.
CREATE TABLE _aside (
  sha256 TEXT PRIMARY KEY NOT NULL,
  at     INTEGER NOT NULL,
  name   TEXT,
  file   TEXT NOT NULL,
  since  TEXT NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;
