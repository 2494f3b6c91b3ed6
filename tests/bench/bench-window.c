/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-window empty            CPU of a process until an empty libadwaita window has drawn its first frame
 * bench-window first FILE       the same of the window on the workspace FILE, until its tabs are drawn
 * bench-window use FILE ENTITY  opens the list of ENTITY, scrolls, sorts and searches it: the longest that the main loop was held
 *                               up by each, and the memory of the process at its end
 * bench-window open FILE [PAGE]  opens each page of the overview and the Response tab for the first time (or PAGE: response/flows/own, response/flows/ for
 *                               all of a section): until the first
 *                               frame, until what can be read is there (and the main loop's own work till then), the longest that the main loop was held up, until nothing works any more, and the CPU
 *                               of the process
 * bench-window pan FILE         the large map: until its first tile is drawn, and a frame of moving it by eight pixels, recorded and painted, in the
 *                               middle of sixty and at worst
 * One line each: name, tab, number (seconds of CPU; milliseconds; megabytes). Runs under tests/run-ui.sh (./dev bench).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/epc-language.h"
#include "base/epc-paths.h"
#include "desktop/application.h"
#include "desktop/epc-section-page.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-record-page.h"
#include "desktop/widgets/epc-record-table.h"
#include "desktop/widgets/epc-tile-source.h"
#include "desktop/window.h"

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* --- the first frame --- */

static void
on_painted (GdkFrameClock *clock, GtkWindow *window)
{
  if (EPC_IS_WINDOW (window) && epc_window_session (EPC_WINDOW (window)) == NULL)
    return;
  printf ("first\t%.4f\n", cpu_seconds ());
  fflush (stdout);
  _exit (0);
}

static void
watch_frames (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), window);
}

/* One colour over the whole window, another each time. */
typedef struct
{
  GtkWidget parent_instance;
  guint n;
} Flat;
typedef GtkWidgetClass FlatClass;

GType flat_get_type (void);
G_DEFINE_TYPE (Flat, flat, GTK_TYPE_WIDGET)

static void
flat_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GdkRGBA color = { 0.8f, 0.8f, (float) (++((Flat *) widget)->n % 2), 1 };

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
}

static void
flat_class_init (FlatClass *klass)
{
  klass->snapshot = flat_snapshot;
}

static void
flat_init (Flat *flat)
{
}

static GtkWidget *
make_empty (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  return window;
}

static void
show_empty (GtkApplication *application)
{
  GtkWidget *window = make_empty (application);

  g_signal_connect (window, "realize", G_CALLBACK (watch_frames), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  gtk_window_set_default_size (window, 1366, 768);
  g_signal_connect (window, "realize", G_CALLBACK (watch_frames), NULL);
}

/* --- use --- */

/* The longest turns of the main loop, microseconds: by the clock, and of this thread's own work, which what else runs on the machine
 * does not lengthen. */
typedef struct
{
  gint64 longest, work;
} Watch;

static gint64
work_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void
run (Watch *watch, guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    {
      gint64 before = g_get_monotonic_time (), work = work_now ();

      if (g_main_context_iteration (NULL, FALSE))
        {
          watch->longest = MAX (watch->longest, g_get_monotonic_time () - before);
          watch->work = MAX (watch->work, work_now () - work);
        }
      else
        g_usleep (500);
    }
}

static void
tell (const char *what, Watch *watch)
{
  printf ("%s\t%.1f\n%s, work\t%.1f\n", what, (double) watch->longest / 1000, what, (double) watch->work / 1000);
  *watch = (Watch){ 0 };
}

static double
megabytes (const char *key)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, key) : NULL;
  return line != NULL ? atof (line + strlen (key)) / 1024 : 0;
}

static gboolean
has_rows (EpcRecordPage *page)
{
  gboolean is_loading;

  g_object_get (epc_record_page_list (page), "loading", &is_loading, NULL);
  return !is_loading && g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (page))) > 0;
}

static void
wait_for_rows (EpcRecordPage *page, const char *what)
{
  gint64 start = g_get_monotonic_time ();
  Watch watch = { 0 };

  do
    run (&watch, 50);
  while (!has_rows (page));
  run (&watch, 1000);
  tell (what, &watch);
  printf ("%s, until the rows are there\t%.0f\n", what, (double) (g_get_monotonic_time () - start) / 1000 - 1000);
}

