/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-form-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-header-index.h"
#include "model/epc-code-list.h"

/* Repeats in repeats. */
#define DEPTH_MAX 4
/* Submissions are held while their repeats are read. */
#define HELD_CELLS_MAX 4000000u
#define HELD_BYTES_MAX (gsize) (64u << 20)

/* The rows of another sheet, found by how the rows of a repeat name them. */
typedef struct
{
  guint sheet;
  GHashTable *rows;  /* key → position of its first cell + 1 */
  GHashTable *identities; /* key → what tells the row from all others */
  GArray *cells;     /* of EpcCell */
  GArray *columns;   /* of guint: columns of the other sheet */
  GPtrArray *headers;
  GStringChunk *texts;
} Table;

typedef struct
{
  EpcFormPlan plan;
  Table *table;       /* NULL: none, or not looked for yet */
  gboolean is_joined; /* looked for */
} Sheet;

typedef struct
{
  EpcRowSource parent;
  EpcRowSource *inner;
  EpcFormWords *words;
  Sheet *sheets;
  guint n_sheets, sheet;
  GPtrArray *codes; /* (element-type GHashTable) by column: text of the file → text of ours; NULL: as it is */
  EpcCell *cells;
  guint n_cells;
  GStringChunk *texts;
  guint64 n_orphans, first_orphan;
  GString *identity;    /* of the row in hand; "": nothing tells it apart */
  GHashTable *n_of_row; /* by what the rows of the repeat belong to: how many came so far */
} FormSource;

static void
table_free (Table *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->rows);
  g_hash_table_unref (table->identities);
  g_array_unref (table->cells);
  g_array_unref (table->columns);
  g_ptr_array_unref (table->headers);
  g_string_chunk_free (table->texts);
  g_free (table);
}

static void
put_text (GStringChunk *texts, EpcCell *cell, const char *text)
{
  *cell = (EpcCell) { .kind = *text != '\0' ? EPC_CELL_TEXT : EPC_CELL_EMPTY };
  cell->text = g_string_chunk_insert (texts, text);
  cell->length = (guint) strlen (cell->text);
}

/* --- one row --- */

/* The choices whose column says 1, where the text column says nothing. */
static void
put_list (GStringChunk *texts, const EpcFormList *list, const EpcRow *row, EpcCell *cell)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->columns->len; i++)
    {
      const EpcCell *flag = epc_form_cell (row, g_array_index (list->columns, guint, i));
      if (g_str_equal (flag->text, "1") || g_ascii_strcasecmp (flag->text, "true") == 0
          || (flag->kind == EPC_CELL_BOOLEAN && g_str_equal (flag->text, "yes")))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", (char *) g_ptr_array_index (list->names, i));
    }
  put_text (texts, cell, text->str);
}

/* The cells of the sheet and those made of them; @cells has room for both. */
static void
make_cells (const EpcFormPlan *plan, GStringChunk *texts, const EpcRow *row, EpcCell *cells)
{
  guint n = plan->width + plan->n_made;

  for (guint c = 0; c < n; c++)
    if (c < plan->width && !plan->is_said[c])
      cells[c] = *epc_form_cell (row, c);
    else
      cells[c] = (EpcCell) { .kind = EPC_CELL_EMPTY, .text = "" };
  if (row->number == plan->header_row)
    {
      for (guint c = 0; c < n; c++)
        put_text (texts, &cells[c], g_ptr_array_index (plan->headers, c));
      return;
    }
  for (guint i = 0; i < plan->versions->len; i++)
    {
      const EpcFormVersion *version = &g_array_index (plan->versions, EpcFormVersion, i);
      if (cells[version->column].kind == EPC_CELL_EMPTY)
        cells[version->column] = *epc_form_cell (row, version->other);
    }
  for (guint i = 0; i < plan->lists->len; i++)
    {
      const EpcFormList *list = g_ptr_array_index (plan->lists, i);
      if (cells[list->column].kind == EPC_CELL_EMPTY)
        put_list (texts, list, row, &cells[list->column]);
    }
  for (guint i = 0; i < plan->points->len; i++)
    {
      const EpcFormPoint *point = &g_array_index (plan->points, EpcFormPoint, i);
      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *part = epc_form_point_part (epc_form_cell (row, point->column)->text, k);
          put_text (texts, &cells[point->at + k], part != NULL ? part : "");
        }
    }
}

