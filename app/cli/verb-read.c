/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * list, count, show, search.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-search.h"

/* The keys of @columns ("a,b") that are fields; the shown columns of the entity when NULL. */
static char **
column_keys (const EpcEntity *entity, const char *columns, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (columns != NULL)
    {
      g_auto (GStrv) words = g_strsplit (columns, ",", -1);
      for (char **word = words; *word != NULL; word++)
        {
          const char *key = g_strstrip (*word);
          if (!g_str_equal (key, "uid") && !g_str_equal (key, "code") && epc_entity_require_field (entity, key, error) == NULL)
            return NULL;
          g_ptr_array_add (keys, g_strdup (key));
        }
    }
  else
    for (guint i = 0; i < entity->n_fields; i++)
      if (entity->fields[i].flags & EPC_FIELD_LIST)
        g_ptr_array_add (keys, g_strdup (entity->fields[i].key));
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

typedef struct
{
  EpcCli *cli;
  const EpcEntity *entity;
  char **columns;
  JsonBuilder *builder;
  GPtrArray *cells;
  gboolean all_fields;
} Listing;

static char *
cell_text (Listing *listing, EpcRecord *record, const char *key, gboolean for_people)
{
  char uid[EPC_UID_TEXT_SIZE];
  const EpcField *field = epc_entity_field (listing->entity, key);

  if (field == NULL)
    return g_strdup (g_str_equal (key, "uid")         ? epc_uid_to_text (epc_record_uid (record), uid)
                     : epc_record_code (record) != NULL ? epc_record_code (record)
                                                        : "");
  if (for_people)
    return epc_store_display (listing->cli->store, record, key, NULL);
  const EpcUid *reference = field->type == EPC_TYPE_REFERENCE ? epc_record_reference (record, key) : NULL;
  char *text = reference != NULL ? epc_store_reference_text (listing->cli->store, field, reference) : epc_record_to_text (record, key);
  return text != NULL ? text : g_strdup ("");
}

static gboolean
add_json_row (EpcRecord *record, gpointer data)
{
  Listing *listing = data;

  json_builder_begin_object (listing->builder);
  epc_cli_members_of_record (listing->builder, listing->cli, record, listing->all_fields ? NULL : listing->columns);
  json_builder_end_object (listing->builder);
  return TRUE;
}

static void
print_csv_cell (const char *text, gboolean first)
{
  if (!first)
    putchar (',');
  if (strpbrk (text, ",\"\n\r") == NULL)
    {
      fputs (text, stdout);
      return;
    }
  putchar ('"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        putchar ('"');
      putchar (*p);
    }
  putchar ('"');
}

static gboolean
print_csv_row (EpcRecord *record, gpointer data)
{
  Listing *listing = data;

  for (guint i = 0; listing->columns[i] != NULL; i++)
    {
      g_autofree char *text = cell_text (listing, record, listing->columns[i], FALSE);
      print_csv_cell (text, i == 0);
    }
  putchar ('\n');
  return TRUE;
}

static gboolean
add_table_row (EpcRecord *record, gpointer data)
{
  Listing *listing = data;

  for (guint i = 0; listing->columns[i] != NULL; i++)
    {
      char *text = cell_text (listing, record, listing->columns[i], TRUE);
      g_strdelimit (text, "\n\t", ' ');
      g_ptr_array_add (listing->cells, text);
    }
  return TRUE;
}

static gboolean
list_json (Listing *listing, EpcQuery *query, GError **error)
{
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  listing->builder = builder;
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  if (!epc_query_each (query, listing->cli->store, add_json_row, listing, NULL, error))
    return FALSE;
  json_builder_end_array (builder);
  epc_cli_print_json (builder);
  return TRUE;
}

static gboolean
list_table (Listing *listing, EpcQuery *query, GError **error)
{
  guint n = g_strv_length (listing->columns);
  g_autofree gboolean *right = g_new0 (gboolean, n + 1);

  listing->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      const EpcField *field = epc_entity_field (listing->entity, listing->columns[i]);
      right[i] = field != NULL && epc_field_is_number (field);
      g_ptr_array_add (listing->cells, g_strdup (field != NULL ? epc_language_text (epc_language_get (NULL), field->label)
                                                               : listing->columns[i]));
    }
  gboolean done = n > 0 && epc_query_each (query, listing->cli->store, add_table_row, listing, NULL, error);
  if (done)
    epc_cli_print_table (listing->cells, n, right);
  g_ptr_array_unref (listing->cells);
  return done;
}

