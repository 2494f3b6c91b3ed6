/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of one record.
 *
 * @working mirrors the controls, @stored what the workspace holds; what differs is written, group by group, when a group
 * is left. A draft is written whole as soon as its required fields are there.
 */
#include "epc-record-form-private.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "desktop/application.h"
#include "desktop/window.h"
#include "epc-endorsement-note.h"
#include "epc-form-findings.h"
#include "epc-form-group.h"
#include "epc-form-layout.h"
#include "epc-form-save.h"
#include "epc-heading.h"
#include "epc-history-popover.h"
#include "epc-note.h"
#include "epc-page-work.h"
#include "epc-papers-menu.h"
#include "epc-state.h"
#include "store/epc-journal.h"
#include "store/epc-initial.h"

enum
{
  SIGNAL_SAVED,
  SIGNAL_CLOSED,
  SIGNAL_STEP,
  SIGNAL_PRINT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcRecordForm, epc_record_form, ADW_TYPE_BIN)

/* --- a draft --- */

EpcRecord *
epc_record_form_draft (EpcStore *store, const EpcEntity *entity, const EpcUid *crisis)
{
  EpcRecord *record = epc_record_new (entity);

  epc_store_fill_initial (store, record, crisis);
  return record;
}

/* --- what is seen --- */

gboolean
epc_form_is_draft (EpcRecordForm *self)
{
  return epc_record_row (self->working) == 0;
}

char *
epc_form_title (EpcRecordForm *self)
{
  if (epc_form_is_draft (self))
    return g_strdup_printf (_("New: %s"), _(self->entity->label));
  return epc_store_title (self->store, self->entity, epc_record_uid (self->working));
}

static guint
count_findings (EpcRecordForm *self, EpcFindingLevel level)
{
  guint n = 0;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    n += ((EpcFormFinding *) self->findings->pdata[i])->level == level;
  return n;
}

static char *
saved_words (EpcRecordForm *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (epc_store_zone (self->store));
  g_autoptr (GDateTime) utc = NULL, local = NULL;
  g_autofree char *time = NULL;

  if (epc_form_is_draft (self))
    return g_strdup (_("not saved yet"));
  if (self->saved_at == 0)
    return g_strdup (self->is_read_only ? _("to read only") : _("saved"));
  utc = g_date_time_new_from_unix_utc (self->saved_at / G_USEC_PER_SEC);
  local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  time = g_date_time_format (local, "%H:%M");
  return g_strdup_printf (_("saved %s"), time);
}

static void
update_title (EpcRecordForm *self)
{
  g_autofree char *title = epc_form_title (self), *saved = saved_words (self), *problems = NULL;
  g_autoptr (GString) subtitle = g_string_new (NULL);
  const char *code = epc_record_code (self->working);
  guint n = count_findings (self, EPC_FINDING_ERROR);

  if (code != NULL && g_strcmp0 (code, title) != 0)
    g_string_append_printf (subtitle, "%s · ", code);
  g_string_append (subtitle, saved);
  if (n > 0)
    {
      problems = g_strdup_printf (ngettext_ ("%u value to correct", "%u values to correct", n), n);
      g_string_append_printf (subtitle, " · %s", problems);
    }
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle->str);
}

