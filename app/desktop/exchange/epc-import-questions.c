/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-import-questions.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "widgets/epc-heading.h"
#include "widgets/epc-note.h"

#define EXAMPLES 2

struct _EpcImportQuestions
{
  GtkBox parent_instance;
  EpcMapping *mapping; /* not owned */
  EpcSaid known;       /* what a saved form told before anybody was asked: it is not asked again */
};

enum { ANSWERED, MISSING, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcImportQuestions, epc_import_questions, GTK_TYPE_BOX)

/* --- what an answer makes of a cell --- */

/* "03/04/2024" as "3 April 2024", or as "4 March 2024" when the month comes first. NULL: it is no such date. */
static char *
date_as (const char *cell, gboolean month_first)
{
  int parts[3];
  char iso[32];

  if (sscanf (cell, "%4d%*1[/.-]%4d%*1[/.-]%4d", &parts[0], &parts[1], &parts[2]) != 3)
    return NULL;
  int day = parts[month_first ? 1 : 0], month = parts[month_first ? 0 : 1], year = parts[2];
  if (year < 100)
    year += 2000;
  if (day < 1 || day > 31 || month < 1 || month > 12 || year > 9999)
    return NULL;
  g_snprintf (iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
  return epc_language_date (epc_language_get (NULL), iso, FALSE);
}

/* "1,234" as 1.234 or as 1234, in the digits of the reader. NULL: it has no such mark. */
static char *
number_as (const char *cell, gboolean decimal_comma)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const char *mark = strpbrk (cell, ",.");
  g_autofree char *text = NULL;

  if (mark == NULL || strspn (cell, "0123456789,.-") != strlen (cell))
    return NULL;
  if ((*mark == ',') == decimal_comma)
    {
      text = g_strdelimit (g_strdup (cell), ",", '.');
      return epc_language_decimal (language, g_ascii_strtod (text, NULL), (int) MIN (strlen (mark + 1), 6));
    }
  GString *digits = g_string_new (NULL);
  for (const char *p = cell; *p != '\0'; p++)
    if (*p != ',' && *p != '.')
      g_string_append_c (digits, *p);
  text = g_string_free (digits, FALSE);
  return epc_language_integer (language, g_ascii_strtoll (text, NULL, 10));
}

static const EpcColumn *
column_of (EpcImportQuestions *self, const char *header)
{
  for (guint i = 0; i < self->mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (self->mapping->columns, i);
      if (g_strcmp0 (column->header, header) == 0)
        return column;
    }
  return NULL;
}

/* "03/04/2024 is 3 April 2024", and a second one in the next line. */
static char *
examples_of (const EpcColumn *column, char *(*as) (const char *cell, gboolean answer), gboolean answer)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; column != NULL && i < G_N_ELEMENTS (column->samples) && column->samples[i] != NULL && n < EXAMPLES; i++)
    {
      g_autofree char *meaning = as (column->samples[i], answer);
      if (meaning == NULL)
        continue;
      if (n++ > 0)
        g_string_append_c (text, '\n');
      /* Translators: a cell of a file, and what it means: "03/04/2024 is 3 April 2024" */
      g_string_append_printf (text, _ ("%s is %s"), column->samples[i], meaning);
    }
  return g_strdup (text->str);
}

/* --- cards --- */

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
on_answer (GtkCheckButton *button, EpcImportQuestions *self)
{
  int *said = g_object_get_data (G_OBJECT (button), "epc-said");
  int answer = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "epc-answer"));

  if (!gtk_check_button_get_active (button) || *said == answer)
    return;
  *said = answer;
  g_signal_emit (self, signals[ANSWERED], 0);
}

static GtkWidget *
make_answer (EpcImportQuestions *self, const char *title, const char *examples, int *said, int answer)
{
  GtkWidget *button = gtk_check_button_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line;
  g_autofree char *name = g_strdup_printf ("%s: %s", title, examples);

  gtk_box_append (GTK_BOX (texts), make_label (title, NULL));
  line = make_label (examples, "small");
  gtk_widget_add_css_class (line, "faint");
  gtk_box_append (GTK_BOX (texts), line);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), texts);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), *said == answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "epc-said", said);
  g_object_set_data (G_OBJECT (button), "epc-answer", GINT_TO_POINTER (answer));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_answer), self, 0);
  return button;
}

static GtkWidget *
add_card (EpcImportQuestions *self, const char *question)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "card-flat");
  gtk_widget_add_css_class (card, "fieldset");
  gtk_box_append (GTK_BOX (card), make_label (question, "total"));
  gtk_box_append (GTK_BOX (self), card);
  return card;
}

