/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * package, conflicts, key.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-package.h"
#include "store/epc-care.h"

/* --- package --- */

typedef struct
{
  char *to, *for_office, *passphrase_file, *write, *apply;
  gboolean full, accept_unknown;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->to);
  g_free (wish->for_office);
  g_free (wish->passphrase_file);
  g_free (wish->write);
  g_free (wish->apply);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* The first line of the file; NULL without error where none was named. */
static gboolean
read_passphrase (const char *path, char **passphrase, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  *passphrase = NULL;
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, &local))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be read: %s"), path, local->message);
      return FALSE;
    }
  text[strcspn (text, "\r\n")] = '\0';
  if (strlen (text) < 8)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("A passphrase has at least eight characters; that in %s is shorter."), path);
      return FALSE;
    }
  *passphrase = g_steal_pointer (&text);
  return TRUE;
}

static void
print_head (EpcCli *cli, const EpcPackageHead *head, const char *path, gboolean is_trusted)
{
  g_autofree char *words = epc_key_words (head->public_key), *replica = epc_replica_to_hex (&head->replica),
                  *since = epc_vector_to_json (head->since), *upto = epc_vector_to_json (head->upto);

  if (!cli->json)
    {
      g_autofree char *entries = epc_language_integer (epc_language_get (NULL), head->n_entries),
                      *rows = epc_language_integer (epc_language_get (NULL), head->n_rows),
                      *bytes = epc_language_integer (epc_language_get (NULL), head->n_bytes), *size = g_format_size ((guint64) head->size);
      printf (_("%s: %s changes, %s rows of imports, %s attachments; %s, from %s (%s), made %s\n"), path, entries, rows, bytes, size,
              head->office_name != NULL ? head->office_name : "?", head->author != NULL ? head->author : "?",
              head->made != NULL ? head->made : "?");
      printf ("%s %s — %s\n", _("Key"), words, is_trusted ? _("trusted here") : _("not trusted here"));
      return;
    }
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  epc_cli_member (builder, "file", path);
  epc_cli_member_int (builder, "size", head->size);
  epc_cli_member (builder, "office", head->office_name);
  epc_cli_member (builder, "country", head->country);
  epc_cli_member (builder, "author", head->author);
  epc_cli_member (builder, "made", head->made);
  epc_cli_member (builder, "program", head->program);
  epc_cli_member (builder, "replica", replica);
  epc_cli_member (builder, "key", words);
  json_builder_set_member_name (builder, "trusted");
  json_builder_add_boolean_value (builder, is_trusted);
  json_builder_set_member_name (builder, "full");
  json_builder_add_boolean_value (builder, head->is_full);
  epc_cli_member_int (builder, "entries", head->n_entries);
  epc_cli_member_int (builder, "rows", head->n_rows);
  epc_cli_member_int (builder, "attachments", head->n_bytes);
  json_builder_set_member_name (builder, "since");
  json_builder_add_value (builder, json_from_string (since, NULL));
  json_builder_set_member_name (builder, "upto");
  json_builder_add_value (builder, json_from_string (upto, NULL));
  epc_cli_print_json (builder);
}

static int
create_package (EpcCli *cli, const Wish *wish, GError **error)
{
  g_autofree char *passphrase = NULL;

  if (wish->to == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say which file to write: --to FILE.epcx"));
      return 2;
    }
  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  EpcPackageWish own = { wish->for_office, wish->full, passphrase };
  g_autoptr (EpcPackageHead) head = epc_package_create (cli->store, wish->to, &own, NULL, error);
  if (head == NULL)
    return 3;
  print_head (cli, head, wish->to, TRUE);
  return 0;
}

static int
inspect_package (EpcCli *cli, const Wish *wish, const char *path, GError **error)
{
  g_autofree char *passphrase = NULL;

  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  g_autoptr (EpcPackage) package = epc_package_open (path, passphrase, error);
  if (package == NULL)
    return 3;
  print_head (cli, epc_package_head (package), path,
              cli->store != NULL && epc_share_is_trusted (cli->store, epc_package_head (package)->public_key));
  return 0;
}