/* What the user must know before all else: refused, not saved yet, not to be edited. */
static void
update_note (EpcRecordForm *self)
{
  g_autofree char *missing = epc_form_is_draft (self) ? epc_form_missing (self->working) : NULL;
  g_autofree char *text = NULL;
  gboolean is_ledger_draft = epc_form_is_ledger_draft (self);

  if (self->failure != NULL)
    epc_note_set (EPC_NOTE (self->note), "critical", _("Not saved"), self->failure);
  else if (missing != NULL)
    {
      text = g_strdup_printf (_("Still missing: %s."), missing);
      epc_note_set (EPC_NOTE (self->note), "info", _("Not saved yet"), text);
    }
  else if (is_ledger_draft)
    epc_note_set (EPC_NOTE (self->note), "info", _("Not entered yet"), _("An entry in a ledger cannot be changed afterwards. It is made when this form is left."));
  else if (self->is_read_only)
    epc_note_set (EPC_NOTE (self->note), "info", _("To read only"),
                  epc_record_meta (self->stored)->is_deleted ? _("This record is in the bin.")
                  : (self->entity->flags & EPC_ENTITY_APPEND_ONLY)
                      ? _("A ledger is not edited: an error is corrected by another entry that reverses it.")
                      : _("This workspace was opened to read only."));
  else if (self->has_emptied)
    epc_note_set (EPC_NOTE (self->note), "watch", _("Parts emptied"), _("They belonged to the former total. Undo brings them back."));
  else if (self->is_changed_elsewhere)
    epc_note_set (EPC_NOTE (self->note), "info", _("Changed elsewhere"), _("Another window changed this record. Its values are shown."));
  gtk_widget_set_visible (self->note, self->failure != NULL || missing != NULL || is_ledger_draft || self->is_read_only || self->has_emptied || self->is_changed_elsewhere);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
update_lists (EpcRecordForm *self)
{
  g_autofree char *n_errors = g_strdup_printf ("%u", count_findings (self, EPC_FINDING_ERROR));
  g_autofree char *n_warnings = g_strdup_printf ("%u", count_findings (self, EPC_FINDING_WARNING));

  clear_box (self->errors);
  clear_box (self->warnings);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const EpcFormFinding *finding = self->findings->pdata[i];

      gtk_box_append (GTK_BOX (finding->level == EPC_FINDING_ERROR ? self->errors : self->warnings), epc_form_finding_button (finding));
    }
  epc_heading_set (EPC_HEADING (self->errors_heading), _("To correct"), n_errors);
  epc_heading_set (EPC_HEADING (self->warnings_heading), _("Warnings"), n_warnings);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EpcFormSection *section = self->sections->pdata[i];
      guint n = section->n_errors > 0 ? section->n_errors : section->n_warnings;
      g_autofree char *text = g_strdup_printf ("%u", n);

      epc_state_set (EPC_STATE (section->state), n == 0 ? NULL : section->n_errors > 0 ? "critical" : "watch", text);
      gtk_widget_set_visible (section->state, n > 0);
    }
}

static gboolean
is_shown_only (const EpcField *field)
{
  return field->type == EPC_TYPE_COMPUTED || (field->flags & EPC_FIELD_READ_ONLY);
}

void
epc_form_validate (EpcRecordForm *self)
{
  g_clear_handle_id (&self->validate_source, g_source_remove);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL && is_shown_only (&self->entity->fields[i]))
      epc_field_row_load (self->rows->pdata[i], self->working);
  self->findings = epc_form_findings (self->store, self->working, self->rows, self->sections);
  for (guint i = 0; i < self->groups->len; i++)
    epc_form_group_update (self->groups->pdata[i], self->working, self->stored);
  update_lists (self);
  update_note (self);
  update_title (self);
}

static gboolean
on_validate (gpointer data)
{
  EpcRecordForm *self = data;

  self->validate_source = 0;
  epc_form_validate (self);
  return G_SOURCE_REMOVE;
}

static void
validate_later (EpcRecordForm *self)
{
  if (self->validate_source == 0)
    self->validate_source = g_timeout_add (60, on_validate, self);
}

static void
load_rows (EpcRecordForm *self)
{
  gboolean is_open = !self->is_read_only;

  epc_endorsement_note_show (self->endorsement, self->store, self->stored);
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      {
        epc_field_row_load (self->rows->pdata[i], self->working);
        epc_field_row_set_touched (self->rows->pdata[i], !epc_form_is_draft (self));
        epc_field_row_set_editable (self->rows->pdata[i], is_open);
        epc_field_row_set_history_visible (self->rows->pdata[i], !epc_form_is_draft (self));
      }
}

void
epc_form_update_actions (EpcRecordForm *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "form.delete",
                                 !epc_form_is_draft (self) && !epc_store_is_read_only (self->store)
                                     && !(self->entity->flags & EPC_ENTITY_APPEND_ONLY));
  gtk_widget_action_set_enabled (widget, "form.duplicate", !epc_form_is_draft (self) && !epc_store_is_read_only (self->store));
  gtk_widget_action_set_enabled (widget, "form.history", !epc_form_is_draft (self));
}

/* --- rows --- */

static void
on_edited (EpcFieldRow *row, EpcRecordForm *self)
{
  epc_form_read_row (self, row);
  /* What was refused is not what stands there now. */
  if (epc_form_is_ledger_draft (self))
    g_clear_pointer (&self->failure, g_free);
  validate_later (self);
}

