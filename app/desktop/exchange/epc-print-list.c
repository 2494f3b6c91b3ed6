/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Printing a list: the same document as every report is made of, sent to the system's print dialog or into a PDF.
 */
#include "exchange.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "draw/epc-page.h"

#define MAX_PRINTED 20000

/* --- the document --- */

typedef struct
{
  EpcStore *store;
  EpcTable *table;
  const EpcField **fields;
  guint n_fields;
} TableFill;

static gboolean
add_record (EpcRecord *record, gpointer data)
{
  TableFill *fill = data;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < fill->n_fields; i++)
    {
      char *text = epc_store_display (fill->store, record, fill->fields[i]->key, NULL);

      if (text != NULL && *text == '\0')
        g_clear_pointer (&text, g_free);
      g_ptr_array_add (cells, text);
    }
  epc_table_add_row (fill->table, (const char *const *) cells->pdata);
  return TRUE;
}

static EpcDocument *
make_document (EpcSession *session, const EpcQuery *query, const char *const *columns, const char *paper_name, GError **error)
{
  const EpcEntity *entity = epc_query_entity (query);
  EpcStore *store = epc_session_store (session);
  EpcPaper paper = EPC_PAPER_A4;
  g_autoptr (EpcDocument) document = NULL;
  g_autoptr (EpcTable) table = epc_table_new (NULL);
  g_autoptr (EpcQuery) limited = epc_query_copy (query);
  g_autofree const EpcField **fields = g_new0 (const EpcField *, entity->n_fields);
  g_autofree char *office = epc_session_office_title (session), *crisis = epc_session_crisis_title (session), *sentence = NULL;
  TableFill fill = { .store = store, .table = table, .fields = fields };
  char today[EPC_DATE_SIZE];

  for (guint i = 0; columns[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (entity, columns[i]);

      if (field == NULL)
        continue;
      epc_table_add_column (table, _ (field->label), epc_field_is_number (field) ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT, 0);
      fields[fill.n_fields++] = field;
    }
  epc_query_limit (limited, MAX_PRINTED);
  if (!epc_query_each (limited, store, add_record, &fill, NULL, error))
    return NULL;

  epc_paper_from_name (paper_name, &paper);
  document = epc_document_new (paper, TRUE, epc_language_get (NULL));
  epc_date_today_in (epc_store_zone (store), today);
  EpcDocumentFacts facts = { .title = _ (entity->plural), .author = office, .date = today, .classification = EPC_CLASS_RESTRICTED };
  epc_document_set_facts (document, &facts);
  epc_document_set_watermark (document, epc_session_watermark (session));
  g_autofree char *rows = epc_language_integer (epc_language_get (NULL), (gint64) epc_table_n_rows (table));
  sentence = g_strdup_printf (ngettext_ ("%s record", "%s records", epc_table_n_rows (table)), rows);
  epc_document_add_masthead (document, office, _ (entity->plural), sentence,
                             &(EpcMastheadFact) { .name = _ ("Crisis"), .value = crisis }, 1);
  epc_document_add_table (document, g_steal_pointer (&table));
  if (!epc_document_layout (document, error))
    return NULL;
  return g_steal_pointer (&document);
}

/* One record on an upright page: what it is called, then label and value under the headings of its form. */
static EpcDocument *
make_record_document (EpcSession *session, EpcRecord *record, const char *paper_name, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  EpcStore *store = epc_session_store (session);
  EpcPaper paper = EPC_PAPER_A4;
  g_autoptr (EpcDocument) document = NULL;
  g_autoptr (EpcTable) table = NULL;
  g_autofree char *title = epc_store_title (store, entity, epc_record_uid (record)), *office = epc_session_office_title (session);
  char today[EPC_DATE_SIZE];

  epc_paper_from_name (paper_name, &paper);
  document = epc_document_new (paper, FALSE, epc_language_get (NULL));
  epc_date_today_in (epc_store_zone (store), today);
  EpcDocumentFacts facts = { .title = title, .author = office, .number = epc_record_code (record), .date = today,
                             .classification = EPC_CLASS_RESTRICTED };
  epc_document_set_facts (document, &facts);
  epc_document_set_watermark (document, epc_session_watermark (session));
  epc_document_add_masthead (document, _ (entity->label), title, office, NULL, 0);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      g_autofree char *value = epc_store_display (store, record, field->key, NULL);

      if (field->section != NULL && table != NULL)
        epc_document_add_table (document, g_steal_pointer (&table));
      if (value == NULL || *value == '\0')
        continue;
      if (table == NULL)
        {
          table = epc_table_new (NULL);
          epc_table_add_column (table, _ ("Field"), EPC_ALIGN_LEFT, 2);
          epc_table_add_column (table, _ ("Value"), EPC_ALIGN_LEFT, 5);
        }
      epc_table_add_cells (table, _ (field->label), value);
    }
  if (table != NULL)
    epc_document_add_table (document, g_steal_pointer (&table));
  if (!epc_document_layout (document, error))
    return NULL;
  return g_steal_pointer (&document);
}

