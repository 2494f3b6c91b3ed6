/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The flash update: what is known of a crisis in its first day or two, on a page and as a text for a chat. Each figure says who counted
 * it, when, and whether it was verified; nothing is recommended.
 */
#include "epc-report-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-card.h"
#include "model/epc-code-list.h"

#define ALERTS_SHOWN 12
#define MAP_HEIGHT 250 /* points, wished for and least */
#define MAP_LEAST 150
#define TEXT_MAX 900 /* characters: one message */

typedef struct
{
  EpcReportMaking base;
  EpcRecord *crisis;
  GPtrArray *alerts, *figures; /* (element-type EpcRecord), newest first */
  GPtrArray *sites;            /* (element-type EpcSite), open ones */
  EpcSitesTotal total;
} Flash;

static const char *
t (const Flash *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static void
flash_clear (Flash *self)
{
  g_clear_object (&self->crisis);
  g_clear_pointer (&self->alerts, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  epc_sites_total_clear (&self->total);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flash, flash_clear)

static gboolean
gather (Flash *self, EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  epc_report_begin (&self->base, store, options);
  self->crisis = epc_report_record (&self->base, "crisis", options->reference, "t0", &wrong);
  if (self->crisis == NULL)
    {
      if (wrong != NULL)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no crisis yet. Declare one under Response."));
      return FALSE;
    }
  const EpcUid *uid = epc_record_uid (self->crisis);
  self->alerts = epc_report_records_of (&self->base, "event_alert", "crisis", uid, "-reported_at", error);
  self->figures = self->alerts != NULL ? epc_report_records_of (&self->base, "figure", "crisis", uid, "-date", error) : NULL;
  self->sites = self->figures != NULL ? epc_sites_open (store, uid, options->choice.until, TRUE, NULL, error) : NULL;
  if (self->sites == NULL)
    return FALSE;
  epc_sites_total (self->sites, &self->total);
  return TRUE;
}

/* The newest figure of @measure that the office uses, else the newest one. */
static EpcRecord *
figure_of (const Flash *self, const char *measure)
{
  EpcRecord *newest = NULL;

  for (guint i = 0; i < self->figures->len; i++)
    {
      EpcRecord *figure = g_ptr_array_index (self->figures, i);
      if (g_strcmp0 (epc_record_text (figure, "measure"), measure) != 0 || epc_record_is_empty (figure, "value"))
        continue;
      if (g_strcmp0 (epc_record_text (figure, "used_in_report"), "yes") == 0)
        return figure;
      if (newest == NULL)
        newest = figure;
    }
  return newest;
}

/* The newest alert that has @key. */
static EpcRecord *
alert_with (const Flash *self, const char *key)
{
  for (guint i = 0; i < self->alerts->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (self->alerts, i), key))
      return g_ptr_array_index (self->alerts, i);
  return NULL;
}

typedef struct
{
  const char *value, *label, *source, *day; /* @value NULL: nobody counted */
} Known;

/* A figure by source, else what the newest alert says of it; with who, when and whether it was verified. */
static Known
known (Flash *self, const char *measure, const char *key, const char *one, const char *many)
{
  EpcReportMaking *base = &self->base;
  EpcRecord *record = figure_of (self, measure);
  const char *value = record != NULL ? "value" : key, *day = record != NULL ? "date" : "reported_at";

  if (record == NULL)
    record = alert_with (self, key);
  if (record == NULL)
    return (Known) { NULL, t (self, many), t (self, N_("not counted yet")), NULL };
  const char *source = epc_report_shown (base, record, "source"), *verified = epc_report_shown (base, record, "verification");
  const char *when = epc_report_date (base, epc_record_text (record, day), TRUE);
  return (Known) { epc_report_shown (base, record, value), epc_language_plural (base->language, one, many, epc_record_integer (record, value)),
                   epc_report_format (base, "%s · %s · %s", source != NULL ? source : "–", when, verified != NULL ? verified : t (self, N_("not verified"))),
                   epc_record_text (record, day) };
}

#define N_KNOWN 4

static void
gather_known (Flash *self, Known *all)
{
  all[0] = known (self, "affected", "affected_ind", N_("affected person"), N_("affected people"));
  all[1] = known (self, "displaced", "displaced_ind", N_("displaced person"), N_("displaced people"));
  all[2] = known (self, "evacuated", "evacuated_ind", N_("evacuated person"), N_("evacuated people"));
  all[3] = (Known) { self->total.people >= 0 ? epc_report_number (&self->base, self->total.people) : NULL, epc_language_plural (self->base.language, N_("person in open sites"), N_("people in open sites"), self->total.people),
                     epc_report_format (&self->base, epc_language_plural (self->base.language, N_("%u site, %u counted"), N_("%u sites, %u counted"), self->total.sites), self->total.sites, self->total.counted),
                     self->total.newest };
  if (self->total.newest != NULL)
    all[3].source = epc_report_format (&self->base, "%s · %s", all[3].source, epc_report_date (&self->base, self->total.newest, TRUE));
}

static const char *
next_update (Flash *self)
{
  EpcRecord *alert = alert_with (self, "next_update");

  return alert != NULL ? epc_report_shown (&self->base, alert, "next_update") : NULL;
}

/* --- the page --- */

static void
add_figures (Flash *self)
{
  Known all[N_KNOWN];
  EpcReportStrip strip = { .n = 0 };

  gather_known (self, all);
  for (guint i = 0; i < N_KNOWN; i++)
    epc_report_strip_add (&strip, all[i].value, all[i].label, all[i].source, epc_report_is_stale (all[i].day));
  epc_document_add_key_figures (self->base.document, strip.figures, strip.n);
}

static void
add_events (Flash *self)
{
  static const char *const keys[] = { "reported_at", "title", "place", "displaced_ind", "source", "verification", NULL };
  EpcReportMaking *base = &self->base;

  epc_document_add_heading (base->document, 1, NULL, t (self, N_("What was reported")), NULL);
  if (self->alerts->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_("No alert is recorded yet.")));
      return;
    }
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  for (guint i = 0; i < MIN (self->alerts->len, ALERTS_SHOWN); i++)
    g_ptr_array_add (shown, g_ptr_array_index (self->alerts, i));
  EpcTable *table = epc_report_table (base, NULL, "event_alert", keys, shown);
  if (self->alerts->len > ALERTS_SHOWN)
    epc_table_set_note (table, epc_report_format (base, t (self, N_("The newest %u of %u alerts.")), ALERTS_SHOWN, self->alerts->len));
  epc_document_add_table (base->document, table);
}

