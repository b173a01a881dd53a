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
