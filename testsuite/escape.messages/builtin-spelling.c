/* A function that is called by its __builtin_ name is the same function, and
   is named as the source names it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

char *
make (void)
{
  return __builtin_malloc (8); /* { dg-warning {'__builtin_malloc\(\.\.\.\)' escapes to heap} } */
}
