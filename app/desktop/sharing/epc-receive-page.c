/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The review of a package: who signed it, from which workspace, and what exactly would be new, changed, gone or in conflict. It was tried
 * in a write that was taken back; nothing is written before the blue button is pressed.
 */
#include "sharing.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-line-list.h"
#include "desktop/widgets/epc-narrow.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/widgets/epc-thread.h"
#include "epc-sharing-data.h"
#include "store/epc-care.h"
#include "store/epc-vector.h"

#define NARROW 760

#define EPC_TYPE_RECEIVE_PAGE (epc_receive_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcReceivePage, epc_receive_page, EPC, RECEIVE_PAGE, GtkBox)

/* What the list shows: the conflicts, then the kinds of EpcCameKind. */
#define N_CHIPS (1 + EPC_N_CAME)

struct _EpcReceivePage
{
  GtkBox parent_instance;
  EpcSession *session;
  EpcPackage *package;
  EpcCame *came; /* NULL: one before it has not come */
  char *why_not;
  gboolean is_trusted, is_busy;
  GtkWidget *title, *apply, *part, *trust_box, *trust, *once, *strip, *chips[N_CHIPS], *panes, *list, *detail, *left;
};

G_DEFINE_FINAL_TYPE (EpcReceivePage, epc_receive_page, GTK_TYPE_BOX)

static char *
number (gint64 value)
{
  return epc_language_integer (epc_language_get (NULL), value);
}

static const char *
office_of (EpcReceivePage *self)
{
  const EpcPackageHead *head = epc_package_head (self->package);

  return head->office_name != NULL ? head->office_name : _ ("An office without a name");
}

/* --- applying --- */

typedef struct
{
  EpcStore *store;
  EpcPackage *package;
  gboolean accept_unknown;
  EpcMergeCounts counts;
  guint n_aside;
} Task;

static void
task_free (gpointer data)
{
  g_object_unref (((Task *) data)->store);
  g_free (data);
}

static gboolean
apply (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  /* As it was before others' changes came. */
  g_autofree char *backup = epc_store_backup (task->store, NULL, cancellable, error);

  return backup != NULL
         && epc_package_take_in (task->store, task->package, task->accept_unknown, &task->counts, &task->n_aside, cancellable, error);
}

static void
tell_done (EpcWindow *window, const Task *task)
{
  g_autofree char *new = number (task->counts.n_inserted), *changed = number (task->counts.n_updated), *waiting = number (task->counts.n_conflicts);
  /* Translators: numbers of records */
  g_autofree char *text = g_strdup_printf (_ ("Merged: %s new, %s changed, %s to decide"), new, changed, waiting);

  epc_window_toast (window, text, TRUE);
}

static void
on_applied (gpointer source, gpointer task, const GError *error)
{
  EpcReceivePage *self = EPC_RECEIVE_PAGE (source);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  self->is_busy = FALSE;
  if (window == NULL)
    return;
  if (error != NULL && !g_error_matches (error, EPC_ERROR, EPC_ERROR_CONFLICT))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      epc_window_show_error (window, _ ("The package could not be merged"), error);
      return;
    }
  /* Another file may have been opened over it meanwhile. */
  if (epc_window_pushed (window) == GTK_WIDGET (self))
    epc_window_pop (window);
  epc_window_go_to (window, "resources", "offices");
  epc_section_page_show_entity (epc_window_section_page (window), "own");
  if (error == NULL)
    tell_done (window, task);
  else
    epc_window_show_error (window, _ ("The package is kept aside"), error);
}

static void
on_apply (EpcReceivePage *self)
{
  Task *task;

  if (self->is_busy)
    return;
  task = g_new0 (Task, 1);
  task->store = g_object_ref (epc_session_store (self->session));
  task->package = self->package;
  task->accept_unknown = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->once));
  self->is_busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  gtk_button_set_label (GTK_BUTTON (self->apply), _ ("Merging…"));
  epc_thread_run (self, NULL, apply, on_applied, task, task_free);
}

static void
on_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (!EPC_RECEIVE_PAGE (widget)->is_busy && window != NULL)
    epc_window_pop (window);
}

/* --- trust --- */

