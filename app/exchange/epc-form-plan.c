/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-form-private.h"

#include <string.h>

#include "epc-header-index.h"

/* An export has no more groups of columns that may be versions of one question. */
#define VERSIONS_MAX 4096u
#define ROWS_SEEN 200u

const char *const epc_form_link_keys[] = { "", "_index", "KEY", "_id", "_uuid" };

static void
list_free (gpointer data)
{
  EpcFormList *list = data;

  g_array_unref (list->columns);
  g_ptr_array_unref (list->names);
  g_free (list);
}

void
epc_form_plan_clear (EpcFormPlan *plan)
{
  g_clear_pointer (&plan->headers, g_ptr_array_unref);
  g_clear_pointer (&plan->is_said, g_free);
  g_clear_pointer (&plan->versions, g_array_unref);
  g_clear_pointer (&plan->lists, g_ptr_array_unref);
  g_clear_pointer (&plan->points, g_array_unref);
}

static const char *
header_at (const EpcFormPlan *plan, guint column)
{
  return g_ptr_array_index (plan->headers, column);
}

guint
epc_form_plan_column (const EpcFormPlan *plan, const char *header)
{
  for (guint c = 0; c < plan->headers->len; c++)
    if (g_str_equal (header_at (plan, c), header))
      return c;
  return G_MAXUINT;
}

static void
rename_column (EpcFormPlan *plan, guint column, char *header)
{
  g_free (plan->headers->pdata[column]);
  plan->headers->pdata[column] = header;
}

static guint
make_column (EpcFormPlan *plan, const char *header)
{
  g_ptr_array_add (plan->headers, g_strdup (header));
  plan->n_made++;
  return plan->headers->len - 1;
}

/* Another column says it: its place stays, so that cells keep their names. */
static void
leave_column (EpcFormPlan *plan, guint column)
{
  plan->is_said[column] = TRUE;
  rename_column (plan, column, g_strdup (""));
}

/* --- the header --- */

/* ODK parts groups with dashes, and never with strokes; its names hold no dash (XML names may, pyxform's and Build's do not). */
static void
part_with_strokes (EpcFormPlan *plan)
{
  gboolean is_odk = FALSE;

  for (guint c = 0; c < plan->width; c++)
    {
      if (strchr (header_at (plan, c), '/') != NULL)
        return;
      is_odk = is_odk || g_str_equal (header_at (plan, c), "KEY") || g_str_equal (header_at (plan, c), "PARENT_KEY");
    }
  for (guint c = 0; c < plan->width && is_odk; c++)
    if (!epc_header_marks_form (header_at (plan, c)) && strchr (header_at (plan, c), ' ') == NULL)
      g_strdelimit (g_ptr_array_index (plan->headers, c), "-", '/');
}

static gboolean
tells_field (const char *header)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));

  epc_header_index_find (header, NULL, hits);
  return hits->len > 0;
}

/* A question whose name says nothing goes by what it asks. */
static void
call_by_label (EpcFormPlan *plan, const EpcFormWords *words)
{
  for (guint c = 0; c < plan->headers->len; c++)
    {
      const EpcFormQuestion *question = epc_form_words_question (words, header_at (plan, c));
      if (question == NULL || epc_header_is_form_helper (header_at (plan, c), NULL) || tells_field (header_at (plan, c)))
        continue;
      for (guint i = 0; i < question->labels->len; i++)
        if (tells_field (g_ptr_array_index (question->labels, i)))
          {
            rename_column (plan, c, g_strdup (g_ptr_array_index (question->labels, i)));
            break;
          }
    }
}

/* --- versions of one question --- */

/* The length of @header without "_001" at its end. */
static gsize
length_of_base (const char *header)
{
  gsize n = strlen (header);

  return n > 4 && header[n - 4] == '_' && g_ascii_isdigit (header[n - 3]) && g_ascii_isdigit (header[n - 2])
                 && g_ascii_isdigit (header[n - 1])
             ? n - 4
             : n;
}

static gboolean
is_form_own (const EpcFormPlan *plan, guint column)
{
  const char *header = header_at (plan, column);

  return *header == '\0' || epc_header_is_form_own (header) || epc_header_is_form_helper (header, NULL);
}

static void
find_versions (EpcFormPlan *plan)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint c = 0; c < plan->width && plan->versions->len < VERSIONS_MAX; c++)
    {
      gpointer base;
      if (is_form_own (plan, c))
        continue;
      char *name = g_strndup (header_at (plan, c), length_of_base (header_at (plan, c)));
      if (!g_hash_table_lookup_extended (first, name, NULL, &base))
        {
          g_hash_table_insert (first, name, GUINT_TO_POINTER (c));
          continue;
        }
      g_free (name);
      EpcFormVersion version = { GPOINTER_TO_UINT (base), c };
      g_array_append_val (plan->versions, version);
    }
}

