/* What asm or a call gives is not known, though something else is known on
   another way.  */
/* { dg-do compile { target x86 } } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

int *kept;

void
by_asm (int n)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  int x = 5;
  if (n)
    asm ("mov $7,%0" : "=r" (x));
  if (x != 5)
    kept = &i;
}

static int
seven (int ignored)
{
  return 7;
}

void
by_call (int n)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  int undefined, x = 5;
  if (n)
    x = seven (undefined);
  if (x != 5)
    kept = &i;
}
