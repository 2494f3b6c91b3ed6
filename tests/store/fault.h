/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk and a memory that fail when told to: a layer below SQLite that counts reads, writes, syncs and allocations and lets one
 * of them, or all from one on, fail.
 */
#pragma once

#include <glib.h>

typedef enum
{
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_OPEN,
  FAULT_ALLOCATION,
  N_FAULTS,
} FaultKind;

/* Before anything touches SQLite. */
void fault_install (void);
/* Counts from now on; the @n-th (from 1) of @kind fails, and with @for_ever all after it. @n 0: none fails. */
void fault_start (FaultKind kind, guint n, gboolean for_ever);
void fault_stop (void);
guint fault_count (FaultKind kind);
gboolean fault_has_struck (void);
const char *fault_name (FaultKind kind);
