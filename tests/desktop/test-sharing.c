/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two offices with the real window: what one types is shared, reviewed and merged in the other, both change the same at once, the
 * conflicts are decided by keys, and in the end both hold the same bytes (`export --shared`). What the files must say is compared byte by
 * byte; the names are those that were typed here.
 */
#include "sharing-office.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/epc-section-page.h"
#include "desktop/record-flow.h"
#include "desktop/sharing/sharing.h"
#include "desktop/widgets/epc-line-list.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-record-page.h"
#include "store/epc-conflict-sides.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

/* --- two offices --- */

typedef struct
{
  Office *office;
  guint n;
} Waiting;

static gboolean
waits (gpointer data)
{
  const Waiting *waiting = data;

  return n_waiting (waiting->office) == waiting->n;
}

/* The key of the side that @is_it holds for, pressed on the list of what waits. */
static void
press_side (Office *office, const EpcUid *uid, gboolean (*is_it) (const EpcConflictSide *side))
{
  GtkWidget *page = epc_section_page_content (epc_window_section_page (office->window));
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (office->store, NULL);
  Waiting fewer = { office, conflicts->len - 1 };
  guint at = 0;

  while (at < conflicts->len && !epc_uid_equal (&((EpcConflict *) g_ptr_array_index (conflicts, at))->uid, uid))
    at++;
  g_assert_cmpuint (at, <, conflicts->len);
  g_autoptr (EpcConflictSides) sides = epc_conflict_sides (office->store, g_ptr_array_index (conflicts, at), NULL);
  gtk_widget_grab_focus (test_find (page, EPC_TYPE_LINE_LIST, NULL));
  office_look_at (office);
  test_press ("Home");
  for (guint i = 0; i < at; i++)
    test_press ("Down");
  test_press ("space");
  test_settle (100);
  for (guint i = 0; i < sides->sides->len; i++)
    if (is_it (g_ptr_array_index (sides->sides, i)))
      {
        g_autofree char *key = g_strdup_printf ("%u", i + 1);
        test_press (key);
        break;
      }
  test_wait (waits, &fewer, "the decision");
  test_quiet ();
}

static gboolean
is_theirs (const EpcConflictSide *side)
{
  return !side->is_mine;
}

static gboolean
is_of_b (const EpcConflictSide *side)
{
  return side->values->len > 0 && g_strcmp0 (((EpcSideValue *) g_ptr_array_index (side->values, 0))->text, "Gimnasio de B") == 0;
}

/* Among what was decided the key of the side that @is_it holds for, of the record that is listed as @at. */
static void
turn_round (Office *office, guint at, gboolean (*is_it) (const EpcConflictSide *side))
{
  g_autoptr (GPtrArray) decisions = epc_store_decisions (office->store, 100, NULL);

  gtk_widget_activate_action (GTK_WIDGET (office->window), "win.section", "(ss)", "resources", "offices");
  test_quiet ();
  GtkWidget *page = epc_section_page_content (epc_window_section_page (office->window));
  GtkWidget *chip = test_find (page, GTK_TYPE_TOGGLE_BUTTON, "Decided: 2");
  g_assert_nonnull (chip);
  gtk_widget_grab_focus (chip);
  office_look_at (office);
  test_press ("space");
  test_settle (100);
  gtk_widget_grab_focus (test_find (page, EPC_TYPE_LINE_LIST, NULL));
  test_press ("Home");
  for (guint i = 0; i < at; i++)
    test_press ("Down");
  test_press ("space");
  test_settle (100);
  const EpcPastDecision *decision = g_ptr_array_index (decisions, at);
  g_autoptr (EpcConflictSides) sides = epc_conflict_sides (office->store, &decision->conflict, NULL);
  for (guint i = 0; i < sides->sides->len; i++)
    if (is_it (g_ptr_array_index (sides->sides, i)))
      {
        g_autofree char *key = g_strdup_printf ("%u", i + 1);
        test_press (key);
        return;
      }
  g_assert_not_reached ();
}

static gboolean
stays (const EpcConflictSide *side)
{
  return !side->is_deleted;
}

