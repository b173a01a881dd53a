/* GCC's attributes pure and const promise that nothing is kept but what the
   result can hold.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern int hash (const char *) __attribute__ ((pure));
extern int scan (const char *);

int
both (void)
{
  char a[2] = "a"; /* { dg-note "'a' does not escape" "" { target lp64 } } */
  /* { dg-note "'a' is passed to unknown code" "" { target ilp32 } .-1 } */
  char b[2] = "b"; /* { dg-note "'b' is passed to unknown code in 'scan'" } */
  return hash (a) + scan (b);
}