/* The same with what the submission says behind them. *@is_orphan: the row names none. */
static void
make_row (const Sheet *sheet, GStringChunk *texts, const EpcRow *row, EpcCell *cells, gboolean *is_orphan)
{
  const EpcFormPlan *plan = &sheet->plan;
  guint n = plan->width + plan->n_made;
  const EpcCell *joined = NULL;

  make_cells (plan, texts, row, cells);
  *is_orphan = FALSE;
  if (sheet->table == NULL)
    return;
  if (row->number != plan->header_row)
    {
      const EpcCell *link = epc_form_cell (row, plan->link_column);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (sheet->table->rows, link->text));
      *is_orphan = at == 0 && *link->text != '#';
      /* A submission that says nothing of its own is there all the same. */
      if (at > 0 && sheet->table->columns->len > 0)
        joined = &g_array_index (sheet->table->cells, EpcCell, at - 1);
    }
  for (guint i = 0; i < sheet->table->columns->len; i++)
    if (row->number == plan->header_row)
      put_text (texts, &cells[n + i], g_ptr_array_index (sheet->table->headers, i));
    else if (joined != NULL)
      cells[n + i] = joined[i];
    else
      cells[n + i] = (EpcCell) { .kind = EPC_CELL_EMPTY, .text = "" };
}

/* What tells the row from all others: its own word, or that of the row above it with the number among the rows below that.
 * @n_of_row counts those. */
static void
make_identity (const Sheet *sheet, const char *name, const EpcRow *row, GHashTable *n_of_row, GString *identity)
{
  const char *own = epc_form_cell (row, sheet->plan.identity_column)->text;

  g_string_truncate (identity, 0);
  if (*own != '\0')
    g_string_append (identity, g_str_has_prefix (own, "uuid:") ? own + strlen ("uuid:") : own);
  if (*own != '\0' || sheet->plan.link == EPC_FORM_LINK_NONE)
    return;
  const char *link = epc_form_cell (row, sheet->plan.link_column)->text;
  const char *above = sheet->table != NULL                       ? g_hash_table_lookup (sheet->table->identities, link)
                      : sheet->plan.link == EPC_FORM_LINK_UUID ? link
                                                               : NULL;
  if (above == NULL || *above == '\0')
    return;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_of_row, link)) + 1;
  g_hash_table_replace (n_of_row, g_strdup (link), GUINT_TO_POINTER (n));
  g_string_printf (identity, "%s\x1f%s\x1f%u", above, name != NULL ? name : "", n);
}

static guint
width_of (const Sheet *sheet)
{
  return sheet->plan.width + sheet->plan.n_made + (sheet->table != NULL ? sheet->table->columns->len : 0);
}

/* --- what a repeat belongs to --- */

static gboolean prepare (FormSource *source, guint sheet, guint depth, GError **error);

static const char *
header_of (const Sheet *sheet, guint column)
{
  guint n = sheet->plan.headers->len;

  return g_ptr_array_index (column < n ? sheet->plan.headers : sheet->table->headers, column < n ? column : column - n);
}

/* The columns of @other that say something of the rows of @child. */
static void
choose_columns (Table *table, const Sheet *other, const Sheet *child)
{
  for (guint c = 0; c < width_of (other); c++)
    {
      const char *header = header_of (other, c);
      if (*header == '\0' || epc_header_is_form_own (header) || epc_header_is_form_helper (header, NULL)
          || epc_form_plan_column (&child->plan, header) != G_MAXUINT)
        continue;
      g_array_append_val (table->columns, c);
      g_ptr_array_add (table->headers, g_strdup (header));
    }
}

