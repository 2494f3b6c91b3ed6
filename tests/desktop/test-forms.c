/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form: every kind of record has one, and people who use no mouse fill it. Keys come from xdotool, as from a keyboard.
 */
#include "desktop-support.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "desktop/widgets/epc-field-row.h"
#include "desktop/widgets/epc-form-findings.h"
#include "desktop/widgets/epc-history-popover.h"
#include "desktop/widgets/epc-record-form.h"
#include "model/epc-code-list.h"
#include "store/epc-journal.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

#define TITLE "EPC form under test"
#define MOST_FIELDS 12 /* filled in each form */

static EpcApplication *application;
static EpcStore *store;

/* --- forms --- */

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_written (gpointer form)
{
  return epc_record_form_pending (form) == 0;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
on_closed (EpcRecordForm *form, gboolean *is_closed)
{
  *is_closed = TRUE;
}

static GtkWidget *
show_form (const EpcEntity *entity, EpcRecord *record, EpcRecordForm **form)
{
  GtkWidget *window = adw_window_new ();

  *form = EPC_RECORD_FORM (epc_record_form_new (store, record, entity));
  gtk_window_set_title (GTK_WINDOW (window), TITLE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_widget_add_css_class (window, "epc");
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (*form));
  gtk_window_present (GTK_WINDOW (window));
  test_wait (is_mapped, *form, "the form on screen");
  test_settle (30);
  return window;
}

static void
close_form (GtkWidget *window, EpcRecordForm *form)
{
  gpointer weak = form;

  g_object_add_weak_pointer (G_OBJECT (form), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait (is_null, &weak, "the closed form to be freed");
}

static EpcFieldRow *
focused_row (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL ? EPC_FIELD_ROW (gtk_widget_get_ancestor (focus, EPC_TYPE_FIELD_ROW)) : NULL;
}

/* --- values --- */

static char *make_value (const EpcField *field);

static gboolean
insert (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_transaction_insert (transaction, data, error);
}

/* A record of @entity with its required fields, and what they refer to. */
static void
make_record (const EpcEntity *entity)
{
  g_autoptr (EpcRecord) record = epc_record_form_draft (store, entity, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      g_autofree char *value = NULL;

      if (!(field->flags & EPC_FIELD_REQUIRED) || !epc_field_is_stored (field) || !epc_record_is_empty (record, field->key))
        continue;
      value = make_value (field);
      epc_store_parse (store, record, field->key, value, &error);
      g_assert_no_error (error);
    }
  epc_store_write (store, "make", insert, record, &error);
  g_assert_no_error (error);
}

static void
make_target (const EpcField *field)
{
  const EpcEntity *target = epc_entity_require (field->target, NULL);
  g_autoptr (EpcQuery) query = epc_query_new (target);

  if (epc_query_count (query, store, NULL, NULL) == 0)
    make_record (target);
}

/* A right value as canonical text. */
static char *
make_value (const EpcField *field)
{
  double least = field->min == 0 && field->max == 0 ? 0 : field->min;

  if (field->flags & EPC_FIELD_PLACES)
    return g_strdup ("ZZ98; ZZ99");
  switch (field->type)
    {
    case EPC_TYPE_INTEGER:
      return g_strdup_printf ("%d", (int) MAX (least, isfinite (field->max) && field->max > 0 ? MIN (3, field->max) : 3));
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
      return g_strdup_printf ("%d", (int) MAX (least, isfinite (field->max) && field->max > 0 ? MIN (2, field->max) : 2));
    case EPC_TYPE_MONEY:
      return g_strdup ("1200.50");
    case EPC_TYPE_LATITUDE:
      return g_strdup ("18.5");
    case EPC_TYPE_LONGITUDE:
      return g_strdup ("-72.3");
    case EPC_TYPE_DATE:
      return g_strdup ("2026-01-20");
    case EPC_TYPE_MOMENT:
      return g_strdup ("2026-01-20T08:30:00Z");
    case EPC_TYPE_YES_NO:
      return g_strdup ("yes");
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
      return g_strdup (epc_code_list_find (field->codes)->codes[0].key);
    case EPC_TYPE_PLACE:
      return g_strdup ("HT01");
    case EPC_TYPE_REFERENCE:
      {
        const EpcEntity *target = epc_entity_require (field->target, NULL);
        g_autoptr (EpcQuery) query = epc_query_new (target);
        g_autoptr (GPtrArray) records = NULL;
        char text[EPC_UID_TEXT_SIZE];

        make_target (field);
        epc_query_limit (query, 1);
        records = epc_query_records (query, store, NULL);
        return g_strdup (epc_uid_to_text (epc_record_uid (records->pdata[0]), text));
      }
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return g_strdup_printf ("%s 7", field->key);
    }
}

/* Types a right value as a person does. FALSE: the field is left as it is. */
static gboolean
fill_by_keys (EpcFieldRow *row)
{
  const EpcField *field = epc_field_row_field (row);
  g_autofree char *value = NULL;

  switch (field->type)
    {
    case EPC_TYPE_DATE:
      test_press ("ctrl+a");
      test_type ("20/01/2026");
      return TRUE;
    case EPC_TYPE_MOMENT:
      test_press ("ctrl+a");
      test_type ("20/01/2026");
      test_press ("Tab");
      test_press ("ctrl+a");
      test_type ("08:30");
      return TRUE;
    case EPC_TYPE_YES_NO:
      test_press ("y");
      return TRUE;
    case EPC_TYPE_CODE:
      test_press ("Down");
      if (epc_code_list_find (field->codes)->n_codes > 8)
        test_press ("Return");
      return TRUE;
    case EPC_TYPE_CODES:
      test_press ("space");
      test_settle (350); /* a button shows for a quarter of a second that it was pressed by key */
      if (epc_code_list_find (field->codes)->n_codes > 12)
        test_press ("Tab");
      test_press ("space");
      test_press ("Escape");
      test_settle (60);
      return TRUE;
    case EPC_TYPE_REFERENCE:
      make_target (field);
      test_press ("Down");
      test_press ("Return");
      return TRUE;
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
      return FALSE;
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_PLACE:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
    default:
      value = make_value (field);
      test_press ("ctrl+a");
      test_type (value);
      return TRUE;
    }
}

static const char *
wrong_value (const EpcField *field)
{
  if (field->flags & EPC_FIELD_PLACES)
    return "ZZ98; nowhere at all";
  switch (field->type)
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
      return "abc";
    case EPC_TYPE_DATE:
      return "31/02/2026";
    case EPC_TYPE_PLACE:
      return "nowhere at all";
    case EPC_TYPE_LATITUDE:
      return "95";
    case EPC_TYPE_LONGITUDE:
      return "270";
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_MOMENT:
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
    case EPC_TYPE_REFERENCE:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return NULL;
    }
}

/* What is typed is no value: it is told at the field, the focus goes on, and what is right afterwards takes the message away. */
static void
meet_message (GtkWidget *window, EpcFieldRow *row)
{
  test_press ("ctrl+a");
  test_type (wrong_value (epc_field_row_field (row)));
  test_press ("Tab");
  test_settle (100);
  if (epc_field_row_message (row) == NULL)
    g_error ("%s.%s takes “%s” without a word", epc_field_row_entity (row)->key, epc_field_row_field (row)->key,
             wrong_value (epc_field_row_field (row)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "bad"));
  g_assert_true (focused_row (window) != row);
  gtk_test_accessible_assert_state (epc_field_row_control (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  test_press ("shift+Tab");
  if (focused_row (window) != row)
    g_error ("%s: Shift+Tab from the field after %s leads to %s", epc_field_row_entity (row)->key, epc_field_row_field (row)->key,
             focused_row (window) != NULL ? epc_field_row_field (focused_row (window))->key : "nothing");
  fill_by_keys (row);
  test_settle (100);
  if (gtk_widget_has_css_class (GTK_WIDGET (row), "bad"))
    g_error ("%s.%s: “%s” stays after the correction", epc_field_row_entity (row)->key, epc_field_row_field (row)->key,
             epc_field_row_message (row));
}

/* Goes from field to field until all required ones are filled and enough others. Returns the keys filled. */
static GPtrArray *
fill_form (GtkWidget *window, EpcRecordForm *form, const EpcEntity *entity)
{
  GPtrArray *filled = g_ptr_array_new ();
  gboolean has_met = FALSE;

  for (guint step = 0; step < 2 * entity->n_fields + 20; step++)
    {
      EpcFieldRow *row = focused_row (window);
      const EpcField *field = row != NULL ? epc_field_row_field (row) : NULL;
      gboolean is_required = field != NULL && (field->flags & EPC_FIELD_REQUIRED);

      if (field != NULL && epc_field_row_is_editable (row) && !g_ptr_array_find (filled, field->key, NULL)
          && (filled->len < MOST_FIELDS || is_required))
        {
          if (!has_met && wrong_value (field) != NULL)
            {
              meet_message (window, row);
              has_met = TRUE;
              g_ptr_array_add (filled, (gpointer) field->key);
            }
          else if (fill_by_keys (row))
            g_ptr_array_add (filled, (gpointer) field->key);
        }
      if (filled->len >= MOST_FIELDS || step > entity->n_fields + 10)
        {
          gboolean is_complete = TRUE;

          for (guint i = 0; i < entity->n_fields; i++)
            if ((entity->fields[i].flags & EPC_FIELD_REQUIRED) && epc_record_is_empty (epc_record_form_record (form), entity->fields[i].key))
              is_complete = FALSE;
          if (is_complete && has_met)
            break;
        }
      test_press ("Tab");
    }
  if (!has_met)
    g_test_message ("%s: no field takes a wrong value; the missing ones were told", entity->key);
  return filled;
}

static void
fill_entity (const char *key)
{
  const EpcEntity *entity = epc_entity_require (key, NULL);
  EpcRecordForm *form;
  GtkWidget *window = show_form (entity, NULL, &form);
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (EpcRecord) stored = NULL, undone = NULL;
  g_autoptr (EpcUndoResult) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = NULL;
  gboolean is_closed = FALSE;
  EpcUid uid;

  g_signal_connect (form, "closed", G_CALLBACK (on_closed), &is_closed);
  test_focus_window (TITLE);
  /* The first thing to correct: what is missing is told at the field. */
  missing = epc_form_missing (epc_record_form_record (form));
  test_press ("F8");
  g_assert_true (missing == NULL || focused_row (window) != NULL);
  g_assert_true (missing == NULL || epc_field_row_message (focused_row (window)) != NULL);
  gtk_widget_child_focus (GTK_WIDGET (form), GTK_DIR_TAB_FORWARD);
  epc_record_form_focus_field (form, entity->fields[0].key);
  filled = fill_form (window, form, entity);
  test_press ("Escape");
  if (!is_closed)
    test_press ("Escape");
  g_assert_true (is_closed);
  test_wait (is_written, form, "the form to be written");
  if (epc_record_row (epc_record_form_record (form)) == 0)
    g_error ("%s was not saved", key);
  uid = *epc_record_uid (epc_record_form_record (form));
  close_form (window, form);

  stored = epc_store_get (store, entity, &uid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < filled->len; i++)
    if (epc_record_is_empty (stored, filled->pdata[i]))
      g_error ("%s.%s was filled and is empty in the workspace", key, (const char *) filled->pdata[i]);
  /* The visit is one step. */
  undo = epc_store_undo (store, &error);
  g_assert_no_error (error);
  undone = epc_store_get (store, entity, &uid, &error);
  g_assert_no_error (error);
  if (!epc_record_meta (undone)->is_deleted)
    g_error ("%s: undo left the record (undone: %s)", key, undo->label);
  g_test_message ("%s: %u fields by keyboard", key, filled->len);
}

static void
test_fill_area (gconstpointer data)
{
  g_auto (GStrv) keys = g_strsplit (data, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    fill_entity (keys[i]);
}

/* --- every kind of record --- */

static void
check_named (GtkWidget *widget, gpointer data)
{
  if (EPC_IS_FIELD_ROW (widget))
    {
      GtkWidget *control = epc_field_row_control (EPC_FIELD_ROW (widget));

      g_assert_nonnull (control);
      gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                           (epc_field_row_field (EPC_FIELD_ROW (widget))->flags & EPC_FIELD_REQUIRED) != 0);
      ++*(guint *) data;
    }
}

static void
test_every_entity (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      EpcRecordForm *form;
      GtkWidget *window = show_form (entities[i], NULL, &form);
      guint rows = 0;
      int least;

      /* The window of an old laptop is 1366 pixels wide, however long the words of a field are. */
      gtk_widget_measure (GTK_WIDGET (form), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least > 1366)
        g_error ("The form of %s asks for %d pixels", entities[i]->key, least);
      test_walk (GTK_WIDGET (form), check_named, &rows);
      g_assert_cmpuint (rows, ==, entities[i]->n_fields);
      close_form (window, form);
    }
}

/* --- a record that is there --- */

static EpcRecord *
get_record (const char *entity, const EpcUid *uid)
{
  g_autoptr (GError) error = NULL;
  EpcRecord *record = epc_store_get (store, epc_entity_require (entity, NULL), uid, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_edit_history_and_back (void)
{
  EpcUid uid = test_add (store, "site", "name", "History school", "status", "open", "capacity", "200", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid), after = NULL;
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form), *popover;
  g_autoptr (EpcUndoResult) undo = NULL;

  test_focus_window (TITLE);
  g_assert_true (epc_record_form_focus_field (form, "capacity"));
  test_press ("ctrl+a");
  test_type ("350");
  test_press ("Tab");
  test_wait (is_written, form, "the first value");
  g_assert_true (epc_record_form_focus_field (form, "capacity"));
  test_press ("ctrl+a");
  test_type ("360");
  test_press ("ctrl+h");
  test_wait (is_written, form, "the second value");
  test_settle (150);
  /* The clock was opened while the second value was still being written: it is opened again on what is saved. */
  test_press ("Escape");
  test_settle (50);
  g_assert_true (epc_record_form_focus_field (form, "capacity"));
  test_press ("ctrl+h");
  test_settle (150);
  popover = test_find (GTK_WIDGET (epc_record_form_row (form, "capacity")), EPC_TYPE_HISTORY_POPOVER, NULL);
  g_assert_nonnull (popover);
  g_assert_cmpuint (epc_history_popover_n_values (EPC_HISTORY_POPOVER (popover)), >=, 2);
  g_signal_emit_by_name (test_find (popover, GTK_TYPE_BUTTON, "Back to 350"), "clicked");
  test_wait (is_written, form, "the value restored");
  test_settle (50);
  after = get_record ("site", &uid);
  g_assert_cmpint (epc_record_integer (after, "capacity"), ==, 350);
  close_form (window, form);
  /* All of the visit is one step: back to 200. */
  undo = epc_store_undo (store, NULL);
  g_clear_object (&after);
  after = get_record ("site", &uid);
  g_assert_cmpint (epc_record_integer (after, "capacity"), ==, 200);
}

/* A total without its parts empties the parts; the group is saved as one when it is left, and the sum settles it. */
static void
test_tied_group (void)
{
  EpcUid site = test_add (store, "site", "name", "Tied school", "status", "open", NULL);
  char text[EPC_UID_TEXT_SIZE];
  EpcUid uid = test_add (store, "site_count", "site", epc_uid_to_text (&site, text), "date", "2026-01-20", "idp_ind", "412", "females",
                         "215", "males", "192", NULL);
  g_autoptr (EpcRecord) record = get_record ("site_count", &uid), after = NULL;
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form), *take;

  test_settle (100);
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "parts 407 · total 412"));
  take = test_find (window, GTK_TYPE_BUTTON, "Total = 407");
  g_assert_nonnull (take);
  g_signal_emit_by_name (take, "clicked");
  test_settle (50);
  test_wait (is_written, form, "the group");
  test_settle (100);
  after = get_record ("site_count", &uid);
  g_assert_cmpint (epc_record_integer (after, "idp_ind"), ==, 407);
  /* what adds up stays */
  g_assert_cmpint (epc_record_integer (after, "females"), ==, 215);
  g_assert_false (gtk_widget_get_visible (take));

  /* another total alone: the parts are no longer its own, and the form says so before and after */
  gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, "idp_ind"))), "500");
  test_settle (100);
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "The parts belong to the former total: saved so, they are emptied."));
  g_assert_true (epc_record_form_commit (form));
  test_wait (is_written, form, "the total");
  test_settle (100);
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "Parts emptied"));
  g_clear_object (&after);
  after = get_record ("site_count", &uid);
  g_assert_cmpint (epc_record_integer (after, "idp_ind"), ==, 500);
  g_assert_true (epc_record_is_empty (after, "females"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, "females")))), ==, "");
  close_form (window, form);
}

