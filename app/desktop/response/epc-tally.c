/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tally.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "desktop/epc-feed.h"
#include "desktop/response/epc-tally-day.h"
#include "desktop/widgets/epc-form-rows.h"
#include "desktop/widgets/epc-tip.h"
#include "model/epc-code-list.h"

typedef struct
{
  EpcTallyCount *counted;
  GtkWidget *entries[EPC_TALLY_CELLS], *sum;
} Line;

#define EPC_TYPE_TALLY (epc_tally_get_type ())
G_DECLARE_FINAL_TYPE (EpcTally, epc_tally, EPC, TALLY, AdwWindow)

struct _EpcTally
{
  AdwWindow parent_instance;
  EpcWindow *window; /* weak */
  EpcSession *session;
  GtkDropDown *point, *direction, *nationality;
  GtkWidget *date, *save;
  GtkGrid *grid;
  GtkLabel *total, *note;
  gint64 n_people; /* what the total says */
  GArray *points;    /* EpcUid of the choices */
  GPtrArray *lines;  /* Line */
  GPtrArray *typed;  /* texts that were typed and not saved: "nationality;cell;text" */
  EpcUid wanted;     /* point to begin with; nil: any */
  gint64 elsewhere;  /* people of the day that were counted with more detail */
  gboolean is_filling, is_busy, is_warned;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcTally, epc_tally, ADW_TYPE_WINDOW)

static void
line_free (gpointer data)
{
  epc_tally_count_free (((Line *) data)->counted);
  g_free (data);
}

/* --- what is typed --- */

static const char *
direction_of (EpcTally *self)
{
  static const char *const keys[] = { "inflow", "outflow", "transit", "internal" };

  return keys[MIN (gtk_drop_down_get_selected (self->direction), G_N_ELEMENTS (keys) - 1)];
}

static gboolean
date_of (EpcTally *self, char *iso)
{
  return epc_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), EPC_DATE_ORDER_DAY_FIRST, iso);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* −1: empty; −2: no number of people. */
static gint64
people_of (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (text_of (entry)));
  gint64 people;

  if (*text == '\0')
    return -1;
  return epc_number_parse_integer (text, &people) && people >= 0 ? people : -2;
}

static gboolean
is_changed (const Line *line, guint cell)
{
  return people_of (line->entries[cell]) != line->counted->n[cell];
}

/* A plain sentence about what stands in the way; NULL: nothing. */
static const char *
obstacle (EpcTally *self)
{
  char iso[EPC_DATE_SIZE], today[EPC_DATE_SIZE];

  if (self->points->len == 0)
    return _("There is no flow monitoring point yet: add one first.");
  if (!date_of (self, iso))
    return _("The date was not understood. Write day/month/year.");
  epc_date_today_in (epc_store_zone (epc_session_store (self->session)), today);
  if (strcmp (iso, today) > 0)
    return _("The date lies in the future: nobody can have been counted yet.");
  for (guint i = 0; i < self->lines->len; i++)
    for (guint c = 0; c < EPC_TALLY_CELLS; c++)
      if (people_of (((Line *) g_ptr_array_index (self->lines, i))->entries[c]) == -2)
        return _("A count is a whole number, 0 or more. Leave empty what was not counted.");
  return NULL;
}

