/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * package, key.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "draw/epc-square-code.h"
#include "exchange/epc-package.h"
#include "exchange/epc-queue.h"
#include "report/epc-recovery-report.h"
#include "store/epc-care.h"
#include "store/epc-parcel.h"
#include "store/epc-query.h"

/* --- package --- */

typedef struct
{
  char *to, *for_office, *passphrase_file, *write, *apply, *crisis, *seal_for, *recovery, *volume_size;
  gboolean full, accept_unknown, dry_run;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->to);
  g_free (wish->for_office);
  g_free (wish->passphrase_file);
  g_free (wish->write);
  g_free (wish->apply);
  g_free (wish->crisis);
  g_free (wish->seal_for);
  g_free (wish->recovery);
  g_free (wish->volume_size);
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
      g_autofree char *counts = epc_package_counts_text (head, NULL), *size = g_format_size ((guint64) head->size);
      printf (_("%s: %s; %s, from %s (%s), made %s\n"), path, counts, size,
              head->office_name != NULL ? head->office_name : "?", head->author != NULL ? head->author : "?",
              head->made != NULL ? head->made : "?");
      if (!epc_uid_is_nil (&head->crisis))
        printf (_("Only the records of %s\n"), head->crisis_name != NULL ? head->crisis_name : "?");
      if (head->n_parts > 1)
        printf (_("In %u parts, which the receiver puts into one folder\n"), head->n_parts);
      for (guint i = 0; head->parts != NULL && i < head->parts->len; i++)
        printf ("  %s\n", (char *) g_ptr_array_index (head->parts, i));
      for (guint i = 0; head->contents != NULL && i < head->contents->len; i++)
        {
          const EpcPackageContent *content = &g_array_index (head->contents, EpcPackageContent, i);
          g_autofree char *number = epc_language_integer (epc_language_get (NULL), content->n_records);
          printf ("  %s: %s\n", content->entity != NULL ? _(content->entity->plural) : _("Of a newer version"), number);
        }
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
  epc_cli_member (builder, "crisis", head->crisis_name);
  epc_cli_member_int (builder, "entries", head->n_entries);
  epc_cli_member_int (builder, "rows", head->n_rows);
  epc_cli_member_int (builder, "attachments", head->n_bytes);
  if (head->n_parts > 0)
    epc_cli_member_int (builder, "n_parts", head->n_parts);
  if (head->parts != NULL)
    {
      json_builder_set_member_name (builder, "parts");
      json_builder_begin_array (builder);
      for (guint i = 0; i < head->parts->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (head->parts, i));
      json_builder_end_array (builder);
    }
  if (head->contents != NULL)
    {
      json_builder_set_member_name (builder, "contents");
      json_builder_begin_object (builder);
      for (guint i = 0; i < head->contents->len; i++)
        {
          const EpcPackageContent *content = &g_array_index (head->contents, EpcPackageContent, i);
          epc_cli_member_int (builder, content->entity != NULL ? content->entity->key : "_newer", content->n_records);
        }
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "since");
  json_builder_add_value (builder, json_from_string (since, NULL));
  json_builder_set_member_name (builder, "upto");
  json_builder_add_value (builder, json_from_string (upto, NULL));
  epc_cli_print_json (builder);
}

/* By what a person types, or by its GLIDE number. */
static gboolean
find_crisis (EpcStore *store, const char *reference, EpcUid *crisis, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("crisis");
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  if (!epc_query_where (query, store, "glide", EPC_OP_EQUAL, reference, error))
    return FALSE;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  if (found == NULL)
    return FALSE;
  if (found->len != 1)
    return epc_store_find_uid (store, entity, reference, crisis, error);
  *crisis = *epc_record_uid (g_ptr_array_index (found, 0));
  return TRUE;
}

