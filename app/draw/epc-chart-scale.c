/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scales in steps of 1, 2 or 5 times a power of ten, and their short labels.
 */
#include "epc-chart-private.h"

#include <math.h>
#include <string.h>

EpcScale
epc_scale_for (double least, double most, int n, gboolean whole)
{
  static const double factors[] = { 1, 2, 5, 10 };
  EpcScale scale;
  double range, power;

  least = MIN (least, 0);
  most = MAX (most, 0);
  range = most - least;
  if (range <= 0)
    range = most = 1;
  power = pow (10, floor (log10 (range / n)));
  scale.step = 10 * power;
  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    if (factors[i] * power * n >= range * (1 - 1e-9))
      {
        scale.step = factors[i] * power;
        break;
      }
  if (whole)
    scale.step = MAX (scale.step, 1);
  scale.low = floor (least / scale.step + 1e-9) * scale.step;
  scale.high = ceil (most / scale.step - 1e-9) * scale.step;
  return scale;
}

int
epc_scale_n_ticks (const EpcScale *scale)
{
  return (int) lround ((scale->high - scale->low) / scale->step) + 1;
}

double
epc_scale_tick (const EpcScale *scale, int index)
{
  /* Through the count of steps from zero, so that zero is exactly zero. */
  return (lround (scale->low / scale->step) + index) * scale->step;
}

typedef struct
{
  const char *language;
  double size;
  const char *word; /* with the space before it that the language writes */
} Multiple;

/* U+00A0 and not a thin space: "500 mil" is a word, not a unit sign. */
static const Multiple multiples[] = {
  { "en", 1e9, "bn" },          { "en", 1e6, "m" },          { "en", 1e3, "k" },           { "es", 1e6, "\302\240M" },
  { "es", 1e3, "\302\240mil" }, { "fr", 1e9, "\302\240Md" }, { "fr", 1e6, "\302\240M" },   { "fr", 1e3, "\302\240k" },
  { "pt", 1e9, "\302\240bi" },  { "pt", 1e6, "\302\240mi" }, { "pt", 1e3, "\302\240mil" },
};

static int
decimals_of (double step)
{
  int decimals = 0;

  while (decimals < 6 && fabs (step - round (step)) > 1e-6 * step)
    {
      step *= 10;
      decimals++;
    }
  return decimals;
}

char *
epc_scale_label (const EpcScale *scale, double value, const EpcLanguage *language, gboolean is_percent)
{
  const char *name = epc_language_name (language);

  if (is_percent)
    return epc_language_percent (language, value, decimals_of (scale->step));
  if (fabs (value) >= 1000)
    for (gsize i = 0; i < G_N_ELEMENTS (multiples); i++)
      if (strcmp (multiples[i].language, name) == 0 && fabs (value) >= multiples[i].size)
        {
          double shown = value / multiples[i].size;
          g_autofree char *number = epc_language_decimal (language, shown, decimals_of (fabs (shown)));

          return g_strconcat (number, multiples[i].word, NULL);
        }
  return epc_language_decimal (language, value, decimals_of (scale->step));
}
