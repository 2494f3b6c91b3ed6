/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-site-detail.h"

#include <adwaita.h>
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-state.h"
#include "model/epc-code-list.h"

struct _EpcSiteDetail
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkWidget *content, *buttons;
  EpcUid site;
};

G_DEFINE_FINAL_TYPE (EpcSiteDetail, epc_site_detail, GTK_TYPE_BOX)

static GtkWidget *
line (const char *text, const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (!wraps)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
state_kind (EpcGapLevel level)
{
  static const char *const kinds[] = { "unknown", "ok", "watch", "critical" };

  return kinds[level];
}

static void
append (EpcSiteDetail *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->content), child);
}

static void
open_draft (EpcSiteDetail *self, const char *entity)
{
  g_autoptr (EpcRecord) draft
      = epc_record_form_draft (epc_session_store (self->session), epc_entity_find (entity), epc_session_crisis (self->session));

  epc_record_set_reference (draft, "site", &self->site);
  epc_record_flow_open_draft (GTK_WIDGET (self), self->session, draft);
}

static void
on_count (EpcSiteDetail *self)
{
  open_draft (self, "site_count");
}

static void
on_assess (EpcSiteDetail *self)
{
  open_draft (self, "site_assessment");
}

static void
on_open (EpcSiteDetail *self)
{
  epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("site"), &self->site);
}

static GtkWidget *
title_row (EpcSiteDetail *self, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *title = line (name, "page-title", TRUE);
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (edit, GTK_ALIGN_START);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit, _("Edit the site"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Edit the site"), -1);
  g_signal_connect_swapped (edit, "clicked", G_CALLBACK (on_open), self);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), edit);
  return row;
}

static void
add_head (EpcSiteDetail *self, const EpcSite *site, EpcRecord *record)
{
  GtkWidget *tags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *where = g_strdup_printf ("%s · %s", site->place_name != NULL ? site->place_name : _("place not known"),
                                            site->code != NULL ? site->code : site->ssid != NULL ? site->ssid : "");
  g_autofree char *status = epc_record_to_display (record, "status", NULL);

  append (self, title_row (self, site->name));
  append (self, line (where, "small", FALSE));
  gtk_box_append (GTK_BOX (tags), epc_state_new ("info", status, "tag"));
  if (!epc_record_is_empty (record, "needed_back_on"))
    {
      g_autofree char *date = epc_record_to_display (record, "needed_back_on", NULL);
      g_autofree char *text = g_strdup_printf (_("Needed back: %s"), date);
      gtk_box_append (GTK_BOX (tags), epc_state_new ("watch", text, "tag"));
    }
  append (self, tags);
}

