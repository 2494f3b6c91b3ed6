/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-match.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-place-index.h"
#include "store/epc-query.h"

/* Numbers that others gave a record and that are its own for good. */
static const struct
{
  const char *entity, *field;
} numbers[] = {
  { "site", "ssid" },           { "organisation", "acronym" }, { "flow_point", "fmp_id" },
  { "expert", "staff_number" }, { "project", "project_code" }, { "event_alert", "event_id" },
  { "appeal", "appeal_code" },
};

static const EpcField *
number_of (const EpcEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (numbers[i].entity, entity->key))
      return epc_entity_field (entity, numbers[i].field);
  return NULL;
}

/* --- references --- */

/* Registers that somebody chooses from are short; a longer one is named by code. */
#define MOST_TITLES 500
/* So alike (0 to 1) that one of two names may be a slip of the other: a letter in ten. */
#define ALIKE_NAMES 0.9

struct _EpcReferences
{
  EpcStore *store;
  const EpcField *field;
  const EpcEntity *target;
  GHashTable *known;  /* text → EpcUid, nil: none */
  GHashTable *titles;    /* title → EpcUid, nil: several; NULL: not asked for yet */
  GHashTable *singulars; /* the same, without plurals */
};

EpcReferences *
epc_references_new (EpcStore *store, const EpcField *field)
{
  EpcReferences *references = g_new0 (EpcReferences, 1);

  references->store = g_object_ref (store);
  references->field = field;
  references->target = epc_entity_find (field->target);
  references->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return references;
}

void
epc_references_free (EpcReferences *references)
{
  if (references == NULL)
    return;
  g_object_unref (references->store);
  g_hash_table_unref (references->known);
  g_clear_pointer (&references->titles, g_hash_table_unref);
  g_clear_pointer (&references->singulars, g_hash_table_unref);
  g_free (references);
}

void
epc_references_tell (EpcReferences *references, const char *text, const EpcUid *uid)
{
  g_hash_table_replace (references->known, g_strdup (text), g_memdup2 (uid, sizeof *uid));
}

gboolean
epc_references_is_explicit (const EpcReferences *references, const char *text)
{
  EpcUid uid;

  if (epc_uid_from_text (text, &uid))
    return TRUE;
  const char *prefix = references->target != NULL ? references->target->code_prefix : NULL;
  if (prefix == NULL || strlen (text) < 8 || text[3] != '-' || !g_str_has_prefix (text + 4, prefix))
    return FALSE;
  const char *number = text + 4 + strlen (prefix);
  return *number == '-' && g_ascii_isdigit (number[1]);
}

static gboolean
find_by_number (EpcReferences *references, const char *text, EpcUid *uid)
{
  const EpcField *number = references->target != NULL ? number_of (references->target) : NULL;

  if (number == NULL)
    return FALSE;
  g_autoptr (EpcQuery) query = epc_query_new (references->target);
  epc_query_limit (query, 2);
  if (!epc_query_where (query, references->store, number->key, EPC_OP_EQUAL, text, NULL))
    return FALSE;
  g_autoptr (GPtrArray) records = epc_query_records (query, references->store, NULL);
  if (records == NULL || records->len != 1)
    return FALSE;
  *uid = *epc_record_uid (g_ptr_array_index (records, 0));
  return TRUE;
}

/* Two of that name: neither is meant. */
static void
add_title (GHashTable *titles, char *title, const EpcUid *uid)
{
  static const EpcUid nil;
  const EpcUid *before = g_hash_table_lookup (titles, title);

  g_hash_table_replace (titles, title, g_memdup2 (before != NULL && !epc_uid_equal (before, uid) ? &nil : uid, sizeof *uid));
}

static void
add_name (EpcReferences *references, const char *name, const EpcUid *uid)
{
  if (name == NULL || *name == '\0')
    return;
  add_title (references->titles, g_strdup (name), uid);
  add_title (references->singulars, epc_text_singular (name), uid);
}

