/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strip of a section's own figures (section-figures.h), worked out in a thread while it is on screen.
 */
#pragma once

#include "section-figures.h"

G_BEGIN_DECLS

#define EPC_TYPE_SECTION_STRIP (epc_section_strip_get_type ())
G_DECLARE_FINAL_TYPE (EpcSectionStrip, epc_section_strip, EPC, SECTION_STRIP, GtkBox)

/* Of a section that has figures. */
GtkWidget *epc_section_strip_new (const EpcSection *section, EpcSession *session);

G_END_DECLS
