/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "area-names.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"

typedef struct
{
  const char *pcode, *english, *local;
} AreaName;

/* English: OCHA, COD-AB Haiti, level 1 (admin1Name). Local: ISO 3166-2:HT. */
static const AreaName names[] = {
  { "HT01", N_("West"), "Ouest" },
  { "HT02", N_("South-East"), "Sud-Est" },
  { "HT03", N_("North"), "Nord" },
  { "HT04", N_("North-East"), "Nord-Est" },
  { "HT05", N_("Artibonite"), "Artibonite" },
  { "HT06", N_("Centre"), "Centre" },
  { "HT07", N_("South"), "Sud" },
  { "HT08", N_("Grande'Anse"), "Grand’Anse" },
  { "HT09", N_("North-West"), "Nord-Ouest" },
  { "HT10", N_("Nippes"), "Nippes" },
};

const char *
epc_area_name (const char *pcode, const char *name, const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].pcode, pcode) && g_strcmp0 (names[i].english, name) == 0 && !g_str_equal (language, "en"))
      {
        const char *own = epc_language_text (epc_language_get (language), names[i].english);

        return own != names[i].english ? own : names[i].local;
      }
  return NULL;
}