static gboolean
note_title (EpcRecord *record, gpointer data)
{
  EpcReferences *references = data;
  g_autofree char *title = epc_store_title (references->store, references->target, epc_record_uid (record));

  add_name (references, title, epc_record_uid (record));
  /* What a name is enough of goes by that in each language. */
  for (const char *const *name = epc_entity_name_keys (references->target); *name != NULL; name++)
    if (epc_entity_field (references->target, *name) != NULL)
      add_name (references, epc_record_text (record, *name), epc_record_uid (record));
  return TRUE;
}

static GHashTable *
titles_of (EpcReferences *references)
{
  if (references->titles != NULL)
    return references->titles;
  g_autoptr (EpcQuery) query = epc_query_new (references->target);
  references->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  references->singulars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 n = epc_query_count (query, references->store, NULL, NULL);
  if (n > 0 && n <= MOST_TITLES)
    epc_query_each (query, references->store, note_title, references, NULL, NULL);
  return references->titles;
}

/* As lists and forms show it: "Operation · Tool · 10". Only for registers that somebody chooses from. */
static gboolean
find_by_title (EpcReferences *references, const char *text, EpcUid *uid)
{
  const EpcUid *found = g_hash_table_lookup (titles_of (references), text);
  if (found == NULL && (references->target->flags & EPC_ENTITY_BY_NAME))
    {
      g_autofree char *singular = epc_text_singular (text);
      found = g_hash_table_lookup (references->singulars, singular);
    }
  if (found == NULL || epc_uid_is_nil (found))
    return FALSE;
  *uid = *found;
  return TRUE;
}

gboolean
epc_references_find (EpcReferences *references, const char *text, EpcUid *uid, GError **error)
{
  g_autoptr (GError) cause = NULL;
  EpcUid *known = g_hash_table_lookup (references->known, text);

  if (known == NULL)
    {
      known = g_new0 (EpcUid, 1);
      if (references->target == NULL
          || (!epc_store_find_uid (references->store, references->target, text, known, &cause)
              && !find_by_number (references, text, known) && !find_by_title (references, text, known)))
        memset (known, 0, sizeof *known);
      if (cause != NULL && g_error_matches (cause, EPC_ERROR, EPC_ERROR_AMBIGUOUS) && epc_uid_is_nil (known))
        {
          g_free (known);
          g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, cause->message);
          return FALSE;
        }
      g_hash_table_insert (references->known, g_strdup (text), known);
    }
  if (epc_uid_is_nil (known))
    {
      const EpcLanguage *language = epc_language_get (NULL);
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   _ ("%s: no %s “%s” is known here. Accepted: its code, its identity or its exact name."),
                   epc_language_text (language, references->field->label),
                   references->target != NULL ? epc_language_text (language, references->target->label) : "", text);
      return FALSE;
    }
  *uid = *known;
  return TRUE;
}

/* "Lona 4x5", "Lona 4x6", "tipo A", "tipo B": what tells sizes and types apart is no slip. */
static char *
marks_of (const char *text)
{
  g_autofree char *folded = epc_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GString *out = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (g_utf8_strlen (*word, -1) == 1 || strpbrk (*word, "0123456789") != NULL)
      g_string_append_printf (out, "%s ", *word);
  return g_string_free (out, FALSE);
}

static gboolean
is_marked_alike (const char *a, const char *b)
{
  g_autofree char *marks_a = marks_of (a), *marks_b = marks_of (b);

  return g_str_equal (marks_a, marks_b);
}

char *
epc_references_suggest (EpcReferences *references, const char *text)
{
  GHashTableIter iter;
  gpointer title;
  const char *best = NULL;
  double most = ALIKE_NAMES;

  if (references->target == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, titles_of (references));
  while (g_hash_table_iter_next (&iter, &title, NULL))
    {
      double likeness = epc_place_name_likeness (title, text);
      if (likeness < most || (likeness == most && best != NULL && strcmp (title, best) > 0) || !is_marked_alike (title, text))
        continue;
      most = likeness;
      best = title;
    }
  return g_strdup (best);
}

