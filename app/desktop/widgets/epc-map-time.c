/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-time.h"

#include "base/epc-i18n.h"
#include "epc-series-choice.h"

#define STEP_MILLISECONDS 1300

struct _EpcMapTime
{
  GtkWidget parent_instance;
  GtkWidget *box, *back, *play, *forward, *scale, *title, *source, *series, *measure, *movements;
  GArray *numbers;  /* gint64: the rounds of the scale */
  GPtrArray *kinds; /* EpcRound */
  EpcUid operation;
  char *tool;
  gint64 round; /* −1: the latest */
  guint timer;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (EpcMapTime, epc_map_time, GTK_TYPE_WIDGET)

static guint asked;

static int
position (EpcMapTime *self)
{
  return (int) (gtk_range_get_value (GTK_RANGE (self->scale)) + 0.5);
}

static void
sync_buttons (EpcMapTime *self)
{
  gtk_widget_set_sensitive (self->back, position (self) > 0);
  gtk_widget_set_sensitive (self->forward, position (self) + 1 < (int) self->numbers->len);
  gtk_widget_set_sensitive (self->play, self->numbers->len > 1);
}

static void
on_moved (EpcMapTime *self)
{
  int at = position (self);

  sync_buttons (self);
  if (self->is_filling || at < 0 || at >= (int) self->numbers->len)
    return;
  self->round = g_array_index (self->numbers, gint64, at);
  g_signal_emit (self, asked, 0);
}

static void
step (EpcMapTime *self, int by)
{
  gtk_range_set_value (GTK_RANGE (self->scale), position (self) + by);
}

static void
on_back (EpcMapTime *self)
{
  epc_map_time_play (self, FALSE);
  step (self, -1);
}

static void
on_forward (EpcMapTime *self)
{
  epc_map_time_play (self, FALSE);
  step (self, 1);
}

static gboolean
on_timer (gpointer data)
{
  EpcMapTime *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && position (self) + 1 < (int) self->numbers->len)
    {
      step (self, 1);
      return G_SOURCE_CONTINUE;
    }
  self->timer = 0;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->play), FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_play (EpcMapTime *self)
{
  gboolean is_playing = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->play));

  gtk_button_set_icon_name (GTK_BUTTON (self->play), is_playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!is_playing)
    return;
  if (position (self) + 1 >= (int) self->numbers->len)
    gtk_range_set_value (GTK_RANGE (self->scale), 0);
  self->timer = g_timeout_add (STEP_MILLISECONDS, on_timer, self);
}

void
epc_map_time_play (EpcMapTime *self, gboolean is_playing)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->play), is_playing);
}

static gboolean
on_space (GtkWidget *widget, GVariant *args, gpointer data)
{
  EpcMapTime *self = EPC_MAP_TIME (widget);

  epc_map_time_play (self, !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->play)));
  return TRUE;
}

static void
on_series (EpcMapTime *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->series));

  if (self->is_filling || self->kinds == NULL || at >= self->kinds->len)
    return;
  const EpcRound *kind = g_ptr_array_index (self->kinds, at);
  epc_map_time_play (self, FALSE);
  self->operation = kind->operation;
  g_free (self->tool);
  self->tool = g_strdup (kind->tool);
  self->round = -1;
  g_signal_emit (self, asked, 0);
}

static void
on_other (EpcMapTime *self)
{
  if (!self->is_filling)
    g_signal_emit (self, asked, 0);
}

void
epc_map_time_choice (EpcMapTime *self, EpcPictureChoice *choice, gboolean *with_movements)
{
  *choice = (EpcPictureChoice) EPC_PICTURE_CHOICE_INIT;
  choice->operation = self->operation;
  choice->tool = self->tool;
  choice->round = self->round;
  choice->by_rate = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure)) == 1;
  *with_movements = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->movements));
}

void
epc_map_time_forget (EpcMapTime *self)
{
  epc_map_time_play (self, FALSE);
  self->operation = (EpcUid){ 0 };
  g_clear_pointer (&self->tool, g_free);
  self->round = -1;
}

/* --- what is shown --- */

static void
fill_series (EpcMapTime *self, const EpcRoundFrame *frame)
{
  const EpcRound *current = g_ptr_array_index (frame->series->rounds, frame->series->current);

  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = g_ptr_array_ref (frame->kinds);
  epc_series_choice_fill (GTK_DROP_DOWN (self->series), self->kinds, current);
  gtk_widget_set_visible (self->series, self->kinds->len > 1);
}

static void
fill_measures (EpcMapTime *self, const EpcRoundFrame *frame)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure));
  const char *const words[] = { frame->measures[0], frame->measures[1], NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (words);

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->measure), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->measure), selected == 1 ? 1 : 0);
}

