/* The address of a local, returned.  The front end makes a null of it before
   any pass can look; it is reported all the same.  */
/* { dg-do compile } */

int *
counter (void)
{
  int n = 0; /* { dg-warning {address of local 'n' escapes its frame \[escape:stack\]} } */
  return &n;
}

int
count (void)
{
  int n = 0; /* { dg-bogus "escape:stack" } */
  int *p = &n;
  return ++*p;
}

int *
count_for_ever (void)
{
  static int n; /* { dg-bogus "escape:stack" } */
  return &n;
}