/* --- what is there --- */

typedef struct
{
  EpcUid uid;
  gboolean is_taken, has_number;
  char *name, *other_name, *place; /* NULL: not told */
  double latitude, longitude;      /* NAN: not told */
} Entry;

/* Records of one title, in their order; those before @first are taken: rows of a file come in the order in which they came before. */
typedef struct
{
  GPtrArray *entries;
  guint first;
} Titled;

static void
titled_free (gpointer data)
{
  Titled *titled = data;

  g_ptr_array_unref (titled->entries);
  g_free (titled);
}

/* Two marks of one site made by two teams lie this far apart at most. Kilometres. */
#define SAME_KM 0.5
#define NEAR_KM 1.0
#define LIKE 0.8

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->other_name);
  g_free (entry->place);
  g_free (entry);
}

struct _EpcExisting
{
  EpcStore *store;
  const EpcEntity *entity;
  GHashTable *by_code;  /* code → Entry */
  GHashTable *by_key;   /* epc_existing_key() → Entry */
  GHashTable *by_title; /* title and date → Titled */
  GHashTable *by_uid;   /* uid → Entry */
  GHashTable *by_place; /* P-code → GPtrArray of Entry; of kinds that have a name and a place */
  GHashTable *by_cell;  /* hundredth of a degree → the same */
  GHashTable *aliases;  /* folded name, U+001F, P-code → uid */
  GPtrArray *entries;
  const EpcField *number; /* of number_of(); NULL: records of this kind have none */
  gboolean title_is_a_name, is_placed;
  gboolean is_by_alias; /* the last match */
};

static void
append_part (GString *key, const EpcRecord *record, const EpcField *field)
{
  g_autofree char *text = epc_record_to_text (record, field->key);
  g_autofree char *folded = text != NULL ? epc_text_fold (text) : NULL;

  g_string_append_c (key, '\x1f');
  if (folded != NULL)
    g_string_append (key, folded);
}

char *
epc_existing_key (const EpcRecord *record)
{
  const EpcField *number = number_of (epc_record_entity (record));

  if (number == NULL || epc_record_is_empty (record, number->key))
    return NULL;
  g_autofree char *text = epc_record_to_text (record, number->key);
  return epc_text_fold_tight (text);
}

char *
epc_existing_title (const EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  GString *key = g_string_new (NULL);
  gboolean has_any = FALSE;

  g_auto (GStrv) names = g_strsplit (entity->title != NULL ? entity->title : "", " ", -1);
  for (char **name = names; *name != NULL; name++)
    {
      const EpcField *field = epc_entity_field (entity, *name);
      if (field == NULL || !epc_field_is_stored (field))
        continue;
      has_any |= !epc_record_is_empty (record, field->key);
      append_part (key, record, field);
    }
  const EpcField *place = epc_entity_field (entity, "place");
  if (place != NULL && epc_field_is_stored (place))
    append_part (key, record, place);
  return g_string_free (key, !has_any);
}

static const char *
text_at (const EpcRecord *record, const char *key)
{
  const EpcField *field = epc_entity_field (epc_record_entity (record), key);

  return field != NULL && epc_field_value_kind (field) == EPC_VALUE_TEXT ? epc_record_text (record, key) : NULL;
}

static double
number_at (const EpcRecord *record, const char *key)
{
  return epc_entity_field (epc_record_entity (record), key) != NULL ? epc_record_decimal (record, key) : NAN;
}

static gpointer
cell_key (double latitude, double longitude, int dy, int dx)
{
  int y = (int) floor (latitude * 100) + dy + 20000, x = (int) floor (longitude * 100) + dx + 20000;

  return GINT_TO_POINTER (y * 65536 + x);
}