/* --- what the rows say --- */

typedef struct
{
  GHashTable *seen;         /* "column\x1fversion of the form" of columns that may be versions of a question */
  guint8 *is_flag, *is_filled, *is_point; /* by column: all filled cells are 0 or 1; are points */
  guint version_column;
} Look;

static gboolean
is_flag (const EpcCell *cell)
{
  return g_str_equal (cell->text, "0") || g_str_equal (cell->text, "1") || cell->kind == EPC_CELL_BOOLEAN
         || g_ascii_strcasecmp (cell->text, "true") == 0 || g_ascii_strcasecmp (cell->text, "false") == 0;
}

gboolean
epc_form_is_called (const char *name, const char *table)
{
  g_autofree char *cut = g_utf8_substring (table, 0, MIN (31, g_utf8_strlen (table, -1)));

  return g_strcmp0 (name, table) == 0 || g_strcmp0 (name, cut) == 0;
}

gboolean
epc_form_ends_in (const char *name, const char *table)
{
  gsize n = name != NULL ? strlen (name) : 0, own = strlen (table);

  return own > 0 && n > own + 1 && g_str_has_suffix (name, table) && strchr ("-_ ", name[n - own - 1]) != NULL;
}

char *
epc_form_point_part (const char *text, guint number)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 6);
  guint n = g_strv_length (parts);

  if ((n != 4 && n != 2) || number >= n)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      char *end;
      double value = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end != '\0' || (i < 2 && strchr (parts[i], '.') == NULL) || !(value > -1e6 && value < 1e6))
        return NULL;
    }
  return g_strdup (parts[number]);
}

static char *
seen_key (guint column, const char *version)
{
  return g_strdup_printf ("%u\x1f%s", column, version);
}

static void
look_at_row (const EpcFormPlan *plan, Look *look, const EpcRow *row)
{
  const char *version = look->version_column != G_MAXUINT ? epc_form_cell (row, look->version_column)->text : NULL;

  for (guint c = 0; c < plan->width; c++)
    {
      const EpcCell *cell = epc_form_cell (row, c);
      if (cell->kind == EPC_CELL_EMPTY || *cell->text == '#')
        continue;
      g_autofree char *latitude = look->is_point[c] || !look->is_filled[c] ? epc_form_point_part (cell->text, 0) : NULL;
      look->is_flag[c] = (look->is_flag[c] || !look->is_filled[c]) && is_flag (cell);
      look->is_point[c] = latitude != NULL;
      look->is_filled[c] = TRUE;
    }
  for (guint i = 0; i < plan->versions->len; i++)
    {
      EpcFormVersion *pair = &g_array_index (plan->versions, EpcFormVersion, i);
      gboolean has_first = epc_form_cell (row, pair->column)->kind != EPC_CELL_EMPTY;
      gboolean has_other = epc_form_cell (row, pair->other)->kind != EPC_CELL_EMPTY;
      gboolean is_tag = *epc_form_cell (row, pair->column)->text == '#' || *epc_form_cell (row, pair->other)->text == '#';
      gboolean is_both = has_first && has_other && !is_tag;
      if (version != NULL && !is_tag)
        {
          char *first = seen_key (pair->column, version), *other = seen_key (pair->other, version);
          if (has_first)
            g_hash_table_add (look->seen, g_strdup (first));
          if (has_other)
            g_hash_table_add (look->seen, g_strdup (other));
          is_both = g_hash_table_contains (look->seen, first) && g_hash_table_contains (look->seen, other);
          g_free (first);
          g_free (other);
        }
      /* Two questions of one form that are called alike are two questions. */
      if (is_both)
        g_array_remove_index (plan->versions, i--);
    }
}

/* The columns of the choices of another version go with its text. */
static void
leave_choices (EpcFormPlan *plan, const EpcFormVersion *version)
{
  g_autofree char *prefix = g_strconcat (header_at (plan, version->other), "/", NULL);

  for (guint c = 0; c < plan->width && length_of_base (header_at (plan, version->other)) < strlen (prefix) - 1; c++)
    if (g_str_has_prefix (header_at (plan, c), prefix))
      leave_column (plan, c);
}

static void
settle_versions (EpcFormPlan *plan)
{
  for (guint i = 0; i < plan->versions->len; i++)
    {
      const EpcFormVersion *version = &g_array_index (plan->versions, EpcFormVersion, i);
      leave_choices (plan, version);
      leave_column (plan, version->other);
    }
}

