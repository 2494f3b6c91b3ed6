/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sample: plays a script of verbs (data/sample/) with the clock held, so that the workspace comes out the same everywhere.
 * A line is a verb with its words as a shell would read them; "@ MOMENT" moves the clock; "#" begins a remark.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"

static gboolean
hold_clock (const char *text, GError **error)
{
  g_autofree char *moment = epc_moment_parse (text, EPC_DATE_ORDER_DAY_FIRST, NULL);
  gint64 microseconds;

  if (moment == NULL || !epc_moment_to_unix (moment, &microseconds))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("“%s” is no moment."), text);
      return FALSE;
    }
  epc_clock_hold (microseconds);
  return TRUE;
}

/* Runs one line; the folder of the script stands for {data}. */
static gboolean
play_line (EpcCli *cli, const char *line, const char *folder, GError **error)
{
  g_auto (GStrv) words = NULL;
  int n;

  if (*line == '\0' || *line == '#')
    return TRUE;
  if (g_str_has_prefix (line, "@ "))
    return hold_clock (line + 2, error);
  if (!g_shell_parse_argv (line, &n, &words, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      /* "\n" begins a new line: texts of plans have paragraphs. */
      char *word = g_str_has_prefix (words[i], "{data}") ? g_build_filename (folder, words[i] + strlen ("{data}"), NULL) : g_strcompress (words[i]);
      g_free (words[i]);
      words[i] = word;
    }
  const EpcVerb *verb = epc_cli_verb (words[0]);
  if (verb == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("There is no verb “%s”."), words[0]);
      return FALSE;
    }
  g_autofree char **own = g_memdup2 (words, sizeof (char *) * (gsize) (n + 1));
  return verb->run (cli, n, own, error) == 0;
}

static gboolean
play (EpcCli *cli, const char *path, GError **error)
{
  g_autofree char *text = NULL, *folder = g_path_get_dirname (path);
  GError *wrong = NULL;

  if (!g_file_get_contents (path, &text, NULL, &wrong))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!play_line (cli, lines[i], folder, error))
      {
        g_prefix_error (error, _("Sample, line %u: "), i + 1);
        return FALSE;
      }
  return TRUE;
}

/* The script begins with the first moment, so that the workspace itself is made in it. */
static gboolean
hold_first_moment (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  const char *line = strstr (text, "\n@ ");
  g_autofree char *moment = line != NULL ? g_strndup (line + 3, strcspn (line + 3, "\n")) : NULL;
  return moment == NULL || hold_clock (moment, error);
}

static int
run_sample (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *path = epc_path_data ("sample/dalia.txt");

  if (!epc_cli_options (cli, &epc_verb_sample, NULL, &argc, &argv, 1, 1, error) || !hold_first_moment (path, error))
    return 2;
  const EpcStoreSetup setup = { "HND", "OIM Honduras", "country", "Punto focal EPC" };
  g_autofree char *file = g_strdup (argv[1]);
  cli->store = epc_store_create (file, &setup, error);
  if (cli->store == NULL)
    return 3;
  epc_store_set_author (cli->store, setup.author);
  gboolean json = cli->json;
  cli->quiet = TRUE;
  cli->json = FALSE;
  gboolean done = play (cli, path, error);
  cli->quiet = FALSE;
  cli->json = json;
  epc_clock_hold (0);
  if (!done)
    return 3;
  if (json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "workspace", file);
      epc_cli_print_json (builder);
    }
  else
    fprintf (stderr, _("Made %s: the storm in it is fictional.\n"), file);
  return 0;
}

const EpcVerb epc_verb_sample = { "sample", "FILE", N_("Make a workspace with a worked, fictional example."), run_sample };
