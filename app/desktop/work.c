/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work and the foot that shows it.
 */
#include "work.h"

#include "base/epc-i18n.h"

struct _EpcWork
{
  GObject parent_instance;
  char *name;
  GCancellable *cancellable;
  double fraction;
  gboolean is_finished;
};

enum { PROP_0, PROP_FRACTION, PROP_FINISHED, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EpcWork, epc_work, G_TYPE_OBJECT)

static void
epc_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EpcWork *self = EPC_WORK (object);

  if (id == PROP_FRACTION)
    g_value_set_double (value, self->fraction);
  else
    g_value_set_boolean (value, self->is_finished);
}

static void
epc_work_finalize (GObject *object)
{
  EpcWork *self = EPC_WORK (object);

  g_free (self->name);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (epc_work_parent_class)->finalize (object);
}

static void
epc_work_class_init (EpcWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = epc_work_get_property;
  object_class->finalize = epc_work_finalize;
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_FINISHED] = g_param_spec_boolean ("finished", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
epc_work_init (EpcWork *self)
{
  self->fraction = -1;
}

EpcWork *
epc_work_new (const char *name, GCancellable *cancellable)
{
  EpcWork *self = g_object_new (EPC_TYPE_WORK, NULL);

  self->name = g_strdup (name);
  if (cancellable != NULL)
    self->cancellable = g_object_ref (cancellable);
  return self;
}

const char *
epc_work_name (EpcWork *self)
{
  return self->name;
}

GCancellable *
epc_work_cancellable (EpcWork *self)
{
  return self->cancellable;
}

typedef struct
{
  EpcWork *work;
  double fraction;
  gboolean is_finished;
} Report;

static gboolean
on_report (gpointer data)
{
  Report *report = data;
  EpcWork *self = report->work;

  if (report->is_finished && !self->is_finished)
    {
      self->is_finished = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
    }
  else if (!report->is_finished && self->fraction != report->fraction)
    {
      self->fraction = report->fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  return G_SOURCE_REMOVE;
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->work);
  g_free (report);
}

static void
send_report (EpcWork *self, double fraction, gboolean is_finished)
{
  Report *report = g_new0 (Report, 1);

  report->work = g_object_ref (self);
  report->fraction = fraction;
  report->is_finished = is_finished;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, on_report, report, report_free);
}

void
epc_work_set_fraction (EpcWork *self, double fraction)
{
  send_report (self, CLAMP (fraction, -1, 1), FALSE);
}

void
epc_work_finish (EpcWork *self)
{
  send_report (self, 1, TRUE);
}

/* --- the foot --- */

struct _EpcFoot
{
  GtkBox parent_instance;
  GtkListBox *works;
  GtkWidget *status_row;
  GtkImage *image;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (EpcFoot, epc_foot, GTK_TYPE_BOX)

static void
on_fraction (EpcWork *work, GParamSpec *pspec, GtkProgressBar *bar)
{
  double fraction = -1;

  g_object_get (work, "fraction", &fraction, NULL);
  if (fraction < 0)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, fraction);
}

static GtkWidget *
make_work_row (gpointer item, gpointer data)
{
  EpcWork *work = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new (), *name = gtk_label_new (work->name), *bar = gtk_progress_bar_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, work->name, -1);
  gtk_grid_attach (GTK_GRID (grid), name, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), bar, 0, 1, 1, 1);
  if (work->cancellable != NULL)
    {
      GtkWidget *cancel = gtk_button_new_from_icon_name ("process-stop-symbolic");

      gtk_widget_set_tooltip_text (cancel, _ ("Stop"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stop"), -1);
      gtk_widget_add_css_class (cancel, "flat");
      gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
      g_signal_connect_object (cancel, "clicked", G_CALLBACK (g_cancellable_cancel), work->cancellable, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), cancel, 1, 0, 1, 2);
    }
  g_signal_connect_object (work, "notify::fraction", G_CALLBACK (on_fraction), bar, 0);
  on_fraction (work, NULL, GTK_PROGRESS_BAR (bar));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_tooltip_text (row, work->name);
  return row;
}

static void
epc_foot_class_init (EpcFootClass *klass)
{
}

static void
epc_foot_init (EpcFoot *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "foot");
  self->works = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->works, GTK_SELECTION_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->works), FALSE);
  self->status_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->image = GTK_IMAGE (gtk_image_new_from_icon_name ("media-floppy-symbolic"));
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "faint");
  gtk_widget_add_css_class (self->status_row, "status");
  gtk_box_append (GTK_BOX (self->status_row), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (self->status_row), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->works));
  gtk_box_append (GTK_BOX (self), self->status_row);
  gtk_widget_set_visible (self->status_row, FALSE);
}

GtkWidget *
epc_foot_new (void)
{
  return g_object_new (EPC_TYPE_FOOT, NULL);
}

static void
on_works_changed (EpcFoot *self, guint position, guint removed, guint added, GListModel *works)
{
  gtk_widget_set_visible (GTK_WIDGET (self->works), g_list_model_get_n_items (works) > 0);
}

void
epc_foot_set_works (EpcFoot *self, GListModel *works)
{
  gtk_list_box_bind_model (self->works, works, make_work_row, NULL, NULL);
  g_signal_connect_object (works, "items-changed", G_CALLBACK (on_works_changed), self, G_CONNECT_SWAPPED);
  on_works_changed (self, 0, 0, 0, works);
}

void
epc_foot_set_status (EpcFoot *self, const char *text)
{
  gtk_label_set_text (self->status, text != NULL ? text : "");
  gtk_widget_set_visible (self->status_row, text != NULL);
}
