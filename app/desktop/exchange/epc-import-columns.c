/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of columns, and the choice of a field for one of them.
 */
#include "epc-import-columns.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "exchange/epc-peek.h"
#include "exchange/epc-wide.h"
#include "widgets/epc-answer-column.h"
#include "widgets/epc-state.h"

/* One line of the list: a column of the mapping. */
#define EPC_TYPE_IMPORT_COLUMN (epc_import_column_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportColumn, epc_import_column, EPC, IMPORT_COLUMN, GObject)

struct _EpcImportColumn
{
  GObject parent_instance;
  EpcColumn *facts; /* the mapping's */
};

G_DEFINE_FINAL_TYPE (EpcImportColumn, epc_import_column, G_TYPE_OBJECT)

static void
epc_import_column_class_init (EpcImportColumnClass *klass)
{
}

static void
epc_import_column_init (EpcImportColumn *self)
{
}

struct _EpcImportColumns
{
  GtkBox parent_instance;
  GtkWidget *view;
  GListStore *lines;
  EpcMapping *mapping; /* not owned */
};

enum { CHANGED, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcImportColumns, epc_import_columns, GTK_TYPE_BOX)

/* --- words for a column --- */

static void
header_of (gpointer item, char **text, const char **state, gpointer data)
{
  const EpcColumn *facts = ((EpcImportColumn *) item)->facts;
  char letters[EPC_COLUMN_LETTERS];
  const char *name = *facts->header != '\0' ? facts->header : facts->hxl != NULL ? facts->hxl : "";

  *text = g_strdup_printf ("%s  %s", epc_column_letters (facts->index, letters), name);
  g_strdelimit (*text, "\n\r\t", ' ');
}

static const char *
known_by_word (const EpcColumn *facts)
{
  if (facts->role == EPC_COLUMN_PERSONAL)
    return _ ("looks like personal data");
  switch (facts->match)
    {
    case EPC_MATCH_HXL:
      return _ ("HXL tag");
    case EPC_MATCH_KEY:
      return _ ("name of the field");
    case EPC_MATCH_LABEL:
      return _ ("label");
    case EPC_MATCH_SYNONYM:
      return _ ("other name");
    case EPC_MATCH_USER:
      return _ ("your choice");
    case EPC_MATCH_NONE:
    default:
      return facts->role == EPC_COLUMN_PLACE ? _ ("admin level") : facts->role == EPC_COLUMN_UNKNOWN ? _ ("not recognised") : "";
    }
}

static void
known_by_of (gpointer item, char **text, const char **state, gpointer data)
{
  *text = g_strdup (known_by_word (((EpcImportColumn *) item)->facts));
}

static void
example_of (gpointer item, char **text, const char **state, gpointer data)
{
  const EpcColumn *facts = ((EpcImportColumn *) item)->facts;
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (facts->samples) && facts->samples[i] != NULL; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " · " : "", facts->samples[i]);
  *text = g_strdelimit (g_strdup (all->str), "\n\r\t", ' ');
}

/* A shape on the map fills several fields: the outline says it for all of them, of a point the position. NULL: it is no shape. */
static char *
shape_of (EpcImportColumns *self, const EpcColumn *facts)
{
  const EpcField *latitude = NULL, *longitude = NULL;

  for (guint i = 0; i < self->mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (self->mapping->bindings, EpcBinding, i);
      if (binding->column >= self->mapping->columns->len || g_ptr_array_index (self->mapping->columns, binding->column) != facts)
        continue;
      if (binding->field->flags & EPC_FIELD_GEOMETRY)
        return g_strdup (_ (binding->field->label));
      latitude = binding->field->type == EPC_TYPE_LATITUDE ? binding->field : latitude;
      longitude = binding->field->type == EPC_TYPE_LONGITUDE ? binding->field : longitude;
    }
  return latitude != NULL && longitude != NULL ? g_strdup_printf ("%s, %s", _ (latitude->label), _ (longitude->label)) : NULL;
}

static char *
field_of (EpcImportColumns *self, const EpcColumn *facts)
{
  char *shape = shape_of (self, facts);

  return shape != NULL ? shape : g_strdup (_ (facts->field->label));
}

