/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be corrected in a form.
 */
#include "epc-form-findings.h"

#include "base/epc-i18n.h"
#include "store/epc-neighbours.h"

static void
finding_free (gpointer data)
{
  EpcFormFinding *finding = data;

  g_free (finding->message);
  g_free (finding);
}

static void
add (GPtrArray *list, EpcFindingLevel level, EpcFieldRow *row, const char *message)
{
  EpcFormFinding *finding = g_new0 (EpcFormFinding, 1);

  finding->level = level;
  finding->row = row;
  finding->message = g_strdup (message);
  g_ptr_array_add (list, finding);
}

static EpcFieldRow *
row_of (EpcRecord *record, GPtrArray *rows, const char *key)
{
  int index = key != NULL ? epc_entity_field_index (epc_record_entity (record), key) : -1;

  return index >= 0 && index < (int) rows->len ? rows->pdata[index] : NULL;
}

/* --- all of them --- */

char *
epc_form_missing (EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];

      if ((field->flags & EPC_FIELD_REQUIRED) && epc_field_is_stored (field) && epc_record_value (record, i)->kind == EPC_VALUE_EMPTY)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(field->label));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The same sentence of two fields says which. */
static void
name_alike (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      EpcFormFinding *one = list->pdata[i];

      for (guint k = 0; k < list->len && !one->is_alike; k++)
        one->is_alike = k != i && g_strcmp0 (((EpcFormFinding *) list->pdata[k])->message, one->message) == 0;
    }
}

static void
collect (EpcStore *store, EpcRecord *record, GPtrArray *rows, GPtrArray *list)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      EpcFieldRow *row = rows->pdata[i];

      if (row == NULL)
        continue;
      g_object_set_data (G_OBJECT (row), "epc-settle", NULL);
      if (epc_field_row_read_error (row) != NULL)
        add (list, EPC_FINDING_ERROR, row, epc_field_row_read_error (row));
    }
  epc_store_validate (store, record, findings);
  for (guint i = 0; i < epc_findings_count (findings); i++)
    {
      const EpcFinding *finding = epc_findings_get (findings, i);
      EpcFieldRow *row = row_of (record, rows, finding->field);
      gboolean is_missing = g_strcmp0 (finding->rule, "required") == 0;

      /* What is typed and cannot be read is told already. */
      if (row != NULL && epc_field_row_read_error (row) != NULL)
        continue;
      if (is_missing && row != NULL && epc_record_row (record) == 0 && !epc_field_row_is_touched (row))
        continue;
      if (row != NULL && g_strcmp0 (finding->rule, "swapped_position") == 0)
        g_object_set_data (G_OBJECT (row), "epc-settle", (gpointer) _("Swap"));
      add (list, finding->level, row, finding->message);
    }
  name_alike (list);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const EpcFormFinding *first = *(const EpcFormFinding *const *) a, *second = *(const EpcFormFinding *const *) b;

  return (int) second->level - (int) first->level;
}

static void
put_at_rows (GPtrArray *list, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const EpcFormFinding *worst = NULL;

      for (guint k = 0; k < list->len && worst == NULL; k++)
        {
          const EpcFormFinding *finding = list->pdata[k];

          if (finding->row != NULL && finding->row == rows->pdata[i])
            worst = finding;
        }
      if (rows->pdata[i] != NULL)
        epc_field_row_set_message (rows->pdata[i], worst != NULL ? worst->level : EPC_FINDING_WARNING,
                                   worst != NULL ? worst->message : NULL,
                                   worst != NULL ? g_object_get_data (G_OBJECT (rows->pdata[i]), "epc-settle") : NULL);
    }
}

static void
count_in_sections (GPtrArray *list, GPtrArray *sections)
{
  for (guint i = 0; i < sections->len; i++)
    {
      EpcFormSection *section = sections->pdata[i];

      section->n_errors = section->n_warnings = 0;
      for (guint k = 0; k < list->len; k++)
        {
          const EpcFormFinding *finding = list->pdata[k];

          if (finding->row == NULL || !g_ptr_array_find (section->rows, finding->row, NULL))
            continue;
          if (finding->level == EPC_FINDING_ERROR)
            section->n_errors++;
          else
            section->n_warnings++;
        }
    }
}

GPtrArray *
epc_form_findings (EpcStore *store, EpcRecord *record, GPtrArray *rows, GPtrArray *sections)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (finding_free);

  collect (store, record, rows, list);
  g_ptr_array_sort (list, compare);
  put_at_rows (list, rows);
  count_in_sections (list, sections);
  return list;
}

static void
on_finding (GtkButton *button, gpointer data)
{
  EpcFieldRow *row = g_object_get_data (G_OBJECT (button), "epc-row");

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

GtkWidget *
epc_form_finding_button (const EpcFormFinding *finding)
{
  gboolean is_error = finding->level == EPC_FINDING_ERROR;
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *message = gtk_label_new (finding->message);
  GtkWidget *symbol = gtk_image_new_from_icon_name (is_error ? "epc-critical-symbolic" : "epc-watch-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (symbol), 14);
  gtk_widget_set_valign (symbol, GTK_ALIGN_START);
  gtk_widget_set_margin_top (symbol, 2);
  if (finding->row != NULL && (is_error || finding->is_alike))
    {
      GtkWidget *label = gtk_label_new (_(epc_field_row_field (finding->row)->label));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "total");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (message), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (message, is_error ? "body" : "watch");
  gtk_box_append (GTK_BOX (words), message);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_css_classes (button, is_error ? (const char *[]){ "flat", "finding", "note", "critical", NULL }
                                               : (const char *[]){ "flat", "finding", "plain-state", "watch", NULL });
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->message, -1);
  g_object_set_data (G_OBJECT (button), "epc-row", finding->row);
  g_signal_connect (button, "clicked", G_CALLBACK (on_finding), NULL);
  return button;
}
