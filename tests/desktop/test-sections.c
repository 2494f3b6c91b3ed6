/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every section of the window, with the records of the sample and without any: it has its question on top, figures that say where they come from,
 * a next step, and where there is nothing yet, words that say what belongs there and how to begin.
 */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "desktop/sections.h"
#include "desktop/widgets/epc-record-detail.h"
#include "desktop/widgets/epc-strip.h"

static EpcApplication *application;

/* --- what a page holds --- */

/* What is on screen of one kind; the last that was found. */
typedef struct
{
  GType type;
  const char *css_class; /* NULL: any */
  GtkWidget *found;
  guint n;
} Search;

static void
look (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget) && G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type)
      && (search->css_class == NULL || gtk_widget_has_css_class (widget, search->css_class)))
    {
      search->found = widget;
      search->n++;
    }
}

static Search
search (gpointer page, GType type, const char *css_class)
{
  Search search = { type, css_class, NULL, 0 };

  test_walk (page, look, &search);
  return search;
}

typedef struct
{
  guint n, n_told;
} Figures;

static gboolean
says (const char *text)
{
  return text != NULL && text[strspn (text, " ")] != '\0';
}

static void
look_at_figure (GtkWidget *widget, gpointer data)
{
  Figures *figures = data;
  g_autofree char *label = NULL, *note = NULL;

  if (!EPC_IS_FIGURE (widget) || !gtk_widget_get_mapped (widget))
    return;
  g_object_get (widget, "label", &label, "note", &note, NULL);
  figures->n++;
  figures->n_told += says (label) && says (note);
}

static gboolean
has_told_figures (gpointer page)
{
  Figures figures = { 0 };

  test_walk (page, look_at_figure, &figures);
  return figures.n >= 2 && figures.n_told == figures.n;
}

static gboolean
has_next_step (gpointer page)
{
  const Search step = search (page, GTK_TYPE_BUTTON, "suggested-action");

  return step.n > 0 && gtk_widget_is_sensitive (step.found);
}

/* --- the walk --- */

static EpcStore *
make_workspace (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = test_output (words);
  EpcStore *store = epc_store_open (words[2], EPC_STORE_NONE, &error);

  g_assert_no_error (error);
  return store;
}

/* What of the page is waited for. */
typedef struct
{
  const EpcSection *section;
  GtkWidget *page;
} Asked;

static gboolean
has_question (gpointer data)
{
  const Asked *asked = data;
  const Search question = search (asked->page, GTK_TYPE_LABEL, "question");

  return question.n == 1 && g_strcmp0 (gtk_label_get_text (GTK_LABEL (question.found)), _ (asked->section->question)) == 0;
}

static void
await (TestCondition condition, gpointer data, const char *what, const EpcSection *section)
{
  g_autofree char *text = g_strdup_printf ("%s, %s/%s", what, section->tab, section->key);

  test_wait (condition, data, text);
}

typedef void (*Judge) (GtkWidget *page, const EpcSection *section);

static void
walk (EpcStore *store, Judge judge)
{
  EpcWindow *window = test_window (application, store);
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (epc_window_go_to (window, sections[i].tab, sections[i].key));
      Asked asked = { &sections[i], GTK_WIDGET (epc_window_section_page (window)) };

      await (has_question, &asked, "the question", &sections[i]);
      judge (asked.page, &sections[i]);
    }
  test_window_gone (window);
}

static void
judge_full (GtkWidget *page, const EpcSection *section)
{
  await (has_told_figures, page, "figures that say where they come from", section);
  await (has_next_step, page, "a next step", section);
}

static void
test_sample (void)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-sections-XXXXXX", NULL), *path = g_build_filename (folder, "s.epc", NULL);
  const char *const words[] = { g_getenv ("EPC_CLI"), "sample", path, NULL };
  g_autoptr (EpcStore) store = make_workspace (words);

  walk (store, judge_full);
}

