/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading single records, finding them by what people type, and calling them by name.
 */
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-store-private.h"
#include "model/area-names.h"
#include "model/epc-code-list.h"

/* More candidates than this are not listed. */
#define MOST_LISTED 5
/* A cache beyond this is emptied: names are cheap to read again. */
#define MOST_TITLES 20000

static const char *
entity_label (const EpcEntity *entity)
{
  return epc_language_text (epc_language_get (NULL), entity->label);
}

EpcRecord *
epc_store_get (EpcStore *store, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GError) local = NULL;

  if (reader.db == NULL)
    return NULL;
  EpcRecord *record = epc_row_find (store, reader.db, entity, uid, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (record == NULL)
    {
      char text[EPC_UID_TEXT_SIZE];
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("%s: there is no record %s."), entity_label (entity),
                   epc_uid_to_text (uid, text));
    }
  return record;
}

EpcRecord *
epc_store_get_row (EpcStore *store, const EpcEntity *entity, gint64 row, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GError) local = NULL;

  if (reader.db == NULL)
    return NULL;
  EpcRecord *record = epc_row_get (store, reader.db, entity, row, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (record == NULL)
    {
      g_autofree char *number = epc_language_integer (epc_language_get (NULL), row);
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("%s: there is no row %s."), entity_label (entity), number);
    }
  return record;
}

/* --- finding --- */

/* The only field of the natural key; NULL: none, or several. */
static const EpcField *
single_key (const EpcEntity *entity)
{
  const EpcField *key = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_KEY)
      {
        if (key != NULL)
          return NULL;
        key = &entity->fields[i];
      }
  return key;
}

static gboolean
add_uids (EpcSqlite *db, GArray *uids, GError **error, const char *sql, const char *text)
{
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "t", text);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      gboolean is_there = FALSE;
      epc_sqlite_column_uid (rows, 0, &uid);
      for (guint i = 0; i < uids->len; i++)
        is_there |= epc_uid_equal (&g_array_index (uids, EpcUid, i), &uid);
      if (!is_there)
        g_array_append_val (uids, uid);
    }
  return step == EPC_STEP_DONE;
}

static gboolean
find_by_code (EpcSqlite *db, const EpcEntity *entity, const char *reference, GArray *uids, GError **error)
{
  g_autofree char *now
      = g_strdup_printf ("SELECT uid FROM \"%s\" WHERE _code = ?1 COLLATE NOCASE AND _code IS NOT NULL", entity->key);
  g_autofree char *before
      = g_strdup_printf ("SELECT uid FROM _former_code WHERE entity = '%s' AND code = ?1 COLLATE NOCASE", entity->key);

  if (entity->code_prefix != NULL && !add_uids (db, uids, error, now, reference))
    return FALSE;
  return uids->len > 0 || add_uids (db, uids, error, before, reference);
}

static gboolean
find_by_key (EpcSqlite *db, const EpcEntity *entity, const EpcField *key, const char *reference, GArray *uids, GError **error)
{
  g_auto (EpcValue) value = EPC_VALUE_INIT;
  g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!epc_value_parse (key, reference, &value, NULL))
    return TRUE;
  values[key - entity->fields] = value;
  epc_entity_write_key (entity, values, text);
  EpcUid uid = epc_uid_from_key (entity->key, text->str, text->len);
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (db, epc_entity_sql (entity)->head_by_uid, error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind_uid (row, 1, &uid);
  EpcStep step = epc_sqlite_step (db, row, error);
  if (step == EPC_STEP_ROW)
    {
      g_array_append_val (uids, uid);
      return TRUE;
    }
  if (step == EPC_STEP_ERROR || value.kind != EPC_VALUE_TEXT)
    return step != EPC_STEP_ERROR;
  /* A key corrected later keeps its uid. */
  g_autofree char *sql = g_strdup_printf ("SELECT uid FROM \"%s\" WHERE \"%s\" = ?1 AND _deleted = 0", entity->key, key->key);
  return add_uids (db, uids, error, sql, value.text);
}

static gboolean
is_called (EpcRecord *record, const char *key, const char *folded)
{
  g_autofree char *name = epc_entity_field (epc_record_entity (record), key) != NULL ? epc_record_to_text (record, key) : NULL;
  g_autofree char *name_folded = epc_text_fold (name);

  return name != NULL && g_str_equal (name_folded, folded);
}

