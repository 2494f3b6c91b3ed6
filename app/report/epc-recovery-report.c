/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-recovery-report.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-signs.h"
#include "epc-report-private.h"

#define CODE_SIDE 108.0 /* points */
#define GROUPS_A_LINE 4

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcReportMaking, epc_report_clear)

static const char *
t (const EpcReportMaking *self, const char *text)
{
  return epc_report_text (self, text);
}

/* The groups of the key on lines that a hand can copy. */
static char *
key_markup (const char *key)
{
  g_auto (GStrv) groups = g_strsplit (key, "-", -1);
  g_autoptr (GString) out = g_string_new ("<span font_family=\"monospace\" weight=\"bold\" size=\"160%\">");

  for (guint i = 0; groups[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : i % GROUPS_A_LINE == 0 ? "-\n" : "-", groups[i]);
  g_string_append (out, "</span>");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_key (EpcReportMaking *self, const EpcPackageHead *head)
{
  g_autofree char *markup = key_markup (head->recovery);

  epc_document_begin_columns (self->document, 3, 1);
  epc_document_add_heading (self->document, 2, NULL, t (self, N_ ("The key")), NULL);
  epc_document_add_paragraph (self->document, EPC_TYPE_BODY, markup);
  epc_document_add_paragraph (self->document, EPC_TYPE_SMALL,
                              t (self, N_ ("Capitals, small letters and hyphens make no difference. The letters I, L, O and U do not occur: what looks like "
                                           "one of them is a 1 or a 0.")));
  epc_document_next_column (self->document);
  if (!epc_document_add_square_code (self->document, head->recovery, CODE_SIDE))
    epc_document_add_paragraph (self->document, EPC_TYPE_SMALL, t (self, N_ ("The code would hold too much.")));
  epc_document_end_columns (self->document);
}

static void
add_fact (EpcTable *table, const char *name, const char *value)
{
  if (value == NULL)
    return;
  epc_table_set_bold (table, epc_table_add_cells (table, name, value), 1);
}

/* By the clock of the office, which is named: the sheet may be read in another country. */
static const char *
moment (EpcReportMaking *self, const char *text)
{
  g_autoptr (GDateTime) local = epc_moment_in_zone (text, epc_store_zone (self->store));

  if (local == NULL)
    return text;
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d"), *clock = g_date_time_format (local, "%H:%M (UTC%:z)");
  return epc_report_format (self, "%s, %s", epc_report_date (self, day, FALSE), clock);
}

static void
add_what_it_opens (EpcReportMaking *self, const EpcPackageHead *head, const char *name)
{
  EpcTable *table = epc_table_new (NULL);
  g_autofree char *size = g_format_size ((guint64) head->size), *words = epc_key_words (head->public_key);
  g_autofree char *counts = epc_package_counts_text (head, self->name);
  const char *content = epc_report_format (self, "%s; %s", counts, size);

  epc_table_set_compact (table, TRUE);
  epc_table_set_headless (table, TRUE);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 7);
  const char *made = moment (self, head->made);

  epc_document_add_heading (self->document, 2, NULL, t (self, N_ ("What it opens")), NULL);
  add_fact (table, t (self, N_ ("Package")), name);
  add_fact (table, t (self, N_ ("Office")), head->office_name);
  add_fact (table, t (self, N_ ("Made by")), head->author);
  add_fact (table, t (self, N_ ("Made on")), made);
  add_fact (table, t (self, N_ ("Crisis")), head->crisis_name);
  add_fact (table, t (self, N_ ("Content")), content);
  add_fact (table, t (self, N_ ("Signed with the key")), words);
  epc_document_add_table (self->document, table);
}

static void
add_how (EpcReportMaking *self)
{
  const char *const markers[] = { "1.", "2.", "3.", NULL };
  const char *const steps[] = {
    t (self, N_ ("Open the package in EPC Desk: Receive…, a double click, or drop it on the window.")),
    t (self, N_ ("Where it asks for the passphrase, type the key, or read the square code with a telephone that has no network.")),
    t (self, N_ ("Destroy this sheet when the package is no longer needed. For every package there is another key.")),
    NULL,
  };
  const char *const keeping[] = {
    t (self, N_ ("Print one copy, lock it away, and delete the file of this sheet.")),
    t (self, N_ ("Never keep or send it together with the package: whoever has both reads everything in it.")),
    t (self, N_ ("No photograph, no chat, no e-mail.")),
    t (self, N_ ("If it was seen by somebody who should not have it, make the package again with another seal, and tell the data protection focal point.")),
    NULL,
  };

  epc_document_begin_columns (self->document, 1, 1);
  epc_document_add_heading (self->document, 2, NULL, t (self, N_ ("How it is used")), NULL);
  epc_document_add_list (self->document, markers, steps);
  epc_document_next_column (self->document);
  epc_document_add_heading (self->document, 2, NULL, t (self, N_ ("How it is kept")), NULL);
  epc_document_add_bullets (self->document, keeping);
  epc_document_end_columns (self->document);
}

static void
add_signatures (EpcReportMaking *self)
{
  const char *const words[3] = { t (self, N_ ("Name")), t (self, N_ ("Signature")), t (self, N_ ("Date and hour")) };
  const EpcSignature signatures[] = { { t (self, N_ ("Locked away by")), t (self, N_ ("where, in which envelope")), NULL, NULL },
                                      { t (self, N_ ("Taken out by")), t (self, N_ ("why")), NULL, NULL } };

  epc_document_add_space (self->document, 8);
  epc_document_add_signatures (self->document, signatures, G_N_ELEMENTS (signatures), words);
}

EpcDocument *
epc_recovery_document (EpcStore *store, const EpcPackageHead *head, const char *name, EpcPaper paper, GError **error)
{
  g_auto (EpcReportMaking) self = { 0 };
  EpcReportOptions options = { .choice = EPC_PICTURE_CHOICE_INIT, .paper = paper };

  epc_report_begin (&self, store, &options);
  epc_report_set_facts (&self, t (&self, N_ ("Recovery key")), NULL, NULL, EPC_CLASS_STRICTLY_CONFIDENTIAL);
  epc_document_add_masthead (self.document, t (&self, N_ ("Recovery key")), name,
                             t (&self, N_ ("It opens this one package when no laptop and nobody with the passphrase is there.")), NULL, 0);
  add_key (&self, head);
  add_what_it_opens (&self, head, name);
  add_how (&self);
  add_signatures (&self);
  return epc_report_finish (&self, error);
}

gboolean
epc_recovery_write (EpcStore *store, const EpcPackageHead *head, const char *name, EpcPaper paper, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (g_str_has_suffix (path, ".txt"))
    {
      char *text = epc_recovery_sheet (head, name);
      bytes = g_bytes_new_take (text, strlen (text));
    }
  else
    {
      g_autoptr (EpcDocument) document = epc_recovery_document (store, head, name, paper, error);
      bytes = document != NULL ? epc_document_pdf (document, error) : NULL;
    }
  if (bytes == NULL)
    return FALSE;
  const char *data = g_bytes_get_data (bytes, &length);
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s."), path, local->message);
  return FALSE;
}
