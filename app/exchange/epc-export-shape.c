/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records in the columns of a shape: which rows there are, and the three passes over them (what is added up, what is hidden, what
 * is written).
 */
#include "epc-export-shape-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-row-sink.h"

/* --- rows --- */

/* Counts of one area that were made location by location. */
typedef struct
{
  EpcRecord *sum;
  gboolean has_males, has_females; /* each of its counts tells them */
  gboolean is_covered;             /* the round also counted the area as a whole */
} Area;

typedef struct
{
  const EpcExportShape *shape;
  const EpcQuery *query;
  EpcShapeFacts facts;
  EpcExportReport *report;
  EpcSuppression *suppression;
  EpcRowSink *sink;
  EpcSinkColumn *columns; /* as many as the shape has */
  EpcSinkCell *cells;
  GHashTable *areas; /* round, date, reason, origin and P-code → Area */
  GPtrArray *order;  /* the same, in order of appearance */
  gint64 row, without_place, without_number, n_summed, n_trimmed;
  GError *error;
} Shaping;

static void
area_free (gpointer data)
{
  Area *area = data;

  g_object_unref (area->sum);
  g_free (area);
}

typedef enum
{
  ROW_AS_IT_IS,
  ROW_DEEPER, /* to be added up */
  ROW_LEFT_OUT,
} RowKind;

static RowKind
kind_of (const Shaping *shaping, const EpcRecord *record)
{
  int level;

  if (!epc_audience_allows_record (shaping->facts.rules, record))
    return ROW_LEFT_OUT;
  if (!shaping->shape->is_by_area)
    return ROW_AS_IT_IS;
  level = epc_shape_level (&shaping->facts, record);
  if (level < 0 || epc_record_is_empty (record, "idp_ind"))
    return ROW_LEFT_OUT;
  return level > EPC_DEEPEST_DTM || !epc_record_is_empty (record, "location_ssid")
                 || !epc_record_is_empty (record, "location_name")
             ? ROW_DEEPER
             : ROW_AS_IT_IS;
}

static char *
area_key (const EpcRecord *record, const char *pcode, gboolean is_whole)
{
  static const char *const parts[] = { "round", "reporting_date", "reason", "origin_place", "origin_name" };
  GString *key = g_string_new (pcode);

  /* A count of the whole area stands for all its days, reasons and origins. */
  for (guint i = 0; i < (is_whole ? 1 : G_N_ELEMENTS (parts)); i++)
    {
      g_autofree char *text = epc_record_to_text (record, parts[i]);
      g_string_append_c (key, '\x1f');
      g_string_append (key, text != NULL ? text : "");
    }
  return g_string_free (key, FALSE);
}

static void
add_number (EpcRecord *sum, const EpcRecord *record, const char *field, gboolean *has)
{
  if (epc_record_is_empty (record, field))
    *has = FALSE;
  else
    epc_record_set_integer (sum, field, epc_record_integer (sum, field) + epc_record_integer (record, field));
}

static gboolean
add_up (EpcRecord *record, gpointer data)
{
  static const char *const same[] = { "reporting_date", "reason", "origin_place", "origin_name" };
  Shaping *shaping = data;
  const EpcShapePlace *place = NULL;
  const char *pcode = epc_record_text (record, "place");
  gboolean has = TRUE;

  if (kind_of (shaping, record) != ROW_DEEPER)
    return TRUE;
  if (epc_shape_level (&shaping->facts, record) > EPC_DEEPEST_DTM)
    pcode = epc_shape_area (&shaping->facts, pcode, EPC_DEEPEST_DTM, &place);
  if (pcode == NULL)
    {
      shaping->without_place++;
      return TRUE;
    }
  g_autofree char *key = area_key (record, pcode, FALSE);
  Area *area = g_hash_table_lookup (shaping->areas, key);
  if (area == NULL)
    {
      area = g_new0 (Area, 1);
      area->sum = epc_record_new (epc_record_entity (record));
      area->has_males = area->has_females = TRUE;
      epc_record_set_text (area->sum, "place", pcode);
      if (epc_record_reference (record, "round") != NULL)
        epc_record_set_reference (area->sum, "round", epc_record_reference (record, "round"));
      for (guint i = 0; i < G_N_ELEMENTS (same); i++)
        epc_record_set_text (area->sum, same[i], epc_record_text (record, same[i]));
      g_hash_table_insert (shaping->areas, g_steal_pointer (&key), area);
      g_ptr_array_add (shaping->order, area);
    }
  add_number (area->sum, record, "idp_ind", &has);
  add_number (area->sum, record, "males", &area->has_males);
  add_number (area->sum, record, "females", &area->has_females);
  shaping->n_summed++;
  return TRUE;
}