static gboolean
is_in_frame (EpcFieldRow *row)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (row), EPC_TYPE_FORM_GROUP) != NULL;
}

/* A choice is saved at once, except inside a tied group: that is saved when it is left. */
static void
on_committed (EpcFieldRow *row, EpcRecordForm *self)
{
  epc_field_row_set_touched (row, TRUE);
  if (!is_in_frame (row))
    epc_form_commit_group (self, epc_field_group (epc_field_row_field (row)));
  validate_later (self);
}

static void
on_next (EpcFieldRow *row, EpcRecordForm *self)
{
  EpcFieldRow *below = epc_form_group_below (row);

  if (below != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (below));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
set_field (EpcRecordForm *self, const char *key, const char *value)
{
  int index = epc_entity_field_index (self->entity, key);
  EpcFieldRow *row = index >= 0 ? self->rows->pdata[index] : NULL;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  if (value == NULL || *value == '\0')
    epc_record_empty (self->working, key);
  else if (!epc_store_parse (self->store, self->working, key, value, &error))
    {
      epc_field_row_set_message (row, EPC_FINDING_ERROR, error->message, NULL);
      return;
    }
  epc_field_row_load (row, self->working);
  epc_form_commit_group (self, epc_field_group (&self->entity->fields[index]));
  epc_form_validate (self);
}

static void
on_restore (EpcHistoryPopover *popover, const char *value, EpcRecordForm *self)
{
  set_field (self, epc_field_row_field (EPC_FIELD_ROW (gtk_widget_get_parent (GTK_WIDGET (popover))))->key, value);
}

void
epc_form_show_history (EpcFieldRow *row, EpcRecordForm *self)
{
  EpcHistoryPopover *popover;

  if (epc_form_is_draft (self))
    return;
  popover = epc_history_popover_open (row, self->stored);
  g_signal_connect_object (popover, "restore", G_CALLBACK (on_restore), self, 0);
}

static void
on_settle (EpcFormGroup *group, const char *key, const char *value, EpcRecordForm *self)
{
  set_field (self, key, value);
}

/* The button beside a point that lies wrong: latitude and longitude change places. */
static void
on_message_action (EpcFieldRow *row, EpcRecordForm *self)
{
  const char *group = epc_field_group (epc_field_row_field (row));
  g_autoptr (GPtrArray) members = epc_entity_group (self->entity, group);
  const EpcField *lat = NULL, *lon = NULL;
  double latitude;

  for (guint i = 0; i < members->len; i++)
    {
      const EpcField *field = members->pdata[i];

      lat = field->type == EPC_TYPE_LATITUDE ? field : lat;
      lon = field->type == EPC_TYPE_LONGITUDE ? field : lon;
    }
  if (lat == NULL || lon == NULL)
    return;
  latitude = epc_record_decimal (self->working, lat->key);
  epc_record_set_decimal (self->working, lat->key, epc_record_decimal (self->working, lon->key));
  epc_record_set_decimal (self->working, lon->key, latitude);
  for (guint i = 0; i < self->rows->len; i++)
    if (&self->entity->fields[i] == lat || &self->entity->fields[i] == lon)
      epc_field_row_load (self->rows->pdata[i], self->working);
  epc_form_commit_group (self, group);
  epc_form_validate (self);
}

/* --- a new record for a reference --- */

typedef struct
{
  EpcRecordForm *form;
  GtkWidget *window;
  char *key;
} NewReference;

static void
new_reference_free (gpointer data, GClosure *closure)
{
  NewReference *new = data;

  g_object_unref (new->form);
  g_free (new->key);
  g_free (new);
}

static void
on_reference_saved (EpcRecordForm *inner, EpcRecord *record, NewReference *new)
{
  char uid[EPC_UID_TEXT_SIZE];

  set_field (new->form, new->key, epc_uid_to_text (epc_record_uid (record), uid));
}

static void
on_new_wanted (EpcFieldRow *row, EpcRecordForm *self)
{
  const EpcField *field = epc_field_row_field (row);
  const EpcEntity *target = epc_entity_find (field->target);
  GtkWidget *window = adw_window_new (), *inner = epc_record_form_new (self->store, NULL, target);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *title = g_strdup_printf (_("New: %s"), _(target->label));
  NewReference *new = g_new0 (NewReference, 1);

  new->form = g_object_ref (self);
  new->key = g_strdup (field->key);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 640);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_widget_add_css_class (window, "epc");
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  adw_window_set_content (ADW_WINDOW (window), inner);
  g_signal_connect_data (inner, "saved", G_CALLBACK (on_reference_saved), new, new_reference_free, 0);
  g_signal_connect_swapped (inner, "closed", G_CALLBACK (gtk_window_destroy), window);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- focus --- */

static void
select_section (EpcRecordForm *self, EpcFieldRow *row)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      EpcFormSection *section = self->sections->pdata[i];

      if (g_ptr_array_find (section->rows, row, NULL))
        gtk_list_box_select_row (GTK_LIST_BOX (self->section_list), GTK_LIST_BOX_ROW (section->side));
    }
}

