/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * epc-desk-cli: the verbs of the product without a window.
 */
#include "config.h"

#include "epc-cli.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-paths.h"
#include "base/epc-text.h"

static const EpcVerb *const verbs[] = {
  &epc_verb_new,     &epc_verb_sample,  &epc_verb_entities, &epc_verb_add,    &epc_verb_set,     &epc_verb_delete, &epc_verb_restore,
  &epc_verb_erase,   &epc_verb_attach,  &epc_verb_list,     &epc_verb_count,  &epc_verb_show,    &epc_verb_search, &epc_verb_history,
  &epc_verb_undo,    &epc_verb_redo,    &epc_verb_log,      &epc_verb_recognise, &epc_verb_import, &epc_verb_mapping,  &epc_verb_queue,  &epc_verb_join,
  &epc_verb_unjoin,  &epc_verb_export,  &epc_verb_analyse, &epc_verb_stock, &epc_verb_round, &epc_verb_deployment, &epc_verb_mefm,
  &epc_verb_chart,   &epc_verb_map,     &epc_verb_report,   &epc_verb_backup, &epc_verb_restore_backup,
  &epc_verb_check,   &epc_verb_compact, &epc_verb_stats,    &epc_verb_settings,
  &epc_verb_package, &epc_verb_conflicts, &epc_verb_key,  &epc_verb_publish,
};

static void
print_help (FILE *out)
{
  fprintf (out, "%s\n\n", _("Usage: epc-desk-cli [--workspace FILE] [--lang es] [--author NAME] VERB …"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    fprintf (out, "  %-15s %s\n", verbs[i]->name, _(verbs[i]->summary));
  fprintf (out, "\n%s\n", _("Every verb takes --json and --help. Exit status: 0 done; 1 done with rejects or a refused value; "
                            "2 wrong usage; 3 cannot read or write."));
}

const EpcVerb *
epc_cli_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];
  return NULL;
}

