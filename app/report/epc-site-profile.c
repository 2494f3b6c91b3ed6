/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The site profile: one page about one site. Where it is, who lives there, who does what, what people ask for first, and each
 * gap with its arithmetic.
 */
#include "epc-report-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

/* Degrees shown around the site: some 15 km each way. */
#define MAP_HALF 0.14
/* Rows that the page has room for below two pictures and eight services. */
#define GAPS_ON_A4 8
#define GAPS_ON_LETTER 7
#define SERVICES_SHOWN 9

typedef struct
{
  EpcReportMaking base;
  EpcRecord *record, *count, *assessment; /* the site, its latest count and assessment; NULL: none */
  GPtrArray *sites;                       /* of EpcSite: this one */
  EpcSite *site;
} Profile;

static void
profile_clear (Profile *self)
{
  g_clear_object (&self->record);
  g_clear_object (&self->count);
  g_clear_object (&self->assessment);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Profile, profile_clear)

static const char *
t (const Profile *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

/* --- what is known --- */

/* The latest record of @entity about this site on the day that the analysis took. */
static EpcRecord *
latest (Profile *self, const char *entity, const char *date)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  char uid[EPC_UID_TEXT_SIZE];

  if (date == NULL || !epc_query_where (query, self->base.store, "site", EPC_OP_EQUAL, epc_uid_to_text (&self->site->uid, uid), NULL)
      || !epc_query_where (query, self->base.store, "date", EPC_OP_EQUAL, date, NULL))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, self->base.store, NULL);
  return records != NULL && records->len > 0 ? g_object_ref (g_ptr_array_index (records, records->len - 1)) : NULL;
}

static gboolean
gather (Profile *self, const EpcReportOptions *options, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("site");
  char uid[EPC_UID_TEXT_SIZE];

  if (options->reference == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("Which site? Give its code or name after the name of the report."));
      return FALSE;
    }
  self->record = epc_store_find (self->base.store, entity, options->reference, error);
  if (self->record == NULL)
    return FALSE;
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  if (!epc_query_where (query, self->base.store, "uid", EPC_OP_EQUAL, epc_uid_to_text (epc_record_uid (self->record), uid), error))
    return FALSE;
  self->sites = epc_sites (self->base.store, query, options->choice.until, NULL, error);
  if (self->sites == NULL)
    return FALSE;
  if (self->sites->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("The site %s is in the bin. Restore it first."), options->reference);
      return FALSE;
    }
  self->site = g_ptr_array_index (self->sites, 0);
  self->count = latest (self, "site_count", self->site->count_date);
  self->assessment = latest (self, "site_assessment", self->site->assessment_date);
  return TRUE;
}

/* --- head --- */

static void
add_masthead (Profile *self)
{
  EpcReportMaking *base = &self->base;
  const EpcSite *site = self->site;
  const char *type = epc_report_shown (base, self->record, "site_type");
  const char *place = site->place_name != NULL ? site->place_name : "";
  EpcMastheadFact facts[3];
  guint n = 0;

  if (site->place != NULL)
    place = epc_report_format (base, t (self, N_ ("%s · P-code %s")), place, site->place);
  if (!isnan (site->latitude))
    place = epc_report_format (base, "%s · %s, %s", place, epc_report_decimal (base, site->latitude, 4),
                               epc_report_decimal (base, site->longitude, 4));
  if (site->code != NULL)
    facts[n++] = (EpcMastheadFact) { t (self, N_ ("Site code")), site->code };
  facts[n++] = (EpcMastheadFact) { t (self, N_ ("Assessed")), site->assessment_date != NULL
                                                                  ? epc_report_date (base, site->assessment_date, TRUE)
                                                                  : t (self, N_ ("not assessed")) };
  const char *status = epc_report_shown (base, self->record, "status");
  const char *since = epc_report_shown (base, self->record, "opened_on");
  if (status != NULL)
    facts[n++] = (EpcMastheadFact) { t (self, N_ ("Status")), since != NULL ? epc_report_format (base, t (self, N_ ("%s since %s")), status, since)
                                                                            : status };
  epc_document_add_masthead (base->document,
                             type != NULL ? epc_report_format (base, t (self, N_ ("Site profile · %s")), type) : t (self, N_ ("Site profile")),
                             site->name, place, facts, n);
}