static void
add_people (EpcSiteDetail *self, const EpcSite *site)
{
  const EpcLanguage *language = epc_language_get (NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *people = site->people >= 0 ? epc_language_integer (language, site->people) : g_strdup ("—");
  g_autofree char *households = site->households >= 0 ? epc_language_integer (language, site->households) : NULL;
  g_autofree char *unit = households != NULL ? g_strdup_printf (_("people · %s households"), households) : g_strdup (_("people"));
  double occupancy = epc_site_occupancy (site);
  GtkWidget *after = line (unit, "unit", FALSE);

  gtk_box_append (GTK_BOX (row), line (people, "val", FALSE));
  gtk_widget_set_valign (after, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (row), after);
  append (self, row);
  if (!isnan (occupancy))
    {
      g_autofree char *percent = epc_language_percent (language, occupancy, 0);
      g_autofree char *capacity = epc_language_integer (language, site->capacity);
      g_autofree char *text = g_strdup_printf (_("%s of %s places"), percent, capacity);
      append (self, epc_state_new (occupancy > 100 ? "critical" : "ok", text, "plain"));
    }
  g_autofree char *date = site->count_date != NULL ? epc_language_date (language, site->count_date, TRUE) : NULL;
  g_autofree char *source = date != NULL ? g_strdup_printf (_("Count · %s"), date) : g_strdup (_("Not counted yet"));
  append (self, line (source, "src", FALSE));
}

/* The pyramid, where ages were counted. */
static void
add_pyramid (EpcSiteDetail *self, const EpcSite *site)
{
  static const char *const ages[] = { "< 1", "1–5", "6–17", "18–59", "60 +" }; /* as narrow as the pane is */
  gboolean known = FALSE;

  for (guint age = 0; age < G_N_ELEMENTS (ages); age++)
    known |= site->ages[0][age] >= 0 || site->ages[1][age] >= 0;
  if (!known)
    return;
  EpcChart *chart = epc_chart_new (EPC_CHART_PYRAMID, epc_language_get (NULL));
  GtkWidget *view = epc_chart_view_new ();
  epc_chart_set_title (chart, NULL, NULL, NULL);
  epc_chart_set_value_unit (chart, _("people"));
  epc_chart_set_category_heading (chart, _("Age"));
  epc_chart_add_series (chart, _("Women and girls"), 0);
  epc_chart_add_series (chart, _("Men and boys"), 0);
  for (guint age = 0; age < G_N_ELEMENTS (ages); age++)
    {
      guint category = epc_chart_add_category (chart, ages[age], NULL);
      for (guint sex = 0; sex < 2; sex++)
        epc_chart_set_value (chart, sex, category, site->ages[sex][age] >= 0 ? (double) site->ages[sex][age] : NAN, EPC_POINT_VALUE);
    }
  epc_chart_view_take (EPC_CHART_VIEW (view), chart);
  gtk_widget_set_size_request (view, -1, 150);
  append (self, view);
}

/* Worst level of each sector that has a standard. */
static void
add_sectors (EpcSiteDetail *self, const EpcSite *site)
{
  g_autoptr (GPtrArray) sectors = g_ptr_array_new ();
  g_autofree char *date = site->assessment_date != NULL ? epc_language_date (epc_language_get (NULL), site->assessment_date, TRUE) : NULL;

  append (self, epc_heading_new (_("Services"), date != NULL ? date : _("not assessed")));
  for (guint i = 0; i < site->gaps->len; i++)
    {
      const EpcGap *gap = g_ptr_array_index (site->gaps, i);
      if (gap->sector == NULL || !gap->judges || g_ptr_array_find_with_equal_func (sectors, gap->sector, g_str_equal, NULL))
        continue;
      EpcGapLevel worst = EPC_GAP_NOT_ASSESSED;
      for (guint j = 0; j < site->gaps->len; j++)
        {
          const EpcGap *other = g_ptr_array_index (site->gaps, j);
          if (other->judges && g_strcmp0 (other->sector, gap->sector) == 0)
            worst = MAX (worst, other->level);
        }
      append (self, epc_state_new (state_kind (worst), epc_code_label ("cluster", gap->sector, NULL), "plain"));
      g_ptr_array_add (sectors, gap->sector);
    }
}

/* The gaps one by one, worst first, each with its arithmetic. */
static void
add_gaps (EpcSiteDetail *self, const EpcSite *site)
{
  guint shown = 0;

  for (int level = EPC_GAP_CRITICAL; level >= EPC_GAP_WATCH; level--)
    for (guint i = 0; i < site->gaps->len && shown < 4; i++)
      {
        const EpcGap *gap = g_ptr_array_index (site->gaps, i);
        if ((int) gap->level != level || !gap->judges)
          continue;
        GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
        g_autofree char *sentence = epc_gap_sentence (gap, NULL);
        gtk_widget_add_css_class (card, "gap-card");
        gtk_box_append (GTK_BOX (card), epc_state_new (state_kind (gap->level), gap->label, "plain"));
        gtk_box_append (GTK_BOX (card), line (sentence, "small", TRUE));
        append (self, card);
        shown++;
      }
}

static GtkWidget *
button (EpcSiteDetail *self, const char *label, GCallback clicked)
{
  GtkWidget *widget = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (widget, TRUE);
  g_signal_connect_swapped (widget, "clicked", clicked, self);
  return widget;
}

/* The next steps, below what scrolls: always in sight. */
static GtkWidget *
make_buttons (EpcSiteDetail *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "detail-steps");
  gtk_box_append (GTK_BOX (row), button (self, _("New count"), G_CALLBACK (on_count)));
  gtk_box_append (GTK_BOX (row), button (self, _("Assess"), G_CALLBACK (on_assess)));
  return row;
}

static void
epc_site_detail_dispose (GObject *object)
{
  g_clear_object (&EPC_SITE_DETAIL (object)->session);
  G_OBJECT_CLASS (epc_site_detail_parent_class)->dispose (object);
}

static void
epc_site_detail_class_init (EpcSiteDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_site_detail_dispose;
}

static void
epc_site_detail_init (EpcSiteDetail *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_margin_start (self->content, 18);
  gtk_widget_set_margin_end (self->content, 18);
  gtk_widget_set_margin_top (self->content, 18);
  gtk_widget_set_margin_bottom (self->content, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 330);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 330);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (scroll, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
  gtk_widget_add_css_class (GTK_WIDGET (self), "site-detail");
  self->buttons = make_buttons (self);
  gtk_box_append (GTK_BOX (self), scroll);
  gtk_box_append (GTK_BOX (self), self->buttons);
}

GtkWidget *
epc_site_detail_new (EpcSession *session)
{
  EpcSiteDetail *self = g_object_new (EPC_TYPE_SITE_DETAIL, NULL);

  self->session = g_object_ref (session);
  epc_site_detail_set (self, NULL, NULL);
  return GTK_WIDGET (self);
}

void
epc_site_detail_set (EpcSiteDetail *self, const EpcSite *site, EpcRecord *record)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);
  gtk_widget_set_visible (self->buttons, site != NULL && record != NULL);
  if (site == NULL || record == NULL)
    {
      GtkWidget *hint = line (_("Choose a site in the list or on the map."), "small", TRUE);

      /* alone in the pane it would be given its least width, one letter a line */
      gtk_label_set_width_chars (GTK_LABEL (hint), 30);
      append (self, hint);
      return;
    }
  self->site = site->uid;
  add_head (self, site, record);
  add_people (self, site);
  add_pyramid (self, site);
  add_sectors (self, site);
  add_gaps (self, site);
}
