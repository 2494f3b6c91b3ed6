/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sheets that are carried, filled and signed: waybill, blind stock count, distribution list, attendance and certificates, roster and
 * master list. None holds a name of affected people.
 */
#include "epc-report-private.h"

#include <math.h>

#include "analysis/epc-stock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-signs.h"
#include "model/epc-code-list.h"

#define SIGNED_ROW 23.0      /* points: room for a signature */
#define CODE_SIDE 62.0       /* points, of the code on a waybill */
#define ROWS_MAX 5000        /* of a list to sign */
#define EMPTY_PARTICIPANTS 8 /* lines for those who come unannounced */

static EpcRecord *
referred (EpcReportMaking *self, EpcRecord *record, const char *key, const char *entity)
{
  const EpcUid *uid = epc_record_reference (record, key);

  return uid != NULL ? epc_store_get (self->store, epc_entity_find (entity), uid, NULL) : NULL;
}

static const char *
t (const EpcReportMaking *self, const char *text)
{
  return epc_report_text (self, text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcReportMaking, epc_report_clear)

/* Kind in small capitals, title, one line; a code at the right with @code. */
static void
add_head (EpcReportMaking *self, const char *kind, const char *title, const char *line, const char *code)
{
  g_autofree char *capitals = g_utf8_strup (kind, -1);

  if (code != NULL)
    epc_document_begin_columns (self->document, 5, 1);
  epc_document_add_paragraph (self->document, EPC_TYPE_OVERLINE, epc_report_escaped (self, capitals));
  epc_document_add_paragraph (self->document, EPC_TYPE_TITLE, epc_report_escaped (self, title != NULL ? title : "–"));
  if (line != NULL)
    epc_document_add_paragraph (self->document, EPC_TYPE_LEAD, epc_report_escaped (self, line));
  if (code == NULL)
    return;
  epc_document_next_column (self->document);
  if (!epc_document_add_square_code (self->document, code, CODE_SIDE))
    epc_document_add_paragraph (self->document, EPC_TYPE_SMALL, t (self, N_("The code would hold too much.")));
  epc_document_end_columns (self->document);
}

static void
add_signatures (EpcReportMaking *self, const char *const (*boxes)[2], guint n)
{
  const char *const words[3] = { t (self, N_("Name")), t (self, N_("Signature")), t (self, N_("Date and hour")) };
  EpcSignature signatures[4];

  g_assert (n <= G_N_ELEMENTS (signatures));
  for (guint i = 0; i < n; i++)
    signatures[i] = (EpcSignature) { t (self, boxes[i][0]), t (self, boxes[i][1]), NULL, NULL };
  epc_document_add_signatures (self->document, signatures, n, words);
}

/* The record that the sheet is about; without a reference the latest. */
static EpcRecord *
subject (EpcReportMaking *self, const char *entity, const char *reference, const char *newest, const char *missing, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  EpcRecord *record = epc_report_record (self, entity, reference, newest, &wrong);

  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  else if (record == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, "%s", _(missing));
  return record;
}

static void
set_facts (EpcReportMaking *self, EpcRecord *record, const char *title, const char *source, EpcClassification class)
{
  epc_report_set_facts (self, title, record != NULL ? epc_record_code (record) : NULL, source, class);
  epc_report_set_watermark (self, record != NULL && epc_entity_field (epc_record_entity (record), "crisis") != NULL
                                      ? epc_record_reference (record, "crisis")
                                      : NULL);
}

/* --- waybill --- */

static gboolean
leaves (EpcRecord *movement)
{
  const char *type = epc_record_text (movement, "type");

  return g_strcmp0 (type, "dispatch") == 0 || g_strcmp0 (type, "transfer_out") == 0;
}

/* One row a movement: what was sent is printed, what arrives is written by hand. Returns the weight, NAN when an item's is unknown. */
static double
add_load (EpcReportMaking *self, GPtrArray *movements)
{
  EpcTable *table = epc_table_new (NULL);
  double load = 0;

  epc_table_add_column (table, t (self, N_("No.")), EPC_ALIGN_RIGHT, 1);
  epc_table_add_column (table, t (self, N_("Item")), EPC_ALIGN_LEFT, 6);
  epc_table_add_column (table, t (self, N_("Unit")), EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, t (self, N_("Lot")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (self, N_("Sent")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Weight, kg")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Received")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Damaged")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_("Remarks")), EPC_ALIGN_LEFT, 4);
  epc_table_set_form (table, SIGNED_ROW);
  for (guint i = 0; i < movements->len; i++)
    {
      EpcRecord *movement = g_ptr_array_index (movements, i);
      g_autoptr (EpcRecord) item = referred (self, movement, "item", "item");
      g_autoptr (EpcRecord) batch = referred (self, movement, "batch", "batch");
      double sent = fabs (epc_record_decimal (movement, "quantity"));
      double weight = item != NULL ? sent * epc_record_decimal (item, "weight_kg") : NAN;
      load += weight;
      const char *lot = batch != NULL ? epc_report_shown (self, batch, "batch_no") : NULL;
      epc_table_add_cells (table, epc_report_number (self, i + 1), item != NULL ? epc_report_item (self, epc_record_uid (item), NULL) : NULL,
                           item != NULL ? epc_report_shown (self, item, "unit") : NULL, lot != NULL ? lot : "",
                           epc_report_decimal (self, sent, 0), isnan (weight) ? "" : epc_report_decimal (self, weight, 0), "", "", "");
    }
  epc_table_set_note (table, isnan (load) ? t (self, N_("The weight of an item is not known: the load is not added up. Received + damaged + missing = sent."))
                                          : epc_report_format (self, t (self, N_("Load: %s kg. Received + damaged + missing = sent.")),
                                                               epc_report_decimal (self, load, 0)));
  epc_document_add_table (self->document, table);
  return load;
}

/* "waybill HND-G-0114; 2026-10-18; LON-46 2400; …": what a telephone reads at the destination. */
static char *
code_of (EpcReportMaking *self, const char *number, GPtrArray *movements)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "WAYBILL %s %.10s", number, epc_record_text (g_ptr_array_index (movements, 0), "time"));
  for (guint i = 0; i < movements->len; i++)
    {
      EpcRecord *movement = g_ptr_array_index (movements, i);
      g_autoptr (EpcRecord) item = referred (self, movement, "item", "item");
      g_string_append_printf (text, "\n%s %.0f", item != NULL ? epc_record_text (item, "item_code") : "-",
                              fabs (epc_record_decimal (movement, "quantity")));
    }
  return g_string_free (text, FALSE);
}

EpcDocument *
epc_report_waybill (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const boxes[][2] = { { N_("Dispatched by"), N_("warehouse") },
                                          { N_("Carried by"), N_("driver: load received complete and sealed") },
                                          { N_("Received by"), N_("destination: quantities as in “Received” and “Damaged”") } };
  static const char *const keys[] = { "warehouse", "other_warehouse", "destination", "distribution", "time", "requested_by", "authorised_by", NULL };
  g_auto (EpcReportMaking) self = { .store = NULL };

  epc_report_begin (&self, store, options);
  if (options->reference == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Which waybill? Give its number after the name of the report."));
      return NULL;
    }
  g_autoptr (GPtrArray) movements = epc_report_records (&self, "stock_movement", "waybill_no", options->reference, "code", error);
  if (movements == NULL)
    return NULL;
  for (guint i = movements->len; i > 0; i--)
    if (!leaves (g_ptr_array_index (movements, i - 1)))
      g_ptr_array_remove_index (movements, i - 1);
  if (movements->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("No dispatch or transfer has the waybill %s."), options->reference);
      return NULL;
    }
  EpcRecord *first = g_ptr_array_index (movements, 0);
  const char *crisis = epc_report_shown (&self, first, "crisis");
  g_autofree char *code = code_of (&self, options->reference, movements);
  set_facts (&self, first, epc_report_format (&self, t (&self, N_("Waybill %s")), options->reference), t (&self, N_("Source: stock ledger.")),
             EPC_CLASS_RESTRICTED);
  add_head (&self, t (&self, N_("Waybill")), options->reference, crisis, code);
  EpcTable *facts = epc_report_facts (&self, first, keys);
  if (facts != NULL)
    epc_document_add_table (self.document, facts);
  add_load (&self, movements);
  add_signatures (&self, boxes, G_N_ELEMENTS (boxes));
  return epc_report_finish (&self, error);
}