static void
sync_all (EpcTally *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const char *wrong = obstacle (self);
  gint64 total = 0;
  gboolean is_counted = FALSE, has_changed = FALSE;

  self->is_warned = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);
      gint64 sum = -1;
      for (guint c = 0; c < EPC_TALLY_CELLS; c++)
        {
          gint64 people = people_of (line->entries[c]);
          if (people == -2)
            gtk_widget_add_css_class (line->entries[c], "error");
          else
            gtk_widget_remove_css_class (line->entries[c], "error");
          if (people >= 0)
            sum = MAX (sum, 0) + people;
          has_changed |= is_changed (line, c);
        }
      g_autofree char *text = sum >= 0 ? epc_language_integer (language, sum) : g_strdup ("—");
      gtk_label_set_text (GTK_LABEL (line->sum), text);
      total += MAX (sum, 0);
      is_counted |= sum >= 0;
    }
  g_autofree char *all = is_counted ? epc_language_integer (language, total) : g_strdup ("—");
  gtk_label_set_text (self->total, all);
  self->n_people = total;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tally.save", wrong == NULL && has_changed && !self->is_busy);
  if (wrong == NULL && self->elsewhere > 0)
    {
      g_autofree char *people = epc_language_integer (language, self->elsewhere);
      g_autofree char *text = g_strdup_printf (_("%s more people of this day were counted with their journey or transport. They stay as they are."), people);
      gtk_label_set_text (self->note, text);
    }
  else
    gtk_label_set_text (self->note, wrong != NULL ? wrong : _("Empty is not counted; 0 is nobody. The day, point and direction can be counted again later."));
}

/* --- lines --- */

/* Enter goes down the column, as a finger goes down the sheet. */
static void
on_entered (GtkWidget *entry, EpcTally *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    for (guint c = 0; c < EPC_TALLY_CELLS; c++)
      if (((Line *) g_ptr_array_index (self->lines, i))->entries[c] == entry)
        {
          gboolean is_last = i + 1 == self->lines->len;
          Line *next = is_last ? g_ptr_array_index (self->lines, 0) : g_ptr_array_index (self->lines, i + 1);
          gtk_widget_grab_focus (is_last && c + 1 == EPC_TALLY_CELLS ? self->save : next->entries[is_last ? c + 1 : c]);
          return;
        }
}

static Line *
line_new (EpcTally *self, EpcTallyCount *counted)
{
  Line *line = g_new0 (Line, 1);
  const char *name = counted->nationality != NULL ? epc_code_label ("country", counted->nationality, NULL) : _("Not stated");
  GtkWidget *label = gtk_label_new (name);
  int row = (int) self->lines->len + 1;

  line->counted = counted;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  epc_tip_set (label, name);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  for (guint c = 0; c < EPC_TALLY_CELLS; c++)
    {
      GtkWidget *entry = gtk_entry_new ();
      g_autofree char *own = g_strdup_printf ("%s, %s", name, epc_tally_cell_title (c));
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 7);
      gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, own, -1);
      if (line->counted->n[c] >= 0)
        {
          char number[EPC_NUMBER_SIZE];
          gtk_editable_set_text (GTK_EDITABLE (entry), epc_number_write_integer (line->counted->n[c], number));
        }
      g_signal_connect_swapped (entry, "changed", G_CALLBACK (sync_all), self);
      g_signal_connect (entry, "activate", G_CALLBACK (on_entered), self);
      gtk_grid_attach (self->grid, entry, (int) c + 1, row, 1, 1);
      line->entries[c] = entry;
    }
  line->sum = gtk_label_new ("—");
  gtk_label_set_xalign (GTK_LABEL (line->sum), 1);
  gtk_label_set_width_chars (GTK_LABEL (line->sum), 6);
  gtk_widget_add_css_class (line->sum, "numeric");
  gtk_grid_attach (self->grid, line->sum, EPC_TALLY_CELLS + 1, row, 1, 1);
  return line;
}

static Line *
line_of (EpcTally *self, const char *nationality)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);
      if (g_strcmp0 (line->counted->nationality, nationality) == 0)
        return line;
    }
  return NULL;
}

static void
add_line (EpcTally *self, EpcTallyCount *counted)
{
  g_ptr_array_add (self->lines, line_new (self, counted));
}