static gboolean
hold_row (Table *table, const char *key, const char *identity, const EpcCell *cells, gsize *n_bytes)
{
  guint at = table->cells->len + 1;

  if (*key == '\0' || g_hash_table_contains (table->rows, key))
    return TRUE;
  *n_bytes += strlen (key) + strlen (identity);
  for (guint i = 0; i < table->columns->len; i++)
    {
      EpcCell cell = cells[g_array_index (table->columns, guint, i)];
      if (cell.kind == EPC_CELL_GEOMETRY)
        cell = (EpcCell) { .kind = EPC_CELL_EMPTY, .text = "" };
      /* Answers repeat: yes, no, the name of the commune. */
      cell.text = g_string_chunk_insert_const (table->texts, cell.text);
      cell.note = cell.merged = NULL;
      cell.is_below = FALSE;
      *n_bytes += cell.length;
      g_array_append_val (table->cells, cell);
    }
  const char *held = g_string_chunk_insert_const (table->texts, key);
  g_hash_table_insert (table->rows, (gpointer) held, GUINT_TO_POINTER (at));
  if (*identity != '\0')
    g_hash_table_insert (table->identities, (gpointer) held, g_string_chunk_insert (table->texts, identity));
  return table->cells->len <= HELD_CELLS_MAX && *n_bytes <= HELD_BYTES_MAX;
}

static Table *
read_table (FormSource *source, guint sheet, guint key, const Sheet *child, GError **error)
{
  const Sheet *other = &source->sheets[sheet];
  Table *table = g_new0 (Table, 1);
  g_autofree EpcCell *cells = g_new0 (EpcCell, width_of (other) + 1);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr (GHashTable) n_of_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) identity = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;
  gboolean is_orphan;
  gsize n_bytes = 0;
  EpcRow row;

  table->sheet = sheet;
  table->rows = g_hash_table_new (g_str_hash, g_str_equal);
  table->identities = g_hash_table_new (g_str_hash, g_str_equal);
  table->cells = g_array_new (FALSE, FALSE, sizeof (EpcCell));
  table->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  table->headers = g_ptr_array_new_with_free_func (g_free);
  table->texts = g_string_chunk_new (4096);
  choose_columns (table, other, child);
  if (epc_row_source_rewind (source->inner, sheet, &cause))
    while (cause == NULL && epc_row_source_next (source->inner, &row, &cause))
      {
        if (row.number == other->plan.header_row)
          continue;
        g_string_chunk_clear (texts);
        make_row (other, texts, &row, cells, &is_orphan);
        make_identity (other, epc_row_source_sheet_name (source->inner, sheet), &row, n_of_row, identity);
        if (!hold_row (table, epc_form_cell (&row, key)->text, identity->str, cells, &n_bytes))
          g_set_error (&cause, EPC_ERROR, EPC_ERROR_DAMAGED,
                       _ ("%s: the sheet “%s” is too large to be joined with its repeats. Export fewer submissions at a time."),
                       source->parent.name, epc_row_source_sheet_name (source->inner, sheet));
      }
  if (cause == NULL)
    return table;
  table_free (table);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/* What the first row of @sheet says in @column; "" when nothing. */
static char *
first_text (FormSource *source, guint sheet, guint column)
{
  const EpcFormPlan *plan = &source->sheets[sheet].plan;
  EpcRow row;

  if (column != G_MAXUINT && epc_row_source_rewind (source->inner, sheet, NULL))
    while (epc_row_source_next (source->inner, &row, NULL))
      if (row.number > plan->header_row && *epc_form_cell (&row, column)->text != '\0' && *epc_form_cell (&row, column)->text != '#')
        return g_strdup (epc_form_cell (&row, column)->text);
  return g_strdup ("");
}

/* Sheets that may hold what the rows of a repeat belong to. */
typedef enum
{
  SHEETS_CALLED,  /* by the name that the rows say; where they say none, any whose rows they name */
  SHEETS_NEARLY,  /* whose name ends so: files are called after the form and the table */
  SHEETS_OF_SUBMISSIONS, /* any with the submission that the rows name: what stands between is not there */
  SHEETS_N,
} Sheets;

static gboolean
may_hold (FormSource *source, guint sheet, const char *table_name, Sheets which)
{
  const char *name = epc_row_source_sheet_name (source->inner, sheet);

  return *table_name == '\0' || (which == SHEETS_CALLED ? epc_form_is_called (name, table_name) : epc_form_ends_in (name, table_name));
}

