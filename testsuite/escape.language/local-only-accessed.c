/* A local whose address is not used as a value has no verdict: arrays and
   structs that are only indexed and assigned are no notes' business.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct point
{
  int x, y;
};

int
norm (int x, int y)
{
  struct point p = { x, y }, q;
  int squares[2];
  q = p;
  squares[0] = q.x * q.x;
  squares[1] = q.y * q.y;
  return squares[0] + squares[1];
}