/* "Water · Shelter", each once, from all alerts. */
static const char *
urgent_needs (Flash *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->alerts->len; i++)
    {
      const char *codes = epc_record_text (g_ptr_array_index (self->alerts, i), "urgent_needs");
      g_auto (GStrv) needs = g_strsplit (codes != NULL ? codes : "", ";", -1);
      for (guint k = 0; needs[k] != NULL; k++)
        {
          const char *label = *g_strstrip (needs[k]) != '\0' ? epc_code_label ("need", needs[k], self->base.name) : NULL;
          if (label != NULL && g_hash_table_add (seen, (gpointer) label))
            g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", label);
        }
    }
  return text->len > 0 ? epc_report_format (&self->base, "%s", text->str) : NULL;
}

static void
add_needs (Flash *self)
{
  EpcReportMaking *base = &self->base;
  const char *needs = urgent_needs (self);
  EpcRecord *response = alert_with (self, "response");

  epc_document_begin_columns (base->document, 1, 1);
  epc_document_add_heading (base->document, 1, NULL, t (self, N_("Urgent needs reported")), NULL);
  epc_document_add_paragraph (base->document, EPC_TYPE_BODY, needs != NULL ? epc_report_escaped (base, needs) : t (self, N_("None was reported yet.")));
  epc_document_next_column (base->document);
  epc_document_add_heading (base->document, 1, NULL, t (self, N_("Response so far")), NULL);
  if (response != NULL)
    epc_document_add_markdown (base->document, epc_record_text (response, "response"), 2);
  else
    epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_("None is recorded yet.")));
  epc_document_end_columns (base->document);
}

static void
add_next (Flash *self)
{
  const char *next = next_update (self);

  if (next != NULL)
    epc_document_add_note (self->base.document, t (self, N_("Next update")), epc_report_escaped (&self->base, next), 0);
}

EpcDocument *
epc_report_flash (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Flash) self = { .crisis = NULL };
  EpcReportMaking *base = &self.base;

  if (!gather (&self, store, options, error))
    return NULL;
  const char *name = epc_report_shown (base, self.crisis, "name");
  const EpcMastheadFact facts[] = {
    { t (&self, N_("Clock start (T0)")), epc_report_shown (base, self.crisis, "t0") },
    { t (&self, N_("GLIDE number")), epc_report_shown (base, self.crisis, "glide") },
    { t (&self, N_("Next update")), next_update (&self) },
  };
  epc_report_set_facts (base, name, epc_record_code (self.crisis), t (&self, N_("Source: alerts and figures by source as recorded by the office.")),
                        EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, epc_record_uid (self.crisis));
  epc_document_add_masthead (base->document, t (&self, N_("Flash update")), name, epc_report_shown (base, self.crisis, "place"), facts,
                             G_N_ELEMENTS (facts));
  add_figures (&self);
  if (!epc_record_is_empty (self.crisis, "summary"))
    epc_document_add_markdown (base->document, epc_record_text (self.crisis, "summary"), 1);
  add_events (&self);
  add_needs (&self);
  EpcPictureChoice choice = options->choice;
  choice.crisis = *epc_record_uid (self.crisis);
  if (!epc_report_add_sites_map (base, &choice, t (&self, N_("Open sites")), MAP_HEIGHT, MAP_LEAST, error))
    return NULL;
  add_next (&self);
  return epc_report_finish (base, error);
}