static gboolean
join_with (FormSource *source, guint number, guint depth, const char *table_name, Sheets which, GError **error)
{
  Sheet *child = &source->sheets[number];
  g_autofree char *link = first_text (source, number, child->plan.link_column);
  const char *key = epc_form_link_keys[child->plan.link];

  for (guint i = 0; i < source->n_sheets && child->table == NULL && *link != '\0'; i++)
    {
      if (i == number || !may_hold (source, i, table_name, which))
        continue;
      if (!prepare (source, i, depth + 1, error))
        return FALSE;
      guint column = source->sheets[i].plan.is_form ? epc_form_plan_column (&source->sheets[i].plan, key) : G_MAXUINT;
      if (column == G_MAXUINT)
        continue;
      Table *table = read_table (source, i, column, child, error);
      if (table == NULL)
        return FALSE;
      if (*table_name != '\0' || g_hash_table_contains (table->rows, link))
        child->table = table;
      else
        table_free (table);
    }
  return TRUE;
}

/* A row that names its submission is known by that where the sheet it was numbered in is not there. */
static gboolean
link_by_submission (EpcFormPlan *plan)
{
  static const struct
  {
    EpcFormLink link;
    const char *header;
  } links[] = { { EPC_FORM_LINK_UUID, "_submission__uuid" }, { EPC_FORM_LINK_ID, "_submission__id" } };

  for (guint i = 0; plan->link == EPC_FORM_LINK_INDEX && i < G_N_ELEMENTS (links); i++)
    {
      guint column = epc_form_plan_column (plan, links[i].header);
      if (column == G_MAXUINT)
        continue;
      plan->link = links[i].link;
      plan->link_column = column;
      return TRUE;
    }
  return FALSE;
}

/* The sheet whose rows those of @number name, and its rows. */
static gboolean
join (FormSource *source, guint number, guint depth, GError **error)
{
  Sheet *child = &source->sheets[number];
  g_autofree char *table_name = first_text (source, number, child->plan.table_column);
  EpcFormLink link = child->plan.link;
  guint link_column = child->plan.link_column;

  for (Sheets which = SHEETS_CALLED; which < SHEETS_N && child->table == NULL; which++)
    if (which != SHEETS_OF_SUBMISSIONS)
      {
        if (!join_with (source, number, depth, table_name, which, error))
          return FALSE;
      }
    else if (link_by_submission (&child->plan) && !join_with (source, number, depth, "", which, error))
      return FALSE;
  if (child->table == NULL)
    {
      child->plan.link = link;
      child->plan.link_column = link_column;
    }
  return TRUE;
}

static gboolean
prepare (FormSource *source, guint number, guint depth, GError **error)
{
  Sheet *sheet = &source->sheets[number];

  if (!sheet->plan.is_made)
    {
      epc_form_plan_clear (&sheet->plan);
      if (!epc_form_plan_make (&sheet->plan, source->inner, number, source->words, error))
        return FALSE;
    }
  if (sheet->is_joined || sheet->plan.link == EPC_FORM_LINK_NONE || depth > DEPTH_MAX)
    return TRUE;
  sheet->is_joined = TRUE; /* also while it is looked for: sheets that name each other end here */
  return join (source, number, depth, error);
}

/* --- the source --- */

static gboolean
form_rewind (EpcRowSource *parent, guint number, GError **error)
{
  FormSource *source = (FormSource *) parent;

  if (!prepare (source, number, 0, error) || !epc_row_source_rewind (source->inner, number, error))
    return FALSE;
  const Sheet *sheet = &source->sheets[number];
  if (source->sheet != number)
    g_clear_pointer (&source->codes, g_ptr_array_unref);
  source->sheet = number;
  source->n_orphans = 0;
  g_string_truncate (source->identity, 0);
  g_hash_table_remove_all (source->n_of_row);
  source->n_cells = width_of (sheet);
  parent->own_columns = sheet->table != NULL ? sheet->plan.headers->len : 0;
  g_free (source->cells);
  source->cells = g_new0 (EpcCell, source->n_cells + 1);
  return TRUE;
}

