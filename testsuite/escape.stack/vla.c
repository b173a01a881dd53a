/* A variable-length array dies with its block as a fixed one does.  */
/* { dg-do compile } */

static int *window;

void
slide (int n)
{
  int a[n]; /* { dg-warning {address of local 'a' escapes its (?:frame|block) \[escape:stack\]} } */
  a[0] = n;
  window = a;
}

int
slide_back (int n)
{
  int a[n]; /* { dg-bogus "escape:stack" } */
  a[0] = n;
  window = a;
  n += window[0];
  window = 0;
  return n;
}
