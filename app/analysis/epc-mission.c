/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-mission.h"

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-roster-private.h"
#include "epc-roster.h"

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_REFUSED, sentence);
  return FALSE;
}

static char *
day_text (const char *iso)
{
  return epc_language_date (epc_language_get (NULL), iso, TRUE);
}

static gboolean
is_under_way (EpcRecord *deployment)
{
  return epc_roster_has_code (deployment, "status", "deployed") || epc_roster_has_code (deployment, "status", "extended");
}

/* The mission, which must be under way. */
static EpcRecord *
mission_under_way (EpcTransaction *transaction, const EpcUid *uid, GError **error)
{
  g_autoptr (EpcRecord) deployment = epc_transaction_get (transaction, epc_entity_find ("deployment"), uid, error);

  if (deployment == NULL)
    return NULL;
  if (is_under_way (deployment))
    return g_steal_pointer (&deployment);
  g_autofree char *status = epc_record_to_display (deployment, "status", NULL);
  refuse (error, _("This deployment is not under way: its status is “%s”."), status);
  return NULL;
}

static const char *
planned_end (EpcRecord *deployment)
{
  return epc_record_text (deployment, epc_record_is_empty (deployment, "extended_to") ? "planned_end" : "extended_to");
}

/* --- extending --- */

static gboolean
clearances_last (EpcStore *store, const EpcUid *expert, const char *to, GError **error)
{
  g_autoptr (EpcRoster) roster = epc_roster (store, NULL, to, error);

  for (guint i = 0; roster != NULL && i < roster->lines->len; i++)
    {
      const EpcRosterLine *line = g_ptr_array_index (roster->lines, i);
      if (!epc_uid_equal (&line->expert, expert))
        continue;
      for (guint c = 0; c < line->clearances->len; c++)
        {
          const EpcRosterClearance *clearance = g_ptr_array_index (line->clearances, c);
          if (!clearance->is_recorded || clearance->state != EPC_DEPLOYABLE_NO)
            continue;
          if (clearance->until == NULL)
            return refuse (error, _("%s: not held."), clearance->label);
          g_autofree char *until = day_text (clearance->until);
          return refuse (error, _("%s ends on %s, before the mission would."), clearance->label, until);
        }
    }
  return roster != NULL;
}

static gboolean
expert_may_stay (EpcRecord *expert, EpcRecord *deployment, const char *to, GError **error)
{
  const char *contract = epc_record_text (expert, "contract_end");
  gint64 arrived = epc_roster_day (deployment, "actual_start", epc_roster_day (deployment, "planned_start", EPC_ROSTER_EVER));
  int year, month, day;

  if (contract != NULL && g_strcmp0 (contract, to) < 0)
    {
      g_autofree char *text = day_text (contract);
      return refuse (error, _("The contract ends on %s, before the mission would."), text);
    }
  if (epc_record_is_empty (expert, "max_weeks") || arrived == EPC_ROSTER_EVER || !epc_date_split (to, &year, &month, &day)
      || epc_date_days (year, month, day) < arrived + 7 * epc_record_integer (expert, "max_weeks"))
    return TRUE;
  return refuse (error, _("The expert stays at most %d weeks on a mission."), (int) epc_record_integer (expert, "max_weeks"));
}

/* Missions of the expert other than @deployment, without those that will not take place. */
static GPtrArray *
other_missions (EpcStore *store, const EpcUid *expert, EpcRecord *deployment, GError **error)
{
  char text[EPC_UID_TEXT_SIZE];
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("deployment"));
  g_autoptr (GPtrArray) all = NULL;

  if (!epc_query_where (query, store, "expert", EPC_OP_EQUAL, epc_uid_to_text (expert, text), error)
      || !epc_query_where (query, store, "status", EPC_OP_IN, "release_approved;travelling;deployed;extended", error)
      || (all = epc_query_records (query, store, error)) == NULL)
    return NULL;
  for (guint i = all->len; i-- > 0;)
    if (epc_uid_equal (epc_record_uid (g_ptr_array_index (all, i)), epc_record_uid (deployment)))
      g_ptr_array_remove_index (all, i);
  return g_steal_pointer (&all);
}

static gboolean
no_other_begins (GPtrArray *others, EpcRecord *deployment, const char *to, GError **error)
{
  for (guint i = 0; i < others->len; i++)
    {
      EpcRecord *other = g_ptr_array_index (others, i);
      const char *begins = epc_record_text (other, epc_record_is_empty (other, "actual_start") ? "planned_start" : "actual_start");
      if (begins == NULL || g_strcmp0 (begins, to) > 0 || g_strcmp0 (begins, planned_end (deployment)) < 0)
        continue;
      g_autofree char *text = day_text (begins);
      return refuse (error, _("Another deployment of the expert (%s) begins on %s."), epc_record_code (other), text);
    }
  return TRUE;
}

