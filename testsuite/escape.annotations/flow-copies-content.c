/* flow ("2* -> 1*"): what argument 2 points to is copied into what argument 1
   points to, one level down.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

void copy_all (void *, const void *) __attribute__ ((escape_flow ("2* -> 1*")));

void
copy (void *to,         /* { dg-note "'to' does not escape" } */
      const void *from) /* { dg-note "leaking param: 'from' to param 'to' level=1" } */
{
  copy_all (to, from);
}