static void
ask_form (EpcImportQuestions *self, const EpcMappingDoubt *doubt)
{
  gboolean is_date = g_str_equal (doubt->key, "date_order");
  int *said = is_date ? &self->mapping->said.month_first : &self->mapping->said.decimal_comma;
  const EpcColumn *column = column_of (self, doubt->column);
  GtkWidget *card = add_card (self, doubt->question), *answers[2];

  for (int i = 0; i < 2; i++)
    {
      const char *title = is_date ? (i == 1 ? _ ("The month comes first") : _ ("The day comes first"))
                                  : (i == 1 ? _ ("The comma parts decimals") : _ ("The point parts decimals"));
      g_autofree char *examples = examples_of (column, is_date ? date_as : number_as, i == 1);
      answers[i] = make_answer (self, title, examples, said, i);
      if (i == 1)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (answers[1]), GTK_CHECK_BUTTON (answers[0]));
      gtk_box_append (GTK_BOX (card), answers[i]);
    }
}

static void
on_give (GtkButton *button, EpcImportQuestions *self)
{
  g_signal_emit (self, signals[MISSING], 0, g_object_get_data (G_OBJECT (button), "epc-key"));
}

/* "ENTITY.FIELD=": the columns of @doubt would fill it, if this were told. */
static void
ask_missing (EpcImportQuestions *self, const EpcMappingDoubt *doubt)
{
  g_auto (GStrv) parts = g_strsplit_set (doubt->answers != NULL ? doubt->answers : "", ".=", 3);
  const EpcEntity *entity = g_strv_length (parts) >= 2 ? epc_entity_find (parts[0]) : NULL;
  const EpcField *field = entity != NULL ? epc_entity_field (entity, parts[1]) : NULL;

  if (field == NULL)
    return;
  /* Translators: kind of record, name of a field */
  g_autofree char *question = g_strdup_printf (_ ("Some columns would also fill %s, but no column gives “%s”. Which is it?"),
                                               _ (entity->plural), _ (field->label));
  GtkWidget *card = add_card (self, question), *button = gtk_button_new_with_label (_ ("Give it for all rows…"));

  gtk_box_append (GTK_BOX (card), make_label (_ ("Otherwise these columns are left out."), "small"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "epc-key", g_strdup_printf ("%s.%s", entity->key, field->key), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_give), self, 0);
  gtk_box_append (GTK_BOX (card), button);
}

/* All of the file may tell what its first rows did not. */
static gboolean
is_still_open (const EpcMappingDoubt *doubt, int said, const EpcImportReport *report)
{
  if (said >= 0 || report == NULL)
    return TRUE;
  for (guint i = 0; i < report->warnings->len; i++)
    if (g_strcmp0 (((const EpcImportWarning *) g_ptr_array_index (report->warnings, i))->rule, doubt->key) == 0)
      return TRUE;
  return FALSE;
}

void
epc_import_questions_set (EpcImportQuestions *self, EpcMapping *mapping, const EpcImportReport *report)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child;

  self->mapping = mapping;
  if (mapping != NULL && report == NULL)
    self->known = mapping->said;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; mapping != NULL && i < mapping->doubts->len; i++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (mapping->doubts, i);
      gboolean is_date = g_str_equal (doubt->key, "date_order");

      if (g_str_equal (doubt->key, "missing"))
        ask_missing (self, doubt);
      else if (g_str_equal (doubt->key, "other_sheets"))
        gtk_box_append (GTK_BOX (self), epc_note_new ("info", _ ("Other sheets hold records too"),
                                                      _ ("This is the sheet that fits best. Choose another above; each is imported by itself.")));
      /* The file is written in one way: the first column in doubt asks for all of them. */
      else if ((is_date || g_str_equal (doubt->key, "decimal_mark")) && (is_date ? self->known.month_first : self->known.decimal_comma) < 0 && g_hash_table_add (asked, doubt->key)
               && is_still_open (doubt, is_date ? mapping->said.month_first : mapping->said.decimal_comma, report))
        ask_form (self, doubt);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_box_prepend (GTK_BOX (self), epc_heading_new (_ ("Questions"), _ ("asked once")));
}

static void
epc_import_questions_class_init (EpcImportQuestionsClass *klass)
{
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MISSING] = g_signal_new ("missing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
epc_import_questions_init (EpcImportQuestions *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