static void
fill_scale (EpcMapTime *self, const EpcRoundFrame *frame)
{
  GPtrArray *rounds = frame->series->rounds;

  g_array_set_size (self->numbers, 0);
  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  for (guint i = 0; i < rounds->len; i++)
    {
      const EpcRound *round = g_ptr_array_index (rounds, i);
      g_autofree char *number = rounds->len <= 24 ? g_strdup_printf ("%d", (int) round->number) : NULL;

      g_array_append_val (self->numbers, round->number);
      gtk_scale_add_mark (GTK_SCALE (self->scale), i, GTK_POS_BOTTOM, number);
    }
  gtk_range_set_range (GTK_RANGE (self->scale), 0, MAX (rounds->len, 2) - 1);
  gtk_range_set_value (GTK_RANGE (self->scale), frame->series->current);
  gtk_widget_set_sensitive (self->scale, rounds->len > 1);
}

/* A scale that is moved faster than rounds are drawn is not pulled back by an older one. */
static gboolean
is_same_series (EpcMapTime *self, const EpcRoundFrame *frame)
{
  const EpcRound *current = g_ptr_array_index (frame->series->rounds, frame->series->current);

  if (self->tool == NULL || self->round < 0 || !epc_uid_equal (&self->operation, &current->operation)
      || g_strcmp0 (self->tool, current->tool) != 0 || self->numbers->len != frame->series->rounds->len)
    return FALSE;
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) != ((const EpcRound *) g_ptr_array_index (frame->series->rounds, i))->number)
      return FALSE;
  return TRUE;
}

void
epc_map_time_show (EpcMapTime *self, const EpcRoundFrame *frame)
{
  gtk_widget_set_visible (GTK_WIDGET (self), frame != NULL);
  if (frame == NULL)
    return;
  const EpcRound *current = g_ptr_array_index (frame->series->rounds, frame->series->current);
  self->is_filling = TRUE;
  if (!is_same_series (self, frame))
    {
      fill_series (self, frame);
      fill_scale (self, frame);
      fill_measures (self, frame);
      self->operation = current->operation;
      g_free (self->tool);
      self->tool = g_strdup (current->tool);
      self->round = current->number;
    }
  gtk_widget_set_sensitive (self->movements, frame->has_movements);
  self->is_filling = FALSE;
  sync_buttons (self);
  gtk_label_set_text (GTK_LABEL (self->title), frame->title);
  gtk_label_set_text (GTK_LABEL (self->source), frame->source);
  gtk_widget_set_tooltip_text (self->source, frame->source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, frame->title, -1);
}

/* --- life --- */

static void
epc_map_time_dispose (GObject *object)
{
  EpcMapTime *self = EPC_MAP_TIME (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->tool, g_free);
  G_OBJECT_CLASS (epc_map_time_parent_class)->dispose (object);
}

static void
epc_map_time_class_init (EpcMapTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_map_time_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "maptime");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_space, NULL);
  asked = g_signal_new ("asked", EPC_TYPE_MAP_TIME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (EpcMapTime *self, GtkWidget *button, const char *icon, const char *words, const char *signal, GCallback callback)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (button, signal, callback, self);
  return button;
}

static GtkWidget *
make_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_choice (EpcMapTime *self, const char *words, GCallback callback)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (choice, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (choice, "notify::selected", callback, self);
  return choice;
}

static GtkWidget *
make_first_line (EpcMapTime *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->back = make_button (self, gtk_button_new (), "media-skip-backward-symbolic", _("Round before"), "clicked", G_CALLBACK (on_back));
  self->play = make_button (self, gtk_toggle_button_new (), "media-playback-start-symbolic", _("Play the rounds"), "toggled",
                            G_CALLBACK (on_play));
  self->forward = make_button (self, gtk_button_new (), "media-skip-forward-symbolic", _("Next round"), "clicked", G_CALLBACK (on_forward));
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), 0);
  gtk_widget_set_hexpand (self->scale, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Round"), -1);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (on_moved), self);
  gtk_box_append (GTK_BOX (line), self->back);
  gtk_box_append (GTK_BOX (line), self->play);
  gtk_box_append (GTK_BOX (line), self->forward);
  gtk_box_append (GTK_BOX (line), self->scale);
  return line;
}

static GtkWidget *
make_second_line (EpcMapTime *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = make_label ("heading");
  self->source = make_label ("src");
  self->series = make_choice (self, _("Operation and tool"), G_CALLBACK (on_series));
  self->measure = make_choice (self, _("Colour areas by"), G_CALLBACK (on_other));
  self->movements = gtk_toggle_button_new_with_label (_("Movements"));
  gtk_widget_add_css_class (self->movements, "chip");
  gtk_widget_set_valign (self->movements, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->movements, _("Arrows from the area of origin to where people are now"));
  g_signal_connect_swapped (self->movements, "toggled", G_CALLBACK (on_other), self);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->source);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), self->series);
  gtk_box_append (GTK_BOX (line), self->measure);
  gtk_box_append (GTK_BOX (line), self->movements);
  return line;
}

static void
epc_map_time_init (EpcMapTime *self)
{
  self->round = -1;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->box, "map-time");
  gtk_box_append (GTK_BOX (self->box), make_first_line (self));
  gtk_box_append (GTK_BOX (self->box), make_second_line (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
epc_map_time_new (void)
{
  GtkWidget *self = g_object_new (EPC_TYPE_MAP_TIME, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rounds on the map"), -1);
  return self;
}
