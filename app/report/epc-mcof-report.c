/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The matrix of the Migration Crisis Operational Framework on paper: 15 sectors by three phases with gap, capacity and funds missing,
 * then each row with its need, who responds, and what is proposed.
 */
#include "epc-report-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define PHASES 3

typedef struct
{
  EpcReportMaking base;
  GPtrArray *rows; /* (element-type EpcRecord) by sector */
  EpcPictureChoice choice;
} Mcof;

static void
mcof_clear (Mcof *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mcof, mcof_clear)

static const char *
t (const Mcof *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

/* Cells of the matrix with a gap of 3 or 4 (*@critical) and those with any gap stated; the funds missing in @currency. */
static void
count_cells (const Mcof *self, const char *currency, guint *critical, guint *assessed, gint64 *open, guint *n_other)
{
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer gap;

  *critical = *assessed = *n_other = 0;
  *open = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      EpcRecord *row = self->rows->pdata[i];
      g_autofree char *key = g_strdup_printf ("%s %s", epc_record_text (row, "mcof_sector"), epc_record_text (row, "phase"));
      if (!epc_record_is_empty (row, "gap_severity"))
        {
          int worst = MAX (GPOINTER_TO_INT (g_hash_table_lookup (cells, key)), (int) epc_record_integer (row, "gap_severity") + 1);
          g_hash_table_insert (cells, g_steal_pointer (&key), GINT_TO_POINTER (worst));
        }
      if (epc_record_is_empty (row, "budget"))
        continue;
      if (g_strcmp0 (epc_record_text (row, "budget_currency"), currency) == 0)
        *open += MAX (epc_record_integer (row, "budget") - epc_record_integer (row, "funded"), 0);
      else
        (*n_other)++;
    }
  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, NULL, &gap))
    *critical += GPOINTER_TO_INT (gap) - 1 >= 3;
  *assessed = g_hash_table_size (cells);
}

static void
add_head (Mcof *self)
{
  EpcReportMaking *base = &self->base;
  const EpcCodeList *sectors = epc_code_list_find ("mcof_sector");
  const char *country = epc_code_label ("country", epc_store_country (base->store), base->name), *currency = NULL;
  guint critical, assessed, all = sectors->n_codes * PHASES, n_other;
  gint64 open;
  EpcReportStrip strip = { .n = 0 };

  for (guint i = 0; currency == NULL && i < self->rows->len; i++)
    if (!epc_record_is_empty (self->rows->pdata[i], "budget"))
      currency = epc_record_text (self->rows->pdata[i], "budget_currency");
  count_cells (self, currency, &critical, &assessed, &open, &n_other);
  epc_document_add_masthead (base->document, t (self, N_("Migration Crisis Operational Framework")), epc_report_format (base, t (self, N_("%s: sector by phase")), country),
                             t (self, N_("Before a crisis, while it lasts, and after it: where the gap is that nobody covers.")), NULL, 0);
  epc_report_strip_add (&strip, epc_report_number (base, critical), epc_language_plural (base->language, N_("critical gap"), N_("critical gaps"), critical), epc_report_format (base, epc_language_plural (base->language, N_("of %u cell"), N_("of %u cells"), all), all), FALSE);
  epc_report_strip_add (&strip, epc_report_number (base, all - MIN (assessed, all)), epc_language_plural (base->language, N_("cell not assessed"), N_("cells not assessed"), all - MIN (assessed, all)), epc_report_format (base, epc_language_plural (base->language, N_("of %u cell"), N_("of %u cells"), all), all), FALSE);
  epc_report_strip_add (&strip, currency != NULL ? epc_report_format (base, "%s %s", currency, epc_report_number (base, open / 100)) : NULL, t (self, N_("funds still missing")),
                        n_other > 0 ? epc_report_format (base, epc_language_plural (base->language, N_("%u row in another currency left out"), N_("%u rows in other currencies left out"), n_other), n_other) : t (self, N_("budget less funds, by row")), FALSE);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
}

EpcDocument *
epc_report_mcof (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const keys[] = { "mcof_sector", "phase", "in_need_ind", "need", "existing_response", "activity", "lead", "budget", "funded", "status", NULL };
  g_auto (Mcof) self = { .choice = options->choice };
  EpcReportMaking *base = &self.base;

  epc_report_begin (base, store, options);
  self.rows = epc_report_records (base, "mcof_row", NULL, NULL, "mcof_sector", error);
  if (self.rows == NULL)
    return NULL;
  /* Rows of another crisis are left out; those of none are the office's own plan. */
  for (guint i = epc_uid_is_nil (&options->choice.crisis) ? 0 : self.rows->len; i-- > 0;)
    {
      const EpcUid *crisis = epc_record_reference (self.rows->pdata[i], "crisis");
      if (crisis != NULL && !epc_uid_equal (crisis, &options->choice.crisis))
        g_ptr_array_remove_index (self.rows, i);
    }
  if (self.rows->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("No row of the MCOF matrix is recorded yet. Add one under Resources."));
      return NULL;
    }
  epc_report_set_facts (base, t (&self, N_("MCOF matrix")), NULL, t (&self, N_("Source: MCOF matrix of the office; sectors and phases of MC/2355 (2012).")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, NULL);
  /* Two wide tables: the whole paper lies across. */
  epc_document_turn_pages (base->document, TRUE);
  add_head (&self);
  if (!epc_report_add_picture (base, "mcof", &self.choice, NULL, NULL, error))
    return NULL;
  epc_document_add_heading (base->document, 1, NULL, t (&self, N_("Each row: need, response, proposal")), NULL);
  EpcTable *table = epc_report_table (base, t (&self, N_("Rows of the matrix")), "mcof_row", keys, self.rows);
  epc_table_set_compact (table, TRUE);
  epc_document_add_table (base->document, table);
  return epc_report_finish (base, error);
}