/* A gives, B takes; both change one name, and B deletes what A changes; B decides by keys; A takes what B decided. */
static void
test_two_offices (void)
{
  Office a, b;

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  EpcUid one = test_add (a.store, "site", "name", "Uno", NULL), two = test_add (a.store, "site", "name", "Dos", NULL);
  type_name (&a, &one, "Escuela Uno");
  g_autofree char *first = office_share (&a, "first.epcx", NULL);
  office_merge (&b, first, FALSE);
  Named arrived = { &b, one, "Escuela Uno" };
  g_assert_true (is_named (&arrived));

  type_name (&a, &one, "Gimnasio de A");
  type_name (&b, &one, "Gimnasio de B");
  type_name (&a, &two, "Dos, con techo");
  delete_site (&b, &two);
  g_autofree char *second = office_share (&a, "second.epcx", NULL);
  office_merge (&b, second, TRUE);
  g_assert_cmpuint (n_waiting (&b), ==, 2);
  g_assert_cmpstr (epc_section_page_section (epc_window_section_page (b.window))->key, ==, "offices");
  press_side (&b, &one, is_theirs);
  press_side (&b, &two, stays);
  Named decided = { &b, one, "Gimnasio de A" }, kept = { &b, two, "Dos, con techo" };
  g_assert_true (is_named (&decided));
  g_assert_true (is_named (&kept));

  g_autofree char *back = office_share (&b, "back.epcx", NULL);
  office_merge (&a, back, FALSE);
  g_assert_cmpuint (n_waiting (&a), ==, 0);
  g_assert_true (hold_the_same (&a, &b));
  Named both = { &a, one, "Gimnasio de A" };
  g_assert_true (is_named (&both));

  /* What B decided stands in A's list too, the newer first, and A turns it round. */
  turn_round (&a, 1, is_of_b);
  Named turned = { &a, one, "Gimnasio de B" }, followed = { &b, one, "Gimnasio de B" };
  test_wait (is_named, &turned, "the decision that is turned round");
  test_quiet ();
  g_autofree char *third = office_share (&a, "third.epcx", NULL);
  office_merge (&b, third, TRUE);
  g_assert_cmpuint (n_waiting (&b), ==, 0);
  g_assert_true (is_named (&followed));
  g_assert_true (hold_the_same (&a, &b));
  close_office (&b);
  close_office (&a);
}

/* An office from which nothing came yet is named in the review, and what stood before is shown beside the two sides. */
static void
test_review (void)
{
  Office a, b;

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  EpcUid one = test_add (a.store, "site", "name", "Uno", NULL), office = epc_store_office (b.store);
  g_autofree char *first = office_share (&a, "first.epcx", NULL), *name = epc_store_title (b.store, epc_entity_find ("office"), &office),
                  *theirs = g_strdup_printf ("Theirs · %s", name);
  office_merge (&b, first, FALSE);
  type_name (&a, &one, "Gimnasio de A");
  type_name (&b, &one, "Gimnasio de B");
  g_autofree char *back = office_share (&b, "back.epcx", NULL);
  GtkWidget *page = office_review (&a, back);
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, theirs));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Gimnasio de A"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Gimnasio de B"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Before, in both"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Uno"));
  close_office (&b);
  close_office (&a);
}

static gboolean
has_no_site (gpointer store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));

  return epc_query_count (query, store, NULL, NULL) == 0;
}

/* A merge is taken out by Ctrl+Z as if it had never been. */
static void
test_undo (void)
{
  Office a, b;
  gsize n, m;

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  test_add (a.store, "site", "name", "Uno", NULL);
  g_autofree char *path = office_share (&a, "first.epcx", NULL), *before = bytes_of (&b, &n);
  office_merge (&b, path, FALSE);
  g_autofree char *merged = bytes_of (&b, &m);
  g_assert_false (n == m && memcmp (before, merged, n) == 0);
  office_look_at (&b);
  test_press ("ctrl+z");
  test_wait (has_no_site, b.store, "the merge that is taken out");
  test_quiet ();
  g_autofree char *after = bytes_of (&b, &m);
  g_assert_cmpmem (before, n, after, m);
  close_office (&b);
  close_office (&a);
}

/* All of a kind at once: as shown. */
static void
test_all_at_once (void)
{
  Office a, b;
  Waiting none = { &b, 0 };
  EpcUid uids[4];

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    uids[i] = test_add (a.store, "site", "name", "Uno", NULL);
  g_autofree char *first = office_share (&a, "first.epcx", NULL);
  office_merge (&b, first, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      type_name (&a, &uids[i], "De A");
      type_name (&b, &uids[i], "De B");
    }
  g_autofree char *second = office_share (&a, "second.epcx", NULL);
  office_merge (&b, second, TRUE);
  g_assert_cmpuint (n_waiting (&b), ==, 4);
  gtk_widget_activate_action (epc_section_page_content (epc_window_section_page (b.window)), "sharing.keep-all", "i", EPC_KEEP_THEIRS);
  test_wait (waits, &none, "four decisions");
  for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      Named named = { &b, uids[i], "De A" };
      g_assert_true (is_named (&named));
    }
  close_office (&b);
  close_office (&a);
}

