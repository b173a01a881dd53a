/* A condition guards a release if it decides whether control comes there; also
   where others stand between, in callees whose paths are not followed, and where it
   is the pointer's own struct that is asked.  One whose ways come together before the
   release decides nothing, and one on what a call says guards nothing.  */
/* { dg-do compile } */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct owner { int owned, count; char *p; };

extern int verbose;

static void
drop_both (struct owner *o)
{
  if (o->owned && o->p && o->count >= 0)
    free (o->p);
}

void
behind_others (int owned)
{
  char here[4];
  struct owner o = { owned, 1, here };
  drop_both (&o); /* { dg-bogus "escape:free" } */
}

static void
drop_and_tell (struct owner *o)
{
  if (o->count > 0)
    puts ("drop");
  free (o->p);
}

void
decides_nothing (int count)
{
  char here[4];
  struct owner o = { 0, count, here };
  drop_and_tell (&o); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

static void
drop_told (struct owner *o)
{
  if (puts (o->p) < 0)
    return;
  free (o->p);
}

void
what_a_call_says (void)
{
  char here[4] = "x";
  struct owner o = { 0, 0, here };
  drop_told (&o); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

static void
drop_owned_with (struct owner *o, ...)
{
  va_list ap;
  va_start (ap, o);
  if (o->owned)
    free (o->p);
  free (va_arg (ap, char *));
  va_end (ap);
}

void
of_variable_arguments (void)
{
  char here[4];
  struct owner o = { 0, 0, here };
  drop_owned_with (&o, NULL); /* { dg-bogus "escape:free" } */
}

static void
drop_with (struct owner *o, ...)
{
  va_list ap;
  va_start (ap, o);
  if (o->p)
    free (o->p);
  free (va_arg (ap, char *));
  va_end (ap);
}

void
of_variable_arguments_without (void)
{
  char here[4];
  struct owner o = { 0, 0, here };
  drop_with (&o, NULL); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

void
own_struct (int owned)
{
  char here[4];
  struct owner o = { owned, 0, here };
  if (o.owned)
    free (o.p); /* { dg-bogus "escape:free" } */
}

void
other_flag (int owned)
{
  char here[4];
  struct owner o = { owned, 0, here };
  if (verbose)
    free (o.p); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

/* What never changes no caller can choose.  */

extern const int on_heap;

void
of_constant (void)
{
  char here[4];
  if (on_heap)
    free (here); /* { dg-bogus "escape:free" } */
}
