/* The address of an element or of a member is the address of the whole
   object, and the object is what the message names.  */
/* { dg-do compile } */

struct matrix
{
  double cell[2][2];
};

double *corner;

void
mark (double x)
{
  struct matrix m = { { { x, 0 }, { 0, x } } }; /* { dg-warning {address of local 'm' escapes its frame \[escape:stack\]} } */
  corner = &m.cell[1][1];
}

double
trace (double x)
{
  struct matrix m = { { { x, 0 }, { 0, x } } }; /* { dg-bogus "escape:stack" } */
  double *c = &m.cell[1][1];
  return m.cell[0][0] + *c;
}