static void
add_under (GHashTable *table, gpointer key, Entry *entry)
{
  GPtrArray *all = g_hash_table_lookup (table, key);

  if (all == NULL)
    {
      all = g_ptr_array_new ();
      g_hash_table_insert (table, key, all);
    }
  g_ptr_array_add (all, entry);
}

static void
place_entry (EpcExisting *existing, Entry *entry, const EpcRecord *record)
{
  const EpcField *number = existing->number;

  entry->name = g_strdup (text_at (record, "name"));
  entry->other_name = g_strdup (text_at (record, "other_name"));
  entry->place = g_strdup (text_at (record, "place"));
  entry->latitude = number_at (record, "latitude");
  entry->longitude = number_at (record, "longitude");
  entry->has_number = number != NULL && !epc_record_is_empty (record, number->key);
  if (entry->place != NULL)
    add_under (existing->by_place, entry->place, entry);
  if (!isnan (entry->latitude) && !isnan (entry->longitude))
    add_under (existing->by_cell, cell_key (entry->latitude, entry->longitude, 0, 0), entry);
}

static char *
alias_key (const char *text, const char *within)
{
  g_autofree char *folded = epc_text_fold_tight (text);

  return g_strconcat (folded, "\x1f", within, NULL);
}

static gboolean
add_alias (EpcRecord *record, gpointer data)
{
  EpcExisting *existing = data;
  const char *within = epc_record_text (record, "parent");
  EpcUid uid;

  if (g_strcmp0 (epc_record_text (record, "entity"), existing->entity->key) == 0
      && epc_uid_from_text (epc_record_text (record, "target"), &uid))
    g_hash_table_replace (existing->aliases, alias_key (epc_record_text (record, "alias_text"), within != NULL ? within : ""),
                          g_memdup2 (&uid, sizeof uid));
  return TRUE;
}

static gboolean
add_entry (EpcRecord *record, gpointer data)
{
  EpcExisting *existing = data;
  Entry *entry = g_new0 (Entry, 1);

  entry->uid = *epc_record_uid (record);
  g_ptr_array_add (existing->entries, entry);
  g_hash_table_insert (existing->by_uid, &entry->uid, entry);
  if (existing->is_placed)
    place_entry (existing, entry, record);
  if (epc_record_code (record) != NULL)
    g_hash_table_insert (existing->by_code, g_strdup (epc_record_code (record)), entry);
  char *key = epc_existing_key (record);
  if (key != NULL)
    g_hash_table_insert (existing->by_key, key, entry);
  char *title = epc_existing_title (record);
  if (title == NULL)
    return TRUE;
  Titled *titled = g_hash_table_lookup (existing->by_title, title);
  if (titled == NULL)
    {
      titled = g_new0 (Titled, 1);
      titled->entries = g_ptr_array_new ();
      g_hash_table_insert (existing->by_title, title, titled);
    }
  else
    g_free (title);
  g_ptr_array_add (titled->entries, entry);
  return TRUE;
}

static gboolean
title_is_a_name (const EpcEntity *entity)
{
  g_auto (GStrv) names = g_strsplit (entity->title != NULL ? entity->title : "", " ", -1);

  for (char **name = names; *name != NULL; name++)
    {
      const EpcField *field = epc_entity_field (entity, *name);
      if (field != NULL && field->type == EPC_TYPE_TEXT)
        return !(entity->flags & EPC_ENTITY_APPEND_ONLY);
    }
  return FALSE;
}