static void
add_counts (EpcMergeCounts *sum, const EpcMergeCounts *one)
{
  sum->n_entries += one->n_entries;
  sum->n_known += one->n_known;
  sum->n_inserted += one->n_inserted;
  sum->n_updated += one->n_updated;
  sum->n_conflicts = one->n_conflicts;
}

static int
merge_packages (EpcCli *cli, const Wish *wish, char **paths, GError **error)
{
  g_autofree char *passphrase = NULL, *backup = NULL;
  EpcMergeCounts sum = { 0 };

  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      EpcMergeCounts one = { 0 };
      g_autoptr (EpcPackage) package = epc_package_open (paths[i], passphrase, error);
      /* As it was before others' changes came; none for a package that is refused. */
      if (package != NULL && backup == NULL && (backup = epc_store_backup (cli->store, NULL, NULL, error)) == NULL)
        return 3;
      if (package == NULL || !epc_package_merge (cli->store, package, wish->accept_unknown, &one, NULL, error))
        return 3;
      add_counts (&sum, &one);
    }
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "entries", sum.n_entries);
      epc_cli_member_int (builder, "known", sum.n_known);
      epc_cli_member_int (builder, "inserted", sum.n_inserted);
      epc_cli_member_int (builder, "updated", sum.n_updated);
      epc_cli_member_int (builder, "conflicts", sum.n_conflicts);
      epc_cli_print_json (builder);
    }
  else
    {
      g_autofree char *new = epc_language_integer (epc_language_get (NULL), sum.n_inserted),
                      *changed = epc_language_integer (epc_language_get (NULL), sum.n_updated),
                      *waiting = epc_language_integer (epc_language_get (NULL), sum.n_conflicts);
      fprintf (stderr, _("%s records are new, %s are changed, %s wait for a decision.\n"), new, changed, waiting);
    }
  return sum.n_conflicts > 0 ? 1 : 0;
}

static int
run_receipt (EpcCli *cli, const Wish *wish, GError **error)
{
  g_autofree char *name = NULL;

  if ((wish->write == NULL) == (wish->apply == NULL))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say which file to write or to read: --write FILE or --apply FILE"));
      return 2;
    }
  if (!(wish->write != NULL ? epc_receipt_write (cli->store, wish->write, error) : epc_receipt_apply (cli->store, wish->apply, &name, error)))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "file", wish->write != NULL ? wish->write : wish->apply);
      epc_cli_member (builder, "office", name);
      epc_cli_print_json (builder);
    }
  else if (name != NULL)
    fprintf (stderr, _("Receipt from %s.\n"), name);
  return 0;
}

static int
run_package (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &wish.to, N_("File to write"), "FILE.epcx" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &wish.for_office, N_("Only what this office is not known to have"), "OFFICE" },
    { "full", 0, 0, G_OPTION_ARG_NONE, &wish.full, N_("All of it"), NULL },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &wish.passphrase_file, N_("Seal or open with the first line of this file"), "FILE" },
    { "accept-unknown", 0, 0, G_OPTION_ARG_NONE, &wish.accept_unknown, N_("Also from an office whose key is not trusted"), NULL },
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &wish.write, N_("Receipt to write"), "FILE" },
    { "apply", 0, 0, G_OPTION_ARG_FILENAME, &wish.apply, N_("Receipt to read"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_package, entries, &argc, &argv, 1, -1, error))
    return 2;
  gboolean inspects = g_str_equal (argv[1], "inspect");
  /* Looking at a package needs no workspace. */
  if ((!inspects || cli->workspace != NULL) && epc_cli_open (cli, error) == NULL)
    return 2;
  if (g_str_equal (argv[1], "create") && argc == 2)
    return create_package (cli, &wish, error);
  if (inspects && argc == 3)
    return inspect_package (cli, &wish, argv[2], error);
  if (g_str_equal (argv[1], "merge") && argc > 2)
    return merge_packages (cli, &wish, argv + 2, error);
  if (g_str_equal (argv[1], "receipt") && argc == 2)
    return run_receipt (cli, &wish, error);
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: package %s"), epc_verb_package.usage);
  return 2;
}

