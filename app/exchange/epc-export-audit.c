/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all sums of a file tell together. Each is an equation in the hidden numbers. A small number is given away when the
 * equations alone settle it (Gaussian elimination, exact in the integers modulo a prime), or when they and what each mark says
 * ("<5" is 1 to 4, "*" is 5 or more) leave one value (bounds carried from sum to sum until they no longer move).
 */
#include "epc-export-private.h"

#include <math.h>
#include <string.h>

#define PRIME G_GINT64_CONSTANT (2147483629) /* below 2^31, so that products fit */
#define MOST_UNKNOWNS 1200                   /* of equations that hang together: elimination takes their cube at worst */
#define MOST_SWEEPS 30

typedef struct
{
  GArray *cells; /* of guint */
  guint n_left;
  gboolean is_bound; /* one of its cells is anything from 0 on, and stands in no other sum: it settles nothing but bounds */
} Sum;

struct _EpcSumAudit
{
  GArray *values, *marks;
  GPtrArray *sums;     /* (element-type Sum) */
  GHashTable *unknown; /* cell → number of the unknown + 1 */
  GArray *cell_of;     /* of guint: cell of each unknown */
  GArray *root;        /* of guint: union-find over the unknowns */
};

void
epc_cell_bounds (EpcCellMark mark, gint64 value, double *least, double *most)
{
  switch (mark)
    {
    case EPC_CELL_SMALL:
      *least = 1;
      *most = 4;
      break;
    case EPC_CELL_COVERING:
      *least = 5;
      *most = INFINITY;
      break;
    case EPC_CELL_SILENT:
    case EPC_CELL_ABSENT:
      *least = 0;
      *most = INFINITY;
      break;
    case EPC_CELL_SHOWN:
    default:
      *least = *most = (double) value;
      break;
    }
}

EpcCellMark
epc_cell_cover (gint64 value)
{
  return value < EPC_LEAST_SHOWN ? EPC_CELL_SILENT : EPC_CELL_COVERING;
}

static void
sum_free (gpointer data)
{
  Sum *sum = data;

  g_array_unref (sum->cells);
  g_free (sum);
}

EpcSumAudit *
epc_sum_audit_new (GArray *values, GArray *marks)
{
  EpcSumAudit *audit = g_new0 (EpcSumAudit, 1);

  audit->values = g_array_ref (values);
  audit->marks = g_array_ref (marks);
  audit->sums = g_ptr_array_new_with_free_func (sum_free);
  audit->unknown = g_hash_table_new (NULL, NULL);
  audit->cell_of = g_array_new (FALSE, FALSE, sizeof (guint));
  audit->root = g_array_new (FALSE, FALSE, sizeof (guint));
  return audit;
}

void
epc_sum_audit_free (EpcSumAudit *audit)
{
  if (audit == NULL)
    return;
  g_array_unref (audit->values);
  g_array_unref (audit->marks);
  g_ptr_array_unref (audit->sums);
  g_hash_table_unref (audit->unknown);
  g_array_unref (audit->cell_of);
  g_array_unref (audit->root);
  g_free (audit);
}

static EpcCellMark
mark_at (const EpcSumAudit *audit, guint cell)
{
  return (EpcCellMark) g_array_index (audit->marks, guint8, cell);
}

static gint64
value_at (const EpcSumAudit *audit, guint cell)
{
  /* An empty part of a sum counts nothing. */
  return MAX (g_array_index (audit->values, gint32, cell), 0);
}

/* A small number, also one that says nothing at all because a small whole would have told it. */
static gboolean
is_guarded (const EpcSumAudit *audit, guint cell)
{
  EpcCellMark mark = mark_at (audit, cell);

  return mark == EPC_CELL_SMALL || (mark == EPC_CELL_SILENT && value_at (audit, cell) > 0 && value_at (audit, cell) < EPC_LEAST_SHOWN);
}

