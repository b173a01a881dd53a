/* An empty flow is a function without effects on pointers.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern int hash (const void *, int) __attribute__ ((escape_flow ("")));

int
hash_of (int n)
{
  int key = n; /* { dg-note "'key' does not escape" } */
  return hash (&key, sizeof key);
}
