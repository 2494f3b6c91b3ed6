/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A report before it is printed: its pages as they will come out of the printer, in the language and on the paper chosen.
 */
#include "exchange.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "desktop/widgets/epc-file-dialog.h"
#include "report/epc-report.h"

/* --- one page --- */

#define EPC_TYPE_PAGE_VIEW (epc_page_view_get_type ())
G_DECLARE_FINAL_TYPE (EpcPageView, epc_page_view, EPC, PAGE_VIEW, GtkWidget)

struct _EpcPageView
{
  GtkWidget parent_instance;
  EpcDocument *document; /* the page's, borrowed */
  guint page;
};

G_DEFINE_FINAL_TYPE (EpcPageView, epc_page_view, GTK_TYPE_WIDGET)

static void
epc_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcPageView *self = EPC_PAGE_VIEW (widget);
  EpcPageSize size = epc_document_size_of_page (self->document, self->page);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  double scale = width / size.width;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  epc_document_draw_page (self->document, cr, self->page);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
epc_page_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
epc_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  EpcPageView *self = EPC_PAGE_VIEW (widget);
  EpcPageSize size = epc_document_size_of_page (self->document, self->page);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 400;
      *natural = 840;
    }
  else
    *minimum = *natural = (int) ceil ((for_size > 0 ? for_size : 840) * size.height / size.width);
}

