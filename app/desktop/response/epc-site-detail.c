/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-site-detail.h"

#include <adwaita.h>
#include <math.h>

#include "analysis/epc-site-life.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-state.h"
#include "desktop/widgets/epc-tip.h"
#include "desktop/window.h"

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
on_movement (EpcSiteDetail *self)
{
  open_draft (self, "site_movement");
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
  const char *of_people = epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), MAX (site->people, 0));
  g_autofree char *unit = households != NULL
                              /* Translators: what a number of people counts, beside the number itself, and how many households they are */
                              ? g_strdup_printf (ngettext_ ("%s · %s household", "%s · %s households", (gulong) site->households), of_people, households)
                              : g_strdup (of_people);
  double occupancy = epc_site_occupancy (site);
  GtkWidget *after = line (unit, "unit", FALSE), *movement = gtk_button_new_with_label (_("In / out"));
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

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
  GtkWidget *counted = line (source, "src", FALSE);
  gtk_widget_set_hexpand (counted, TRUE);
  gtk_widget_set_tooltip_text (movement, _("New entry or exit"));
  gtk_widget_add_css_class (movement, "flat");
  g_signal_connect_swapped (movement, "clicked", G_CALLBACK (on_movement), self);
  gtk_box_append (GTK_BOX (below), counted);
  gtk_box_append (GTK_BOX (below), movement);
  append (self, below);
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

/* Behind a sector: every one of its standards with the arithmetic, the worst first. */
static GtkWidget *
sector_popover (const EpcSite *site, const EpcSiteSector *sector)
{
  GtkWidget *popover = gtk_popover_new (), *scroll = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *sum = epc_site_sector_sentence (sector, NULL);

  gtk_box_append (GTK_BOX (box), line (sector->label, "section", FALSE));
  gtk_box_append (GTK_BOX (box), line (sum, "small", TRUE));
  for (int level = EPC_GAP_CRITICAL; level >= EPC_GAP_NOT_ASSESSED; level--)
    for (guint i = 0; i < epc_site_n_gaps (site); i++)
      {
        const EpcGap *gap = epc_site_gap (site, i);
        if ((int) gap->level != level || !gap->judges || g_strcmp0 (gap->sector, sector->sector) != 0)
          continue;
        g_autofree char *sentence = level != EPC_GAP_NOT_ASSESSED ? epc_gap_sentence (gap, NULL) : NULL;
        gtk_box_append (GTK_BOX (box), epc_state_new (state_kind (gap->level), gap->label, "plain"));
        if (sentence != NULL)
          gtk_box_append (GTK_BOX (box), line (sentence, "small", TRUE));
      }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 420);
  gtk_widget_set_size_request (scroll, 340, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  return popover;
}

/* Each sector that has a standard; a click shows the arithmetic. */
static void
add_sectors (EpcSiteDetail *self, const EpcSite *site)
{
  guint needed = epc_site_needed_answers (epc_session_store (self->session), NULL);
  g_autoptr (GPtrArray) sectors = epc_site_sectors (site, needed > 0 ? needed : EPC_SITE_NEEDED_ANSWERS);
  g_autofree char *date = site->assessment_date != NULL ? epc_language_date (epc_language_get (NULL), site->assessment_date, TRUE) : NULL;
  guint answered = 0;

  for (guint i = 0; i < sectors->len; i++)
    answered += ((EpcSiteSector *) g_ptr_array_index (sectors, i))->answered > 0;
  /* Translators: day of the assessment, sectors of which something was answered, all sectors */
  g_autofree char *note = date != NULL ? g_strdup_printf (_("%s · %u of %u assessed"), date, answered, sectors->len) : g_strdup (_("not assessed"));
  append (self, epc_heading_new (_("Services"), note));
  for (guint i = 0; i < sectors->len; i++)
    {
      const EpcSiteSector *sector = g_ptr_array_index (sectors, i);
      GtkWidget *open = gtk_menu_button_new (), *state = epc_state_new (state_kind (sector->level), sector->label, "plain");
      g_autofree char *sum = epc_site_sector_sentence (sector, NULL), *name = g_strdup_printf ("%s: %s", sector->label, sum);

      epc_state_set_ellipsize (EPC_STATE (state), TRUE);
      gtk_widget_set_halign (state, GTK_ALIGN_START);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (open), state);
      /* GTK centres what stands in the button of a menu */
      for (GtkWidget *around = gtk_widget_get_parent (state); around != open; around = gtk_widget_get_parent (around))
        gtk_widget_set_halign (around, GTK_ALIGN_FILL);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (open), sector_popover (site, sector));
      gtk_widget_add_css_class (open, "flat");
      gtk_widget_add_css_class (open, "figure-cell");
      epc_tip_set (open, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      append (self, open);
    }
}

