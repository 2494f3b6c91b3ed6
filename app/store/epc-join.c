/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-join.h"

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-journal.h"
#include "epc-query.h"

/* --- identities --- */

/* What @from has and @to lacks. */
static void
fill_empty (EpcRecord *to, const EpcRecord *from)
{
  const EpcEntity *entity = epc_record_entity (to);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      EpcValue copy = EPC_VALUE_INIT;
      gboolean is_whole_group = TRUE;
      /* A group is taken whole: half of a position is none. */
      for (guint j = 0; j < entity->n_fields; j++)
        if (g_str_equal (epc_field_group (&entity->fields[j]), epc_field_group (field)) && j < i
            && !epc_value_equal (epc_record_value (to, j), epc_record_value (from, j)))
          is_whole_group = FALSE;
      if (!epc_field_is_stored (field) || epc_record_value (to, i)->kind != EPC_VALUE_EMPTY || !is_whole_group)
        continue;
      epc_value_copy (&copy, epc_record_value (from, i));
      epc_record_take_value (to, i, &copy);
    }
}

gboolean
epc_transaction_rekey (EpcTransaction *transaction, EpcRecord *record, const char *reason, EpcUid *uid, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcUid old = *epc_record_uid (record);

  *uid = old;
  if (!epc_entity_has_natural_key (entity))
    return epc_transaction_update (transaction, record, reason, NULL, error);
  *uid = epc_record_make_uid (record);
  if (epc_uid_equal (uid, &old))
    return epc_transaction_update (transaction, record, reason, NULL, error);
  g_autoptr (EpcRecord) there
      = epc_transaction_exists (transaction, entity, uid) ? epc_transaction_get (transaction, entity, uid, error) : NULL;
  if (there != NULL && !epc_record_meta (there)->is_deleted)
    {
      fill_empty (there, record);
      if (!epc_transaction_update (transaction, there, reason, NULL, error))
        return FALSE;
    }
  else if (!epc_transaction_put (transaction, entity, epc_record_value (record, 0), uid, TRUE, NULL, NULL, error))
    return FALSE;
  return epc_transaction_delete (transaction, entity, &old, error)
         && epc_transaction_move_references (transaction, entity, &old, uid, reason, NULL, error);
}

/* What hangs on any kind of record (attachments, comments) names it by its identity as text. */
static gboolean
is_loose_reference (const EpcEntity *entity, const EpcField *field)
{
  return field->type == EPC_TYPE_TEXT && g_str_equal (field->key, "record") && epc_entity_field (entity, "entity") != NULL;
}

/* Puts @to in place of @from, canonical texts of @field, wherever it stands. What this transaction has written so far is looked at too: read
 * beside it, it may have changed since. */
static gboolean
move_values (EpcTransaction *transaction, const EpcEntity *entity, const EpcField *field, const char *from, const char *to, const char *reason,
            guint *n_moved, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  if (!epc_query_where (query, epc_transaction_store (transaction), field->key, EPC_OP_EQUAL, from, error))
    return FALSE;
  g_autoptr (GPtrArray) records = epc_query_records (query, epc_transaction_store (transaction), error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      EpcUid now;
      g_autoptr (EpcRecord) record
          = epc_transaction_get (transaction, entity, epc_record_uid (g_ptr_array_index (records, i)), error);
      if (record == NULL)
        return FALSE;
      g_autofree char *value = epc_record_to_text (record, field->key);
      if (epc_record_meta (record)->is_deleted || g_strcmp0 (value, from) != 0)
        continue;
      if (!epc_record_parse (record, field->key, to, error) || !epc_transaction_rekey (transaction, record, reason, &now, error))
        return FALSE;
      if (n_moved != NULL)
        (*n_moved)++;
    }
  return TRUE;
}

static gboolean
move_field (EpcTransaction *transaction, const EpcEntity *entity, const EpcField *field, const EpcUid *from, const EpcUid *to,
            const char *reason, guint *n_moved, GError **error)
{
  char old[EPC_UID_TEXT_SIZE], new[EPC_UID_TEXT_SIZE];

  return move_values (transaction, entity, field, epc_uid_to_text (from, old), epc_uid_to_text (to, new), reason, n_moved, error);
}