static void
add_key_figures (Profile *self)
{
  EpcReportMaking *base = &self->base;
  const EpcSite *site = self->site;
  EpcReportStrip strip = { .n = 0 };
  const char *counted = site->count_date != NULL
                            ? epc_report_format (base, t (self, N_ ("Count · %s")), epc_report_date (base, site->count_date, TRUE))
                            : t (self, N_ ("not counted"));
  const char *assessed = site->assessment_date != NULL
                             ? epc_report_format (base, t (self, N_ ("Assessment · %s")), epc_report_date (base, site->assessment_date, TRUE))
                             : t (self, N_ ("not assessed"));
  double occupancy = epc_site_occupancy (site);

  epc_report_strip_add (&strip, epc_report_number (base, site->people), epc_language_plural (base->language, N_("person"), N_("people"), site->people), counted, epc_report_is_stale (site->count_date));
  epc_report_strip_add (&strip, epc_report_number (base, site->households), epc_language_plural (base->language, N_("household"), N_("households"), site->households), counted,
                        epc_report_is_stale (site->count_date));
  if (!isnan (occupancy))
    {
      g_autofree char *full = epc_language_percent (base->language, occupancy, 0);
      epc_report_strip_add (&strip, epc_report_format (base, "%s", full), t (self, N_ ("of the places taken")),
                            epc_report_format (base, t (self, N_ ("Capacity %s")), epc_report_number (base, site->capacity)), FALSE);
    }
  epc_report_strip_add (&strip, site->worst == EPC_GAP_NOT_ASSESSED ? NULL : epc_report_number (base, site->n_critical),
                        epc_language_plural (base->language, N_ ("gap at emergency level"), N_ ("gaps at emergency level"), site->n_critical), assessed, epc_report_is_stale (site->assessment_date));
  const char *back = epc_report_date (base, epc_record_text (self->record, "needed_back_on"), TRUE);
  if (back != NULL)
    epc_report_strip_add (&strip, back, t (self, N_ ("building needed back")), t (self, N_ ("Site register")), FALSE);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
}

/* --- where, and who --- */

/* Letter is 50 points shorter than A4: map and pyramid give up height first, so that the profile stays on one page. */
static gboolean
is_short (const Profile *self)
{
  return epc_document_page_size (self->base.document).height < epc_page_size (EPC_PAPER_A4, FALSE, FALSE).height;
}

static void
add_map (Profile *self)
{
  EpcReportMaking *base = &self->base;
  const EpcSite *site = self->site;

  epc_document_add_heading (base->document, 2, NULL, t (self, N_ ("Where it is")), NULL);
  if (isnan (site->latitude) || isnan (site->longitude))
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("The position of the site is not recorded.")));
      return;
    }
  const EpcMapSite point = { .lon = site->longitude, .lat = site->latitude, .people = site->people, .symbol = EPC_MAP_SYMBOL_OFFICE,
                             .label = site->name, .selected = TRUE };
  const EpcMapBox box = { site->longitude - MAP_HALF, site->latitude - MAP_HALF * 0.75, site->longitude + MAP_HALF,
                          site->latitude + MAP_HALF * 0.75 };
  EpcMap *map = epc_map_new ();

  epc_map_set_box (map, &box);
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, base->name);
  epc_map_set_sites (map, &point, 1, NULL);
  epc_map_set_parts (map, EPC_MAP_ALL_PARTS & ~(EpcMapParts) EPC_MAP_LEGEND);
  epc_report_add_map (base, map, is_short (self) ? 150 : 205, 150);
}