/* --- a finding becomes a task --- */

typedef struct
{
  EpcUid site;
  char *standard, *title, *detail;
  gboolean is_new;
} FollowUp;

static void
follow_up_free (gpointer data)
{
  FollowUp *task = data;

  g_free (task->standard);
  g_free (task->title);
  g_free (task->detail);
  g_free (task);
}

static gboolean
write_follow_up (EpcTransaction *transaction, gpointer data, GError **error)
{
  FollowUp *task = data;
  return epc_site_follow_up (transaction, &task->site, task->standard, task->title, task->detail, NULL, &task->is_new, error);
}

typedef struct
{
  EpcSiteDetail *detail; /* its reference */
  FollowUp *task;
} Waiting;

static void
on_followed_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Waiting *waiting = data;
  g_autoptr (EpcSiteDetail) self = waiting->detail;
  g_autoptr (GError) error = NULL;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error), is_new = waiting->task->is_new;

  follow_up_free (waiting->task);
  if (window == NULL)
    return;
  if (done)
    epc_window_toast (window, is_new ? _("The task was made") : _("There is a task for this finding already"), is_new);
  else
    epc_window_show_error (window, _("The task could not be made"), error);
}

static void
on_follow_up (GtkWidget *widget, EpcSiteDetail *self)
{
  const FollowUp *asked = g_object_get_data (G_OBJECT (widget), "epc-follow-up");
  FollowUp *task = g_new0 (FollowUp, 1);
  Waiting *waiting = g_new0 (Waiting, 1);

  task->site = asked->site;
  task->standard = g_strdup (asked->standard);
  task->title = g_strdup (asked->title);
  task->detail = g_strdup (asked->detail);
  waiting->detail = g_object_ref (self);
  waiting->task = task;
  epc_store_write_async (epc_session_store (self->session), _("Follow-up task"), write_follow_up, task, NULL, NULL, on_followed_up, waiting);
}

static GtkWidget *
follow_up_button (EpcSiteDetail *self, const EpcSite *site, const EpcGap *gap)
{
  GtkWidget *make = gtk_button_new_with_label (_("Make a task"));
  FollowUp *asked = g_new0 (FollowUp, 1);
  g_autofree char *sentence = epc_gap_sentence (gap, NULL);
  gint64 missing = epc_gap_missing (gap);
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), missing);
  /* Translators: so many more of what is divided by (toilets, taps) would keep the emergency threshold */
  g_autofree char *more = missing > 0 ? g_strdup_printf (_("%s: %s more."), gap->denominator_label, number) : NULL;

  asked->site = site->uid;
  asked->standard = g_strdup (gap->standard);
  asked->title = g_strdup_printf ("%s · %s", site->name, gap->label);
  asked->detail = g_strjoin (" ", sentence, more, NULL);
  g_object_set_data_full (G_OBJECT (make), "epc-follow-up", asked, follow_up_free);
  g_signal_connect (make, "clicked", G_CALLBACK (on_follow_up), self);
  gtk_widget_set_halign (make, GTK_ALIGN_END);
  gtk_widget_add_css_class (make, "flat");
  return make;
}

