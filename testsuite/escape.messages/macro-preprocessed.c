/* From preprocessed source a call is named by its function.  */
/* { dg-do compile } */
/* { dg-options "-fpreprocessed -fplugin-arg-escape-track=raw" } */

extern void *malloc (unsigned long);

int *
one (void)
{
  return ((int *) malloc (sizeof (int))); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}
