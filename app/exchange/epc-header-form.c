/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns that form apps add to the answers (formpack's export documentation, ODK Central and Briefcase CSV).
 */
#include <string.h>

#include "epc-header-index.h"

/* Only form apps write these. */
static const char *const marks[] = { "_uuid",       "_submission_time", "_validation_status", "_submitted_by", "__version__",
                                     "_xform_id_string", "_parent_index", "_parent_table_name", "meta/instanceID", "meta-instanceID",
                                     "meta/rootUuid", "formhub/uuid", "SubmissionDate", "PARENT_KEY", "instanceID" };
/* These too, but others may. */
static const char *const words[] = { "_id",       "_index",       "_status",   "_tags",        "_notes",      "_attachments",
                                     "_geolocation", "_bamboo_dataset_id", "start", "end",       "today",       "deviceid",
                                     "username",  "simserial",    "subscriberid", "phonenumber", "isValidated", "KEY",
                                     "instanceName", "meta/instanceName", "SubmitterID", "SubmitterName", "AttachmentsPresent",
                                     "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion" };

static gboolean
is_one_of (const char *header, const char *const *list, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (header, list[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
epc_header_marks_form (const char *header)
{
  return is_one_of (header, marks, G_N_ELEMENTS (marks)) || g_str_has_prefix (header, "_submission_")
         || g_str_has_prefix (header, "SET-OF-");
}

gboolean
epc_header_is_form_own (const char *header)
{
  return epc_header_marks_form (header) || is_one_of (header, words, G_N_ELEMENTS (words));
}