/* --- conflicts --- */

static JsonArray *
says_of (const EpcConflict *conflict, JsonNode **root)
{
  *root = json_from_string (conflict->says, NULL);
  return *root != NULL && JSON_NODE_HOLDS_ARRAY (*root) ? json_node_get_array (*root) : NULL;
}

/* Written in this workspace, on this machine. */
static gboolean
is_mine (EpcCli *cli, JsonObject *entry)
{
  g_autofree char *own = epc_store_replica (cli->store);

  return g_strcmp0 (json_object_get_string_member_with_default (entry, "replica", NULL), own) == 0;
}

/* The values of an entry on one line. */
static char *
values_of (JsonObject *entry)
{
  JsonNode *node = json_object_get_member (entry, "new");
  GString *out = g_string_new (NULL);
  JsonObjectIter iter;
  const char *key;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_string_free (out, FALSE);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &node))
    if (*key != '_' && (JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_VALUE (node)))
      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? " " : "", key, JSON_NODE_HOLDS_NULL (node) ? "" : json_node_get_string (node));
  return g_string_free (out, FALSE);
}

static void
print_conflict (EpcCli *cli, const EpcConflict *conflict, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *says = says_of (conflict, &root);
  g_autofree char *title = epc_store_title (cli->store, conflict->entity, &conflict->uid);
  char uid[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (&conflict->uid, uid);
  if (cli->json)
    {
      json_builder_begin_object (builder);
      epc_cli_member_int (builder, "id", conflict->id);
      epc_cli_member (builder, "entity", conflict->entity->key);
      epc_cli_member (builder, "uid", uid);
      epc_cli_member (builder, "title", title);
      epc_cli_member (builder, "group", conflict->group);
      json_builder_set_member_name (builder, "says");
      json_builder_add_value (builder, g_steal_pointer (&root));
      json_builder_end_object (builder);
      return;
    }
  printf ("%" G_GINT64_FORMAT "  %s “%s”: %s\n", conflict->id, conflict->entity->key, title, conflict->group);
  for (guint i = 0; says != NULL && i < json_array_get_length (says); i++)
    {
      JsonObject *entry = json_array_get_object_element (says, i);
      g_autofree char *values = values_of (entry),
                      *when = epc_moment_from_unix (json_object_get_int_member_with_default (entry, "wall", 0), epc_store_zone (cli->store));
      printf ("    %s  %s  %s  %s\n", is_mine (cli, entry) ? _("mine") : _("theirs"),
              json_object_get_string_member_with_default (entry, "author", "?"), when, values);
    }
}

static int
list_conflicts (EpcCli *cli, GError **error)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (cli->store, error);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (conflicts == NULL)
    return 1;
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflicts->len; i++)
    print_conflict (cli, g_ptr_array_index (conflicts, i), builder);
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return conflicts->len > 0 ? 1 : 0;
}

/* Mine: the change made here, else what is shown. Theirs: the first that is not that. */
static gboolean
choose (EpcCli *cli, const EpcConflict *conflict, gboolean mine, guint *chosen)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *says = says_of (conflict, &root);
  guint n = says != NULL ? json_array_get_length (says) : 0, own = 0;

  for (guint i = n; i > 0; i--)
    if (is_mine (cli, json_array_get_object_element (says, i - 1)))
      own = i - 1;
  /* Of a deletion the other side is that the record stays: a choice beyond what is listed. */
  gboolean deleted_here = n > 0 && is_mine (cli, json_array_get_object_element (says, own));
  if (g_str_equal (conflict->group, "deleted"))
    *chosen = mine == deleted_here ? own : n;
  else
    *chosen = mine ? own : own == 0 ? 1 : 0;
  return n > 0 && (*chosen < n || g_str_equal (conflict->group, "deleted"));
}