/* The choices that @cell names, each as ours. */
static void
put_codes (FormSource *source, GHashTable *codes, EpcCell *cell)
{
  const char *whole = g_hash_table_lookup (codes, cell->text);

  if (whole != NULL)
    {
      put_text (source->texts, cell, whole);
      return;
    }
  g_auto (GStrv) names = g_strsplit_set (cell->text, " ;", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      {
        const char *own = g_hash_table_lookup (codes, names[i]);
        /* Words that are no names of choices: a label, or "other, namely". */
        if (own == NULL)
          return;
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", own);
      }
  put_text (source->texts, cell, text->str);
}

static gboolean
form_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  FormSource *source = (FormSource *) parent;
  const Sheet *sheet = &source->sheets[source->sheet];
  gboolean is_orphan;

  g_string_truncate (source->identity, 0);
  if (!epc_row_source_next (source->inner, row, error))
    return FALSE;
  if (!sheet->plan.is_form || row->number < sheet->plan.header_row)
    return TRUE;
  g_string_chunk_clear (source->texts);
  make_row (sheet, source->texts, row, source->cells, &is_orphan);
  if (row->number > sheet->plan.header_row)
    make_identity (sheet, epc_row_source_sheet_name (source->inner, source->sheet), row, source->n_of_row, source->identity);
  if (is_orphan && source->n_orphans++ == 0)
    source->first_orphan = row->number;
  for (guint c = 0; source->codes != NULL && c < MIN (source->codes->len, source->n_cells) && row->number > sheet->plan.header_row; c++)
    if (g_ptr_array_index (source->codes, c) != NULL && source->cells[c].kind != EPC_CELL_EMPTY)
      put_codes (source, g_ptr_array_index (source->codes, c), &source->cells[c]);
  row->cells = source->cells;
  row->n_cells = source->n_cells;
  return TRUE;
}

static guint
form_n_sheets (EpcRowSource *parent)
{
  return epc_row_source_n_sheets (((FormSource *) parent)->inner);
}

static const char *
form_sheet_name (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_sheet_name (((FormSource *) parent)->inner, sheet);
}

static gboolean
form_sheet_is_hidden (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_sheet_is_hidden (((FormSource *) parent)->inner, sheet);
}

static gboolean
form_has_header (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_has_header (((FormSource *) parent)->inner, sheet);
}

static double
form_progress (EpcRowSource *parent)
{
  return epc_row_source_progress (((FormSource *) parent)->inner);
}

static void
form_free (EpcRowSource *parent)
{
  FormSource *source = (FormSource *) parent;

  for (guint i = 0; i < source->n_sheets; i++)
    {
      epc_form_plan_clear (&source->sheets[i].plan);
      table_free (source->sheets[i].table);
    }
  epc_row_source_free (source->inner);
  epc_form_words_unref (source->words);
  g_clear_pointer (&source->codes, g_ptr_array_unref);
  g_string_chunk_free (source->texts);
  g_string_free (source->identity, TRUE);
  g_hash_table_unref (source->n_of_row);
  g_free (source->sheets);
  g_free (source->cells);
  g_free (source);
}

static const EpcRowSourceClass form_class = {
  .n_sheets = form_n_sheets, .sheet_name = form_sheet_name, .sheet_is_hidden = form_sheet_is_hidden, .rewind = form_rewind,
  .next = form_next, .progress = form_progress, .free = form_free, .has_header = form_has_header,
};

EpcRowSource *
epc_form_source_open (const char *path, EpcFormWords *words, GError **error)
{
  EpcRowSource *inner = epc_form_files_open (path, error);

  return inner != NULL ? epc_form_source_new (inner, words) : NULL;
}

