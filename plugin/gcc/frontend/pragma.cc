/* #pragma escape ignore|warn|error "GROUP", push, pop.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   C-family symbols are weak: f951, gnat1 and lto1 do not have them.  */

#include "compat.h"
#include "c-family/c-pragma.h"
#include "cpplib.h"
#include "pragma.h"

extern void c_register_pragma (const char *, const char *, pragma_handler_1arg)
    __attribute__ ((weak));
extern enum cpp_ttype pragma_lex (tree *, location_t *) __attribute__ ((weak));

/* The states of all groups from LOC on.  */

struct group_states
{
  location_t loc;
  enum group_state state[N_GROUPS];
};

static vec<group_states> history; /* In the order of the source.  */
static vec<group_states> pushed;

/* The states after the last pragma so far.  */

static group_states
current_states (void)
{
  if (!history.is_empty ())
    return history.last ();
  group_states initial;
  initial.loc = UNKNOWN_LOCATION;
  memcpy (initial.state, options.state, sizeof initial.state);
  return initial;
}

static void
change_states (group_states states, location_t loc)
{
  states.loc = loc;
  history.safe_push (states);
}

/* As GCC's own: without a push, the command line's states.  */

static void
pop_states (location_t loc)
{
  group_states states;
  if (!pushed.is_empty ())
    states = pushed.pop ();
  else
    memcpy (states.state, options.state, sizeof states.state);
  change_states (states, loc);
}

/* The rest of `#pragma escape WORD' is "GROUP": set it to STATE.  */

static void
set_state (const char *word, enum group_state state, location_t loc)
{
  tree x;
  location_t group_loc;
  if (pragma_lex (&x, &group_loc) != CPP_STRING)
    {
      error_at (group_loc,
                "%<#pragma escape %s%> needs a group in quotes, as "
                "in %<#pragma escape %s \"heap\"%>",
                word, word);
      return;
    }
  const char *name = TREE_STRING_POINTER (x);
  unsigned set = groups_named (name, strlen (name));
  if (!set)
    error_at (group_loc,
              "unknown group %qs in %<#pragma escape %s%>; valid groups are: "
              "%s",
              name, word, group_list);
  group_states states = current_states ();
  for (int g = 0; g < N_GROUPS; g++)
    if (set & 1u << g)
      states.state[g] = state;
  change_states (states, loc);
}

static void
handle_pragma (cpp_reader *)
{
  tree x;
  location_t loc;
  const char *word = "";
  if (pragma_lex (&x, &loc) == CPP_NAME)
    word = IDENTIFIER_POINTER (x);

  if (strcmp (word, "ignore") == 0)
    set_state (word, STATE_IGNORE, loc);
  else if (strcmp (word, "warn") == 0 || strcmp (word, "warning") == 0)
    set_state (word, STATE_WARN, loc);
  else if (strcmp (word, "error") == 0)
    set_state (word, STATE_ERROR, loc);
  else if (strcmp (word, "push") == 0)
    pushed.safe_push (current_states ());
  else if (strcmp (word, "pop") == 0)
    pop_states (loc);
  else
    {
      error_at (loc, "%<#pragma escape%> is not followed by %<ignore%>, "
                     "%<warn%>, %<error%>, %<push%> or %<pop%>");
      return;
    }
  if (pragma_lex (&x, &loc) != CPP_EOF)
    error_at (loc, "junk at the end of %<#pragma escape %s%>", word);
}

void
pragmas_register (void)
{
  if (&c_register_pragma && &pragma_lex)
    c_register_pragma (NULL, "escape", handle_pragma);
}

enum group_state
group_state_at (enum group group, location_t loc)
{
  for (unsigned i = history.length (); i-- > 0;)
    if (linemap_location_before_p (line_table, history[i].loc, loc))
      return history[i].state[group];
  return options.state[group];
}
