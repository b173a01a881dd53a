/* SPDX-License-Identifier: MIT */
/* Faults: the sentence, the handler, the abort.  */

#include <escape/base.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void
print_fault (const char *where, const char *message)
{
  if (where)
    fprintf (stderr, "%s: %s\n", where, message);
  else
    fprintf (stderr, "%s\n", message);
  fflush (stderr);
}

static escape_fault_handler current = print_fault;

escape_fault_handler
escape_set_fault_handler (escape_fault_handler handler)
{
  escape_fault_handler next = handler ? handler : print_fault;
  escape_fault_handler old
      = __atomic_exchange_n (&current, next, __ATOMIC_ACQ_REL);
  return old == print_fault ? NULL : old;
}

void
escape_fault (const char *where, const char *format, ...)
{
  char message[512];
  va_list args;
  va_start (args, format);
  vsnprintf (message, sizeof message, format, args);
  va_end (args);
  __atomic_load_n (&current, __ATOMIC_ACQUIRE) (where, message);
  abort ();
}
