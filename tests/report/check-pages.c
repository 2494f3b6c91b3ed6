/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-pages WORKSPACE [NAME…]: makes every report and every map (or those named; "maps": all of these) on A4 and Letter, in English and
 * Spanish, and looks at where each line of text and each block stands. Every fault is one line on standard output; the last line counts what was looked at.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-private.h"
#include "report/epc-map-seen.h"
#include "report/epc-report.h"

/* The tail of one letter may reach beside the head of another: ink that shares less than this is not on each other. */
#define SLACK_X 0.6
#define SLACK_Y 1.0
#define MOST_SHOWN 12 /* of one document */

typedef struct
{
  const char *report, *paper, *language;
  guint n_documents, n_pages, n_boxes, n_pictures, n_faults, n_refused, in_document;
} Checking;

static void G_GNUC_PRINTF (3, 4)
fault (Checking *self, guint page, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->n_faults++;
  if (self->in_document++ < MOST_SHOWN)
    printf ("%s %s %s, page %u: %s\n", self->report, self->paper, self->language, page + 1, text);
}

static int
by_top (gconstpointer a, gconstpointer b)
{
  const EpcTextBox *one = a, *other = b;

  return one->y < other->y ? -1 : one->y > other->y;
}

/* No line of @boxes off the sheet or on another. */
static void
check_boxes (Checking *self, GArray *boxes, double width, double height, guint page)
{
  g_array_sort (boxes, by_top);
  self->n_boxes += boxes->len;
  for (guint i = 0; i < boxes->len; i++)
    {
      const EpcTextBox *a = &g_array_index (boxes, EpcTextBox, i);

      if (a->x < -0.1 || a->y < -0.1 || a->x + a->width > width + 0.1 || a->y + a->height > height + 0.1)
        fault (self, page, "“%s” leaves the page", a->text);
      for (guint j = i + 1; j < boxes->len; j++)
        {
          const EpcTextBox *b = &g_array_index (boxes, EpcTextBox, j);

          if (b->y > a->y + a->height)
            break;
          if (MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x) > SLACK_X
              && MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y) > SLACK_Y)
            fault (self, page, "“%s” and “%s” are on each other at %.0f, %.0f", a->text, b->text, b->x, b->y);
        }
    }
}

static void
check_texts (Checking *self, const EpcDocument *document, guint page)
{
  g_autoptr (GArray) boxes = epc_document_text_boxes (document, page);
  EpcPageSize size = epc_document_size_of_page (document, page);
  gboolean is_empty = TRUE;

  check_boxes (self, boxes, size.width, size.height, page);
  for (guint i = 0; i < boxes->len && is_empty; i++)
    {
      const EpcTextBox *box = &g_array_index (boxes, EpcTextBox, i);
      is_empty = box->y < epc_document_top (document, page) - 1 || box->y >= epc_document_bottom (document, page);
    }
  if (is_empty)
    fault (self, page, "nothing stands on it");
}

/* The same of a report as one picture. */
static void
check_picture (Checking *self, EpcReportPicture *picture)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
  cairo_t *cr = epc_type_measuring_context ();

  epc_type_record (cr, boxes);
  picture->draw (cr, picture->width, picture->height, picture->data);
  cairo_destroy (cr);
  self->n_pictures++;
  self->in_document = 0;
  check_boxes (self, boxes, picture->width, picture->height, 0);
  if (boxes->len < 4)
    fault (self, 0, "the picture has %u lines", boxes->len);
}