void
epc_form_leave_row (EpcRecordForm *self, EpcFieldRow *next)
{
  EpcFieldRow *old = self->current;
  const char *group;

  self->current = next;
  if (old == NULL)
    return;
  group = epc_field_group (epc_field_row_field (old));
  epc_field_row_set_touched (old, TRUE);
  epc_form_read_row (self, old);
  if (next == NULL || !g_str_equal (group, epc_field_group (epc_field_row_field (next))))
    epc_form_commit_group (self, group);
  validate_later (self);
}

static void
on_focus_changed (EpcRecordForm *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, EPC_TYPE_FIELD_ROW) : NULL;
  EpcFieldRow *next = row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? EPC_FIELD_ROW (row) : NULL;

  if (next == self->current)
    return;
  epc_form_leave_row (self, next);
  if (next != NULL)
    select_section (self, next);
}

static void
on_window_active (EpcRecordForm *self)
{
  if (self->root != NULL && !gtk_window_is_active (GTK_WINDOW (self->root)) && self->current != NULL)
    epc_form_leave_row (self, self->current);
}

static void
epc_record_form_root (GtkWidget *widget)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  GTK_WIDGET_CLASS (epc_record_form_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (self->root))
    self->root = NULL;
  if (self->root == NULL)
    return;
  g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (on_focus_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->root, "notify::is-active", G_CALLBACK (on_window_active), self, G_CONNECT_SWAPPED);
}

static void
epc_record_form_unroot (GtkWidget *widget)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  if (self->root != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->root, self);
      epc_form_leave_row (self, NULL);
      epc_form_commit_group (self, NULL);
    }
  self->root = NULL;
  GTK_WIDGET_CLASS (epc_record_form_parent_class)->unroot (widget);
}

/* --- changes from elsewhere --- */

static gboolean
may_edit (EpcRecordForm *self, EpcRecord *record)
{
  return !epc_store_is_read_only (self->store) && !epc_record_meta (record)->is_deleted
         && !((self->entity->flags & EPC_ENTITY_APPEND_ONLY) && epc_record_row (record) != 0);
}

/* The stamp alone does not tell: one from a clock far ahead stays the record's until then. */
static gboolean
is_same (EpcRecord *fresh, EpcRecord *stored)
{
  const EpcRecordMeta *now = epc_record_meta (fresh), *before = epc_record_meta (stored);

  if (now->seen == before->seen)
    return TRUE;
  if (now->changed != before->changed || now->is_deleted != before->is_deleted)
    return FALSE;
  for (guint i = 0; i < epc_record_entity (fresh)->n_fields; i++)
    if (!epc_value_equal (epc_record_value (fresh, i), epc_record_value (stored, i)))
      return FALSE;
  return TRUE;
}

void
epc_form_reload (EpcRecordForm *self)
{
  g_autoptr (EpcRecord) fresh = NULL;

  if (epc_form_is_draft (self) || epc_form_visit_pending (self->visit) > 0)
    return;
  fresh = epc_store_get (self->store, self->entity, epc_record_uid (self->stored), NULL);
  if (fresh == NULL || is_same (fresh, self->stored))
    return;
  epc_form_take_stored (self, fresh, NULL);
  self->has_emptied = FALSE;
  if (self->is_read_only == may_edit (self, fresh))
    {
      /* Undo took the record away, or redo brought it back. */
      self->is_read_only = !self->is_read_only;
      load_rows (self);
      epc_form_update_actions (self);
    }
  epc_form_validate (self);
}

