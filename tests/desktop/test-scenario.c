/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A storm from its first hours to the repaid advance, played through the real window: the story is that of tests/cli/test_scenario.py, which
 * leaves the line of every verb it gave with its moment (story.jsonl) and the workspace that came of it (story.epc). Here each line is what
 * somebody at the keyboard does for it: forms, the dialog that declares, the clock's ticks, the planning figure, the ledger, the states of the
 * request, the short list. Both must leave the same records.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "desktop/exchange/exchange.h"
#include "form-play.h"
#include "model/epc-code-list.h"
#include "store/epc-query.h"

static EpcApplication *application;

typedef struct
{
  EpcStore *store;
  EpcWindow *window;
  JsonArray *words; /* moment, verb, words */
} Story;

static const char *
word (const Story *story, guint i)
{
  return i < json_array_get_length (story->words) ? json_array_get_string_element (story->words, i) : NULL;
}

/* The value of @field among the words from the @from-th on; NULL: nothing is said of it. */
static const char *
said (const Story *story, guint from, const char *field)
{
  for (guint i = from; word (story, i) != NULL; i++)
    if (g_str_has_prefix (word (story, i), field) && word (story, i)[strlen (field)] == '=')
      return word (story, i) + strlen (field) + 1;
  return NULL;
}

static EpcUid
found (const Story *story, const char *entity, const char *reference)
{
  g_autoptr (GError) error = NULL;
  EpcUid uid;

  epc_store_find_uid (story->store, epc_entity_find (entity), reference, &uid, &error);
  g_assert_no_error (error);
  return uid;
}

static GPtrArray *
records (EpcStore *store, const char *entity, const char *where)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;

  if (where != NULL)
    epc_query_where_text (query, store, where, &error);
  g_assert_no_error (error);
  return epc_query_records (query, store, NULL);
}

static guint
count (EpcStore *store, const char *entity, const char *where)
{
  g_autoptr (GPtrArray) all = records (store, entity, where);

  return all->len;
}

/* --- waiting for what a line leaves --- */

typedef struct
{
  EpcStore *store;
  const char *entity, *where;
  guint n;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return count (wanted->store, wanted->entity, wanted->where) == wanted->n;
}

static void
await (const Story *story, const char *entity, const char *where, guint n)
{
  Wanted wanted = { story->store, entity, where, n };

  test_wait (is_there, &wanted, entity);
}

/* --- the lines --- */

/* Does the record say so already (a dialog or a button did it with something else)? */
static gboolean
says_already (const Story *story, EpcRecord *record, const char *field, const char *value)
{
  g_autoptr (EpcRecord) other = epc_record_copy (record);
  int index = epc_entity_field_index (epc_record_entity (record), field);

  g_assert_cmpint (index, >=, 0);
  g_assert_true (epc_store_parse (story->store, other, field, value, NULL));
  return epc_value_equal (epc_record_value (record, (guint) index), epc_record_value (other, (guint) index));
}

/* A code by its key, also where the story says another word for it; everything else as it is written. */
static char *
value_of (const Story *story, EpcRecord *record, const char *field, const char *text)
{
  g_autoptr (EpcRecord) other = epc_record_copy (record);
  EpcFieldType type = epc_entity_field (epc_record_entity (record), field)->type;

  g_assert_true (epc_store_parse (story->store, other, field, text, NULL));
  return type == EPC_TYPE_CODE || type == EPC_TYPE_CODES ? epc_record_to_text (other, field) : g_strdup (text);
}

/* Fills what is said from the @from-th word on and is not there yet; FALSE: all was there. */
static void
fill (const Story *story, EpcRecordForm *form, guint from)
{
  for (guint i = from; word (story, i) != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (word (story, i), "=", 2);

      if (says_already (story, epc_record_form_record (form), pair[0], pair[1]))
        continue;
      g_autofree char *value = value_of (story, epc_record_form_record (form), pair[0], pair[1]);
      g_assert_nonnull (epc_record_form_row (form, pair[0]));
      g_assert_true (epc_record_form_focus_field (form, pair[0]));
      play_row (epc_record_form_row (form, pair[0]), value);
    }
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkWindow *
dialog_of (EpcWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);
      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window) && gtk_window_get_modal (other))
        return other;
    }
  return NULL;
}