/* --- blind stock count --- */

EpcDocument *
epc_report_stock_count (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const boxes[][2] = { { N_("Counted by"), N_("first count") },
                                          { N_("Counted again by"), N_("second count, without looking at the first") },
                                          { N_("Witness"), N_("not of the warehouse") } };
  g_auto (EpcReportMaking) self = { .store = NULL };

  epc_report_begin (&self, store, options);
  g_autoptr (EpcRecord) warehouse = subject (&self, "warehouse", options->reference, "code", N_("There is no warehouse yet."), error);
  g_autoptr (GPtrArray) lines = warehouse != NULL ? epc_stock (store, NULL, error) : NULL;
  if (lines == NULL)
    return NULL;
  const char *name = epc_report_shown (&self, warehouse, "name");
  set_facts (&self, warehouse, epc_report_format (&self, t (&self, N_("Stock count, %s")), name), t (&self, N_("Source: items of the stock ledger, without quantities.")),
             EPC_CLASS_RESTRICTED);
  add_head (&self, t (&self, N_("Stock count")), name, t (&self, N_("Blind: what the ledger expects is not on the sheet.")), NULL);
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (&self, N_("No.")), EPC_ALIGN_RIGHT, 1);
  epc_table_add_column (table, t (&self, N_("Code")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (&self, N_("Item")), EPC_ALIGN_LEFT, 6);
  epc_table_add_column (table, t (&self, N_("Unit")), EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, t (&self, N_("First count")), EPC_ALIGN_RIGHT, 3);
  epc_table_add_column (table, t (&self, N_("Second count")), EPC_ALIGN_RIGHT, 3);
  epc_table_add_column (table, t (&self, N_("Damaged or expired")), EPC_ALIGN_RIGHT, 3);
  epc_table_add_column (table, t (&self, N_("Remarks")), EPC_ALIGN_LEFT, 5);
  epc_table_set_form (table, SIGNED_ROW);
  guint n = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (lines, i);
      g_autoptr (EpcRecord) item = epc_store_get (store, epc_entity_find ("item"), &line->item, NULL);
      if (item != NULL && epc_uid_equal (&line->warehouse, epc_record_uid (warehouse)))
        epc_table_add_cells (table, epc_report_number (&self, ++n), epc_report_shown (&self, item, "item_code"),
                             epc_report_item (&self, &line->item, line->item_name), line->unit, "", "", "", "");
    }
  for (guint i = 0; i < EMPTY_PARTICIPANTS; i++)
    epc_table_add_cells (table, "", "", "", "", "", "", "", "");
  epc_table_set_note (table, t (&self, N_("What is found and not listed goes on an empty line.")));
  epc_document_add_table (self.document, table);
  add_signatures (&self, boxes, G_N_ELEMENTS (boxes));
  return epc_report_finish (&self, error);
}

