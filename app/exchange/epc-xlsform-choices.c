/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-xlsform-private.h"

#include <string.h>

#include "base/epc-language.h"
#include "model/epc-code-list.h"
#include "store/epc-query.h"

/* Longer lists cannot be scrolled on a telephone: then the code is typed. */
#define MOST_RECORDS 500

typedef struct
{
  char *pcode, *parent;
  char *names[EPC_FORM_LANGUAGES];
  int level;
} Area;

struct _EpcFormChoices
{
  EpcStore *store;
  GPtrArray *rows;        /* (element-type GStrv) */
  GHashTable *written;    /* name of the list → itself, "" when there is nothing to choose from */
  GPtrArray *areas;       /* (element-type Area); NULL: not read yet */
  GHashTable *with_areas; /* countries that areas belong to */
};

static void
area_free (gpointer data)
{
  Area *area = data;

  g_free (area->pcode);
  g_free (area->parent);
  for (guint i = 0; i < EPC_FORM_LANGUAGES; i++)
    g_free (area->names[i]);
  g_free (area);
}

EpcFormChoices *
epc_form_choices_new (EpcStore *store)
{
  EpcFormChoices *choices = g_new0 (EpcFormChoices, 1);

  choices->store = g_object_ref (store);
  choices->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  choices->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  choices->with_areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return choices;
}

void
epc_form_choices_free (EpcFormChoices *choices)
{
  if (choices == NULL)
    return;
  g_object_unref (choices->store);
  g_clear_pointer (&choices->rows, g_ptr_array_unref);
  g_clear_pointer (&choices->areas, g_ptr_array_unref);
  g_hash_table_unref (choices->written);
  g_hash_table_unref (choices->with_areas);
  g_free (choices);
}

/* list_name, name, four labels, parent. */
static void
add_choice (EpcFormChoices *choices, const char *list, const char *name, const char *const *labels, const char *parent)
{
  char **row = g_new0 (char *, EPC_FORM_LANGUAGES + 4);
  guint n = 0;

  row[n++] = g_strdup (list);
  row[n++] = g_strdup (name);
  for (guint i = 0; i < EPC_FORM_LANGUAGES; i++)
    row[n++] = g_strdup (labels[i]);
  row[n++] = g_strdup (parent != NULL ? parent : "");
  g_ptr_array_add (choices->rows, row);
}

/* TRUE when the list @name is to be written now; *@known is its name when it is there already. */
static gboolean
begin_list (EpcFormChoices *choices, const char *name, const char **known)
{
  gpointer key;

  if (g_hash_table_lookup_extended (choices->written, name, &key, NULL))
    {
      *known = key;
      return FALSE;
    }
  char *own = g_strdup (name);
  g_hash_table_insert (choices->written, own, own);
  *known = own;
  return TRUE;
}

const char *
epc_form_choices_codes (EpcFormChoices *choices, const char *list_key)
{
  const EpcCodeList *list = epc_code_list_find (list_key);
  const char *name;

  if (!begin_list (choices, list_key, &name) || list == NULL)
    return name;
  for (guint i = 0; i < list->n_codes; i++)
    {
      const char *labels[EPC_FORM_LANGUAGES];
      for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
        labels[l] = epc_code_text (list, &list->codes[i], epc_form_languages[l]);
      add_choice (choices, name, list->codes[i].key, labels, NULL);
    }
  return name;
}

/* --- records --- */

/* Persons are not listed in a form that travels on telephones. */
static gboolean
is_person (const EpcEntity *entity)
{
  g_auto (GStrv) title = g_strsplit (entity->title != NULL ? entity->title : "", " ", -1);

  for (char **key = title; *key != NULL; key++)
    {
      const EpcField *field = epc_entity_field (entity, *key);
      if (field != NULL && (field->flags & EPC_FIELD_PERSON))
        return TRUE;
    }
  return FALSE;
}

static void
add_record (EpcFormChoices *choices, const char *list, const EpcField *field, EpcRecord *record)
{
  const EpcEntity *target = epc_record_entity (record);
  const EpcUid *uid = epc_record_uid (record);
  g_autofree char *title = epc_store_title (choices->store, target, uid);
  g_autofree char *text = epc_store_reference_text (choices->store, field, uid);
  char own[EPC_UID_TEXT_SIZE];
  const char *labels[EPC_FORM_LANGUAGES];

  /* The name of a choice has no spaces. */
  if (text == NULL || strpbrk (text, " \t;,") != NULL)
    {
      g_free (text);
      text = g_strdup (epc_uid_to_text (uid, own));
    }
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    labels[l] = title != NULL && *title != '\0' ? title : text;
  add_choice (choices, list, text, labels, NULL);
}

