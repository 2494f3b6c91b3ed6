/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * round: the next round of displacement tracking out of the one before, and the places in it to confirm or change.
 */
#include "epc-cli.h"

#include <string.h>

#include "analysis/epc-next-round.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"

typedef struct
{
  EpcCli *cli;
  EpcUid round, next;
  const char *place; /* key, or name; NULL: all */
  gint64 people;     /* −1: as last time */
  char day[EPC_DATE_SIZE];
  gboolean all;
  guint n_confirmed;
} Round;

static gboolean
write_next (EpcTransaction *transaction, gpointer data, GError **error)
{
  Round *self = data;

  return epc_next_round_begin (transaction, &self->round, &self->next, error);
}

static gboolean
is_meant (const Round *self, const EpcPlaceToConfirm *place)
{
  return self->all || g_str_equal (place->key, self->place) || g_str_equal (place->name, self->place)
         || (g_str_has_prefix (place->key, self->place) && place->key[strlen (self->place)] == '|');
}

static gboolean
write_confirmed (EpcTransaction *transaction, gpointer data, GError **error)
{
  Round *self = data;
  g_autoptr (GPtrArray) places = epc_next_round_places (epc_transaction_store (transaction), &self->next, error);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const EpcPlaceToConfirm *place = g_ptr_array_index (places, i);
      if (!is_meant (self, place))
        continue;
      if (!epc_next_round_confirm (transaction, &self->next, place->key, self->people, self->day, error))
        return FALSE;
      self->n_confirmed++;
    }
  if (places != NULL && self->n_confirmed == 0 && !self->all)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("No place of the last round that is still to be confirmed is called “%s”."), self->place);
  return places != NULL && (self->n_confirmed > 0 || self->all);
}

static void
print_places (EpcCli *cli, GPtrArray *places)
{
  static const char *const heads[] = { N_("Place"), N_("Area"), N_("Date"), N_("Displaced people"), N_("Displaced households") };
  static const gboolean right[] = { FALSE, FALSE, FALSE, TRUE, TRUE };
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    g_ptr_array_add (cells, g_strdup (_(heads[i])));
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    {
      const EpcPlaceToConfirm *place = g_ptr_array_index (places, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "place", place->key);
      epc_cli_member (builder, "name", place->name);
      epc_cli_member (builder, "area", place->area);
      epc_cli_member (builder, "last_date", place->date);
      epc_cli_member_count (builder, "last_people", place->people);
      epc_cli_member_count (builder, "last_households", place->households);
      json_builder_end_object (builder);
      const char *const texts[] = { place->name, place->area != NULL ? place->area : "", place->date };
      for (guint c = 0; c < G_N_ELEMENTS (texts); c++)
        g_ptr_array_add (cells, g_strdup (texts[c]));
      g_ptr_array_add (cells, place->people >= 0 ? epc_language_integer (epc_language_get (NULL), place->people) : g_strdup (""));
      g_ptr_array_add (cells, place->households >= 0 ? epc_language_integer (epc_language_get (NULL), place->households) : g_strdup (""));
    }
  json_builder_end_array (builder);
  if (cli->quiet)
    return;
  if (cli->json)
    epc_cli_print_json (builder);
  else
    epc_cli_print_table (cells, G_N_ELEMENTS (heads), right);
}

static void
print_number (EpcCli *cli, const char *key, gint64 number, const char *uid)
{
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (uid != NULL)
    epc_cli_member (builder, "uid", uid);
  epc_cli_member_int (builder, key, number);
  if (cli->json && !cli->quiet)
    epc_cli_print_json (builder);
}

static int
run_next (Round *self, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_store_write (self->cli->store, _("Next round"), write_next, self, error))
    return 1;
  g_autoptr (EpcRecord) record = epc_store_get (self->cli->store, epc_entity_find ("dtm_round"), &self->next, error);
  if (record == NULL)
    return 3;
  print_number (self->cli, "number", epc_record_integer (record, "number"), epc_uid_to_text (&self->next, uid));
  return 0;
}

static int
run_action (Round *self, const char *action, GError **error)
{
  if (g_str_equal (action, "next"))
    return run_next (self, error);
  self->next = self->round;
  if (g_str_equal (action, "places"))
    {
      g_autoptr (GPtrArray) places = epc_next_round_places (self->cli->store, &self->next, error);
      if (places == NULL)
        return 1;
      print_places (self->cli, places);
      return 0;
    }
  if (!epc_store_write (self->cli->store, _("Confirm places"), write_confirmed, self, error))
    return 1;
  print_number (self->cli, "confirmed", self->n_confirmed, NULL);
  return 0;
}

static gboolean
read_words (Round *self, int argc, char **argv, const char *people, const char *day, GError **error)
{
  const char *action = argv[1];
  gboolean confirms = g_str_equal (action, "confirm");
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("location_count"));

  if ((!g_str_equal (action, "next") && !g_str_equal (action, "places") && !confirms) || argc != (confirms && !self->all ? 4 : 3)
      || (people != NULL && (!confirms || self->all || !epc_number_parse_integer (people, &self->people) || self->people < 0)))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), "round", epc_verb_round.usage);
      return FALSE;
    }
  self->place = argc > 3 ? argv[3] : NULL;
  if (!epc_store_find_uid (self->cli->store, epc_entity_find ("dtm_round"), argv[2], &self->round, error)
      || (day != NULL && !epc_record_parse (record, "reporting_date", day, error)))
    return FALSE;
  if (day != NULL)
    g_strlcpy (self->day, epc_record_text (record, "reporting_date"), sizeof self->day);
  else
    epc_date_today_in (epc_store_zone (self->cli->store), self->day);
  return TRUE;
}

static int
run_round (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *people = NULL, *day = NULL;
  Round self = { .cli = cli, .people = -1 };
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_STRING, &people, N_("Displaced people now; as last time without it"), "NUMBER" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &self.all, N_("All places that are still to be confirmed, as last time"), NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &day, N_("Day of the figures; today without it"), "DATE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_round, entries, &argc, &argv, 2, 3, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  return read_words (&self, argc, argv, people, day, error) ? run_action (&self, argv[1], error) : 2;
}

const EpcVerb epc_verb_round = { "round", "next|places|confirm ROUND [PLACE] [--people N] [--all] [--date DAY]",
                                 N_("The next round out of the one before: its places are confirmed or changed."), run_round };
