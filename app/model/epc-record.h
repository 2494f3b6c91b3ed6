/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record in memory: the values of one entity's fields, with what all records share. A plain value holder: nothing is saved
 * until a store transaction takes it.
 */
#pragma once

#include <glib-object.h>

#include "base/epc-clock.h"
#include "epc-entity.h"
#include "epc-value.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD (epc_record_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecord, epc_record, EPC, RECORD, GObject)

/* Emitted as "changed" when a list model reloads the record in place. */

EpcRecord *epc_record_new (const EpcEntity *entity);
EpcRecord *epc_record_copy (EpcRecord *record);
const EpcEntity *epc_record_entity (const EpcRecord *record);

const EpcUid *epc_record_uid (const EpcRecord *record);
void epc_record_set_uid (EpcRecord *record, const EpcUid *uid);
gint64 epc_record_row (const EpcRecord *record); /* row number in this file, 0: not saved */
void epc_record_set_row (EpcRecord *record, gint64 row);
const char *epc_record_code (const EpcRecord *record); /* NULL: none */
void epc_record_set_code (EpcRecord *record, const char *code);

/* What all records share (design: "shared by all"). Filled by the store. */
typedef struct
{
  EpcStamp created, changed; /* hybrid logical stamps */
  gint64 seen; /* the newest entry of the journal when it was read: what others do later has a higher number, whatever their clock */
  char *created_by, *changed_by;
  EpcUid office; /* owner */
  gint64 batch;  /* import batch, 0: none */
  gboolean is_deleted;
  EpcSensitivity sensitivity; /* of this record */
  char *extra;                /* JSON of fields that a newer version sent; NULL: none */
} EpcRecordMeta;
EpcRecordMeta *epc_record_meta (EpcRecord *record);

/* By position in the entity's table. The value stays the record's own. */
const EpcValue *epc_record_value (const EpcRecord *record, guint index);
void epc_record_take_value (EpcRecord *record, guint index, EpcValue *value); /* @value is left empty */

/* By key. Programmer's errors (no such field, other type) are g_critical(). */
gboolean epc_record_is_empty (const EpcRecord *record, const char *key);
const char *epc_record_text (const EpcRecord *record, const char *key); /* NULL: empty */
/* The text of @key is @text, a code of its list say; NULL: it is empty. */
gboolean epc_record_is (const EpcRecord *record, const char *key, const char *text);
gint64 epc_record_integer (const EpcRecord *record, const char *key);   /* 0 when empty: ask epc_record_is_empty() first */
double epc_record_decimal (const EpcRecord *record, const char *key);   /* NAN when empty; an integer is widened */
const EpcUid *epc_record_reference (const EpcRecord *record, const char *key); /* NULL: empty */
void epc_record_set_text (EpcRecord *record, const char *key, const char *text);
void epc_record_set_integer (EpcRecord *record, const char *key, gint64 value);
void epc_record_set_decimal (EpcRecord *record, const char *key, double value);
void epc_record_set_reference (EpcRecord *record, const char *key, const EpcUid *uid);
void epc_record_empty (EpcRecord *record, const char *key);

/* Canonical text in and out. */
gboolean epc_record_parse (EpcRecord *record, const char *key, const char *text, GError **error);
char *epc_record_to_text (const EpcRecord *record, const char *key);
char *epc_record_to_display (const EpcRecord *record, const char *key, const char *language);

/* The text of the title fields joined by " · "; the code, then the uid where they are empty. References show their uid's
 * head: the store's epc_store_title() knows better. */
char *epc_record_title (const EpcRecord *record);

/* The normalised natural key: the parts joined by U+001F, texts normalised (epc_text_normalise()), numbers and dates
 * canonical, references as uid text, empty as nothing; a part that came later (EPC_FIELD_LATE) with its key before it, and not at all where it is
 * empty. NULL when the entity has none. */
char *epc_record_natural_key (const EpcRecord *record, gsize *length);
/* The same from loose values, one per field in table order, appended to @out. FALSE when the entity has none. */
gboolean epc_entity_write_key (const EpcEntity *entity, const EpcValue *values, GString *out);
/* TRUE where @value is no part of the key: @field came to it later, and says nothing. */
gboolean epc_field_leaves_key (const EpcField *field, const EpcValue *value);
/* The uid a new record takes: from the natural key, else new. */
EpcUid epc_record_make_uid (const EpcRecord *record);

G_END_DECLS
