/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The filters of a list.
 */
#include "epc-filter-popover.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-place-picker.h"
#include "epc-reference-picker.h"
#include "model/epc-code-list.h"

typedef struct
{
  char *label, *field, *value, *text; /* @text: a condition as written; else field, op, value */
  EpcOperator op;
  GtkWidget *chip;
  gint64 count; /* −1: not counted yet */
} Condition;

struct _EpcFilterPopover
{
  GtkPopover parent_instance;

  EpcStore *store;
  const EpcEntity *entity;
  GPtrArray *conditions;
  GtkWidget *chips, *rows, *clear, *field_drop, *op_drop, *value_slot, *message, *add;
  GtkWidget *value; /* entry, proposal entry or drop-down of codes */
  GArray *fields;   /* guint: index of each field offered */
  GArray *ops;      /* EpcOperator of each offered */
  GCancellable *counting;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcFilterPopover, epc_filter_popover, GTK_TYPE_POPOVER)

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_free (condition->label);
  g_free (condition->field);
  g_free (condition->value);
  g_free (condition->text);
  g_free (condition);
}

/* --- words --- */

static const char *
op_label (EpcOperator op, EpcFieldType type)
{
  gboolean is_date = type == EPC_TYPE_DATE || type == EPC_TYPE_MOMENT;

  switch (op)
    {
    case EPC_OP_EQUAL:
      return _("is");
    case EPC_OP_NOT_EQUAL:
      return _("is not");
    case EPC_OP_LESS:
      return is_date ? _("before") : _("less than");
    case EPC_OP_LESS_EQUAL:
      return is_date ? _("until") : _("at most");
    case EPC_OP_GREATER:
      return is_date ? _("after") : _("more than");
    case EPC_OP_GREATER_EQUAL:
      return is_date ? _("since") : _("at least");
    case EPC_OP_CONTAINS:
      return _("contains");
    case EPC_OP_EMPTY:
      return _("is empty");
    case EPC_OP_NOT_EMPTY:
      return _("is filled in");
    case EPC_OP_IN:
      return _("is one of");
    case EPC_OP_WITHIN:
    default:
      return _("lies in");
    }
}

/* Operators that make sense for a type, the likeliest first. */
static guint
ops_of (EpcFieldType type, const EpcOperator **ops)
{
  static const EpcOperator texts[] = { EPC_OP_CONTAINS, EPC_OP_EQUAL, EPC_OP_NOT_EQUAL, EPC_OP_EMPTY, EPC_OP_NOT_EMPTY };
  static const EpcOperator numbers[] = { EPC_OP_GREATER_EQUAL, EPC_OP_LESS_EQUAL, EPC_OP_EQUAL,    EPC_OP_NOT_EQUAL,
                                         EPC_OP_GREATER,       EPC_OP_LESS,       EPC_OP_EMPTY, EPC_OP_NOT_EMPTY };
  static const EpcOperator codes[] = { EPC_OP_EQUAL, EPC_OP_NOT_EQUAL, EPC_OP_EMPTY, EPC_OP_NOT_EMPTY };
  static const EpcOperator several[] = { EPC_OP_CONTAINS, EPC_OP_EMPTY, EPC_OP_NOT_EMPTY };
  static const EpcOperator places[] = { EPC_OP_WITHIN, EPC_OP_EQUAL, EPC_OP_EMPTY, EPC_OP_NOT_EMPTY };
  static const EpcOperator files[] = { EPC_OP_NOT_EMPTY, EPC_OP_EMPTY };

#define USE(array) (*ops = array, G_N_ELEMENTS (array))
  switch (type)
    {
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
      return USE (texts);
    case EPC_TYPE_CODES:
      return USE (several);
    case EPC_TYPE_CODE:
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_REFERENCE:
      return USE (codes);
    case EPC_TYPE_PLACE:
      return USE (places);
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
      return USE (files);
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_DATE:
    case EPC_TYPE_MOMENT:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
    default:
      return USE (numbers);
    }
#undef USE
}