static void
on_nationality_chosen (EpcTally *self)
{
  const EpcCodeList *countries = epc_code_list_find ("country");
  guint chosen = gtk_drop_down_get_selected (self->nationality);

  if (self->is_filling || chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || chosen > countries->n_codes)
    return;
  const char *nationality = countries->codes[chosen - 1].key;
  if (line_of (self, nationality) == NULL)
    add_line (self, epc_tally_count_new (nationality));
  gtk_widget_grab_focus (line_of (self, nationality)->entries[0]);
  gtk_drop_down_set_selected (self->nationality, 0);
  sync_all (self);
}

static gpointer
ask (gpointer page)
{
  EpcTally *self = page;
  EpcTallyDay *question = g_new0 (EpcTallyDay, 1);
  guint chosen = gtk_drop_down_get_selected (self->point);

  if (self->points->len > 0 && chosen < self->points->len)
    question->point = g_array_index (self->points, EpcUid, chosen);
  else
    question->point = self->wanted;
  g_strlcpy (question->direction, direction_of (self), sizeof question->direction);
  question->is_asked = date_of (self, question->date);
  return question;
}

static gpointer
work (EpcStore *store, const EpcUid *crisis, gpointer day, GCancellable *cancellable, GError **error)
{
  return epc_tally_read (store, day, error);
}

/* --- filling --- */

/* What was typed and not saved goes with the person to another day, point or direction. */
static void
remember_typed (EpcTally *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);
      for (guint c = 0; c < EPC_TALLY_CELLS; c++)
        if (is_changed (line, c))
          g_ptr_array_add (self->typed, g_strdup_printf ("%s;%u;%s", line->counted->nationality != NULL ? line->counted->nationality : "", c,
                                                         text_of (line->entries[c])));
    }
}

static void
bring_typed (EpcTally *self)
{
  for (guint i = 0; i < self->typed->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (self->typed, i), ";", 3);
      const char *nationality = *parts[0] != '\0' ? parts[0] : NULL;
      if (line_of (self, nationality) == NULL)
        add_line (self, epc_tally_count_new (nationality));
      gtk_editable_set_text (GTK_EDITABLE (line_of (self, nationality)->entries[parts[1][0] - '0']), parts[2]);
    }
  g_ptr_array_set_size (self->typed, 0);
}

static void
clear_lines (EpcTally *self)
{
  while (self->lines->len > 0)
    {
      gtk_grid_remove_row (self->grid, (int) self->lines->len);
      g_ptr_array_set_size (self->lines, (int) self->lines->len - 1);
    }
}

static void
fill_points (EpcTally *self, EpcTallyAnswer *answer)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = self->points->len > 0 ? gtk_drop_down_get_selected (self->point) : 0;

  for (guint i = 0; i < answer->titles->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (answer->titles, i));
      if (self->points->len == 0 && epc_uid_equal (&g_array_index (answer->points, EpcUid, i), &self->wanted))
        selected = i;
    }
  g_array_unref (self->points);
  self->points = g_array_ref (answer->points);
  gtk_drop_down_set_model (self->point, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->point, MIN (selected, MAX (answer->titles->len, 1) - 1));
}

static void
show (gpointer page, gpointer data)
{
  EpcTally *self = page;
  EpcTallyAnswer *answer = data;
  gboolean is_first = self->lines->len == 0;

  self->is_filling = TRUE;
  fill_points (self, answer);
  remember_typed (self);
  clear_lines (self);
  self->elsewhere = answer->elsewhere;
  for (guint i = 0; i < answer->counted->len; i++)
    add_line (self, g_ptr_array_index (answer->counted, i));
  g_ptr_array_set_free_func (answer->counted, NULL); /* the lines have them */
  bring_typed (self);
  self->is_filling = FALSE;
  sync_all (self);
  if (is_first && self->lines->len > 0)
    gtk_widget_grab_focus (((Line *) g_ptr_array_index (self->lines, 0))->entries[0]);
  epc_tally_answer_free (answer);
}