static char *
destination_of (EpcImportColumns *self, const EpcColumn *facts, const char **state)
{
  g_autofree char *field = NULL;
  static const char *const sets[] = { N_ ("Place"), N_ ("Place of origin"), N_ ("Place of destination") };

  *state = "na";
  switch (facts->role)
    {
    case EPC_COLUMN_FIELD:
      *state = "ok";
      field = field_of (self, facts);
      if (facts->entity != epc_mapping_entity (self->mapping))
        /* Translators: field · kind of record that it belongs to */
        return g_strdup_printf (_ ("%s · %s"), field, _ (facts->entity->label));
      return g_steal_pointer (&field);
    case EPC_COLUMN_PLACE:
      *state = "ok";
      return facts->is_code ? g_strdup_printf (_ ("%s, P-code of level %d"), _ (sets[MIN (facts->place_set, 2)]), facts->place_level)
                            : g_strdup_printf (_ ("%s, name of level %d"), _ (sets[MIN (facts->place_set, 2)]), facts->place_level);
    case EPC_COLUMN_IDENTITY:
      *state = "ok";
      return g_strdup (_ ("Which record it is"));
    case EPC_COLUMN_PART:
      *state = "ok";
      return epc_wide_tells (self->mapping->wide, facts->index);
    case EPC_COLUMN_UNKNOWN:
      *state = "pending";
      return g_strdup (_ ("Goes nowhere"));
    case EPC_COLUMN_PERSONAL:
    case EPC_COLUMN_IGNORED:
    case EPC_COLUMN_BLANK:
    default:
      return g_strdup (_ ("Not imported"));
    }
}

/* --- choosing a field --- */

typedef struct
{
  EpcImportColumns *self;
  guint column; /* index in the sheet */
  const EpcEntity *entity;
  const EpcField *field; /* NULL: leave the column out */
} Choice;

static void
choice_free (gpointer choice, GClosure *closure)
{
  g_free (choice);
}

static guint
position_of (EpcImportColumns *self, guint index)
{
  for (guint i = 0; i < self->mapping->columns->len; i++)
    if (((EpcColumn *) g_ptr_array_index (self->mapping->columns, i))->index == index)
      return i;
  return G_MAXUINT;
}

static void
on_chosen (GtkButton *button, Choice *choice)
{
  EpcImportColumns *self = choice->self;
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  g_autoptr (GError) error = NULL;
  guint at = position_of (self, choice->column);

  if (at == G_MAXUINT)
    return;
  if (epc_mapping_set_column (self->mapping, at, choice->entity, choice->field, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (popover));
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    {
      gtk_popover_popdown (GTK_POPOVER (popover));
      g_signal_emit (self, signals[REFUSED], 0, error->message);
    }
}

static GtkWidget *
add_choice (EpcImportColumns *self, GtkWidget *rows, guint column, const EpcEntity *entity, const EpcField *field, const char *title)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (title);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ self, column, entity, field };
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "popover-row");
  g_object_set_data_full (G_OBJECT (button), "epc-folded", epc_text_fold (title), g_free);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_chosen), choice, choice_free, 0);
  gtk_box_append (GTK_BOX (rows), button);
  return button;
}

static void
on_search (GtkSearchEntry *search, GtkWidget *rows)
{
  g_autofree char *wanted = epc_text_fold (gtk_editable_get_text (GTK_EDITABLE (search)));

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const char *folded = g_object_get_data (G_OBJECT (row), "epc-folded");
      gtk_widget_set_visible (row, folded != NULL ? strstr (folded, wanted) != NULL : *wanted == '\0');
    }
}

static gboolean
takes_a_column (const EpcField *field)
{
  return epc_field_is_stored (field) && !(field->flags & EPC_FIELD_READ_ONLY) && field->type != EPC_TYPE_FILE;
}

static void
fill_choices (EpcImportColumns *self, GtkWidget *rows, guint column)
{
  add_choice (self, rows, column, NULL, NULL, _ ("Do not import this column"));
  for (guint t = 0; t < self->mapping->targets->len; t++)
    {
      const EpcEntity *entity = g_array_index (self->mapping->targets, EpcTarget, t).entity;
      GtkWidget *heading = gtk_label_new (_ (entity->label));

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "group-label");
      gtk_widget_add_css_class (heading, "popover-heading");
      gtk_box_append (GTK_BOX (rows), heading);
      for (guint f = 0; f < entity->n_fields; f++)
        if (takes_a_column (&entity->fields[f]))
          add_choice (self, rows, column, entity, &entity->fields[f], _ (entity->fields[f].label));
    }
}