static char *
value_shown (EpcStore *store, const EpcField *field, const char *value)
{
  g_auto (EpcValue) parsed = EPC_VALUE_INIT;
  EpcUid uid;

  if (field->type == EPC_TYPE_PLACE)
    return epc_store_place_name (store, value);
  if (field->type == EPC_TYPE_REFERENCE)
    {
      const EpcEntity *target = epc_entity_find (field->target);

      if (target != NULL && epc_store_find_uid (store, target, value, &uid, NULL))
        return epc_store_title (store, target, &uid);
      return g_strdup (value);
    }
  if (strchr (value, ';') == NULL && epc_value_parse (field, value, &parsed, NULL))
    return epc_value_to_display (field, &parsed, NULL);
  return g_strdup (value);
}

char *
epc_filter_describe (EpcStore *store, const EpcEntity *entity, const char *key, EpcOperator op, const char *value)
{
  const EpcField *field = epc_entity_field (entity, key);
  const char *label = field != NULL ? _(field->label) : key;
  g_autofree char *text = NULL;

  if (op == EPC_OP_EMPTY || op == EPC_OP_NOT_EMPTY)
    return g_strdup_printf (op == EPC_OP_EMPTY ? _("%s: empty") : _("%s: filled in"), label);
  text = field != NULL && value != NULL ? value_shown (store, field, value) : g_strdup (value != NULL ? value : "");
  switch (op)
    {
    case EPC_OP_NOT_EQUAL:
      return g_strdup_printf (_("%s ≠ %s"), label, text);
    case EPC_OP_LESS:
      return g_strdup_printf (_("%s < %s"), label, text);
    case EPC_OP_LESS_EQUAL:
      return g_strdup_printf (_("%s ≤ %s"), label, text);
    case EPC_OP_GREATER:
      return g_strdup_printf (_("%s > %s"), label, text);
    case EPC_OP_GREATER_EQUAL:
      return g_strdup_printf (_("%s ≥ %s"), label, text);
    case EPC_OP_CONTAINS:
      return g_strdup_printf (_("%s: “%s”"), label, text);
    case EPC_OP_EQUAL:
    case EPC_OP_IN:
    case EPC_OP_WITHIN:
    case EPC_OP_EMPTY:
    case EPC_OP_NOT_EMPTY:
    default:
      return g_strdup_printf (_("%s: %s"), label, text);
    }
}

/* --- chips --- */

static void
label_chip (Condition *condition)
{
  g_autofree char *count = condition->count >= 0 ? epc_language_integer (epc_language_get (NULL), condition->count) : NULL;
  g_autofree char *text = count != NULL ? g_strdup_printf ("%s  %s", condition->label, count) : g_strdup (condition->label);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (condition->chip));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (condition->chip, condition->label);
}

static void fill_rows (EpcFilterPopover *self);