/* "10M" as bytes; NULL: 0. */
static gboolean
read_size (const char *text, gint64 *bytes, GError **error)
{
  static const char letters[] = "kmg";
  char *end;

  *bytes = 0;
  if (text == NULL)
    return TRUE;
  double number = g_ascii_strtod (text, &end);
  const char *letter = *end != '\0' ? strchr (letters, g_ascii_tolower (*end)) : NULL;
  for (const char *l = letters; letter != NULL && l <= letter; l++)
    number *= 1000;
  end += letter != NULL;
  *bytes = number >= EPC_PACKAGE_PART_LEAST && number < G_MAXINT32 ? (gint64) number : 0;
  if (*bytes > 0 && (*end == '\0' || g_ascii_strcasecmp (end, "B") == 0))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no size of a part: 10M, 500k; at least 10k."), text);
  return FALSE;
}

/* A sheet to print and lock away. */
static gboolean
write_recovery (EpcStore *store, const EpcPackageHead *head, const Wish *wish, GError **error)
{
  g_autofree char *name = g_path_get_basename (wish->to);

  return epc_recovery_write (store, head, name, EPC_PAPER_A4, wish->recovery, error);
}

static int
create_package (EpcCli *cli, const Wish *wish, GError **error)
{
  g_autofree char *passphrase = NULL;

  if (wish->to == NULL && !wish->dry_run)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say which file to write: --to FILE.epcx"));
      return 2;
    }
  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  EpcUid crisis;
  if (wish->crisis != NULL && (wish->for_office != NULL || wish->full))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE,
                   _("A package of one crisis is the same for everybody: --crisis goes neither with --for nor with --full."));
      return 2;
    }
  if (wish->crisis != NULL && !find_crisis (cli->store, wish->crisis, &crisis, error))
    return 1;
  EpcPackageWish own = { wish->for_office, wish->full, passphrase, wish->crisis != NULL ? &crisis : NULL, wish->seal_for, wish->recovery != NULL, 0 };
  if (!read_size (wish->volume_size, &own.part_size, error))
    return 2;
  if (wish->recovery != NULL && passphrase == NULL && wish->seal_for == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("A recovery key opens what is sealed: give --seal-for or --passphrase-file with it."));
      return 2;
    }
  g_autoptr (EpcPackageHead) head = epc_package_create (cli->store, wish->dry_run ? NULL : wish->to, &own, NULL, error);
  if (head == NULL || (head->recovery != NULL && !wish->dry_run && !write_recovery (cli->store, head, wish, error)))
    return 3;
  print_head (cli, head, wish->to != NULL ? wish->to : _("The package"), TRUE);
  return 0;
}

static int
inspect_package (EpcCli *cli, const Wish *wish, const char *path, GError **error)
{
  g_autofree char *passphrase = NULL;

  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  g_autoptr (EpcPackage) package = epc_package_open (cli->store, path, passphrase, error);
  if (package == NULL || !epc_package_count (package, error))
    return 3;
  print_head (cli, epc_package_head (package), path,
              cli->store != NULL && epc_share_is_trusted (cli->store, epc_package_head (package)->public_key));
  return 0;
}