/* What names a place by its P-code: fields, and the spellings that somebody decided on. */
static gboolean
move_place (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *from, const EpcUid *to, const char *reason, guint *n_moved,
            GError **error)
{
  g_autoptr (EpcRecord) old = epc_transaction_get (transaction, entity, from, error);
  g_autoptr (EpcRecord) new = old != NULL ? epc_transaction_get (transaction, entity, to, error) : NULL;
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (new == NULL)
    return FALSE;
  const char *from_code = epc_record_text (old, "pcode"), *to_code = epc_record_text (new, "pcode");
  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < all[e]->n_fields; i++)
      {
        const EpcField *field = &all[e]->fields[i];
        gboolean is_alias = g_str_equal (all[e]->key, "alias") && g_str_equal (field->key, "target");
        if ((field->type == EPC_TYPE_PLACE || is_alias)
            && !move_values (transaction, all[e], field, from_code, to_code, reason, n_moved, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
epc_transaction_move_references (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *from, const EpcUid *to,
                                 const char *reason, guint *n_moved, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (g_str_equal (entity->key, "place") && !move_place (transaction, entity, from, to, reason, n_moved, error))
    return FALSE;

  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < all[e]->n_fields; i++)
      {
        const EpcField *field = &all[e]->fields[i];
        if (((field->type == EPC_TYPE_REFERENCE && g_str_equal (field->target, entity->key)) || is_loose_reference (all[e], field))
            && !move_field (transaction, all[e], field, from, to, reason, n_moved, error))
          return FALSE;
      }
  return TRUE;
}

/* --- the same record --- */

typedef struct
{
  const EpcEntity *entity;
  EpcUid kept, other;
  gint64 batch;
} Pair;

static const char *
name_of (const EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);

  return epc_entity_field (entity, "name") != NULL && epc_entity_field (entity, "name")->type == EPC_TYPE_TEXT
             ? epc_record_text (record, "name")
             : NULL;
}

static char *
label_of (const EpcRecord *kept, const EpcRecord *other)
{
  g_autofree char *kept_title = epc_record_title (kept), *other_title = epc_record_title (other);

  return g_strdup_printf (_ ("“%s” is the same as “%s”"), other_title, kept_title);
}

/* Another spelling of @kept: by the identity of the record that went, or by its name. */
static gboolean
put_alias (EpcTransaction *transaction, const Pair *pair, const char *text, const char *within, const char *target, GError **error)
{
  g_autoptr (EpcRecord) alias = epc_record_new (epc_entity_find ("alias"));
  char today[EPC_DATE_SIZE];

  epc_date_today (today);
  epc_record_set_text (alias, "entity", pair->entity->key);
  epc_record_set_text (alias, "alias_text", text);
  epc_record_set_text (alias, "parent", within);
  epc_record_set_text (alias, "target", target);
  epc_record_set_text (alias, "source", "join");
  epc_record_set_text (alias, "decided_by", epc_store_author (epc_transaction_store (transaction)));
  epc_record_set_text (alias, "decided_on", today);
  return epc_transaction_put (transaction, epc_record_entity (alias), epc_record_value (alias, 0), NULL, FALSE, NULL, NULL, error);
}

/* What @other was called is another spelling of @kept. A place is meant by its P-code, and known by the one that went too. */
static gboolean
put_aliases (EpcTransaction *transaction, const Pair *pair, const EpcRecord *kept, const EpcRecord *other, GError **error)
{
  char text[EPC_UID_TEXT_SIZE], target[EPC_UID_TEXT_SIZE];
  const char *name = name_of (other);
  const EpcField *place = epc_entity_field (pair->entity, "place");

  epc_uid_to_text (&pair->kept, target);
  if (!put_alias (transaction, pair, epc_uid_to_text (&pair->other, text), NULL, target, error))
    return FALSE;
  if (!g_str_equal (pair->entity->key, "place"))
    return name == NULL || put_alias (transaction, pair, name, place != NULL ? epc_record_text (other, "place") : NULL, target, error);
  const char *pcode = epc_record_text (kept, "pcode");
  return put_alias (transaction, pair, epc_record_text (other, "pcode"), NULL, pcode, error)
         && (g_strcmp0 (name, name_of (kept)) == 0 || put_alias (transaction, pair, name, epc_record_text (kept, "parent"), pcode, error));
}

/* Within the batch. */
static gboolean
join_pair (EpcTransaction *transaction, const Pair *pair, GError **error)
{
  g_autoptr (EpcRecord) kept = epc_transaction_get (transaction, pair->entity, &pair->kept, error);
  g_autoptr (EpcRecord) other = kept != NULL ? epc_transaction_get (transaction, pair->entity, &pair->other, error) : NULL;

  if (other == NULL)
    return FALSE;
  g_autofree char *label = label_of (kept, other);
  if (!epc_transaction_move_references (transaction, pair->entity, &pair->other, &pair->kept, label, NULL, error))
    return FALSE;
  fill_empty (kept, other);
  return epc_transaction_update (transaction, kept, label, NULL, error) && put_aliases (transaction, pair, kept, other, error)
         && epc_transaction_delete (transaction, pair->entity, &pair->other, error);
}

static gboolean
write_join (EpcTransaction *transaction, gpointer data, GError **error)
{
  Pair *pair = data;
  g_autoptr (EpcRecord) kept = epc_transaction_get (transaction, pair->entity, &pair->kept, error);
  g_autoptr (EpcRecord) other = kept != NULL ? epc_transaction_get (transaction, pair->entity, &pair->other, error) : NULL;

  if (other == NULL)
    return FALSE;
  if (epc_record_meta (kept)->is_deleted || epc_record_meta (other)->is_deleted)
    {
      g_autofree char *kept_title = epc_record_title (kept), *other_title = epc_record_title (other);
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _ ("“%s” and “%s” can be joined only while both are there."), kept_title,
                   other_title);
      return FALSE;
    }
  g_autofree char *label = label_of (kept, other);
  const EpcBatchSource source = { .file_name = label, .entity = pair->entity };
  pair->batch = epc_transaction_begin_batch (transaction, &source, error);
  return pair->batch != 0 && join_pair (transaction, pair, error) && epc_transaction_end_batch (transaction, pair->batch, NULL, error);
}

