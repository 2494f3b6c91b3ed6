/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Country by country: what a regional office asks first, out of the packages that came. Each figure with its source and date below.
 */
#include "epc-sharing-parts.h"

#include <math.h>
#include <string.h>

#include "analysis/epc-region.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-text-table.h"
#include "exchange/epc-endorsement.h"
#include "store/epc-query.h"

#define EPC_TYPE_REGION_VIEW (epc_region_view_get_type ())
G_DECLARE_FINAL_TYPE (EpcRegionView, epc_region_view, EPC, REGION_VIEW, GtkBox)

#define STALE_DAYS 30 /* as of any figure outside of a response */

static const EpcTextColumn columns[] = {
  { N_ ("Country"), 0, FALSE },         { N_ ("Readiness"), 84, TRUE },     { N_ ("Active crises"), 84, TRUE },
  { N_ ("Displaced"), 92, TRUE },       { N_ ("Round of"), 124, FALSE },    { N_ ("Kits, households"), 104, TRUE },
  { N_ ("Experts ready"), 104, TRUE },   { N_ ("MEFM outstanding"), 140, TRUE }, { N_ ("Reports overdue"), 124, TRUE },
  { N_ ("Last package"), 132, FALSE },
};

struct _EpcRegionView
{
  GtkBox parent_instance;
  EpcFeed *feed;
  EpcRegion *region;
  GPtrArray *endorsed; /* (element-type Endorsed) of all countries */
  GtkWidget *table, *detail, *figures;
};

G_DEFINE_FINAL_TYPE (EpcRegionView, epc_region_view, GTK_TYPE_BOX)

/* --- the table --- */

static char *
count_text (guint known, gint64 n)
{
  return known > 0 && n >= 0 ? epc_language_integer (epc_language_get (NULL), n) : g_strdup ("—");
}

static char *
date_text (const char *iso)
{
  return iso != NULL ? epc_language_date (epc_language_get (NULL), iso, TRUE) : g_strdup ("—");
}

static char *
money_text (const EpcRegionCountry *country)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (country->money->len == 0)
    return count_text (country->requests, 0);
  for (guint i = 0; i < country->money->len; i++)
    {
      const EpcRegionMoney *one = g_ptr_array_index (country->money, i);
      g_autofree char *amount = epc_language_decimal (epc_language_get (NULL), (double) one->outstanding / 100, 0);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", amount, one->currency != NULL ? one->currency : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
package_day (const EpcRegion *region, const EpcRegionCountry *country)
{
  g_autofree char *moment = country->package_at > 0 ? epc_moment_from_unix (country->package_at, region->zone) : NULL;

  return moment != NULL ? g_strndup (moment, 10) : NULL;
}

static gboolean
is_stale (const EpcRegion *region, const char *day)
{
  int then[3], now[3];

  return epc_date_split (day, &then[0], &then[1], &then[2]) && epc_date_split (region->today, &now[0], &now[1], &now[2])
         && epc_date_days (now[0], now[1], now[2]) - epc_date_days (then[0], then[1], then[2]) > STALE_DAYS;
}

/* A row by its country, whatever office keeps it. */
static EpcUid
key_of (const EpcRegionCountry *country)
{
  EpcUid key = { { 0 } };

  memcpy (key.bytes, country->country, MIN (strlen (country->country), sizeof key.bytes));
  return key;
}

static void
add_row (EpcRegionView *self, const EpcRegionCountry *country)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *readiness = isnan (country->readiness) ? g_strdup ("—") : epc_language_percent (language, country->readiness, 0),
                  *crises = count_text (country->crises, country->crises_active),
                  *people = country->round != NULL ? count_text (1, country->round->people) : g_strdup ("—"),
                  *round_day = date_text (country->round != NULL ? country->round->date : NULL),
                  *kits = count_text (1, country->households), *experts = count_text (country->experts, country->experts_ready),
                  *money = money_text (country), *reports = count_text (country->reports, country->reports_overdue),
                  *day = package_day (self->region, country), *package = day == NULL && country->is_own ? g_strdup (_ ("here")) : date_text (day);
  const char *cells[] = { country->name, readiness, crises, people, round_day, kits, experts, money, reports, package };
  const char *states[G_N_ELEMENTS (cells)] = { NULL };
  const EpcUid key = key_of (country);

  states[1] = country->actions_overdue > 0 ? "watch" : NULL;
  states[7] = country->requests_overdue > 0 ? "critical" : NULL;
  states[8] = country->reports_overdue > 0 ? "critical" : NULL;
  states[9] = day != NULL && is_stale (self->region, day) ? "watch" : NULL;
  epc_text_table_add (EPC_TEXT_TABLE (self->table), &key, cells, states);
}

/* --- agreements and endorsements --- */

typedef struct
{
  char *country;  /* ISO 3166-1 alpha-3 */
  char *sentence; /* what, who, and whether it is signed */
  gboolean is_verified;
} Endorsed;

static void
endorsed_free (gpointer data)
{
  Endorsed *endorsed = data;

  g_free (endorsed->country);
  g_free (endorsed->sentence);
  g_free (endorsed);
}

