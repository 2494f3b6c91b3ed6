/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse mefm: a request to the emergency fund as it stands. mefm begin: a draft out of what the workspace knows.
 */
#include "analysis.h"

#include <math.h>
#include <stdio.h>

#include "analysis/epc-mefm.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static void
add_amount (JsonBuilder *builder, const char *key, gint64 hundredths)
{
  epc_analysis_member (builder, key, hundredths < 0 ? NAN : (double) hundredths / 100);
}

static void
add_steps (EpcAnalysis *self, const EpcMefm *mefm)
{
  JsonBuilder *builder = self->builder;

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    {
      const EpcMefmStep *step = &mefm->steps[i];
      json_builder_begin_object (builder);
      epc_cli_member (builder, "step", step->key);
      epc_analysis_member (builder, "target_hours", step->target);
      epc_analysis_member (builder, "hours", step->hours);
      json_builder_set_member_name (builder, "late");
      json_builder_add_boolean_value (builder, step->is_late);
      json_builder_end_object (builder);
      epc_analysis_cell (self, g_strdup (step->label));
      epc_analysis_cell (self, epc_language_decimal (epc_language_get (NULL), step->target, 0));
      epc_analysis_cell (self, isnan (step->hours) ? g_strdup ("—") : epc_language_decimal (epc_language_get (NULL), step->hours, 1));
      epc_analysis_cell (self, g_strdup (step->is_late ? _("late") : ""));
    }
  json_builder_end_array (builder);
}

