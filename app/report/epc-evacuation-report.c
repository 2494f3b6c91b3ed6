/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evacuation plan as a document, in the order of the mass evacuation guide (MEND, 2014; MED, 2024), which is the order of the
 * sections of its record: what is written, the centres with their places, the protection checklist with what is not yet safe.
 */
#include "epc-report-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

typedef struct
{
  EpcReportMaking base;
  EpcRecord *plan;
  GPtrArray *centres; /* (element-type EpcRecord) of the plan */
  guint n_said;       /* in the section being written */
} Evacuation;

static void
evacuation_clear (Evacuation *self)
{
  g_clear_object (&self->plan);
  g_clear_pointer (&self->centres, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evacuation, evacuation_clear)

static const char *
t (const Evacuation *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static gboolean
gather (Evacuation *self, const EpcReportOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  self->plan = epc_report_record (&self->base, "evacuation_plan", options->reference, "valid_to", &wrong);
  if (self->plan == NULL)
    {
      if (wrong != NULL)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no evacuation plan yet. Add one under Preparedness."));
      return FALSE;
    }
  self->centres = epc_report_records_of (&self->base, "evacuation_centre", "plan", epc_record_uid (self->plan), "place", error);
  return self->centres != NULL;
}

/* --- head --- */

static void
add_head (Evacuation *self)
{
  EpcReportMaking *base = &self->base;
  const char *to = epc_report_date (base, epc_record_text (self->plan, "valid_to"), TRUE), *version = epc_report_shown (base, self->plan, "plan_version");
  const EpcMastheadFact facts[] = {
    { t (self, N_("Hazard")), epc_report_shown (base, self->plan, "hazard") },
    { t (self, N_("Valid until")), to },
    { t (self, N_("Version and status")),
      version != NULL ? epc_report_format (base, "%s · %s", version, epc_report_shown (base, self->plan, "status")) : epc_report_shown (base, self->plan, "status") },
  };
  const char *source = epc_report_format (base, t (self, N_("plan, version %s")), version != NULL ? version : "–");
  const char *place = epc_report_shown (base, self->plan, "place"), *by = epc_report_shown (base, self->plan, "endorsed_by");
  EpcReportStrip strip = { .n = 0 };

  epc_document_add_masthead (base->document, t (self, N_("Evacuation plan")), epc_report_shown (base, self->plan, "title"),
                             by != NULL && place != NULL ? epc_report_format (base, t (self, N_("%s · endorsed by %s")), place, by) : place, facts, G_N_ELEMENTS (facts));
  epc_report_strip_add (&strip, epc_report_shown (base, self->plan, "zone_population"), epc_language_plural (base->language, N_("person in the zones"), N_("people in the zones"), epc_record_integer (self->plan, "zone_population")), source, FALSE);
  epc_report_strip_add (&strip, epc_report_shown (base, self->plan, "assisted_ind"), epc_language_plural (base->language, N_("needs assistance to leave"), N_("need assistance to leave"), epc_record_integer (self->plan, "assisted_ind")), source, FALSE);
  epc_report_strip_add (&strip, epc_report_shown (base, self->plan, "transport_capacity"), t (self, N_("carried at once")), source, FALSE);
  epc_report_strip_add (&strip, epc_report_shown (base, self->plan, "centre_capacity"), epc_language_plural (base->language, N_("place in centres"), N_("places in centres"), epc_record_integer (self->plan, "centre_capacity")), source, FALSE);
  epc_report_strip_add (&strip, epc_report_shown (base, self->plan, "lead_time_h"), epc_language_plural (base->language, N_("hour of lead time"), N_("hours of lead time"), epc_record_integer (self->plan, "lead_time_h")), source, FALSE);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
}

/* --- what its sections hold --- */

/* The centres that belong to the plan, with what they have together: the record's own sum may be older. */
static void
add_centres (Evacuation *self)
{
  static const char *const keys[] = { "name", "place", "status", "building", "capacity", "is_accessible", "toilets_women", "toilets_men", "manager", "keys_holder", NULL };
  EpcReportMaking *base = &self->base;
  gint64 places = 0;

  if (self->centres->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_("No evacuation centre belongs to this plan yet.")));
      return;
    }
  for (guint i = 0; i < self->centres->len; i++)
    if (!epc_record_is_empty (self->centres->pdata[i], "capacity"))
      places += epc_record_integer (self->centres->pdata[i], "capacity");
  EpcTable *table = epc_report_table (base, t (self, N_("Evacuation centres")), "evacuation_centre", keys, self->centres);
  if (!epc_record_is_empty (self->plan, "zone_population"))
    epc_table_set_note (table, epc_report_format (base, epc_language_plural (base->language, N_("Places in these centres: %s, for %s person in the zones."), N_("Places in these centres: %s, for %s people in the zones."), epc_record_integer (self->plan, "zone_population")), epc_report_number (base, places),
                                                  epc_report_shown (base, self->plan, "zone_population")));
  epc_document_add_table (base->document, table);
  epc_report_add_centres_map (base, self->centres, NULL);
}