/* Areas that the round counted as a whole, too: adding their locations would count people twice. */
static gboolean
note_whole (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  if (kind_of (shaping, record) == ROW_AS_IT_IS)
    g_hash_table_add (shaping->areas, area_key (record, epc_record_text (record, "place"), TRUE));
  return TRUE;
}

static gboolean
gather_areas (Shaping *shaping, GCancellable *cancellable, GError **error)
{
  if (!epc_query_each (shaping->query, shaping->facts.store, add_up, shaping, cancellable, error))
    return FALSE;
  if (shaping->order->len == 0)
    return TRUE;
  g_autoptr (GHashTable) sums = g_steal_pointer (&shaping->areas);
  shaping->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!epc_query_each (shaping->query, shaping->facts.store, note_whole, shaping, cancellable, error))
    return FALSE;
  for (guint i = 0; i < shaping->order->len; i++)
    {
      Area *area = g_ptr_array_index (shaping->order, i);
      g_autofree char *key = area_key (area->sum, epc_record_text (area->sum, "place"), TRUE);
      area->is_covered = g_hash_table_contains (shaping->areas, key);
      if (!area->has_males)
        epc_record_empty (area->sum, "males");
      if (!area->has_females)
        epc_record_empty (area->sum, "females");
    }
  return TRUE;
}

/* --- passes over all rows of the file: first those that are as they are, then the areas added up --- */

static gboolean
each_row (Shaping *shaping, EpcRecordFunc func, GCancellable *cancellable, GError **error)
{
  shaping->row = 0;
  if (!epc_query_each (shaping->query, shaping->facts.store, func, shaping, cancellable, error))
    return FALSE;
  for (guint i = 0; i < shaping->order->len && shaping->error == NULL; i++)
    {
      Area *area = g_ptr_array_index (shaping->order, i);
      if (!area->is_covered)
        func (area->sum, shaping);
    }
  if (shaping->error != NULL)
    g_propagate_error (error, g_steal_pointer (&shaping->error));
  return error == NULL || *error == NULL;
}

static gboolean
look_at_row (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  if (kind_of (shaping, record) == ROW_AS_IT_IS)
    epc_suppression_look (shaping->suppression, record);
  return TRUE;
}

static gboolean
leaves (const Shaping *shaping, const EpcEntity *entity, const EpcShapeColumn *column)
{
  return column->field == NULL
         || epc_audience_allows_field (shaping->facts.rules, entity, epc_entity_field (entity, column->field));
}

/* Fills cell @c; the text belongs to the caller, or is "<5" or "*". */
static char *
fill_cell (Shaping *shaping, const EpcRecord *record, guint c)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcShapeColumn *column = &shaping->shape->columns[c];
  const EpcSinkColumn *described = &shaping->columns[c];
  EpcSinkCell *cell = &shaping->cells[c];
  EpcCellMark mark = EPC_CELL_SHOWN;

  if (shaping->suppression != NULL && described->field != NULL)
    mark = epc_suppression_mark (shaping->suppression, (guint) shaping->row, described->position);
  *cell = (EpcSinkCell){ .text = mark == EPC_CELL_SMALL ? "<5" : mark != EPC_CELL_SHOWN ? "*" : NULL };
  if (mark != EPC_CELL_SHOWN || !leaves (shaping, entity, column))
    return NULL;
  char *text = column->text (&shaping->facts, record, column->field);
  gboolean is_number = described->field != NULL && epc_field_is_number (described->field);
  cell->text = text;
  cell->is_typed = !is_number;
  cell->value = is_number ? epc_record_value (record, described->position) : NULL;
  return text;
}