/* "add crisis": the dialog asks for what no record knows; country, type, status, phase follow. */
static void
declare (const Story *story)
{
  play_go (story->window, "response", "crisis", "own");
  test_press ("ctrl+n");
  test_settle (200);
  GtkWindow *dialog = dialog_of (story->window);
  g_assert_nonnull (dialog);
  test_wait (is_mapped, dialog, "the dialog");
  play_focus (dialog);
  for (guint i = 3; word (story, i) != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (word (story, i), "=", 2);
      EpcFieldRow *row = play_find_row (GTK_WIDGET (dialog), pair[0]);
      g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("crisis"));
      g_autofree char *value = value_of (story, record, pair[0], pair[1]);

      if (row != NULL)
        play_row (row, value);
    }
  test_press ("ctrl+Return");
  await (story, "crisis", NULL, 1);
  test_settle (200);
  g_assert_null (dialog_of (story->window));
  play_focus (GTK_WINDOW (story->window));
}

/* A name of the roster answers the open request: the best stands first and is put on the short list. */
static void
shortlist (const Story *story, guint before)
{
  GtkWidget *page = play_go (story->window, "response", "deployments", "own");

  test_quiet ();
  play_button (page, "Put on the short list");
  await (story, "deployment", NULL, before + 1);
}

static void
add (const Story *story)
{
  const char *entity = word (story, 2);
  guint before = count (story->store, entity, NULL);

  if (g_str_equal (entity, "crisis"))
    declare (story);
  else if (g_str_equal (entity, "deployment"))
    shortlist (story, before);
  else
    {
      EpcRecordForm *form = play_new (story->window, entity);
      fill (story, form, 3);
      play_leave (story->window, form);
      await (story, entity, NULL, before + 1);
    }
}

typedef struct
{
  const char *title;
  GtkWidget *page, *check;
} Task;

static void
look_for_task (GtkWidget *widget, gpointer data)
{
  Task *task = data;

  if (gtk_widget_has_css_class (widget, "task-row") && test_find (widget, GTK_TYPE_LABEL, task->title) != NULL)
    task->check = test_find (widget, GTK_TYPE_CHECK_BUTTON, NULL);
}

static gboolean
is_task_there (gpointer data)
{
  Task *task = data;

  task->check = NULL;
  test_walk (task->page, look_for_task, task);
  return task->check != NULL;
}

/* The task is ticked off on the clock of the crisis. */
static void
tick (const Story *story)
{
  Task task = { word (story, 3), play_go (story->window, "response", "crisis", "own"), NULL };
  guint before = count (story->store, "task", "status = done");

  test_wait (is_task_there, &task, task.title);
  test_quiet ();
  test_wait (is_task_there, &task, task.title);
  gtk_widget_grab_focus (task.check);
  test_press ("space");
  await (story, "task", "status = done", before + 1);
  EpcUid uid = found (story, "task", task.title);
  g_autoptr (EpcRecord) record = epc_store_get (story->store, epc_entity_find ("task"), &uid, NULL);
  g_assert_cmpstr (epc_record_text (record, "status"), ==, "done");
}

/* The request goes on by the button that names its next state. */
static void
advance (const Story *story, const char *status)
{
  GtkWidget *page = play_go (story->window, "response", "mefm", "own");
  g_autofree char *label = g_strdup_printf ("Next: %s", epc_code_label ("funding_status", status, NULL));
  g_autofree char *where = g_strdup_printf ("status = %s", status);

  test_quiet ();
  play_button (page, label);
  await (story, "funding_request", where, 1);
}

static void
set (const Story *story)
{
  const char *entity = word (story, 2), *status = said (story, 4, "status");
  EpcUid uid = found (story, entity, word (story, 3));
  g_autoptr (EpcRecord) record = epc_store_get (story->store, epc_entity_find (entity), &uid, NULL);
  gboolean is_all_there = TRUE;

  for (guint i = 4; word (story, i) != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (word (story, i), "=", 2);
      is_all_there &= says_already (story, record, pair[0], pair[1]);
    }
  if (is_all_there)
    return;
  if (g_str_equal (entity, "task"))
    tick (story);
  else if (g_str_equal (entity, "funding_request") && status != NULL)
    advance (story, status);
  else
    {
      EpcRecordForm *form = play_open (story->window, entity, &uid);
      fill (story, form, 4);
      play_leave (story->window, form);
    }
}