gboolean
epc_mission_extend (EpcTransaction *transaction, const EpcUid *uid, const char *to, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) deployment = mission_under_way (transaction, uid, error);
  const EpcUid *who = deployment != NULL ? epc_record_reference (deployment, "expert") : NULL;
  g_autoptr (EpcRecord) expert = who != NULL ? epc_transaction_get (transaction, epc_entity_find ("expert"), who, error) : NULL;
  g_autoptr (GPtrArray) others = expert != NULL ? other_missions (store, who, deployment, error) : NULL;

  if (others == NULL)
    return FALSE;
  if (planned_end (deployment) != NULL && g_strcmp0 (to, planned_end (deployment)) <= 0)
    {
      g_autofree char *end = day_text (planned_end (deployment));
      return refuse (error, _("The mission lasts until %s already: the new end is later than that."), end);
    }
  if (!expert_may_stay (expert, deployment, to, error) || !clearances_last (store, who, to, error) || !no_other_begins (others, deployment, to, error))
    return FALSE;
  epc_record_set_text (deployment, "extended_to", to);
  epc_record_set_text (deployment, "status", "extended");
  return epc_transaction_update (transaction, deployment, NULL, NULL, error);
}

/* --- the end --- */

static gboolean
free_expert (EpcTransaction *transaction, EpcRecord *deployment, const char *day, GError **error)
{
  const EpcUid *who = epc_record_reference (deployment, "expert");
  g_autoptr (EpcRecord) expert = who != NULL ? epc_transaction_get (transaction, epc_entity_find ("expert"), who, error) : NULL;
  g_autoptr (GPtrArray) others = expert != NULL ? other_missions (epc_transaction_store (transaction), who, deployment, error) : NULL;
  gboolean is_away = FALSE;

  if (others == NULL)
    return who == NULL;
  for (guint i = 0; i < others->len; i++)
    is_away |= is_under_way (g_ptr_array_index (others, i));
  if (!is_away && epc_roster_has_code (expert, "availability", "deployed"))
    epc_record_set_text (expert, "availability", "available");
  if (g_strcmp0 (epc_record_text (expert, "last_deployment_end"), day) < 0)
    epc_record_set_text (expert, "last_deployment_end", day);
  return epc_transaction_update (transaction, expert, NULL, NULL, error);
}

gboolean
epc_mission_return (EpcTransaction *transaction, const EpcUid *uid, const char *day, const char *today, GError **error)
{
  g_autoptr (EpcRecord) deployment = mission_under_way (transaction, uid, error);

  if (deployment == NULL)
    return FALSE;
  if (!epc_record_is_empty (deployment, "actual_start") && g_strcmp0 (day, epc_record_text (deployment, "actual_start")) < 0)
    return refuse (error, "%s", _("The expert cannot leave before arriving."));
  if (g_strcmp0 (day, today) > 0)
    return refuse (error, "%s", _("This day has not come yet: a mission ends when the expert has left."));
  epc_record_set_text (deployment, "actual_end", day);
  epc_record_set_text (deployment, "status", "ended");
  return epc_transaction_update (transaction, deployment, NULL, NULL, error) && free_expert (transaction, deployment, day, error);
}

gboolean
epc_mission_evaluate (EpcTransaction *transaction, const EpcUid *uid, gint64 points, const char *lessons, GError **error)
{
  g_autoptr (EpcRecord) deployment = epc_transaction_get (transaction, epc_entity_find ("deployment"), uid, error);

  if (deployment == NULL)
    return FALSE;
  if (!epc_roster_has_code (deployment, "status", "ended") && !epc_roster_has_code (deployment, "status", "evaluated")
      && !epc_roster_has_code (deployment, "status", "closed"))
    return refuse (error, "%s", _("A mission is evaluated when it has ended."));
  if (points < 1 || points > 5)
    return refuse (error, "%s", _("An evaluation is a number from 1, weak, to 5, excellent."));
  epc_record_set_integer (deployment, "evaluation", points);
  if (lessons != NULL)
    epc_record_set_text (deployment, "lessons", lessons);
  if (epc_roster_has_code (deployment, "status", "ended"))
    epc_record_set_text (deployment, "status", "evaluated");
  return epc_transaction_update (transaction, deployment, NULL, NULL, error);
}