/* Records whose title, or a part of it, or another name they go by, reads like @reference with accents and case folded: the search index
 * proposes, the comparison decides. */
static gboolean
find_by_title (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, const char *reference, GArray *uids, GError **error)
{
  g_autofree char *expression = epc_search_expression (reference);
  g_autofree char *wanted = epc_text_fold (reference);
  EpcStep step;

  if (expression == NULL || entity->title == NULL || !epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 number = epc_schema_entity_number (db, entity, error);
  if (number == 0)
    return FALSE;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      db, "SELECT " EPC_SEARCH_ROW " - ?2 FROM " EPC_SEARCH_ROWS " WHERE _search MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 LIMIT 2000", error);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "tii", expression, number << EPC_SEARCH_ROW_BITS, (number << EPC_SEARCH_ROW_BITS) + EPC_SEARCH_LAST_ROW);
  g_auto (GStrv) keys = g_strsplit (entity->title, " ", -1);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (EpcRecord) record = epc_row_get (store, db, entity, sqlite3_column_int64 (rows, 0), error);
      if (record == NULL)
        continue;
      g_autofree char *title = epc_record_title (record);
      g_autofree char *folded = epc_text_fold (title);
      gboolean is_it = g_str_equal (folded, wanted);
      for (char **key = keys; *key != NULL && !is_it; key++)
        is_it = is_called (record, *key, wanted);
      for (const char *const *key = epc_entity_name_keys (entity); *key != NULL && !is_it; key++)
        is_it = is_called (record, *key, wanted);
      if (is_it)
        g_array_append_val (uids, *epc_record_uid (record));
    }
  return step == EPC_STEP_DONE;
}

static gboolean
fail_ambiguous (EpcStore *store, const EpcEntity *entity, const char *reference, GArray *uids, GError **error)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < uids->len && i < MOST_LISTED; i++)
    {
      const EpcUid *uid = &g_array_index (uids, EpcUid, i);
      char text[EPC_UID_TEXT_SIZE];
      g_autofree char *title = epc_store_title (store, entity, uid);
      g_autoptr (EpcRecord) record = epc_store_get (store, entity, uid, NULL);
      const char *code = record != NULL ? epc_record_code (record) : NULL;
      g_string_append_printf (list, "%s%s (%s)", i > 0 ? ", " : "", title, code != NULL ? code : epc_uid_to_text (uid, text));
    }
  if (uids->len > MOST_LISTED)
    g_string_append (list, ", …");
  g_set_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS,
               _("“%s” may be more than one %s: %s. Use the code or the long identifier."), reference, entity_label (entity),
               list->str);
  g_string_free (list, TRUE);
  return FALSE;
}

gboolean
epc_store_find_uid (EpcStore *store, const EpcEntity *entity, const char *reference, EpcUid *uid, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  g_autofree char *text = g_strstrip (g_strdup (reference != NULL ? reference : ""));
  const EpcField *key = single_key (entity);

  if (reader.db == NULL)
    return FALSE;
  if (epc_uid_from_text (text, uid))
    {
      epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (reader.db, epc_entity_sql (entity)->head_by_uid, error);
      if (row == NULL)
        return FALSE;
      epc_sqlite_bind_uid (row, 1, uid);
      if (epc_sqlite_step (reader.db, row, error) == EPC_STEP_ROW)
        return TRUE;
    }
  else if (*text != '\0')
    {
      if (!find_by_code (reader.db, entity, text, uids, error)
          || (uids->len == 0 && key != NULL && !find_by_key (reader.db, entity, key, text, uids, error))
          || (uids->len == 0 && !find_by_title (store, reader.db, entity, text, uids, error)))
        return FALSE;
    }
  if (uids->len > 1)
    return fail_ambiguous (store, entity, text, uids, error);
  if (uids->len == 1)
    {
      *uid = g_array_index (uids, EpcUid, 0);
      return TRUE;
    }
  if (error != NULL && *error == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("%s: there is none that answers to “%s”."), entity_label (entity),
                 text);
  return FALSE;
}