/* --- files that are none, and one that is sealed --- */

static void
refuse (Office *office, const char *path, const char *expected)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  epc_window_receive (office->window, file);
  EpcAlert *dialog = test_await_alert (expected);
  if (strstr (epc_alert_body (dialog), expected) == NULL)
    g_error ("“%s” does not say “%s”", epc_alert_body (dialog), expected);
  g_assert_null (epc_window_pushed (office->window));
  epc_alert_close (dialog);
  test_settle (50);
}

static void
test_wrong_files (void)
{
  Office a;
  g_autofree char *cut = NULL, *text = NULL;
  gsize length;

  open_office (&a, "Window of A", "HND");
  g_autofree char *path = office_share (&a, "first.epcx", NULL), *gone = g_build_filename (a.folder, "gone.epcx", NULL);
  cut = g_build_filename (a.folder, "cut.epcx", NULL);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (cut, text, (gssize) length / 2, NULL));
  refuse (&a, cut, "it was cut off or altered on the way");
  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (cut, text, (gssize) length, NULL));
  refuse (&a, cut, "its signature is wrong");
  g_assert_true (g_file_set_contents (cut, "no package at all", -1, NULL));
  refuse (&a, cut, "it is no package");
  refuse (&a, gone, "cannot be read");
  close_office (&a);
}

static gboolean
says_another (gpointer data)
{
  EpcAlert *dialog = test_alert ();

  return dialog != NULL && strstr (epc_alert_body (dialog), "the passphrase is another one") != NULL;
}

static void
test_sealed (void)
{
  Office a;

  open_office (&a, "Window of A", "HND");
  g_autofree char *path = office_share (&a, "sealed.epcx", "mar y sol 7");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  for (guint i = 0; i < 2; i++)
    {
      epc_window_receive (a.window, file);
      g_assert_cmpstr (epc_alert_heading (test_await_alert ("the question for the passphrase")), ==, "Passphrase of the package");
      test_type (i == 0 ? "sol y mar 7" : "mar y sol 7");
      test_press ("Return");
      if (i == 0)
        {
          test_wait (says_another, NULL, "that the passphrase is another one");
          epc_alert_close (test_alert ());
          test_settle (50);
        }
    }
  test_wait (is_page_pushed, a.window, "the review");
  office_look_at (&a);
  test_press ("Escape");
  test_wait (is_nothing_pushed, a.window, "the review to close");
  close_office (&a);
}

static GtkWidget *
await_recovery (void)
{
  EpcAlert *dialog = test_await_alert ("the recovery key");

  g_assert_cmpstr (epc_alert_heading (dialog), ==, "Recovery key");
  return GTK_WIDGET (dialog);
}

