/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-square-code.h"

#include <qrencode.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-target.h"
#include "epc-theme.h"

/* Modules of white around it (ISO/IEC 18004, 6.3.8). */
#define MARGIN 4

struct _EpcSquareCode
{
  QRcode *modules;
};

EpcSquareCode *
epc_square_code_new (const char *text)
{
  QRcode *modules = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  EpcSquareCode *code;

  if (modules == NULL)
    return NULL;
  code = g_new0 (EpcSquareCode, 1);
  code->modules = modules;
  return code;
}

void
epc_square_code_free (EpcSquareCode *code)
{
  if (code == NULL)
    return;
  QRcode_free (code->modules);
  g_free (code);
}

void
epc_square_code_draw (cairo_t *cr, double width, double height, gpointer data)
{
  const QRcode *code = ((const EpcSquareCode *) data)->modules;
  double module = height / code->width;

  /* One path: no seams between neighbours. */
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (code->data[y * code->width + x] & 1)
        cairo_rectangle (cr, width - height + x * module, y * module, module, module);
  epc_colour_set (cr, epc_theme_get (EPC_THEME_PAPER)->ink, 1);
  cairo_fill (cr);
}

static void
draw_with_margin (cairo_t *cr, double width, double height, gpointer data)
{
  const QRcode *code = ((const EpcSquareCode *) data)->modules;
  double margin = height * MARGIN / (code->width + 2 * MARGIN);

  cairo_translate (cr, margin, margin);
  epc_square_code_draw (cr, width - 2 * margin, height - 2 * margin, data);
}

gboolean
epc_square_code_write (const char *text, const char *path, GError **error)
{
  g_autoptr (EpcSquareCode) code = epc_square_code_new (text);
  const EpcTargetOptions options = { .width = 60, .height = 60, .unit = EPC_UNIT_MILLIMETRES, .resolution = 300 };

  if (code == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The text is too long for a square code."));
      return FALSE;
    }
  return epc_target_write (path, &options, draw_with_margin, code, error);
}