static void
test_swapped_point (void)
{
  EpcUid uid = test_add (store, "site", "name", "Swapped school", "status", "open", "latitude", "-72.3", "longitude", "18.5", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid), after = NULL;
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form), *swap;

  test_settle (100);
  swap = test_find (GTK_WIDGET (epc_record_form_row (form, "latitude")), GTK_TYPE_BUTTON, "Swap");
  g_assert_nonnull (swap);
  g_signal_emit_by_name (swap, "clicked");
  test_settle (50);
  test_wait (is_written, form, "the point");
  after = get_record ("site", &uid);
  g_assert_cmpfloat (epc_record_decimal (after, "latitude"), ==, 18.5);
  g_assert_cmpfloat (epc_record_decimal (after, "longitude"), ==, -72.3);
  close_form (window, form);
}

static void
put_text (EpcRecordForm *form, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, field))), text);
  test_quiet ();
}

/* Areas are written and read by name, and kept as P-codes; of two places with one name each stays by its code. */
static void
test_areas_by_name (void)
{
  test_add (store, "place", "pcode", "ZZ01", "name", "Cortes de Abajo", "level", "1", "parent", "HTI", NULL);
  test_add (store, "place", "pcode", "ZZ02", "name", "Yoro Norte", "level", "1", "parent", "HTI", NULL);
  test_add (store, "place", "pcode", "ZZ03", "name", "Santa Rosa", "level", "1", "parent", "HTI", NULL);
  test_add (store, "place", "pcode", "ZZ04", "name", "Santa Rosa", "level", "1", "parent", "HTI", NULL);
  EpcUid uid = test_add (store, "crisis", "name", "Storm of areas", "areas", "ZZ03", NULL);
  g_autoptr (EpcRecord) record = get_record ("crisis", &uid), after = NULL;
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form);
  GtkEditable *entry = GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, "areas")));

  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "ZZ03");
  put_text (form, "areas", "cortes de abajo; ZZ02 ;");
  g_assert_true (epc_record_form_commit (form));
  test_wait (is_written, form, "the areas");
  after = get_record ("crisis", &uid);
  g_assert_cmpstr (epc_record_text (after, "areas"), ==, "ZZ01;ZZ02");
  g_autofree char *shown = epc_store_display (store, after, "areas", NULL);
  g_assert_cmpstr (shown, ==, "Cortes de Abajo; Yoro Norte");
  put_text (form, "areas", "Nowhere at all; ZZ02");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (epc_record_form_row (form, "areas")), "bad"));
  close_form (window, form);
  g_autoptr (EpcRecord) kept = get_record ("crisis", &uid);
  g_assert_cmpstr (epc_record_text (kept, "areas"), ==, "ZZ01;ZZ02");
  window = show_form (NULL, kept, &form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, "areas")))), ==, "Cortes de Abajo; Yoro Norte");
  close_form (window, form);
}