static void
show_trust (EpcReceivePage *self)
{
  const EpcPackageHead *head = epc_package_head (self->package);
  g_autofree char *words = epc_key_words (head->public_key), *body = NULL;

  if (self->is_trusted)
    {
      body = g_strdup_printf (_ ("Signed with the key: %s"), words);
      epc_note_set (EPC_NOTE (self->trust), "ok", _ ("The signature is right and the key is trusted"), body);
    }
  else
    {
      /* Translators: who made the package, the words of the key */
      body = g_strdup_printf (_ ("Call %s and compare these words with those that “Key…” shows there: %s. A key that is not compared may be "
                                 "anybody's."),
                              head->author != NULL ? head->author : office_of (self), words);
      epc_note_set (EPC_NOTE (self->trust), "watch", _ ("The signature is right, but the key is not trusted here yet"), body);
    }
  epc_note_set_button (EPC_NOTE (self->trust), self->is_trusted ? NULL : _ ("They are the same: trust"),
                       self->is_trusted ? NULL : "receive.trust");
  gtk_widget_set_visible (self->once, !self->is_trusted);
  gtk_widget_set_sensitive (self->apply, self->is_trusted || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->once)));
  gtk_widget_set_tooltip_text (self->apply, gtk_widget_get_sensitive (self->apply) ? NULL : _ ("Trust the key first, or merge this once without"));
}

typedef struct
{
  EpcStore *store;
  guint8 key[32];
  char *name;
} Trust;

static void
trust_free (gpointer data)
{
  Trust *trust = data;

  g_object_unref (trust->store);
  g_free (trust->name);
  g_free (trust);
}

static void
trust_thread (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  Trust *trust = data;
  GError *error = NULL;

  if (epc_share_trust (trust->store, trust->key, trust->name, &error))
    g_task_return_boolean (gtask, TRUE);
  else
    g_task_return_error (gtask, error);
}

static void
on_trusted (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcReceivePage *self = EPC_RECEIVE_PAGE (source);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->is_trusted = TRUE;
      if (window != NULL)
        {
          show_trust (self);
          gtk_widget_grab_focus (self->apply);
        }
    }
  else if (window != NULL)
    epc_window_show_error (window, _ ("The key could not be trusted"), error);
}

static void
on_trust (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcReceivePage *self = EPC_RECEIVE_PAGE (widget);
  const EpcPackageHead *head = epc_package_head (self->package);
  Trust *trust;

  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  trust = g_new0 (Trust, 1);
  trust->store = g_object_ref (epc_session_store (self->session));
  memcpy (trust->key, head->public_key, sizeof trust->key);
  trust->name = g_strdup (head->office_name);
  g_autoptr (GTask) gtask = g_task_new (self, NULL, on_trusted, NULL);
  g_task_set_source_tag (gtask, on_trust);
  g_task_set_task_data (gtask, trust, trust_free);
  g_task_run_in_thread (gtask, trust_thread);
}

/* --- what it would bring --- */

static guint
chosen_chip (EpcReceivePage *self)
{
  for (guint i = 0; i < N_CHIPS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
      return i;
  return 0;
}

static void
fill_list (EpcReceivePage *self)
{
  static const char *const states[EPC_N_CAME] = { "info", "half", "critical" };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint chip = chosen_chip (self);

  for (guint i = 0; self->came != NULL && chip == 0 && i < self->came->conflicts->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (self->came->conflicts, i);
      g_autofree char *title = epc_store_title (epc_session_store (self->session), conflict->entity, &conflict->uid);
      g_autofree char *label = epc_sharing_group_label (conflict), *note = g_strdup_printf ("%s · %s", _ (conflict->entity->label), label);
      g_ptr_array_add (lines, epc_line_new (g_str_equal (conflict->group, "deleted") ? "critical" : "watch", title, note, i));
    }
  for (guint i = 0; self->came != NULL && chip > 0 && i < self->came->records->len; i++)
    {
      const EpcCameRecord *record = g_ptr_array_index (self->came->records, i);
      if (record->kind == chip - 1)
        g_ptr_array_add (lines, epc_line_new (states[record->kind], record->title, _ (record->entity->label), i));
    }
  epc_line_list_set (EPC_LINE_LIST (self->list), lines);
}

static void
add_line (GtkGrid *grid, int row, const char *label, const char *before, const char *after)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic"), *old = epc_label_new (before != NULL ? before : _ ("empty"), "faint");

  gtk_widget_set_hexpand (old, TRUE);
  gtk_grid_attach (grid, epc_label_new (label, "group-label"), 0, row, 1, 1);
  gtk_grid_attach (grid, old, 1, row, 1, 1);
  gtk_grid_attach (grid, arrow, 2, row, 1, 1);
  GtkWidget *new = epc_label_new (after != NULL ? after : _ ("empty"), "total");
  gtk_widget_set_hexpand (new, TRUE);
  gtk_grid_attach (grid, new, 3, row, 1, 1);
}

