/* The same three in JSON: two could live on the stack, the third could not,
   and its size is why.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void below (void) { free (malloc (65535)); }
void at (void) { free (calloc (65536, 1)); }
void above (void) { free (aligned_alloc (1, 65537)); }

/* { dg-json {"name": *"malloc".*"verdict": *"does-not-escape"} } */
/* { dg-json {"name": *"malloc".*"size": *65535\M} } */
/* { dg-json {"name": *"malloc".*"promotable": *true\M} } */
/* { dg-json {"name": *"calloc".*"size": *65536\M} } */
/* { dg-json {"name": *"calloc".*"promotable": *true\M} } */
/* { dg-json {"name": *"aligned_alloc".*"verdict": *"does-not-escape".*"reasons": *\["size"\]} } */
/* { dg-json {"name": *"aligned_alloc".*"size": *65537\M} } */
/* { dg-json {"name": *"aligned_alloc".*"promotable": *false\M} } */
