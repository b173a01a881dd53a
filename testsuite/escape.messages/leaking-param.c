/* The four notes on parameters that leak.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

static int *kept;

void
to_heap (int *p) /* { dg-note "leaking param: 'p'(?! to)" } */
{
  kept = p;
}

void
content_to_heap (int **p) /* { dg-note "leaking param content: 'p'" } */
{
  kept = *p;
}

int *
to_result (int *p) /* { dg-note "leaking param: 'p' to result level=0" } */
{
  return p;
}

void
to_param (int *p, int **q) /* { dg-note "leaking param: 'p' to param 'q' level=0" } */
{ /* { dg-note "'q' does not escape" "" { target *-*-* } .-1 } */
  *q = p;
}

int
kept_value (void)
{
  return *kept;
}
