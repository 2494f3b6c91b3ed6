/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-charts-page.h"

#include <adwaita.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-chart-view.h"
#include "desktop/epc-feed.h"
#include "report/epc-picture.h"

#define WIDEST 920

struct _EpcChartsPage
{
  GtkBox parent_instance;
  const EpcSection *section;
  EpcFeed *feed;
  EpcFeedKind kind; /* the feed keeps a pointer to it */
  guint at; /* the picture that is drawn next; those before it stand */
  GPtrArray *views, *missing; /* EpcChartView and GtkLabel, one a picture: the one that has something to say is shown */
};

G_DEFINE_FINAL_TYPE (EpcChartsPage, epc_charts_page, GTK_TYPE_BOX)

/* Names of the charts of @section, in their order. */
static GPtrArray *
names_of (const EpcSection *section)
{
  GPtrArray *names = g_ptr_array_new ();
  guint n;
  const EpcPicture *pictures = epc_pictures (&n);

  for (guint i = 0; i < n; i++)
    for (guint e = 0; pictures[i].chart != NULL && section->entities[e] != NULL; e++)
      if (g_strcmp0 (pictures[i].entity, section->entities[e]) == 0)
        g_ptr_array_add (names, (gpointer) pictures[i].name);
  return names;
}

gboolean
epc_charts_page_has (const EpcSection *section)
{
  g_autoptr (GPtrArray) names = names_of (section);

  return names->len > 0;
}

/* One chart, or the sentence that says what is missing. */
typedef struct
{
  const char *name;
  EpcChart *chart;
  char *missing;
} Drawn;

static void
drawn_free (gpointer data)
{
  Drawn *drawn = data;

  epc_chart_free (drawn->chart);
  g_free (drawn->missing);
  g_free (drawn);
}

static gpointer
ask (gpointer page)
{
  EpcChartsPage *self = page;
  g_autoptr (GPtrArray) names = names_of (self->section);

  return names->pdata[self->at];
}

/* One at a time: what the first says is not held up by what takes all the counts there are. */
static gpointer
draw_next (EpcStore *store, const EpcUid *crisis, gpointer name, GCancellable *cancellable, GError **error)
{
  const EpcPicture *picture = epc_picture_find (name, FALSE, NULL);
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  g_autoptr (GError) wrong = NULL;
  Drawn *drawn = g_new0 (Drawn, 1);

  drawn->name = name;
  if (crisis != NULL)
    choice.crisis = *crisis;
  drawn->chart = picture->chart (store, &choice, &wrong);
  if (drawn->chart == NULL && wrong != NULL && !g_error_matches (wrong, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      drawn_free (drawn);
      return NULL;
    }
  if (drawn->chart == NULL)
    drawn->missing = g_strdup (wrong != NULL ? wrong->message : _("There are no figures to draw."));
  return drawn;
}

static void
show (gpointer page, gpointer answer)
{
  EpcChartsPage *self = page;
  Drawn *drawn = answer;
  GtkWidget *view = self->views->pdata[self->at], *missing = self->missing->pdata[self->at];
  g_autoptr (GPtrArray) names = names_of (self->section);
  const char *before = self->at > 0 ? gtk_label_get_text (GTK_LABEL (self->missing->pdata[self->at - 1])) : "";

  if (names->pdata[self->at] != drawn->name) /* of before a change: all are drawn anew */
    {
      drawn_free (drawn);
      epc_feed_soon (self->feed);
      return;
    }
  gtk_widget_set_visible (view, drawn->chart != NULL);
  /* The same sentence once is enough. */
  gtk_widget_set_visible (missing, drawn->missing != NULL && g_strcmp0 (drawn->missing, before) != 0);
  gtk_label_set_text (GTK_LABEL (missing), drawn->missing != NULL ? drawn->missing : "");
  epc_chart_view_take (EPC_CHART_VIEW (view), g_steal_pointer (&drawn->chart));
  drawn_free (drawn);
  self->at = (self->at + 1) % self->views->len;
  if (self->at > 0)
    epc_feed_soon (self->feed);
}

static void
begin_again (EpcChartsPage *self)
{
  self->at = 0;
}

static void
epc_charts_page_dispose (GObject *object)
{
  EpcChartsPage *self = EPC_CHARTS_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  G_OBJECT_CLASS (epc_charts_page_parent_class)->dispose (object);
}

static void
epc_charts_page_class_init (EpcChartsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_charts_page_dispose;
}

static void
epc_charts_page_init (EpcChartsPage *self)
{
  self->views = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
}

static void
add_place (EpcChartsPage *self, GtkBox *box)
{
  GtkWidget *view = epc_chart_view_new (), *missing = gtk_label_new (NULL);

  gtk_widget_set_visible (view, FALSE);
  gtk_widget_set_visible (missing, FALSE);
  gtk_label_set_wrap (GTK_LABEL (missing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (missing), 0);
  gtk_widget_add_css_class (missing, "dim-label");
  g_ptr_array_add (self->views, view);
  g_ptr_array_add (self->missing, missing);
  gtk_box_append (box, view);
  gtk_box_append (box, missing);
}

GtkWidget *
epc_charts_page_new (const EpcSection *section, EpcSession *session)
{
  EpcChartsPage *self = g_object_new (EPC_TYPE_CHARTS_PAGE, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 30);
  g_autoptr (GPtrArray) names = names_of (section);

  self->section = section;
  for (guint i = 0; i < names->len; i++)
    add_place (self, GTK_BOX (box));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* Charts have the height at which they read best, not the least that they can be drawn in. */
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), clamp);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), viewport);
  gtk_widget_set_hexpand (scroll, TRUE);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self), scroll);
  self->kind = (EpcFeedKind) { .what = "charts",
                               .delay = 30,
                               .kinds = section->entities,
                               .ask = ask,
                               .work = draw_next,
                               .show = show,
                               .free_answer = drawn_free };
  /* before the feed hears of it */
  g_signal_connect_object (epc_session_store (session), "changed", G_CALLBACK (begin_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "crisis-changed", G_CALLBACK (begin_again), self, G_CONNECT_SWAPPED);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &self->kind);
  return GTK_WIDGET (self);
}
