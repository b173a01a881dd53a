/* ESCAPE_PRAGMA is #pragma escape where the plugin is.  */
/* { dg-do compile } */
/* { dg-options "-Wall -Wextra -fplugin-arg-escape-track=raw" } */

#include <stdlib.h>
#include <escape/annotations.h>

void *kept;

void warned (void) { kept = malloc (1); } /* { dg-warning {\[escape:heap\]} } */

ESCAPE_PRAGMA (push)
ESCAPE_PRAGMA (ignore "heap")
void ignored (void) { kept = malloc (1); }
ESCAPE_PRAGMA (error "all")

void
in_function (void)
{
  kept = malloc (1); /* { dg-error {\[escape:heap\]} } */
  ESCAPE_PRAGMA (warning "heap")
  kept = malloc (1); /* { dg-warning {\[escape:heap\]} } */
}

ESCAPE_PRAGMA (pop)
void again (void) { kept = malloc (1); } /* { dg-warning {\[escape:heap\]} } */

ESCAPE_PRAGMA (ignore "heap") void no (void) { kept = malloc (1); } ESCAPE_PRAGMA (warning "heap") void yes (void) { kept = malloc (1); } /* { dg-warning {\[escape:heap\]} } */

/* In a macro it is where the macro's tokens are, as GCC's own are.  */
#define QUIET(name) \
  ESCAPE_PRAGMA (push) ESCAPE_PRAGMA (ignore "heap") \
  void name (void) { kept = malloc (1); } ESCAPE_PRAGMA (pop)
QUIET (quiet)
void loud (void) { kept = malloc (1); } /* { dg-warning {\[escape:heap\]} } */

#define QUIET_MALLOC(size) ({ \
  ESCAPE_PRAGMA (push) ESCAPE_PRAGMA (ignore "heap") \
  void *fresh = malloc (size); \
  ESCAPE_PRAGMA (pop) fresh; })

void
in_expression (void)
{
  kept = QUIET_MALLOC (1);
  kept = malloc (1); /* { dg-warning {\[escape:heap\]} } */
}

#define TWICE \
  ESCAPE_PRAGMA (ignore "leak") char *p = malloc (1); *p = 1; \
  ESCAPE_PRAGMA (warning "leak") char *q = malloc (1); *q = 1;

void
in_statements (void)
{
  TWICE /* { dg-warning {'TWICE\(\.\.\.\)' is never released \[escape:leak\]} } */
}