/* --- a choice of several --- */

static gboolean
takes_several (const char *header, const EpcFormWords *words)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
  const EpcFormQuestion *question = epc_form_words_question (words, header);

  if (question != NULL)
    return question->is_multiple;
  epc_header_index_find (header, NULL, hits);
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, EpcHeaderHit, i).field->type == EPC_TYPE_CODES)
      return TRUE;
  return FALSE;
}

/* The length of the question in "group/question/choice"; 0: it is none. The text column decides which stroke parts them, for a choice
 * may hold one in its label. */
static gsize
question_of (const EpcFormPlan *plan, GHashTable *columns, guint column, const EpcFormWords *words, gboolean *has_text)
{
  const char *header = header_at (plan, column);

  for (const char *stroke = strchr (header, '/'); stroke != NULL; stroke = strchr (stroke + 1, '/'))
    {
      g_autofree char *question = g_strndup (header, (gsize) (stroke - header));
      *has_text = g_hash_table_contains (columns, question);
      if (*has_text)
        return strlen (question);
    }
  const char *last = strrchr (header, '/');
  g_autofree char *question = last != NULL ? g_strndup (header, (gsize) (last - header)) : NULL;
  return question != NULL && *question != '\0' && takes_several (question, words) ? strlen (question) : 0;
}

static EpcFormList *
list_at (EpcFormPlan *plan, guint column)
{
  for (guint i = 0; i < plan->lists->len; i++)
    if (((EpcFormList *) g_ptr_array_index (plan->lists, i))->column == column)
      return g_ptr_array_index (plan->lists, i);
  EpcFormList *list = g_new0 (EpcFormList, 1);
  list->column = column;
  list->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  list->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (plan->lists, list);
  return list;
}

static void
find_lists (EpcFormPlan *plan, const Look *look, const EpcFormWords *words)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint c = 0; c < plan->width; c++)
    if (!plan->is_said[c] && !look->is_flag[c])
      g_hash_table_insert (columns, g_strdup (header_at (plan, c)), GUINT_TO_POINTER (c));
  for (guint c = 0; c < plan->width; c++)
    {
      gboolean has_text = FALSE;
      gsize n;
      if (plan->is_said[c] || (look->is_filled[c] && !look->is_flag[c])
          || (n = question_of (plan, columns, c, words, &has_text)) == 0)
        continue;
      g_autofree char *question = g_strndup (header_at (plan, c), n);
      guint column = has_text ? GPOINTER_TO_UINT (g_hash_table_lookup (columns, question)) : make_column (plan, question);
      if (!has_text)
        g_hash_table_insert (columns, g_strdup (question), GUINT_TO_POINTER (column));
      EpcFormList *list = list_at (plan, column);
      g_array_append_val (list->columns, c);
      g_ptr_array_add (list->names, g_strdup (header_at (plan, c) + n + 1));
      leave_column (plan, c);
    }
}

/* --- points --- */

/* "group/_position_latitude" → "latitude" where the point is the only one, or the first. */
static gboolean
take_part_of_point (EpcFormPlan *plan, guint column, char **point)
{
  static const char *const parts[] = { "latitude", "longitude", "altitude", "precision" };
  const char *header = header_at (plan, column), *stroke = strrchr (header, '/'), *name = stroke != NULL ? stroke + 1 : header;

  for (guint i = 0; *name == '_' && i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *suffix = g_strconcat ("_", parts[i], NULL);
      if (!g_str_has_suffix (name, suffix) || strlen (name) <= strlen (suffix) + 1)
        continue;
      g_autofree char *own = g_strdup_printf ("%.*s%.*s", (int) (name - header), header, (int) (strlen (name) - strlen (suffix) - 1), name + 1);
      if (*point == NULL)
        *point = g_strdup (own);
      if (!g_str_equal (*point, own))
        return FALSE;
      if (i < 2)
        rename_column (plan, column, g_strdup (parts[i]));
      else
        leave_column (plan, column);
      return TRUE;
    }
  return FALSE;
}

static void
find_points (EpcFormPlan *plan, const Look *look)
{
  g_autofree char *point = NULL;
  guint n_parts = 0;

  if (epc_form_plan_column (plan, "latitude") != G_MAXUINT)
    return;
  for (guint c = 0; c < plan->width; c++)
    if (!plan->is_said[c] && !epc_header_is_form_helper (header_at (plan, c), NULL))
      n_parts += take_part_of_point (plan, c, &point);
  for (guint c = 0; c < plan->width; c++)
    {
      if (plan->is_said[c] || !look->is_point[c] || is_form_own (plan, c))
        continue;
      /* The columns beside it say the same. */
      if (n_parts > 0 && g_strcmp0 (header_at (plan, c), point) == 0)
        leave_column (plan, c);
      else if (n_parts == 0)
        {
          EpcFormPoint made = { c, make_column (plan, "latitude") };
          make_column (plan, "longitude");
          g_array_append_val (plan->points, made);
          leave_column (plan, c);
          return;
        }
    }
}

