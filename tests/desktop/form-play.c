/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form-play.h"

#include <string.h>

#include "base/epc-date.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-record-page.h"
#include "model/epc-code-list.h"

void
play_focus (GtkWindow *window)
{
  static guint n;
  g_autofree char *title = g_strdup_printf ("window %u under test", ++n);

  gtk_window_set_title (window, title);
  test_settle (40);
  test_focus_window (title);
}

GtkWidget *
play_go (EpcWindow *window, const char *tab, const char *section, const char *entity)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.section", "(ss)", tab, section);
  EpcSectionPage *page = epc_window_section_page (window);
  g_assert_cmpstr (epc_section_page_section (page)->key, ==, section);
  epc_section_page_show_entity (page, entity);
  test_settle (60);
  return epc_section_page_content (page);
}

/* xdotool types what stands on its keyboard, and no text that begins like an option. */
static gboolean
is_typeable (const char *text)
{
  return g_str_is_ascii (text) && strlen (text) <= 24 && *text != '-';
}

void
play_text (const char *text)
{
  if (is_typeable (text))
    {
      test_type (text);
      return;
    }
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), text);
  test_press ("ctrl+v");
}

/* --- one field --- */

/* Which item of the open list has the keys; GTK_INVALID_LIST_POSITION: none. */
static guint
focused_item (GtkWidget *drop, GListModel *model)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (drop)), *label = focus != NULL ? test_find (focus, GTK_TYPE_LABEL, NULL) : NULL;

  for (guint i = 0; label != NULL && i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), gtk_label_get_text (GTK_LABEL (label))))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* The list is there and takes the keys. */
static gboolean
is_popped_up (gpointer drop)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (drop));

  for (GtkWidget *child = gtk_widget_get_first_child (drop); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      return focus != NULL && gtk_widget_is_ancestor (focus, child);
  return FALSE;
}

static const EpcCodeList *
codes_of (const EpcField *field)
{
  return epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);
}

/* The list opens with the space bar; what is chosen there is chosen once, with Enter. A key may move nothing: GTK 4.18 takes the first
 * Down for none where something else than the first item was chosen. */
static void
play_drop_down (GtkWidget *drop, const EpcField *field, const char *key)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));
  const EpcCodeList *list = codes_of (field);
  const EpcCode *code = epc_code_list_code (list, key);
  guint wanted = GTK_INVALID_LIST_POSITION, now = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  g_assert_nonnull (code);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), epc_code_text (list, code, NULL)))
      wanted = i;
  g_assert_cmpuint (wanted, !=, GTK_INVALID_LIST_POSITION);
  if (wanted == now)
    return;
  test_press ("space");
  test_wait (is_popped_up, drop, "the list of choices");
  test_press ("Home"); /* until a key has moved it, what has the focus is not what Enter takes */
  for (guint i = 0, at = focused_item (drop, model); at != wanted; i++, at = focused_item (drop, model))
    {
      g_assert_cmpuint (i, <, 4 * g_list_model_get_n_items (model));
      test_press (at < wanted ? "Down" : "Up");
    }
  test_press ("Return");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)), ==, wanted);
}

static gboolean
is_unmapped (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

static void
play_codes (GtkWidget *button, const EpcField *field, const char *keys)
{
  const EpcCodeList *list = codes_of (field);
  g_auto (GStrv) wanted = g_strsplit (keys, ";", -1);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  test_press ("space");
  test_settle (80);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const char *text = epc_code_text (list, epc_code_list_code (list, wanted[i]), NULL);
      GtkWidget *check = gtk_widget_get_ancestor (test_await (popover, GTK_TYPE_LABEL, text), GTK_TYPE_CHECK_BUTTON);

      gtk_widget_grab_focus (check);
      test_press ("space");
      g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
    }
  test_press ("Escape");
  test_wait (is_unmapped, popover, "the choices to close");
}

/* As people write it in the office: its own day and hour. */
static char *
written (EpcFieldRow *row, const char *value, gboolean is_moment, char **time)
{
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day;

  if (!is_moment)
    {
      g_assert_true (epc_date_split (value, &year, &month, &day));
      return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
    }
  g_autofree char *canonical = epc_moment_parse (value, EPC_DATE_ORDER_DAY_FIRST, epc_store_zone (epc_field_row_store (row)));
  moment = epc_moment_in_zone (canonical, epc_store_zone (epc_field_row_store (row)));
  *time = g_date_time_format (moment, "%H:%M");
  return g_date_time_format (moment, "%d/%m/%Y");
}

static gboolean
has_focus_within (gpointer control)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (control)));

  return focus != NULL && (focus == control || gtk_widget_is_ancestor (focus, control));
}