/* "plan VALUE REASON": behind the figure, why we plan with it is asked. */
static void
plan (const Story *story)
{
  GtkWidget *page = play_go (story->window, "response", "crisis", "own"), *button, *popover;
  g_autofree char *value = strlen (word (story, 2)) > 4 ? g_strdup_printf ("%.*s,%s", (int) strlen (word (story, 2)) - 3, word (story, 2),
                                                                           word (story, 2) + strlen (word (story, 2)) - 3)
                                                        : g_strdup_printf ("%c,%s", word (story, 2)[0], word (story, 2) + 1);
  guint before = count (story->store, "figure", "is_planning = yes");

  test_await (page, GTK_TYPE_LABEL, value);
  test_quiet ();
  button = gtk_widget_get_ancestor (test_await (page, GTK_TYPE_LABEL, value), GTK_TYPE_MENU_BUTTON);
  g_assert_nonnull (button);
  gtk_widget_grab_focus (button);
  test_press ("space");
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  test_wait (is_mapped, popover, "the figure's popover");
  gtk_widget_grab_focus (test_find (popover, GTK_TYPE_ENTRY, NULL));
  play_text (word (story, 3));
  test_press ("Return");
  await (story, "figure", "is_planning = yes", before + 1);
}

static void
find_import_button (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action") && gtk_widget_get_mapped (widget)
      && gtk_widget_get_sensitive (widget))
    *(GtkWidget **) data = widget;
}

static gboolean
is_import_offered (gpointer window)
{
  GtkWidget *button = NULL;

  if (epc_window_pushed (window) != NULL)
    test_walk (epc_window_pushed (window), find_import_button, &button);
  return button != NULL;
}

static gboolean
is_form_gone (gpointer window)
{
  return epc_window_pushed (window) == NULL;
}

/* The file is chosen in the system's dialog, which is not ours to press; what it would change is looked at, and one button takes it. */
static void
import (const Story *story)
{
  g_autoptr (GFile) file = g_file_new_for_path (word (story, 2));
  GtkWidget *button = NULL;

  play_go (story->window, "response", "dtm", "own");
  epc_import_file_start (story->window, epc_window_session (story->window), file, NULL);
  test_wait (is_import_offered, story->window, "what the file would change");
  test_quiet ();
  test_walk (epc_window_pushed (story->window), find_import_button, &button);
  gtk_widget_grab_focus (button);
  test_press ("space");
  test_wait (is_form_gone, story->window, "the rows to be in");
}

/* "stock receive ITEM N --to WAREHOUSE --waybill NUMBER": Ctrl+N puts the cursor into the quantity; kind, item and warehouse stand before it,
 * lot, day, donor and waybill behind. */
static void
receive (const Story *story)
{
  g_assert_cmpstr (word (story, 2), ==, "receive");
  GtkWidget *page = play_go (story->window, "response", "nfi", "own");
  guint before = count (story->store, "stock_movement", NULL);

  test_quiet ();
  test_press ("ctrl+n");
  test_settle (100);
  test_press_times ("shift+Tab", 3);
  GtkWidget *kind = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (story->window)), GTK_TYPE_DROP_DOWN);
  g_assert_nonnull (kind);
  test_press ("space");
  test_press ("Down");
  test_press ("Return");
  test_press ("Tab");
  test_press ("ctrl+a");
  play_text (word (story, 3));
  test_press ("Tab");
  test_press ("Tab");
  play_text (word (story, 4));
  test_press_times ("Tab", 4);
  play_text (word (story, 8));
  test_press ("Return");
  await (story, "stock_movement", NULL, before + 1);
  g_assert_true (gtk_widget_get_mapped (page));
}

static void
begin_request (const Story *story)
{
  GtkWidget *page = play_go (story->window, "response", "mefm", "own");

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "No request yet"));
  test_press ("ctrl+n");
  await (story, "funding_request", NULL, 1);
}

static void
play (const Story *story)
{
  static const struct
  {
    const char *verb;
    void (*play) (const Story *story);
  } verbs[] = { { "add", add }, { "set", set }, { "plan", plan }, { "import", import }, { "stock", receive }, { "mefm", begin_request } };
  const char *verb = word (story, 1);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (word (story, 0), NULL);

  g_assert_nonnull (moment);
  epc_clock_hold (g_date_time_to_unix (moment) * G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].verb, verb))
      {
        verbs[i].play (story);
        return;
      }
  g_error ("The window has no way to do “%s”", verb);
}

/* --- what both leave --- */