/* Numbers as people write them in the language of the interface; empty stays empty and 0 stays 0. */
static void
test_numbers_as_written (void)
{
  EpcUid uid = test_add (store, "site", "name", "Number school", "status", "open", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid);
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form);
  EpcFieldRow *row = epc_record_form_row (form, "capacity");
  static const struct
  {
    const char *typed;
    gint64 value; /* −1: empty, −2: not taken */
  } cases[] = { { "1,287,593", 1287593 }, { "12 000", 12000 }, { "0", 0 }, { "", -1 }, { "12.5", -2 }, { "dos", -2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EpcRecord *working;

      gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (row)), cases[i].typed);
      test_settle (90);
      working = epc_record_form_record (form);
      if (cases[i].value == -2)
        g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "bad"));
      else if (cases[i].value == -1)
        g_assert_true (epc_record_is_empty (working, "capacity"));
      else
        {
          g_assert_false (epc_record_is_empty (working, "capacity"));
          g_assert_cmpint (epc_record_integer (working, "capacity"), ==, cases[i].value);
        }
    }
  gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (row)), "");
  close_form (window, form);
}

/* What cannot be read is not saved, and what was stored stays. */
static void
test_unreadable_keeps_stored (void)
{
  EpcUid uid = test_add (store, "site", "name", "Kept school", "status", "open", "capacity", "200", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid), after = NULL;
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form);
  EpcFieldRow *row = epc_record_form_row (form, "capacity");

  g_assert_true (epc_record_form_focus_field (form, "capacity"));
  gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (row)), "");
  gtk_editable_set_text (GTK_EDITABLE (epc_field_row_control (row)), "abc");
  g_assert_true (epc_record_form_focus_field (form, "name"));
  test_settle (100);
  test_wait (is_written, form, "nothing to be written");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "bad"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (epc_field_row_control (row))), ==, "abc");
  after = get_record ("site", &uid);
  g_assert_cmpint (epc_record_integer (after, "capacity"), ==, 200);
  close_form (window, form);
}