const char *
epc_form_choices_records (EpcFormChoices *choices, const EpcField *field)
{
  const EpcEntity *target = epc_entity_find (field->target);
  const char *name;

  if (target == NULL || (target->flags & EPC_ENTITY_COUNT) || is_person (target))
    return NULL;
  g_autofree char *list = g_strconcat ("record_", target->key, NULL);
  g_autoptr (EpcQuery) query = epc_query_new (target);
  if (g_hash_table_contains (choices->written, list))
    return begin_list (choices, list, &name) ? NULL : name;
  epc_query_limit (query, MOST_RECORDS + 1);
  g_autoptr (GPtrArray) records = epc_query_records (query, choices->store, NULL);
  if (records == NULL || records->len == 0 || records->len > MOST_RECORDS)
    return NULL;
  begin_list (choices, list, &name);
  for (guint i = 0; i < records->len; i++)
    add_record (choices, name, field, g_ptr_array_index (records, i));
  return name;
}

/* --- places --- */

static gboolean
note_area (EpcRecord *record, gpointer data)
{
  EpcFormChoices *choices = data;
  const char *pcode = epc_record_text (record, "pcode"), *name = epc_record_text (record, "name");
  const char *country = epc_record_text (record, "iso3");

  if (pcode == NULL || name == NULL || !epc_record_is_empty (record, "valid_to")
      || epc_record_integer (record, "level") == EPC_PLACE_POPULATED)
    return TRUE;
  Area *area = g_new0 (Area, 1);
  area->pcode = g_strdup (pcode);
  area->parent = g_strdup (epc_record_text (record, "parent"));
  area->level = (int) epc_record_integer (record, "level");
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    {
      g_autofree char *key = g_strconcat ("name_", epc_form_languages[l], NULL);
      const char *own = epc_record_text (record, key);
      area->names[l] = g_strdup (own != NULL ? own : name);
    }
  g_ptr_array_add (choices->areas, area);
  if (area->level == 1 && area->parent != NULL)
    g_hash_table_add (choices->with_areas, g_strdup (area->parent));
  else if (area->level > 0 && country != NULL)
    g_hash_table_add (choices->with_areas, g_strdup (country));
  return TRUE;
}

static void
read_areas (EpcFormChoices *choices)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));

  if (choices->areas != NULL)
    return;
  choices->areas = g_ptr_array_new_with_free_func (area_free);
  epc_query_sort (query, "name", NULL);
  epc_query_each (query, choices->store, note_area, choices, NULL, NULL);
}

const char *
epc_form_choices_places (EpcFormChoices *choices, int level)
{
  g_autofree char *list = g_strdup_printf ("place_%d", level);
  gboolean has_any = FALSE;
  const char *name;

  read_areas (choices);
  for (guint i = 0; i < choices->areas->len && !has_any; i++)
    has_any = ((const Area *) g_ptr_array_index (choices->areas, i))->level == level;
  if (!has_any || !begin_list (choices, list, &name))
    return has_any ? name : NULL;
  for (guint i = 0; i < choices->areas->len; i++)
    {
      const Area *area = g_ptr_array_index (choices->areas, i);
      if (area->level == level)
        add_choice (choices, name, area->pcode, (const char *const *) area->names, area->parent);
    }
  return name;
}

gboolean
epc_form_choices_has_areas (const EpcFormChoices *choices, const char *country)
{
  return country != NULL && g_hash_table_contains (choices->with_areas, country);
}

GPtrArray *
epc_form_choices_rows (EpcFormChoices *choices)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  char **head = g_new0 (char *, EPC_FORM_LANGUAGES + 4);
  guint n = 0;

  head[n++] = g_strdup ("list_name");
  head[n++] = g_strdup ("name");
  for (guint l = 0; l < EPC_FORM_LANGUAGES; l++)
    head[n++] = g_strconcat ("label::", epc_form_language_names[l], NULL);
  head[n++] = g_strdup ("parent");
  g_ptr_array_add (rows, head);
  for (guint i = 0; i < choices->rows->len; i++)
    g_ptr_array_add (rows, g_strdupv (g_ptr_array_index (choices->rows, i)));
  return rows;
}