static const char *const kinds[] = { "flow_count", "flow_point", NULL };
static const EpcFeedKind tally_feed = { "tally", 50, kinds, ask, epc_tally_day_free, work, show, epc_tally_answer_free };

static void
on_chosen (EpcTally *self)
{
  if (self->is_filling)
    return;
  sync_all (self);
  epc_feed_soon (self->feed);
}

/* --- saving --- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcTally) self = data;
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  if (!epc_store_write_finish (EPC_STORE (source), result, &error))
    {
      if (self->window != NULL)
        epc_window_show_error (self->window, _("The count could not be saved"), error);
      sync_all (self);
      return;
    }
  if (self->window != NULL)
    {
      g_autofree char *text = g_strdup_printf (ngettext_ ("Saved: %s person", "Saved: %s people", (gulong) self->n_people), gtk_label_get_text (self->total));
      epc_window_toast (self->window, text, TRUE);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
run_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcTally *self = EPC_TALLY (widget);
  guint chosen = gtk_drop_down_get_selected (self->point);

  if (obstacle (self) != NULL || chosen >= self->points->len)
    return;
  EpcTallyDay *saving = g_new0 (EpcTallyDay, 1);
  saving->point = g_array_index (self->points, EpcUid, chosen);
  date_of (self, saving->date);
  g_strlcpy (saving->direction, direction_of (self), sizeof saving->direction);
  saving->counted = g_ptr_array_new_with_free_func (epc_tally_count_free);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);
      EpcTallyCount *counted = epc_tally_count_new (line->counted->nationality);
      for (guint c = 0; c < EPC_TALLY_CELLS; c++)
        {
          counted->uids[c] = line->counted->uids[c];
          counted->n[c] = people_of (line->entries[c]);
        }
      g_ptr_array_add (saving->counted, counted);
    }
  self->is_busy = TRUE;
  gtk_widget_action_set_enabled (widget, "tally.save", FALSE);
  epc_store_write_async (epc_session_store (self->session), _("Count at a point"), epc_tally_write, saving, epc_tally_day_free, NULL, on_saved,
                         g_object_ref (self));
}

static void
run_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcTally *self = EPC_TALLY (widget);
  gboolean has_typed = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    for (guint c = 0; c < EPC_TALLY_CELLS; c++)
      has_typed |= is_changed (g_ptr_array_index (self->lines, i), c);
  if (has_typed && !self->is_warned)
    gtk_label_set_text (self->note, _("Not saved yet. Esc once more leaves without saving; Ctrl+Enter saves."));
  else
    gtk_window_close (GTK_WINDOW (widget));
  self->is_warned = TRUE;
}

/* --- building --- */

static GtkWidget *
named (const char *words, GtkWidget *widget)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new_with_mnemonic (words);
  g_autofree char *plain = g_strdup (gtk_label_get_text (GTK_LABEL (label)));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_widget_add_css_class (label, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
  return box;
}

static GtkWidget *
make_head (EpcTally *self)
{
  const char *const directions[] = { epc_code_label ("flow_direction", "inflow", NULL), epc_code_label ("flow_direction", "outflow", NULL),
                                     epc_code_label ("flow_direction", "transit", NULL), epc_code_label ("flow_direction", "internal", NULL), NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *point;

  self->point = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->date = epc_date_entry_new ();
  self->direction = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (directions));
  point = named (_("_Point"), GTK_WIDGET (self->point));
  gtk_widget_set_hexpand (point, TRUE);
  gtk_box_append (GTK_BOX (head), point);
  gtk_box_append (GTK_BOX (head), named (_("_Date"), self->date));
  gtk_box_append (GTK_BOX (head), named (_("Di_rection"), GTK_WIDGET (self->direction)));
  return head;
}

