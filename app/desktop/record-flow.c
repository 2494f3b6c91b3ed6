/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens between a list and the rest of the window.
 */
#include "record-flow.h"

#include "base/epc-i18n.h"
#include "exchange/exchange.h"
#include "store/epc-query.h"
#include "widgets/epc-map-view.h"
#include "widgets/epc-record-form.h"
#include "window.h"

/* --- the form --- */

/* Kept with the form: where its record stands in the list it was opened from. */
typedef struct
{
  EpcSession *session;
  EpcRecordPage *page; /* weak; NULL: opened from elsewhere */
  gint64 row;
  GtkWidget *map; /* where the record lies; made when it first has a position */
} FormFlow;

static void
form_flow_free (gpointer data)
{
  FormFlow *flow = data;

  g_clear_object (&flow->session);
  g_clear_weak_pointer (&flow->page);
  g_clear_object (&flow->map);
  g_free (flow);
}

static void
update_neighbours (EpcRecordForm *form, FormFlow *flow)
{
  gboolean has_list = flow->page != NULL && flow->row != 0;

  epc_record_form_set_neighbours (form, has_list && epc_record_page_neighbour (flow->page, flow->row, -1) != 0,
                                  has_list && epc_record_page_neighbour (flow->page, flow->row, 1) != 0);
}

#define WHERE_DEGREES 0.35 /* on each side: the towns around are seen */

/* The place of the record beside its form, for every kind that has a position. */
static void
update_where (EpcRecordForm *form, FormFlow *flow)
{
  EpcRecord *record = epc_record_form_record (form);
  const EpcEntity *entity = epc_record_entity (record);
  gboolean has_fields = epc_entity_field (entity, "latitude") != NULL && epc_entity_field (entity, "longitude") != NULL;

  if (!has_fields || epc_record_is_empty (record, "latitude") || epc_record_is_empty (record, "longitude"))
    {
      epc_record_form_set_where (form, NULL);
      return;
    }
  EpcStore *store = epc_session_store (flow->session);
  double longitude = epc_record_decimal (record, "longitude"), latitude = epc_record_decimal (record, "latitude");
  g_autofree char *title = epc_store_title (store, entity, epc_record_uid (record));
  const EpcMapSite point = { .lon = longitude, .lat = latitude, .people = -1, .symbol = EPC_MAP_SYMBOL_EVENT, .label = title,
                             .selected = TRUE };
  const EpcMapBox box = { longitude - WHERE_DEGREES, latitude - WHERE_DEGREES, longitude + WHERE_DEGREES, latitude + WHERE_DEGREES };
  if (flow->map == NULL)
    {
      flow->map = g_object_ref_sink (epc_map_view_new (epc_store_country (store)));
      gtk_widget_set_size_request (flow->map, -1, 220);
    }
  epc_map_view_set_sites (EPC_MAP_VIEW (flow->map), &point, 1, NULL);
  epc_map_view_show_box (EPC_MAP_VIEW (flow->map), &box);
  if (gtk_widget_get_parent (flow->map) == NULL)
    epc_record_form_set_where (form, flow->map);
}

static void
on_form_closed (EpcRecordForm *form)
{
  FormFlow *flow = g_object_get_data (G_OBJECT (form), "epc-flow");
  EpcWindow *window = epc_window_of (GTK_WIDGET (form));

  if (flow->page != NULL && flow->row != 0)
    epc_record_page_select_row (flow->page, flow->row);
  if (window != NULL && epc_window_pushed (window) == GTK_WIDGET (form))
    epc_window_pop (window);
}

static void
on_form_saved (EpcRecordForm *form, EpcRecord *record)
{
  FormFlow *flow = g_object_get_data (G_OBJECT (form), "epc-flow");

  flow->row = epc_record_row (record);
  update_neighbours (form, flow);
  update_where (form, flow);
}