EpcRecord *
epc_store_find (EpcStore *store, const EpcEntity *entity, const char *reference, GError **error)
{
  EpcUid uid;

  return epc_store_find_uid (store, entity, reference, &uid, error) ? epc_store_get (store, entity, &uid, error) : NULL;
}

/* --- names --- */

/* @record's name in @language. Where it has none in that language, a reader of Spanish, French or Portuguese is nearer to a name in one of
 * these (Ouest) than to the English one (West) that boundary files give as the name. */
static const char *
own_name (EpcRecord *record, const char *language)
{
  static const char *const keys[] = { "name_es", "name_fr", "name_pt" };
  const EpcEntity *place = epc_record_entity (record);
  g_autofree char *own = g_strconcat ("name_", language, NULL);
  const char *name = epc_entity_field (place, own) != NULL ? epc_record_text (record, own) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys) && name == NULL && !g_str_equal (language, "en"); i++)
    name = epc_record_text (record, keys[i]);
  if (name == NULL)
    name = epc_area_name (epc_record_text (record, "pcode"), epc_record_text (record, "name"), language);
  return name != NULL ? name : epc_record_text (record, "name");
}

/* The name of a P-code in @language, else as stored; NULL: not known. */
static char *
read_place_name (EpcStore *store, const char *pcode, const char *language)
{
  const EpcEntity *place = epc_entity_find ("place");
  const EpcField *key = place != NULL ? single_key (place) : NULL;
  EpcUid uid;

  if (key == NULL)
    return NULL;
  g_autofree EpcValue *values = g_new0 (EpcValue, place->n_fields);
  g_autoptr (GString) text = g_string_new (NULL);
  values[key - place->fields].kind = EPC_VALUE_TEXT;
  values[key - place->fields].text = (char *) pcode;
  epc_entity_write_key (place, values, text);
  uid = epc_uid_from_key (place->key, text->str, text->len);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, NULL);
  g_autoptr (EpcRecord) record = reader.db != NULL ? epc_row_find (store, reader.db, place, &uid, NULL) : NULL;
  if (record == NULL)
    return NULL;
  return g_strdup (own_name (record, language));
}

static char *
place_name_in (EpcStore *store, const char *pcode, const char *language)
{
  const char *chosen = epc_language_name (epc_language_get (language));
  g_autofree char *key = g_strconcat (chosen, " ", pcode, NULL);

  g_mutex_lock (&store->lock);
  char *known = g_strdup (g_hash_table_lookup (store->place_names, key));
  g_mutex_unlock (&store->lock);
  if (known != NULL)
    return known;
  char *name = read_place_name (store, pcode, chosen);
  if (name == NULL)
    {
      /* A country that is in no table of places has its name from the list of countries; others stay codes. */
      const char *country = strlen (pcode) == 3 ? epc_code_label ("country", pcode, language) : NULL;
      name = g_strdup (country != NULL ? country : pcode);
    }
  g_mutex_lock (&store->lock);
  if (g_hash_table_size (store->place_names) > MOST_TITLES)
    g_hash_table_remove_all (store->place_names);
  g_hash_table_insert (store->place_names, g_steal_pointer (&key), g_strdup (name));
  g_mutex_unlock (&store->lock);
  return name;
}

char *
epc_store_place_name (EpcStore *store, const char *pcode)
{
  g_return_val_if_fail (pcode != NULL, NULL);
  return place_name_in (store, pcode, NULL);
}

char *
epc_store_place_name_in (EpcStore *store, const char *pcode, const char *language)
{
  g_return_val_if_fail (pcode != NULL, NULL);
  return place_name_in (store, pcode, language);
}

/* Deeper than any country's divisions: a circle of parents ends. */
#define DEEPEST 8

char *
epc_store_place_above (EpcStore *store, const char *pcode, gint64 level)
{
  g_autofree char *at = g_strdup (pcode);

  for (guint depth = 0; at != NULL && depth < DEEPEST; depth++)
    {
      g_autoptr (EpcRecord) place = epc_store_find (store, epc_entity_find ("place"), at, NULL);
      if (place == NULL || epc_record_is_empty (place, "level") || epc_record_integer (place, "level") < level)
        return NULL;
      if (epc_record_integer (place, "level") == level)
        return g_steal_pointer (&at);
      g_free (at);
      at = g_strdup (epc_record_text (place, "parent"));
    }
  return NULL;
}