static void
show_came (EpcReceivePage *self, const EpcCameRecord *record)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_box_append (GTK_BOX (self->detail), epc_label_new (record->title, "page-title"));
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ (record->entity->label), "faint"));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_set_margin_top (grid, 8);
  for (guint i = 0; record->fields != NULL && i < record->fields->len; i++)
    {
      const EpcCameField *field = g_ptr_array_index (record->fields, i);
      add_line (GTK_GRID (grid), (int) i, _ (field->field->label), field->before, field->after);
    }
  gtk_box_append (GTK_BOX (self->detail), grid);
  if (record->kind == EPC_CAME_NEW)
    gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ ("Not known here until now."), NULL));
  else if (record->kind == EPC_CAME_DELETED)
    gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ ("Deleted there, and not changed here since. It goes to the bin and can be brought back."), NULL));
}

/* An office from which nothing came yet is known by the package alone. */
static const char *
place_of (EpcReceivePage *self, const EpcConflictSide *side)
{
  const EpcPackageHead *head = epc_package_head (self->package);
  g_autofree char *hex = epc_replica_to_hex (&head->replica);

  return side->place != NULL && strlen (side->place) == 8 && g_str_has_prefix (hex, side->place) ? office_of (self) : side->place;
}

static void
add_side (EpcReceivePage *self, const EpcConflict *conflict, const EpcConflictSide *side)
{
  g_autofree char *text = epc_sharing_side_text (conflict, side), *origin = epc_sharing_side_origin (epc_session_store (self->session), NULL, side),
                  *whose = g_strjoin (" · ", side->is_mine ? _ ("Mine") : _ ("Theirs"), place_of (self, side), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *faint = epc_label_new (origin, "small");

  gtk_widget_add_css_class (faint, "faint");
  gtk_box_append (GTK_BOX (box), epc_label_new (whose, "group-label"));
  gtk_box_append (GTK_BOX (box), epc_label_new (text, "side-value"));
  gtk_box_append (GTK_BOX (box), faint);
  gtk_widget_add_css_class (box, "pick");
  gtk_widget_add_css_class (box, side->is_mine ? "mine" : "theirs");
  gtk_box_append (GTK_BOX (self->detail), box);
}

static void
show_conflict (EpcReceivePage *self, const EpcConflict *conflict)
{
  EpcStore *store = epc_session_store (self->session);
  g_autofree char *title = epc_store_title (store, conflict->entity, &conflict->uid), *label = epc_sharing_group_label (conflict);
  g_autoptr (EpcConflictSides) sides = epc_conflict_sides (store, conflict, NULL);

  gtk_box_append (GTK_BOX (self->detail), epc_label_new (title, "page-title"));
  gtk_box_append (GTK_BOX (self->detail), epc_label_new (label, "section"));
  for (guint i = 0; sides != NULL && i < sides->sides->len; i++)
    add_side (self, conflict, g_ptr_array_index (sides->sides, i));
  if (sides != NULL && sides->before != NULL && sides->before->len > 0)
    {
      g_autofree char *before = epc_sharing_values_text (sides->before);
      gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ ("Before, in both"), "small"));
      gtk_box_append (GTK_BOX (self->detail), epc_label_new (before, "side-value"));
    }
  gtk_box_append (GTK_BOX (self->detail),
                  epc_label_new (g_str_equal (conflict->group, "deleted")
                                  ? _ ("One office deleted it, the other changed it. It stays until you decide; nothing is guessed.")
                                  : _ ("Both offices changed it. You choose after merging; the newer is shown until then."),
                              NULL));
}

static void
show_detail (EpcReceivePage *self)
{
  EpcLine *line = epc_line_list_chosen (EPC_LINE_LIST (self->list));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->detail)) != NULL)
    gtk_box_remove (GTK_BOX (self->detail), child);
  if (self->came == NULL)
    gtk_box_append (GTK_BOX (self->detail), epc_note_new ("watch", _ ("A package before this one is missing"), self->why_not));
  else if (line == NULL)
    gtk_box_append (GTK_BOX (self->detail), epc_label_new (_ ("None."), "faint"));
  else if (chosen_chip (self) == 0)
    show_conflict (self, g_ptr_array_index (self->came->conflicts, line->at));
  else
    show_came (self, g_ptr_array_index (self->came->records, line->at));
}

static void
on_chip (EpcReceivePage *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip) && self->package != NULL)
    fill_list (self);
}