/* The gaps one by one, worst first, each with its arithmetic. */
static void
add_gaps (EpcSiteDetail *self, const EpcSite *site)
{
  guint shown = 0;

  for (int level = EPC_GAP_CRITICAL; level >= EPC_GAP_WATCH; level--)
    for (guint i = 0; i < epc_site_n_gaps (site) && shown < 4; i++)
      {
        const EpcGap *gap = epc_site_gap (site, i);
        if ((int) gap->level != level || !gap->judges)
          continue;
        GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
        g_autofree char *sentence = epc_gap_sentence (gap, NULL);
        gtk_widget_add_css_class (card, "gap-card");
        gtk_box_append (GTK_BOX (card), epc_state_new (state_kind (gap->level), gap->label, "plain"));
        gtk_box_append (GTK_BOX (card), line (sentence, "small", TRUE));
        gtk_box_append (GTK_BOX (card), follow_up_button (self, site, gap));
        append (self, card);
        shown++;
      }
}

/* --- who serves it, what is to be done, what the closing wants --- */

static void
add_movements (EpcSiteDetail *self, const EpcSiteLife *life)
{
  const EpcLanguage *language = epc_language_get (NULL);

  if (life->people < 0 || (life->came == 0 && life->left == 0))
    return;
  g_autofree char *people = epc_language_integer (language, life->people), *came = epc_language_integer (language, life->came);
  g_autofree char *gone = epc_language_integer (language, life->left);
  /* Translators: since the last count: people who came, who left, who are there now by that */
  g_autofree char *text = g_strdup_printf (ngettext_ ("Since then +%s − %s: %s person by entries and exits.", "Since then +%s − %s: %s people by entries and exits.", (gulong) life->people), came, gone, people);
  append (self, line (text, "small", TRUE));
}

static void
add_providers (EpcSiteDetail *self, const EpcSiteLife *life)
{
  if (life->services->len == 0)
    return;
  append (self, epc_heading_new (_("Who serves it"), NULL));
  for (guint i = 0; i < life->services->len; i++)
    {
      const EpcSiteService *service = g_ptr_array_index (life->services, i);
      const char *kind = g_strcmp0 (service->provided, "yes") == 0 ? "ok" : g_strcmp0 (service->provided, "partly") == 0 ? "watch"
                         : g_strcmp0 (service->provided, "no") == 0 ? "critical" : "unknown";
      g_autofree char *day = service->checked_on != NULL ? epc_language_date (epc_language_get (NULL), service->checked_on, TRUE) : NULL;
      g_autofree char *who = g_strjoin (" · ", service->provider != NULL ? service->provider : _("nobody"), service->activity, NULL);
      g_autofree char *checked = day == NULL ? NULL : g_strdup_printf (service->is_old ? _("checked %s: ask again") : _("checked %s"), day);
      append (self, epc_state_new (kind, service->sector_label, "plain"));
      append (self, line (who, "small", TRUE));
      if (checked != NULL)
        append (self, line (checked, service->is_old ? "watch" : "src", FALSE));
    }
}

static void
add_open_work (EpcSiteDetail *self, const EpcSiteLife *life)
{
  g_autofree char *n = epc_language_integer (epc_language_get (NULL), life->n_feedback_open);

  if (life->n_open_tasks > 0)
    append (self, epc_heading_new (_("To be done"), NULL));
  for (guint i = 0; i < life->tasks->len && i < life->n_open_tasks; i++)
    append (self, epc_state_new ("pending", ((EpcSiteTask *) g_ptr_array_index (life->tasks, i))->title, "plain"));
  if (life->n_feedback_open == 0)
    return;
  g_autofree char *text = g_strdup_printf (ngettext_ ("%s complaint or opinion without an answer", "%s complaints or opinions without an answer",
                                                      life->n_feedback_open), n);
  append (self, epc_state_new ("watch", text, "plain"));
}