static int
merge_packages (EpcCli *cli, const Wish *wish, char **paths, GError **error)
{
  g_autofree char *passphrase = NULL, *backup = NULL;
  g_autoptr (GHashTable) joined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EpcMergeCounts sum = { 0 };
  guint n_aside = 0;

  if (!read_passphrase (wish->passphrase_file, &passphrase, error))
    return 1;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      EpcMergeCounts one = { 0 };
      guint n = 0;
      char *part_of = epc_package_part_of (paths[i]);
      /* Any part stands for all of them. */
      if (part_of != NULL && !g_hash_table_add (joined, part_of))
        continue;
      g_autoptr (EpcPackage) package = epc_package_open (cli->store, paths[i], passphrase, error);
      /* As it was before others' changes came; none for a package that is refused. */
      if (package != NULL && backup == NULL && (backup = epc_store_backup (cli->store, NULL, NULL, error)) == NULL)
        return 3;
      if (package == NULL || !epc_package_take_in (cli->store, package, wish->accept_unknown, &one, &n, NULL, error))
        return 3;
      n_aside += n;
      epc_merge_counts_add (&sum, &one);
    }
  g_autoptr (GPtrArray) apart = epc_queue_apart (cli->store, error);
  if (apart == NULL)
    return 3;
  /* What was erased there is gone here too, but not from the backups. */
  epc_cli_tell_notices (cli);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "entries", sum.n_entries);
      epc_cli_member_int (builder, "known", sum.n_known);
      epc_cli_member_int (builder, "inserted", sum.n_inserted);
      epc_cli_member_int (builder, "updated", sum.n_updated);
      epc_cli_member_int (builder, "conflicts", sum.n_conflicts);
      epc_cli_member_int (builder, "from_aside", n_aside);
      epc_cli_member_int (builder, "made_apart", apart->len);
      epc_cli_print_json (builder);
    }
  else
    {
      g_autofree char *new = epc_language_integer (epc_language_get (NULL), sum.n_inserted),
                      *changed = epc_language_integer (epc_language_get (NULL), sum.n_updated),
                      *waiting = epc_language_integer (epc_language_get (NULL), sum.n_conflicts);
      fprintf (stderr, _("Records: %s new, %s changed, %s to decide.\n"), new, changed, waiting);
      if (apart->len > 0)
        fprintf (stderr,
                 ngettext_ ("%u place or site may be the same as one that another office made: see queue.\n",
                            "%u places or sites may be the same as some that another office made: see queue.\n", apart->len),
                 apart->len);
    }
  return sum.n_conflicts > 0 ? 1 : 0;
}

/* --- the list --- */

static void
print_peer (EpcCli *cli, const EpcPeer *peer, JsonBuilder *builder)
{
  g_autofree char *replica = epc_replica_to_hex (&peer->replica), *heard = epc_moment_from_unix (peer->heard, epc_store_zone (cli->store));
  gint64 lacks = epc_parcel_lacks (cli->store, peer->vector, NULL);

  if (cli->json)
    {
      json_builder_begin_object (builder);
      epc_cli_member (builder, "replica", replica);
      epc_cli_member (builder, "office", peer->name);
      epc_cli_member (builder, "heard", heard);
      epc_cli_member_int (builder, "lacks", lacks);
      json_builder_end_object (builder);
      return;
    }
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), lacks);
  if (lacks == 0)
    printf (_("%s, heard of %s: has everything\n"), peer->name != NULL ? peer->name : replica, heard);
  else
    printf (ngettext_ ("%s, heard of %s: is not known to have %s change\n", "%s, heard of %s: is not known to have %s changes\n", (gulong) lacks), peer->name != NULL ? peer->name : replica, heard, number);
}

static void
print_parcel (EpcCli *cli, const EpcParcel *parcel, GPtrArray *peers, JsonBuilder *builder)
{
  g_autofree char *at = epc_moment_from_unix (parcel->at, epc_store_zone (cli->store));
  guint n_have = epc_parcel_n_have (parcel, peers);

  if (cli->json)
    {
      json_builder_begin_object (builder);
      epc_cli_member (builder, "direction", parcel->is_sent ? "sent" : "received");
      epc_cli_member (builder, "at", at);
      epc_cli_member (builder, "office", parcel->name);
      epc_cli_member (builder, "file", parcel->file);
      epc_cli_member_int (builder, "size", parcel->size);
      epc_cli_member_int (builder, "entries", parcel->n_entries);
      if (parcel->is_sent)
        epc_cli_member_int (builder, "arrived_at", n_have);
      json_builder_end_object (builder);
      return;
    }
  printf ("%s  %s  %s  %s  %s\n", at, parcel->is_sent ? _("sent") : _("received"), parcel->file, parcel->name != NULL ? parcel->name : "–",
          !parcel->is_sent ? "" : n_have > 0 ? _("arrived") : _("not yet answered"));
}