static void
on_form_print (EpcRecordForm *form)
{
  FormFlow *flow = g_object_get_data (G_OBJECT (form), "epc-flow");
  EpcWindow *window = epc_window_of (GTK_WIDGET (form));

  if (window != NULL && epc_record_form_commit (form))
    epc_print_record (window, flow->session, epc_record_form_record (form));
}

static void
on_step_requested (EpcRecordForm *form, int step)
{
  FormFlow *flow = g_object_get_data (G_OBJECT (form), "epc-flow");
  g_autoptr (EpcRecord) record = NULL;
  gint64 row;

  if (flow->page == NULL || flow->row == 0)
    return;
  row = epc_record_page_neighbour (flow->page, flow->row, step);
  if (row == 0)
    return;
  record = epc_store_get_row (epc_record_page_store (flow->page), epc_record_page_entity (flow->page), row, NULL);
  if (record == NULL)
    return;
  flow->row = row;
  epc_record_form_set_record (form, record);
  update_neighbours (form, flow);
  update_where (form, flow);
}

/* The crisis that new records are of: the one chosen, or the only one that is not closed. */
static gboolean
crisis_of_drafts (EpcSession *session, EpcUid *crisis)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));
  g_autoptr (GPtrArray) open = NULL;

  if (epc_session_crisis (session) != NULL)
    {
      *crisis = *epc_session_crisis (session);
      return TRUE;
    }
  epc_query_where (query, epc_session_store (session), "status", EPC_OP_NOT_EQUAL, "closed", NULL);
  epc_query_limit (query, 2);
  open = epc_query_records (query, epc_session_store (session), NULL);
  if (open == NULL || open->len != 1)
    return FALSE;
  *crisis = *epc_record_uid (open->pdata[0]);
  return TRUE;
}

/* A list that shows only "kind = mpa" makes new records of that kind. */
static EpcRecord *
make_draft (EpcSession *session, const EpcEntity *entity, EpcRecordPage *page)
{
  EpcUid crisis;
  gboolean has_crisis = crisis_of_drafts (session, &crisis);
  EpcRecord *draft = epc_record_form_draft (epc_session_store (session), entity, has_crisis ? &crisis : NULL);
  const char *base = page != NULL ? g_object_get_data (G_OBJECT (page), "epc-base") : NULL;
  g_auto (GStrv) parts = base != NULL ? g_strsplit (base, " = ", 2) : NULL;

  if (parts != NULL && g_strv_length (parts) == 2)
    epc_store_parse (epc_session_store (session), draft, parts[0], parts[1], NULL);
  return draft;
}

/* The cursor stands where one begins to write: in a new record at the first thing that is asked for and not yet there. */
static void
focus_first (EpcRecordForm *form, const EpcEntity *entity, gboolean is_new)
{
  EpcRecord *record = epc_record_form_record (form);

  for (guint i = 0; is_new && i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_REQUIRED) != 0 && epc_record_is_empty (record, entity->fields[i].key)
        && epc_record_form_focus_field (form, entity->fields[i].key))
      return;
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_READ_ONLY) == 0 && epc_record_form_focus_field (form, entity->fields[i].key))
      return;
}

static void
open_form (EpcWindow *window, EpcSession *session, const EpcEntity *entity, EpcRecord *record, EpcRecordPage *page)
{
  g_autoptr (EpcRecord) draft = NULL;
  FormFlow *flow = g_new0 (FormFlow, 1);
  GtkWidget *form;

  if (record == NULL)
    draft = make_draft (session, entity, page);
  form = epc_record_form_new (epc_session_store (session), record != NULL ? record : draft, entity);
  flow->session = g_object_ref (session);
  g_set_weak_pointer (&flow->page, page);
  flow->row = record != NULL ? epc_record_row (record) : 0;
  g_object_set_data_full (G_OBJECT (form), "epc-flow", flow, form_flow_free);
  g_signal_connect (form, "closed", G_CALLBACK (on_form_closed), NULL);
  g_signal_connect (form, "saved", G_CALLBACK (on_form_saved), NULL);
  g_signal_connect (form, "step-requested", G_CALLBACK (on_step_requested), NULL);
  g_signal_connect (form, "print-requested", G_CALLBACK (on_form_print), NULL);
  update_neighbours (EPC_RECORD_FORM (form), flow);
  update_where (EPC_RECORD_FORM (form), flow);
  epc_window_push (window, form);
  focus_first (EPC_RECORD_FORM (form), entity, record == NULL);
}