static gboolean
write_cells (Shaping *shaping, EpcRecord *record)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < shaping->shape->n_columns; c++)
    g_ptr_array_add (texts, fill_cell (shaping, record, c));
  return shaping->sink->class->row (shaping->sink, record, shaping->cells, &shaping->error);
}

static gboolean
write_row (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  switch (kind_of (shaping, record))
    {
    case ROW_DEEPER:
      return TRUE;
    case ROW_LEFT_OUT:
      if (!epc_audience_allows_record (shaping->facts.rules, record))
        shaping->report->withheld++;
      else if (epc_shape_level (&shaping->facts, record) < 0)
        shaping->without_place++;
      else
        shaping->without_number++;
      return TRUE;
    case ROW_AS_IT_IS:
    default:
      break;
    }
  shaping->n_trimmed += epc_audience_trim_record (shaping->facts.rules, record);
  shaping->report->rows++;
  gboolean done = shaping->sink == NULL || write_cells (shaping, record);
  shaping->row++;
  return done;
}

/* The columns as the sink takes them. A column worked out of several fields has none. */
static gboolean
begin_file (Shaping *shaping, const char *path, GError **error)
{
  const EpcEntity *entity = epc_query_entity (shaping->query);
  const EpcSinkFormat *format = epc_sink_format_of (path, error);
  guint n = shaping->shape->n_columns;

  if (format == NULL || (shaping->sink = format->open (path, error)) == NULL)
    return FALSE;
  shaping->columns = g_new0 (EpcSinkColumn, n);
  shaping->cells = g_new0 (EpcSinkCell, n);
  for (guint i = 0; i < n; i++)
    {
      const EpcShapeColumn *column = &shaping->shape->columns[i];
      gboolean is_own = column->field != NULL && column->text == epc_shape_labelled;
      EpcSinkColumn *made = &shaping->columns[i];
      /* A date in another form is a text to the sink. */
      made->field = is_own || column->text == epc_shape_plain ? epc_entity_field (entity, column->field) : NULL;
      made->position = made->field != NULL ? (guint) epc_entity_field_index (entity, column->field) : 0;
      made->key = column->header;
      made->header = (char *) column->header;
      made->hxl = (char *) column->hxl;
    }
  const EpcSinkTable table = { shaping->facts.store, entity, shaping->facts.options, shaping->columns, n };
  return shaping->sink->class->begin (shaping->sink, &table, error);
}

/* --- what must be said with it --- */

static void
add_note (Shaping *shaping, gint64 n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);
  g_ptr_array_add (shaping->report->notes, g_strdup_printf (ngettext_ (one, many, (gulong) n), number));
}

static void
add_notes (Shaping *shaping)
{
  gint64 n_covered = 0;

  for (guint i = 0; i < shaping->order->len; i++)
    n_covered += ((Area *) g_ptr_array_index (shaping->order, i))->is_covered;
  add_note (shaping, shaping->n_summed, "%s count of a single location was added up to its second-level area.",
            "%s counts of single locations were added up to their second-level areas.");
  add_note (shaping, n_covered, "%s area was also counted as a whole: the counts of its locations stay out.",
            "%s areas were also counted as a whole: the counts of their locations stay out.");
  add_note (shaping, shaping->without_place, "%s count has no known place and stays out.",
            "%s counts have no known place and stay out.");
  add_note (shaping, shaping->without_number, "%s count has no number of displaced people and stays out.",
            "%s counts have no number of displaced people and stay out.");
  epc_export_add_notes (shaping->facts.store, epc_query_entity (shaping->query), shaping->report, shaping->n_trimmed);
}