static void
epc_page_view_class_init (EpcPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = epc_page_view_snapshot;
  widget_class->measure = epc_page_view_measure;
  widget_class->get_request_mode = epc_page_view_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
epc_page_view_init (EpcPageView *self)
{
}

static GtkWidget *
page_view_new (EpcDocument *document, guint page)
{
  EpcPageView *self = g_object_new (EPC_TYPE_PAGE_VIEW, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, epc_document_n_pages (document));

  self->document = document;
  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/* --- the report --- */

#define EPC_TYPE_REPORT_PAGE (epc_report_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcReportPage, epc_report_page, EPC, REPORT_PAGE, GtkBox)

struct _EpcReportPage
{
  GtkBox parent_instance;
  EpcSession *session;
  const EpcReport *report;
  char *reference;
  GtkStack *stack; /* "busy", "pages", "failed" */
  GtkWidget *pages, *failed;
  GtkDropDown *language, *paper;
  GtkToggleButton *own_maps;
  EpcDocument *document;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EpcReportPage, epc_report_page, GTK_TYPE_BOX)

static const char *const languages[] = { "es", "en" };
static const char *const papers[] = { "A4", "Letter" };

static void
clear_pages (EpcReportPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_box_remove (GTK_BOX (self->pages), child);
  g_clear_pointer (&self->document, epc_document_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.issue", FALSE);
}

static void
show_document (EpcReportPage *self, EpcDocument *document)
{
  clear_pages (self);
  self->document = document;
  for (guint i = 0; i < epc_document_n_pages (document); i++)
    {
      GtkWidget *frame = adw_clamp_new (), *page = page_view_new (document, i);
      gtk_widget_add_css_class (page, "paper-sheet");
      adw_clamp_set_maximum_size (ADW_CLAMP (frame), 840);
      adw_clamp_set_tightening_threshold (ADW_CLAMP (frame), 840);
      adw_clamp_set_child (ADW_CLAMP (frame), page);
      gtk_box_append (GTK_BOX (self->pages), frame);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.issue", !epc_store_is_read_only (epc_session_store (self->session)));
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

typedef struct
{
  EpcStore *store;
  const EpcReport *report;
  EpcReportOptions options;
  char *reference;
  char **map_files;
  gboolean issues; /* it is given a number and kept */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->store);
  g_free (making->reference);
  g_strfreev (making->map_files);
  g_free (making);
}

static EpcDocument *
make_report (gpointer data, GError **error)
{
  const Making *making = data;
  g_autoptr (EpcDocument) document = making->report->make (making->store, &making->options, error);

  if (document != NULL && making->issues)
    {
      g_autoptr (GBytes) pages = epc_report_issue (making->store, making->report, &making->options, document, NULL, error);
      if (pages == NULL)
        return NULL;
    }
  return g_steal_pointer (&document);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  EpcReportPage *self = EPC_REPORT_PAGE (object);
  g_autoptr (GError) error = NULL;
  EpcDocument *document = epc_document_made (result, &error);
  const Making *making = data;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  if (document != NULL)
    {
      show_document (self, document);
      if (making->issues && window != NULL)
        {
          g_autofree char *text = g_strdup_printf (_ ("Issued as %s. It stands in the list of issued reports."), epc_document_number (document));
          epc_window_toast (window, text, FALSE);
        }
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->failed), error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* The map files that are shown in the window's map, where they are wanted here. Free with g_strfreev(). */
static char **
own_maps (EpcReportPage *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (epc_session_settings (self->session), "map-layers");
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  const char *id;
  gboolean is_shown;
  GVariantIter iter;

  g_variant_iter_init (&iter, kept);
  while ((self->own_maps == NULL || gtk_toggle_button_get_active (self->own_maps)) && g_variant_iter_next (&iter, "(&sbd)", &id, &is_shown, NULL))
    if (is_shown && g_path_is_absolute (id))
      g_strv_builder_add (files, id);
  return g_strv_builder_end (files);
}

static void
make (EpcReportPage *self, gboolean issues)
{
  Making *making = g_new0 (Making, 1);
  const EpcUid *crisis = epc_session_crisis (self->session);
  guint language = gtk_drop_down_get_selected (self->language), paper = gtk_drop_down_get_selected (self->paper);

  making->store = g_object_ref (epc_session_store (self->session));
  making->report = self->report;
  making->issues = issues;
  making->reference = g_strdup (self->reference);
  making->options = (EpcReportOptions){ .reference = making->reference, .choice = EPC_PICTURE_CHOICE_INIT, .paper = EPC_PAPER_A4 };
  making->options.language = languages[MIN (language, G_N_ELEMENTS (languages) - 1)];
  making->map_files = own_maps (self);
  making->options.map_files = (const char *const *) making->map_files;
  epc_paper_from_name (papers[MIN (paper, G_N_ELEMENTS (papers) - 1)], &making->options.paper);
  if (crisis != NULL)
    making->options.choice.crisis = *crisis;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "busy");
  epc_make_document (self, self->cancellable, make_report, making, making_free, on_made);
}

static void
on_choice (EpcReportPage *self)
{
  if (self->report != NULL)
    make (self, FALSE);
}

/* --- actions --- */

/* The report as it is now gets a number and is kept with its data; what is shown from then on is what was issued. */
static void
issue_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcReportPage *self = EPC_REPORT_PAGE (widget);

  if (self->document != NULL)
    make (self, TRUE);
}

static void
print_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcReportPage *self = EPC_REPORT_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  if (self->document != NULL && window != NULL)
    epc_print_document (window, self->document, _ (self->report->label));
}

/* The report as one picture for a chat, in the language chosen. */
static gboolean
write_picture (EpcReportPage *self, const char *path, GError **error)
{
  const EpcUid *crisis = epc_session_crisis (self->session);
  EpcReportOptions options = { .reference = self->reference, .choice = EPC_PICTURE_CHOICE_INIT, .paper = EPC_PAPER_A4 };

  options.language = languages[MIN (gtk_drop_down_get_selected (self->language), G_N_ELEMENTS (languages) - 1)];
  if (crisis != NULL)
    options.choice.crisis = *crisis;
  return epc_report_write_picture (epc_session_store (self->session), self->report, &options, path, error);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  EpcReportPage *self = data;
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (file != NULL && self->document != NULL && window != NULL)
    {
      g_autofree char *path = g_file_get_path (file), *base = g_file_get_basename (file);
      gboolean is_picture = self->report->picture != NULL && g_strcmp0 (epc_target_format (path), "png") == 0;
      if (is_picture ? write_picture (self, path, &error) : epc_document_write_pdf (self->document, path, &error))
        {
          g_autofree char *text = g_strdup_printf (_ ("Saved: %s"), base);
          epc_window_toast (window, text, FALSE);
        }
      else
        epc_window_show_error (window, _ ("The report was not saved"), error);
    }
  g_object_unref (self);
}

static void
save_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const filters[] = { N_ ("Page (PDF)"), "*.pdf", NULL };
  static const char *const with_picture[] = { N_ ("Page (PDF)"), "*.pdf", N_ ("Picture (PNG)"), "*.png", NULL };
  EpcReportPage *self = EPC_REPORT_PAGE (widget);
  g_autofree char *file = g_strdup_printf ("%s.pdf", self->report->name);

  if (self->document != NULL)
    epc_file_dialog_save (widget, _ ("Save as PDF"), file, self->report->picture != NULL ? with_picture : filters, on_file_chosen, g_object_ref (self));
}

static void
close_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL && epc_window_pushed (window) == widget)
    epc_window_pop (window);
}

