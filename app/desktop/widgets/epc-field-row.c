/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One field in a form.
 */
#include "epc-field-row.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-form-rows.h"
#include "epc-tip.h"

typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  const EpcField *field;
  GtkWidget *top, *caption, *clock, *line, *control, *focus, *unit, *message, *symbol, *words, *settle;
  char *read_error, *note;
  gboolean is_loading, is_edited, is_touched, is_editable, has_history, is_focused;
} EpcFieldRowPrivate;

enum
{
  SIGNAL_EDITED,
  SIGNAL_COMMITTED,
  SIGNAL_NEXT,
  SIGNAL_HISTORY,
  SIGNAL_NEW_WANTED,
  SIGNAL_MESSAGE_ACTION,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (EpcFieldRow, epc_field_row, GTK_TYPE_BOX)

static EpcFieldRowPrivate *
private (EpcFieldRow *self)
{
  return epc_field_row_get_instance_private (self);
}

EpcStore *
epc_field_row_store (EpcFieldRow *self)
{
  return private (self)->store;
}

const EpcEntity *
epc_field_row_entity (EpcFieldRow *self)
{
  return private (self)->entity;
}

const EpcField *
epc_field_row_field (EpcFieldRow *self)
{
  return private (self)->field;
}

GtkWidget *
epc_field_row_control (EpcFieldRow *self)
{
  return private (self)->focus;
}

gboolean
epc_field_row_is_edited (EpcFieldRow *self)
{
  return private (self)->is_edited;
}

const char *
epc_field_row_read_error (EpcFieldRow *self)
{
  return private (self)->read_error;
}

gboolean
epc_field_row_is_touched (EpcFieldRow *self)
{
  return private (self)->is_touched;
}

void
epc_field_row_set_touched (EpcFieldRow *self, gboolean is_touched)
{
  private (self)->is_touched = is_touched;
}

gboolean
epc_field_row_is_editable (EpcFieldRow *self)
{
  return private (self)->is_editable;
}

/* --- reading and writing --- */

void
epc_field_row_load (EpcFieldRow *self, EpcRecord *record)
{
  EpcFieldRowPrivate *row = private (self);

  row->is_loading = TRUE;
  EPC_FIELD_ROW_GET_CLASS (self)->load (self, record);
  row->is_loading = FALSE;
  epc_field_row_settle (self);
}

void
epc_field_row_settle (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  row->is_edited = FALSE;
  g_clear_pointer (&row->read_error, g_free);
}

gboolean
epc_field_row_read (EpcFieldRow *self, EpcRecord *record)
{
  EpcFieldRowPrivate *row = private (self);
  g_autoptr (GError) error = NULL;

  if (!row->is_edited)
    return TRUE;
  g_clear_pointer (&row->read_error, g_free);
  if (EPC_FIELD_ROW_GET_CLASS (self)->read (self, record, &error))
    return TRUE;
  row->read_error = g_strdup (error != NULL ? error->message : "");
  return FALSE;
}

char *
epc_field_row_text (EpcFieldRow *self, const EpcRecord *record)
{
  const EpcField *field = private (self)->field;

  if (field->seeded == NULL)
    return g_strdup (epc_record_text (record, field->key));
  return epc_record_is_empty (record, field->key) ? NULL : epc_record_to_display (record, field->key, NULL);
}

gboolean
epc_field_row_parse (EpcFieldRow *self, EpcRecord *record, const char *text, GError **error)
{
  EpcFieldRowPrivate *row = private (self);

  if (text == NULL || epc_text_is_blank (text))
    {
      epc_record_empty (record, row->field->key);
      return TRUE;
    }
  return epc_store_parse (row->store, record, row->field->key, text, error);
}

void
epc_field_row_edited (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  if (row->is_loading)
    return;
  row->is_edited = TRUE;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

void
epc_field_row_committed (EpcFieldRow *self)
{
  if (!private (self)->is_loading)
    g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
}

void
epc_field_row_done (EpcFieldRow *self)
{
  epc_field_row_committed (self);
  g_signal_emit_by_name (self, "next");
}

void
epc_field_row_set_editable (EpcFieldRow *self, gboolean is_editable)
{
  EpcFieldRowPrivate *row = private (self);

  row->is_editable = is_editable;
  if (EPC_FIELD_ROW_GET_CLASS (self)->set_editable != NULL)
    EPC_FIELD_ROW_GET_CLASS (self)->set_editable (self, is_editable);
  else
    gtk_widget_set_sensitive (row->control, is_editable);
}

/* --- what is seen --- */

/* Assistive technology reads the message, or else the help and the unit. */
static void
describe (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);
  gboolean is_bad = gtk_widget_has_css_class (GTK_WIDGET (self), "bad");
  const char *text = epc_field_row_message (self);

  if (row->focus == NULL)
    return;
  if (text == NULL)
    text = row->note != NULL ? row->note : row->field->help != NULL ? _(row->field->help) : NULL;
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               is_bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_words (EpcFieldRow *self, const char *text, const char *icon, const char *style, const char *button)
{
  EpcFieldRowPrivate *row = private (self);

  gtk_widget_set_css_classes (row->message, (const char *[]){ style, NULL });
  gtk_image_set_from_icon_name (GTK_IMAGE (row->symbol), icon);
  gtk_widget_set_visible (row->symbol, icon != NULL);
  gtk_label_set_text (GTK_LABEL (row->words), text);
  gtk_button_set_label (GTK_BUTTON (row->settle), button != NULL ? button : "");
  gtk_widget_set_visible (row->settle, button != NULL);
  gtk_widget_set_visible (row->message, text != NULL && *text != '\0');
}

void
epc_field_row_set_message (EpcFieldRow *self, EpcFindingLevel level, const char *text, const char *button)
{
  EpcFieldRowPrivate *row = private (self);
  gboolean is_bad = text != NULL && level == EPC_FINDING_ERROR;

  if (g_strcmp0 (epc_field_row_message (self), text) == 0 && is_bad == gtk_widget_has_css_class (GTK_WIDGET (self), "bad"))
    return;
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bad");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "bad");
  if (text == NULL)
    show_words (self, row->note, NULL, "msg-note", NULL);
  else
    show_words (self, text, is_bad ? "epc-critical-symbolic" : "epc-watch-symbolic", is_bad ? "msg" : "msg-watch", button);
  describe (self);
}

const char *
epc_field_row_message (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  return gtk_widget_get_visible (row->message) && !gtk_widget_has_css_class (row->message, "msg-note")
             ? gtk_label_get_text (GTK_LABEL (row->words))
             : NULL;
}

void
epc_field_row_set_note (EpcFieldRow *self, const char *text)
{
  EpcFieldRowPrivate *row = private (self);

  if (!epc_set_text (&row->note, text) || epc_field_row_message (self) != NULL)
    return;
  show_words (self, row->note, NULL, "msg-note", NULL);
  describe (self);
}

void
epc_field_row_set_unit (EpcFieldRow *self, const char *unit)
{
  EpcFieldRowPrivate *row = private (self);

  gtk_label_set_text (GTK_LABEL (row->unit), unit != NULL ? unit : "");
  gtk_widget_set_visible (row->unit, unit != NULL && *unit != '\0');
}

void
epc_field_row_set_bare (EpcFieldRow *self, gboolean is_bare)
{
  EpcFieldRowPrivate *row = private (self);

  gtk_widget_set_visible (row->top, !is_bare);
  if (is_bare)
    epc_field_row_set_unit (self, NULL);
}

static void
update_clock (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  /* Kept in place, so that nothing moves when the focus does. */
  gtk_widget_set_opacity (row->clock, row->has_history && row->is_focused ? 1 : 0);
  gtk_widget_set_can_target (row->clock, row->has_history && row->is_focused);
}

void
epc_field_row_set_history_visible (EpcFieldRow *self, gboolean is_visible)
{
  private (self)->has_history = is_visible;
  update_clock (self);
}

void
epc_field_row_set_control (EpcFieldRow *self, GtkWidget *control, GtkWidget *focus)
{
  EpcFieldRowPrivate *row = private (self);
  const EpcField *field = row->field;
  g_autofree char *name = NULL;

  row->control = control;
  row->focus = focus != NULL ? focus : control;
  gtk_widget_set_hexpand (control, TRUE);
  gtk_box_prepend (GTK_BOX (row->line), control);
  if (field->unit != NULL)
    name = g_strdup_printf ("%s, %s", _(field->label), _(field->unit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : _(field->label), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  (field->flags & EPC_FIELD_REQUIRED) != 0, -1);
  describe (self);
}

/* --- events --- */

static void
on_clock (GtkButton *button, EpcFieldRow *self)
{
  g_signal_emit (self, signals[SIGNAL_HISTORY], 0);
}

static void
on_settle (GtkButton *button, EpcFieldRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE_ACTION], 0);
}

static void
on_focus (GtkEventControllerFocus *controller, GParamSpec *property, EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  row->is_focused = gtk_event_controller_focus_contains_focus (controller);
  update_clock (self);
}

/* --- making --- */

static void
epc_field_row_dispose (GObject *object)
{
  EpcFieldRowPrivate *row = private (EPC_FIELD_ROW (object));

  g_clear_object (&row->store);
  G_OBJECT_CLASS (epc_field_row_parent_class)->dispose (object);
}

static void
epc_field_row_finalize (GObject *object)
{
  EpcFieldRowPrivate *row = private (EPC_FIELD_ROW (object));

  g_free (row->read_error);
  g_free (row->note);
  G_OBJECT_CLASS (epc_field_row_parent_class)->finalize (object);
}

static gboolean
epc_field_row_grab_focus (GtkWidget *widget)
{
  EpcFieldRowPrivate *row = private (EPC_FIELD_ROW (widget));

  return row->focus != NULL && gtk_widget_grab_focus (row->focus);
}

static void
epc_field_row_class_init (EpcFieldRowClass *klass)
{
  static const char *const names[N_SIGNALS] = { "edited", "committed", "next", "history", "new-wanted", "message-action" };

  G_OBJECT_CLASS (klass)->dispose = epc_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_field_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = epc_field_row_grab_focus;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], EPC_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_caption (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  row->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  row->caption = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->caption), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->caption, TRUE);
  gtk_widget_add_css_class (row->caption, "caption");
  row->clock = gtk_button_new_from_icon_name ("document-open-recent-symbolic");
  gtk_widget_set_focusable (row->clock, FALSE);
  gtk_widget_add_css_class (row->clock, "flat");
  gtk_widget_add_css_class (row->clock, "clock");
  epc_tip_set (row->clock, _("History of the field (Ctrl+H)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->clock), GTK_ACCESSIBLE_PROPERTY_LABEL, _("History of the field"), -1);
  g_signal_connect (row->clock, "clicked", G_CALLBACK (on_clock), self);
  gtk_widget_set_valign (row->clock, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row->top), row->caption);
  gtk_box_append (GTK_BOX (row->top), row->clock);
  gtk_box_append (GTK_BOX (self), row->top);
  update_clock (self);
}