/* --- distribution list --- */

EpcDocument *
epc_report_distribution_list (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const boxes[][2] = { { N_("Distributed by"), N_("team leader") },
                                          { N_("Witness"), N_("community committee") },
                                          { N_("Checked by"), N_("EPC focal point") } };
  static const char *const keys[] = { "date", "place", "site", "modality", "kit", "items", "hh_planned", "partner", NULL };
  g_auto (EpcReportMaking) self = { .store = NULL };

  epc_report_begin (&self, store, options);
  g_autoptr (EpcRecord) record = subject (&self, "distribution", options->reference, "date", N_("There is no distribution yet."), error);
  if (record == NULL)
    return NULL;
  const char *title = epc_report_shown (&self, record, "title");
  gint64 planned = epc_record_integer (record, "hh_planned");
  if (title == NULL)
    title = epc_record_code (record);
  set_facts (&self, record, epc_report_format (&self, t (&self, N_("Distribution list, %s")), title), t (&self, N_("Source: plan of the distribution.")),
             EPC_CLASS_CONFIDENTIAL);
  add_head (&self, t (&self, N_("Distribution list")), title, NULL, NULL);
  epc_document_add_paragraph (self.document, EPC_TYPE_SMALL,
                              t (&self, N_("Households are known by the number of their card. Names stay on the partner's own list and do not go into the workspace.")));
  EpcTable *facts = epc_report_facts (&self, record, keys);
  if (facts != NULL)
    epc_document_add_table (self.document, facts);
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (&self, N_("No.")), EPC_ALIGN_RIGHT, 1);
  epc_table_add_column (table, t (&self, N_("Card")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (&self, N_("People in the household")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (&self, N_("Kits")), EPC_ALIGN_RIGHT, 1);
  epc_table_add_column (table, t (&self, N_("Received by (woman, man)")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (&self, N_("Signature or fingerprint")), EPC_ALIGN_LEFT, 6);
  epc_table_set_form (table, SIGNED_ROW);
  for (gint64 i = 0; i < CLAMP (planned, 20, ROWS_MAX); i++)
    epc_table_add_cells (table, epc_report_number (&self, i + 1), "", "", "", "", "");
  if (planned > ROWS_MAX)
    epc_table_set_note (table, epc_report_format (&self, t (&self, N_("The list ends at %u lines; print it again for the rest.")), ROWS_MAX));
  epc_document_add_table (self.document, table);
  add_signatures (&self, boxes, G_N_ELEMENTS (boxes));
  return epc_report_finish (&self, error);
}

/* --- training --- */

static GPtrArray *
participants (EpcReportMaking *self, EpcRecord *session, GError **error)
{
  return epc_report_records_of (self, "participation", "training_session", epc_record_uid (session), "participant_name", error);
}

static const char *
session_title (EpcReportMaking *self, EpcRecord *session)
{
  const char *title = epc_report_shown (self, session, "title");

  return title != NULL ? title : epc_report_shown (self, session, "course");
}

EpcDocument *
epc_report_attendance (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const boxes[][2] = { { N_("Facilitator"), N_("training") }, { N_("Checked by"), N_("EPC focal point") } };
  static const char *const keys[] = { "start_date", "end_date", "place", "venue", "facilitators", "partner", NULL };
  g_auto (EpcReportMaking) self = { .store = NULL };

  epc_report_begin (&self, store, options);
  g_autoptr (EpcRecord) session
      = subject (&self, "training_session", options->reference, "start_date", N_("There is no training session yet."), error);
  g_autoptr (GPtrArray) people = session != NULL ? participants (&self, session, error) : NULL;
  if (people == NULL)
    return NULL;
  const char *title = session_title (&self, session);
  set_facts (&self, session, title, t (&self, N_("Source: training register.")), EPC_CLASS_CONFIDENTIAL);
  add_head (&self, t (&self, N_("Attendance")), title, NULL, NULL);
  EpcTable *facts = epc_report_facts (&self, session, keys);
  if (facts != NULL)
    epc_document_add_table (self.document, facts);
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (&self, N_("No.")), EPC_ALIGN_RIGHT, 1);
  epc_table_add_column (table, t (&self, N_("Name")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (&self, N_("Organisation")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (&self, N_("Signature, morning")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (&self, N_("Signature, afternoon")), EPC_ALIGN_LEFT, 4);
  epc_table_set_form (table, SIGNED_ROW);
  for (guint i = 0; i < people->len + EMPTY_PARTICIPANTS; i++)
    {
      EpcRecord *person = i < people->len ? g_ptr_array_index (people, i) : NULL;
      const char *organisation = person != NULL ? epc_report_shown (&self, person, "organisation") : NULL;
      epc_table_add_cells (table, epc_report_number (&self, i + 1), person != NULL ? epc_report_shown (&self, person, "participant_name") : "",
                           organisation != NULL ? organisation : "", "", "");
    }
  epc_document_add_table (self.document, table);
  add_signatures (&self, boxes, G_N_ELEMENTS (boxes));
  return epc_report_finish (&self, error);
}

/* Who was there, and did not fail the test. */
static gboolean
has_earned (EpcRecord *person)
{
  return g_strcmp0 (epc_record_text (person, "attended"), "yes") == 0 && g_strcmp0 (epc_record_text (person, "passed"), "no") != 0;
}

static void
add_certificate (EpcReportMaking *self, EpcRecord *session, EpcRecord *person)
{
  static const char *const boxes[][2] = { { N_("Facilitator"), N_("training") }, { N_("Chief of Mission"), N_("IOM") } };
  const char *when = epc_report_dates (self, epc_record_text (session, "start_date"), epc_record_text (session, "end_date"), FALSE);
  const char *place = epc_report_shown (self, session, "place");
  g_autofree char *office = epc_report_office (self);

  epc_document_add_masthead (self->document, t (self, N_("Certificate")), office, "", NULL, 0);
  epc_document_add_space (self->document, 36);
  epc_document_add_paragraph (self->document, EPC_TYPE_COVER, epc_report_escaped (self, epc_report_shown (self, person, "participant_name")));
  epc_document_add_space (self->document, 12);
  epc_document_add_paragraph (self->document, EPC_TYPE_LEAD, t (self, N_("took part in and completed the training")));
  epc_document_add_paragraph (self->document, EPC_TYPE_TITLE, epc_report_escaped (self, session_title (self, session)));
  epc_document_add_paragraph (self->document, EPC_TYPE_LEAD,
                              epc_report_escaped (self, place != NULL ? epc_report_format (self, "%s, %s", place, when) : when));
  epc_document_add_space (self->document, 60);
  add_signatures (self, boxes, G_N_ELEMENTS (boxes));
}

EpcDocument *
epc_report_certificates (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (EpcReportMaking) self = { .store = NULL };
  guint n = 0;

  epc_report_begin (&self, store, options);
  g_autoptr (EpcRecord) session
      = subject (&self, "training_session", options->reference, "start_date", N_("There is no training session yet."), error);
  g_autoptr (GPtrArray) people = session != NULL ? participants (&self, session, error) : NULL;
  if (people == NULL)
    return NULL;
  set_facts (&self, session, session_title (&self, session), t (&self, N_("Source: training register.")), EPC_CLASS_RESTRICTED);
  epc_document_set_sheets (self.document, TRUE);
  epc_document_turn_pages (self.document, TRUE);
  for (guint i = 0; i < people->len; i++)
    if (has_earned (g_ptr_array_index (people, i)))
      {
        if (n++ > 0)
          epc_document_add_page_break (self.document);
        add_certificate (&self, session, g_ptr_array_index (people, i));
      }
  if (n == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("Nobody of this session is recorded as present and passed: there is no certificate to print."));
      return NULL;
    }
  return epc_report_finish (&self, error);
}

/* --- roster, master list --- */

EpcDocument *
epc_report_roster (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const char *const keys[] = { "name", "primary_profile", "level", "duty_station", "organisation", "availability", "available_from",
                                      "notice", "max_weeks", NULL };
  g_auto (EpcReportMaking) self = { .store = NULL };

  epc_report_begin (&self, store, options);
  g_autoptr (GPtrArray) experts = epc_report_records (&self, "expert", NULL, NULL, "primary_profile", error);
  if (experts == NULL)
    return NULL;
  guint n_available = 0;
  for (guint i = experts->len; i > 0; i--)
    {
      EpcRecord *expert = g_ptr_array_index (experts, i - 1);
      if (g_strcmp0 (epc_record_text (expert, "is_active"), "no") == 0)
        g_ptr_array_remove_index (experts, i - 1);
      else
        n_available += g_strcmp0 (epc_record_text (expert, "availability"), "available") == 0;
    }
  set_facts (&self, NULL, t (&self, N_("Roster of experts")), t (&self, N_("Source: roster of the office.")), EPC_CLASS_CONFIDENTIAL);
  epc_document_turn_pages (self.document, TRUE);
  add_head (&self, t (&self, N_("Roster")), t (&self, N_("Roster of experts")),
            epc_report_format (&self, epc_language_plural (self.language, N_("%u expert, %u of them available."), N_("%u experts, %u of them available."), experts->len), experts->len, n_available), NULL);
  if (experts->len > 0)
    epc_document_add_table (self.document, epc_report_table (&self, NULL, "expert", keys, experts));
  else
    epc_document_add_paragraph (self.document, EPC_TYPE_BODY, t (&self, N_("No expert is recorded yet.")));
  return epc_report_finish (&self, error);
}

static void
add_site (EpcReportMaking *self, EpcTable *table, const EpcSite *site)
{
  double occupancy = epc_site_occupancy (site);
  guint row = epc_table_add_cells (
      table, site->code, site->name, site->place_name, epc_code_label ("site_type", site->site_type, self->name),
      epc_code_label ("site_status", site->status, self->name), epc_report_decimal (self, site->latitude, 4),
      epc_report_decimal (self, site->longitude, 4), epc_report_number (self, site->people), epc_report_number (self, site->households),
      epc_report_percent (self, occupancy, 0),
      epc_report_date (self, site->count_date, TRUE), epc_gap_level_label (site->worst, self->name));

  epc_table_set_symbol (table, row, 11, epc_report_gap_symbol (site->worst));
}

EpcDocument *
epc_report_master_list (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  static const struct
  {
    const char *title;
    EpcAlign align;
  } columns[] = { { N_("Code"), EPC_ALIGN_LEFT },        { N_("Site"), EPC_ALIGN_LEFT },      { N_("Place"), EPC_ALIGN_LEFT },
                  { N_("Type"), EPC_ALIGN_LEFT },        { N_("Status"), EPC_ALIGN_LEFT },    { N_("Latitude"), EPC_ALIGN_RIGHT },
                  { N_("Longitude"), EPC_ALIGN_RIGHT },  { N_("People"), EPC_ALIGN_RIGHT },   { N_("Households"), EPC_ALIGN_RIGHT },
                  { N_("Occupancy"), EPC_ALIGN_RIGHT }, { N_("Counted on"), EPC_ALIGN_LEFT }, { N_("Worst gap"), EPC_ALIGN_LEFT } };
  g_auto (EpcReportMaking) self = { .store = NULL };
  g_auto (EpcSitesTotal) total = { 0 };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));

  epc_report_begin (&self, store, options);
  if (!epc_query_sort (query, "place", error))
    return NULL;
  g_autoptr (GPtrArray) sites = epc_sites (store, query, options->choice.until, NULL, error);
  if (sites == NULL)
    return NULL;
  epc_sites_total (sites, &total);
  set_facts (&self, NULL, t (&self, N_("Master list of sites")), t (&self, N_("Source: site register, latest count of each site.")), EPC_CLASS_RESTRICTED);
  epc_document_turn_pages (self.document, TRUE);
  add_head (&self, t (&self, N_("Site register")), t (&self, N_("Master list of sites")),
            epc_report_format (&self, epc_language_plural (self.language, N_("%u site, %u of them counted."), N_("%u sites, %u of them counted."), total.sites), total.sites, total.counted), NULL);
  if (sites->len == 0)
    {
      epc_document_add_paragraph (self.document, EPC_TYPE_BODY, t (&self, N_("No site is recorded yet.")));
      return epc_report_finish (&self, error);
    }
  EpcTable *table = epc_table_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    epc_table_add_column (table, t (&self, columns[i].title), columns[i].align, 0);
  for (guint i = 0; i < sites->len; i++)
    add_site (&self, table, g_ptr_array_index (sites, i));
  epc_table_add_cells (table, t (&self, N_("Total")), "", "", "", "", "", "", epc_report_number (&self, total.people),
                       epc_report_number (&self, total.households), "", "", "");
  epc_table_set_total (table, TRUE);
  epc_document_add_table (self.document, table);
  return epc_report_finish (&self, error);
}