static int
resolve_conflict (EpcCli *cli, const char *number, const char *keep, GError **error)
{
  gint64 id;
  guint chosen;

  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &id, NULL) || (g_strcmp0 (keep, "mine") != 0 && g_strcmp0 (keep, "theirs") != 0))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: conflicts %s"), epc_verb_conflicts.usage);
      return 2;
    }
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (cli->store, error);
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (conflicts, i);
      if (conflict->id == id && choose (cli, conflict, g_str_equal (keep, "mine"), &chosen))
        {
          if (!epc_store_resolve (cli->store, id, chosen, error))
            return 1;
          if (cli->json)
            {
              g_autoptr (JsonBuilder) builder = epc_cli_object ();
              epc_cli_member_int (builder, "resolved", id);
              epc_cli_print_json (builder);
            }
          return 0;
        }
    }
  if (conflicts != NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("Nothing with the number %s waits for a decision."), number);
  return 1;
}

static int
run_conflicts (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *keep = NULL;
  const GOptionEntry entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, N_("Which change stays: mine, theirs"), "SIDE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_conflicts, entries, &argc, &argv, 0, 2, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  if (argc == 1)
    return list_conflicts (cli, error);
  if (argc == 3 && g_str_equal (argv[1], "resolve"))
    return resolve_conflict (cli, argv[2], keep, error);
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: conflicts %s"), epc_verb_conflicts.usage);
  return 2;
}

/* --- key --- */

static int
show_key (EpcCli *cli, GError **error)
{
  g_autoptr (GArray) replicas = epc_share_replicas (cli->store, error);
  g_autofree char *own = epc_store_replica (cli->store);

  for (guint i = 0; replicas != NULL && i < replicas->len; i++)
    {
      const EpcSharedReplica *replica = &g_array_index (replicas, EpcSharedReplica, i);
      g_autofree char *hex = epc_replica_to_hex (&replica->id), *words = epc_key_words (replica->public_key);
      if (!g_str_equal (hex, own))
        continue;
      if (cli->json)
        {
          g_autoptr (JsonBuilder) builder = epc_cli_object ();
          epc_cli_member (builder, "replica", hex);
          epc_cli_member (builder, "key", words);
          epc_cli_print_json (builder);
        }
      else
        puts (words);
      return 0;
    }
  return 3;
}

static int
run_key (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL, *name = NULL, *words = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_key, entries, &argc, &argv, 1, 2, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  if (g_str_equal (argv[1], "show") && argc == 2)
    return show_key (cli, error);
  if (g_str_equal (argv[1], "export") && argc == 2 && to != NULL)
    return epc_key_export (cli->store, to, error) ? 0 : 3;
  if (g_str_equal (argv[1], "trust") && argc == 3)
    {
      if (!epc_key_trust (cli->store, argv[2], &name, &words, error))
        return 3;
      if (cli->json)
        {
          g_autoptr (JsonBuilder) builder = epc_cli_object ();
          epc_cli_member (builder, "office", name);
          epc_cli_member (builder, "key", words);
          epc_cli_print_json (builder);
        }
      else
        printf ("%s: %s\n", name != NULL ? name : "?", words);
      return 0;
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: key %s"), epc_verb_key.usage);
  return 2;
}

const EpcVerb epc_verb_package
    = { "package", "create --to FILE.epcx [--for OFFICE] [--full] | inspect FILE | merge FILE… [--accept-unknown] | receipt --write FILE|--apply FILE",
        N_("Give this workspace's changes to another, or take in those of another."), run_package };
const EpcVerb epc_verb_conflicts
    = { "conflicts", "[resolve ID --keep mine|theirs]", N_("What two workspaces changed at once, and the decision about it."), run_conflicts };
const EpcVerb epc_verb_key = { "key", "show | export --to FILE | trust FILE", N_("The key that packages are signed with, and the keys of others."), run_key };
