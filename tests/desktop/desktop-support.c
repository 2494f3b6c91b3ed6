/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-language.h"
#include "base/epc-paths.h"
#include "store/epc-transaction.h"

EpcApplication *
test_start (int *argc, char ***argv)
{
  g_autofree char *locale = epc_path_locale ();
  g_autoptr (GError) error = NULL;
  EpcApplication *application;

  epc_language_set_directory (locale);
  epc_language_set_interface (g_getenv ("EPC_TEST_LANGUAGE") != NULL ? g_getenv ("EPC_TEST_LANGUAGE") : "en");
  gtk_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  application = epc_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

/* --- the main loop --- */

/* A program under a sanitiser is several times slower than what the waits below were written for. */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE 4
#else
#define PATIENCE 1
#endif
#define MOST_STARVED (5 * G_USEC_PER_SEC)

/* Microseconds that the threads of this program have waited for a processor so far (field 2 of the kernel's schedstat, in nanoseconds). */
static gint64
starved (void)
{
  gint64 sum = 0;
  GDir *tasks = g_dir_open ("/proc/self/task", 0, NULL);

  for (const char *task; tasks != NULL && (task = g_dir_read_name (tasks)) != NULL;)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "schedstat", NULL), *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && strchr (text, ' ') != NULL)
        sum += g_ascii_strtoll (strchr (text, ' '), NULL, 10) / 1000;
    }
  g_clear_pointer (&tasks, g_dir_close);
  return sum;
}

void
test_wait (TestCondition condition, gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + 90 * G_USEC_PER_SEC * PATIENCE;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("Waited 90 s in vain: %s", what);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
}