/* Blocks end above the footer; rows of a table are there once, in their order. */
static void
check_blocks (Checking *self, const EpcDocument *document, guint page, GHashTable *rows)
{
  const GArray *placed = document->pages->pdata[page];

  for (guint i = 0; i < placed->len; i++)
    {
      const EpcPlaced *part = &g_array_index (placed, EpcPlaced, i);

      if (part->block->kind == EPC_BLOCK_COVER)
        continue;
      if (part->y + part->height > epc_document_bottom (document, page) + 0.5)
        fault (self, page, "a block (kind %d) ends %.1f points below the text", part->block->kind, part->y + part->height - epc_document_bottom (document, page));
      if (part->x < 0 || part->x + part->width > epc_document_size_of_page (document, page).width)
        fault (self, page, "a block (kind %d) is wider than the page", part->block->kind);
      if (part->block->kind == EPC_BLOCK_FIGURE && part->height < part->block->least_height - 0.5)
        fault (self, page, "a figure has %.0f of the %.0f points that it needs", part->height, part->block->least_height);
      if (part->block->kind != EPC_BLOCK_TABLE)
        continue;
      guint next = GPOINTER_TO_UINT (g_hash_table_lookup (rows, part->block));
      if (part->from != next)
        fault (self, page, "a table goes on with row %u after row %u", part->from, next);
      g_hash_table_insert (rows, part->block, GUINT_TO_POINTER (part->to));
      if (!part->continues && part->to != epc_table_n_rows (part->block->table))
        fault (self, page, "a table ends with row %u of %u", part->to, epc_table_n_rows (part->block->table));
    }
}

static void
check_document (Checking *self, EpcDocument *document)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  self->n_documents++;
  self->in_document = 0;
  for (guint page = 0; page < epc_document_n_pages (document); page++)
    {
      self->n_pages++;
      check_texts (self, document, page);
      check_blocks (self, document, page, rows);
    }
}

/* The first record of @report's entity, as the reference that it wants; NULL: it needs none, or there is none. */
static char *
reference_for (EpcStore *store, const EpcReport *report)
{
  const EpcEntity *entity = report->entity != NULL ? epc_entity_find (report->entity) : NULL;
  char uid[EPC_UID_TEXT_SIZE];

  if (g_str_equal (report->name, "form"))
    return g_strdup ("site");
  if (entity == NULL || report->is_list)
    return NULL;
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  if (report->field != NULL && !epc_query_where (query, store, report->field, EPC_OP_NOT_EMPTY, NULL, NULL))
    return NULL;
  epc_query_limit (query, 1);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  if (records == NULL || records->len == 0)
    return NULL;
  EpcRecord *record = records->pdata[0];
  return g_strdup (report->field != NULL ? epc_record_text (record, report->field) : epc_uid_to_text (epc_record_uid (record), uid));
}

static void
check_report (Checking *self, EpcStore *store, const EpcReport *report)
{
  static const char *const languages[] = { "en", "es" };
  static const EpcPaper papers[] = { EPC_PAPER_A4, EPC_PAPER_LETTER };
  g_autofree char *reference = reference_for (store, report);

  self->report = report->name;
  for (guint p = 0; p < G_N_ELEMENTS (papers); p++)
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        EpcReportOptions options = { .choice = EPC_PICTURE_CHOICE_INIT, .paper = papers[p], .language = languages[l], .reference = reference };
        g_autoptr (GError) error = NULL;
        g_autoptr (EpcDocument) document = report->make (store, &options, &error);

        self->paper = p == 0 ? "A4" : "Letter";
        self->language = languages[l];
        if (document != NULL)
          check_document (self, document);
        else if (g_error_matches (error, EPC_ERROR, EPC_ERROR_NOT_FOUND) || (reference == NULL && report->entity != NULL))
          self->n_refused++; /* nothing is recorded that it could be about, and it says so */
        else
          fault (self, 0, "it is not made: %s", error->message);
        if (document != NULL && report->picture != NULL && p == 0)
          {
            g_autoptr (EpcReportPicture) picture = report->picture (store, &options, &error);
            if (picture != NULL)
              check_picture (self, picture);
            else
              fault (self, 0, "the picture is not made: %s", error->message);
          }
      }
}

/* --- maps --- */