/* In a date + is the day after, − the day before and H today; dates are read as people write them. */
static void
test_date_keys (void)
{
  EpcUid uid = test_add (store, "site", "name", "Dated school", "status", "open", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid);
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Port-au-Prince"); /* of the office in Haiti */
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  test_focus_window (TITLE);
  g_assert_true (epc_record_form_focus_field (form, "opened_on"));
  test_type ("31 dec 2025");
  test_settle (80);
  g_assert_cmpstr (epc_record_text (epc_record_form_record (form), "opened_on"), ==, "2025-12-31");
  test_press ("plus");
  test_settle (80);
  g_assert_cmpstr (epc_record_text (epc_record_form_record (form), "opened_on"), ==, "2026-01-01");
  test_press ("minus");
  test_press ("minus");
  test_settle (80);
  g_assert_cmpstr (epc_record_text (epc_record_form_record (form), "opened_on"), ==, "2025-12-30");
  test_press ("h");
  test_settle (80);
  g_assert_cmpstr (epc_record_text (epc_record_form_record (form), "opened_on"), ==, today);
  test_press ("ctrl+a");
  test_type ("30-6-2025");
  test_settle (80);
  g_assert_cmpstr (epc_record_text (epc_record_form_record (form), "opened_on"), ==, "2025-06-30");
  close_form (window, form);
}