static void
press_recovery (const char *label)
{
  GtkWidget *button = test_find (await_recovery (), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The recovery key is nowhere else: a file dialog that is closed without an answer brings it back, and so does one that was answered. */
static void
test_recovery (void)
{
  Office a;

  open_office (&a, "Window of A", "HND");
  wants_recovery = TRUE;
  g_autofree char *path = office_share (&a, "sealed.epcx", "mar y sol 7"), *sheet = g_build_filename (a.folder, "sheet.txt", NULL), *text = NULL;
  wants_recovery = FALSE;
  g_autofree char *key = g_strdup (gtk_label_get_text (GTK_LABEL (epc_alert_extra_child ((EpcAlert *) await_recovery ()))));
  g_assert_true (g_str_has_prefix (key, "EPCR-"));
  press_recovery ("_Save the sheet…");
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GtkWindow *chooser = await_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  G_GNUC_END_IGNORE_DEPRECATIONS
  gtk_window_set_title (chooser, "Nowhere");
  test_quiet ();
  test_focus_window ("Nowhere");
  test_press ("Escape");
  await_recovery ();
  test_quiet ();
  press_recovery ("_Save the sheet…");
  answer_file_dialog (sheet);
  test_wait (is_written, sheet, "the sheet");
  g_assert_true (g_file_get_contents (sheet, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, key));
  press_recovery ("_Close");
  test_settle (100);
  g_assert_null (test_alert ());
  close_office (&a);
}

/* --- one crisis, sealed for the key of the receiver --- */

static void
trust_each_other (Office *a, Office *b)
{
  Office *const offices[] = { a, b };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (offices[i]->folder, "own.key", NULL), *name = NULL, *words = NULL;
      g_autoptr (GError) error = NULL;
      g_assert_true (epc_key_export (offices[i]->store, path, &error) && epc_key_trust (offices[1 - i]->store, path, &name, &words, &error));
      g_assert_no_error (error);
    }
}

typedef struct
{
  const char *text;
  gboolean is_found;
} Choice;

static void
choose_in (GtkWidget *widget, gpointer data)
{
  Choice *choice = data;

  if (!GTK_IS_DROP_DOWN (widget) || choice->is_found)
    return;
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));
  for (guint k = 0; k < g_list_model_get_n_items (model); k++)
    {
      g_autoptr (GtkStringObject) one = g_list_model_get_item (model, k);
      if (!g_str_equal (gtk_string_object_get_string (one), choice->text))
        continue;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), k);
      choice->is_found = TRUE;
    }
}

/* In the drop-down that offers @text it is chosen. */
static void
choose (GtkWidget *dialog, const char *text)
{
  Choice choice = { text, FALSE };

  test_walk (dialog, choose_in, &choice);
  g_assert_true (choice.is_found);
}

static void
test_part_for_a_key (void)
{
  Office a, b;
  char raw[5] = "";

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  trust_each_other (&a, &b);
  test_add (a.store, "crisis", "name", "Sismo Ensayo", "type", "earthquake", "country", "HND", "status", "watch", "is_drill", "no", NULL);
  EpcUid office = epc_store_office (b.store);
  g_autofree char *receiver = epc_store_title (b.store, epc_entity_find ("office"), &office), *path = g_build_filename (a.folder, "part.epcx", NULL);

  gtk_widget_activate_action (GTK_WIDGET (a.window), "win.share", NULL);
  GtkWidget *dialog = GTK_WIDGET (await_window (g_type_from_name ("EpcShareDialog")));
  GtkWidget *save = test_find (dialog, GTK_TYPE_BUTTON, "Save the package…");
  choose (dialog, "Sismo Ensayo");
  choose (dialog, receiver);
  test_wait (can_be_pressed, save, "what would leave");
  g_signal_emit_by_name (save, "clicked");
  answer_file_dialog (path);
  test_wait (is_written, path, "the package");
  test_quiet ();
  /* No zip file that anybody can open. */
  FILE *file = fopen (path, "rb");
  g_assert_cmpuint (fread (raw, 1, 4, file), ==, 4);
  fclose (file);
  g_assert_cmpstr (raw, ==, "epcx");

  GtkWidget *page = office_review (&b, path);
  g_assert_null (test_alert ());
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "A part: only the records of Sismo Ensayo"));
  office_look_at (&b);
  test_press ("Escape");
  test_wait (is_nothing_pushed, b.window, "the review to close");
  close_office (&b);
  close_office (&a);
}

/* --- too large for a mailbox --- */

#define LARGE (11 * 1000 * 1000)

static gboolean
write_large (EpcTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree guint32 *noise = g_new (guint32, LARGE / sizeof (guint32));

  for (gsize i = 0; i < LARGE / sizeof (guint32); i++)
    noise[i] = g_rand_int (random);
  g_autoptr (GBytes) bytes = g_bytes_new (noise, LARGE);
  g_autofree char *sha256 = epc_transaction_attach (transaction, epc_entity_find ("lesson"), data, "photo.bin", bytes, error);
  return sha256 != NULL;
}

static void
find_row (GtkWidget *widget, gpointer data)
{
  if (ADW_IS_ACTION_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "In parts of 10 MB"))
    *(GtkWidget **) data = widget;
}

static gboolean
is_offered (gpointer row)
{
  return gtk_widget_get_visible (row);
}