/* The options that every verb takes, before or behind its name. */
static GOptionEntry *
global_entries (EpcCli *cli)
{
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &cli->workspace, N_("The workspace file"), "FILE" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &cli->language, N_("Language of messages: en, es, fr, pt"), "LANG" },
    { "author", 0, 0, G_OPTION_ARG_STRING, &cli->author, N_("Who makes the change"), "NAME" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("One JSON object on standard output"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return g_memdup2 (entries, sizeof entries);
}

gboolean
epc_cli_check_language (const char *name, GError **error)
{
  if (name == NULL || epc_language_is_known (name))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no language known here. There are: en, es, fr, pt."), name);
  return FALSE;
}

gboolean
epc_cli_options (EpcCli *cli, const EpcVerb *verb, const GOptionEntry *entries, int *argc, char ***argv, int least, int most,
                 GError **error)
{
  g_autofree char *head = g_strdup_printf ("%s — %s", verb->usage, _(verb->summary));
  g_autoptr (GOptionContext) context = g_option_context_new (head);
  g_autofree GOptionEntry *global = global_entries (cli);
  g_autofree char *program = g_strdup_printf ("epc-desk-cli %s", verb->name);
  GError *own = NULL;

  g_set_prgname (program);
  g_option_context_set_translation_domain (context, EPC_GETTEXT_DOMAIN);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, EPC_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, global, EPC_GETTEXT_DOMAIN);
  if (!g_option_context_parse (context, argc, argv, &own))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, "%s", own->message);
      g_error_free (own);
      return FALSE;
    }
  if (!epc_cli_check_language (cli->language, error))
    return FALSE;
  if (cli->language != NULL)
    epc_language_set_interface (cli->language);
  /* "--" parts options from words that begin with a dash. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      memmove (*argv + 1, *argv + 2, sizeof (char *) * (gsize) (*argc - 1));
      (*argc)--;
    }
  int words = *argc - 1;
  if (words < least || (most >= 0 && words > most))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), verb->name, verb->usage);
      return FALSE;
    }
  return TRUE;
}

EpcStore *
epc_cli_open (EpcCli *cli, GError **error)
{
  if (cli->store != NULL)
    return cli->store;
  if (cli->workspace == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say which workspace: --workspace FILE."));
      return NULL;
    }
  cli->store = epc_store_open (cli->workspace, EPC_STORE_ALONE, error);
  if (cli->store == NULL)
    return NULL;
  epc_language_set_country (epc_store_country (cli->store));
  if (cli->author != NULL)
    epc_store_set_author (cli->store, cli->author);
  epc_cli_tell_notices (cli);
  return cli->store;
}

void
epc_cli_tell_notices (EpcCli *cli)
{
  const char *const *notices = epc_store_notices (cli->store);

  for (; notices != NULL && notices[cli->n_told] != NULL; cli->n_told++)
    fprintf (stderr, "%s\n", notices[cli->n_told]);
}

JsonBuilder *
epc_cli_object (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  return builder;
}

void
epc_cli_member (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
epc_cli_member_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
epc_cli_member_count (JsonBuilder *builder, const char *key, gint64 value)
{
  if (value < 0)
    epc_cli_member (builder, key, NULL);
  else
    epc_cli_member_int (builder, key, value);
}

void
epc_cli_member_field (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, const EpcField *field)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcValue *value = epc_record_value (record, (guint) (field - entity->fields));

  json_builder_set_member_name (builder, field->key);
  if (field->type == EPC_TYPE_MONEY && value->kind == EPC_VALUE_INTEGER)
    json_builder_add_double_value (builder, (double) value->integer / 100);
  else if (value->kind == EPC_VALUE_INTEGER)
    json_builder_add_int_value (builder, value->integer);
  else if (value->kind == EPC_VALUE_DECIMAL)
    json_builder_add_double_value (builder, value->decimal);
  else
    {
      g_autofree char *text = value->kind == EPC_VALUE_UID ? epc_store_reference_text (cli->store, field, &value->uid)
                                                           : epc_record_to_text (record, field->key);
      if (text != NULL)
        json_builder_add_string_value (builder, text);
      else
        json_builder_add_null_value (builder);
    }
}

void
epc_cli_members_of_record (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, char **columns)
{
  const EpcEntity *entity = epc_record_entity (record);
  char uid[EPC_UID_TEXT_SIZE];

  if (epc_entity_field (entity, "uid") == NULL)
    epc_cli_member (builder, "uid", epc_uid_to_text (epc_record_uid (record), uid));
  if (epc_entity_field (entity, "code") == NULL)
    epc_cli_member (builder, "code", epc_record_code (record));
  for (guint i = 0; i < entity->n_fields; i++)
    if (columns == NULL || g_strv_contains ((const char *const *) columns, entity->fields[i].key))
      epc_cli_member_field (builder, cli, record, &entity->fields[i]);
}

static glong
shown_width (const char *text)
{
  glong width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

void
epc_cli_print_table (GPtrArray *cells, guint n_columns, const gboolean *right)
{
  g_autofree glong *widths = g_new0 (glong, n_columns);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < cells->len; i++)
    widths[i % n_columns] = MAX (widths[i % n_columns], shown_width (g_ptr_array_index (cells, i)));
  for (guint i = 0; i < cells->len; i++)
    {
      guint column = i % n_columns;
      const char *text = g_ptr_array_index (cells, i);
      glong space = widths[column] - shown_width (text);
      if (column > 0)
        g_string_append (line, "  ");
      for (glong s = 0; right != NULL && right[column] && s < space; s++)
        g_string_append_c (line, ' ');
      g_string_append (line, text);
      for (glong s = 0; (right == NULL || !right[column]) && s < space && column + 1 < n_columns; s++)
        g_string_append_c (line, ' ');
      if (column + 1 == n_columns)
        {
          puts (line->str);
          g_string_truncate (line, 0);
        }
    }
  g_string_free (line, TRUE);
}

EpcQuery *
epc_cli_query (EpcCli *cli, const char *key, char **where, const char *sort, int limit, GError **error)
{
  const EpcEntity *entity = epc_entity_require (key, error);

  if (entity == NULL || epc_cli_open (cli, error) == NULL)
    return NULL;
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  for (char **condition = where; condition != NULL && *condition != NULL; condition++)
    if (!epc_query_where_text (query, cli->store, *condition, error))
      return NULL;
  if (sort != NULL && !epc_query_sort (query, sort, error))
    return NULL;
  if (limit > 0)
    epc_query_limit (query, (guint) limit);
  return g_steal_pointer (&query);
}

static void
print_error (EpcCli *cli, const GError *error, int status)
{
  fprintf (stderr, "epc-desk-cli: %s\n", error->message);
  if (!cli->json || cli->is_answered)
    return;
  JsonBuilder *builder = epc_cli_object ();
  epc_cli_member (builder, "error", error->message);
  epc_cli_member_int (builder, "status", status);
  epc_cli_print_json (builder);
  g_object_unref (builder);
}

/* The global options stand before the verb; the language must be known before the first message. */
static gboolean
parse_head (EpcCli *cli, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("VERB …");
  g_autofree GOptionEntry *entries = global_entries (cli);
  gboolean version = FALSE, help = FALSE;
  const GOptionEntry own[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("List the verbs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GError *wrong = NULL;

  g_option_context_add_main_entries (context, entries, EPC_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, own, EPC_GETTEXT_DOMAIN);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, argc, argv, &wrong))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  if (!epc_cli_check_language (cli->language, error))
    return FALSE;
  epc_language_set_interface (cli->language);
  if (version)
    {
      puts (EPC_VERSION);
      exit (0);
    }
  if (help)
    {
      print_help (stdout);
      exit (0);
    }
  return TRUE;
}

static int
run_verb (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (argc < 2)
    {
      print_help (stderr);
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("No verb was given."));
      return 2;
    }
  const EpcVerb *verb = epc_cli_verb (argv[1]);
  if (verb == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("There is no verb “%s”. epc-desk-cli --help lists all."), argv[1]);
      return 2;
    }
  cli->verb = verb->name;
  return verb->run (cli, argc - 1, argv + 1, error);
}

int
main (int argc, char *argv[])
{
  EpcCli cli = { NULL };
  g_autoptr (GError) error = NULL;
  int status = 2;
  /* Option parsing takes words out of the array; the words themselves stay owned here. */
  g_auto (GStrv) words = g_strdupv (argv);
  g_autofree char **own = g_memdup2 (words, sizeof (char *) * (gsize) (argc + 1));
  char **rest = own;

  setlocale (LC_ALL, "");
  g_autofree char *locale = epc_path_locale ();
  epc_language_set_directory (locale);
  epc_language_set_interface (NULL);
  if (parse_head (&cli, &argc, &rest, &error))
    status = run_verb (&cli, argc, rest, &error);
  if (error != NULL)
    {
      status = epc_error_exit_status (error);
      print_error (&cli, error, status);
    }
  if (cli.store != NULL)
    {
      epc_store_close (cli.store);
      g_object_unref (cli.store);
    }
  g_free (cli.workspace);
  g_free (cli.language);
  g_free (cli.author);
  return status;
}
