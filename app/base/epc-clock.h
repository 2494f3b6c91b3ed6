/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The product's clock, and the hybrid logical stamps of the journal. The clock can be held at a moment, so that the sample
 * workspace and the tests come out the same on every machine.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Microseconds since 1970-01-01 UTC: the machine's clock, or the held moment. */
gint64 epc_clock_now (void);

/* Hold the clock at @microseconds (and seed epc_clock_random() from it), or let it run again with 0. The environment
 * variable EPC_CLOCK (RFC 3339) does the same for a whole process. */
void epc_clock_hold (gint64 microseconds);
gboolean epc_clock_is_fixed (void);

/* Random bits for identities: the system's generator, or a seeded one while the clock is held. */
guint32 epc_clock_random (void);
/* What a new identity is made of, for an import of a million rows in one look: the moment, whether it is held, and 64 random bits. */
void epc_clock_identity (gint64 *now, gboolean *is_fixed, guint32 random[2]);

/* A stamp orders changes and never dates them: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. */
typedef gint64 EpcStamp;

/* The stamp of a change at wall time @wall (microseconds) over a value stamped @replaced (0: none):
 * max (wall, replaced + 1). Not the maximum of all stamps seen, so that one laptop set to 2031 does not win for ever. */
EpcStamp epc_stamp_next (gint64 wall, EpcStamp replaced);

/* Milliseconds since 1970 of @stamp. */
gint64 epc_stamp_milliseconds (EpcStamp stamp);

G_END_DECLS
