/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of a tied group.
 */
#include "epc-form-group.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "epc-form-layout.h"
#include "epc-tip.h"

/* Words by which keys name the sexes, women first: "females_0_4", "f_0_4", "direct_f_0_4". */
static const char *const sexes[][2] = { { "females", "males" }, { "female", "male" }, { "f", "m" }, { "women", "men" } };

/* Columns of the grid that "Women and girls" stands in. */
#define NAME_COLUMNS 2

struct _EpcFormGroup
{
  GtkBox parent_instance;

  const EpcEntity *entity;
  const EpcField *total, *partial; /* @partial: "sex and age not known for all", or NULL */
  GPtrArray *rows;                 /* EpcFieldRow */
  GPtrArray *lines[2];             /* rows of the grid by sex */
  GtkWidget *sums[2], *difference, *take_sum, *keep, *foot;
  gint64 sum;
};

enum
{
  SIGNAL_SETTLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcFormGroup, epc_form_group, GTK_TYPE_BOX)

/* --- the grid of sex and age --- */

/* The age band in @key ("0_4" of "direct_f_0_4") and its sex (0 women, 1 men). FALSE: it names no sex and age. */
static gboolean
split_key (const char *key, int *sex, char **band, char **stem)
{
  g_auto (GStrv) words = g_strsplit (key, "_", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (sexes); k++)
      for (int s = 0; s < 2; s++)
        if (g_str_equal (words[i], sexes[k][s]) && words[i + 1] != NULL)
          {
            *sex = s;
            *band = g_strjoinv ("_", words + i + 1);
            /* From the end: a list of texts ends at its first NULL. */
            for (guint last = g_strv_length (words); last > i; last--)
              g_clear_pointer (&words[last - 1], g_free);
            *stem = g_strjoinv ("_", words);
            return TRUE;
          }
  return FALSE;
}

/* "0_4" → "0–4", "60", "60_plus" → "60 +", "0", "u1", "lt_1" → "< 1". */
static char *
band_label (const char *band)
{
  int from, to, n = 0;

  if (sscanf (band, "%d_%d%n", &from, &to, &n) == 2 && band[n] == '\0')
    return g_strdup_printf ("%d–%d", from, to);
  if (g_str_equal (band, "0"))
    return g_strdup ("< 1");
  if (sscanf (band, "%d%n", &from, &n) == 1 && (band[n] == '\0' || strstr (band + n, "plus") != NULL || strstr (band + n, "over") != NULL))
    return g_strdup_printf ("%d +", from);
  for (const char *p = band; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      return g_strdup_printf ("< %d", atoi (p));
  return g_strdup (band);
}

static GtkWidget *
faint_label (const char *text, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "faint");
  return label;
}

static void
take_grid_rows (EpcFormGroup *self, GPtrArray *bands)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      EpcFieldRow *row = self->rows->pdata[i];
      const EpcField *field = epc_field_row_field (row);
      g_autofree char *band = NULL, *stem = NULL;
      int sex;

      if (!(field->flags & EPC_FIELD_PART) || field->type != EPC_TYPE_INTEGER || !split_key (field->key, &sex, &band, &stem))
        continue;
      g_ptr_array_add (self->lines[sex], row);
      if (sex == 0)
        g_ptr_array_add (bands, g_steal_pointer (&band));
    }
  /* Only where both sexes have the same bands is it a grid. */
  if (self->lines[0]->len != self->lines[1]->len)
    {
      g_ptr_array_set_size (self->lines[0], 0);
      g_ptr_array_set_size (self->lines[1], 0);
    }
}

static GtkWidget *
make_grid (EpcFormGroup *self, GPtrArray *bands)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *const names[2] = { _("Women and girls"), _("Men and boys") };
  int last = (int) self->lines[0]->len + NAME_COLUMNS;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), faint_label (_("Sum"), 1), last, 0, 1, 1);
  for (int i = 0; i < NAME_COLUMNS; i++)
    gtk_grid_attach (GTK_GRID (grid), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), i, 0, 1, 1);
  for (guint i = 0; i < bands->len && i < self->lines[0]->len; i++)
    {
      g_autofree char *label = band_label (bands->pdata[i]);

      gtk_grid_attach (GTK_GRID (grid), faint_label (label, 1), (int) i + NAME_COLUMNS, 0, 1, 1);
    }
  for (int sex = 0; sex < 2; sex++)
    {
      GtkWidget *name = gtk_label_new (names[sex]);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      epc_tip_set (name, names[sex]);
      gtk_grid_attach (GTK_GRID (grid), name, 0, sex + 1, NAME_COLUMNS, 1);
      for (guint i = 0; i < self->lines[sex]->len; i++)
        {
          EpcFieldRow *row = self->lines[sex]->pdata[i];

          epc_field_row_set_bare (row, TRUE);
          if (sex == 0)
            g_object_set_data (G_OBJECT (row), "epc-below", self->lines[1]->pdata[i]);
          else if (i + 1 < self->lines[0]->len)
            g_object_set_data (G_OBJECT (row), "epc-below", self->lines[0]->pdata[i + 1]);
          gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row), (int) i + NAME_COLUMNS, sex + 1, 1, 1);
        }
      self->sums[sex] = gtk_label_new ("—");
      gtk_label_set_xalign (GTK_LABEL (self->sums[sex]), 1);
      gtk_widget_add_css_class (self->sums[sex], "total");
      gtk_widget_add_css_class (self->sums[sex], "num");
      gtk_grid_attach (GTK_GRID (grid), self->sums[sex], last, sex + 1, 1, 1);
    }
  return grid;
}