/* Either the seeds of a new workspace, with their figures, or words and a step to begin with. */
static gboolean
is_full_or_explained (gpointer page)
{
  const Search words = search (page, ADW_TYPE_STATUS_PAGE, NULL);

  if (words.n == 0)
    return has_told_figures (page) && has_next_step (page);
  return says (adw_status_page_get_title (ADW_STATUS_PAGE (words.found))) && says (adw_status_page_get_description (ADW_STATUS_PAGE (words.found)))
         && has_next_step (words.found);
}

static void
judge_new (GtkWidget *page, const EpcSection *section)
{
  await (is_full_or_explained, page, "words and a first step, or seeds with their figures", section);
}

static void
test_new (void)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-sections-XXXXXX", NULL), *path = g_build_filename (folder, "n.epc", NULL);
  const char *const words[] = { g_getenv ("EPC_CLI"), "new", path, "--country", "HND", NULL };
  g_autoptr (EpcStore) store = make_workspace (words);

  walk (store, judge_new);
}

/* --- the record beside its list --- */

typedef struct
{
  GtkWidget *detail;
  const char *text;
} Told;

static gboolean
is_told (gpointer data)
{
  const Told *told = data;

  return test_find (told->detail, GTK_TYPE_LABEL, told->text) != NULL;
}

/* In a wide window what a list selects is told beside it, what nobody recorded is not; this one is too narrow for it until it is asked for. */
static void
test_detail (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  test_add (store, "lesson", "title", "Ask for the keys", "lesson_date", "2026-10-01", "status", "done", "responsible", "Logistics", NULL);
  test_add (store, "lesson", "title", "Count twice", "lesson_date", "2026-10-02", "status", "not_started", NULL);
  EpcWindow *window = test_window (application, store);
  g_assert_true (epc_window_go_to (window, "resources", "lessons"));
  EpcRecordPage *page = EPC_RECORD_PAGE (epc_section_page_content (epc_window_section_page (window)));
  Told told = { test_find (GTK_WIDGET (page), EPC_TYPE_RECORD_DETAIL, NULL), "Count twice" };

  test_quiet ();
  g_assert_false (gtk_widget_get_mapped (told.detail));
  g_assert_null (epc_record_page_selected (page));
  epc_record_page_show_detail (page, TRUE);
  test_wait (is_told, &told, "the newest lesson, which stands first");
  g_assert_null (test_find (told.detail, GTK_TYPE_LABEL, "Responsible"));
  g_assert_true (epc_record_page_select_row (page, epc_record_list_row_at (epc_record_page_list (page), 1)));
  told.text = "Logistics";
  test_wait (is_told, &told, "who is responsible for the other one");
  g_assert_nonnull (test_find (told.detail, GTK_TYPE_LABEL, "Responsible"));
  g_assert_nonnull (test_find (told.detail, GTK_TYPE_LABEL, "1 Oct 2026"));
  g_assert_null (test_find (told.detail, GTK_TYPE_LABEL, "Count twice"));
  test_window_gone (window);
}

/* --- the design --- */

/* The lines of the table under the heading "What the sections answer", without its head. */
static GPtrArray *
read_table (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("EPC_SOURCE_DIR"), "app", "DESIGN.md", NULL), *text = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  const char *table = strstr (text, "| section | its question |\n|---|---|\n");
  g_assert_nonnull (table);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  for (guint i = 2; lines[i] != NULL && g_str_has_prefix (lines[i], "|"); i++)
    g_ptr_array_add (rows, g_strdup (lines[i]));
  return rows;
}

static void
test_design (void)
{
  g_autoptr (GPtrArray) rows = read_table ();
  guint n;
  const EpcSection *sections = epc_sections (&n);

  g_assert_cmpuint (rows->len, ==, n + 1); /* the overview is no section */
  g_assert_true (g_str_has_prefix (g_ptr_array_index (rows, 0), "| Overview | "));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = g_strdup_printf ("| %s, %s | %s |", epc_tab_info (sections[i].tab)->title, sections[i].title, sections[i].question);

      g_assert_cmpstr (g_ptr_array_index (rows, i + 1), ==, row);
    }
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/sections/design-says-what-they-answer", test_design);
  g_test_add_func ("/sections/with-records", test_sample);
  g_test_add_func ("/sections/without-records", test_new);
  g_test_add_func ("/sections/record-beside-list", test_detail);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
