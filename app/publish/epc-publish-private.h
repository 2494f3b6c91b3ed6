/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to publishing: what its files share.
 */
#pragma once

#include "epc-pg.h"
#include "epc-publish.h"
#include "exchange/epc-audience.h"
#include "store/epc-share.h"

G_BEGIN_DECLS

/* Of what this program writes there; a database with a higher one is a newer program's. */
#define EPC_PUBLISH_FORMAT 1

/* The table of one kind of record. */
typedef struct
{
  const EpcEntity *entity;
  GArray *fields;  /* of guint: positions of the fields that are columns */
  char *name;      /* epc."site" */
  char *columns;   /* of COPY, in the order of the lines */
  gboolean has_shapes; /* a column is an outline */
  gboolean has_key;    /* its primary key is made; not while it is filled for the first time */
  gboolean is_live;    /* its views show it */
  gboolean is_sent;    /* its rows are there already, this time */
  gboolean is_longer;  /* it got columns just now: its rows must be written again */
  char *views_hash, *sides_hash; /* what the database has; NULL: nothing yet */
} EpcPublishTable;

typedef struct
{
  EpcStore *store;
  EpcPg *pg;
  EpcAudienceRules *office, *partners, *public;
  GPtrArray *tables; /* (element-type EpcPublishTable) */
  GCancellable *cancellable;
  EpcPublishReport *report;
  const EpcVector *since; /* what the database has; NULL: nobody knows */
  gboolean has_moved; /* the workspace was changed meanwhile */
} EpcPublish;

void epc_publish_table_free (EpcPublishTable *table);

/* --- epc-publish-tables.c --- */

/* The tables that the catalogue asks for; looks whether they are there, and makes what is missing. EPC_ERROR_REFUSED where the database
 * has what this version does not know. Inside a transaction of the caller's. */
gboolean epc_publish_make_tables (EpcPublish *publish, GError **error);
/* The name of a column's type; NULL: the field is no column. */
const char *epc_publish_type (const EpcPublish *publish, const EpcField *field);
/* The views of both audiences and the comments, where they are not as they must be; @is_open FALSE: they show no row. */
gboolean epc_publish_make_views (EpcPublish *publish, EpcPublishTable *table, gboolean is_open, GError **error);
/* The labels of the codes, in the languages that there are. */
gboolean epc_publish_codes (EpcPublish *publish, GError **error);
/* Keeps what the database has of the table: hashes, and whether it is live. */
gboolean epc_publish_note_state (EpcPublish *publish, const EpcPublishTable *table, GError **error);

/* --- epc-publish-rows.c --- */

/* Appends the line of @record; *@version is a hash of what it says, from 0 to 2^60. @with_shapes: outlines as PostGIS reads them; else by
 * their names, for the version alone. Counts values that are none of their type in *@n_left_empty. */
void epc_publish_append_row (const EpcPublish *publish, const EpcPublishTable *table, const EpcRecord *record, gboolean with_shapes, GString *out,
                             gint64 *version, gint64 *n_left_empty);
/* One value, escaped; NULL: \N. */
void epc_publish_append_text (GString *out, const char *text);
void epc_publish_append_integer (GString *out, gint64 number);
void epc_publish_append_decimal (GString *out, double number);
gint64 epc_publish_hash (const char *bytes, gsize length);

/* --- epc-publish-sides.c --- */

typedef struct _EpcPublishSides EpcPublishSides;

/* What partners and the public do not get of the records of one table, found out while these are read. */
EpcPublishSides *epc_publish_sides_new (const EpcPublish *publish, const EpcPublishTable *table);
void epc_publish_sides_free (EpcPublishSides *sides);
/* Each record that leaves, in order. Takes out of it what an audience does not get. */
void epc_publish_sides_look (EpcPublishSides *sides, EpcRecord *record);
/* After the last: lines for epc_internal.audience, "" where all get everything. */
const GString *epc_publish_sides_settle (EpcPublishSides *sides);
/* Positions of fields: what is hidden of a record depends on those alone that are equal in all of them. NULL: on the record alone. (element-type guint) */
GArray *epc_publish_sides_apart (const EpcPublishSides *sides);
/* Puts the lines there in place of those of @uids (an array as PostgreSQL writes it), which were all that was looked at or is gone. */
gboolean epc_publish_sides_write_some (EpcPublish *publish, EpcPublishTable *table, EpcPublishSides *sides, const char *uids, GError **error);
/* Puts them there if they are not. */
gboolean epc_publish_sides_write (EpcPublish *publish, EpcPublishTable *table, EpcPublishSides *sides, GError **error);

/* --- epc-publish-sync.c --- */

/* One table on its way to be what the workspace has. */
typedef struct _EpcPublishSync EpcPublishSync;

EpcPublishSync *epc_publish_sync_new (EpcPublish *publish, EpcPublishTable *table);
void epc_publish_sync_free (EpcPublishSync *sync);
EpcPublishTable *epc_publish_sync_table (const EpcPublishSync *sync);
/* Finds out where table and workspace differ. A table without rows is filled by epc_publish_sync_send() and not looked through before. */
gboolean epc_publish_sync_survey (EpcPublishSync *sync, GError **error);
/* About so many rows must travel. */
gint64 epc_publish_sync_size (const EpcPublishSync *sync);
/* Writes what differs. @commits: in parts, each of which stays whatever comes after it; else within the caller's transaction. */
gboolean epc_publish_sync_send (EpcPublishSync *sync, gboolean commits, GError **error);
/* What partners and the public do not get of it; after the sending. */
EpcPublishSides *epc_publish_sync_sides (EpcPublishSync *sync);
void epc_publish_sync_report (EpcPublishSync *sync, EpcPublishReport *report);
/* Staged rows take the place of those of the same identity; g_free(). */
char *epc_publish_upsert_sql (const EpcPublishTable *table);

/* --- epc-publish-few.c --- */

/* A table of which few records were touched since the last time, found by the journal: neither it nor the kind of record is read through. */
typedef struct _EpcPublishFew EpcPublishFew;

/* NULL without error: it must be compared as a whole. */
EpcPublishFew *epc_publish_few_new (EpcPublish *publish, EpcPublishTable *table, GError **error);
void epc_publish_few_free (EpcPublishFew *few);
EpcPublishTable *epc_publish_few_table (const EpcPublishFew *few);
/* Within the caller's transaction. */
gboolean epc_publish_few_send (EpcPublishFew *few, GError **error);
void epc_publish_few_report (EpcPublishFew *few, EpcPublishReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPublishSync, epc_publish_sync_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPublishFew, epc_publish_few_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPublishSides, epc_publish_sides_free)

G_END_DECLS
