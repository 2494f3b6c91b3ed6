/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A site's gaps summed up: by sector, and as one score.
 */
#include "epc-sites.h"

#include <math.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

#define MOST_ANSWERS 20

static void
sector_free (gpointer data)
{
  EpcSiteSector *sector = data;

  g_free (sector->sector);
  g_free (sector->label);
  g_free (sector);
}

guint
epc_site_needed_answers (EpcStore *store, GError **error)
{
  g_autofree char *text = epc_store_setting (store, "sites.sector_answers");
  guint64 n;

  if (text == NULL)
    return EPC_SITE_NEEDED_ANSWERS;
  if (g_ascii_string_to_unsigned (text, 10, 1, MOST_ANSWERS, &n, NULL))
    return (guint) n;
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The setting sites.sector_answers is “%s”; it is a number from 1 to %d."), text, MOST_ANSWERS);
  return 0;
}

static EpcSiteSector *
sector_of (GPtrArray *sectors, const char *key)
{
  for (guint i = 0; i < sectors->len; i++)
    if (g_str_equal (((EpcSiteSector *) g_ptr_array_index (sectors, i))->sector, key))
      return g_ptr_array_index (sectors, i);
  EpcSiteSector *sector = g_new0 (EpcSiteSector, 1);
  sector->sector = g_strdup (key);
  sector->label = g_strdup (epc_code_label ("cluster", key, NULL));
  g_ptr_array_add (sectors, sector);
  return sector;
}

GPtrArray *
epc_site_sectors (const EpcSite *site, guint needed)
{
  GPtrArray *sectors = g_ptr_array_new_with_free_func (sector_free);

  for (guint i = 0; i < epc_site_n_gaps (site); i++)
    {
      const EpcGap *gap = epc_site_gap (site, i);
      if (gap->sector == NULL || !gap->judges)
        continue;
      EpcSiteSector *sector = sector_of (sectors, gap->sector);
      sector->standards++;
      sector->answered += gap->level != EPC_GAP_NOT_ASSESSED;
      sector->critical += gap->level == EPC_GAP_CRITICAL;
      sector->watch += gap->level == EPC_GAP_WATCH;
      sector->ok += gap->level == EPC_GAP_OK;
      sector->level = MAX (sector->level, gap->level);
    }
  for (guint i = 0; i < sectors->len; i++)
    {
      EpcSiteSector *sector = g_ptr_array_index (sectors, i);
      sector->needed = MIN (needed, sector->standards);
      if (sector->level == EPC_GAP_CRITICAL && sector->answered < sector->needed)
        sector->level = EPC_GAP_WATCH;
    }
  return sectors;
}

char *
epc_site_sector_sentence (const EpcSiteSector *sector, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);

  if (sector->answered == 0)
    return g_strdup_printf (epc_language_text (chosen, N_("None of its %u standards was answered.")), sector->standards);
  g_autofree char *sum = g_strdup_printf (epc_language_text (chosen, N_("%u of %u standards answered: %u critical, %u to be watched, %u adequate.")),
                                          sector->answered, sector->standards, sector->critical, sector->watch, sector->ok);
  if (sector->critical == 0 || sector->answered >= sector->needed)
    return g_steal_pointer (&sum);
  g_autofree char *few = g_strdup_printf (epc_language_text (chosen, N_("It takes %u answers before the sector is called critical.")), sector->needed);
  return g_strdup_printf ("%s %s", sum, few);
}

double
epc_site_score (const EpcSite *site)
{
  double critical = 0, answered = 0;

  for (guint i = 0; i < epc_site_n_gaps (site); i++)
    {
      const EpcGap *gap = epc_site_gap (site, i);
      if (!gap->judges || gap->level == EPC_GAP_NOT_ASSESSED)
        continue;
      answered += gap->weight;
      critical += gap->level == EPC_GAP_CRITICAL ? gap->weight : 0;
    }
  return answered > 0 ? 100 * critical / answered : NAN;
}
