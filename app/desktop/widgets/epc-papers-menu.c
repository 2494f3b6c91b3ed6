/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-papers-menu.h"

#include "base/epc-i18n.h"
#include "report/epc-report.h"

static void
append (GMenu *menu, const EpcReport *report, const char *reference)
{
  g_autofree char *target = reference != NULL ? g_strconcat (report->name, " ", reference, NULL) : g_strdup (report->name);
  g_autoptr (GMenuItem) item = g_menu_item_new (_(report->label), NULL);

  g_menu_item_set_action_and_target (item, "win.report", "s", target);
  g_menu_append_item (menu, item);
}

GMenuModel *
epc_papers_of_record (const EpcRecord *record)
{
  GMenu *menu = g_menu_new ();
  char uid[EPC_UID_TEXT_SIZE];
  const EpcReport *reports;
  guint n;

  /* What was issued is not made again: it is shown as it was. */
  if (g_str_equal (epc_record_entity (record)->key, "issued_report"))
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_("Open the pages as issued"), NULL);
      g_menu_item_set_action_and_target (item, "win.issued", "s", epc_uid_to_text (epc_record_uid (record), uid));
      g_menu_append_item (menu, item);
      return G_MENU_MODEL (menu);
    }
  reports = epc_reports (&n);
  for (guint i = 0; i < n; i++)
    {
      const char *reference = NULL;

      if (g_strcmp0 (reports[i].entity, epc_record_entity (record)->key) != 0 || reports[i].is_list)
        continue;
      reference = reports[i].field != NULL ? epc_record_text (record, reports[i].field) : epc_uid_to_text (epc_record_uid (record), uid);
      if (reference != NULL)
        append (menu, &reports[i], reference);
    }
  return G_MENU_MODEL (menu);
}

GMenuModel *
epc_papers_of_list (const EpcEntity *entity)
{
  GMenu *menu = g_menu_new ();
  const EpcReport *reports;
  guint n;

  reports = epc_reports (&n);
  for (guint i = 0; i < n; i++)
    if (reports[i].is_list && (reports[i].entity == NULL || g_str_equal (reports[i].entity, entity->key)))
      append (menu, &reports[i], reports[i].entity == NULL ? entity->key : NULL);
  return G_MENU_MODEL (menu);
}