/* What was made, or why it was not. Takes @document. */
static void
check_sheet (Checking *self, EpcDocument *document, const GError *error)
{
  if (document != NULL)
    check_document (self, document);
  else if (g_error_matches (error, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    self->n_refused++;
  else
    fault (self, 0, "it is not made: %s", error->message);
  epc_document_free (document);
}

/* The map of the window, with all that can be shown in it: sites, the round with its movements, and each layer. */
static EpcDocument *
make_seen (EpcStore *store, EpcPaper paper, GError **error)
{
  static const char *const layers[] = { "zones-crisis", "zones-evacuation", "zones-access", "boundaries-1", "tracks", "storms", "hazard_observation", "map_feature",
                                        "event_alert", "flow_point", "evacuation_centre", "warehouse" };
  g_autoptr (EpcSeenMap) seen = epc_seen_map_new ();
  EpcBasemap *basemap = epc_basemap_default (error);

  if (basemap == NULL)
    return NULL;
  seen->has_sites = seen->has_round = seen->has_movements = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    epc_seen_map_add (seen, layers[i], 1);
  seen->box = g_str_equal (epc_store_country (store), "HND") ? (EpcMapBox){ -89.4, 12.9, -83.1, 16.6 } : (EpcMapBox){ -74.6, 17.9, -71.5, 20.2 };
  return epc_map_sheet_of_seen (store, seen, paper, error);
}

static void
check_maps (Checking *self, EpcStore *store, int n_names, char **names)
{
  static const char *const languages[] = { "en", "es" };
  static const EpcPaper papers[] = { EPC_PAPER_A4, EPC_PAPER_LETTER };
  const EpcPicture *pictures;
  guint n;

  pictures = epc_pictures (&n);
  for (guint i = 0; i <= n; i++)
    {
      gboolean is_wanted = n_names == 0;

      self->report = i < n ? pictures[i].name : "seen";
      for (int a = 0; a < n_names; a++)
        is_wanted |= g_str_equal (names[a], "maps");
      if (!is_wanted || (i < n && pictures[i].map == NULL))
        continue;
      for (guint p = 0; p < 2; p++)
        for (guint l = 0; l < 2; l++)
          {
            const EpcPictureChoice choice = { .round = -1, .admin_level = -1, .language = languages[l] };
            g_autoptr (GError) error = NULL;
            EpcMap *map = i < n ? pictures[i].map (store, &choice, &error) : NULL;
            EpcDocument *document = NULL;

            self->paper = p == 0 ? "A4" : "Letter";
            self->language = languages[l];
            if (map != NULL)
              document = epc_map_sheet (store, map, papers[p], languages[l], EPC_CLASS_RESTRICTED, &error);
            else if (i == n)
              document = make_seen (store, papers[p], &error);
            check_sheet (self, document, error);
          }
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Checking checking = { 0 };
  const EpcReport *reports;
  guint n;

  g_autoptr (EpcStore) store = argc > 1 ? epc_store_open (argv[1], EPC_STORE_READ_ONLY, &error) : NULL;
  if (store == NULL)
    {
      fprintf (stderr, "check-pages: %s\n", error != NULL ? error->message : "check-pages WORKSPACE [NAME…]");
      return 2;
    }
  reports = epc_reports (&n);
  for (guint i = 0; i < n; i++)
    {
      gboolean is_wanted = argc == 2;

      for (int a = 2; a < argc; a++)
        is_wanted |= g_str_equal (argv[a], reports[i].name);
      if (is_wanted)
        check_report (&checking, store, &reports[i]);
    }
  check_maps (&checking, store, argc - 2, argv + 2);
  printf ("%u documents, %u pages, %u texts, %u without a subject, %u pictures, %u faults\n", checking.n_documents, checking.n_pages,
          checking.n_boxes, checking.n_refused, checking.n_pictures, checking.n_faults);
  return checking.n_faults > 0;
}