static int
run_list (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) where = NULL;
  g_autofree char *columns = NULL, *sort = NULL;
  gboolean csv = FALSE, deleted = FALSE;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &where, N_("Condition; may be given several times"), "'FIELD OP VALUE'" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &columns, N_("Fields to show"), "a,b" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_("Order; with a dash before it, turned round"), "FIELD" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), "N" },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_("Comma-separated values"), NULL },
    { "deleted", 0, 0, G_OPTION_ARG_NONE, &deleted, N_("What is in the bin"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_list, entries, &argc, &argv, 1, 1, error))
    return 2;
  if (limit < 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("--limit is 1 or more; without it, all are listed."));
      return 2;
    }
  g_autoptr (EpcQuery) query = epc_cli_query (cli, argv[1], where, sort, limit, error);
  if (query == NULL)
    return 1;
  if (deleted)
    epc_query_include_deleted (query, TRUE);
  g_auto (GStrv) keys = column_keys (epc_query_entity (query), columns, error);
  if (keys == NULL)
    return 1;
  Listing listing = { cli, epc_query_entity (query), keys, .all_fields = columns == NULL };
  gboolean done;
  if (cli->json)
    done = list_json (&listing, query, error);
  else if (csv)
    {
      for (guint i = 0; keys[i] != NULL; i++)
        print_csv_cell (keys[i], i == 0);
      putchar ('\n');
      done = epc_query_each (query, cli->store, print_csv_row, &listing, NULL, error);
    }
  else
    done = list_table (&listing, query, error);
  return done ? 0 : 1;
}

static int
run_count (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) where = NULL;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &where, N_("Condition; may be given several times"), "'FIELD OP VALUE'" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_count, entries, &argc, &argv, 1, 1, error))
    return 2;
  g_autoptr (EpcQuery) query = epc_cli_query (cli, argv[1], where, NULL, 0, error);
  gint64 count = query != NULL ? epc_query_count (query, cli->store, NULL, error) : -1;
  if (count < 0)
    return 1;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "count", count);
      epc_cli_print_json (builder);
    }
  else
    printf ("%" G_GINT64_FORMAT "\n", count);
  return 0;
}

static int
run_show (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_show, NULL, &argc, &argv, 2, 2, error))
    return 2;
  const EpcEntity *entity = epc_entity_require (argv[1], error);
  if (entity == NULL || epc_cli_open (cli, error) == NULL)
    return 1;
  g_autoptr (EpcRecord) record = epc_store_find (cli->store, entity, argv[2], error);
  if (record == NULL)
    return 1;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_members_of_record (builder, cli, record, NULL);
      if (!epc_cli_endorsement (builder, cli, record, error))
        return 3;
      epc_cli_print_json (builder);
      return 0;
    }
  for (guint i = 0; i < entity->n_fields; i++)
    {
      g_autofree char *text = epc_store_display (cli->store, record, entity->fields[i].key, NULL);
      if (text != NULL && *text != '\0')
        printf ("%-34s %s\n", epc_language_text (epc_language_get (NULL), entity->fields[i].label), text);
    }
  return epc_cli_endorsement (NULL, cli, record, error) ? 0 : 3;
}

static int
run_search (EpcCli *cli, int argc, char **argv, GError **error)
{
  int limit = 50;
  guint total = 0;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_search, entries, &argc, &argv, 1, -1, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autofree char *text = g_strjoinv (" ", argv + 1);
  g_autoptr (GPtrArray) hits = epc_store_search (cli->store, text, NULL, (guint) MAX (limit, 1), &total, NULL, error);
  if (hits == NULL)
    return 1;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  json_builder_set_member_name (builder, "hits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hits->len; i++)
    {
      const EpcHit *hit = g_ptr_array_index (hits, i);
      char uid[EPC_UID_TEXT_SIZE];
      if (!cli->json)
        {
          printf ("%-20s %s\n", hit->entity->key, hit->title);
          continue;
        }
      json_builder_begin_object (builder);
      epc_cli_member (builder, "entity", hit->entity->key);
      epc_cli_member (builder, "uid", epc_uid_to_text (&hit->uid, uid));
      epc_cli_member (builder, "title", hit->title);
      epc_cli_member (builder, "snippet", hit->snippet);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  epc_cli_member_int (builder, "total", total);
  if (cli->json)
    epc_cli_print_json (builder);
  return 0;
}

const EpcVerb epc_verb_list = { "list", "ENTITY [--where 'FIELD OP VALUE']… [--columns a,b] [--sort FIELD] [--limit N] [--csv]",
                                N_("List records."), run_list };
const EpcVerb epc_verb_count = { "count", "ENTITY [--where 'FIELD OP VALUE']…", N_("Count records."), run_count };
const EpcVerb epc_verb_show = { "show", "ENTITY REF", N_("Show a record."), run_show };
const EpcVerb epc_verb_search = { "search", "TEXT", N_("Search names and texts."), run_search };