static int
compare_work (gconstpointer a, gconstpointer b)
{
  const Watch *left = a, *right = b;

  return left->work < right->work ? -1 : left->work > right->work;
}

/* What it takes GTK to paint all of a window in one colour: no page can cost less. */
static void
use_empty (GtkApplication *application)
{
  GtkWidget *window = make_empty (application);
  GtkWidget *flat = g_object_new (flat_get_type (), "vexpand", TRUE, NULL);
  Watch watch = { 0 }, frames[15];

  gtk_box_append (GTK_BOX (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window))), flat);
  gtk_window_present (GTK_WINDOW (window));
  run (&watch, 500);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      frames[i] = (Watch){ 0 };
      gtk_widget_queue_draw (flat);
      run (&frames[i], 50);
    }
  qsort (frames, G_N_ELEMENTS (frames), sizeof *frames, compare_work);
  watch = frames[G_N_ELEMENTS (frames) / 2];
  tell ("an empty window", &watch);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
use (EpcWindow *window, const char *key)
{
  const EpcSection *section = epc_section_of_entity (key);
  EpcRecordPage *page;
  EpcRecordTable *table;
  GtkAdjustment *adjustment;
  Watch watch = { 0 };

  run (&watch, 1500);
  tell ("overview", &watch);
  epc_window_go_to (window, section->tab, section->key);
  run (&watch, 2000);
  tell ("section", &watch);
  epc_section_page_show_entity (epc_window_section_page (window), key);
  page = EPC_RECORD_PAGE (epc_section_page_content (epc_window_section_page (window)));
  table = EPC_RECORD_TABLE (epc_record_page_table (page));
  adjustment = epc_record_table_adjustment (table);
  wait_for_rows (page, "list");
  for (guint i = 1; i <= 12; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (page)));

      epc_record_table_scroll_to (table, (guint) ((guint64) n * i / 13));
      run (&watch, 120);
    }
  tell ("jump", &watch);
  for (guint i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 96);
      run (&watch, 25);
    }
  tell ("scroll", &watch);
  epc_record_table_sort_by (table, "reporting_date");
  wait_for_rows (page, "sort, indexed");
  epc_record_table_sort_by (table, "-idp_ind");
  wait_for_rows (page, "sort by people");
  epc_record_page_add_chip (page, "more than 5000", "idp_ind > 5000", TRUE, NULL);
  wait_for_rows (page, "filter");
  printf ("memory now\t%.0f\nmemory, peak\t%.0f\nmemory of its own\t%.0f\n", megabytes ("VmRSS:"), megabytes ("VmHWM:"), megabytes ("RssAnon:"));
}

/* --- each page of a tab --- */

#define SAMPLE 20000 /* microseconds between two looks at what the process works */

/* What can be read in a frame: the texts of labels and cells. */
typedef struct
{
  gint64 at, work;
  guint texts;
} Frame;

static guint
count_texts (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget)         ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget))
                                                   : NULL;
  guint n = text != NULL && *text != '\0';

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      n += count_texts (child);
  return n;
}

typedef struct
{
  GtkWidget *window;
  GArray *frames;
} Painting;

static void
on_page_painted (GdkFrameClock *clock, Painting *painting)
{
  const Frame frame = { g_get_monotonic_time (), work_now (), count_texts (painting->window) };

  g_array_append_val (painting->frames, frame);
}

/* The first frame with nine tenths of what can be read in the last. */
static const Frame *
filled_frame (GArray *frames)
{
  const Frame *last = &g_array_index (frames, Frame, frames->len - 1);

  for (guint i = 0; i < frames->len; i++)
    if (g_array_index (frames, Frame, i).texts >= last->texts * 9 / 10)
      return &g_array_index (frames, Frame, i);
  return last;
}

/* Until nothing has happened for half a second: no turn of the main loop, and no thread at work. The moments of the first frame (@first) and
 * the last thing that happened (@last) are told in microseconds since the call, with what the process worked meanwhile. */