/* --- the whole --- */

static void
find_link (EpcFormPlan *plan)
{
  static const char *const links[] = { "", "_parent_index", "PARENT_KEY", "_submission__id", "_submission__uuid" };

  plan->link_column = G_MAXUINT;
  plan->table_column = epc_form_plan_column (plan, "_parent_table_name");
  for (guint i = EPC_FORM_LINK_INDEX; i <= EPC_FORM_LINK_UUID && plan->link == EPC_FORM_LINK_NONE; i++)
    if ((plan->link_column = epc_form_plan_column (plan, links[i])) != G_MAXUINT)
      plan->link = (EpcFormLink) i;
}

/* What stays the same when a submission is edited goes first: a correction in KoBo gives it another _uuid, one in ODK Central another
 * instanceID. */
static void
find_identity (EpcFormPlan *plan)
{
  static const char *const names[] = { "KEY", "meta/rootUuid", "_uuid", "meta/instanceID", "meta-instanceID", "instanceID" };

  plan->identity_column = G_MAXUINT;
  for (guint i = 0; i < (plan->link == EPC_FORM_LINK_NONE ? G_N_ELEMENTS (names) : 1) && plan->identity_column == G_MAXUINT; i++)
    plan->identity_column = epc_form_plan_column (plan, names[i]);
}

static gboolean
is_blank (const EpcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].kind != EPC_CELL_EMPTY)
      return FALSE;
  return TRUE;
}

/* The first row that is not blank names the columns in every export of theirs. */
static gboolean
read_header (EpcFormPlan *plan, EpcRowSource *source, GError **error)
{
  EpcRow row;
  g_autoptr (GError) cause = NULL;

  while (epc_row_source_next (source, &row, &cause))
    if (!is_blank (&row))
      {
        plan->header_row = row.number;
        plan->width = row.n_cells;
        for (guint c = 0; c < row.n_cells; c++)
          {
            const EpcCell *cell = epc_form_cell (&row, c);
            g_ptr_array_add (plan->headers, g_strstrip (g_strdup (cell->kind == EPC_CELL_EMPTY ? "" : cell->text)));
            plan->is_form = plan->is_form || epc_header_marks_form (header_at (plan, c));
          }
        break;
      }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return error == NULL || *error == NULL;
}

static gboolean
read_rows (const EpcFormPlan *plan, Look *look, EpcRowSource *source, GError **error)
{
  EpcRow row;

  for (guint n = 0; (n < ROWS_SEEN || plan->versions->len > 0) && epc_row_source_next (source, &row, error); n++)
    look_at_row (plan, look, &row);
  return *error == NULL;
}

gboolean
epc_form_plan_make (EpcFormPlan *plan, EpcRowSource *source, guint sheet, const EpcFormWords *words, GError **error)
{
  g_autoptr (GError) cause = NULL;

  plan->headers = g_ptr_array_new_with_free_func (g_free);
  plan->versions = g_array_new (FALSE, FALSE, sizeof (EpcFormVersion));
  plan->lists = g_ptr_array_new_with_free_func (list_free);
  plan->points = g_array_new (FALSE, FALSE, sizeof (EpcFormPoint));
  if (!epc_row_source_rewind (source, sheet, error) || !read_header (plan, source, &cause))
    {
      if (cause != NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  plan->is_form = plan->is_form || (words != NULL && plan->width > 0);
  plan->is_made = TRUE;
  if (!plan->is_form)
    return TRUE;
  plan->is_said = g_new0 (guint8, plan->width);
  find_link (plan);
  find_identity (plan);
  part_with_strokes (plan);
  find_versions (plan);
  Look look = { .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                .is_flag = g_new0 (guint8, plan->width), .is_filled = g_new0 (guint8, plan->width), .is_point = g_new0 (guint8, plan->width),
                .version_column = epc_form_plan_column (plan, "__version__") };
  if (read_rows (plan, &look, source, &cause))
    {
      settle_versions (plan);
      find_lists (plan, &look, words);
      find_points (plan, &look);
      call_by_label (plan, words);
    }
  g_hash_table_unref (look.seen);
  g_free (look.is_flag);
  g_free (look.is_filled);
  g_free (look.is_point);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