static void
on_store_changed (EpcStore *store, EpcChange *change, EpcRecordForm *self)
{
  gboolean is_listed = change->entity == NULL;
  gint64 row = epc_record_row (self->working);

  if (epc_form_is_draft (self) || (change->entity != NULL && change->entity != self->entity))
    return;
  for (guint i = 0; change->updated != NULL && i < change->updated->len && !is_listed; i++)
    is_listed = g_array_index (change->updated, gint64, i) == row;
  if (is_listed || change->updated == NULL)
    {
      self->is_changed_elsewhere |= change->is_foreign && is_listed && change->entity != NULL;
      epc_form_reload (self);
    }
}

/* --- the list of sections --- */

static void
on_section_activated (GtkListBox *list, GtkListBoxRow *row, EpcRecordForm *self)
{
  EpcFormSection *section = g_object_get_data (G_OBJECT (row), "epc-section");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_point_t point;

  for (guint i = 0; i < section->rows->len; i++)
    if (epc_field_row_is_editable (section->rows->pdata[i]) && gtk_widget_grab_focus (section->rows->pdata[i]))
      break;
  if (gtk_widget_compute_point (section->heading, self->fields, &GRAPHENE_POINT_INIT (0, 0), &point))
    gtk_adjustment_set_value (adjustment, point.y);
}

static void
fill_section_list (EpcRecordForm *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      EpcFormSection *section = self->sections->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (section->title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      gtk_widget_set_margin_top (label, 5);
      gtk_widget_set_margin_bottom (label, 5);
      gtk_widget_set_hexpand (label, TRUE);
      section->state = epc_state_new (NULL, NULL, "plain");
      gtk_widget_set_visible (section->state, FALSE);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), section->state);
      section->side = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (section->side), box);
      g_object_set_data (G_OBJECT (section->side), "epc-section", section);
      gtk_list_box_append (GTK_LIST_BOX (self->section_list), section->side);
    }
}

/* --- public --- */

EpcRecord *
epc_record_form_record (EpcRecordForm *self)
{
  return self->working;
}

void
epc_record_form_set_neighbours (EpcRecordForm *self, gboolean has_previous, gboolean has_next)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.previous", has_previous);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.next", has_next);
}

void
epc_record_form_set_where (EpcRecordForm *self, GtkWidget *widget)
{
  adw_bin_set_child (ADW_BIN (self->where), widget);
  gtk_widget_set_visible (self->where_heading, widget != NULL);
}

gboolean
epc_record_form_focus_field (EpcRecordForm *self, const char *field)
{
  int index = epc_entity_field_index (self->entity, field);

  return index >= 0 && self->rows->pdata[index] != NULL && gtk_widget_grab_focus (self->rows->pdata[index]);
}

EpcFieldRow *
epc_record_form_row (EpcRecordForm *self, const char *field)
{
  int index = epc_entity_field_index (self->entity, field);

  return index >= 0 ? self->rows->pdata[index] : NULL;
}

/* What can be printed of this record stands last in the menu. A record that is not saved has no papers. */
static void
show_papers (EpcRecordForm *self)
{
  if (self->has_papers)
    g_menu_remove (self->menu, g_menu_model_get_n_items (G_MENU_MODEL (self->menu)) - 1);
  self->has_papers = FALSE;
  if (epc_record_row (self->stored) == 0)
    return;
  g_autoptr (GMenuModel) papers = epc_papers_of_record (self->stored);
  if (g_menu_model_get_n_items (papers) == 0)
    return;
  g_menu_append_section (self->menu, _("Papers"), papers);
  self->has_papers = TRUE;
}