static void
open_page (EpcWindow *window, const char *name, void (*open) (EpcWindow *window, gconstpointer what), gconstpointer what)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64 start = g_get_monotonic_time (), now = start, last = start, sampled = start;
  double cpu = cpu_seconds (), cpu_last = cpu, cpu_then = cpu;
  Watch watch = { 0 };
  gint64 began = work_now (), work = began;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  Painting painting = { GTK_WIDGET (window), frames };
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_page_painted), &painting);

  open (window, what);
  watch.longest = g_get_monotonic_time () - start;
  watch.work = work_now () - work;
  while ((now = g_get_monotonic_time ()) - last < 500 * 1000)
    {
      gint64 before = now;

      work = work_now ();
      if (g_main_context_iteration (NULL, FALSE))
        {
          watch.longest = MAX (watch.longest, g_get_monotonic_time () - before);
          watch.work = MAX (watch.work, work_now () - work);
        }
      else
        g_usleep (1000);
      if (g_get_monotonic_time () - sampled < SAMPLE)
        continue;
      /* the waiting itself costs a fraction of that */
      if (cpu_seconds () - cpu_last > 0.2 * (double) (g_get_monotonic_time () - sampled) / 1e6)
        last = g_get_monotonic_time ();
      if (last > sampled)
        cpu_then = cpu_seconds ();
      sampled = g_get_monotonic_time ();
      cpu_last = cpu_seconds ();
    }
  g_signal_handler_disconnect (clock, handler);
  if (frames->len == 0) /* it stood there already */
    return;
  printf ("%s, work\t%.0f\n", name, (double) (filled_frame (frames)->work - began) / 1000);
  printf ("%s, first frame\t%.0f\n%s, filled\t%.0f\n%s, held up\t%.0f\n%s, whole\t%.0f\n%s, CPU\t%.0f\n", name,
          (double) (g_array_index (frames, Frame, 0).at - start) / 1000, name, (double) (filled_frame (frames)->at - start) / 1000, name,
          (double) watch.work / 1000, name, (double) (last - start) / 1000, name, (cpu_then - cpu) * 1000);
  fflush (stdout);
}

static void
go_to_section (EpcWindow *window, gconstpointer section)
{
  epc_window_go_to (window, ((const EpcSection *) section)->tab, ((const EpcSection *) section)->key);
}

static void
go_to_page (EpcWindow *window, gconstpointer page)
{
  epc_section_page_show_entity (epc_window_section_page (window), page);
}

/* The page that a section has first, then its lists, map and charts. */
static void
open_section (EpcWindow *window, const EpcSection *section, const char *only)
{
  static const char *const more[] = { "own", "map", "charts" };
  g_autofree char *name = g_strdup_printf ("%s/%s", section->tab, section->key);

  if (only != NULL && !g_str_has_prefix (only, name))
    return;
  open_page (window, name, go_to_section, section);
  for (guint i = 0; i < EPC_SECTION_MAX_ENTITIES + G_N_ELEMENTS (more); i++)
    {
      const char *key = i < EPC_SECTION_MAX_ENTITIES ? section->entities[i] : more[i - EPC_SECTION_MAX_ENTITIES];
      g_autofree char *page = g_strdup_printf ("%s/%s", name, key);
      if (key != NULL && (only == NULL || g_str_equal (only, page) || (g_str_has_suffix (only, "/") && g_str_has_prefix (page, only))))
        open_page (window, page, go_to_page, key);
    }
}

static void
go_nowhere (EpcWindow *window, gconstpointer what)
{
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_all (EpcWindow *window, const char *only)
{
  guint n;
  const EpcSection *sections = epc_sections (&n);

  gtk_widget_realize (GTK_WIDGET (window));
  open_page (window, "overview", go_nowhere, NULL);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (sections[i].tab, "response"))
      open_section (window, &sections[i], only);
}

/* --- moving the map --- */

#define PANS 60
#define PAN_PIXELS 8

static void
on_tile (GObject *source, GAsyncResult *result, gpointer is_there)
{
  if (!shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), result, NULL))
    g_error ("A tile was not drawn");
  *(gboolean *) is_there = TRUE;
}