static EpcChart *
make_pyramid (Profile *self)
{
  static const char *const ages[] = { N_ ("under 1"), N_ ("1–5"), N_ ("6–17"), N_ ("18–59"), N_ ("60 and over") };
  EpcReportMaking *base = &self->base;
  EpcChart *chart = epc_chart_new (EPC_CHART_PYRAMID, base->language);

  epc_chart_set_title (chart, NULL, t (self, N_ ("people")),
                       epc_report_format (base, t (self, N_ ("Source: count of %s. What was not asked is left empty.")),
                                          epc_report_date (base, self->site->count_date, FALSE)));
  epc_chart_add_series (chart, t (self, N_ ("Women and girls")), 0);
  epc_chart_add_series (chart, t (self, N_ ("Men and boys")), 0);
  for (guint age = 0; age < G_N_ELEMENTS (ages); age++)
    {
      guint category = epc_chart_add_category (chart, t (self, ages[age]), NULL);
      for (guint sex = 0; sex < 2; sex++)
        {
          gint64 people = self->site->ages[sex][age];
          epc_chart_set_value (chart, sex, category, people >= 0 ? (double) people : NAN, EPC_POINT_VALUE);
        }
    }
  return chart;
}

static void
add_groups (Profile *self)
{
  static const char *const keys[] = { "pregnant", "breastfeeding", "disabled", "female_headed_hh", "elderly_headed_hh" };
  EpcReportMaking *base = &self->base;
  g_autoptr (EpcTable) table = epc_table_new (NULL);
  g_autoptr (GString) unasked = g_string_new (NULL);

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, t (self, N_ ("Group")), EPC_ALIGN_LEFT, 0);
  epc_table_add_column (table, t (self, N_ ("Counted")), EPC_ALIGN_RIGHT, 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *label = t (self, epc_entity_field (epc_entity_find ("site_count"), keys[i])->label);
      const char *value = self->count != NULL ? epc_report_shown (base, self->count, keys[i]) : NULL;
      if (value != NULL)
        epc_table_add_cells (table, label, value);
      else
        g_string_append_printf (unasked, "%s%s", unasked->len > 0 ? " · " : "", label);
    }
  if (epc_table_n_rows (table) > 0)
    epc_document_add_table (base->document, g_steal_pointer (&table));
  if (unasked->len > 0)
    epc_document_add_paragraph (base->document, EPC_TYPE_CAPTION, epc_report_escaped (base, epc_report_format (base, t (self, N_ ("Not asked: %s.")), unasked->str)));
}

static void
add_people (Profile *self)
{
  EpcReportMaking *base = &self->base;

  epc_document_add_heading (base->document, 2, NULL, t (self, N_ ("Who lives here")), NULL);
  if (self->count == NULL)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("The people of this site were not counted yet.")));
      return;
    }
  g_autoptr (EpcChart) chart = make_pyramid (self);
  if (!epc_chart_is_empty (chart))
    epc_report_add_chart (base, g_steal_pointer (&chart), is_short (self) ? 95 : 125, 95);
  else if (self->site->females >= 0 && self->site->males >= 0)
    epc_document_add_paragraph (base->document, EPC_TYPE_BODY,
                                epc_report_format (base, t (self, N_ ("%s women and girls, %s men and boys; ages were not asked.")),
                                                   epc_report_number (base, self->site->females),
                                                   epc_report_number (base, self->site->males)));
  else
    epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("Sex and age were not asked.")));
  add_groups (self);
}

/* --- services and needs --- */

static EpcSymbol
symbol_of_extent (const char *extent)
{
  if (g_strcmp0 (extent, "yes") == 0)
    return EPC_SYMBOL_OK;
  if (g_strcmp0 (extent, "partly") == 0)
    return EPC_SYMBOL_WATCH;
  return g_strcmp0 (extent, "no") == 0 ? EPC_SYMBOL_CRITICAL : EPC_SYMBOL_UNKNOWN;
}