static char *display_value (EpcStore *store, EpcRecord *record, const EpcField *field, const char *language, guint depth);

/* A title names its references by their titles; two steps deep, so that a circle of references ends. */
static char *
make_title (EpcStore *store, EpcRecord *record, guint depth)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autoptr (GString) title = g_string_new (NULL);
  g_auto (GStrv) keys = g_strsplit (entity->title != NULL ? entity->title : "", " ", -1);

  for (char **key = keys; *key != NULL; key++)
    {
      const EpcField *field = epc_entity_field (entity, *key);
      if (field == NULL)
        continue;
      g_autofree char *part = display_value (store, record, field, NULL, depth + 1);
      if (part != NULL && *part != '\0')
        g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", part);
    }
  if (title->len > 0)
    return g_strdup (title->str);
  if (epc_record_code (record) != NULL)
    return g_strdup (epc_record_code (record));
  char text[EPC_UID_TEXT_SIZE];
  return g_strdup (epc_uid_to_text (epc_record_uid (record), text));
}

static char *
title_of (EpcStore *store, const EpcEntity *entity, const EpcUid *uid, guint depth)
{
  char text[EPC_UID_TEXT_SIZE];
  g_autofree char *key
      = g_strconcat (epc_language_name (epc_language_get (NULL)), entity->key, epc_uid_to_text (uid, text), NULL);

  g_mutex_lock (&store->lock);
  char *known = g_strdup (g_hash_table_lookup (store->titles, key));
  g_mutex_unlock (&store->lock);
  if (known != NULL)
    return known;
  g_autoptr (EpcRecord) record = epc_store_get (store, entity, uid, NULL);
  if (record == NULL)
    return g_strdup (text);
  char *title = make_title (store, record, depth);
  if (depth > 0)
    return title; /* cut short perhaps */
  g_mutex_lock (&store->lock);
  if (g_hash_table_size (store->titles) > MOST_TITLES)
    g_hash_table_remove_all (store->titles);
  g_hash_table_insert (store->titles, g_steal_pointer (&key), g_strdup (title));
  g_mutex_unlock (&store->lock);
  return title;
}

/* What comes with the program is named in several languages (name, name_es, name_fr …): people read theirs. NULL: not said. */
static const char *
text_in (const EpcRecord *record, const EpcField *field, const char *language)
{
  g_autofree char *own = g_strconcat (field->key, "_", epc_language_name (epc_language_get (language)), NULL);

  return epc_entity_field (epc_record_entity (record), own) != NULL ? epc_record_text (record, own) : NULL;
}

