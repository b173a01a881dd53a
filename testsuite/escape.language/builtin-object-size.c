/* Built-ins that only ask about an object keep nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int
probe (void)
{
  int x = 1; /* { dg-note "'x' does not escape" } */
  int *p = &x;
  if (__builtin_expect (__builtin_object_size (p, 0) == 0, 0))
    return 0;
  __builtin_prefetch (p);
  p = __builtin_assume_aligned (p, 4);
  return *p;
}
