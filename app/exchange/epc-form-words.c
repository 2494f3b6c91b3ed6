/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-form-words.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

/* More than any form that a telephone can hold. */
#define ROWS_MAX 200000u
#define COLUMNS_MAX 256u

struct _EpcFormWords
{
  gint n_references;
  GHashTable *questions; /* name → EpcFormQuestion */
  GHashTable *by_label;  /* folded label → EpcFormQuestion */
  GHashTable *lists;     /* name → GHashTable: name of a choice → GPtrArray of labels */
};

static void
question_free (gpointer data)
{
  EpcFormQuestion *question = data;

  g_free (question->name);
  g_free (question->list);
  g_ptr_array_unref (question->labels);
  g_free (question);
}

EpcFormWords *
epc_form_words_ref (EpcFormWords *words)
{
  if (words != NULL)
    g_atomic_int_inc (&words->n_references);
  return words;
}

void
epc_form_words_unref (EpcFormWords *words)
{
  if (words == NULL || !g_atomic_int_dec_and_test (&words->n_references))
    return;
  g_hash_table_unref (words->questions);
  g_hash_table_unref (words->by_label);
  g_hash_table_unref (words->lists);
  g_free (words);
}

/* Where the columns of a sheet of a form stand; G_MAXUINT: nowhere. */
typedef struct
{
  guint type, list, name;
  GArray *labels; /* of guint */
} Columns;

static const char *
text_at (const EpcRow *row, guint column)
{
  return column < row->n_cells && row->cells[column].kind != EPC_CELL_EMPTY ? row->cells[column].text : "";
}

static void
find_columns (const EpcRow *row, Columns *columns)
{
  columns->type = columns->list = columns->name = G_MAXUINT;
  g_array_set_size (columns->labels, 0);
  for (guint c = 0; c < MIN (row->n_cells, COLUMNS_MAX); c++)
    {
      g_autofree char *head = g_ascii_strdown (text_at (row, c), -1);
      g_strstrip (head);
      if (g_str_equal (head, "type"))
        columns->type = c;
      else if (g_str_equal (head, "list_name") || g_str_equal (head, "list name"))
        columns->list = c;
      else if (g_str_equal (head, "name") || g_str_equal (head, "value"))
        columns->name = c;
      else if (g_str_equal (head, "label") || g_str_has_prefix (head, "label:"))
        g_array_append_val (columns->labels, c);
    }
}

static GPtrArray *
labels_of (const EpcRow *row, const Columns *columns)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < columns->labels->len; i++)
    {
      const char *text = text_at (row, g_array_index (columns->labels, guint, i));
      if (!epc_text_is_blank (text))
        g_ptr_array_add (labels, g_strstrip (g_strdup (text)));
    }
  return labels;
}

/* Takes all but @name and @list. */
static void
add_question (EpcFormWords *words, const char *name, const char *list, gboolean is_multiple, GPtrArray *labels)
{
  if (g_hash_table_contains (words->questions, name))
    {
      g_ptr_array_unref (labels);
      return;
    }
  EpcFormQuestion *question = g_new0 (EpcFormQuestion, 1);
  question->name = g_strdup (name);
  question->list = g_strdup (list);
  question->is_multiple = is_multiple;
  question->labels = labels;
  g_hash_table_insert (words->questions, question->name, question);
  for (guint i = 0; i < labels->len; i++)
    {
      char *folded = epc_text_fold (g_ptr_array_index (labels, i));
      if (*folded == '\0' || g_hash_table_contains (words->by_label, folded))
        g_free (folded);
      else
        g_hash_table_insert (words->by_label, folded, question);
    }
}

/* Takes @labels. */
static void
add_choice (EpcFormWords *words, const char *list, const char *name, GPtrArray *labels)
{
  GHashTable *choices = g_hash_table_lookup (words->lists, list);

  if (choices == NULL)
    {
      choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
      g_hash_table_insert (words->lists, g_strdup (list), choices);
    }
  if (!g_hash_table_contains (choices, name))
    g_hash_table_insert (choices, g_strdup (name), labels);
  else
    g_ptr_array_unref (labels);
}

