/* Questions of order about a function's objects: the flow engine's client.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The engine (core/flow.h) runs on the function's skeleton and, at calls, on
   those of callees; here they are brought to it, and its paths get words.  */

#ifndef ESCAPE_GCC_ORDERED_H
#define ESCAPE_GCC_ORDERED_H

#include "flow.h"
#include "judge.h"

/* Is OBJ of INFO, the function in hand, released on every path on which it is
   made?  Not THOROUGH: where few steps tell it.  */
bool is_always_released (function_info *info, object_id obj, bool thorough);

/* The answer about OBJ of INFO, the function in hand, whose graph is solved.  Of
   a yes, PATH, if it is not null, gets the events that lead there, LAST the text
   of the last.  */
enum flow_answer ask_in_order (function_info *info, object_id obj,
                               enum flow_question, event_path *path = NULL,
                               const char *last = NULL);

/* Is it yes whichever way control goes?  */
bool is_forced (function_info *info, object_id obj, enum flow_question);

/* The function in hand is done.  */
void ordered_done (void);

#endif
