/* A function that is called by its __builtin_ name is the same function.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

char *
make (void)
{
  return __builtin_malloc (8); /* { dg-warning {'(__builtin_)?malloc\(\.\.\.\)' escapes to heap} } */
}