static void
test_previous_and_next (void)
{
  EpcUid uid = test_add (store, "site", "name", "Step school", "status", "open", NULL);
  g_autoptr (EpcRecord) record = get_record ("site", &uid), after = NULL, other = NULL;
  EpcUid other_uid = test_add (store, "site", "name", "Step school two", "status", "open", NULL);
  EpcRecordForm *form;
  GtkWidget *window = show_form (NULL, record, &form);

  test_focus_window (TITLE);
  other = get_record ("site", &other_uid);
  g_assert_true (epc_record_form_focus_field (form, "name"));
  test_press ("ctrl+a");
  test_type ("Step school renamed");
  epc_record_form_set_record (form, other);
  test_wait (is_written, form, "what was typed before the step");
  test_settle (50);
  after = get_record ("site", &uid);
  g_assert_cmpstr (epc_record_text (after, "name"), ==, "Step school renamed");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (epc_field_row_control (epc_record_form_row (form, "name")))), ==,
                   "Step school two");
  close_form (window, form);
}

int
main (int argc, char **argv)
{
  int status;

  application = test_start (&argc, &argv);
  store = test_workspace ("HTI", 2);
  g_test_add_func ("/forms/every-entity-opens", test_every_entity);
  g_test_add_func ("/forms/numbers-as-written", test_numbers_as_written);
  g_test_add_func ("/forms/unreadable-keeps-stored", test_unreadable_keeps_stored);
  g_test_add_func ("/forms/date-keys", test_date_keys);
  g_test_add_func ("/forms/edit-history-and-back", test_edit_history_and_back);
  g_test_add_func ("/forms/tied-group", test_tied_group);
  g_test_add_func ("/forms/swapped-point", test_swapped_point);
  g_test_add_func ("/forms/areas-by-name", test_areas_by_name);
  g_test_add_func ("/forms/previous-and-next", test_previous_and_next);
  g_test_add_data_func ("/forms/keyboard/reference", "organisation contact item warehouse course", test_fill_area);
  g_test_add_data_func ("/forms/keyboard/preparedness", "risk preparedness_action contingency_plan expert training_session",
                        test_fill_area);
  g_test_add_data_func ("/forms/keyboard/response", "crisis site site_count log_entry distribution", test_fill_area);
  g_test_add_data_func ("/forms/keyboard/transition", "return_movement return_area intention_survey initiative milestone",
                        test_fill_area);
  g_test_add_data_func ("/forms/keyboard/recovery", "project indicator indicator_value solution_score prds_assessment", test_fill_area);
  g_test_add_data_func ("/forms/keyboard/resources", "document mcof_row sop support_request lesson", test_fill_area);
  status = g_test_run ();
  epc_store_close (store);
  return status;
}