static void
make_popover (GtkMenuButton *button, gpointer data)
{
  EpcImportColumns *self = data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  EpcImportColumn *line = g_object_get_data (G_OBJECT (button), "epc-line");

  if (line == NULL)
    return;
  fill_choices (self, rows, line->facts->index);
  g_object_set (search, "placeholder-text", _ ("Find a field"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a field"), -1);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (search), 50);
  g_signal_connect (search, "search-changed", G_CALLBACK (on_search), rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), rows);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_widget_set_focusable (scrolled, FALSE); /* the first choice takes the focus, not what scrolls it */
  gtk_widget_set_size_request (scrolled, 300, -1);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* --- the column of destinations --- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, EpcImportColumns *self)
{
  GtkWidget *button = gtk_menu_button_new (), *state = epc_state_new ("ok", "", "plain");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "destination");
  epc_state_set_ellipsize (EPC_STATE (state), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), state);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, self, NULL);
  gtk_list_item_set_child (item, button);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, EpcImportColumns *self)
{
  GtkWidget *button = gtk_list_item_get_child (item);
  EpcImportColumn *line = gtk_list_item_get_item (item);
  const char *state;
  g_autofree char *text = destination_of (self, line->facts, &state), *name = NULL;

  /* Translators: a column of a file, and where it goes */
  name = g_strdup_printf (_ ("%s goes to: %s"), line->facts->header, text);
  epc_state_set (EPC_STATE (gtk_menu_button_get_child (GTK_MENU_BUTTON (button))), state, text);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, text);
  g_object_set_data (G_OBJECT (button), "epc-line", line);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, EpcImportColumns *self)
{
  GtkWidget *button = gtk_list_item_get_child (item);

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), NULL);
  g_object_set_data (G_OBJECT (button), "epc-line", NULL);
}

/* What is worked out stands at the columns that it is worked out from. */
static EpcColumnRole
role_in_file (const EpcMapping *mapping, const EpcColumn *column)
{
  return epc_wide_is_made (mapping->wide, column->index) ? EPC_COLUMN_BLANK : column->role;
}

EpcColumnSummary
epc_mapping_summary (const EpcMapping *mapping)
{
  EpcColumnSummary summary = { 0 };

  for (guint i = 0; i < mapping->columns->len; i++)
    switch (role_in_file (mapping, g_ptr_array_index (mapping->columns, i)))
      {
      case EPC_COLUMN_FIELD:
      case EPC_COLUMN_PLACE:
      case EPC_COLUMN_IDENTITY:
      case EPC_COLUMN_PART:
        summary.n_columns++, summary.n_placed++;
        break;
      case EPC_COLUMN_PERSONAL:
        summary.n_columns++, summary.n_personal++;
        break;
      case EPC_COLUMN_UNKNOWN:
      case EPC_COLUMN_IGNORED:
        summary.n_columns++, summary.n_left++;
        break;
      case EPC_COLUMN_BLANK:
      default:
        break;
      }
  return summary;
}

void
epc_import_columns_set (EpcImportColumns *self, EpcMapping *mapping)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  self->mapping = mapping;
  for (guint i = 0; mapping != NULL && i < mapping->columns->len; i++)
    {
      EpcColumn *facts = g_ptr_array_index (mapping->columns, i);
      if (role_in_file (mapping, facts) == EPC_COLUMN_BLANK)
        continue;
      EpcImportColumn *line = g_object_new (EPC_TYPE_IMPORT_COLUMN, NULL);
      line->facts = facts;
      g_ptr_array_add (lines, line);
    }
  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
}

static void
epc_import_columns_finalize (GObject *object)
{
  g_clear_object (&EPC_IMPORT_COLUMNS (object)->lines);
  G_OBJECT_CLASS (epc_import_columns_parent_class)->finalize (object);
}

static void
epc_import_columns_class_init (EpcImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_import_columns_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
add_column (EpcImportColumns *self, GtkColumnViewColumn *column, gboolean grows)
{
  g_autoptr (GtkColumnViewColumn) owned = column;

  if (grows)
    {
      gtk_column_view_column_set_fixed_width (column, -1);
      gtk_column_view_column_set_expand (column, TRUE);
    }
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

static void
epc_import_columns_init (EpcImportColumns *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *destination;
  GtkSelectionModel *model;

  self->lines = g_list_store_new (EPC_TYPE_IMPORT_COLUMN);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  self->view = gtk_column_view_new (model);
  gtk_widget_add_css_class (self->view, "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Where each column goes"), -1);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  destination = gtk_column_view_column_new (_ ("Is kept in"), factory);
  gtk_column_view_column_set_fixed_width (destination, 300);
  gtk_column_view_column_set_resizable (destination, TRUE);
  add_column (self, epc_answer_column_new (_ ("Column of the file"), FALSE, 220, header_of, NULL), TRUE);
  add_column (self, destination, FALSE);
  add_column (self, epc_answer_column_new (_ ("Known by"), FALSE, 140, known_by_of, NULL), FALSE);
  add_column (self, epc_answer_column_new (_ ("Example"), FALSE, 220, example_of, NULL), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}