EpcExisting *
epc_existing_new (EpcStore *store, const EpcEntity *entity, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcExisting) existing = g_new0 (EpcExisting, 1);
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  existing->store = g_object_ref (store);
  existing->entity = entity;
  existing->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  existing->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  existing->by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, titled_free);
  existing->entries = g_ptr_array_new_with_free_func (entry_free);
  existing->by_uid = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  existing->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  existing->by_cell = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  existing->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const EpcField *name = epc_entity_field (entity, "name"), *place = epc_entity_field (entity, "place");
  existing->is_placed = name != NULL && name->type == EPC_TYPE_TEXT && !(name->flags & EPC_FIELD_PERSON) && place != NULL
                        && place->type == EPC_TYPE_PLACE;
  existing->title_is_a_name = title_is_a_name (entity);
  existing->number = number_of (entity);
  g_autoptr (EpcQuery) aliases = epc_query_new (epc_entity_find ("alias"));
  if (!epc_query_each (query, store, add_entry, existing, cancellable, error)
      || !epc_query_each (aliases, store, add_alias, existing, cancellable, error))
    return NULL;
  return g_steal_pointer (&existing);
}

void
epc_existing_free (EpcExisting *existing)
{
  if (existing == NULL)
    return;
  g_object_unref (existing->store);
  g_hash_table_unref (existing->by_code);
  g_hash_table_unref (existing->by_key);
  g_hash_table_unref (existing->by_title);
  g_hash_table_unref (existing->aliases);
  g_hash_table_unref (existing->by_cell);
  g_hash_table_unref (existing->by_place);
  g_hash_table_unref (existing->by_uid);
  g_ptr_array_unref (existing->entries);
  g_free (existing);
}

/* Every value that the row gives is the stored one. */
static gboolean
agrees (EpcExisting *existing, const EpcRecord *record, const guint8 *is_initial, const EpcUid *uid)
{
  g_autoptr (EpcRecord) stored = epc_store_get (existing->store, existing->entity, uid, NULL);

  for (guint i = 0; stored != NULL && i < existing->entity->n_fields; i++)
    {
      const EpcValue *value = epc_record_value (record, i);
      if (value->kind != EPC_VALUE_EMPTY && !is_initial[i] && !epc_value_equal (value, epc_record_value (stored, i)))
        return FALSE;
    }
  return stored != NULL;
}

static gboolean
take_entry (Entry *entry, EpcUid *uid)
{
  if (entry == NULL || entry->is_taken)
    return FALSE;
  entry->is_taken = TRUE;
  *uid = entry->uid;
  return TRUE;
}

gboolean
epc_existing_take (EpcExisting *existing, const EpcUid *uid)
{
  EpcUid own;

  existing->is_by_alias = FALSE;
  return take_entry (g_hash_table_lookup (existing->by_uid, uid), &own);
}

gboolean
epc_existing_find_code (const EpcExisting *existing, const char *code, EpcUid *uid)
{
  const Entry *entry = g_hash_table_lookup (existing->by_code, code);

  if (entry == NULL)
    return FALSE;
  *uid = entry->uid;
  return TRUE;
}

/* --- names and positions --- */

static Entry *
find_alias (EpcExisting *existing, const EpcRecord *record)
{
  /* Asked for each row: what needs no look into the record comes first. */
  const char *name = existing->is_placed && g_hash_table_size (existing->aliases) > 0 ? text_at (record, "name") : NULL;

  if (name == NULL)
    return NULL;
  const char *place = text_at (record, "place");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = alias_key (name, i == 0 && place != NULL ? place : "");
      const EpcUid *uid = g_hash_table_lookup (existing->aliases, key);
      if (uid != NULL)
        return g_hash_table_lookup (existing->by_uid, uid);
    }
  return NULL;
}

static double
likeness_of (const Entry *entry, const char *name)
{
  double likeness = entry->name != NULL ? epc_place_name_likeness (entry->name, name) : 0;

  return entry->other_name != NULL ? MAX (likeness, epc_place_name_likeness (entry->other_name, name)) : likeness;
}

