/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-roster-figures.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

#define SOON 90 /* days within which clearances are counted as ending */

static guint
count_ending (const EpcRoster *roster)
{
  int year, month, day;
  guint n = 0;

  if (!epc_date_split (roster->from, &year, &month, &day))
    return 0;
  epc_date_from_days (epc_date_days (year, month, day) + SOON, &year, &month, &day);
  g_autofree char *last = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  for (guint i = 0; i < roster->lines->len; i++)
    {
      const EpcRosterLine *line = g_ptr_array_index (roster->lines, i);
      for (guint c = 0; c < line->clearances->len; c++)
        {
          const EpcRosterClearance *clearance = g_ptr_array_index (line->clearances, c);
          n += clearance->until != NULL && g_strcmp0 (clearance->until, roster->from) >= 0 && g_strcmp0 (clearance->until, last) <= 0;
        }
    }
  return n;
}

static void
add_figure (EpcStrip *strip, const char *label, guint value, const char *unit, const char *note, const char *state)
{
  g_autofree char *text = epc_language_integer (epc_language_get (NULL), value);

  epc_figure_set_state (epc_strip_add (strip, label, text, unit, note), value > 0 ? state : NULL);
}

void
epc_roster_figures_show (EpcStrip *strip, const EpcRoster *roster)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *day = epc_language_date (language, roster->from, TRUE), *label = NULL, *note = NULL, *share = NULL;
  g_autofree char *of = g_strdup_printf (_("of %u"), roster->lines->len);
  guint fitting = 0, women = 0, going = 0;

  for (guint i = 0; i < roster->lines->len; i++)
    {
      const EpcRosterLine *line = g_ptr_array_index (roster->lines, i);
      going += line->state != EPC_DEPLOYABLE_NO;
      women += line->state != EPC_DEPLOYABLE_NO && line->is_woman;
      fitting += line->state != EPC_DEPLOYABLE_NO && line->points[EPC_MATCH_PROFILE].points > 0;
    }
  epc_strip_clear (strip);
  label = g_strdup_printf (_("Can leave on %s"), day);
  add_figure (strip, label, roster->n_ready, of, _("Everything valid, notice kept"), "ok");
  add_figure (strip, _("With reservations"), roster->n_partly, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), roster->n_partly), _("Something ends soon, is missing or late"), "watch");
  if (roster->wanted > 0)
    {
      g_autofree char *wanted = g_strdup_printf (_("%d asked for · %s"), (int) roster->wanted, roster->request_code);
      add_figure (strip, roster->profile, fitting, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), fitting), wanted, NULL);
    }
  if (going > 0)
    share = epc_language_decimal (language, women * 100.0 / going, 0);
  epc_strip_add (strip, _("Women"), share, "%", going > 0 ? _("Of those who can go") : _("Nobody can go"));
  note = g_strdup_printf (_("Within %d days"), SOON);
  add_figure (strip, _("Clearances that end"), count_ending (roster), NULL, note, "watch");
}
