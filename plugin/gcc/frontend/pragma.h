/* `#pragma escape', which changes the state of groups from there on.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_PRAGMA_H
#define ESCAPE_GCC_PRAGMA_H

#include "options.h"

/* Registers the pragma where the front end has pragmas (PLUGIN_PRAGMAS
   callback).  */
void pragmas_register (void);

/* The state of GROUP for what is reported at LOC: the command line's, as
   changed by the last pragma before LOC.  */
enum group_state group_state_at (enum group group, location_t loc);

#endif