/* "24 sites · 5 contacts". */
static char *
kinds_of (EpcReceivePage *self, EpcCameKind kind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0, n = 0; i < self->came->entities->len && n < 3; i++)
    {
      const EpcCameEntity *one = &g_array_index (self->came->entities, EpcCameEntity, i);
      if (one->n[kind] == 0)
        continue;
      g_autofree char *value = number (one->n[kind]);
      g_string_append_printf (text, "%s%s: %s", n++ > 0 ? " · " : "", _ (one->n[kind] == 1 ? one->entity->label : one->entity->plural), value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_strip (EpcReceivePage *self)
{
  static const char *const titles[EPC_N_CAME] = { N_ ("New"), N_ ("Changed there"), N_ ("Deleted there") };
  guint n_life = epc_came_n_deletions (self->came), n_groups = self->came->conflicts->len - n_life;
  g_autofree char *groups = number (n_groups), *life = number (n_life);

  for (guint i = 0; i < EPC_N_CAME; i++)
    {
      g_autofree char *value = number (self->came->n[i]), *kinds = kinds_of (self, (EpcCameKind) i);
      epc_strip_add (EPC_STRIP (self->strip), _ (titles[i]), value, ngettext_ ("record", "records", (gulong) self->came->n[i]),
                     *kinds != '\0' ? kinds : _ ("None"));
    }
  EpcFigure *both = epc_strip_add (EPC_STRIP (self->strip), _ ("Changed on both sides"), groups, ngettext_ ("value", "values", n_groups),
                                   _ ("The newer is shown; you choose"));
  EpcFigure *gone = epc_strip_add (EPC_STRIP (self->strip), _ ("Deleted and changed"), life, ngettext_ ("record", "records", n_life),
                                   _ ("You decide: nothing is guessed"));
  epc_figure_set_state (both, n_groups > 0 ? "watch" : NULL);
  epc_figure_set_state (gone, n_life > 0 ? "critical" : NULL);
}

static void
fill_chips (EpcReceivePage *self)
{
  const char *const forms[N_CHIPS] = { _ ("To decide: %s"), _ ("New ones: %s"), _ ("Changed: %s"), _ ("Deleted: %s") };
  guint first = 0;

  for (guint i = N_CHIPS; i > 0; i--)
    {
      gint64 n = self->came == NULL ? 0 : i == 1 ? self->came->conflicts->len : self->came->n[i - 2];
      g_autofree char *value = number (n), *text = g_strdup_printf (forms[i - 1], value);
      gtk_button_set_label (GTK_BUTTON (self->chips[i - 1]), text);
      gtk_widget_set_visible (self->chips[i - 1], self->came != NULL);
      if (n > 0)
        first = i - 1;
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[first]), TRUE);
}

static void
show_part (EpcReceivePage *self, const EpcPackageHead *head)
{
  /* Translators: %s is the name of a crisis */
  g_autofree char *title = g_strdup_printf (_ ("A part: only the records of %s"), head->crisis_name != NULL ? head->crisis_name : "?");

  epc_note_set (EPC_NOTE (self->part), "watch", title,
                _ ("And what they refer to. What else this office changed is still missing here, and comes with a package of all records."));
}

static void
fill (EpcReceivePage *self, const char *file_name)
{
  const EpcPackageHead *head = epc_package_head (self->package);
  g_autofree char *size = g_format_size ((guint64) head->size), *replica = epc_replica_to_hex (&head->replica);
  gint64 n = self->came == NULL ? 0 : self->came->n[EPC_CAME_NEW] + self->came->n[EPC_CAME_CHANGED] + self->came->n[EPC_CAME_DELETED];
  g_autofree char *changes = number (n);
  g_autoptr (GDateTime) made = head->made != NULL ? g_date_time_new_from_iso8601 (head->made, NULL) : NULL;
  g_autofree char *when = made != NULL ? epc_session_moment_text (epc_session_store (self->session), g_date_time_to_unix (made) * G_USEC_PER_SEC)
                                       : g_strdup ("?");
  /* Translators: %s is the name of an office */
  g_autofree char *title = g_strdup_printf (_ ("Package from %s"), office_of (self));
  /* Translators: file, size, first digits of the workspace, who made it, when */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s · workspace %.8s · %s, %s"), file_name, size, replica,
                                               head->author != NULL ? head->author : "?", when);
  g_autofree char *label = self->came == NULL ? g_strdup (_ ("Keep aside"))
                           : n == 0           ? g_strdup (_ ("Note that it came"))
                                              : g_strdup_printf (ngettext_ ("Merge %s record", "Merge %s records", (gulong) n), changes);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  gtk_button_set_label (GTK_BUTTON (self->apply), label);
  self->is_trusted = epc_share_is_trusted (epc_session_store (self->session), head->public_key);
  show_trust (self);
  gtk_widget_set_visible (self->part, !epc_uid_is_nil (&head->crisis));
  if (!epc_uid_is_nil (&head->crisis))
    show_part (self, head);
  gtk_widget_set_visible (self->strip, self->came != NULL);
  gtk_widget_set_visible (self->left, self->came != NULL);
  if (self->came != NULL)
    fill_strip (self);
  fill_chips (self);
  fill_list (self);
}

