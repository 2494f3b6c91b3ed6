/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * add, set, delete, restore, erase, attach.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "analysis/epc-follow-up.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-validation.h"
#include "report/epc-photo.h"
#include "store/epc-initial.h"
#include "store/epc-neighbours.h"

/* Reads FIELD=VALUE words into @record. */
static gboolean
read_assignments (EpcCli *cli, EpcRecord *record, char **words, GError **error)
{
  for (; *words != NULL; words++)
    {
      const char *sign = strchr (*words, '=');
      if (sign == NULL)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is not FIELD=VALUE."), *words);
          return FALSE;
        }
      g_autofree char *key = g_strndup (*words, (gsize) (sign - *words));
      if (!epc_store_parse (cli->store, record, key, sign + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Warnings to standard error; the first error stops. */
static gboolean
check (EpcCli *cli, EpcRecord *record, GError **error)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();

  epc_store_validate (cli->store, record, findings);
  for (guint i = 0; i < epc_findings_count (findings); i++)
    {
      const EpcFinding *finding = epc_findings_get (findings, i);
      if (finding->level == EPC_FINDING_WARNING && !cli->quiet)
        fprintf (stderr, "%s\n", finding->message);
    }
  const EpcFinding *wrong = epc_findings_first_error (findings);
  if (wrong == NULL)
    return TRUE;
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, wrong->message);
  return FALSE;
}

static void
print_identity (EpcCli *cli, EpcRecord *record)
{
  char uid[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (epc_record_uid (record), uid);
  if (cli->quiet)
    return;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "uid", uid);
      epc_cli_member (builder, "code", epc_record_code (record));
      epc_cli_print_json (builder);
    }
  else
    puts (epc_record_code (record) != NULL ? epc_record_code (record) : uid);
}

typedef struct
{
  EpcRecord *record;
  const EpcEntity *entity;
  const EpcField *field;
  EpcUid uid;
  const char *name;
  GBytes *bytes;
  char *hash;
  guint n_changed, n_tasks;
  char **said; /* keys of a change */
} Edit;

/* The keys that @words say, NULL-terminated. Free with g_strfreev(). */
static char **
said_keys (char **words)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (; *words != NULL; words++)
    if (strchr (*words, '=') != NULL)
      g_ptr_array_add (keys, g_strstrip (g_strndup (*words, (gsize) (strchr (*words, '=') - *words))));
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

static gboolean
write_insert (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  return epc_transaction_insert (transaction, edit->record, error) && epc_follow_up (transaction, edit->record, NULL, &edit->n_tasks, error);
}

static gboolean
write_update (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  return epc_transaction_update (transaction, edit->record, NULL, &edit->n_changed, error)
         && epc_follow_up (transaction, edit->record, (const char *const *) edit->said, &edit->n_tasks, error);
}

static gboolean
write_delete (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  return epc_transaction_delete (transaction, edit->entity, &edit->uid, error);
}

static gboolean
write_restore (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  return epc_transaction_restore (transaction, edit->entity, &edit->uid, error);
}

static gboolean
write_erase (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  return epc_transaction_erase (transaction, edit->entity, &edit->uid, edit->field, error);
}

static gboolean
write_attach (EpcTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  edit->hash = epc_transaction_attach (transaction, edit->entity, &edit->uid, edit->name, edit->bytes, error);
  return edit->hash != NULL;
}

static void
say_tasks (EpcCli *cli, const Edit *edit)
{
  if (edit->n_tasks > 0 && !cli->quiet)
    fprintf (stderr, ngettext_ ("The clock runs: %u task was made.\n", "The clock runs: %u tasks were made.\n", edit->n_tasks), edit->n_tasks);
}

/* "New Site": the caption of the undo step. */
static char *
caption (const char *form, const EpcEntity *entity)
{
  return g_strdup_printf (form, epc_language_text (epc_language_get (NULL), entity->label));
}

static int
run_add (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_add, NULL, &argc, &argv, 2, -1, error))
    return 2;
  const EpcEntity *entity = epc_entity_require (argv[1], error);
  if (entity == NULL || epc_cli_open (cli, error) == NULL)
    return 1;
  g_autoptr (EpcRecord) record = epc_record_new (entity);
  if (!read_assignments (cli, record, argv + 2, error))
    return 1;
  epc_store_fill_initial (cli->store, record, NULL);
  if (!check (cli, record, error))
    return 1;
  g_autofree char *label = caption (_("New: %s"), entity);
  Edit edit = { .record = record };
  if (!epc_store_write (cli->store, label, write_insert, &edit, error))
    return 1;
  say_tasks (cli, &edit);
  print_identity (cli, record);
  return 0;
}

