/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The situation report: key figures, what matters most, map, trend, change by area, sites. Every sentence in it is made from
 * recorded figures, and every figure bears its source and date.
 */
#include "epc-report-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define SITES_SHOWN 25

typedef struct
{
  EpcReportMaking base;
  EpcRecord *record;      /* the sitrep record; NULL: none */
  EpcRoundSeries *series; /* NULL: no round */
  GPtrArray *sites;       /* open ones */
  EpcSitesTotal total;
  GPtrArray *origins;     /* (element-type EpcRoundShare); NULL: no round */
  char *until;            /* ISO date; NULL: now */
} Sitrep;

static const char *
t (const Sitrep *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static const char *
number (Sitrep *self, gint64 value)
{
  return epc_report_number (&self->base, value);
}

static char *
percent (const Sitrep *self, double part, double whole)
{
  return epc_language_percent (self->base.language, whole > 0 ? part * 100 / whole : 0, 1);
}

/* The name of a place in the document's language. */
static char *
country_name (const Sitrep *self)
{
  const char *country = self->series != NULL ? self->series->change->round->country : epc_store_country (self->base.store);

  return g_strdup (epc_code_label ("country", country, self->base.name));
}

/* What the record says under @key; NULL: nothing, or there is no record. */
static const char *
written (const Sitrep *self, const char *key)
{
  return self->record != NULL && !epc_record_is_empty (self->record, key) ? epc_record_text (self->record, key) : NULL;
}

/* --- head --- */

static char *
period_of (Sitrep *self)
{
  if (self->record != NULL && !epc_record_is_empty (self->record, "period_start") && !epc_record_is_empty (self->record, "period_end"))
    return g_strdup (epc_report_dates (&self->base, epc_record_text (self->record, "period_start"), epc_record_text (self->record, "period_end"), TRUE));
  char today[EPC_DATE_SIZE];
  epc_date_today (today);
  return epc_language_date (self->base.language, today, TRUE);
}

static void
add_masthead (Sitrep *self)
{
  g_autofree char *country = country_name (self);
  g_autofree char *title = NULL, *sentence = NULL, *number_text = NULL, *next = NULL;
  g_autofree char *period = period_of (self);
  EpcMastheadFact facts[3];
  guint n = 0;

  title = g_strdup_printf (t (self, N_("%s: internal displacement")), country);
  const char *partners = written (self, "produced_with");
  g_autofree char *made_by = partners != NULL ? g_strdup_printf (t (self, N_("Prepared by IOM with %s.")), partners)
                                              : g_strdup (t (self, N_("Prepared by IOM with its partners.")));
  if (self->series != NULL)
    sentence = g_strdup_printf (t (self, N_("Figures of round %d of the Displacement Tracking Matrix. %s")),
                                (int) self->series->change->round->number, made_by);
  else
    sentence = g_steal_pointer (&made_by);
  if (self->record != NULL && !epc_record_is_empty (self->record, "number"))
    {
      number_text = epc_record_to_display (self->record, "number", self->base.name);
      facts[n++] = (EpcMastheadFact){ t (self, N_("No.")), number_text };
    }
  facts[n++] = (EpcMastheadFact){ t (self, N_("Period")), period };
  if (self->record != NULL && !epc_record_is_empty (self->record, "next_report"))
    {
      next = epc_language_date (self->base.language, epc_record_text (self->record, "next_report"), TRUE);
      facts[n++] = (EpcMastheadFact){ t (self, N_("Next report")), next };
    }
  epc_document_add_masthead (self->base.document, t (self, N_("Situation report · Emergency and post-crisis")), title, sentence, facts, n);
}

/* The origin that most people come from; NULL: not stated. */
static const EpcRoundShare *
top_origin (const Sitrep *self)
{
  for (guint i = 0; self->origins != NULL && i < self->origins->len; i++)
    {
      const EpcRoundShare *share = g_ptr_array_index (self->origins, i);
      if (share->value != NULL)
        return share;
    }
  return NULL;
}

static void
add_round_figures (Sitrep *self, EpcReportStrip *strip)
{
  const EpcRoundChange *change = self->series->change;
  const EpcRound *round = change->round;
  EpcReportMaking *base = &self->base;
  const char *source = epc_report_format (base, t (self, N_("DTM round %d · %s")), (int) round->number,
                                          epc_report_date (base, round->date, TRUE));
  gboolean stale = epc_report_is_stale (round->date);
  EpcKeyFigure *figure = epc_report_strip_add (strip, number (self, round->people), epc_language_plural (self->base.language, N_("internally displaced person"), N_("internally displaced people"), round->people), source, stale);
  double rise = epc_area_change_percent (&change->total);

  if (!isnan (rise))
    {
      g_autofree char *text = epc_language_percent (base->language, fabs (rise), 1);
      figure->change = epc_report_format (base, "%s%s", rise < 0 ? "\342\210\222" : "+", text);
      figure->direction = rise > 0 ? 1 : rise < 0 ? -1 : 0;
    }
  const EpcRoundShare *origin = top_origin (self);
  if (origin != NULL && round->people > 0)
    {
      g_autofree char *share = percent (self, (double) origin->people, (double) round->people);
      epc_report_strip_add (strip, epc_report_format (base, "%s", share),
                            epc_report_format (base, t (self, N_("come from %s")), origin->label), source, stale);
    }
  if (round->females >= 0 && round->males >= 0 && round->females + round->males > 0)
    {
      g_autofree char *share = percent (self, (double) round->females, (double) (round->females + round->males));
      epc_report_strip_add (strip, epc_report_format (base, "%s", share), t (self, N_("are women and girls")), source, stale);
    }
}

static void
add_site_figures (Sitrep *self, EpcReportStrip *strip)
{
  const EpcSitesTotal *total = &self->total;
  EpcReportMaking *base = &self->base;
  const char *source = total->newest != NULL
                           ? epc_report_format (base, t (self, N_("Site counts · %s")), epc_report_date (base, total->newest, TRUE))
                           : t (self, N_("Site register · not counted"));

  if (total->sites == 0)
    return;
  const char *label = epc_report_format (base, epc_language_plural (base->language, N_("people in %s open site"), N_("people in %s open sites"), total->sites), number (self, total->sites));
  epc_report_strip_add (strip, number (self, total->people), label, source, epc_report_is_stale (total->newest));
}

static void
add_key_figures (Sitrep *self)
{
  EpcReportStrip strip = { .n = 0 };

  if (self->series != NULL)
    add_round_figures (self, &strip);
  add_site_figures (self, &strip);
  if (strip.n == 0)
    epc_report_strip_add (&strip, NULL, t (self, N_("displaced people")), t (self, N_("nothing recorded yet")), FALSE);
  epc_document_add_key_figures (self->base.document, strip.figures, strip.n);
}

/* --- what matters most --- */

static const EpcAreaChange *
largest_rise (const EpcRoundChange *change, int sign)
{
  const EpcAreaChange *found = NULL;

  for (guint i = 0; i < change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      gint64 rise = (area->now_both - area->before_both) * sign;
      if (area->places_both > 0 && rise > 0 && (found == NULL || rise > (found->now_both - found->before_both) * sign))
        found = area;
    }
  return found;
}

static char *
escaped (char *text)
{
  char *markup = g_markup_escape_text (text, -1);

  g_free (text);
  return markup;
}

static void
add_change_points (Sitrep *self, GPtrArray *points)
{
  const EpcRoundChange *change = self->series->change;
  const char *people = number (self, change->round->people);
  g_autofree char *date = epc_language_date (self->base.language, change->round->date, FALSE);

  if (change->previous == NULL)
    {
      g_ptr_array_add (points, escaped (g_strdup_printf (epc_language_plural (self->base.language, N_("%s person was displaced on %s."), N_("%s people were displaced on %s."), change->round->people), people, date)));
      return;
    }
  gint64 rise = change->total.now_both - change->total.before_both;
  const char *size = number (self, ABS (rise));
  g_autofree char *head = g_strdup_printf (
      rise >= 0 ? epc_language_plural (self->base.language, N_("%s person was displaced on %s, %s more than in round %d in the places assessed in both."),
                                       N_("%s people were displaced on %s, %s more than in round %d in the places assessed in both."), change->round->people)
                : epc_language_plural (self->base.language, N_("%s person was displaced on %s, %s fewer than in round %d in the places assessed in both."),
                                       N_("%s people were displaced on %s, %s fewer than in round %d in the places assessed in both."), change->round->people),
      people, date, size, (int) change->previous->number);
  g_ptr_array_add (points, escaped (g_steal_pointer (&head)));
  for (int sign = 1; sign >= -1; sign -= 2)
    {
      const EpcAreaChange *area = largest_rise (change, sign);
      if (area == NULL)
        continue;
      const char *now = number (self, area->now), *before = number (self, area->before);
      g_ptr_array_add (points, escaped (g_strdup_printf (
          sign > 0 ? epc_language_plural (self->base.language, N_("The largest increase is in %s: %s person, after %s in the round before."), N_("The largest increase is in %s: %s people, after %s in the round before."), area->now)
                   : epc_language_plural (self->base.language, N_("The largest decrease is in %s: %s person, after %s in the round before."), N_("The largest decrease is in %s: %s people, after %s in the round before."), area->now),
          area->name, now, before)));
    }
  g_ptr_array_add (points, escaped (epc_round_change_note (change, self->base.name)));
}

static void
add_other_points (Sitrep *self, GPtrArray *points)
{
  const EpcRoundShare *origin = top_origin (self);

  if (origin != NULL && self->series->change->round->people > 0)
    {
      g_autofree char *share = percent (self, (double) origin->people, (double) self->series->change->round->people);
      const char *people = number (self, origin->people);
      g_ptr_array_add (points, escaped (g_strdup_printf (epc_language_plural (self->base.language, N_("%s person (%s) comes from %s."), N_("%s people (%s) come from %s."), origin->people), people, share, origin->label)));
    }
  if (self->total.critical > 0)
    g_ptr_array_add (points, escaped (g_strdup_printf (
        epc_language_plural (self->base.language, N_("%u open site is below an emergency standard."),
                             N_("%u open sites are below an emergency standard."), self->total.critical),
        self->total.critical)));
  if (self->total.over_capacity > 0)
    g_ptr_array_add (points, escaped (g_strdup_printf (
        epc_language_plural (self->base.language, N_("%u open site holds more people than it has room for."),
                             N_("%u open sites hold more people than they have room for."), self->total.over_capacity),
        self->total.over_capacity)));
}

static void
add_highlights (Sitrep *self)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_free);

  epc_document_add_heading (self->base.document, 1, NULL, t (self, N_("What matters most")), NULL);
  if (self->series != NULL)
    add_change_points (self, points);
  add_other_points (self, points);
  if (points->len == 0)
    g_ptr_array_add (points, escaped (g_strdup (t (self, N_("No displacement figure is recorded yet.")))));
  g_ptr_array_add (points, NULL);
  epc_document_add_bullets (self->base.document, (const char *const *) points->pdata);
}