/* --- building --- */

static void
fold (gboolean is_narrow, gpointer data)
{
  EpcReceivePage *self = data;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, is_narrow ? -1 : 420, is_narrow ? 240 : -1);
}

static GtkWidget *
make_head (EpcReceivePage *self)
{
  GtkWidget *header = adw_header_bar_new (), *leave = gtk_button_new_with_label (_ ("Leave it for later"));

  self->title = adw_window_title_new ("", "");
  self->apply = gtk_button_new ();
  gtk_widget_add_css_class (self->apply, "suggested-action");
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "page.leave");
  gtk_widget_set_tooltip_text (leave, _ ("Back without merging (Esc)"));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_STRICT);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), leave);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static GtkWidget *
make_trust (EpcReceivePage *self)
{
  self->trust_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->part = epc_note_new ("watch", "", "");
  self->trust = epc_note_new ("watch", "", "");
  self->once = gtk_check_button_new_with_label (_ ("Merge this once, without trusting the key"));
  g_signal_connect_object (self->once, "toggled", G_CALLBACK (show_trust), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->trust_box, "toolbar-row");
  gtk_box_append (GTK_BOX (self->trust_box), self->part);
  gtk_box_append (GTK_BOX (self->trust_box), self->trust);
  gtk_box_append (GTK_BOX (self->trust_box), self->once);
  return self->trust_box;
}

static GtkWidget *
make_left (EpcReceivePage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_CHIPS; i++)
    {
      self->chips[i] = epc_chip_new ("", i > 0 ? GTK_TOGGLE_BUTTON (self->chips[0]) : NULL);
      g_signal_connect_object (self->chips[i], "toggled", G_CALLBACK (on_chip), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), self->chips[i]);
    }
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), bar);
  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = epc_line_list_new (_ ("What the package brings"));
  gtk_widget_set_vexpand (self->list, TRUE);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->left), scrolled);
  gtk_box_append (GTK_BOX (self->left), self->list);
  gtk_widget_set_size_request (self->left, 420, -1);
  return self->left;
}

static void
epc_receive_page_dispose (GObject *object)
{
  EpcReceivePage *self = EPC_RECEIVE_PAGE (object);

  g_clear_pointer (&self->package, epc_package_free);
  g_clear_pointer (&self->came, epc_came_free);
  g_clear_pointer (&self->why_not, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_receive_page_parent_class)->dispose (object);
}

static void
epc_receive_page_class_init (EpcReceivePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_receive_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "receive.trust", NULL, on_trust);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.leave", NULL);
}

static void
epc_receive_page_init (EpcReceivePage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->strip = epc_strip_new ();
  gtk_widget_add_css_class (self->strip, "strip");
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->detail, "pane-pad");
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->detail);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (self->panes, TRUE);
  gtk_box_append (GTK_BOX (self->panes), make_left (self));
  gtk_box_append (GTK_BOX (self->panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->panes), scrolled);
  gtk_box_append (GTK_BOX (self), make_head (self));
  gtk_box_append (GTK_BOX (self), epc_narrow_new (NARROW, fold, self));
  gtk_box_append (GTK_BOX (self), make_trust (self));
  gtk_box_append (GTK_BOX (self), self->strip);
  gtk_box_append (GTK_BOX (self), self->panes);
}

void
epc_receive_page_open (EpcWindow *window, EpcSession *session, EpcPackage *package, EpcCame *came, const char *why_not, const char *file_name)
{
  EpcReceivePage *self = g_object_new (EPC_TYPE_RECEIVE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->package = package;
  self->came = came;
  self->why_not = g_strdup (why_not);
  fill (self, file_name);
  epc_window_push (window, GTK_WIDGET (self));
  gtk_widget_grab_focus (self->is_trusted ? self->apply : self->list);
}
