/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An export as a text table: UTF-8 with BOM, CR LF, a header, a row of HXL tags.
 */
#include "epc-row-sink.h"

#include "base/epc-i18n.h"
#include "epc-csv-writer.h"

typedef struct
{
  EpcRowSink parent;
  EpcCsvWriter *writer;
  guint n_columns;
} CsvSink;

static gboolean
csv_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  CsvSink *sink = (CsvSink *) parent;

  sink->n_columns = table->n_columns;
  for (guint i = 0; i < table->n_columns; i++)
    epc_csv_writer_cell (sink->writer, table->columns[i].header, table->columns[i].field != NULL);
  if (!epc_csv_writer_end_row (sink->writer, error))
    return FALSE;
  if (table->options->without_hxl)
    return TRUE;
  for (guint i = 0; i < table->n_columns; i++)
    epc_csv_writer_cell (sink->writer, table->columns[i].hxl, FALSE);
  return epc_csv_writer_end_row (sink->writer, error);
}

static gboolean
csv_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  CsvSink *sink = (CsvSink *) parent;

  for (guint i = 0; i < sink->n_columns; i++)
    epc_csv_writer_cell (sink->writer, cells[i].text, cells[i].is_typed);
  return epc_csv_writer_end_row (sink->writer, error);
}

static gboolean
csv_end (EpcRowSink *parent, const EpcExportReport *report, GError **error)
{
  return epc_csv_writer_finish (((CsvSink *) parent)->writer, error);
}

static void
csv_free (EpcRowSink *parent)
{
  epc_csv_writer_free (((CsvSink *) parent)->writer);
  g_free (parent);
}

static const EpcRowSinkClass csv_class = { .begin = csv_begin, .row = csv_row, .end = csv_end, .free = csv_free };

static EpcRowSink *
csv_open (const char *path, GError **error)
{
  EpcCsvWriter *writer = epc_csv_writer_new (path, TRUE, error);

  if (writer == NULL)
    return NULL;
  CsvSink *sink = g_new0 (CsvSink, 1);
  sink->parent.class = &csv_class;
  sink->writer = writer;
  return &sink->parent;
}

const EpcSinkFormat epc_csv_sink = {
  .key = "csv",
  .label = N_ ("Text table (CSV)"),
  .extension = "csv",
  .open = csv_open,
};