/* From the day a site is closing: what its closing still wants. */
static void
add_closing (EpcSiteDetail *self, const EpcSite *site, const EpcSiteLife *life)
{
  static const char *const ending[] = { "consolidating", "closing", "closed", NULL };

  if (site->status == NULL || !g_strv_contains (ending, site->status))
    return;
  g_autofree char *note = g_strdup_printf (_("%u of %u done"), life->n_checks_done, life->checks->len);
  append (self, epc_heading_new (_("Closing"), note));
  for (guint i = 0; i < life->checks->len; i++)
    {
      const EpcSiteCheck *check = g_ptr_array_index (life->checks, i);
      g_autofree char *text = check->why != NULL ? g_strdup_printf ("%s (%s)", _(check->label), check->why) : g_strdup (_(check->label));
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *state = epc_state_new (check->is_done ? "ok" : "pending", NULL, "plain");

      gtk_widget_set_valign (state, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (state), GTK_ACCESSIBLE_PROPERTY_LABEL, check->is_done ? _("done") : _("not done yet"), -1);
      gtk_box_append (GTK_BOX (row), state);
      gtk_box_append (GTK_BOX (row), line (text, "small", TRUE));
      append (self, row);
    }
}

/* --- where no site is chosen: the evacuation centres that stand by --- */

#define MANY_CENTRES 8

typedef struct
{
  EpcUid centre, crisis;
  gboolean has_crisis;
} Opening;

static gboolean
write_opening (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Opening *task = data;
  return epc_site_open_centre (transaction, &task->centre, task->has_crisis ? &task->crisis : NULL, NULL, error);
}

static void
on_centre_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcSiteDetail) self = data;
  g_autoptr (GError) error = NULL;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);

  if (window == NULL)
    return;
  if (done)
    epc_window_toast (window, _("The centre is open and stands in the register of sites"), TRUE);
  else
    epc_window_show_error (window, _("The centre could not be opened"), error);
}

static void
on_open_centre (GtkWidget *widget, EpcSiteDetail *self)
{
  const EpcUid *chosen = epc_session_crisis (self->session);
  Opening *task = g_new0 (Opening, 1);

  task->centre = *(const EpcUid *) g_object_get_data (G_OBJECT (widget), "epc-centre");
  if (chosen != NULL)
    task->crisis = *chosen;
  task->has_crisis = chosen != NULL || epc_site_newest_crisis (epc_session_store (self->session), &task->crisis);
  epc_store_write_async (epc_session_store (self->session), _("Open an evacuation centre"), write_opening, task, g_free, NULL, on_centre_opened,
                         g_object_ref (self));
}

static void
add_centres (EpcSiteDetail *self)
{
  EpcStore *store = epc_session_store (self->session);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("evacuation_centre"));

  if (!epc_query_where (query, store, "status", EPC_OP_EQUAL, "standby", NULL))
    return;
  epc_query_limit (query, MANY_CENTRES);
  g_autoptr (GPtrArray) centres = epc_query_records (query, store, NULL);
  if (centres == NULL || centres->len == 0)
    return;
  append (self, epc_heading_new (_("Evacuation centres that stand by"), NULL));
  for (guint i = 0; i < centres->len; i++)
    {
      EpcRecord *centre = g_ptr_array_index (centres, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *name = line (epc_record_text (centre, "name"), NULL, TRUE);
      GtkWidget *open = gtk_button_new_with_label (_("Open"));
      g_autofree char *what = g_strdup_printf (_("Open %s as a site"), epc_record_text (centre, "name"));

      gtk_widget_set_hexpand (name, TRUE);
      gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
      epc_tip_set (open, what);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
      g_object_set_data_full (G_OBJECT (open), "epc-centre", g_memdup2 (epc_record_uid (centre), sizeof (EpcUid)), g_free);
      g_signal_connect (open, "clicked", G_CALLBACK (on_open_centre), self);
      gtk_box_append (GTK_BOX (row), name);
      gtk_box_append (GTK_BOX (row), open);
      append (self, row);
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
      add_centres (self);
      return;
    }
  g_autoptr (EpcSiteLife) life = epc_site_life (epc_session_store (self->session), &site->uid, NULL);
  self->site = site->uid;
  add_head (self, site, record);
  add_people (self, site);
  if (life != NULL)
    add_movements (self, life);
  add_pyramid (self, site);
  if (life != NULL)
    add_closing (self, site, life);
  add_sectors (self, site);
  add_gaps (self, site);
  if (life == NULL)
    return;
  add_open_work (self, life);
  add_providers (self, life);
}