typedef struct
{
  const EpcEntity *entity;
  const EpcUid *pairs;
  guint n_pairs;
  const char *label;
  gint64 batch;
} Pairs;

static gboolean
write_pairs (EpcTransaction *transaction, gpointer data, GError **error)
{
  Pairs *all = data;
  const EpcBatchSource source = { .file_name = all->label, .entity = all->entity };

  all->batch = epc_transaction_begin_batch (transaction, &source, error);
  if (all->batch == 0)
    return FALSE;
  for (guint i = 0; i < all->n_pairs; i++)
    {
      const Pair pair = { .entity = all->entity, .kept = all->pairs[2 * i], .other = all->pairs[2 * i + 1] };
      if (!join_pair (transaction, &pair, error))
        return FALSE;
    }
  return epc_transaction_end_batch (transaction, all->batch, NULL, error);
}

gint64
epc_store_join_all (EpcStore *store, const EpcEntity *entity, const EpcUid *pairs, guint n_pairs, const char *label, GError **error)
{
  Pairs all = { .entity = entity, .pairs = pairs, .n_pairs = n_pairs, .label = label };

  return epc_store_write (store, label, write_pairs, &all, error) ? all.batch : 0;
}

gint64
epc_store_join (EpcStore *store, const EpcEntity *entity, const EpcUid *kept, const EpcUid *other, GError **error)
{
  Pair pair = { .entity = entity, .kept = *kept, .other = *other };

  if (epc_uid_equal (kept, other))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("Both are one and the same record already."));
      return 0;
    }
  if (entity->flags & EPC_ENTITY_APPEND_ONLY)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is a ledger: its rows are never joined."),
                   epc_language_text (epc_language_get (NULL), entity->label));
      return 0;
    }
  return epc_store_write (store, _ ("Join records"), write_join, &pair, error) ? pair.batch : 0;
}

gboolean
epc_store_unjoin (EpcStore *store, const EpcEntity *entity, const EpcUid *kept, const EpcUid *other, GPtrArray **left,
                  GError **error)
{
  char text[EPC_UID_TEXT_SIZE], target[EPC_UID_TEXT_SIZE];
  g_autoptr (EpcRecord) wanted = epc_record_new (epc_entity_find ("alias"));

  epc_record_set_text (wanted, "entity", entity->key);
  epc_record_set_text (wanted, "alias_text", epc_uid_to_text (other, text));
  EpcUid uid = epc_record_make_uid (wanted);
  g_autoptr (EpcRecord) alias = epc_store_get (store, epc_record_entity (wanted), &uid, NULL);
  if (alias == NULL || epc_record_meta (alias)->is_deleted || epc_record_meta (alias)->batch == 0
      || g_strcmp0 (epc_record_text (alias, "target"), epc_uid_to_text (kept, target)) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("These two were not joined here."));
      return FALSE;
    }
  g_autoptr (EpcUndoResult) result = epc_store_undo_batch (store, epc_record_meta (alias)->batch, NULL, error);
  if (result == NULL)
    return FALSE;
  *left = g_ptr_array_ref (result->left);
  return TRUE;
}