EpcRowSource *
epc_form_source_new (EpcRowSource *inner, EpcFormWords *words)
{
  FormSource *source = g_new0 (FormSource, 1);

  source->parent.class = &form_class;
  source->parent.format = inner->format;
  source->parent.name = g_strdup (inner->name);
  source->parent.detail = g_strdup (inner->detail);
  source->parent.credit = inner->credit;
  source->parent.beside = g_strdup (inner->beside);
  source->parent.is_first_only = inner->is_first_only;
  source->inner = inner;
  source->words = epc_form_words_ref (words);
  source->n_sheets = epc_row_source_n_sheets (inner);
  source->sheets = g_new0 (Sheet, source->n_sheets + 1);
  source->texts = g_string_chunk_new (1024);
  source->identity = g_string_new (NULL);
  source->n_of_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return &source->parent;
}

const char *
epc_form_source_identity (EpcRowSource *parent)
{
  FormSource *source = (FormSource *) parent;

  return parent->class == &form_class && source->identity->len > 0 ? source->identity->str : NULL;
}

guint64
epc_form_source_orphans (EpcRowSource *parent, guint64 *first)
{
  FormSource *source = (FormSource *) parent;

  if (parent->class != &form_class)
    return 0;
  *first = source->first_orphan;
  return source->n_orphans;
}

/* --- choices as codes --- */

/* The code that choice @name stands for, by its own name, then by what it is called in any language of the form. NULL: none. */
static const char *
code_of (const EpcCodeList *list, const char *name, GPtrArray *labels)
{
  const EpcCode *code = epc_code_list_code (list, name);

  for (guint i = 0; code == NULL && i < labels->len; i++)
    code = epc_code_list_match (list, g_ptr_array_index (labels, i));
  if (code == NULL)
    code = epc_code_list_match (list, name);
  return code != NULL ? code->key : NULL;
}

/* A P-code says more than the name of the place. */
static gboolean
looks_like_pcode (const char *name)
{
  return g_ascii_isupper (name[0]) && g_ascii_isupper (name[1])
         && (g_ascii_isdigit (name[2]) || (g_ascii_isupper (name[2]) && (name[3] == '\0' || g_ascii_isdigit (name[3]))));
}

static GHashTable *
codes_of_column (const EpcFormWords *words, const EpcFormQuestion *question, const EpcField *field, gboolean is_place)
{
  const char *key = field == NULL ? NULL : field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes;
  const EpcCodeList *list = key != NULL ? epc_code_list_find (key) : NULL;
  g_autoptr (GPtrArray) names = epc_form_words_names (words, question->list);
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i), *own = NULL;
      GPtrArray *labels = epc_form_words_choice (words, question->list, name);
      if (list != NULL)
        own = code_of (list, name, labels);
      else if (is_place || (field != NULL && field->type == EPC_TYPE_PLACE))
        own = looks_like_pcode (name) ? name : NULL;
      else if (field == NULL || field->type == EPC_TYPE_REFERENCE)
        continue;
      if (own == NULL && labels->len > 0)
        own = g_ptr_array_index (labels, 0);
      if (own != NULL)
        g_hash_table_insert (codes, g_strdup (name), g_strdup (own));
    }
  return codes;
}

static void
unref_codes (gpointer codes)
{
  if (codes != NULL)
    g_hash_table_unref (codes);
}

void
epc_form_source_settle (EpcRowSource *parent, const EpcMapping *mapping)
{
  FormSource *source = (FormSource *) parent;

  if (parent->class != &form_class || source->words == NULL || mapping->sheet >= source->n_sheets
      || !prepare (source, mapping->sheet, 0, NULL))
    return;
  const Sheet *sheet = &source->sheets[mapping->sheet];
  source->sheet = mapping->sheet;
  g_clear_pointer (&source->codes, g_ptr_array_unref);
  source->codes = g_ptr_array_new_with_free_func (unref_codes);
  for (guint c = 0; c < MIN (mapping->columns->len, width_of (sheet)); c++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, c);
      const EpcFormQuestion *question = epc_form_words_question (source->words, header_of (sheet, c));
      gboolean is_of_use = column->role == EPC_COLUMN_FIELD || column->role == EPC_COLUMN_PLACE;
      g_ptr_array_add (source->codes, question != NULL && question->list != NULL && is_of_use
                                          ? codes_of_column (source->words, question, column->field, column->role == EPC_COLUMN_PLACE)
                                          : NULL);
    }
}