static void
add_missing (JsonBuilder *builder, const EpcMefm *mefm)
{
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mefm->missing->len; i++)
    {
      const EpcMefmMissing *missing = g_ptr_array_index (mefm->missing, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "entity", missing->entity);
      epc_cli_member (builder, "field", missing->field);
      epc_cli_member (builder, "label", _(missing->label));
      json_builder_set_member_name (builder, "needed");
      json_builder_add_boolean_value (builder, missing->is_needed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Who agreed, and whether their office has signed it. */
static gboolean
add_agreements (EpcAnalysis *self, const EpcMefm *mefm, GError **error)
{
  json_builder_set_member_name (self->builder, "agreements");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < mefm->approvals->len; i++)
    {
      EpcRecord *approval = g_ptr_array_index (mefm->approvals, i);
      char uid[EPC_UID_TEXT_SIZE];
      json_builder_begin_object (self->builder);
      epc_cli_member (self->builder, "uid", epc_uid_to_text (epc_record_uid (approval), uid));
      epc_cli_member (self->builder, "step", epc_record_text (approval, "step"));
      epc_cli_member (self->builder, "role", epc_record_text (approval, "role"));
      epc_cli_member (self->builder, "decision", epc_record_text (approval, "decision"));
      if (!epc_cli_endorsement (self->builder, self->cli, approval, error))
        return FALSE;
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
  return TRUE;
}

/* The reference is a request, else a crisis. */
static EpcMefm *
find (EpcAnalysis *self, GError **error)
{
  EpcStore *store = self->cli->store;
  g_autoptr (GError) first = NULL;
  EpcUid uid;

  if (self->reference == NULL)
    return epc_mefm (store, NULL, NULL, error);
  if (epc_store_find_uid (store, epc_entity_find ("funding_request"), self->reference, &uid, &first))
    return epc_mefm (store, &uid, NULL, error);
  if (epc_store_find_uid (store, epc_entity_find ("crisis"), self->reference, &uid, NULL))
    return epc_mefm (store, NULL, &uid, error);
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

gboolean
epc_analyse_mefm (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Step"), N_("Target, h"), N_("Done after, h"), N_("Late") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, FALSE };
  JsonBuilder *builder = self->builder;
  g_autoptr (EpcMefm) mefm = find (self, error);

  if (mefm == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  epc_cli_member (builder, "request", mefm->code);
  epc_cli_member (builder, "status", mefm->status);
  epc_cli_member (builder, "next_states", epc_mefm_next_states (mefm->status));
  epc_cli_member (builder, "t0", mefm->t0);
  epc_analysis_member (builder, "elapsed_hours", mefm->elapsed);
  epc_analysis_member (builder, "limit_hours", mefm->limit);
  epc_cli_member (builder, "clock", mefm->colour);
  add_steps (self, mefm);
  epc_cli_member_int (builder, "filled", mefm->filled);
  epc_cli_member_int (builder, "wanted", mefm->wanted);
  epc_cli_member_int (builder, "needed_missing", mefm->n_needed);
  add_missing (builder, mefm);
  if (!add_agreements (self, mefm, error))
    return FALSE;
  epc_cli_member (builder, "currency", mefm->currency);
  epc_cli_member_int (builder, "budget_lines", mefm->n_lines);
  epc_cli_member_int (builder, "lines_without_rate", mefm->n_without_rate);
  add_amount (builder, "budget", mefm->budget);
  add_amount (builder, "requested", mefm->requested);
  add_amount (builder, "approved", mefm->approved);
  add_amount (builder, "spent", mefm->spent);
  add_amount (builder, "repaid", mefm->repaid);
  add_amount (builder, "expected", mefm->expected);
  add_amount (builder, "outstanding", mefm->outstanding);
  epc_cli_member (builder, "repayment_deadline", mefm->deadline);
  json_builder_set_member_name (builder, "overdue");
  json_builder_add_boolean_value (builder, mefm->is_overdue);
  epc_cli_member_count (builder, "days_outstanding", mefm->days_out);
  epc_cli_member (builder, "over_ceiling", mefm->ceiling);
  if (self->cli->json)
    return TRUE;
  epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  for (guint i = 0; i < mefm->missing->len; i++)
    {
      const EpcMefmMissing *missing = g_ptr_array_index (mefm->missing, i);
      printf ("%s %s\n", missing->is_needed ? _("Needed:") : _("Useful:"), _(missing->label));
    }
  for (guint i = 0; i < mefm->approvals->len; i++)
    {
      EpcRecord *approval = g_ptr_array_index (mefm->approvals, i);
      g_autofree char *role = epc_store_display (self->cli->store, approval, "role", NULL);
      printf ("%s: ", role);
      if (!epc_cli_endorsement (NULL, self->cli, approval, error))
        return FALSE;
    }
  return TRUE;
}

/* --- mefm begin --- */

typedef struct
{
  EpcUid crisis, request;
} Beginning;

static gboolean
write_beginning (EpcTransaction *transaction, gpointer data, GError **error)
{
  Beginning *beginning = data;

  return epc_mefm_begin (transaction, &beginning->crisis, &beginning->request, error);
}

static int
run_mefm (EpcCli *cli, int argc, char **argv, GError **error)
{
  Beginning beginning;

  if (!epc_cli_options (cli, &epc_verb_mefm, NULL, &argc, &argv, 2, 2, error))
    return 2;
  if (!g_str_equal (argv[1], "begin"))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), "mefm", epc_verb_mefm.usage);
      return 2;
    }
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (!epc_store_find_uid (cli->store, epc_entity_find ("crisis"), argv[2], &beginning.crisis, error)
      || !epc_store_write (cli->store, _("MEFM request begun"), write_beginning, &beginning, error))
    return 1;
  g_autoptr (EpcRecord) request = epc_store_get (cli->store, epc_entity_find ("funding_request"), &beginning.request, error);
  if (request == NULL)
    return 1;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "code", epc_record_code (request));
      epc_cli_print_json (builder);
    }
  else if (!cli->quiet)
    puts (epc_record_code (request));
  return 0;
}

const EpcVerb epc_verb_mefm = { "mefm", "begin CRISIS", N_("Drafts a request to the emergency fund out of figures, needs and stock."), run_mefm };