void
epc_record_flow_open (GtkWidget *from, EpcSession *session, const EpcEntity *entity, const EpcUid *uid)
{
  EpcWindow *window = epc_window_of (from);
  g_autoptr (EpcRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL || entity == NULL)
    return;
  if (uid != NULL)
    {
      record = epc_store_get (epc_session_store (session), entity, uid, &error);
      if (record == NULL)
        {
          epc_window_show_error (window, _ ("The record could not be opened"), error);
          return;
        }
    }
  open_form (window, session, entity, record, NULL);
}

void
epc_record_flow_open_draft (GtkWidget *from, EpcSession *session, EpcRecord *draft)
{
  EpcWindow *window = epc_window_of (from);

  if (window != NULL)
    open_form (window, session, epc_record_entity (draft), draft, NULL);
}

/* --- the list --- */

static EpcSession *
page_session (EpcRecordPage *page)
{
  return g_object_get_data (G_OBJECT (page), "epc-session");
}

static void
on_record_activated (EpcRecordPage *page, EpcRecord *record)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (page));
  const EpcEntity *entity = epc_record_page_entity (page);
  g_autoptr (EpcRecord) whole = NULL;

  if (window == NULL)
    return;
  /* the row of a list holds what the list shows; the form wants all of it */
  whole = epc_store_get_row (epc_record_page_store (page), entity, epc_record_row (record), NULL);
  if (whole != NULL)
    open_form (window, page_session (page), entity, whole, page);
}

static void
on_new_requested (EpcRecordPage *page)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (page));

  if (window != NULL)
    open_form (window, page_session (page), epc_record_page_entity (page), NULL, page);
}

static void
on_import_requested (EpcRecordPage *page)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (page));

  if (window != NULL)
    epc_import_start (window, page_session (page), epc_record_page_entity (page));
}

static void
on_export_requested (EpcRecordPage *page)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (page));
  g_autoptr (EpcQuery) query = epc_record_page_query (page);
  g_auto (GStrv) columns = epc_record_page_columns (page);

  if (window != NULL)
    epc_export_start (window, page_session (page), query, (const char *const *) columns);
}

static void
on_print_requested (EpcRecordPage *page)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (page));
  g_autoptr (EpcQuery) query = epc_record_page_query (page);
  g_auto (GStrv) columns = epc_record_page_columns (page);

  if (window != NULL)
    epc_print_list (window, page_session (page), query, (const char *const *) columns);
}

static void
set_base_query (EpcRecordPage *page)
{
  EpcSession *session = page_session (page);
  EpcStore *store = epc_session_store (session);
  const EpcEntity *entity = epc_record_page_entity (page);
  const EpcField *field = epc_session_crisis_field (entity);
  const EpcUid *crisis = epc_session_crisis (session);
  const char *base = g_object_get_data (G_OBJECT (page), "epc-base");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GError) error = NULL;
  char uid[EPC_UID_TEXT_SIZE];

  if (base != NULL && !epc_query_where_text (query, store, base, &error))
    g_critical ("The base of a section is not a condition of %s: %s", entity->key, error->message);
  if (crisis != NULL && field != NULL)
    epc_query_where (query, store, field->key, EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), NULL);
  epc_record_page_set_base_query (page, query);
}