static gboolean
add_services (Profile *self, GError **error)
{
  EpcReportMaking *base = &self->base;
  g_autoptr (GPtrArray) records = epc_report_records_of (base, "service", "site", &self->site->uid, "sector", error);

  if (records == NULL)
    return FALSE;
  epc_document_add_heading (base->document, 2, NULL, t (self, N_ ("Services: who does what")), NULL);
  if (records->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("No service is recorded at this site.")));
      return TRUE;
    }
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (self, N_ ("Sector")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_ ("Provider")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_ ("Last checked")), EPC_ALIGN_LEFT, 3);
  for (guint i = 0; i < MIN (records->len, SERVICES_SHOWN); i++)
    {
      EpcRecord *service = g_ptr_array_index (records, i);
      const char *cells[] = { epc_report_shown (base, service, "sector"), epc_report_shown (base, service, "provider"),
                              epc_report_date (base, epc_record_text (service, "checked_on"), TRUE) };
      guint row = epc_table_add_row (table, cells);
      epc_table_set_symbol (table, row, 0, symbol_of_extent (epc_record_text (service, "provided")));
    }
  if (records->len > SERVICES_SHOWN)
    epc_table_set_note (table, epc_report_format (base, t (self, N_ ("%u of %u are shown.")), SERVICES_SHOWN, records->len));
  epc_document_add_table (base->document, table);
  return TRUE;
}

static void
add_needs (Profile *self)
{
  static const char *const keys[] = { "need_1", "need_2", "need_3" };
  EpcReportMaking *base = &self->base;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (keys) && self->assessment != NULL; i++)
    {
      const char *need = epc_report_shown (base, self->assessment, keys[i]);
      if (need != NULL)
        g_ptr_array_add (items, g_markup_printf_escaped ("<b>%u</b>  %s", i + 1, need));
    }
  epc_document_add_heading (base->document, 2, NULL, t (self, N_ ("What people ask for first")), NULL);
  if (items->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("The needs were not asked.")));
      return;
    }
  g_ptr_array_add (items, NULL);
  epc_document_add_bullets (base->document, (const char *const *) items->pdata);
}

/* --- gaps --- */

static const char *
threshold (Profile *self, const EpcGap *gap, double value)
{
  return isnan (value) ? NULL : epc_report_format (&self->base, "%s %s", gap->at_most ? "≤" : "≥", epc_report_decimal (&self->base, value, value == floor (value) ? 0 : 1));
}

/* The worst first; what a page has no room for is said below. */
static int
by_level (gconstpointer a, gconstpointer b)
{
  const EpcGap *one = *(const EpcGap *const *) a, *other = *(const EpcGap *const *) b;

  if (one->level != other->level)
    return (int) other->level - (int) one->level;
  /* what is there as it should be has no arithmetic to show */
  return (int) one->is_presence - (int) other->is_presence;
}

/* The judged gaps, worst first and else in their order. *@n_unjudged: standards that nothing was measured for. */
static GPtrArray *
judged_gaps (Profile *self, guint *n_unjudged)
{
  GPtrArray *judged = g_ptr_array_new ();

  *n_unjudged = 0;
  for (guint i = 0; i < epc_site_n_gaps (self->site); i++)
    {
      const EpcGap *gap = epc_site_gap (self->site, i);
      if (gap->judges && gap->level != EPC_GAP_NOT_ASSESSED)
        g_ptr_array_add (judged, (gpointer) gap);
      else
        *n_unjudged += gap->judges;
    }
  g_ptr_array_sort (judged, by_level); /* keeps the order of equals: GLib sorts stably */
  return judged;
}

static void
add_gap_row (Profile *self, EpcTable *table, const EpcGap *gap)
{
  EpcReportMaking *base = &self->base;
  g_autofree char *sentence = epc_gap_arithmetic (gap, base->name);
  gint64 missing = epc_gap_missing (gap);
  const char *arithmetic = missing > 0 ? epc_report_format (base, t (self, N_ ("%s Missing: %s.")), sentence, epc_report_number (base, missing))
                                       : sentence;
  const char *word = gap->value >= 1 ? t (self, N_ ("yes")) : gap->value > 0 ? t (self, N_ ("in part")) : t (self, N_ ("no"));
  guint row = gap->is_presence ? epc_table_add_cells (table, gap->label, word, NULL, t (self, N_ ("yes")), arithmetic, gap->source)
                               : epc_table_add_cells (table, gap->label, epc_report_decimal (base, gap->value, 1), threshold (self, gap, gap->emergency),
                                                      threshold (self, gap, gap->target), arithmetic, gap->source);

  epc_table_set_symbol (table, row, 0, epc_report_gap_symbol (gap->level));
}

