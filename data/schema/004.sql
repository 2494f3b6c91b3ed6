-- Version 4: rows with the same words share one document of the search index. row and doc are rowids of _search; a document that
-- is shared lies in the upper half of its entity's range, where no row lies.
CREATE TABLE _search_same (
  row INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL
) STRICT;
CREATE INDEX "_search_same.doc" ON _search_same (doc);