/* Positions of the fields that the columns tell; names what stays here. */
static GArray *
choose_fields (Shaping *shaping)
{
  const EpcEntity *entity = epc_query_entity (shaping->query);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < shaping->shape->n_columns; i++)
    {
      const EpcShapeColumn *column = &shaping->shape->columns[i];
      const EpcField *field = column->field != NULL ? epc_entity_field (entity, column->field) : NULL;
      const char *reason = field != NULL ? epc_audience_why_not (shaping->facts.rules, entity, field) : NULL;
      if (reason != NULL)
        {
          epc_export_report_drop (shaping->report, column->header, reason);
          continue;
        }
      g_ptr_array_add (shaping->report->columns, g_strdup (column->header));
      if (field != NULL)
        {
          guint position = (guint) epc_entity_field_index (entity, column->field);
          g_array_append_val (fields, position);
        }
    }
  return fields;
}

static gboolean
run (Shaping *shaping, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) fields = choose_fields (shaping);

  if (!epc_shape_facts_read (&shaping->facts, cancellable, error))
    return FALSE;
  if (shaping->shape->is_by_area && !gather_areas (shaping, cancellable, error))
    return FALSE;
  if (shaping->facts.options->audience != EPC_AUDIENCE_OFFICE)
    shaping->suppression = epc_suppression_new (shaping->facts.store, shaping->facts.rules, epc_query_entity (shaping->query), fields);
  g_autoptr (EpcQuery) query = epc_query_copy (shaping->query);
  if (shaping->suppression != NULL && epc_suppression_orders (shaping->suppression, epc_query_sorted_by (query)))
    epc_query_sort (query, NULL, NULL);
  shaping->query = query;
  if (shaping->suppression != NULL)
    {
      if (!each_row (shaping, look_at_row, cancellable, error))
        return FALSE;
      shaping->report->suppressed = epc_suppression_settle (shaping->suppression);
    }
  if (path != NULL && !begin_file (shaping, path, error))
    return FALSE;
  if (!each_row (shaping, write_row, cancellable, error))
    return FALSE;
  add_notes (shaping);
  shaping->query = NULL;
  return shaping->sink == NULL || shaping->sink->class->end (shaping->sink, shaping->report, error);
}

static void
shaping_clear (Shaping *shaping)
{
  epc_row_sink_free (shaping->sink);
  g_free (shaping->columns);
  g_free (shaping->cells);
  epc_suppression_free (shaping->suppression);
  epc_audience_rules_free (shaping->facts.rules);
  epc_shape_facts_clear (&shaping->facts);
  g_hash_table_unref (shaping->areas);
  g_ptr_array_unref (shaping->order);
  g_clear_error (&shaping->error);
}

EpcExportReport *
epc_export_shape (EpcStore *store, const EpcExportShape *shape, const EpcQuery *query, const EpcExportOptions *options,
                  const char *path, GCancellable *cancellable, GError **error)
{
  static const EpcExportOptions none;

  if (!g_str_equal (epc_query_entity (query)->key, shape->entity))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("The shape “%s” is that of %s: %s has other columns."), shape->name,
                   shape->entity, epc_query_entity (query)->key);
      return NULL;
    }
  Shaping shaping = {
    .shape = shape,
    .query = query,
    .facts = { .store = store, .options = options != NULL ? options : &none },
    .report = epc_export_report_new (),
    .areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .order = g_ptr_array_new_with_free_func (area_free),
  };
  shaping.facts.rules = epc_audience_rules_new (store, shaping.facts.options->audience);
  if (!run (&shaping, path, cancellable, error))
    g_clear_pointer (&shaping.report, epc_export_report_free);
  shaping_clear (&shaping);
  return shaping.report;
}
