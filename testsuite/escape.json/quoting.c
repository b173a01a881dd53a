/* File names and texts are JSON strings, whatever the source calls things.  */
/* { dg-do compile } */

#include <stdlib.h>

# 7 "a \"b\" \\ c.c"
void *g\u00e4be (void) { return malloc (4); }

/* { dg-json {"file": *"a \\"b\\" \\\\ c.c"} } */