static int
run_set (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_set, NULL, &argc, &argv, 3, -1, error))
    return 2;
  const EpcEntity *entity = epc_entity_require (argv[1], error);
  if (entity == NULL || epc_cli_open (cli, error) == NULL)
    return 1;
  g_autoptr (EpcRecord) record = epc_store_find (cli->store, entity, argv[2], error);
  if (record == NULL || !read_assignments (cli, record, argv + 3, error) || !check (cli, record, error))
    return 1;
  g_autofree char *label = caption (_("Change: %s"), entity);
  g_auto (GStrv) said = said_keys (argv + 3);
  Edit edit = { .record = record, .said = said };
  if (!epc_store_write (cli->store, label, write_update, &edit, error))
    return 1;
  say_tasks (cli, &edit);
  print_identity (cli, record);
  return 0;
}

/* ENTITY REF for the verbs that name one record; deleted ones answer to their uid or code too. */
static gboolean
find_record (EpcCli *cli, char **argv, Edit *edit, GError **error)
{
  edit->entity = epc_entity_require (argv[1], error);
  if (edit->entity == NULL || epc_cli_open (cli, error) == NULL)
    return FALSE;
  return epc_store_find_uid (cli->store, edit->entity, argv[2], &edit->uid, error);
}

static int
run_on_record (EpcCli *cli, const EpcVerb *verb, int argc, char **argv, int most, EpcWriteFunc func, const char *form, GError **error)
{
  Edit edit = { NULL };

  if (!epc_cli_options (cli, verb, NULL, &argc, &argv, 2, most, error))
    return 2;
  if (!find_record (cli, argv, &edit, error))
    return 1;
  if (argc > 3 && (edit.field = epc_entity_require_field (edit.entity, argv[3], error)) == NULL)
    return 1;
  g_autofree char *label = caption (form, edit.entity);
  if (!epc_store_write (cli->store, label, func, &edit, error))
    return 1;
  if (cli->json)
    {
      char uid[EPC_UID_TEXT_SIZE];
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "uid", epc_uid_to_text (&edit.uid, uid));
      epc_cli_print_json (builder);
    }
  return 0;
}

static int
run_delete (EpcCli *cli, int argc, char **argv, GError **error)
{
  return run_on_record (cli, &epc_verb_delete, argc, argv, 2, write_delete, _("Delete: %s"), error);
}

static int
run_restore (EpcCli *cli, int argc, char **argv, GError **error)
{
  return run_on_record (cli, &epc_verb_restore, argc, argv, 2, write_restore, _("Restore: %s"), error);
}

static int
run_erase (EpcCli *cli, int argc, char **argv, GError **error)
{
  int status = run_on_record (cli, &epc_verb_erase, argc, argv, 3, write_erase, _("Erase: %s"), error);

  /* What holds the value still: backups, and what was dropped for it. */
  if (cli->store != NULL)
    epc_cli_tell_notices (cli);
  return status;
}

static int
run_attach (EpcCli *cli, int argc, char **argv, GError **error)
{
  Edit edit = { NULL };
  g_autofree char *contents = NULL;
  gsize length;
  gboolean whole = FALSE;
  GError *wrong = NULL;
  const GOptionEntry entries[] = {
    { "whole", 0, 0, G_OPTION_ARG_NONE, &whole, N_("Keep a photograph as the camera wrote it, with its size and position"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_attach, entries, &argc, &argv, 3, 3, error))
    return 2;
  if (!find_record (cli, argv, &edit, error))
    return 1;
  if (!g_file_get_contents (argv[3], &contents, &length, &wrong))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, "%s", wrong->message);
      g_error_free (wrong);
      return 3;
    }
  g_autoptr (GBytes) read = g_bytes_new_take (g_steal_pointer (&contents), length), bytes = whole ? g_bytes_ref (read) : epc_photo_shrink (read);
  g_autofree char *name = g_path_get_basename (argv[3]);
  g_autofree char *label = caption (_("Attach: %s"), edit.entity);
  edit.bytes = bytes;
  edit.name = name;
  gboolean done = epc_store_write (cli->store, label, write_attach, &edit, error);
  g_autofree char *hash = edit.hash;
  if (!done)
    return 1;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "sha256", hash);
      epc_cli_member_int (builder, "size", (gint64) g_bytes_get_size (bytes));
      epc_cli_print_json (builder);
    }
  else
    puts (hash);
  return 0;
}

const EpcVerb epc_verb_add = { "add", "ENTITY FIELD=VALUE…", N_("Add a record."), run_add };
const EpcVerb epc_verb_set = { "set", "ENTITY REF FIELD=VALUE…", N_("Change fields of a record."), run_set };
const EpcVerb epc_verb_delete = { "delete", "ENTITY REF", N_("Put a record into the bin."), run_delete };
const EpcVerb epc_verb_restore = { "restore", "ENTITY REF", N_("Take a record out of the bin."), run_restore };
const EpcVerb epc_verb_erase
    = { "erase", "ENTITY REF [FIELD]", N_("Overwrite a value everywhere, for good."), run_erase };
const EpcVerb epc_verb_attach = { "attach", "ENTITY REF FILE [--whole]", N_("Keep a file with a record."), run_attach };