static void
on_chip (GtkToggleButton *chip, EpcFilterPopover *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_drop_condition (GtkButton *button, EpcFilterPopover *self)
{
  Condition *condition = g_object_get_data (G_OBJECT (button), "epc-condition");

  gtk_box_remove (GTK_BOX (self->chips), condition->chip);
  g_ptr_array_remove (self->conditions, condition);
  fill_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The conditions there are, each with a button that drops it. */
static void
fill_rows (EpcFilterPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      Condition *condition = self->conditions->pdata[i];
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (condition->label);
      GtkWidget *drop = gtk_button_new_from_icon_name ("window-close-symbolic");
      g_autofree char *name = g_strdup_printf (_("Drop the filter “%s”"), condition->label);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (drop, "flat");
      gtk_widget_set_tooltip_text (drop, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (drop), "epc-condition", condition);
      g_signal_connect (drop, "clicked", G_CALLBACK (on_drop_condition), self);
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (GTK_BOX (row), drop);
      gtk_box_append (GTK_BOX (self->rows), row);
    }
  gtk_widget_set_visible (self->rows, self->conditions->len > 0);
  gtk_widget_set_visible (self->clear, self->conditions->len > 0);
  gtk_widget_set_visible (self->chips, self->conditions->len > 0);
}

static gboolean
take_condition (EpcFilterPopover *self, Condition *condition, gboolean is_on, GError **error)
{
  g_autoptr (EpcQuery) trial = epc_query_new (self->entity);
  gboolean is_right;
  GtkWidget *label;

  if (self->conditions->len >= EPC_FILTER_MAX_CHIPS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("There are %d filters already. Drop one first."), EPC_FILTER_MAX_CHIPS);
      condition_free (condition);
      return FALSE;
    }
  is_right = condition->text != NULL
                 ? epc_query_where_text (trial, self->store, condition->text, error)
                 : epc_query_where (trial, self->store, condition->field, condition->op, condition->value, error);
  if (!is_right)
    {
      condition_free (condition);
      return FALSE;
    }
  if (condition->label == NULL)
    condition->label = condition->text != NULL ? g_strdup (condition->text)
                                               : epc_filter_describe (self->store, self->entity, condition->field, condition->op,
                                                                      condition->value);
  condition->count = -1;
  condition->chip = gtk_toggle_button_new ();
  label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_button_set_child (GTK_BUTTON (condition->chip), label);
  gtk_widget_add_css_class (condition->chip, "chip");
  gtk_widget_set_valign (condition->chip, GTK_ALIGN_CENTER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (condition->chip), is_on);
  g_signal_connect (condition->chip, "toggled", G_CALLBACK (on_chip), self);
  label_chip (condition);
  gtk_box_append (GTK_BOX (self->chips), condition->chip);
  g_ptr_array_add (self->conditions, condition);
  fill_rows (self);
  if (is_on)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

gboolean
epc_filter_popover_add (EpcFilterPopover *self, const char *label, const char *field, EpcOperator op, const char *value,
                        gboolean is_on, GError **error)
{
  Condition *condition = g_new0 (Condition, 1);

  condition->label = g_strdup (label);
  condition->field = g_strdup (field);
  condition->op = op;
  condition->value = g_strdup (value);
  return take_condition (self, condition, is_on, error);
}

gboolean
epc_filter_popover_add_text (EpcFilterPopover *self, const char *label, const char *text, gboolean is_on, GError **error)
{
  Condition *condition = g_new0 (Condition, 1);

  condition->label = g_strdup (label);
  condition->text = g_strdup (text);
  return take_condition (self, condition, is_on, error);
}

void
epc_filter_popover_clear (EpcFilterPopover *self)
{
  guint n = self->conditions->len;

  for (guint i = 0; i < n; i++)
    gtk_box_remove (GTK_BOX (self->chips), ((Condition *) self->conditions->pdata[i])->chip);
  g_ptr_array_set_size (self->conditions, 0);
  fill_rows (self);
  if (n > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_on (const Condition *condition)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (condition->chip));
}

static void
apply (EpcFilterPopover *self, const Condition *condition, EpcQuery *query)
{
  g_autoptr (GError) error = NULL;
  gboolean done = condition->text != NULL
                      ? epc_query_where_text (query, self->store, condition->text, &error)
                      : epc_query_where (query, self->store, condition->field, condition->op, condition->value, &error);

  if (!done)
    g_message ("Filter “%s”: %s", condition->label, error->message);
}

guint
epc_filter_popover_n_on (EpcFilterPopover *self)
{
  guint n = 0;

  for (guint i = 0; i < self->conditions->len; i++)
    n += is_on (self->conditions->pdata[i]);
  return n;
}

void
epc_filter_popover_apply (EpcFilterPopover *self, EpcQuery *query)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (is_on (self->conditions->pdata[i]))
      apply (self, self->conditions->pdata[i], query);
}

/* --- counting --- */

typedef struct
{
  EpcStore *store;
  GPtrArray *queries; /* EpcQuery */
  GArray *counts;     /* gint64 */
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_object_unref (counting->store);
  g_ptr_array_unref (counting->queries);
  g_array_unref (counting->counts);
  g_free (counting);
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Counting *counting = data;

  for (guint i = 0; i < counting->queries->len; i++)
    {
      gint64 n = epc_query_count (counting->queries->pdata[i], counting->store, cancellable, NULL);

      g_array_append_val (counting->counts, n);
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcFilterPopover *self = EPC_FILTER_POPOVER (source);
  Counting *counting = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || counting->counts->len != self->conditions->len)
    return;
  for (guint i = 0; i < self->conditions->len; i++)
    {
      Condition *condition = self->conditions->pdata[i];

      condition->count = g_array_index (counting->counts, gint64, i);
      label_chip (condition);
    }
}