/* Yes, no, not known: a symbol and the word. */
static void
add_checklist (Evacuation *self, const EpcEntity *entity)
{
  EpcReportMaking *base = &self->base;
  EpcTable *table = epc_table_new (t (self, N_("Protection checklist")));

  epc_table_add_column (table, t (self, N_("Question")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (self, N_("Answer")), EPC_ALIGN_LEFT, 2);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type != EPC_TYPE_YES_NO || !g_str_has_prefix (field->key, "protects_"))
        continue;
      const char *answer = epc_record_text (self->plan, field->key), *shown = epc_report_shown (base, self->plan, field->key);
      guint row = epc_table_add_cells (table, t (self, field->label), shown != NULL ? shown : t (self, N_("not answered")));
      epc_table_set_symbol (table, row, 1,
                            g_strcmp0 (answer, "yes") == 0 ? EPC_SYMBOL_OK : g_strcmp0 (answer, "no") == 0 ? EPC_SYMBOL_CRITICAL : EPC_SYMBOL_UNKNOWN);
    }
  epc_document_add_table (base->document, table);
}

/* "9 Evacuation centres" as number and words; a section without number has none. */
static void
add_section_heading (Evacuation *self, const char *section)
{
  const char *shown = t (self, section), *space = strchr (shown, ' ');
  gboolean is_numbered = g_ascii_isdigit (*shown) && space != NULL;
  g_autofree char *number = is_numbered ? g_strndup (shown, (gsize) (space - shown)) : NULL;

  epc_document_add_heading (self->base.document, 1, number, is_numbered ? space + 1 : shown, NULL);
}

/* Short answers of the section as one table, then what was written at length. */
static void
add_fields (Evacuation *self, const EpcEntity *entity, guint from, guint to)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    if (entity->fields[i].type != EPC_TYPE_LONG_TEXT && !g_str_has_prefix (entity->fields[i].key, "protects_"))
      g_ptr_array_add (keys, (gpointer) entity->fields[i].key);
  g_ptr_array_add (keys, NULL);
  EpcTable *table = epc_report_facts (&self->base, self->plan, (const char *const *) keys->pdata);
  if (table != NULL)
    {
      epc_document_add_table (self->base.document, table);
      self->n_said++;
    }
  for (guint i = from; i < to; i++)
    if (entity->fields[i].type == EPC_TYPE_LONG_TEXT)
      self->n_said += epc_report_add_said (&self->base, 3, NULL, self->plan, entity->fields[i].key);
}

static void
add_section (Evacuation *self, const EpcEntity *entity, guint from, guint to)
{
  gboolean has_checklist = FALSE, has_centres = FALSE;

  self->n_said = 0;
  for (guint i = from; i < to; i++)
    {
      has_checklist |= g_str_has_prefix (entity->fields[i].key, "protects_");
      has_centres |= g_str_equal (entity->fields[i].key, "centre_count");
    }
  add_section_heading (self, entity->fields[from].section);
  if (has_centres)
    add_centres (self);
  if (has_checklist)
    add_checklist (self, entity);
  add_fields (self, entity, from, to);
  if (self->n_said == 0 && !has_centres && !has_checklist)
    epc_document_add_paragraph (self->base.document, EPC_TYPE_SMALL, t (self, N_("This section is still to be written.")));
}

EpcDocument *
epc_report_evacuation (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Evacuation) self = { .plan = NULL };
  EpcReportMaking *base = &self.base;
  const EpcEntity *entity = epc_entity_find ("evacuation_plan");
  guint from = 0;

  epc_report_begin (base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  epc_report_set_facts (base, epc_report_shown (base, self.plan, "title"), epc_record_code (self.plan),
                        t (&self, N_("Source: evacuation plan and register of evacuation centres of the office.")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, NULL);
  add_head (&self);
  epc_document_add_paragraph (base->document, EPC_TYPE_HEADING_2, t (&self, N_("Contents")));
  epc_document_add_contents (base->document);
  /* The first section is what the head says already. */
  while (++from < entity->n_fields && entity->fields[from].section == NULL)
    ;
  while (from < entity->n_fields)
    {
      guint to = from + 1;
      while (to < entity->n_fields && entity->fields[to].section == NULL)
        to++;
      add_section (&self, entity, from, to);
      from = to;
    }
  return epc_report_finish (base, error);
}