void
play_row (EpcFieldRow *row, const char *value)
{
  const EpcField *field = epc_field_row_field (row);
  GtkWidget *control = epc_field_row_control (row);
  g_autofree char *time = NULL, *day = NULL;

  gtk_widget_grab_focus (control);
  test_wait (has_focus_within, control, field->key);
  if (GTK_IS_MENU_BUTTON (control) || GTK_IS_DROP_DOWN (control))
    test_settle (150); /* the form scrolls to it: what opens, opens where it is seen */
  if (GTK_IS_DROP_DOWN (control))
    play_drop_down (control, field, value);
  else if (GTK_IS_MENU_BUTTON (control))
    play_codes (control, field, value);
  else if (field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT)
    {
      day = written (row, value, field->type == EPC_TYPE_MOMENT, &time);
      test_retype (day);
      if (time != NULL)
        test_retype (time);
      return;
    }
  else if (is_typeable (value))
    {
      test_retype (value);
      return;
    }
  else
    {
      test_press ("ctrl+a");
      play_text (value);
    }
  test_press ("Tab");
}

typedef struct
{
  const char *field;
  EpcFieldRow *row;
} Sought;

static void
look_for_row (GtkWidget *widget, gpointer data)
{
  Sought *sought = data;

  if (EPC_IS_FIELD_ROW (widget) && g_str_equal (epc_field_row_field (EPC_FIELD_ROW (widget))->key, sought->field))
    sought->row = EPC_FIELD_ROW (widget);
}

EpcFieldRow *
play_find_row (GtkWidget *widget, const char *field)
{
  Sought sought = { field, NULL };

  test_walk (widget, look_for_row, &sought);
  return sought.row;
}

void
play_button (GtkWidget *below, const char *label)
{
  GtkWidget *button = NULL;
  gint64 since = 0;

  /* A page that answers anew makes its buttons anew: the one to press has stood for a moment. */
  while (since == 0 || g_get_monotonic_time () - since < 500 * 1000)
    {
      GtkWidget *now = test_await (below, GTK_TYPE_BUTTON, label);

      if (now != button)
        since = g_get_monotonic_time ();
      button = now;
      test_settle (20);
    }
  gtk_widget_grab_focus (button);
  test_press ("space");
}

/* --- forms --- */

static gboolean
is_form (gpointer window)
{
  return EPC_IS_RECORD_FORM (epc_window_pushed (window));
}

EpcRecordForm *
play_new (EpcWindow *window, const char *entity)
{
  const EpcSection *section = epc_section_of_entity (entity);

  g_assert_nonnull (section);
  play_go (window, section->tab, section->key, entity);
  test_press ("ctrl+n");
  test_wait (is_form, window, entity);
  EpcRecordForm *form = EPC_RECORD_FORM (epc_window_pushed (window));
  g_assert_cmpstr (epc_record_entity (epc_record_form_record (form))->key, ==, entity);
  test_settle (60);
  return form;
}

typedef struct
{
  EpcWindow *window;
  const EpcUid *uid;
} Row;

static EpcRecordPage *
list_of (EpcWindow *window)
{
  GtkWidget *page = test_find (GTK_WIDGET (epc_window_section_page (window)), EPC_TYPE_RECORD_PAGE, NULL);

  return page != NULL && gtk_widget_get_mapped (page) ? EPC_RECORD_PAGE (page) : NULL;
}

static gboolean
is_selected_or_open (gpointer data)
{
  const Row *row = data;
  EpcSectionPage *section = epc_window_section_page (row->window);
  GtkWidget *content = epc_section_page_content (section);
  EpcRecordPage *page = EPC_IS_RECORD_PAGE (content) ? EPC_RECORD_PAGE (content) : list_of (row->window);
  EpcRecord *record = page != NULL ? epc_record_page_selected (page) : NULL;

  return is_form (row->window) || (record != NULL && epc_uid_equal (epc_record_uid (record), row->uid));
}

EpcRecordForm *
play_open (EpcWindow *window, const char *entity, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];
  Row row = { window, uid };

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-record", "(ss)", entity, epc_uid_to_text (uid, text));
  test_wait (is_selected_or_open, &row, entity);
  if (!is_form (window))
    {
      GtkWidget *content = epc_section_page_content (epc_window_section_page (window));
      epc_record_page_grab_table (EPC_IS_RECORD_PAGE (content) ? EPC_RECORD_PAGE (content) : list_of (window));
      test_settle (40);
      test_press ("F2");
    }
  test_wait (is_form, window, "the form of the row");
  EpcRecordForm *form = EPC_RECORD_FORM (epc_window_pushed (window));
  g_assert_true (epc_uid_equal (epc_record_uid (epc_record_form_record (form)), uid));
  test_settle (60);
  return form;
}

static void
tell_message (GtkWidget *widget, gpointer data)
{
  if (EPC_IS_FIELD_ROW (widget) && epc_field_row_message (EPC_FIELD_ROW (widget)) != NULL)
    g_printerr ("# %s: %s\n", epc_field_row_field (EPC_FIELD_ROW (widget))->key, epc_field_row_message (EPC_FIELD_ROW (widget)));
}

void
play_leave (EpcWindow *window, EpcRecordForm *form)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  test_press ("Escape");
  while (epc_window_pushed (window) != NULL)
    {
      if (g_get_monotonic_time () > deadline)
        {
          test_walk (GTK_WIDGET (form), tell_message, NULL);
          g_error ("The form of %s does not close", epc_record_entity (epc_record_form_record (form))->key);
        }
      test_settle (20);
    }
  test_settle (40);
}