/* From nothing: the base map is opened for it. */
static void
time_first_tile (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (ShumateMapSource) source = epc_tile_source_new (FALSE, NULL, "HTI", FALSE);
  g_autoptr (ShumateTile) tile = g_object_ref_sink (shumate_tile_new_full (38, 57, 256, 7));
  gboolean is_there = FALSE;

  shumate_map_source_fill_tile_async (source, tile, NULL, on_tile, &is_there);
  while (!is_there)
    g_main_context_iteration (NULL, TRUE);
  printf ("first tile\t%.1f\n", (double) (g_get_monotonic_time () - start) / 1000);
}

static void
find_map (GtkWidget *widget, gpointer data)
{
  if (EPC_IS_MAP_VIEW (widget) && gtk_widget_get_mapped (widget))
    *(EpcMapView **) data = EPC_MAP_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_map (child, data);
}

static void
on_frame_drawn (GdkFrameClock *clock, gpointer is_drawn)
{
  *(gboolean *) is_drawn = TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
pan (EpcWindow *window)
{
  GdkFrameClock *clock;
  EpcMapView *view = NULL;
  Watch watch = { 0 };
  gint64 times[PANS];
  gboolean is_drawn = FALSE;

  gtk_window_present (GTK_WINDOW (window));
  epc_window_go_to (window, "response", "sites");
  epc_section_page_show_entity (epc_window_section_page (window), "map");
  run (&watch, 8000);
  find_map (GTK_WIDGET (window), &view);
  if (view == NULL)
    g_error ("There is no map");
  ShumateViewport *viewport = epc_map_view_viewport (view);
  double step = PAN_PIXELS * 360 / (256 * exp2 (shumate_viewport_get_zoom_level (viewport)));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame_drawn), &is_drawn);
  for (guint i = 0; i < PANS; i++)
    {
      double lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
      gint64 start = work_now ();

      is_drawn = FALSE;
      shumate_location_set_location (SHUMATE_LOCATION (viewport), shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                     lon + (i < PANS / 2 ? step : -step));
      while (!is_drawn)
        g_main_context_iteration (NULL, TRUE);
      times[i] = work_now () - start;
    }
  qsort (times, PANS, sizeof *times, compare_times);
  printf ("pan\t%.1f\npan, at worst\t%.1f\n", (double) times[PANS / 2] / 1000, (double) times[PANS - 1] / 1000);
}

int
main (int argc, char **argv)
{
  g_autofree char *locale = epc_path_locale ();
  const char *what = argc > 1 ? argv[1] : "";
  g_autoptr (GtkApplication) application = NULL;

  if (g_str_equal (what, "empty"))
    {
      application = GTK_APPLICATION (adw_application_new ("org.epcdesk.Empty", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (show_empty), NULL);
      return g_application_run (G_APPLICATION (application), 1, argv);
    }
  epc_language_set_directory (locale);
  epc_language_set_interface (NULL);
  application = GTK_APPLICATION (epc_application_new ());
  if (g_str_equal (what, "first") && argc > 2)
    {
      g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
      return g_application_run (G_APPLICATION (application), 2, (char *[]){ argv[0], argv[2], NULL });
    }
  if ((g_str_equal (what, "use") && argc > 3) || ((g_str_equal (what, "open") || g_str_equal (what, "pan")) && argc > 2))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EpcStore) store = epc_store_open (argv[2], EPC_STORE_NONE, &error);
      GtkWidget *window;

      if (store == NULL || !g_application_register (G_APPLICATION (application), NULL, &error))
        g_error ("%s", error->message);
      window = epc_window_new (application);
      epc_window_set_store (EPC_WINDOW (window), store);
      gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
      if (g_str_equal (what, "pan"))
        {
          time_first_tile ();
          pan (EPC_WINDOW (window));
        }
      else if (g_str_equal (what, "open"))
        open_all (EPC_WINDOW (window), argc > 3 ? argv[3] : NULL);
      else
        {
          use_empty (application);
          gtk_window_present (GTK_WINDOW (window));
          use (EPC_WINDOW (window), argv[3]);
        }
      fflush (stdout);
      _exit (0);
    }
  fprintf (stderr, "bench-window empty | first FILE | use FILE ENTITY | open FILE [PAGE] | pan FILE\n");
  return 2;
}
