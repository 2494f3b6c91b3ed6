/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-endorsement.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-package.h"

/* The fields of a plan that say who endorsed it and when. */
static const char *const plan_fields[] = { "endorsed_by", "endorsed_on", NULL };

gboolean
epc_endorsement_is_in (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "approval") || epc_entity_field (entity, plan_fields[0]) != NULL;
}

EpcVoucher *
epc_endorsement_voucher (EpcStore *store, EpcRecord *record, GError **error)
{
  gboolean is_plan = epc_entity_field (epc_record_entity (record), plan_fields[0]) != NULL;

  if (epc_record_row (record) == 0 || !epc_endorsement_is_in (epc_record_entity (record)) || (is_plan && epc_record_is_empty (record, plan_fields[0])))
    return NULL;
  return epc_store_voucher (store, record, is_plan ? plan_fields : NULL, error);
}

const char *
epc_endorsement_word (const EpcVoucher *voucher)
{
  static const char *const words[] = { "verified", "here", "relayed", "untrusted", "changed", "contradicted", "unknown" };

  return words[voucher->state];
}

static char *
day_of (EpcStore *store, gint64 wall)
{
  g_autofree char *moment = epc_moment_from_unix (wall, epc_store_zone (store)), *day = g_strndup (moment, 10);

  return epc_language_date (epc_language_get (NULL), day, TRUE);
}

char *
epc_endorsement_sentence (EpcStore *store, const EpcVoucher *voucher)
{
  const char *office = voucher->office != NULL ? voucher->office : "?", *signer = voucher->signer != NULL ? voucher->signer : "?";
  g_autofree char *words = epc_key_words (voucher->public_key), *day = NULL;

  switch (voucher->state)
    {
    case EPC_VOUCHER_VERIFIED:
      /* Translators: an office, the words of its key */
      return g_strdup_printf (_("Verified: signed by %s (%s)."), signer, words);
    case EPC_VOUCHER_HERE:
      return g_strdup (_("Not verified: it was written in this workspace and is signed when it leaves in a package."));
    case EPC_VOUCHER_RELAYED:
      /* Translators: an office, the words of its key */
      return g_strdup_printf (_("Not verified: it came in a package that another office signed, %s (%s). A full package from the office that wrote it tells."),
                              signer, words);
    case EPC_VOUCHER_UNTRUSTED:
      return g_strdup_printf (_("Not verified: signed by %s, whose key is not trusted here (%s)."), office, words);
    case EPC_VOUCHER_CHANGED:
      day = day_of (store, voucher->wall);
      /* Translators: an office, a person or a role, a date */
      return g_strdup_printf (_("Not verified: what %s signed was changed since, by %s on %s."), office, voucher->author != NULL ? voucher->author : "?", day);
    case EPC_VOUCHER_CONTRADICTED:
      return g_strdup_printf (_("Not verified: a package of %s itself says something else. Ask that office."), office);
    case EPC_VOUCHER_UNKNOWN:
    default:
      return g_strdup (_("Not verified: it is not known who signed the package that brought it. A full package from the office that wrote it tells."));
    }
}