void
epc_filter_popover_count (EpcFilterPopover *self, const EpcQuery *base)
{
  g_autoptr (GTask) task = NULL;
  Counting *counting;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->conditions->len == 0)
    return;
  counting = g_new0 (Counting, 1);
  counting->store = g_object_ref (self->store);
  counting->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_query_free);
  counting->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->conditions->len; i++)
    {
      EpcQuery *query = base != NULL ? epc_query_copy (base) : epc_query_new (self->entity);

      apply (self, self->conditions->pdata[i], query);
      g_ptr_array_add (counting->queries, query);
    }
  self->counting = g_cancellable_new ();
  task = g_task_new (self, self->counting, on_counted, NULL);
  g_task_set_source_tag (task, epc_filter_popover_count);
  g_task_set_task_data (task, counting, counting_free);
  g_task_run_in_thread (task, count_in_thread);
}

/* --- making a condition --- */

static const EpcField *
chosen_field (EpcFilterPopover *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->field_drop));

  return selected < self->fields->len ? &self->entity->fields[g_array_index (self->fields, guint, selected)] : NULL;
}

static EpcOperator
chosen_op (EpcFilterPopover *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->op_drop));

  return selected < self->ops->len ? g_array_index (self->ops, EpcOperator, selected) : EPC_OP_EQUAL;
}

static void
show_message (EpcFilterPopover *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->message), text != NULL ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
}

static GtkWidget *
make_code_drop (const EpcField *field)
{
  const EpcCodeList *list = epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop;

  for (guint i = 0; list != NULL && i < list->n_codes; i++)
    gtk_string_list_append (labels, epc_code_text (list, &list->codes[i], NULL));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)),
                            gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), list != NULL && list->n_codes > 8);
  g_object_set_data (G_OBJECT (drop), "epc-list", (gpointer) list);
  return drop;
}

static void on_add (GtkWidget *widget, EpcFilterPopover *self);

static void
make_value (EpcFilterPopover *self)
{
  const EpcField *field = chosen_field (self);
  EpcOperator op = chosen_op (self);

  if (self->value != NULL)
    gtk_box_remove (GTK_BOX (self->value_slot), self->value);
  self->value = NULL;
  show_message (self, NULL);
  if (field == NULL || op == EPC_OP_EMPTY || op == EPC_OP_NOT_EMPTY)
    return;
  if (field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES || field->type == EPC_TYPE_YES_NO)
    self->value = make_code_drop (field);
  else if (field->type == EPC_TYPE_PLACE)
    self->value = epc_place_picker_new (self->store);
  else if (field->type == EPC_TYPE_REFERENCE)
    self->value = epc_reference_picker_new (self->store, epc_entity_find (field->target));
  else
    {
      self->value = gtk_entry_new ();
      if (field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT)
        gtk_entry_set_placeholder_text (GTK_ENTRY (self->value), _("DD/MM/YYYY"));
      g_signal_connect (self->value, "activate", G_CALLBACK (on_add), self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Value of the filter"), -1);
  gtk_widget_set_hexpand (self->value, TRUE);
  gtk_box_append (GTK_BOX (self->value_slot), self->value);
}

static void
on_op (GtkDropDown *drop, GParamSpec *property, EpcFilterPopover *self)
{
  make_value (self);
}

static void
on_field (GtkDropDown *drop, GParamSpec *property, EpcFilterPopover *self)
{
  const EpcField *field = chosen_field (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const EpcOperator *ops;
  guint n = field != NULL ? ops_of (field->type, &ops) : 0;

  g_array_set_size (self->ops, 0);
  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (self->ops, ops[i]);
      gtk_string_list_append (labels, op_label (ops[i], field->type));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->op_drop), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->op_drop), 0);
  make_value (self);
}

