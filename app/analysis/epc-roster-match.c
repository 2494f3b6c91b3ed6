/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The points of an expert for a request: profile 40, languages 20, availability 20, clearances 10, experience 10 (the
 * numbers are a setting). Each part says why.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "epc-roster-private.h"
#include "model/epc-code-list.h"

/* In tenths, so that what is shown adds up. */
static void
give (const EpcRosterAsking *asking, EpcRosterLine *line, EpcMatchPart part, double share, char *why)
{
  double points = round (10 * share * asking->of[part]) / 10;

  line->points[part] = (EpcMatchPoints){ points, asking->of[part], why };
  line->score = round (10 * (line->score + points)) / 10;
}

/* Whole for the main profile, half for one of the others; of a request with a second profile that is a quarter of the part. */
static double
profile_share (EpcRecord *expert, const char *profile)
{
  if (epc_roster_has_code (expert, "primary_profile", profile))
    return 1;
  return epc_roster_has_one (expert, "secondary_profiles", profile) ? 0.5 : 0;
}

static void
match_profile (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  const char *first = epc_record_text (asking->request, "profile"), *second = epc_record_text (asking->request, "secondary_profile");
  double share = profile_share (facts->expert, first);
  char *why = share == 1  ? g_strdup (_("main profile"))
              : share > 0 ? g_strdup (_("one of the other profiles"))
                          : g_strdup (_("another profile"));

  if (second != NULL)
    {
      double also = profile_share (facts->expert, second);
      g_autofree char *one = why;
      /* Translators: first what an expert's first profile is to a request ("main profile"), then the label of the second profile */
      why = g_strdup_printf (also > 0 ? _("%s; also %s") : _("%s; not %s"), one, epc_code_label ("expert_profile", second, NULL));
      share = 0.75 * share + 0.25 * (also > 0 ? 1 : 0);
    }
  give (asking, line, EPC_MATCH_PROFILE, share, why);
}

/* Works in it from B2 on; below that it is worth half. */
static double
language_share (const EpcRosterFacts *facts, const char *code)
{
  for (guint i = 0; i < facts->languages->len; i++)
    {
      EpcRecord *language = g_ptr_array_index (facts->languages, i);
      const char *level = epc_record_text (language, "level");
      if (!epc_roster_has_code (language, "language", code))
        continue;
      return level != NULL && g_strv_contains ((const char *const[]){ "B2", "C1", "C2", "native", NULL }, level) ? 1 : 0.5;
    }
  return 0;
}

static void
match_languages (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  const char *text = epc_record_text (asking->request, "languages");
  g_auto (GStrv) needed = text != NULL ? g_strsplit (text, ";", -1) : NULL;
  g_autoptr (GString) missing = g_string_new (NULL);
  double share = 0;
  guint n = needed != NULL ? g_strv_length (needed) : 0;

  for (guint i = 0; i < n; i++)
    {
      double one = language_share (facts, needed[i]);
      share += one / n;
      if (one < 1)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", epc_code_label ("language", needed[i], NULL));
    }
  give (asking, line, EPC_MATCH_LANGUAGES, n > 0 ? share : 1,
        n == 0              ? g_strdup (_("none required"))
        : missing->len == 0 ? g_strdup (_("all required"))
                            : g_strdup_printf (_("not at working level: %s"), missing->str));
}

static void
match_availability (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  EpcRosterPeriod period = epc_roster_period (asking, facts, asking->from);
  gint64 notice = epc_roster_notice (facts, asking->from), days = asking->to - asking->from + 1;
  gint64 longest = epc_record_is_empty (facts->expert, "max_weeks") ? EPC_ROSTER_EVER : 7 * epc_record_integer (facts->expert, "max_weeks");
  gint64 leaves = notice < 0 ? EPC_ROSTER_EVER : asking->today + notice;

  if (!period.is_available)
    give (asking, line, EPC_MATCH_AVAILABILITY, 0, g_steal_pointer (&period.why));
  else if (leaves > asking->from + 7)
    give (asking, line, EPC_MATCH_AVAILABILITY, 0.25,
          g_strdup (notice < 0 ? _("available, notice not recorded") : _("available, but more than a week late")));
  else if (leaves > asking->from)
    give (asking, line, EPC_MATCH_AVAILABILITY, 0.5, g_strdup (_("available, but late")));
  else if (period.to < asking->to || longest < days)
    give (asking, line, EPC_MATCH_AVAILABILITY, 0.5, g_strdup (_("available, but not for the whole mission")));
  else
    give (asking, line, EPC_MATCH_AVAILABILITY, 1, g_strdup (_("available for the whole mission")));
  g_free (period.why);
}

static void
match_clearances (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  guint n = 0, valid = 0;

  for (; asking->clearances[n] != NULL; n++)
    {
      gint64 until;
      if (epc_roster_clearance (facts, asking->clearances[n], &until) != NULL && until >= asking->to)
        valid++;
      else
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                                epc_code_label ("clearance_kind", asking->clearances[n], NULL));
    }
  give (asking, line, EPC_MATCH_CLEARANCES, n > 0 ? (double) valid / n : 1,
        valid == n ? g_strdup (_("all valid until the end")) : g_strdup_printf (_("not valid until the end: %s"), missing->str));
}

static gboolean
was_in (const EpcRosterFacts *facts, const char *country)
{
  if (epc_roster_has_one (facts->expert, "experience_countries", country) || epc_roster_has_code (facts->expert, "duty_station", country))
    return TRUE;
  for (guint i = 0; i < facts->deployments->len; i++)
    {
      EpcRecord *deployment = g_ptr_array_index (facts->deployments, i);
      if (epc_roster_has_code (deployment, "to_country", country) && !epc_record_is_empty (deployment, "actual_start"))
        return TRUE;
    }
  return FALSE;
}

/* Whole for the country itself, half for another country of the region. */
static void
match_experience (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  const char *country = epc_record_text (asking->request, "country");
  gboolean knows = country != NULL && was_in (facts, country), elsewhere = FALSE;

  for (guint i = 0; !knows && !elsewhere && asking->region[i] != NULL; i++)
    elsewhere = was_in (facts, asking->region[i]);
  give (asking, line, EPC_MATCH_EXPERIENCE, knows ? 1 : elsewhere ? 0.5 : 0,
        knows       ? g_strdup_printf (_("has worked in %s"), epc_code_label ("country", country, NULL))
        : elsewhere ? g_strdup (_("has worked in the region"))
                    : g_strdup (_("no work in the region recorded")));
}

static int
rank_of_level (EpcRecord *record)
{
  const EpcCodeList *levels = epc_code_list_find ("expert_level");
  const char *level = epc_record_text (record, "level");

  for (guint i = 0; level != NULL && i < levels->n_codes; i++)
    if (g_str_equal (levels->codes[i].key, level))
      return (int) i;
  return -1;
}

void
epc_roster_match (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line)
{
  line->score = 0;
  match_profile (asking, facts, line);
  match_languages (asking, facts, line);
  match_availability (asking, facts, line);
  match_clearances (asking, facts, line);
  match_experience (asking, facts, line);
  line->is_below_level = rank_of_level (facts->expert) < rank_of_level (asking->request);
}