/* What stands below the table: the adequate ones that had no room in it, and how many could not be judged. */
static const char *
gaps_note (Profile *self, const GPtrArray *judged, guint shown, guint n_unjudged)
{
  EpcReportMaking *base = &self->base;
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = shown; i < judged->len; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " · " : "", ((const EpcGap *) judged->pdata[i])->label);
  if (names->len > 0)
    g_string_append_printf (note, ((const EpcGap *) judged->pdata[shown])->level == EPC_GAP_OK ? t (self, N_ ("Measured and adequate too: %s."))
                                                                                               : t (self, N_ ("Measured too: %s.")),
                            names->str);
  if (n_unjudged > 0)
    {
      const char *number = epc_report_number (base, n_unjudged);
      g_string_append (note, note->len > 0 ? " " : "");
      g_string_append_printf (note, epc_language_plural (base->language, N_ ("%s more standard could not be judged: not assessed."),
                                                         N_ ("%s more standards could not be judged: not assessed."), n_unjudged), number);
    }
  return note->len > 0 ? epc_report_format (base, "%s", note->str) : NULL;
}

static void
add_gaps (Profile *self)
{
  EpcReportMaking *base = &self->base;
  guint n_unjudged, shown;
  g_autoptr (GPtrArray) judged = judged_gaps (self, &n_unjudged);

  epc_document_add_heading (base->document, 1, NULL, t (self, N_ ("Gaps, with the arithmetic")), NULL);
  if (judged->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_ ("Nothing was assessed that a standard could be held against.")));
      return;
    }
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (self, N_ ("Indicator")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (self, N_ ("Measured")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Emergency")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Target")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Arithmetic")), EPC_ALIGN_LEFT, 7);
  epc_table_add_column (table, t (self, N_ ("Standard")), EPC_ALIGN_LEFT, 5);
  shown = MIN (judged->len, is_short (self) ? GAPS_ON_LETTER : GAPS_ON_A4);
  /* adequate answers of yes stand in the note */
  while (shown > 1 && ((const EpcGap *) judged->pdata[shown - 1])->is_presence && ((const EpcGap *) judged->pdata[shown - 1])->level == EPC_GAP_OK)
    shown--;
  for (guint i = 0; i < shown; i++)
    add_gap_row (self, table, judged->pdata[i]);
  const char *note = gaps_note (self, judged, shown, n_unjudged);
  if (note != NULL)
    epc_table_set_note (table, note);
  epc_document_add_table (base->document, table);
}

/* --- the whole --- */

static void
set_facts (Profile *self)
{
  EpcReportMaking *base = &self->base;
  const char *day = self->site->assessment_date != NULL ? self->site->assessment_date : self->site->count_date;
  const char *source = day != NULL ? epc_report_format (base, t (self, N_ ("Source: site register and DTM site form, %s.")),
                                                        epc_report_date (base, day, FALSE))
                                   : t (self, N_ ("Source: site register."));
  /* Both run from public to strictly confidential; a site's page is never public by itself. */
  EpcClassification class = MAX (EPC_CLASS_RESTRICTED, (EpcClassification) epc_record_meta (self->record)->sensitivity);

  epc_report_set_facts (base, self->site->name, self->site->code, source, class);
  epc_report_set_watermark (base, epc_record_reference (self->record, "crisis"));
}

EpcDocument *
epc_report_site_profile (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Profile) self = { .record = NULL };

  epc_report_begin (&self.base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  set_facts (&self);
  add_masthead (&self);
  add_key_figures (&self);
  epc_document_begin_columns (self.base.document, 1, 1);
  add_map (&self);
  epc_document_next_column (self.base.document);
  add_people (&self);
  epc_document_end_columns (self.base.document);
  epc_document_begin_columns (self.base.document, 7, 5);
  if (!add_services (&self, error))
    return NULL;
  epc_document_next_column (self.base.document);
  add_needs (&self);
  epc_document_end_columns (self.base.document);
  add_gaps (&self);
  return epc_report_finish (&self.base, error);
}