typedef struct
{
  EpcStore *store;
  GPtrArray *all;
  GError *error;
} Reading;

/* A request with who agreed to it, or a plan with who endorsed it. */
static gboolean
look_at_record (EpcRecord *record, gpointer data)
{
  Reading *reading = data;
  gboolean is_approval = g_str_equal (epc_record_entity (record)->key, "approval");
  const EpcUid *request = is_approval ? epc_record_reference (record, "funding_request") : NULL;
  g_autoptr (EpcVoucher) voucher = epc_endorsement_voucher (reading->store, record, &reading->error);

  if (voucher == NULL)
    return reading->error == NULL;
  g_autoptr (EpcRecord) about = request != NULL ? epc_store_get (reading->store, epc_entity_find ("funding_request"), request, NULL) : is_approval ? NULL : g_object_ref (record);
  if (about == NULL)
    return TRUE;
  g_autofree char *title = epc_store_title (reading->store, epc_record_entity (about), epc_record_uid (about)),
                  *sentence = epc_endorsement_sentence (reading->store, voucher);
  const char *who = epc_record_text (record, is_approval ? "role" : "endorsed_by");
  Endorsed *endorsed = g_new0 (Endorsed, 1);
  endorsed->country = g_strdup (epc_record_text (about, "country"));
  endorsed->sentence = g_strdup_printf ("%s · %s · %s", title, who != NULL ? who : "—", sentence);
  endorsed->is_verified = voucher->state == EPC_VOUCHER_VERIFIED;
  g_ptr_array_add (reading->all, endorsed);
  return TRUE;
}

/* NULL with @error. */
static GPtrArray *
read_endorsed (EpcStore *store, GCancellable *cancellable, GError **error)
{
  static const char *const kinds[] = { "approval", "contingency_plan", "evacuation_plan" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (endorsed_free);
  Reading reading = { store, all, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (kinds[i]));
      if (!epc_query_each (query, store, look_at_record, &reading, cancellable, error))
        return NULL;
      if (reading.error != NULL)
        {
          g_propagate_error (error, reading.error);
          return NULL;
        }
    }
  return g_steal_pointer (&all);
}

/* --- the country below --- */

/* What, the figure in a sentence, and where it is from. @date NULL: none was recorded. */
static void
add_line (EpcRegionView *self, const char *title, const char *sentence, const EpcRegionCountry *country, const char *date)
{
  g_autofree char *day = date != NULL ? epc_language_date (epc_language_get (NULL), date, FALSE) : g_strdup (_ ("without a date"));
  g_autofree char *whole = g_strdup_printf ("%s: %s", title, sentence);
  /* Translators: source of a figure: an office, a date */
  g_autofree char *source = g_strdup_printf (_ ("Source: %s, %s"), country->office != NULL ? country->office : _ ("an office that is not known here"), day);
  GtkWidget *faint = epc_label_new (source, "small");

  gtk_widget_add_css_class (faint, "faint");
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (both), epc_label_new (whole, NULL));
  gtk_box_append (GTK_BOX (both), faint);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->figures), both, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (both), FALSE);
}

static void
add_endorsed (EpcRegionView *self, const EpcRegionCountry *country)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0, n_verified = 0;

  for (guint i = 0; i < self->endorsed->len; i++)
    {
      const Endorsed *endorsed = g_ptr_array_index (self->endorsed, i);
      if (g_strcmp0 (endorsed->country, country->country) != 0)
        continue;
      n++;
      n_verified += endorsed->is_verified;
      g_string_append_printf (text, "\n%s", endorsed->sentence);
    }
  if (n == 0)
    return;
  /* Translators: numbers of agreements and endorsements */
  g_autofree char *heading = g_strdup_printf (_ ("Agreements and endorsements: %u of %u verified"), n_verified, n);
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (heading, NULL));
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (text->str + 1, "small"));
}

static void
add_readiness (EpcRegionView *self, const EpcRegionCountry *country)
{
  g_autofree char *done = count_text (1, country->actions_done), *all = count_text (1, country->actions), *late = count_text (1, country->actions_overdue);
  /* Translators: numbers of preparedness actions */
  g_autofree char *text = country->actions > 0 ? g_strdup_printf (_ ("%s of %s minimum actions done, %s overdue"), done, all, late)
                                               : g_strdup (_ ("nothing recorded"));

  add_line (self, _ ("Readiness"), text, country, country->readiness_on);
}

static void
add_round (EpcRegionView *self, const EpcRegionCountry *country)
{
  const EpcRound *round = country->round;
  g_autofree char *number = round != NULL ? count_text (1, round->number) : NULL, *people = round != NULL ? count_text (1, round->people) : NULL;
  /* Translators: name of an operation, its tool, number of the round, people */
  g_autofree char *text = round != NULL ? g_strdup_printf (_ ("%s, %s, round %s: %s displaced"), round->operation_name, round->tool, number, people)
                                        : g_strdup (_ ("nothing recorded"));

  add_line (self, _ ("Displacement"), text, country, round != NULL ? round->date : NULL);
}