static int
list_packages (EpcCli *cli, GError **error)
{
  g_autoptr (GPtrArray) peers = epc_share_peers (cli->store, error), parcels = peers != NULL ? epc_parcel_list (cli->store, 1000, error) : NULL,
                        asides = parcels != NULL ? epc_aside_list (cli->store, error) : NULL;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (asides == NULL)
    return 3;
  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < peers->len; i++)
    print_peer (cli, g_ptr_array_index (peers, i), builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "packages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parcels->len; i++)
    print_parcel (cli, g_ptr_array_index (parcels, i), peers, builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "aside");
  json_builder_begin_array (builder);
  for (guint i = 0; i < asides->len; i++)
    {
      const EpcAside *aside = g_ptr_array_index (asides, i);
      if (cli->json)
        json_builder_add_string_value (builder, aside->file);
      else
        printf (_("%s from %s is kept aside until the package before it comes\n"), aside->file, aside->name != NULL ? aside->name : "?");
    }
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return 0;
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
    { "crisis", 0, 0, G_OPTION_ARG_STRING, &wish.crisis, N_("Only the records of this crisis and what they refer to"), "REF" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wish.dry_run, N_("Only say what would be in it; write nothing"), NULL },
    { "volume-size", 0, 0, G_OPTION_ARG_STRING, &wish.volume_size, N_("In parts of at most this size, where it is larger"), "10M" },
    { "seal-for", 0, 0, G_OPTION_ARG_STRING, &wish.seal_for, N_("Seal it for the trusted keys of this office"), "OFFICE" },
    { "recovery", 0, 0, G_OPTION_ARG_FILENAME, &wish.recovery, N_("Write a recovery key that opens it as well, to be printed"), "FILE.pdf|.txt" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &wish.passphrase_file, N_("Seal or open with the first line of this file: a passphrase, or a recovery key"), "FILE" },
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
  if (g_str_equal (argv[1], "list") && argc == 2)
    return list_packages (cli, error);
  if (g_str_equal (argv[1], "receipt") && argc == 2)
    return run_receipt (cli, &wish, error);
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: package %s"), epc_verb_package.usage);
  return 2;
}

/* --- key --- */

static int
show_key (EpcCli *cli, const char *code, GError **error)
{
  guint8 key[32];

  if (!epc_key_own (cli->store, key, error))
    return 3;
  EpcUid office = epc_store_office (cli->store);
  g_autofree char *words = epc_key_words (key), *replica = epc_store_replica (cli->store),
                  *name = epc_store_title (cli->store, epc_entity_find ("office"), &office), *text = epc_key_code_text (name, key);
  if (code != NULL && !epc_square_code_write (text, code, error))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "replica", replica);
      epc_cli_member (builder, "key", words);
      if (code != NULL)
        epc_cli_member (builder, "code", code);
      epc_cli_print_json (builder);
    }
  else
    puts (words);
  return 0;
}

static int
run_key (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL, *code = NULL, *name = NULL, *words = NULL;
  const GOptionEntry entries[] = {
    { "code", 0, 0, G_OPTION_ARG_FILENAME, &code, N_("Also draw the key as a square code into this picture"), "FILE.svg|.png|.pdf" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_key, entries, &argc, &argv, 1, 2, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  if (g_str_equal (argv[1], "show") && argc == 2)
    return show_key (cli, code, error);
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
    = { "package", "create --to FILE.epcx [--for OFFICE] [--full] [--crisis REF] [--seal-for OFFICE] [--recovery FILE.pdf|.txt] [--volume-size 10M] [--dry-run] | inspect FILE | merge FILE… [--accept-unknown] | receipt --write FILE|--apply FILE | list",
        N_("Give this workspace's changes to another, or take in those of another."), run_package };
const EpcVerb epc_verb_key = { "key", "show [--code FILE] | export --to FILE | trust FILE", N_("The key that packages are signed with, and the keys of others."), run_key };