static void
iterate_until (gint64 until)
{
  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* On a busy machine the time that this program waited for its turn does not count. */
void
test_settle (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000 * PATIENCE, before = starved ();

  iterate_until (until);
  iterate_until (until + CLAMP (starved () - before, 0, MOST_STARVED));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
test_quiet (void)
{
  /* long enough for what waits a quarter of a second for further changes, and for an answer from a thread */
  const gint64 enough = 320 * 1000 * PATIENCE, most = 10 * G_USEC_PER_SEC * PATIENCE;
  gint64 start = g_get_monotonic_time (), quiet_since = start, before = starved ();

  for (gint64 now = start; now - start < most; now = g_get_monotonic_time ())
    {
      if (g_main_context_iteration (NULL, FALSE))
        quiet_since = g_get_monotonic_time ();
      else if (now - quiet_since > enough && now - quiet_since > enough + CLAMP (starved () - before, 0, MOST_STARVED))
        return;
      else
        g_usleep (1000);
    }
}

/* --- records --- */

static gboolean
insert (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_transaction_insert (transaction, data, error);
}

EpcUid
test_add (EpcStore *store, const char *entity_key, ...)
{
  const EpcEntity *entity = epc_entity_find (entity_key);
  g_autoptr (EpcRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const char *field;
  va_list pairs;

  g_assert_nonnull (entity);
  record = epc_record_new (entity);
  va_start (pairs, entity_key);
  while ((field = va_arg (pairs, const char *)) != NULL)
    {
      epc_store_parse (store, record, field, va_arg (pairs, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (pairs);
  epc_store_write (store, "add", insert, record, &error);
  g_assert_no_error (error);
  return *epc_record_uid (record);
}

EpcStore *
test_workspace (const char *country, guint n_sites)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("epc-desktop-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "workspace.epc", NULL);
  EpcStoreSetup setup = { .country = country, .author = "Test" };
  EpcStore *store;

  g_assert_no_error (error);
  store = epc_store_create (path, &setup, &error);
  g_assert_no_error (error);
  if (n_sites > 0)
    {
      EpcUid crisis = test_add (store, "crisis", "name", "Storm Dalia", NULL);
      char uid[EPC_UID_TEXT_SIZE];

      epc_uid_to_text (&crisis, uid);
      for (guint i = 0; i < n_sites; i++)
        {
          g_autofree char *name = g_strdup_printf ("School number %u", i + 1);

          test_add (store, "site", "name", name, "crisis", uid, NULL);
        }
    }
  return store;
}

/* --- windows --- */

static gboolean
is_mapped (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

EpcWindow *
test_window (EpcApplication *application, EpcStore *store)
{
  GtkWidget *window = epc_window_new (GTK_APPLICATION (application));

  if (store != NULL)
    epc_window_set_store (EPC_WINDOW (window), store);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  test_wait (is_mapped, window, "the window on screen");
  test_settle (50);
  return EPC_WINDOW (window);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
test_window_gone (EpcWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait (is_gone, &weak, "the closed window to be freed");
}

void
test_walk (GtkWidget *widget, TestVisit visit, gpointer data)
{
  visit (widget, data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    test_walk (child, visit, data);
}

GtkWidget *
test_find (GtkWidget *widget, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (text == NULL || (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
          || (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
          || (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget *widget;
  GType type;
  const char *text;
} Sought;

static gboolean
is_there (gpointer data)
{
  Sought *sought = data;

  return test_find (sought->widget, sought->type, sought->text) != NULL;
}

GtkWidget *
test_await (GtkWidget *widget, GType type, const char *text)
{
  Sought sought = { widget, type, text };

  test_wait (is_there, &sought, text != NULL ? text : g_type_name (type));
  return test_find (widget, type, text);
}

static gboolean
find_dialog (gpointer type_and_found)
{
  gpointer *both = type_and_found;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (g_type_is_a (G_OBJECT_TYPE (each->data), GPOINTER_TO_SIZE (both[0])) && gtk_widget_get_mapped (each->data))
      both[1] = each->data;
  return both[1] != NULL;
}

GtkWidget *
test_dialog (GType type, const char *what)
{
  gpointer both[] = { GSIZE_TO_POINTER (type), NULL };

  test_wait (find_dialog, both, what);
  return both[1];
}

static void
find_alert (GtkWidget *widget, gpointer found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, EPC_TYPE_ALERT) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) found = widget;
}

EpcAlert *
test_alert (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *each = windows; each != NULL; each = each->next)
    test_walk (each->data, find_alert, &found);
  return (EpcAlert *) found;
}

static gboolean
is_asked (gpointer data)
{
  return test_alert () != NULL;
}

EpcAlert *
test_await_alert (const char *what)
{
  test_wait (is_asked, NULL, what);
  GtkWidget *alert = GTK_WIDGET (test_alert ());

  if (GTK_IS_WINDOW (alert))
    gtk_window_set_title (GTK_WINDOW (alert), "alert-test");
  test_settle (100);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (gtk_widget_get_root (alert))));
  return (EpcAlert *) alert;
}

char *
test_output (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  return output;
}

void
test_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gdk_paintable_get_intrinsic_width (paintable), height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* --- keys --- */

typedef struct
{
  gboolean has_ended, is_right;
} Child;

static void
on_child_exit (GPid pid, int status, gpointer data)
{
  *(Child *) data = (Child){ TRUE, g_spawn_check_wait_status (status, NULL) };
}

static gboolean
has_ended (gpointer child)
{
  return ((Child *) child)->has_ended;
}

/* FALSE: it found no such window. */
static gboolean
run_xdotool (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  Child child = { 0 };
  GPid pid;

  g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid,
                 &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, on_child_exit, &child);
  test_wait (has_ended, &child, "xdotool");
  /* what it sent has come in with the answer to this question, and is dispatched by the iterations that follow */
  gdk_display_sync (gdk_display_get_default ());
  test_settle (12);
  return child.is_right;
}

static void
xdotool (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list rest;

  g_ptr_array_add (arguments, (gpointer) "xdotool");
  va_start (rest, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  g_assert_true (run_xdotool ((const char *const *) arguments->pdata));
}

/* A window of which xdotool finds @title in the title has the focus. */
static gboolean
is_focused (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autofree char *sought = g_utf8_casefold (title, -1);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      const char *own = gtk_window_get_title (window);
      g_autofree char *folded = own != NULL ? g_utf8_casefold (own, -1) : NULL;

      found = folded != NULL && strstr (folded, sought) != NULL && gtk_window_is_active (window);
    }
  return found;
}

/* The display may not know the title yet, or a window that opens just now takes the focus away again: it is asked for until the window has it.
 * (xdotool's own --sync waits for ever for a focus that somebody else took.) */
void
test_focus_window (const char *title)
{
  for (guint i = 0; i < 40; i++)
    {
      run_xdotool ((const char *const[]){ "xdotool", "search", "--name", title, "windowfocus", NULL });
      for (guint waited = 0; waited < 100 && !is_focused (title); waited++)
        test_settle (20);
      if (is_focused (title))
        return;
    }
  g_error ("The window “%s” never had the focus", title);
}

void
test_click (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double left, top, at_x, at_y;

  /* there is no window manager: the window stands in the corner of the screen */
  gtk_native_get_surface_transform (native, &left, &top);
  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &at_x, &at_y));
  g_autofree char *across = g_strdup_printf ("%d", (int) (at_x + left)), *down = g_strdup_printf ("%d", (int) (at_y + top));
  xdotool ("mousemove", "--sync", across, down, "click", "1", NULL);
}

void
test_type (const char *text)
{
  xdotool ("type", "--delay", "2", "--", text, NULL);
}

void
test_retype (const char *text)
{
  xdotool ("key", "--delay", "2", "ctrl+a", "type", "--delay", "2", "--args", "1", "--", text, "key", "Tab", NULL);
}

void
test_press_times (const char *key, guint n)
{
  g_autofree char *times = g_strdup_printf ("%u", n);

  if (n > 0)
    xdotool ("key", "--delay", "4", "--repeat", times, "--repeat-delay", "4", key, NULL);
}

void
test_press (const char *key)
{
  xdotool ("key", "--delay", "2", key, NULL);
}