static void
test_in_parts (void)
{
  Office a, b;
  g_autoptr (GError) error = NULL;
  GtkWidget *row = NULL;

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "PAN");
  trust_each_other (&a, &b);
  /* Not asked of what fits. */
  gtk_widget_activate_action (GTK_WIDGET (a.window), "win.share", NULL);
  GtkWidget *dialog = GTK_WIDGET (await_window (g_type_from_name ("EpcShareDialog")));
  test_wait (can_be_pressed, test_find (dialog, GTK_TYPE_BUTTON, "Save the package…"), "what would leave");
  test_walk (dialog, find_row, &row);
  g_assert_false (is_offered (row));
  gtk_window_close (GTK_WINDOW (dialog));
  test_quiet ();

  EpcUid uid = test_add (a.store, "lesson", "title", "With photographs", "recommendation", "Look", NULL);
  epc_store_write (a.store, "Attach", write_large, &uid, &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (a.folder, "large.epcx", NULL), *second = g_build_filename (a.folder, "large.2-of-2.epcx", NULL);
  gtk_widget_activate_action (GTK_WIDGET (a.window), "win.share", NULL);
  dialog = GTK_WIDGET (await_window (g_type_from_name ("EpcShareDialog")));
  GtkWidget *save = test_find (dialog, GTK_TYPE_BUTTON, "Save the package…");
  test_walk (dialog, find_row, &row);
  test_wait (is_offered, row, "the parts to be offered");
  gtk_widget_activate (row);
  test_wait (can_be_pressed, save, "what would leave in parts");
  g_signal_emit_by_name (save, "clicked");
  answer_file_dialog (path);
  test_wait (is_written, second, "the second part");
  test_quiet ();
  g_assert_false (is_written (path));

  GtkWidget *page = office_review (&b, second);
  g_assert_nonnull (page);
  office_look_at (&b);
  test_press ("Escape");
  test_wait (is_nothing_pushed, b.window, "the review to close");
  close_office (&b);
  close_office (&a);
}

/* --- how a package arrives: dropped on the window, or by a double click --- */

static GtkEventController *
drop_target_of (GtkWidget *window)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);
      if (GTK_IS_DROP_TARGET (one))
        return one;
    }
  return NULL;
}

/* As GTK tells it when a file manager lets go of the file. */
static gboolean
drop (EpcWindow *window, GFile *file)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  GtkEventController *target = drop_target_of (GTK_WIDGET (window));

  g_assert_nonnull (target);
  g_assert_true (gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (GTK_DROP_TARGET (target)), G_TYPE_FILE));
  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  g_signal_emit_by_name (target, "drop", &value, 100.0, 100.0, &is_taken);
  return is_taken;
}

static void
leave_review (Office *office, const char *title)
{
  test_wait (is_page_pushed, office->window, "the review");
  test_quiet ();
  g_assert_nonnull (test_find (epc_window_pushed (office->window), GTK_TYPE_LABEL, title));
  office_look_at (office);
  test_press ("Escape");
  test_wait (is_nothing_pushed, office->window, "the review to close");
}

static void
test_arrival (void)
{
  Office a, b;
  g_autoptr (GError) error = NULL;

  open_office (&a, "Window of A", "HND");
  g_autofree char *path = office_share (&a, "first.epcx", NULL);
  close_office (&a);
  open_office (&b, "Window of B", "PAN");
  office_look_at (&b);
  gsize before_size, after_size;
  g_autofree char *before = bytes_of (&b, &before_size);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_assert_true (drop (b.window, file));
  leave_review (&b, "Package from IOM Honduras");
  /* What a file manager does after a double click: the program that runs is asked to open the file. */
  GFile *files[] = { file };
  g_application_open (G_APPLICATION (application), files, 1, "");
  leave_review (&b, "Package from IOM Honduras");
  /* And a second one while the first is looked at is not taken over it. */
  epc_window_receive (b.window, file);
  test_wait (is_page_pushed, b.window, "the review");
  g_assert_false (drop (b.window, file));
  office_look_at (&b);
  test_press ("Escape");
  test_wait (is_nothing_pushed, b.window, "the review to close");
  /* Looking changes nothing. */
  g_autofree char *after = bytes_of (&b, &after_size);
  g_assert_cmpmem (before, before_size, after, after_size);
  close_office (&b);
}

/* --- what two offices made apart counts as a question --- */

typedef struct
{
  const char *mark;
  gboolean is_found;
} Mark;

static void
look_for_mark (GtkWidget *widget, gpointer data)
{
  Mark *mark = data;

  if (GTK_IS_LIST_BOX_ROW (widget) && test_find (widget, GTK_TYPE_LABEL, "Names in doubt") != NULL)
    mark->is_found |= test_find (widget, GTK_TYPE_LABEL, mark->mark) != NULL;
}

