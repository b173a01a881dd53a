/* Questions of order about a function's objects: the flow engine's client.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The engine (core/flow.h) runs on the function's skeleton and, at calls, on
   those of callees; here they are brought to it, and its paths get words.  */

#ifndef ESCAPE_GCC_ORDERED_H
#define ESCAPE_GCC_ORDERED_H

#include "flow.h"
#include "judge.h"

/* The engine for INFO, which becomes the function in hand.  Its graph is
   solved.  */
struct flow *flow_of (function_info *info);

/* Append to OUT the events of P; LOST is the text of the last.  */
void events_of_flow (const struct flow_path &p, const char *lost,
                     event_path &out);

/* The answer about OBJ of INFO, the function in hand.  Of a yes, PATH, if it is not null, gets the events that lead there, LAST the text
   of the last.  */
enum flow_answer ask_in_order (function_info *info, object_id obj,
                               enum flow_question, event_path *path = NULL,
                               const char *last = NULL);

/* The function in hand is done.  */
void ordered_done (void);

#endif