static guint
root_of (EpcSumAudit *audit, guint unknown)
{
  guint *root = (guint *) audit->root->data;

  while (root[unknown] != unknown)
    unknown = root[unknown] = root[root[unknown]];
  return unknown;
}

static guint
unknown_of (EpcSumAudit *audit, guint cell)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (audit->unknown, GUINT_TO_POINTER (cell)));

  if (known > 0)
    return known - 1;
  guint own = audit->cell_of->len;
  g_array_append_val (audit->cell_of, cell);
  g_array_append_val (audit->root, own);
  g_hash_table_insert (audit->unknown, GUINT_TO_POINTER (cell), GUINT_TO_POINTER (own + 1));
  return own;
}

static Sum *
add_sum (EpcSumAudit *audit, const guint *cells, guint n, guint n_left)
{
  Sum *sum = g_new0 (Sum, 1);

  sum->cells = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  sum->n_left = n_left;
  g_array_append_vals (sum->cells, cells, n);
  g_ptr_array_add (audit->sums, sum);
  return sum;
}

void
epc_sum_audit_add (EpcSumAudit *audit, const guint *cells, guint n, guint n_left)
{
  guint first = G_MAXUINT;

  add_sum (audit, cells, n, n_left);
  for (guint i = 0; i < n; i++)
    {
      if (mark_at (audit, cells[i]) == EPC_CELL_SHOWN)
        continue;
      guint unknown = root_of (audit, unknown_of (audit, cells[i]));
      if (first == G_MAXUINT)
        first = unknown;
      g_array_index (audit->root, guint, unknown) = first = root_of (audit, first);
    }
}

void
epc_sum_audit_add_bound (EpcSumAudit *audit, const guint *cells, guint n, guint n_left)
{
  add_sum (audit, cells, n, n_left)->is_bound = TRUE;
  for (guint i = 0; i < n; i++)
    if (mark_at (audit, cells[i]) != EPC_CELL_SHOWN)
      unknown_of (audit, cells[i]);
}

/* --- bounds --- */

/* Carries the bounds of all unknowns through one sum; TRUE when one moved. */
static gboolean
sweep (const EpcSumAudit *audit, const Sum *sum, double *least, double *most)
{
  double low = 0, high = 0;    /* of left − right */
  guint n_low = 0, n_high = 0; /* infinite contributions */
  gboolean moved = FALSE;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < sum->cells->len; i++)
      {
        guint cell = g_array_index (sum->cells, guint, i);
        guint known = GPOINTER_TO_UINT (g_hash_table_lookup (audit->unknown, GUINT_TO_POINTER (cell)));
        double from = known > 0 ? least[known - 1] : (double) value_at (audit, cell);
        double to = known > 0 ? most[known - 1] : from;
        double down = i < sum->n_left ? from : -to, up = i < sum->n_left ? to : -from;
        if (pass == 0)
          {
            isinf (down) ? (void) n_low++ : (void) (low += down);
            isinf (up) ? (void) n_high++ : (void) (high += up);
            continue;
          }
        if (known == 0)
          continue;
        /* The rest is between these; the cell makes up for it. */
        double rest_low = n_low - (isinf (down) ? 1 : 0) > 0 ? -INFINITY : isinf (down) ? low : low - down;
        double rest_high = n_high - (isinf (up) ? 1 : 0) > 0 ? INFINITY : isinf (up) ? high : high - up;
        double own_low = i < sum->n_left ? -rest_high : rest_low, own_high = i < sum->n_left ? -rest_low : rest_high;
        if (own_low > least[known - 1])
          {
            least[known - 1] = own_low;
            moved = TRUE;
          }
        if (own_high < most[known - 1])
          {
            most[known - 1] = own_high;
            moved = TRUE;
          }
      }
  return moved;
}