static gboolean
has_crisis (const EpcEntity *entity)
{
  return epc_session_crisis_field (entity) != NULL;
}

GtkWidget *
epc_record_flow_page_new (const EpcSection *section, const EpcEntity *entity, EpcSession *session)
{
  GtkWidget *page = epc_record_page_new (epc_session_store (session), entity);
  gboolean is_first = section != NULL && g_strcmp0 (section->entities[0], entity->key) == 0;

  g_object_set_data_full (G_OBJECT (page), "epc-session", g_object_ref (session), g_object_unref);
  g_signal_connect (page, "record-activated", G_CALLBACK (on_record_activated), NULL);
  g_signal_connect (page, "new-requested", G_CALLBACK (on_new_requested), NULL);
  g_signal_connect (page, "import-requested", G_CALLBACK (on_import_requested), NULL);
  g_signal_connect (page, "export-requested", G_CALLBACK (on_export_requested), NULL);
  g_signal_connect (page, "print-requested", G_CALLBACK (on_print_requested), NULL);
  if (is_first && section->base != NULL)
    g_object_set_data (G_OBJECT (page), "epc-base", (gpointer) section->base);
  if (has_crisis (entity))
    g_signal_connect_object (session, "crisis-changed", G_CALLBACK (set_base_query), page, G_CONNECT_SWAPPED);
  if ((is_first && section->base != NULL) || (has_crisis (entity) && epc_session_crisis (session) != NULL))
    set_base_query (EPC_RECORD_PAGE (page));
  if (is_first && section->open != NULL)
    epc_record_page_add_chip (EPC_RECORD_PAGE (page), _ (section->open_title), section->open, FALSE, NULL);
  return page;
}

/* --- showing one record --- */

typedef struct
{
  gint64 row;
  guint frames;
} Wanted;

/* The list must have been laid out once: GTK 4.8 leaves it blank when it is told to scroll before. */
static gboolean
on_frame (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Wanted *wanted = data;

  if (++wanted->frames < 3)
    return G_SOURCE_CONTINUE;
  epc_record_page_select_row (EPC_RECORD_PAGE (page), wanted->row);
  return G_SOURCE_REMOVE;
}

static void
select_after_layout (EpcRecordPage *page, gint64 row)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->row = row;
  gtk_widget_add_tick_callback (GTK_WIDGET (page), on_frame, wanted, g_free);
}

static void
on_list_reloaded (EpcRecordList *list, EpcRecordPage *page)
{
  gint64 *row = g_object_get_data (G_OBJECT (page), "epc-wanted-row");

  if (row != NULL)
    select_after_layout (page, *row);
  g_object_set_data (G_OBJECT (page), "epc-wanted-row", NULL);
  g_signal_handlers_disconnect_by_func (list, on_list_reloaded, page);
}

void
epc_record_flow_show (EpcRecordPage *page, EpcSession *session, const EpcUid *uid)
{
  const EpcEntity *entity = epc_record_page_entity (page);
  EpcRecordList *list = epc_record_page_list (page);
  g_autoptr (EpcRecord) record = epc_store_get (epc_session_store (session), entity, uid, NULL);
  gboolean is_loading = FALSE;

  if (record == NULL)
    return;
  g_object_get (list, "loading", &is_loading, NULL);
  if (is_loading)
    {
      gint64 *row = g_new (gint64, 1);

      *row = epc_record_row (record);
      g_object_set_data_full (G_OBJECT (page), "epc-wanted-row", row, g_free);
      g_signal_handlers_disconnect_by_func (list, on_list_reloaded, page);
      g_signal_connect_object (list, "reloaded", G_CALLBACK (on_list_reloaded), page, 0);
    }
  else if (epc_record_list_find_row (list, epc_record_row (record)) != G_MAXUINT)
    select_after_layout (page, epc_record_row (record));
  else
    epc_record_flow_open (GTK_WIDGET (page), session, entity, uid);
}
