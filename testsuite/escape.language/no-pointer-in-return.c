/* A function without a result and without parameters has nothing to leak:
   no notes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

static int counter;

void
tick (void)
{
  int step = 1;
  counter += step;
}

int
ticks (void)
{
  return counter;
}