/* The free entries in the place of @record or near it whose name is alike by @least: how many, and one of them. */
static guint
count_like (EpcExisting *existing, const EpcRecord *record, double least, double most_km, gboolean in_place, Entry **one)
{
  const char *name = existing->is_placed ? text_at (record, "name") : NULL;
  GPtrArray *lists[10] = { NULL };
  guint n_lists = 0;

  *one = NULL;
  if (name == NULL)
    return 0;
  const char *place = text_at (record, "place");
  double latitude = number_at (record, "latitude"), longitude = number_at (record, "longitude");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  if (in_place && place != NULL)
    lists[n_lists++] = g_hash_table_lookup (existing->by_place, place);
  for (int dy = -1; dy <= 1 && !isnan (latitude) && !isnan (longitude); dy++)
    for (int dx = -1; dx <= 1; dx++)
      lists[n_lists++] = g_hash_table_lookup (existing->by_cell, cell_key (latitude, longitude, dy, dx));
  for (guint l = 0; l < n_lists; l++)
    for (guint i = 0; lists[l] != NULL && i < lists[l]->len; i++)
      {
        Entry *entry = g_ptr_array_index (lists[l], i);
        double km = epc_place_distance (latitude, longitude, entry->latitude, entry->longitude);
        gboolean is_by_place = l == 0 && in_place && place != NULL;
        if (entry->is_taken || g_hash_table_contains (seen, entry) || (!is_by_place && !(km <= most_km))
            || likeness_of (entry, name) < least)
          continue;
        g_hash_table_add (seen, entry);
        *one = entry;
      }
  return g_hash_table_size (seen);
}

/* The one record of that very name so near that it is the same. */
static Entry *
find_there (EpcExisting *existing, const EpcRecord *record)
{
  Entry *one;

  return count_like (existing, record, 1, SAME_KM, FALSE, &one) == 1 ? one : NULL;
}

gboolean
epc_existing_is_by_alias (const EpcExisting *existing)
{
  return existing->is_by_alias;
}

gboolean
epc_existing_is_like_another (EpcExisting *existing, const EpcRecord *record)
{
  Entry *one;

  /* Two numbers are two sites, whatever they are called. */
  if (existing->number != NULL && !epc_record_is_empty (record, existing->number->key))
    return FALSE;
  return count_like (existing, record, LIKE, NEAR_KM, TRUE, &one) > 0;
}

gboolean
epc_existing_match (EpcExisting *existing, const EpcRecord *record, const guint8 *is_initial, const char *code, EpcUid *uid)
{
  existing->is_by_alias = FALSE;
  if (code != NULL && take_entry (g_hash_table_lookup (existing->by_code, code), uid))
    return TRUE;
  g_autofree char *key = existing->number != NULL ? epc_existing_key (record) : NULL;
  if (key != NULL && take_entry (g_hash_table_lookup (existing->by_key, key), uid))
    return TRUE;
  if (code != NULL)
    return FALSE;
  existing->is_by_alias = take_entry (find_alias (existing, record), uid);
  if (existing->is_by_alias)
    return TRUE;
  if (key != NULL)
    return FALSE;
  if (take_entry (find_there (existing, record), uid))
    return TRUE;
  /* Of a kind that holds nothing yet, nothing has a name. */
  g_autofree char *title = g_hash_table_size (existing->by_title) > 0 ? epc_existing_title (record) : NULL;
  Titled *titled = title != NULL ? g_hash_table_lookup (existing->by_title, title) : NULL;
  const GPtrArray *all = titled != NULL ? titled->entries : NULL;
  Entry *only = NULL;
  guint n_free = 0;
  for (guint i = titled != NULL ? titled->first : 0; all != NULL && i < all->len; i++)
    {
      Entry *entry = g_ptr_array_index (all, i);
      if (entry->is_taken)
        {
          titled->first += i == titled->first;
          continue;
        }
      if (agrees (existing, record, is_initial, &entry->uid))
        return take_entry (entry, uid);
      only = entry;
      n_free++;
    }
  /* A name says which record it is; a site, a day and a kind of movement do not: a second such movement is a new one. */
  return n_free == 1 && all->len == 1 && existing->title_is_a_name && take_entry (only, uid);
}