static void
add_stock_and_roster (EpcRegionView *self, const EpcRegionCountry *country)
{
  g_autofree char *households = count_text (1, country->households), *ready = count_text (1, country->experts_ready),
                  *partly = count_text (1, country->experts_partly), *all = count_text (1, country->experts);
  /* Translators: name of a kit, number of households */
  g_autofree char *stock = country->stock_lines == 0     ? g_strdup (_ ("nothing recorded"))
                           : country->households < 0 ? g_strdup (_ ("items in the warehouse, no kit by which to reckon households"))
                                                     : g_strdup_printf (ngettext_ ("%s for %s household", "%s for %s households", (gulong) country->households), country->kit, households);
  /* Translators: numbers of experts */
  g_autofree char *roster = country->experts > 0 ? g_strdup_printf (_ ("%s ready, %s with something missing, of %s"), ready, partly, all)
                                                 : g_strdup (_ ("nothing recorded"));

  add_line (self, _ ("Stock"), stock, country, country->stock_on);
  add_line (self, _ ("Roster"), roster, country, country->roster_on);
}

static void
show_country (EpcRegionView *self)
{
  guint at = epc_text_table_position (EPC_TEXT_TABLE (self->table));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->detail)) != NULL)
    gtk_box_remove (GTK_BOX (self->detail), child);
  if (self->region == NULL || at >= self->region->countries->len)
    return;
  const EpcRegionCountry *country = g_ptr_array_index (self->region->countries, at);
  g_autofree char *money = money_text (country), *overdue = count_text (country->reports, country->reports_overdue);
  g_autofree char *names = NULL;
  g_ptr_array_add (country->crisis_names, NULL);
  names = g_strjoinv (", ", (char **) country->crisis_names->pdata);
  g_ptr_array_set_size (country->crisis_names, (int) country->crisis_names->len - 1);
  g_autofree char *day = package_day (self->region, country);
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (country->name, "page-title"));
  self->figures = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->figures), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->figures), 2);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->figures), TRUE);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->figures), 2);
  gtk_box_append (GTK_BOX (self->detail), self->figures);
  add_line (self, _ ("Active crises"), *names != '\0' ? names : country->crises > 0 ? _ ("none") : _ ("nothing recorded"), country,
            day != NULL ? day : country->is_own ? self->region->today : NULL);
  add_round (self, country);
  add_readiness (self, country);
  add_stock_and_roster (self, country);
  add_line (self, _ ("MEFM outstanding"), country->requests > 0 ? money : _ ("nothing recorded"), country, country->money_on);
  add_line (self, _ ("Reports overdue"), country->reports > 0 ? overdue : _ ("nothing recorded"), country, country->reports_on);
  add_endorsed (self, country);
}

/* --- reading --- */

typedef struct
{
  EpcRegion *region;
  GPtrArray *endorsed;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->region, epc_region_free);
  g_clear_pointer (&answer->endorsed, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
read_region (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->region = epc_region (store, cancellable, error);
  answer->endorsed = answer->region != NULL ? read_endorsed (store, cancellable, error) : NULL;
  if (answer->endorsed == NULL)
    g_clear_pointer (&answer, answer_free);
  return answer;
}

static void
show_region (gpointer page, gpointer data)
{
  EpcRegionView *self = EPC_REGION_VIEW (page);
  Answer *answer = data;

  g_clear_pointer (&self->region, epc_region_free);
  g_clear_pointer (&self->endorsed, g_ptr_array_unref);
  self->region = g_steal_pointer (&answer->region);
  self->endorsed = g_steal_pointer (&answer->endorsed);
  answer_free (answer);
  epc_text_table_begin (EPC_TEXT_TABLE (self->table));
  for (guint i = 0; i < self->region->countries->len; i++)
    add_row (self, g_ptr_array_index (self->region->countries, i));
  epc_text_table_end (EPC_TEXT_TABLE (self->table));
  show_country (self);
}

static const EpcFeedKind region_feed = { "the countries", 200, NULL, NULL, NULL, read_region, show_region, answer_free };

static void
epc_region_view_dispose (GObject *object)
{
  EpcRegionView *self = EPC_REGION_VIEW (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->region, epc_region_free);
  g_clear_pointer (&self->endorsed, g_ptr_array_unref);
  G_OBJECT_CLASS (epc_region_view_parent_class)->dispose (object);
}

static void
epc_region_view_class_init (EpcRegionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_region_view_dispose;
}

static void
epc_region_view_init (EpcRegionView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->table = epc_text_table_new (_ ("Countries"), columns, G_N_ELEMENTS (columns));
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->detail, "pane-pad");
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->detail);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (self->table, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (show_country), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->table);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
epc_region_view_new (EpcSession *session)
{
  EpcRegionView *self = g_object_new (EPC_TYPE_REGION_VIEW, NULL);

  self->feed = epc_feed_new (GTK_WIDGET (self), session, &region_feed);
  return GTK_WIDGET (self);
}