/* "select_one site_type", "select_multiple reason or_other", "select all that apply from reason" (older forms). */
static void
take_question (EpcFormWords *words, const EpcRow *row, const Columns *columns)
{
  g_autofree char *type = g_strstrip (g_strdup (text_at (row, columns->type)));
  g_autofree char *name = g_strstrip (g_strdup (text_at (row, columns->name)));
  g_autofree char *list = NULL;
  gboolean is_multiple = FALSE;
  static const struct
  {
    const char *prefix;
    gboolean is_multiple;
  } kinds[] = { { "select_one ", FALSE },          { "select one from ", FALSE },         { "select1 ", FALSE }, { "select_multiple ", TRUE },
                { "select all that apply from ", TRUE }, { "select multiple from ", TRUE }, { "rank ", TRUE } };

  if (*type == '\0' || *name == '\0' || g_str_has_prefix (type, "begin") || g_str_has_prefix (type, "end"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && list == NULL; i++)
    if (g_ascii_strncasecmp (type, kinds[i].prefix, strlen (kinds[i].prefix)) == 0)
      {
        g_auto (GStrv) rest = g_strsplit (type + strlen (kinds[i].prefix), " ", 2);
        list = g_strdup (rest[0]);
        is_multiple = kinds[i].is_multiple;
      }
  add_question (words, name, list, is_multiple, labels_of (row, columns));
}

static void
take_choice (EpcFormWords *words, const EpcRow *row, const Columns *columns)
{
  g_autofree char *list = g_strstrip (g_strdup (text_at (row, columns->list)));
  g_autofree char *name = g_strstrip (g_strdup (text_at (row, columns->name)));

  if (*list != '\0' && *name != '\0')
    add_choice (words, list, name, labels_of (row, columns));
}

static gboolean
read_sheet (EpcFormWords *words, EpcRowSource *source, guint sheet, GError **error)
{
  Columns columns = { .type = G_MAXUINT, .list = G_MAXUINT, .name = G_MAXUINT };
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) cause = NULL;
  gboolean has_head = FALSE;
  EpcRow row;

  columns.labels = labels;
  if (!epc_row_source_rewind (source, sheet, error))
    return FALSE;
  for (guint n = 0; n < ROWS_MAX && epc_row_source_next (source, &row, &cause); n++)
    {
      if (!has_head)
        find_columns (&row, &columns);
      else if (columns.type != G_MAXUINT)
        take_question (words, &row, &columns);
      else
        take_choice (words, &row, &columns);
      has_head = has_head || (columns.name != G_MAXUINT && (columns.type != G_MAXUINT || columns.list != G_MAXUINT));
      if (!has_head && n >= 10)
        break;
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return error == NULL || *error == NULL;
}

/* "text", "select_one site_type", "begin_group": a word that begins a type of XLSForm. */
static gboolean
is_type (const char *text)
{
  static const char *const types[]
      = { "text", "integer", "decimal", "date", "time", "datetime", "note", "calculate", "geopoint", "geotrace", "geoshape", "image",
          "audio", "video", "barcode", "acknowledge", "range", "start", "end", "today", "deviceid", "username", "begin_group",
          "begin_repeat", "begin", "end_group", "end_repeat", "rank", "osm", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (g_strstrip (lower), " ", 2);

  return words[0] != NULL && (g_strv_contains (types, words[0]) || g_str_has_prefix (words[0], "select"));
}

gboolean
epc_form_words_is_survey (EpcRowSource *source, guint sheet)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  Columns columns = { .type = G_MAXUINT, .list = G_MAXUINT, .name = G_MAXUINT, .labels = labels };
  guint n_rows = 0, n_types = 0;
  EpcRow row;

  if (!epc_row_source_rewind (source, sheet, NULL))
    return FALSE;
  for (guint n = 0; n < 60 && epc_row_source_next (source, &row, NULL); n++)
    if (columns.type == G_MAXUINT || columns.name == G_MAXUINT)
      find_columns (&row, &columns);
    else if (*text_at (&row, columns.type) != '\0')
      {
        n_rows++;
        n_types += is_type (text_at (&row, columns.type));
      }
  return n_types > 0 && 2 * n_types >= n_rows;
}

static EpcFormWords *
words_new (void)
{
  EpcFormWords *words = g_new0 (EpcFormWords, 1);

  words->n_references = 1;
  words->questions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, question_free);
  words->by_label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return words;
}

EpcFormWords *
epc_form_words_of_questions (EpcRowSource *source, GError **error)
{
  g_autoptr (EpcFormWords) words = words_new ();
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < epc_row_source_n_sheets (source) && cause == NULL; i++)
    read_sheet (words, source, i, &cause);
  if (cause == NULL)
    return g_steal_pointer (&words);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

