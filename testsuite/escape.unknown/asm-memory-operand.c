/* A memory operand is an access to the variable, no use of its address.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int
increment (int n)
{
  int counter = n;
  __asm__ ("" : "+m" (counter));
  return counter;
}