/* --- building --- */

static GtkWidget *
choice (EpcReportPage *self, const char *const *names, const char *label, guint selected)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (names);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (drop_down, label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_choice), self);
  return drop_down;
}

static GtkWidget *
action_button (const char *label, const char *action, gboolean is_suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/* There where a map file of the user's is shown in the window: under the report's maps as under that one, unless it is not wanted. */
static GtkWidget *
own_maps_button (EpcReportPage *self)
{
  g_auto (GStrv) files = own_maps (self);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-dual-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Your own map under the maps of the report"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Your own map under the maps of the report"), -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  gtk_widget_set_visible (button, files[0] != NULL);
  self->own_maps = GTK_TOGGLE_BUTTON (button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_choice), self);
  return button;
}

static GtkWidget *
make_header (EpcReportPage *self)
{
  static const char *const language_names[] = { "Español", "English", NULL };
  static const char *const paper_names[] = { "A4", "Letter", NULL };
  GtkWidget *header = adw_header_bar_new (), *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  g_autofree char *paper = g_settings_get_string (epc_session_settings (self->session), "paper");
  gboolean is_spanish = g_str_equal (epc_language_name (epc_language_get (NULL)), "es");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "report.close");
  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"), -1);
  self->language = GTK_DROP_DOWN (choice (self, language_names, _ ("Language of the document"), is_spanish ? 0 : 1));
  self->paper = GTK_DROP_DOWN (choice (self, paper_names, _ ("Paper"), g_str_equal (paper, "Letter") ? 1 : 0));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_ (self->report->label), NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->language));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->paper));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), own_maps_button (self));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), action_button (_ ("Print…"), "report.print", TRUE));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), action_button (_ ("Save as PDF…"), "report.save", FALSE));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), action_button (_ ("Issue this report"), "report.issue", FALSE));
  return header;
}

static void
build (EpcReportPage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *spinner = gtk_spinner_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->failed = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->failed), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->failed), _ ("The report could not be made"));
  gtk_widget_set_margin_top (self->pages, 18);
  gtk_widget_set_margin_bottom (self->pages, 18);
  gtk_widget_set_margin_start (self->pages, 18);
  gtk_widget_set_margin_end (self->pages, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->pages);
  gtk_widget_add_css_class (scroll, "desk");
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_stack_add_named (self->stack, spinner, "busy");
  gtk_stack_add_named (self->stack, scroll, "pages");
  gtk_stack_add_named (self->stack, self->failed, "failed");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), make_header (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
}

static void
epc_report_page_dispose (GObject *object)
{
  EpcReportPage *self = EPC_REPORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->pages != NULL)
    clear_pages (self);
  self->pages = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->reference, g_free);
  G_OBJECT_CLASS (epc_report_page_parent_class)->dispose (object);
}

static void
epc_report_page_class_init (EpcReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_report_page_dispose;
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print_report);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_report);
  gtk_widget_class_install_action (widget_class, "report.issue", NULL, issue_report);
  gtk_widget_class_install_action (widget_class, "report.close", NULL, close_report);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "report.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "report.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "report.save", NULL);
}

static void
epc_report_page_init (EpcReportPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

void
epc_report_page_open (EpcWindow *window, EpcSession *session, const char *name, const char *reference)
{
  g_autoptr (GError) error = NULL;
  const EpcReport *report = epc_report_find (name, &error);

  if (report == NULL)
    {
      epc_window_show_error (window, _ ("The report could not be made"), error);
      return;
    }
  EpcReportPage *self = g_object_new (EPC_TYPE_REPORT_PAGE, NULL);
  self->session = g_object_ref (session);
  self->report = report;
  self->reference = g_strdup (reference);
  build (self);
  epc_window_push (window, GTK_WIDGET (self));
  make (self, FALSE);
}