/* The small unknowns whose bounds meet: of guint. */
static GArray *
find_narrow (const EpcSumAudit *audit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = audit->cell_of->len;
  g_autofree double *least = g_new (double, n + 1), *most = g_new (double, n + 1);
  gboolean moved = TRUE;

  for (guint i = 0; i < n; i++)
    {
      guint cell = g_array_index (audit->cell_of, guint, i);
      epc_cell_bounds (mark_at (audit, cell), value_at (audit, cell), &least[i], &most[i]);
    }
  for (guint s = 0; s < MOST_SWEEPS && moved; s++)
    {
      moved = FALSE;
      for (guint i = 0; i < audit->sums->len; i++)
        moved |= sweep (audit, audit->sums->pdata[i], least, most);
    }
  for (guint i = 0; i < n; i++)
    if (is_guarded (audit, g_array_index (audit->cell_of, guint, i)) && most[i] - least[i] < 1)
      g_array_append_val (found, i);
  return found;
}

/* --- elimination --- */

static gint64
inverse (gint64 number)
{
  gint64 result = 1, power = number;

  /* Fermat: number^(p−2) */
  for (gint64 e = PRIME - 2; e > 0; e >>= 1)
    {
      if (e & 1)
        result = result * power % PRIME;
      power = power * power % PRIME;
    }
  return result;
}

/* The row of @matrix from @from on that has the fewest entries of those with one in @column; @rows: none has. */
static guint
choose_row (const gint64 *matrix, guint rows, guint columns, guint from, guint column, const guint *n_entries)
{
  guint best = rows;

  for (guint r = from; r < rows; r++)
    if (matrix[(gsize) r * columns + column] != 0 && (best == rows || n_entries[r] < n_entries[best]))
      best = r;
  return best;
}

static void
swap_rows (gint64 *matrix, guint columns, guint one, guint two, guint *n_entries)
{
  guint held = n_entries[one];

  n_entries[one] = n_entries[two];
  n_entries[two] = held;
  for (guint k = 0; k < columns; k++)
    {
      gint64 value = matrix[(gsize) one * columns + k];
      matrix[(gsize) one * columns + k] = matrix[(gsize) two * columns + k];
      matrix[(gsize) two * columns + k] = value;
    }
}

/* Reduced row echelon form of @rows × @columns; a row with one entry settles that unknown. A sum has few of all unknowns: only entries that are
 * there are worked on. */
static void
eliminate (gint64 *matrix, guint rows, guint columns)
{
  g_autofree guint *n_entries = g_new0 (guint, rows + 1), *filled = g_new (guint, columns + 1);
  guint pivot_row = 0;

  for (guint r = 0; r < rows; r++)
    for (guint k = 0; k < columns; k++)
      n_entries[r] += matrix[(gsize) r * columns + k] != 0;
  for (guint c = 0; c < columns && pivot_row < rows; c++)
    {
      guint r = choose_row (matrix, rows, columns, pivot_row, c, n_entries), n_filled = 0;
      if (r == rows)
        continue;
      if (r != pivot_row)
        swap_rows (matrix, columns, r, pivot_row, n_entries);
      gint64 *pivot = &matrix[(gsize) pivot_row * columns], scale = inverse (pivot[c]);
      for (guint k = 0; k < columns; k++)
        if (pivot[k] != 0)
          {
            pivot[k] = pivot[k] * scale % PRIME;
            filled[n_filled++] = k;
          }
      for (guint other = 0; other < rows; other++)
        {
          gint64 *row = &matrix[(gsize) other * columns], factor = row[c];
          if (other == pivot_row || factor == 0)
            continue;
          for (guint i = 0; i < n_filled; i++)
            {
              guint k = filled[i];
              gboolean was = row[k] != 0;
              row[k] = (row[k] + (PRIME - factor) * pivot[k]) % PRIME;
              n_entries[other] += (row[k] != 0) - was;
            }
        }
      pivot_row++;
    }
}