/* A moment to its minute: a person writes no seconds. */
static char *
text_of (EpcStore *store, const EpcRecord *record, const EpcField *field)
{
  char *text = field->type == EPC_TYPE_REFERENCE ? epc_store_display (store, record, field->key, NULL) : epc_record_to_text (record, field->key);

  if (field->type == EPC_TYPE_MOMENT && text != NULL && strlen (text) >= 16)
    text[16] = '\0';
  return text;
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One line a record: its code and every field that says something; no identity, no stamp. */
static char *
lines_of (EpcStore *store, const EpcEntity *entity)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = records (store, entity->key, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (all, i);
      g_autoptr (GString) line = g_string_new (epc_record_code (record) != NULL ? epc_record_code (record) : "");

      for (guint j = 0; j < entity->n_fields; j++)
        {
          g_autofree char *text = epc_field_is_stored (&entity->fields[j]) ? text_of (store, record, &entity->fields[j]) : NULL;
          if (text != NULL && *text != '\0')
            g_string_append_printf (line, " | %s=%s", entity->fields[j].key, text);
        }
      g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
    }
  g_ptr_array_sort (lines, compare_text);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* What belongs to the file or to this machine, not to the story. */
static gboolean
is_of_the_file (const EpcEntity *entity)
{
  return (entity->flags & (EPC_ENTITY_LOCAL | EPC_ENTITY_PROGRAM)) != 0;
}

static void
compare (EpcStore *window, EpcStore *verbs)
{
  guint n, n_different = 0, n_rows = 0;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      if (is_of_the_file (entities[i]))
        continue;
      g_autofree char *here = lines_of (window, entities[i]), *there = lines_of (verbs, entities[i]);

      n_rows += count (verbs, entities[i]->key, NULL);
      if (g_str_equal (here, there))
        continue;
      n_different++;
      g_auto (GStrv) ours = g_strsplit (here, "\n", -1), theirs = g_strsplit (there, "\n", -1);
      for (guint j = 0; ours[j] != NULL; j++)
        if (!g_strv_contains ((const char *const *) theirs, ours[j]))
          g_printerr ("# %s, window: %s\n", entities[i]->key, ours[j]);
      for (guint j = 0; theirs[j] != NULL; j++)
        if (!g_strv_contains ((const char *const *) ours, theirs[j]))
          g_printerr ("# %s, verbs:  %s\n", entities[i]->key, theirs[j]);
    }
  g_test_message ("%u rows compared", n_rows);
  g_assert_cmpuint (n_rows, >, 100);
  g_assert_cmpuint (n_different, ==, 0);
}

/* The test of the command line tells the story; what it left is looked at with the window's. */
static gboolean
tell (const char *folder)
{
  g_autofree char *script = g_build_filename (g_getenv ("EPC_SOURCE_DIR"), "tests", "cli", "test_scenario.py", NULL), *out = NULL;
  g_autofree char *python = g_find_program_in_path ("python3");
  const char *const arguments[] = { python, "-B", script, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (python == NULL || g_getenv ("EPC_CLI") == NULL)
    return FALSE;
  g_setenv ("EPC_SCENARIO_TO", folder, TRUE);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, &error);
  g_unsetenv ("EPC_SCENARIO_TO");
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("The story of the verbs fails:\n%s", out);
  return TRUE;
}

static void
test_story (void)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-story-XXXXXX", NULL), *lines_path = g_build_filename (folder, "story.jsonl", NULL);
  g_autofree char *path = g_build_filename (folder, "window.epc", NULL), *other_path = g_build_filename (folder, "story.epc", NULL), *text = NULL;
  EpcStoreSetup setup = { .country = "HND", .office = "Prueba", .author = "Test" };
  g_autoptr (GError) error = NULL;

  if (!tell (folder))
    {
      g_test_skip ("python3 or the command line is not there");
      return;
    }
  g_assert_true (g_file_get_contents (lines_path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-06-16T12:00:00Z", NULL);
  epc_clock_hold (g_date_time_to_unix (before) * G_USEC_PER_SEC);
  g_autoptr (EpcStore) store = epc_store_create (path, &setup, &error);
  g_assert_no_error (error);
  Story story = { .store = store, .window = test_window (application, store) };
  play_focus (GTK_WINDOW (story.window));
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      g_assert_true (json_parser_load_from_data (parser, lines[i], -1, NULL));
      story.words = json_node_get_array (json_parser_get_root (parser));
      g_test_message ("%s", lines[i]);
      play (&story);
    }
  test_quiet ();
  g_autoptr (EpcStore) other = epc_store_open (other_path, EPC_STORE_NONE, &error);
  g_assert_no_error (error);
  compare (store, other);
  epc_clock_hold (0);
  test_window_gone (story.window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/scenario/window-and-verbs", test_story);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
