/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form as a workbook: three sheets of plain text, so that no program takes "M01" or "2026" for anything else.
 */
#include "epc-xlsform.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

static lxw_error
write_sheet (lxw_workbook *workbook, lxw_format *head, const EpcFormSheet *sheet)
{
  lxw_worksheet *worksheet = workbook_add_worksheet (workbook, sheet->name);
  lxw_error status = worksheet != NULL ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;

  for (guint r = 0; r < sheet->rows->len && status == LXW_NO_ERROR; r++)
    {
      char **cells = g_ptr_array_index (sheet->rows, r);
      for (guint c = 0; cells[c] != NULL && status == LXW_NO_ERROR; c++)
        if (*cells[c] != '\0')
          status = worksheet_write_string (worksheet, r, (lxw_col_t) c, cells[c], r == 0 ? head : NULL);
    }
  if (worksheet != NULL)
    {
      worksheet_freeze_panes (worksheet, 1, 0);
      worksheet_set_column (worksheet, 0, 1, 24, NULL);
      worksheet_set_column (worksheet, 2, 5, 36, NULL);
    }
  return status;
}

gboolean
epc_xlsform_write (const EpcXlsForm *form, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  lxw_workbook *workbook = workbook_new (temporary);
  lxw_error status = LXW_NO_ERROR;

  if (workbook == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), path,
                   lxw_strerror (LXW_ERROR_CREATING_XLSX_FILE));
      return FALSE;
    }
  lxw_format *head = workbook_add_format (workbook);
  format_set_bold (head);
  for (guint i = 0; i < G_N_ELEMENTS (form->sheets) && status == LXW_NO_ERROR; i++)
    status = write_sheet (workbook, head, &form->sheets[i]);
  lxw_error closed = workbook_close (workbook);
  if (status == LXW_NO_ERROR)
    status = closed;
  if (status == LXW_NO_ERROR && g_rename (temporary, path) == 0)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), path,
               status != LXW_NO_ERROR ? lxw_strerror (status) : g_strerror (errno));
  g_unlink (temporary);
  return FALSE;
}