/* The first small unknown of those in @members that the sums @sums settle; G_MAXUINT: none. */
static guint
find_settled (const EpcSumAudit *audit, GArray *members, GPtrArray *sums)
{
  guint columns = members->len, rows = sums->len, found = G_MAXUINT;
  g_autofree gint64 *matrix = g_new0 (gint64, (gsize) rows * columns);
  g_autoptr (GHashTable) column_of = g_hash_table_new (NULL, NULL);

  for (guint c = 0; c < columns; c++)
    g_hash_table_insert (column_of, GUINT_TO_POINTER (g_array_index (audit->cell_of, guint, g_array_index (members, guint, c))),
                         GUINT_TO_POINTER (c + 1));
  for (guint r = 0; r < rows; r++)
    {
      const Sum *sum = sums->pdata[r];
      for (guint i = 0; i < sum->cells->len; i++)
        {
          guint c = GPOINTER_TO_UINT (g_hash_table_lookup (column_of, GUINT_TO_POINTER (g_array_index (sum->cells, guint, i))));
          if (c > 0)
            matrix[r * columns + c - 1] = (matrix[r * columns + c - 1] + (i < sum->n_left ? 1 : PRIME - 1)) % PRIME;
        }
    }
  eliminate (matrix, rows, columns);
  for (guint r = 0; r < rows && found == G_MAXUINT; r++)
    {
      guint n = 0, only = 0;
      for (guint c = 0; c < columns && n < 2; c++)
        if (matrix[r * columns + c] != 0)
          {
            n++;
            only = g_array_index (members, guint, c);
          }
      if (n == 1 && is_guarded (audit, g_array_index (audit->cell_of, guint, only)))
        found = only;
    }
  return found;
}

/* --- hiding more --- */

static gboolean
has_cell (const Sum *sum, guint cell)
{
  for (guint i = 0; i < sum->cells->len; i++)
    if (g_array_index (sum->cells, guint, i) == cell)
      return TRUE;
  return FALSE;
}

/* Hides the smallest shown number of the sums with the cell @with (G_MAXUINT: of all); a zero hides nothing. */
static gboolean
hide_smallest (EpcSumAudit *audit, GPtrArray *sums, guint with)
{
  guint best = G_MAXUINT;

  for (guint s = 0; s < sums->len; s++)
    {
      const Sum *sum = sums->pdata[s];
      gboolean is_meant = with == G_MAXUINT || has_cell (sum, with);
      for (guint i = 0; i < sum->cells->len && is_meant; i++)
        {
          guint cell = g_array_index (sum->cells, guint, i);
          if (mark_at (audit, cell) == EPC_CELL_SHOWN && value_at (audit, cell) > 0
              && (best == G_MAXUINT || value_at (audit, cell) < value_at (audit, best)))
            best = cell;
        }
    }
  if (best == G_MAXUINT)
    return FALSE;
  g_array_index (audit->marks, guint8, best) = (guint8) epc_cell_cover (value_at (audit, best));
  return TRUE;
}

guint
epc_sum_n_wholes (guint n, guint n_left)
{
  return n == 2 ? 2 : n_left;
}

/* Nothing shown is left to hide: the small wholes fall silent, those of the sums with @with first (G_MAXUINT: of all). */
static gboolean
silence (EpcSumAudit *audit, GPtrArray *sums, guint with)
{
  gboolean changed = FALSE;

  for (guint s = 0; s < sums->len; s++)
    {
      const Sum *sum = sums->pdata[s];
      if (with != G_MAXUINT && !has_cell (sum, with))
        continue;
      for (guint i = 0; i < epc_sum_n_wholes (sum->cells->len, sum->n_left); i++)
        {
          guint cell = g_array_index (sum->cells, guint, i);
          if (mark_at (audit, cell) != EPC_CELL_SMALL)
            continue;
          g_array_index (audit->marks, guint8, cell) = EPC_CELL_SILENT;
          changed = TRUE;
        }
    }
  return changed;
}

