/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: the tables of the workspace. Fixed tables come from data/schema/NNN.sql, one file a version; the table of
 * each kind of record is made from the catalogue and grows with it.
 *
 * Columns that all records share begin with an underscore, so that a field may have any key:
 *   id           row number in this file
 *   uid          identity, 16 bytes
 *   _deleted     0 lives, 1 gone with its undone batch, else the stamp of its deletion
 *   _batch       import batch, NULL: none
 *   _code        readable code, NULL where the entity has none
 *   _office      owner, NULL: that of the batch
 *   _created, _created_by   stamp and author, NULL: those of the batch
 *   _changed, _changed_by   of the last change, NULL: never changed
 *   _sensitivity of this record, NULL: that of the entity
 *   _extra       JSON of fields this version does not know
 */
#pragma once

#include "epc-sqlite.h"
#include "model/epc-record.h"

G_BEGIN_DECLS

#define EPC_SCHEMA_VERSION 5

enum
{
  EPC_COLUMN_ID,
  EPC_COLUMN_UID,
  EPC_COLUMN_DELETED,
  EPC_COLUMN_BATCH,
  EPC_COLUMN_CODE,
  EPC_COLUMN_OFFICE,
  EPC_COLUMN_CREATED,
  EPC_COLUMN_CREATED_BY,
  EPC_COLUMN_CHANGED,
  EPC_COLUMN_CHANGED_BY,
  EPC_COLUMN_SENSITIVITY,
  EPC_COLUMN_EXTRA,
  EPC_COLUMN_FIRST_FIELD,
};

#define EPC_DELETED_WITH_BATCH 1

/* SQL texts of one entity, made once and kept for ever. */
typedef struct
{
  const EpcEntity *entity;
  guint n_stored;
  guint *stored;               /* positions of the stored fields in the entity's table, in column order */
  int *column;                 /* per field of the entity: its column in a select, −1: not stored */
  const char *columns;         /* of a select: those of the enum, then the stored fields, then the newest entry of the journal */
  int seen;                    /* position of the last */
  const char *by_row, *by_uid; /* SELECT columns … WHERE id = ?1, uid = ?1 */
  const char *head_by_uid;     /* SELECT id, _deleted, _batch … WHERE uid = ?1 */
  const char *insert;          /* ?1 … in the order of the columns; id may be NULL */
  const char *update;          /* fields ?1 … ?n, _changed ?n+1, _changed_by ?n+2, id ?n+3 */
  const char *revive;          /* fields ?1 … ?n, _batch ?n+1, id ?n+2; lives again */
  const char *delete_row;      /* _deleted ?1, _changed ?2, _changed_by ?3, id ?4 */
  gboolean is_searched;
  guint guards; /* epc_guard_mask() */
} EpcEntitySql;

const EpcEntitySql *epc_entity_sql (const EpcEntity *entity);

/* Makes a fresh database's tables, or brings an older one up to date; inside a transaction of the caller's. */
gboolean epc_schema_migrate (EpcSqlite *db, int from_version, GError **error);
/* TRUE in *@needed when the file is of an older version, or its tables lack a table, field or index of the catalogue. */
gboolean epc_schema_needs_migration (EpcSqlite *db, int version, gboolean *needed, GError **error);
/* Differences between the file's tables and the catalogue, as sentences added to @sentences. */
gboolean epc_schema_compare (EpcSqlite *db, GPtrArray *sentences, GError **error);
gint64 epc_schema_entity_number (EpcSqlite *db, const EpcEntity *entity, GError **error);
/* TRUE when the field at position @field has an index of the rows that live. */
gboolean epc_schema_is_indexed (const EpcEntity *entity, guint field);
/* Drops the indexes of @entity (that of the uid only @with_uid), and makes again those that are missing. */
gboolean epc_schema_drop_indexes (EpcSqlite *db, const EpcEntity *entity, gboolean with_uid, GError **error);
gboolean epc_schema_make_indexes (EpcSqlite *db, const EpcEntity *entity, GError **error);

G_END_DECLS