void
epc_record_form_set_record (EpcRecordForm *self, EpcRecord *record)
{
  if (self->working != NULL)
    {
      epc_form_leave_row (self, NULL);
      epc_form_commit_group (self, NULL);
      epc_form_end_visit (self);
    }
  g_clear_object (&self->working);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->failure, g_free);
  self->working = epc_record_copy (record);
  self->stored = epc_record_copy (record);
  self->saved_at = 0;
  self->is_inserting = self->is_changed_elsewhere = self->has_emptied = FALSE;
  self->is_read_only = !may_edit (self, record);
  load_rows (self);
  show_papers (self);
  epc_form_update_actions (self);
  epc_form_validate (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* --- making --- */

static void
epc_record_form_dispose (GObject *object)
{
  EpcRecordForm *self = EPC_RECORD_FORM (object);

  g_clear_handle_id (&self->validate_source, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  self->current = NULL;
  g_clear_pointer (&self->visit, epc_form_visit_unref);
  /* GTK 4.8 unparents what the template bound, the bin would do so again */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), EPC_TYPE_RECORD_FORM);
  G_OBJECT_CLASS (epc_record_form_parent_class)->dispose (object);
}

static void
epc_record_form_finalize (GObject *object)
{
  EpcRecordForm *self = EPC_RECORD_FORM (object);

  g_clear_object (&self->working);
  g_clear_object (&self->stored);
  g_clear_object (&self->store);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->failure);
  G_OBJECT_CLASS (epc_record_form_parent_class)->finalize (object);
}

static void
epc_record_form_class_init (EpcRecordFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_record_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_record_form_finalize;
  widget_class->root = epc_record_form_root;
  widget_class->unroot = epc_record_form_unroot;
  signals[SIGNAL_SAVED] = g_signal_new ("saved", EPC_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        EPC_TYPE_RECORD);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", EPC_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STEP] = g_signal_new ("step-requested", EPC_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                       1, G_TYPE_INT);
  signals[SIGNAL_PRINT] = g_signal_new ("print-requested", EPC_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        0);
  epc_form_install_actions (widget_class);
  g_type_ensure (EPC_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class, EPC_RESOURCE "/ui/epc-record-form.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, EpcRecordForm, child)
  BIND (menu);
  BIND (title);
  BIND (back);
  BIND (print_button);
  BIND (outer);
  BIND (inner);
  BIND (side);
  BIND (section_list);
  BIND (scroller);
  BIND (fields);
  BIND (pane);
  BIND (state_slot);
  BIND (errors_heading);
  BIND (errors);
  BIND (warnings_heading);
  BIND (warnings);
  BIND (where_heading);
  BIND (where);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_section_activated);
}

static void
epc_record_form_init (EpcRecordForm *self)
{
  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->note = epc_note_new ("info", NULL, NULL);
  gtk_widget_set_margin_bottom (self->note, 8);
  gtk_box_append (GTK_BOX (self->state_slot), self->note);
  self->endorsement = epc_endorsement_note_new ();
  gtk_box_append (GTK_BOX (self->state_slot), self->endorsement);
  /* In a narrow window the fields stay. */
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), self->inner);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->inner), self->scroller);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.previous", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.next", FALSE);
}

static void
connect_rows (EpcRecordForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      EpcFieldRow *row = self->rows->pdata[i];

      if (row == NULL)
        continue;
      g_signal_connect (row, "edited", G_CALLBACK (on_edited), self);
      g_signal_connect (row, "committed", G_CALLBACK (on_committed), self);
      g_signal_connect (row, "next", G_CALLBACK (on_next), self);
      g_signal_connect (row, "history", G_CALLBACK (epc_form_show_history), self);
      g_signal_connect (row, "new-wanted", G_CALLBACK (on_new_wanted), self);
      g_signal_connect (row, "message-action", G_CALLBACK (on_message_action), self);
    }
  for (guint i = 0; i < self->groups->len; i++)
    g_signal_connect (self->groups->pdata[i], "settle", G_CALLBACK (on_settle), self);
}

GtkWidget *
epc_record_form_new (EpcStore *store, EpcRecord *record, const EpcEntity *entity)
{
  EpcRecordForm *self = g_object_new (EPC_TYPE_RECORD_FORM, NULL);
  g_autoptr (EpcRecord) draft = record == NULL ? epc_record_form_draft (store, entity, NULL) : NULL;

  self->store = g_object_ref (store);
  self->entity = record != NULL ? epc_record_entity (record) : entity;
  self->visit = epc_form_visit_new (store);
  self->sections = epc_form_layout (store, self->entity, GTK_BOX (self->fields), self->rows, self->groups);
  fill_section_list (self);
  connect_rows (self);
  epc_record_form_set_record (self, record != NULL ? record : draft);
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return GTK_WIDGET (self);
}