/* What the office itself wrote first stands over the points that the figures make. */
static void
add_written_highlights (Sitrep *self)
{
  const char *text = written (self, "highlights");

  if (text != NULL)
    epc_document_add_markdown (self->base.document, text, 1);
}

/* --- pictures --- */

static gboolean
add_overview (Sitrep *self, GError **error)
{
  EpcMap *map = self->series != NULL ? epc_map_of_round (self->base.store, self->series, self->base.name, error) : NULL;

  if (self->series != NULL && map == NULL)
    return FALSE;
  if (map == NULL)
    {
      add_highlights (self);
      return TRUE;
    }
  epc_map_set_title (map, NULL, NULL);
  epc_document_begin_columns (self->base.document, 1, 2);
  add_highlights (self);
  epc_document_next_column (self->base.document);
  epc_document_add_heading (self->base.document, 1, NULL, t (self, N_("Where they are")), NULL);
  epc_report_add_map (&self->base, map, 300, 240);
  epc_document_end_columns (self->base.document);
  return TRUE;
}

/* --- sites --- */

static int
by_people (gconstpointer a, gconstpointer b)
{
  const EpcSite *x = *(const EpcSite *const *) a, *y = *(const EpcSite *const *) b;

  return (x->people < y->people) - (x->people > y->people);
}