static gboolean
hide_more (EpcSumAudit *audit, GPtrArray *sums, guint unknown)
{
  guint cell = g_array_index (audit->cell_of, guint, unknown);

  /* What its own sums say first: elsewhere a lot would have to go before that helped. */
  return hide_smallest (audit, sums, cell) || silence (audit, sums, cell) || hide_smallest (audit, sums, G_MAXUINT)
         || silence (audit, sums, G_MAXUINT);
}

/* Too many to settle: the wholes of all these sums are left out, which parts them into rows of their own. */
static gboolean
hide_wholes (EpcSumAudit *audit, GPtrArray *sums)
{
  gboolean changed = FALSE;

  for (guint s = 0; s < sums->len; s++)
    {
      const Sum *sum = sums->pdata[s];
      for (guint i = 0; i < sum->n_left; i++)
        {
          guint cell = g_array_index (sum->cells, guint, i);
          if (mark_at (audit, cell) != EPC_CELL_SHOWN || value_at (audit, cell) <= 0)
            continue;
          g_array_index (audit->marks, guint8, cell) = (guint8) epc_cell_cover (value_at (audit, cell));
          changed = TRUE;
        }
    }
  return changed;
}

/* Unknowns and sums that hang together: root → one of these. */
typedef struct
{
  GArray *members; /* of guint: unknowns */
  GPtrArray *sums; /* (element-type Sum) */
} Cluster;

static void
cluster_free (gpointer data)
{
  Cluster *cluster = data;

  g_array_unref (cluster->members);
  g_ptr_array_unref (cluster->sums);
  g_free (cluster);
}

static Cluster *
cluster_at (GHashTable *clusters, guint root)
{
  Cluster *cluster = g_hash_table_lookup (clusters, GUINT_TO_POINTER (root));

  if (cluster == NULL)
    {
      cluster = g_new0 (Cluster, 1);
      cluster->members = g_array_new (FALSE, FALSE, sizeof (guint));
      cluster->sums = g_ptr_array_new ();
      g_hash_table_insert (clusters, GUINT_TO_POINTER (root), cluster);
    }
  return cluster;
}

static GHashTable *
gather (EpcSumAudit *audit)
{
  GHashTable *clusters = g_hash_table_new_full (NULL, NULL, NULL, cluster_free);

  for (guint i = 0; i < audit->cell_of->len; i++)
    g_array_append_val (cluster_at (clusters, root_of (audit, i))->members, i);
  for (guint s = 0; s < audit->sums->len; s++)
    {
      Sum *sum = audit->sums->pdata[s];
      for (guint i = 0; i < sum->cells->len && !sum->is_bound; i++)
        {
          guint known
              = GPOINTER_TO_UINT (g_hash_table_lookup (audit->unknown, GUINT_TO_POINTER (g_array_index (sum->cells, guint, i))));
          if (known == 0)
            continue;
          g_ptr_array_add (cluster_at (clusters, root_of (audit, known - 1))->sums, sum);
          break;
        }
    }
  return clusters;
}

gboolean
epc_sum_audit_run (EpcSumAudit *audit)
{
  g_autoptr (GHashTable) clusters = gather (audit);
  GHashTableIter iter;
  gpointer data;
  gboolean changed = FALSE;
  g_autoptr (GArray) narrow = find_narrow (audit);
  g_autoptr (GHashTable) handled = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < narrow->len; i++)
    {
      guint unknown = g_array_index (narrow, guint, i), root = root_of (audit, unknown);
      if (g_hash_table_add (handled, GUINT_TO_POINTER (root + 1)))
        changed |= hide_more (audit, cluster_at (clusters, root)->sums, unknown);
    }
  if (changed)
    return TRUE;
  g_hash_table_iter_init (&iter, clusters);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Cluster *cluster = data;
      if (cluster->members->len > MOST_UNKNOWNS)
        {
          changed |= hide_wholes (audit, cluster->sums);
          continue;
        }
      guint settled = find_settled (audit, cluster->members, cluster->sums);
      if (settled != G_MAXUINT)
        changed |= hide_more (audit, cluster->sums, settled);
    }
  return changed;
}