/* --- the message --- */

/* Cut at the end of a word, so that the whole is at most @most characters. */
static void
cut (GString *text, glong most)
{
  if (g_utf8_strlen (text->str, -1) <= most)
    return;
  char *end = g_utf8_offset_to_pointer (text->str, most - 1);
  while (end > text->str && *end != ' ' && *end != '\n')
    end--;
  g_string_truncate (text, (gsize) (end - text->str));
  g_string_append (text, "…");
}

char *
epc_report_flash_text (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Flash) self = { .crisis = NULL };
  Known all[N_KNOWN];
  GString *text;

  if (!gather (&self, store, options, error))
    return NULL;
  g_autofree char *office = epc_report_office (&self.base);
  gboolean is_drill = g_strcmp0 (epc_record_text (self.crisis, "is_drill"), "yes") == 0;
  const char *needs = urgent_needs (&self), *next = next_update (&self);
  text = g_string_new (NULL);
  if (is_drill)
    g_string_append_printf (text, "%s · ", t (&self, N_("DRILL")));
  g_string_append_printf (text, "%s\n", epc_report_shown (&self.base, self.crisis, "name"));
  gather_known (&self, all);
  for (guint i = 0; i < N_KNOWN; i++)
    if (all[i].value != NULL)
      g_string_append_printf (text, "• %s %s (%s)\n", all[i].value, all[i].label, all[i].source);
  if (needs != NULL)
    g_string_append_printf (text, "%s: %s\n", t (&self, N_("Urgent needs reported")), needs);
  if (!epc_record_is_empty (self.crisis, "summary"))
    g_string_append_printf (text, "%s\n", epc_record_text (self.crisis, "summary"));
  g_autofree char *foot = next != NULL ? g_strdup_printf ("%s: %s · %s", t (&self, N_("Next update")), next, office) : g_strdup (office);
  cut (text, TEXT_MAX - g_utf8_strlen (foot, -1) - 1);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append (text, foot);
  return g_string_free (text, FALSE);
}

/* --- the picture --- */

/* A card borrows its texts: what they stand in lives as long. */
typedef struct
{
  Flash flash;
  EpcCard card;
  char *office;
} FlashCard;

static void
flash_card_free (gpointer data)
{
  FlashCard *self = data;

  flash_clear (&self->flash);
  g_free (self->office);
  g_free (self);
}

static void
draw_card (cairo_t *cr, double width, double height, gpointer data)
{
  const FlashCard *self = data;

  epc_card_draw (&self->card, cr, width, height);
}

static void
fill_card (FlashCard *self)
{
  Flash *flash = &self->flash;
  EpcReportMaking *base = &flash->base;
  g_autofree char *sample = epc_store_setting (base->store, "workspace.is_sample");
  const char *place = epc_report_shown (base, flash->crisis, "place"), *t0 = epc_report_shown (base, flash->crisis, "t0"), *needs = urgent_needs (flash);
  gboolean is_drill = g_strcmp0 (epc_record_text (flash->crisis, "is_drill"), "yes") == 0;
  Known all[N_KNOWN];

  self->office = epc_report_office (base);
  self->card = (EpcCard) { .kind = t (flash, N_("Flash update")),
                           .mark = is_drill ? t (flash, N_("DRILL")) : g_strcmp0 (sample, "yes") == 0 ? t (flash, N_("SAMPLE")) : NULL,
                           .title = epc_report_shown (base, flash->crisis, "name"),
                           .subtitle = place != NULL ? epc_report_format (base, "%s · %s", place, t0) : t0,
                           .n_figures = N_KNOWN,
                           .heading = needs != NULL ? t (flash, N_("Urgent needs reported")) : NULL,
                           .text = needs != NULL ? needs : epc_report_shown (base, flash->crisis, "summary"),
                           .next_name = t (flash, N_("Next update")),
                           .next = next_update (flash),
                           .office = self->office,
                           .source = t (flash, N_("Source: alerts and figures by source as recorded by the office.")),
                           .classification = t (flash, N_("RESTRICTED")) };
  gather_known (flash, all);
  for (guint i = 0; i < N_KNOWN; i++)
    self->card.figures[i] = (EpcKeyFigure) { .value = all[i].value, .label = all[i].label, .source = all[i].source, .is_stale = epc_report_is_stale (all[i].day) };
}

EpcReportPicture *
epc_report_flash_picture (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  FlashCard *self = g_new0 (FlashCard, 1);

  if (!gather (&self->flash, store, options, error))
    {
      flash_card_free (self);
      return NULL;
    }
  fill_card (self);
  epc_report_end_words (&self->flash.base);
  EpcReportPicture *picture = g_new0 (EpcReportPicture, 1);
  *picture = (EpcReportPicture) { EPC_CARD_WIDTH, EPC_CARD_HEIGHT, draw_card, self, flash_card_free, g_strdup (self->card.title), g_strdup (self->office) };
  return picture;
}