EpcFormWords *
epc_form_words_new (EpcRowSource *source, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (EpcFormWords) words = epc_form_words_of_questions (source, &cause);

  if (cause == NULL && (g_hash_table_size (words->questions) == 0 || g_hash_table_size (words->lists) == 0))
    g_set_error (&cause, EPC_ERROR, EPC_ERROR_INVALID,
                 _ ("%s is no XLSForm with choices: it needs a sheet “survey” (type, name, label) and a sheet “choices” (list_name, name, "
                    "label)."),
                 source->name);
  if (cause == NULL)
    return g_steal_pointer (&words);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

EpcFormWords *
epc_form_words_read (const char *path, GError **error)
{
  g_autoptr (EpcRowSource) source = epc_row_source_open (path, error);

  return source != NULL ? epc_form_words_new (source, error) : NULL;
}

const EpcFormQuestion *
epc_form_words_question (const EpcFormWords *words, const char *header)
{
  const char *stroke = header != NULL ? strrchr (header, '/') : NULL;
  const char *name = stroke != NULL ? stroke + 1 : header;

  if (words == NULL || name == NULL)
    return NULL;
  const EpcFormQuestion *question = g_hash_table_lookup (words->questions, name);
  if (question != NULL)
    return question;
  g_autofree char *folded = epc_text_fold (name);
  g_autofree char *whole = epc_text_fold (header);
  question = g_hash_table_lookup (words->by_label, folded);
  return question != NULL ? question : g_hash_table_lookup (words->by_label, whole);
}

GPtrArray *
epc_form_words_choice (const EpcFormWords *words, const char *list, const char *name)
{
  GHashTable *choices = g_hash_table_lookup (words->lists, list);

  return choices != NULL ? g_hash_table_lookup (choices, name) : NULL;
}

GPtrArray *
epc_form_words_names (const EpcFormWords *words, const char *list)
{
  GHashTable *choices = g_hash_table_lookup (words->lists, list);
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  if (choices == NULL)
    return names;
  g_hash_table_iter_init (&iter, choices);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  return names;
}

/* --- as JSON --- */

/* "name", "label", "label in another language"… */
static void
append_named (GString *out, const char *name, const GPtrArray *labels)
{
  g_string_append_c (out, '[');
  epc_text_append_json (out, name);
  for (guint i = 0; i < labels->len; i++)
    {
      g_string_append_c (out, ',');
      epc_text_append_json (out, g_ptr_array_index (labels, i));
    }
  g_string_append_c (out, ']');
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In an order of their own, so that the same form is the same text. */
static GPtrArray *
sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  return keys;
}

void
epc_form_words_append_json (const EpcFormWords *words, GString *out)
{
  g_autoptr (GPtrArray) questions = sorted_keys (words->questions), lists = sorted_keys (words->lists);

  g_string_append (out, "{\"questions\":[");
  for (guint i = 0; i < questions->len; i++)
    {
      const EpcFormQuestion *question = g_hash_table_lookup (words->questions, g_ptr_array_index (questions, i));
      g_string_append (out, i > 0 ? ",{\"words\":" : "{\"words\":");
      append_named (out, question->name, question->labels);
      if (question->list != NULL)
        {
          g_string_append (out, ",\"list\":");
          epc_text_append_json (out, question->list);
        }
      g_string_append (out, question->is_multiple ? ",\"several\":true}" : "}");
    }
  g_string_append (out, "],\"lists\":{");
  for (guint i = 0; i < lists->len; i++)
    {
      GHashTable *choices = g_hash_table_lookup (words->lists, g_ptr_array_index (lists, i));
      g_autoptr (GPtrArray) names = sorted_keys (choices);
      g_string_append (out, i > 0 ? "," : "");
      epc_text_append_json (out, g_ptr_array_index (lists, i));
      for (guint k = 0; k < names->len; k++)
        {
          g_string_append (out, k > 0 ? "," : ":[");
          append_named (out, g_ptr_array_index (names, k), g_hash_table_lookup (choices, g_ptr_array_index (names, k)));
        }
      g_string_append_c (out, ']');
    }
  g_string_append (out, "}}");
}

/* The texts of @node, which is an array of them; *@name (transfer full) is the first. NULL: it is no such thing. */
static GPtrArray *
read_named (JsonNode *node, char **name)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  *name = NULL;
  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), COLUMNS_MAX); i++)
    {
      JsonNode *text = json_array_get_element (array, i);
      if (!JSON_NODE_HOLDS_VALUE (text) || json_node_get_value_type (text) != G_TYPE_STRING)
        break;
      if (i == 0)
        *name = json_node_dup_string (text);
      else
        g_ptr_array_add (labels, json_node_dup_string (text));
    }
  return *name != NULL ? g_steal_pointer (&labels) : NULL;
}

static void
read_question (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *name = NULL;
  GPtrArray *labels = object != NULL ? read_named (json_object_get_member (object, "words"), &name) : NULL;

  if (labels != NULL)
    add_question (data, name, json_object_get_string_member_with_default (object, "list", NULL),
                  json_object_get_boolean_member_with_default (object, "several", FALSE), labels);
}

EpcFormWords *
epc_form_words_from_json (JsonObject *object)
{
  g_autoptr (EpcFormWords) words = words_new ();
  JsonNode *questions = json_object_get_member (object, "questions"), *lists = json_object_get_member (object, "lists");
  JsonObjectIter iter;
  const char *list;
  JsonNode *choices;

  if (questions == NULL || !JSON_NODE_HOLDS_ARRAY (questions) || lists == NULL || !JSON_NODE_HOLDS_OBJECT (lists))
    return NULL;
  json_array_foreach_element (json_node_get_array (questions), read_question, words);
  json_object_iter_init (&iter, json_node_get_object (lists));
  while (json_object_iter_next (&iter, &list, &choices))
    for (guint i = 0; JSON_NODE_HOLDS_ARRAY (choices) && i < json_array_get_length (json_node_get_array (choices)); i++)
      {
        g_autofree char *name = NULL;
        GPtrArray *labels = read_named (json_array_get_element (json_node_get_array (choices), i), &name);
        if (labels != NULL)
          add_choice (words, list, name, labels);
      }
  return g_steal_pointer (&words);
}