static GtkWidget *
make_grid (EpcTally *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *head = gtk_label_new (_("Nationality"));

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_set_hexpand (head, TRUE);
  gtk_widget_add_css_class (head, "small");
  gtk_grid_attach (self->grid, head, 0, 0, 1, 1);
  for (guint c = 0; c <= EPC_TALLY_CELLS; c++)
    {
      GtkWidget *title = gtk_label_new (c < EPC_TALLY_CELLS ? epc_tally_cell_title (c) : _("Total"));
      gtk_label_set_xalign (GTK_LABEL (title), 1);
      gtk_widget_add_css_class (title, "small");
      if (c < EPC_TALLY_CELLS)
        epc_tip_set (title, epc_code_label ("flow_age_group", epc_tally_cell_age (c), NULL));
      gtk_grid_attach (self->grid, title, (int) c + 1, 0, 1, 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_nationality (EpcTally *self)
{
  const EpcCodeList *countries = epc_code_list_find ("country");
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Another nationality…"));
  for (guint i = 0; i < countries->n_codes; i++)
    gtk_string_list_append (names, epc_code_label ("country", countries->codes[i].key, NULL));
  self->nationality = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->nationality, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->nationality), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->nationality), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another nationality…"), -1);
  g_signal_connect_swapped (self->nationality, "notify::selected", G_CALLBACK (on_nationality_chosen), self);
  return GTK_WIDGET (self->nationality);
}

static GtkWidget *
make_foot (EpcTally *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *word = gtk_label_new (_("Total"));

  self->total = GTK_LABEL (gtk_label_new ("—"));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "heading");
  gtk_widget_set_hexpand (word, TRUE);
  gtk_widget_set_halign (word, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (foot), make_nationality (self));
  gtk_box_append (GTK_BOX (foot), word);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->total));
  return foot;
}

static GtkWidget *
make_bar (EpcTally *self)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "tally.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "tally.save");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  return bar;
}

static void
build (EpcTally *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (all), make_bar (self));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "small");
  gtk_widget_set_margin_start (body, 18);
  gtk_widget_set_margin_end (body, 18);
  gtk_widget_set_margin_top (body, 12);
  gtk_widget_set_margin_bottom (body, 18);
  gtk_box_append (GTK_BOX (body), make_head (self));
  gtk_box_append (GTK_BOX (body), make_grid (self));
  gtk_box_append (GTK_BOX (body), make_foot (self));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (all), body);
  adw_window_set_content (ADW_WINDOW (self), all);
}

static void
epc_tally_dispose (GObject *object)
{
  EpcTally *self = EPC_TALLY (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  self->is_filling = TRUE;
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->typed, g_ptr_array_unref);
  G_OBJECT_CLASS (epc_tally_parent_class)->dispose (object);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

static void
epc_tally_class_init (EpcTallyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_tally_dispose;
  gtk_widget_class_install_action (widget_class, "tally.save", NULL, run_save);
  gtk_widget_class_install_action (widget_class, "tally.close", NULL, run_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "tally.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "tally.close", NULL);
}

static void
epc_tally_init (EpcTally *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->typed = g_ptr_array_new_with_free_func (g_free);
}

void
epc_tally_open (EpcWindow *window, EpcSession *session, const EpcUid *point)
{
  EpcTally *self = g_object_new (EPC_TYPE_TALLY, "title", _("Count at a point"), "transient-for", window, "modal", TRUE, "default-width", 640,
                                 "default-height", 560, NULL);
  char today[EPC_DATE_SIZE];
  int year, month, day;

  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  if (point != NULL)
    self->wanted = *point;
  build (self);
  epc_date_today_in (epc_store_zone (epc_session_store (session)), today);
  epc_date_split (today, &year, &month, &day);
  g_autofree char *text = g_strdup_printf ("%02d/%02d/%04d", day, month, year);
  gtk_editable_set_text (GTK_EDITABLE (self->date), text);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->point, "notify::selected", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->direction, "notify::selected", G_CALLBACK (on_chosen), self);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &tally_feed);
  sync_all (self);
  gtk_window_present (GTK_WINDOW (self));
}
