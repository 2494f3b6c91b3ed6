/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the list page does beside showing.
 */
#include "epc-page-work.h"

#include <adwaita.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/sections.h"
#include "epc-alert.h"
#include "store/epc-journal.h"
#include "store/epc-search.h"
#include "store/epc-transaction.h"

#define MAX_SUMS 3

/* --- words --- */

/* "Sites" inside a sentence is "sites"; "DTM rounds" stays as it is. */
static char *
in_sentence (const char *label)
{
  gunichar first = g_utf8_get_char (label), second;
  const char *rest = g_utf8_next_char (label);
  g_autoptr (GString) text = NULL;

  if (*label == '\0' || *rest == '\0')
    return g_strdup (label);
  second = g_utf8_get_char (rest);
  if (g_unichar_isupper (second) || g_unichar_isdigit (second))
    return g_strdup (label);
  text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_tolower (first));
  g_string_append (text, rest);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
epc_page_count_text (const EpcEntity *entity, gint64 n)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);
  g_autofree char *noun = in_sentence (n == 1 ? _(entity->label) : _(entity->plural));

  /* Translators: number, then what is counted: "12 sites". */
  return g_strdup_printf (_("%1$s %2$s"), number, noun);
}

char *
epc_page_empty_title (const EpcEntity *entity)
{
  g_autofree char *nouns = in_sentence (_(entity->plural));

  /* Translators: the title of a list without records: "No sites yet" */
  return g_strdup_printf (_("No %s yet"), nouns);
}

char *
epc_page_add_label (const EpcEntity *entity)
{
  g_autofree char *noun = in_sentence (_(entity->label));

  /* Translators: a button: "Add site" */
  return g_strdup_printf (_("Add %s"), noun);
}

const char *
epc_page_icon (const EpcEntity *entity)
{
  const EpcSection *section = epc_section_of_entity (entity->key);

  static const char *const icons[] = { "find-location-symbolic",          "security-high-symbolic",
                                       "emblem-important-symbolic",       "object-flip-horizontal-symbolic",
                                       "daytime-sunrise-symbolic",        "folder-documents-symbolic",
                                       "preferences-system-time-symbolic" };

  /* what a section is about has the symbol that stands beside the section's name */
  if (section != NULL && g_str_equal (section->entities[0], entity->key))
    return section->icon;
  if (entity->icon != NULL)
    return entity->icon;
  return entity->area < G_N_ELEMENTS (icons) ? icons[entity->area] : icons[0];
}

void
epc_page_show_error (GtkWidget *widget, const char *title, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (root == NULL)
    {
      g_message ("%s: %s", title, error->message);
      return;
    }
  epc_alert_say (widget, title, error->message);
}

char *
epc_page_find_places (EpcStore *store, const char *text, guint limit)
{
  const EpcEntity *place = epc_entity_find ("place");
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);
  const EpcField *code = NULL;

  for (guint i = 0; place != NULL && i < place->n_fields && code == NULL; i++)
    if (place->fields[i].flags & EPC_FIELD_KEY)
      code = &place->fields[i];
  if (code == NULL)
    return NULL;
  hits = epc_store_search (store, text, place, limit, NULL, NULL, NULL);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const EpcHit *hit = hits->pdata[i];
      g_autoptr (EpcRecord) record = epc_store_get (store, place, &hit->uid, NULL);
      const char *pcode = record != NULL ? epc_record_text (record, code->key) : NULL;

      if (pcode != NULL)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? ";" : "", pcode);
    }
  return codes->len > 0 ? g_string_free (g_steal_pointer (&codes), FALSE) : NULL;
}

/* --- sums --- */

typedef struct
{
  EpcStore *store;
  EpcQuery *query;
  char *rows;
} Summing;

static void
summing_free (gpointer data)
{
  Summing *summing = data;

  g_object_unref (summing->store);
  epc_query_free (summing->query);
  g_free (summing->rows);
  g_free (summing);
}

static void
sum_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Summing *summing = data;
  const EpcEntity *entity = epc_query_entity (summing->query);
  g_autoptr (GString) text = g_string_new (summing->rows);
  guint n = 0;

  for (guint i = 0; i < entity->n_fields && n < MAX_SUMS; i++)
    {
      const EpcField *field = &entity->fields[i];
      g_autoptr (GArray) sums = NULL;
      g_autofree char *number = NULL;

      if (!(field->flags & EPC_FIELD_ADDS) || !(field->flags & EPC_FIELD_LIST))
        continue;
      /* The store refuses what may not be added up: then the rows alone are shown. */
      sums = epc_query_sum (summing->query, summing->store, field->key, NULL, cancellable, NULL);
      if (sums == NULL || sums->len != 1 || g_array_index (sums, EpcSum, 0).filled == 0)
        continue;
      number = epc_language_integer (epc_language_get (NULL), (gint64) g_array_index (sums, EpcSum, 0).sum);
      g_string_append (text, " · ");
      g_string_append_printf (text, _("%s: %s"), _(field->label), number);
      n++;
    }
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

void
epc_page_sum_async (GObject *source, EpcStore *store, const EpcQuery *query, const char *rows, GCancellable *cancellable,
                    GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Summing *summing = g_new (Summing, 1);

  summing->store = g_object_ref (store);
  summing->query = epc_query_copy (query);
  summing->rows = g_strdup (rows);
  g_task_set_source_tag (task, epc_page_sum_async);
  g_task_set_task_data (task, summing, summing_free);
  g_task_run_in_thread (task, sum_in_thread);
}

char *
epc_page_sum_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- deleting and bringing back --- */

typedef struct
{
  const EpcEntity *entity;
  GArray *rows;
  char *label;
} Deletion;