/* "HN05;HN18" as "Cortés; Yoro". */
static char *
place_names_in (EpcStore *store, const char *pcodes, const char *language)
{
  g_auto (GStrv) codes = g_strsplit (pcodes, ";", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (char **code = codes; *code != NULL; code++)
    {
      g_autofree char *name = *g_strstrip (*code) != '\0' ? place_name_in (store, *code, language) : NULL;
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
display_value (EpcStore *store, EpcRecord *record, const EpcField *field, const char *language, guint depth)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcValue *value = epc_record_value (record, (guint) (field - entity->fields));

  if (field->type == EPC_TYPE_REFERENCE && value->kind == EPC_VALUE_UID && depth < 3)
    {
      const EpcEntity *target = epc_entity_find (field->target);
      if (target != NULL)
        return title_of (store, target, &value->uid, depth);
    }
  if (field->type == EPC_TYPE_PLACE && value->kind == EPC_VALUE_TEXT)
    return place_name_in (store, value->text, language);
  if ((field->flags & EPC_FIELD_PLACES) && value->kind == EPC_VALUE_TEXT)
    return place_names_in (store, value->text, language);
  if ((field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT) && value->kind == EPC_VALUE_TEXT)
    {
      const char *own = text_in (record, field, language);
      if (own != NULL)
        return g_strdup (own);
    }
  return epc_record_to_display (record, field->key, language);
}

char *
epc_store_title (EpcStore *store, const EpcEntity *entity, const EpcUid *uid)
{
  return title_of (store, entity, uid, 0);
}

char *
epc_store_display (EpcStore *store, const EpcRecord *record, const char *key, const char *language)
{
  const EpcField *field = epc_entity_field (epc_record_entity (record), key);

  g_return_val_if_fail (field != NULL, g_strdup (""));
  return display_value (store, (EpcRecord *) record, field, language, 0);
}

/* --- references as text --- */

char *
epc_store_reference_text (EpcStore *store, const EpcField *field, const EpcUid *uid)
{
  const EpcEntity *target = epc_entity_find (field->target);
  char text[EPC_UID_TEXT_SIZE];

  if (uid == NULL || epc_uid_is_nil (uid))
    return NULL;
  g_autoptr (EpcRecord) record = target != NULL ? epc_store_get (store, target, uid, NULL) : NULL;
  if (record != NULL && epc_record_code (record) != NULL)
    return g_strdup (epc_record_code (record));
  const EpcField *key = record != NULL ? single_key (target) : NULL;
  char *known = key != NULL && key->type != EPC_TYPE_REFERENCE ? epc_record_to_text (record, key->key) : NULL;
  return known != NULL ? known : g_strdup (epc_uid_to_text (uid, text));
}

gboolean
epc_store_parse (EpcStore *store, EpcRecord *record, const char *key, const char *text, GError **error)
{
  const EpcField *field = epc_entity_require_field (epc_record_entity (record), key, error);
  EpcUid uid;

  if (field == NULL)
    return FALSE;
  if (field->type == EPC_TYPE_MOMENT)
    {
      /* A moment that names no zone was meant, and is shown, in the office's. */
      g_autofree char *moment = epc_moment_parse (text, EPC_DATE_ORDER_DAY_FIRST, epc_store_zone (store));
      return epc_record_parse (record, key, moment != NULL ? moment : text, error);
    }
  if (field->type != EPC_TYPE_REFERENCE || epc_text_is_blank (text) || epc_uid_from_text (text, &uid))
    return epc_record_parse (record, key, text, error);
  const EpcEntity *target = epc_entity_require (field->target, error);
  if (target == NULL || !epc_store_find_uid (store, target, text, &uid, error))
    {
      g_prefix_error (error, "%s: ", epc_language_text (epc_language_get (NULL), field->label));
      return FALSE;
    }
  epc_record_set_reference (record, key, &uid);
  return TRUE;
}

/* --- settings --- */

static EpcRecord *
setting_record (EpcStore *store, const char *key)
{
  const EpcEntity *entity = epc_entity_find ("setting");
  EpcRecord *record = epc_record_new (entity);

  epc_record_set_text (record, "key", key);
  EpcUid uid = epc_record_make_uid (record);
  epc_record_set_uid (record, &uid);
  return record;
}

char *
epc_store_setting (EpcStore *store, const char *key)
{
  g_autoptr (EpcRecord) sample = setting_record (store, key);
  g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("setting"), epc_record_uid (sample), NULL);

  if (record == NULL || epc_record_meta (record)->is_deleted)
    return NULL;
  return g_strdup (epc_record_text (record, "value"));
}

typedef struct
{
  const char *key, *value;
} Setting;

static gboolean
write_setting (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Setting *setting = data;
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) record = setting_record (store, setting->key);
  const EpcEntity *entity = epc_record_entity (record);
  gboolean is_there = epc_transaction_exists (transaction, entity, epc_record_uid (record));

  if (setting->value == NULL || *setting->value == '\0')
    return !is_there || epc_transaction_delete (transaction, entity, epc_record_uid (record), error);
  if (!is_there)
    {
      epc_record_set_text (record, "value", setting->value);
      return epc_transaction_insert (transaction, record, error);
    }
  g_autoptr (EpcRecord) old = epc_transaction_get (transaction, entity, epc_record_uid (record), error);
  if (old == NULL)
    return FALSE;
  epc_record_set_text (old, "value", setting->value);
  return epc_transaction_update (transaction, old, NULL, NULL, error);
}

gboolean
epc_store_set_setting (EpcStore *store, const char *key, const char *value, GError **error)
{
  Setting setting = { key, value };

  if (!epc_store_write (store, _("Change a setting"), write_setting, &setting, error))
    return FALSE;
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  return reader.db != NULL && epc_store_load_identity (store, reader.db, error);
}