EpcFieldRow *
epc_form_group_below (EpcFieldRow *row)
{
  return g_object_get_data (G_OBJECT (row), "epc-below");
}

/* --- sums --- */

typedef struct
{
  gint64 sum;
  guint filled, fields;
} Sum;

static Sum
sum_of (EpcFormGroup *self, EpcRecord *record, gboolean subparts)
{
  Sum sum = { 0, 0, 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const EpcField *field = epc_field_row_field (self->rows->pdata[i]);

      if (!(field->flags & EPC_FIELD_PART) || field->type != EPC_TYPE_INTEGER || ((field->flags & EPC_FIELD_SUBPART) != 0) != subparts)
        continue;
      sum.fields++;
      if (epc_record_is_empty (record, field->key))
        continue;
      sum.filled++;
      sum.sum += epc_record_integer (record, field->key);
    }
  return sum;
}

static void
show_line_sums (EpcFormGroup *self, EpcRecord *record)
{
  for (int sex = 0; sex < 2; sex++)
    {
      gint64 sum = 0;
      gboolean is_filled = FALSE;
      g_autofree char *text = NULL;

      if (self->sums[sex] == NULL)
        continue;
      for (guint i = 0; i < self->lines[sex]->len; i++)
        {
          const char *key = epc_field_row_field (self->lines[sex]->pdata[i])->key;

          is_filled |= !epc_record_is_empty (record, key);
          sum += epc_record_integer (record, key);
        }
      text = is_filled ? epc_language_integer (epc_language_get (NULL), sum) : g_strdup ("—");
      gtk_label_set_text (GTK_LABEL (self->sums[sex]), text);
    }
}

static void
show_difference (EpcFormGroup *self, gint64 total, gboolean has_total, gboolean is_partial)
{
  g_autofree char *parts = epc_language_integer (epc_language_get (NULL), self->sum);
  g_autofree char *whole = epc_language_integer (epc_language_get (NULL), total);
  g_autofree char *text = g_strdup_printf (_("parts %s · total %s"), parts, has_total ? whole : "—");
  g_autofree char *take = g_strdup_printf (_("Total = %s"), parts);
  g_autofree char *keep = g_strdup_printf (_("Sex or age incomplete: keep %s"), whole);
  gboolean differs = !has_total || total != self->sum, is_open = differs && !is_partial;

  gtk_label_set_text (GTK_LABEL (self->difference), text);
  gtk_widget_set_css_classes (self->difference,
                              (const char *[]){ "small", "num", "total", is_open ? (self->sum > total ? "critical" : "watch") : "ok", NULL });
  gtk_widget_set_visible (self->difference, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->take_sum), take);
  gtk_widget_set_visible (self->take_sum, is_open);
  gtk_button_set_label (GTK_BUTTON (self->keep), keep);
  gtk_widget_set_visible (self->keep, is_open && has_total && self->partial != NULL && self->sum < total);
}

static const EpcValue *
value_of (EpcRecord *record, const EpcField *field)
{
  return epc_record_value (record, (guint) epc_entity_field_index (epc_record_entity (record), field->key));
}

/* The total was changed, no part was, and they do not add up to it: saved so, the parts go. */
static gboolean
empties_parts (EpcFormGroup *self, EpcRecord *record, EpcRecord *stored, const Sum *parts, const Sum *subparts)
{
  gint64 total = self->total != NULL && self->total->type == EPC_TYPE_INTEGER ? epc_record_integer (record, self->total->key) : 0;

  if (self->total == NULL || parts->filled + subparts->filled == 0 || epc_record_row (stored) == 0
      || epc_value_equal (value_of (record, self->total), value_of (stored, self->total)))
    return FALSE;
  if ((parts->filled == 0 || parts->sum == total) && (subparts->filled == 0 || subparts->sum == total))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const EpcField *field = epc_field_row_field (self->rows->pdata[i]);

      if ((field->flags & EPC_FIELD_PART) && !epc_value_equal (value_of (record, field), value_of (stored, field)))
        return FALSE;
    }
  return TRUE;
}

static void
show_foot (EpcFormGroup *self, gboolean is_emptying)
{
  gtk_label_set_text (GTK_LABEL (self->foot), is_emptying
                                                  ? _("The parts belong to the former total: saved so, they are emptied.")
                                                  : _("Empty = not asked. 0 = counted, and there were none."));
  gtk_widget_set_css_classes (self->foot, is_emptying ? (const char *[]){ "small", "watch", NULL }
                                                      : (const char *[]){ "small", "faint", NULL });
}