static char *
paper_setting (EpcSession *session)
{
  return g_settings_get_string (epc_session_settings (session), "paper");
}

gboolean
epc_print_list_to_pdf (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns, const char *path,
                       GError **error)
{
  g_autofree char *paper = paper_setting (session);
  g_autoptr (EpcDocument) document = make_document (session, query, columns, paper, error);

  return document != NULL && epc_document_write_pdf (document, path, error);
}

/* --- the print dialog --- */

typedef struct
{
  EpcSession *session;
  EpcQuery *query; /* NULL: @record */
  char **columns;
  EpcRecord *record;
  char *paper;
  EpcWork *work;
} PrintTask;

static void
print_task_free (gpointer data)
{
  PrintTask *task = data;

  g_object_unref (task->session);
  g_clear_pointer (&task->query, epc_query_free);
  g_strfreev (task->columns);
  g_clear_object (&task->record);
  g_free (task->paper);
  g_object_unref (task->work);
  g_free (task);
}

static EpcDocument *
make_pages (gpointer data, GError **error)
{
  const PrintTask *task = data;

  return task->query != NULL ? make_document (task->session, task->query, (const char *const *) task->columns, task->paper, error)
                             : make_record_document (task->session, task->record, task->paper, error);
}

static void
on_document (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (source);
  PrintTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcDocument) document = epc_document_made (result, &error);

  epc_work_finish (task->work);
  if (epc_window_session (window) == NULL)
    return;
  if (document != NULL)
    epc_print_document (window, document, task->query != NULL ? _ (epc_query_entity (task->query)->plural) : _ (epc_record_entity (task->record)->label));
  else
    epc_window_show_error (window, _ ("The pages could not be printed"), error);
}

/* Takes @task. */
static void
run_print (EpcWindow *window, EpcSession *session, PrintTask *task)
{
  task->session = g_object_ref (session);
  task->paper = paper_setting (session);
  task->work = epc_window_begin_work (window, _ ("Laying out the pages"), NULL);
  epc_make_document (window, NULL, make_pages, task, print_task_free, on_document);
}

void
epc_print_list (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns)
{
  PrintTask *task = g_new0 (PrintTask, 1);

  task->query = epc_query_copy (query);
  task->columns = g_strdupv ((char **) columns);
  run_print (window, session, task);
}

void
epc_print_record (EpcWindow *window, EpcSession *session, EpcRecord *record)
{
  PrintTask *task = g_new0 (PrintTask, 1);

  task->record = epc_record_copy (record);
  run_print (window, session, task);
}

gboolean
epc_print_record_to_pdf (EpcSession *session, EpcRecord *record, const char *path, GError **error)
{
  g_autofree char *paper = paper_setting (session);
  g_autoptr (EpcDocument) document = make_record_document (session, record, paper, error);

  return document != NULL && epc_document_write_pdf (document, path, error);
}