static Deletion *
deletion_new (const EpcEntity *entity, GArray *rows, const char *format)
{
  Deletion *deletion = g_new0 (Deletion, 1);
  g_autofree char *count = epc_page_count_text (entity, rows->len);

  deletion->entity = entity;
  deletion->rows = g_array_ref (rows);
  deletion->label = g_strdup_printf (format, count);
  return deletion;
}

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_array_unref (deletion->rows);
  g_free (deletion->label);
  g_free (deletion);
}

static gboolean
for_each_row (EpcTransaction *transaction, Deletion *deletion,
              gboolean (*func) (EpcTransaction *, const EpcEntity *, const EpcUid *, GError **), GError **error)
{
  for (guint i = 0; i < deletion->rows->len; i++)
    {
      g_autoptr (EpcRecord) record = epc_store_get_row (epc_transaction_store (transaction), deletion->entity,
                                                        g_array_index (deletion->rows, gint64, i), error);

      if (record == NULL || !func (transaction, deletion->entity, epc_record_uid (record), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  return for_each_row (transaction, data, epc_transaction_delete, error);
}

static gboolean
restore_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  return for_each_row (transaction, data, epc_transaction_restore, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (epc_store_write_finish (EPC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
epc_page_delete_async (EpcStore *store, const EpcEntity *entity, GArray *rows, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Deletion *deletion = deletion_new (entity, rows, _("Delete %s"));

  g_task_set_source_tag (task, epc_page_delete_async);
  g_task_set_task_data (task, deletion, deletion_free);
  epc_store_write_async (store, deletion->label, delete_rows, deletion, NULL, NULL, on_written, task);
}

GArray *
epc_page_delete_finish (EpcStore *store, GAsyncResult *result, GError **error)
{
  Deletion *deletion = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_array_ref (deletion->rows) : NULL;
}

static void
undo_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (EpcUndoResult) undone = epc_store_undo (EPC_STORE (source), &error);

  if (undone != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
epc_page_restore_async (EpcStore *store, const EpcEntity *entity, GArray *rows, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Deletion *deletion = deletion_new (entity, rows, _("Delete %s"));
  g_autofree char *last = epc_store_undo_label (store);

  g_task_set_source_tag (task, epc_page_restore_async);
  g_task_set_task_data (task, deletion, deletion_free);
  if (g_strcmp0 (last, deletion->label) == 0)
    {
      g_task_run_in_thread (task, undo_in_thread);
      g_object_unref (task);
      return;
    }
  g_free (deletion->label);
  {
    g_autofree char *count = epc_page_count_text (entity, rows->len);

    deletion->label = g_strdup_printf (_("Bring back %s"), count);
  }
  epc_store_write_async (store, deletion->label, restore_rows, deletion, NULL, NULL, on_written, task);
}

gboolean
epc_page_restore_finish (EpcStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- copying --- */

typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  GArray *rows;
  char **columns;
  guint n;
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_object_unref (copying->store);
  g_array_unref (copying->rows);
  g_strfreev (copying->columns);
  g_free (copying);
}

static void
append_cell (GString *out, const char *text, gboolean is_last)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    g_string_append_c (out, strchr ("\t\r\n", *p) != NULL ? ' ' : *p);
  g_string_append_c (out, is_last ? '\n' : '\t');
}

static const char *
heading (const EpcEntity *entity, const char *key)
{
  const EpcField *field = epc_entity_field (entity, key);

  return field != NULL ? _(field->label) : g_str_equal (key, "code") ? _("Code") : _("Last change");
}

static char *
copied_cell (Copying *copying, EpcRecord *record, const char *key)
{
  if (epc_entity_field (copying->entity, key) != NULL)
    return epc_store_display (copying->store, record, key, NULL);
  if (g_str_equal (key, "code"))
    return g_strdup (epc_record_code (record));
  {
    g_autoptr (GDateTime) changed
        = g_date_time_new_from_unix_utc (epc_stamp_milliseconds (epc_record_meta (record)->changed) / 1000);

    return g_date_time_format_iso8601 (changed);
  }
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copying *copying = data;
  GString *out = g_string_new (NULL);

  for (guint k = 0; copying->columns[k] != NULL; k++)
    append_cell (out, heading (copying->entity, copying->columns[k]), copying->columns[k + 1] == NULL);
  for (guint i = 0; i < copying->rows->len; i++)
    {
      g_autoptr (EpcRecord) record = epc_store_get_row (copying->store, copying->entity, g_array_index (copying->rows, gint64, i), NULL);

      if (record == NULL)
        continue;
      for (guint k = 0; copying->columns[k] != NULL; k++)
        {
          g_autofree char *text = copied_cell (copying, record, copying->columns[k]);

          append_cell (out, text, copying->columns[k + 1] == NULL);
        }
      copying->n++;
    }
  g_task_return_pointer (task, g_string_free (out, FALSE), g_free);
}

void
epc_page_copy_async (GObject *source, EpcStore *store, const EpcEntity *entity, GArray *rows, const char *const *columns,
                     GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  Copying *copying = g_new0 (Copying, 1);

  copying->store = g_object_ref (store);
  copying->entity = entity;
  copying->rows = g_array_ref (rows);
  copying->columns = g_strdupv ((char **) columns);
  g_task_set_source_tag (task, epc_page_copy_async);
  g_task_set_task_data (task, copying, copying_free);
  g_task_run_in_thread (task, copy_in_thread);
}

char *
epc_page_copy_finish (GAsyncResult *result, guint *n_rows)
{
  Copying *copying = g_task_get_task_data (G_TASK (result));

  *n_rows = copying->n;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