/* The value as canonical text. NULL with @error: not right. */
static char *
read_value (EpcFilterPopover *self, const EpcField *field, GError **error)
{
  const char *typed;
  char iso[EPC_DATE_SIZE];

  if (GTK_IS_DROP_DOWN (self->value))
    {
      const EpcCodeList *list = g_object_get_data (G_OBJECT (self->value), "epc-list");
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->value));

      if (list != NULL && selected < list->n_codes)
        return g_strdup (list->codes[selected].key);
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("Choose a value."));
      return NULL;
    }
  if (EPC_IS_PROPOSAL_ENTRY (self->value))
    {
      EpcProposalEntry *entry = EPC_PROPOSAL_ENTRY (self->value);

      typed = epc_proposal_entry_value (entry) != NULL ? epc_proposal_entry_value (entry) : epc_proposal_entry_text (entry);
      if (field->type == EPC_TYPE_PLACE && !epc_text_is_blank (typed))
        return epc_place_picker_pcode (entry, self->store, NULL, error);
    }
  else
    typed = gtk_editable_get_text (GTK_EDITABLE (self->value));
  if (epc_text_is_blank (typed))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("Type a value."));
      return NULL;
    }
  if ((field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT)
      && epc_date_parse (typed, EPC_DATE_ORDER_DAY_FIRST, iso))
    return g_strdup (iso);
  return g_strdup (typed);
}

static void
on_add (GtkWidget *widget, EpcFilterPopover *self)
{
  const EpcField *field = chosen_field (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (field == NULL)
    return;
  if (self->value != NULL)
    value = read_value (self, field, &error);
  if (error == NULL)
    epc_filter_popover_add (self, NULL, field->key, chosen_op (self), value, TRUE, &error);
  show_message (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- making --- */

static void
epc_filter_popover_dispose (GObject *object)
{
  EpcFilterPopover *self = EPC_FILTER_POPOVER (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->conditions != NULL)
    for (guint i = 0; i < self->conditions->len; i++)
      g_signal_handlers_disconnect_by_data (((Condition *) self->conditions->pdata[i])->chip, self);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_clear_object (&self->chips);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (epc_filter_popover_parent_class)->dispose (object);
}

static void
epc_filter_popover_finalize (GObject *object)
{
  EpcFilterPopover *self = EPC_FILTER_POPOVER (object);

  g_array_unref (self->fields);
  g_array_unref (self->ops);
  G_OBJECT_CLASS (epc_filter_popover_parent_class)->finalize (object);
}

static void
epc_filter_popover_class_init (EpcFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_filter_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_filter_popover_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", EPC_TYPE_FILTER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          0);
}

static void
epc_filter_popover_init (EpcFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ops = g_array_new (FALSE, FALSE, sizeof (EpcOperator));
  self->chips = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->clear = gtk_button_new_with_label (_("Clear all"));
  self->value_slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->message = gtk_label_new (NULL);
  self->add = gtk_button_new_with_label (_("Add the filter"));
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->message), 36);
  gtk_widget_add_css_class (self->message, "critical");
  gtk_widget_add_css_class (self->message, "small");
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_widget_set_size_request (box, 300, -1);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (epc_filter_popover_clear), self);
  g_signal_connect (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->clear);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_object_set_data (G_OBJECT (self), "epc-box", box);
}

static void
build_maker (EpcFilterPopover *self, GtkWidget *box)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->entity->n_fields; i++)
    if (epc_field_is_stored (&self->entity->fields[i]) && self->entity->fields[i].sensitivity < EPC_SENSITIVITY_STRICT)
      {
        g_array_append_val (self->fields, i);
        gtk_string_list_append (labels, _(self->entity->fields[i].label));
      }
  self->field_drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)),
                                        gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->field_drop), self->fields->len > 8);
  self->op_drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field_drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->op_drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Condition"), -1);
  g_signal_connect (self->field_drop, "notify::selected", G_CALLBACK (on_field), self);
  g_signal_connect (self->op_drop, "notify::selected", G_CALLBACK (on_op), self);
  gtk_box_append (GTK_BOX (box), self->field_drop);
  gtk_box_append (GTK_BOX (box), self->op_drop);
  gtk_box_append (GTK_BOX (box), self->value_slot);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->add);
}

GtkWidget *
epc_filter_popover_new (EpcStore *store, const EpcEntity *entity)
{
  EpcFilterPopover *self = g_object_new (EPC_TYPE_FILTER_POPOVER, NULL);

  self->store = g_object_ref (store);
  self->entity = entity;
  build_maker (self, g_object_get_data (G_OBJECT (self), "epc-box"));
  on_field (NULL, NULL, self);
  fill_rows (self);
  return GTK_WIDGET (self);
}

GtkWidget *
epc_filter_popover_chips (EpcFilterPopover *self)
{
  return self->chips;
}
