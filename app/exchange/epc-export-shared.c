/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The canonical form of what a workspace shares: two workspaces hold the same when these files are the same bytes.
 */
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-csv-writer.h"
#include "epc-export.h"

typedef struct
{
  EpcCsvWriter *writer;
  gboolean as_csv;
  GString *line;
  GError *error;
} Shared;

/* Fields group by group, the groups in the order in which they begin. (element-type guint) */
static GArray *
canonical_order (const EpcEntity *entity)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const char *group = epc_field_group (&entity->fields[i]);
      if (!g_hash_table_add (done, (gpointer) group))
        continue;
      for (guint j = i; j < entity->n_fields; j++)
        if (epc_field_is_stored (&entity->fields[j]) && g_str_equal (epc_field_group (&entity->fields[j]), group))
          g_array_append_val (order, j);
    }
  return order;
}

static void
begin_line (Shared *shared)
{
  g_string_assign (shared->line, shared->as_csv ? "" : "[");
}

static void
add_text (Shared *shared, const char *text)
{
  if (shared->as_csv)
    {
      epc_csv_writer_cell (shared->writer, text, FALSE);
      return;
    }
  if (shared->line->len > 1)
    g_string_append_c (shared->line, ',');
  epc_text_append_json (shared->line, text);
}

static gboolean
end_line (Shared *shared)
{
  if (shared->as_csv)
    return epc_csv_writer_end_row (shared->writer, &shared->error);
  g_string_append_c (shared->line, ']');
  return epc_csv_writer_line (shared->writer, shared->line->str, &shared->error);
}

typedef struct
{
  Shared *shared;
  GArray *order;
} Rows;

static gboolean
write_record (EpcRecord *record, gpointer data)
{
  Rows *rows = data;
  const EpcEntity *entity = epc_record_entity (record);
  char uid[EPC_UID_TEXT_SIZE];

  begin_line (rows->shared);
  add_text (rows->shared, epc_uid_to_text (epc_record_uid (record), uid));
  if (entity->code_prefix != NULL)
    add_text (rows->shared, epc_record_code (record));
  for (guint i = 0; i < rows->order->len; i++)
    {
      guint position = g_array_index (rows->order, guint, i);
      g_autofree char *text = epc_value_to_text (&entity->fields[position], epc_record_value (record, position));
      add_text (rows->shared, text);
    }
  return end_line (rows->shared);
}

static gboolean
write_header (Shared *shared, const EpcEntity *entity, GArray *order)
{
  begin_line (shared);
  if (!shared->as_csv)
    {
      /* A header is told from a row by being an object. */
      g_string_assign (shared->line, "{\"entity\":");
      epc_text_append_json (shared->line, entity->key);
      g_string_append (shared->line, ",\"fields\":[");
      epc_text_append_json (shared->line, "uid");
    }
  else
    add_text (shared, "uid");
  if (entity->code_prefix != NULL)
    add_text (shared, "code");
  for (guint i = 0; i < order->len; i++)
    add_text (shared, entity->fields[g_array_index (order, guint, i)].key);
  if (shared->as_csv)
    return end_line (shared);
  g_string_append (shared->line, "]}");
  return epc_csv_writer_line (shared->writer, shared->line->str, &shared->error);
}

static gboolean
write_entity (Shared *shared, EpcStore *store, const EpcEntity *entity, gboolean even_empty, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) order = canonical_order (entity);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  Rows rows = { shared, order };

  if (!epc_query_sort (query, "uid", error))
    return FALSE;
  gint64 n = even_empty ? 1 : epc_query_count (query, store, cancellable, error);
  if (n <= 0)
    return n == 0;
  if (write_header (shared, entity, order) && !epc_query_each (query, store, write_record, &rows, cancellable, error))
    return FALSE;
  if (shared->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&shared->error));
  return FALSE;
}

gboolean
epc_export_shared (EpcStore *store, const EpcEntity *entity, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcCsvWriter) writer = NULL;
  Shared shared = { .as_csv = g_str_has_suffix (path, ".csv") };
  gboolean done = TRUE;

  if (shared.as_csv && entity == NULL)
    {
      g_set_error_literal (
          error, EPC_ERROR, EPC_ERROR_USAGE,
          _ ("All kinds of records together do not fit one table: name one, or write to a file that ends in .ndjson."));
      return FALSE;
    }
  writer = epc_csv_writer_new (path, FALSE, error);
  if (writer == NULL)
    return FALSE;
  shared.writer = writer;
  shared.line = g_string_new (NULL);
  if (entity != NULL)
    done = write_entity (&shared, store, entity, TRUE, cancellable, error);
  else
    {
      guint n;
      const EpcEntity *const *all = epc_catalogue (&n);
      for (guint i = 0; i < n && done; i++)
        if (!(all[i]->flags & EPC_ENTITY_LOCAL))
          done = write_entity (&shared, store, all[i], FALSE, cancellable, error);
    }
  g_string_free (shared.line, TRUE);
  g_clear_error (&shared.error);
  return done && epc_csv_writer_finish (writer, error);
}