static void
build_message (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);

  row->message = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  row->symbol = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (row->symbol), 12);
  gtk_widget_set_valign (row->symbol, GTK_ALIGN_START);
  gtk_widget_set_margin_top (row->symbol, 2);
  row->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->words), 0);
  gtk_label_set_wrap (GTK_LABEL (row->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (row->words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (row->words), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (row->words), 20);
  gtk_widget_set_hexpand (row->words, TRUE);
  row->settle = gtk_button_new ();
  gtk_widget_add_css_class (row->settle, "small");
  gtk_widget_set_valign (row->settle, GTK_ALIGN_START);
  g_signal_connect (row->settle, "clicked", G_CALLBACK (on_settle), self);
  gtk_box_append (GTK_BOX (row->message), row->symbol);
  gtk_box_append (GTK_BOX (row->message), row->words);
  gtk_box_append (GTK_BOX (row->message), row->settle);
  gtk_widget_set_visible (row->message, FALSE);
  gtk_box_append (GTK_BOX (self), row->message);
}

static void
epc_field_row_init (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->is_editable = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  /* As high as its line: the Tab key goes by the middle of things, and a message must not change its order. */
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field");
  build_caption (self);
  row->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->unit = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->unit, "small");
  gtk_widget_add_css_class (row->unit, "faint");
  gtk_widget_set_visible (row->unit, FALSE);
  gtk_box_append (GTK_BOX (row->line), row->unit);
  gtk_box_append (GTK_BOX (self), row->line);
  build_message (self);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (on_focus), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
write_caption (EpcFieldRow *self)
{
  EpcFieldRowPrivate *row = private (self);
  const EpcField *field = row->field;
  g_autofree char *label = g_markup_escape_text (_(field->label), -1);
  g_autofree char *markup = NULL;

  if (field->flags & EPC_FIELD_REQUIRED)
    markup = g_strdup_printf ("%s  <span alpha=\"70%%\">%s</span>", label, _("required"));
  gtk_label_set_markup (GTK_LABEL (row->caption), markup != NULL ? markup : label);
  epc_tip_set (row->caption, field->help != NULL ? _(field->help) : _(field->label));
  if (field->help != NULL)
    {
      GtkWidget *help = gtk_image_new_from_icon_name ("help-about-symbolic");

      gtk_image_set_pixel_size (GTK_IMAGE (help), 12);
      gtk_widget_add_css_class (help, "faint");
      epc_tip_set (help, _(field->help));
      gtk_box_insert_child_after (GTK_BOX (row->top), help, row->caption);
    }
  /* "People, people" says it twice. */
  if (field->unit != NULL && epc_field_is_number (field) && g_ascii_strcasecmp (field->unit, field->label) != 0)
    epc_field_row_set_unit (self, _(field->unit));
}

static GType
row_type (const EpcField *field)
{
  if (field->flags & EPC_FIELD_READ_ONLY)
    return epc_form_shown_get_type ();
  if (field->flags & EPC_FIELD_PLACES)
    return epc_form_places_get_type ();
  switch (field->type)
    {
    case EPC_TYPE_LONG_TEXT:
      return epc_form_long_text_get_type ();
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return epc_form_number_get_type ();
    case EPC_TYPE_DATE:
      return epc_form_date_get_type ();
    case EPC_TYPE_MOMENT:
      return epc_form_moment_get_type ();
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
      return epc_form_choice_get_type ();
    case EPC_TYPE_CODES:
      return epc_form_codes_get_type ();
    case EPC_TYPE_PLACE:
      return epc_form_place_get_type ();
    case EPC_TYPE_REFERENCE:
      return epc_form_reference_get_type ();
    case EPC_TYPE_FILE:
      return epc_form_file_get_type ();
    case EPC_TYPE_COMPUTED:
      return epc_form_shown_get_type ();
    case EPC_TYPE_TEXT:
    default:
      return epc_form_text_get_type ();
    }
}

EpcFieldRow *
epc_field_row_new (EpcStore *store, const EpcEntity *entity, const EpcField *field)
{
  EpcFieldRow *self = g_object_new (row_type (field), NULL);
  EpcFieldRowPrivate *row = private (self);

  row->store = g_object_ref (store);
  row->entity = entity;
  row->field = field;
  write_caption (self);
  EPC_FIELD_ROW_GET_CLASS (self)->build (self);
  return self;
}
