/* A body that keeps its argument contradicts what a typedef promised that the
   function was declared with, also where it has been declared before.  */
/* { dg-do compile } */

typedef void visit_fn (int *p) __attribute__ ((escape_noescape (1)));

int *kept;
visit_fn keeps, reads;
void keeps_too (int *p);
visit_fn keeps_too;

void
keeps (int *p) /* { dg-error {'p' escapes \[escape:assert\]} } */
{
  kept = p;
}

void
keeps_too (int *p) /* { dg-error {'p' escapes \[escape:assert\]} } */
{
  kept = p;
}

void
reads (int *p)
{
  *p = 1;
}