static gboolean
is_marked (gpointer window)
{
  Mark mark = { "1", FALSE };

  test_walk (window, look_for_mark, &mark);
  return mark.is_found;
}

static void
merge_untrusted (Office *office, const char *path)
{
  GtkWidget *page = office_review (office, path), *once = test_find (page, GTK_TYPE_CHECK_BUTTON, NULL), *apply = NULL;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (once), TRUE);
  test_walk (page, collect_blue, &apply);
  g_signal_emit_by_name (apply, "clicked");
  test_wait (is_nothing_pushed, office->window, "the review to close");
  test_quiet ();
}

static void
test_made_apart (void)
{
  Office a, b;

  open_office (&a, "Window of A", "HND");
  open_office (&b, "Window of B", "HND");
  test_add (a.store, "site", "name", "Escuela Técnica Central", "status", "open", "place", "HND", "latitude", "15.5", "longitude", "-88.025", "position_source", "gps", NULL);
  test_add (b.store, "site", "name", "ESCUELA TECNICA CENTRAL", "status", "open", "place", "HND", "latitude", "15.501", "longitude", "-88.025", "position_source", "gps", NULL);
  g_autofree char *path = office_share (&a, "first.epcx", NULL);
  g_assert_true (epc_window_go_to (b.window, "resources", "queue"));
  test_quiet ();
  g_assert_false (is_marked (b.window));
  merge_untrusted (&b, path);
  g_assert_true (epc_window_go_to (b.window, "resources", "queue"));
  test_wait (is_marked, b.window, "the pair to be counted beside “Names in doubt”");
  close_office (&b);
  close_office (&a);
}

/* --- a workspace that only reads --- */

static void
collect_header (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (widget)), " · reader"))
    *(gboolean *) data = TRUE;
}

static gboolean
is_merged (gpointer store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));

  return epc_query_count (query, store, NULL, NULL) == 3;
}

static void
test_reader (void)
{
  Office a, b = { .title = "Window of the reader" };
  g_autoptr (GError) error = NULL;
  const EpcStoreSetup setup = { .country = "PAN", .author = "Test", .role = "reader" };
  gboolean is_said = FALSE;

  open_office (&a, "Window of A", "HND");
  for (guint i = 0; i < 3; i++)
    test_add (a.store, "site", "name", "Escuela", NULL);
  g_autofree char *path = office_share (&a, "first.epcx", NULL);
  b.folder = g_dir_make_tmp ("epc-sharing-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (b.folder, "reader.epc", NULL);
  b.store = epc_store_create (file, &setup, &error);
  g_assert_no_error (error);
  b.window = test_window (application, b.store);
  test_walk (GTK_WIDGET (b.window), collect_header, &is_said);
  g_assert_true (is_said);

  merge_untrusted (&b, path);
  test_wait (is_merged, b.store, "what came");

  /* Nothing begins a new record, deletes one or opens it for editing. */
  g_assert_true (epc_window_go_to (b.window, "response", "sites"));
  test_quiet ();
  EpcRecordPage *page = EPC_RECORD_PAGE (epc_section_page_content (epc_window_section_page (b.window)));
  epc_record_page_grab_table (page);
  gtk_widget_activate_action (GTK_WIDGET (page), "page.new", NULL);
  test_quiet ();
  g_assert_null (epc_window_pushed (b.window));
  office_look_at (&b);
  test_press ("Delete");
  test_quiet ();
  g_assert_true (is_merged (b.store));
  close_office (&b);
  close_office (&a);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/sharing/two-offices", test_two_offices);
  g_test_add_func ("/sharing/review", test_review);
  g_test_add_func ("/sharing/undo", test_undo);
  g_test_add_func ("/sharing/all-at-once", test_all_at_once);
  g_test_add_func ("/sharing/wrong-files", test_wrong_files);
  g_test_add_func ("/sharing/sealed", test_sealed);
  g_test_add_func ("/sharing/recovery", test_recovery);
  g_test_add_func ("/sharing/part-for-a-key", test_part_for_a_key);
  g_test_add_func ("/sharing/in-parts", test_in_parts);
  g_test_add_func ("/sharing/arrival", test_arrival);
  g_test_add_func ("/sharing/made-apart", test_made_apart);
  g_test_add_func ("/sharing/reader", test_reader);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