static void
add_site_row (Sitrep *self, EpcTable *table, const EpcSite *site)
{
  const char *people = number (self, site->people);
  const char *households = number (self, site->households);
  double occupancy = epc_site_occupancy (site);
  g_autofree char *full = isnan (occupancy) ? NULL : epc_language_percent (self->base.language, occupancy, 0);
  g_autofree char *date = site->count_date != NULL ? epc_language_date (self->base.language, site->count_date, TRUE) : NULL;
  const char *state = epc_gap_level_label (site->worst, self->base.name);
  const char *cells[] = { site->name, site->place_name, people, households, full, date, state };
  guint row = epc_table_add_row (table, cells);

  epc_table_set_symbol (table, row, 6, epc_report_gap_symbol (site->worst));
}

static void
add_sites (Sitrep *self)
{
  if (self->sites->len == 0)
    return;
  const char *sites = number (self, self->total.sites);
  const char *counted = number (self, self->total.counted);
  epc_document_add_heading (self->base.document, 1, NULL, t (self, N_("Sites")), NULL);
  EpcTable *table = epc_table_new (t (self, N_("Open sites by number of people")));
  const struct
  {
    const char *title;
    EpcAlign align;
  } columns[] = {
    { N_("Site"), EPC_ALIGN_LEFT },        { N_("Place"), EPC_ALIGN_LEFT },       { N_("People"), EPC_ALIGN_RIGHT },
    { N_("Households"), EPC_ALIGN_RIGHT }, { N_("Occupancy"), EPC_ALIGN_RIGHT },  { N_("Counted on"), EPC_ALIGN_LEFT },
    { N_("Worst gap"), EPC_ALIGN_LEFT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    epc_table_add_column (table, t (self, columns[i].title), columns[i].align, 0);
  g_ptr_array_sort (self->sites, by_people);
  for (guint i = 0; i < self->sites->len && i < SITES_SHOWN; i++)
    add_site_row (self, table, g_ptr_array_index (self->sites, i));
  g_autofree char *all = g_strdup_printf (epc_language_plural (self->base.language, N_("Total of %s site, %s counted"), N_("Total of %s sites, %s counted"), self->sites->len), sites, counted);
  const char *people = number (self, self->total.people);
  const char *households = number (self, self->total.households);
  epc_table_add_cells (table, all, "", people, households, "", "", "");
  epc_table_set_total (table, TRUE);
  if (self->sites->len > SITES_SHOWN)
    {
      g_autofree char *note = g_strdup_printf (
          t (self, N_("The %d largest sites are listed; %u smaller ones are in the total. The master list has them all.")), SITES_SHOWN,
          self->sites->len - SITES_SHOWN);
      epc_table_set_note (table, note);
    }
  epc_document_add_table (self->base.document, table);
}

/* --- what the office wrote --- */

/* The filled ones of @keys (NULL-terminated) under @heading, each below its own; with one key the heading is enough. */
static void
add_said (Sitrep *self, const char *heading, const char *const *keys)
{
  gboolean has_one = keys[0] != NULL && keys[1] == NULL, is_begun = FALSE;

  for (; *keys != NULL; keys++)
    {
      const char *text = written (self, *keys);
      if (text == NULL)
        continue;
      if (!is_begun)
        epc_document_add_heading (self->base.document, 1, NULL, t (self, heading), NULL);
      is_begun = TRUE;
      if (!has_one && !g_str_equal (epc_entity_field (epc_record_entity (self->record), *keys)->label, heading))
        epc_document_add_heading (self->base.document, 3, NULL, t (self, epc_entity_field (epc_record_entity (self->record), *keys)->label), NULL);
      epc_document_add_markdown (self->base.document, text, 3);
    }
}

static void
add_situation (Sitrep *self)
{
  static const char *const keys[] = { "situation", "casualties", "immediate_needs", "access_forecast", NULL };

  add_said (self, N_("Situation"), keys);
}

static void
add_response (Sitrep *self)
{
  static const char *const keys[] = { "response_cccm", "response_shelter", "response_wash", "response_health", "response_mhpss", "response_protection",
                                      "response_transport", "response_other", NULL };
  static const char *const gaps[] = { "needs_gaps", NULL }, *const coordination[] = { "coordination", NULL };

  add_said (self, N_("Response by sector"), keys);
  add_said (self, N_("Needs and gaps"), gaps);
  add_said (self, N_("Coordination"), coordination);
}

/* Received of required, with source and date; then the requests to the fund for this crisis. */
static gboolean
add_funding (Sitrep *self, const EpcUid *crisis, GError **error)
{
  static const char *const requests[] = { "title", "status", "amount_requested", "amount_approved", "submitted_at", NULL };
  EpcReportMaking *base = &self->base;
  g_autoptr (GPtrArray) asked = crisis != NULL && !epc_uid_is_nil (crisis) ? epc_report_records_of (base, "funding_request", "crisis", crisis, "-t0", error)
                                                                             : g_ptr_array_new ();
  const char *required = self->record != NULL ? epc_report_money (base, self->record, "required", "currency") : NULL;

  if (asked == NULL)
    return FALSE;
  if (required == NULL && asked->len == 0)
    return TRUE;
  epc_document_add_heading (base->document, 1, NULL, t (self, N_("Funding")), NULL);
  if (required != NULL)
    {
      const char *received = epc_report_money (base, self->record, "received", "currency"), *source = written (self, "funding_source");
      const char *date = epc_report_date (base, written (self, "funding_date"), TRUE);
      double share = epc_record_integer (self->record, "required") > 0
                         ? 100.0 * (double) epc_record_integer (self->record, "received") / (double) epc_record_integer (self->record, "required")
                         : NAN;
      const char *from = source != NULL && date != NULL ? epc_report_format (base, "%s · %s", source, date) : source != NULL ? source : date;
      gboolean is_stale = epc_report_is_stale (written (self, "funding_date"));
      EpcReportStrip strip = { .n = 0 };
      epc_report_strip_add (&strip, required, t (self, N_("funds required")), from, is_stale);
      epc_report_strip_add (&strip, received, t (self, N_("funds received")), from, is_stale);
      g_autofree char *percentage = isnan (share) || received == NULL ? NULL : epc_language_percent (base->language, share, 1);
      epc_report_strip_add (&strip, percentage != NULL ? epc_report_format (base, "%s", percentage) : NULL, t (self, N_("of the funds required")), from, is_stale);
      epc_document_add_key_figures (base->document, strip.figures, strip.n);
    }
  if (asked->len > 0)
    epc_document_add_table (base->document, epc_report_table (base, t (self, N_("Requests to the emergency fund (MEFM)")), "funding_request", requests, asked));
  return TRUE;
}

static void
add_end (Sitrep *self)
{
  static const char *const background[] = { "background", NULL }, *const contact[] = { "contact", "donors", "links", "cleared_by", NULL };
  EpcTable *table = self->record != NULL ? epc_report_facts (&self->base, self->record, contact) : NULL;

  add_said (self, N_("Background on the crisis"), background);
  if (table == NULL)
    return;
  epc_document_add_heading (self->base.document, 1, NULL, t (self, N_("Contact and links")), NULL);
  epc_document_add_table (self->base.document, table);
}

/* --- the whole --- */

static void
set_facts (Sitrep *self, const EpcUid *crisis)
{
  g_autofree char *country = country_name (self);
  g_autofree char *source = self->series != NULL ? epc_round_source (self->series->change->round, self->base.name) : NULL;
  const EpcUid *own = self->record != NULL ? epc_record_reference (self->record, "crisis") : NULL;

  epc_report_set_facts (&self->base, epc_report_format (&self->base, t (self, N_("%s: internal displacement")), country),
                        self->record != NULL ? epc_record_code (self->record) : NULL,
                        source != NULL ? epc_report_format (&self->base, t (self, N_("Source: %s.")), source) : NULL,
                        epc_report_classification (self->record != NULL ? epc_record_text (self->record, "classification") : NULL));
  epc_report_set_watermark (&self->base, own != NULL ? own : crisis);
}

static void
sitrep_clear (Sitrep *self)
{
  g_clear_object (&self->record);
  epc_round_series_free (self->series);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  epc_sites_total_clear (&self->total);
  g_free (self->until);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sitrep, sitrep_clear)

static gboolean
gather (Sitrep *self, const EpcReportOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  EpcPictureChoice choice = options->choice;

  if (options->reference != NULL)
    {
      self->record = epc_store_find (self->base.store, epc_entity_find ("sitrep"), options->reference, error);
      if (self->record == NULL)
        return FALSE;
    }
  choice.language = self->base.name;
  /* A report speaks of its day, also when it is printed again later. */
  if (self->record != NULL && choice.until == NULL && !epc_record_is_empty (self->record, "as_of"))
    {
      self->until = g_strndup (epc_record_text (self->record, "as_of"), 10);
      choice.until = self->until;
    }
  self->series = epc_round_series_covered (self->base.store, &choice, NULL, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (self->series != NULL)
    {
      self->origins = epc_round_shares (self->base.store, self->series->change->round, "origin_place", self->base.name, NULL, error);
      if (self->origins == NULL)
        return FALSE;
    }
  self->sites = epc_sites_open (self->base.store, epc_uid_is_nil (&choice.crisis) ? NULL : &choice.crisis, choice.until, TRUE, NULL, error);
  if (self->sites == NULL)
    return FALSE;
  epc_sites_total (self->sites, &self->total);
  return TRUE;
}

EpcDocument *
epc_report_sitrep (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Sitrep) self = { .record = NULL };

  epc_report_begin (&self.base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  set_facts (&self, &options->choice.crisis);
  add_masthead (&self);
  add_key_figures (&self);
  add_written_highlights (&self);
  if (!add_overview (&self, error))
    return NULL;
  if (self.series != NULL)
    epc_report_add_trend (&self.base, self.series);
  add_situation (&self);
  add_response (&self);
  add_sites (&self);
  const EpcUid *own = self.record != NULL ? epc_record_reference (self.record, "crisis") : NULL;
  if (!epc_report_add_picture (&self.base, "services", &options->choice, NULL, NULL, error)
      || !epc_report_add_picture (&self.base, "activities", &options->choice, NULL, NULL, error)
      || !add_funding (&self, own != NULL ? own : &options->choice.crisis, error))
    return NULL;
  add_end (&self);
  if (self.series != NULL)
    epc_report_add_method (&self.base, self.series->change->round);
  return epc_report_finish (&self.base, error);
}
