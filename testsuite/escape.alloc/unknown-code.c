/* Unknown code counts as allocating, unless its declaration promises that it
   does not.  */
/* { dg-do compile } */

extern int opaque (int);
extern int promised (int) __attribute__ ((escape_nonallocating));

__attribute__ ((escape_nonallocating)) int
tick (int n)
{
  n = promised (n); /* { dg-bogus "escape:alloc" } */
  return opaque (n); /* { dg-warning {\[escape:alloc\]} } */
}
