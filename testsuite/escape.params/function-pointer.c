/* A function pointer is called, not kept; what it is called with is in unknown
   hands, since an exported function's callers are unknown.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

void
twice (void (*f) (void)) /* { dg-note "'f' does not escape" } */
{
  f ();
  f ();
}

void
visit (int *p, void (*f) (int *)) /* { dg-note "leaking param: 'p'(?! to)" } */
{ /* { dg-note "'f' does not escape" "" { target *-*-* } .-1 } */
  f (p);
}

static void (*at_exit) (void);

void
on_exit_call (void (*f) (void)) /* { dg-note "leaking param: 'f'(?! to)" } */
{
  at_exit = f;
}

void
finish (void)
{
  at_exit ();
}
