/* What a callee makes only where it was given none is never made where it is given
   the address of a variable or of a member.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-warn=unneeded -fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

static unsigned *
fill (unsigned *table, int odd)
{
  if (!table)
    table = malloc (256 * sizeof *table);
  for (unsigned i = 0; i < 256; i++)
    table[i] = 2 * i + odd;
  return table;
}

struct state { int n; unsigned table[256]; struct state *next; };

void
member (struct state *s)
{
  fill (s->table, 1); /* { dg-bogus "escape:" } */
}

unsigned
local (int i)
{
  unsigned table[256];
  fill (table, 1); /* { dg-bogus "escape:" } */
  return table[i & 255];
}

static unsigned shared[256];

void
global (void)
{
  fill (shared, 0); /* { dg-bogus "escape:" } */
}

void
member_of_new (struct state *to)
{
  struct state *s = calloc (1, sizeof *s);
  if (!s)
    return;
  fill (s->table, 1); /* { dg-bogus "escape:" } */
  s->next = to->next;
  to->next = s;
}

unsigned
none (int i)
{
  unsigned *table = fill (NULL, 1); /* { dg-warning {'fill\(\.\.\.\)' is never released \[escape:leak\]} } */
  return table ? table[i & 255] : 0;
}

unsigned
perhaps (unsigned *given, int i)
{
  unsigned *table = fill (given, 1); /* { dg-warning {'fill\(\.\.\.\)' is never released \[escape:leak\]} } */
  return table ? table[i & 255] : 0;
}