void
epc_form_group_update (EpcFormGroup *self, EpcRecord *record, EpcRecord *stored)
{
  Sum parts = sum_of (self, record, FALSE), subparts = sum_of (self, record, TRUE), shown;
  gboolean has_total = self->total != NULL && !epc_record_is_empty (record, self->total->key);
  gint64 total = has_total ? epc_record_integer (record, self->total->key) : 0;
  gboolean is_partial = self->partial != NULL && g_strcmp0 (epc_record_text (record, self->partial->key), "yes") == 0;

  show_line_sums (self, record);
  show_foot (self, empties_parts (self, record, stored, &parts, &subparts));
  /* Whichever set does not add up is the one to talk about. Fewer parts than there are may well miss people. */
  shown = parts.filled > 0 && (subparts.filled == 0 || parts.sum != total) ? parts : subparts.filled > 0 ? subparts : parts;
  self->sum = shown.sum;
  if (self->total == NULL || self->total->type != EPC_TYPE_INTEGER || shown.filled == 0
      || (shown.filled < shown.fields && (!has_total || shown.sum <= total)))
    {
      gtk_widget_set_visible (self->difference, FALSE);
      gtk_widget_set_visible (self->take_sum, FALSE);
      gtk_widget_set_visible (self->keep, FALSE);
      return;
    }
  show_difference (self, total, has_total, is_partial);
}

static void
on_take_sum (GtkButton *button, EpcFormGroup *self)
{
  char text[EPC_NUMBER_SIZE];

  g_signal_emit (self, signals[SIGNAL_SETTLE], 0, self->total->key, epc_number_write_integer (self->sum, text));
}

static void
on_keep (GtkButton *button, EpcFormGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_SETTLE], 0, self->partial->key, "yes");
}

/* --- making --- */

static void
epc_form_group_finalize (GObject *object)
{
  EpcFormGroup *self = EPC_FORM_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->lines[0]);
  g_ptr_array_unref (self->lines[1]);
  G_OBJECT_CLASS (epc_form_group_parent_class)->finalize (object);
}

static void
epc_form_group_class_init (EpcFormGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_form_group_finalize;
  signals[SIGNAL_SETTLE] = g_signal_new ("settle", EPC_TYPE_FORM_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_STRING, G_TYPE_STRING);
}

static void
epc_form_group_init (EpcFormGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tied");
  self->rows = g_ptr_array_new ();
  self->lines[0] = g_ptr_array_new ();
  self->lines[1] = g_ptr_array_new ();
}

static GtkWidget *
make_head (EpcFormGroup *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = faint_label (_("Tied group: the total and its parts are saved together."), 0);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  self->difference = gtk_label_new (NULL);
  gtk_widget_set_visible (self->difference, FALSE);
  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name ("insert-link-symbolic"));
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->difference);
  return head;
}

static GtkWidget *
make_foot (EpcFormGroup *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->foot = faint_label (NULL, 1);
  self->take_sum = gtk_button_new ();
  self->keep = gtk_button_new ();
  gtk_widget_set_visible (self->take_sum, FALSE);
  gtk_widget_set_visible (self->keep, FALSE);
  gtk_widget_set_tooltip_text (self->keep, _("Marks that sex and age are not known for all"));
  g_signal_connect (self->take_sum, "clicked", G_CALLBACK (on_take_sum), self);
  g_signal_connect (self->keep, "clicked", G_CALLBACK (on_keep), self);
  gtk_label_set_ellipsize (GTK_LABEL (self->foot), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->foot, TRUE);
  gtk_box_append (GTK_BOX (foot), self->take_sum);
  gtk_box_append (GTK_BOX (foot), self->keep);
  gtk_box_append (GTK_BOX (foot), self->foot);
  return foot;
}

GtkWidget *
epc_form_group_new (const EpcEntity *entity, GPtrArray *rows)
{
  EpcFormGroup *self = g_object_new (EPC_TYPE_FORM_GROUP, NULL);
  g_autoptr (GPtrArray) others = g_ptr_array_new (), bands = g_ptr_array_new_with_free_func (g_free);

  self->entity = entity;
  for (guint i = 0; i < rows->len; i++)
    {
      const EpcField *field = epc_field_row_field (rows->pdata[i]);

      g_ptr_array_add (self->rows, rows->pdata[i]);
      if (self->total == NULL && (field->flags & EPC_FIELD_TOTAL))
        self->total = field;
      if (field->type == EPC_TYPE_YES_NO && strstr (field->key, "partial") != NULL)
        self->partial = field;
    }
  take_grid_rows (self, bands);
  for (guint i = 0; i < rows->len; i++)
    if (!g_ptr_array_find (self->lines[0], rows->pdata[i], NULL) && !g_ptr_array_find (self->lines[1], rows->pdata[i], NULL))
      g_ptr_array_add (others, rows->pdata[i]);

  gtk_box_append (GTK_BOX (self), make_head (self));
  if (others->len > 0)
    gtk_box_append (GTK_BOX (self), epc_form_lines_new (others));
  if (self->lines[0]->len > 0)
    gtk_box_append (GTK_BOX (self), make_grid (self, bands));
  gtk_box_append (GTK_BOX (self), make_foot (self));
  return GTK_WIDGET (self);
}
