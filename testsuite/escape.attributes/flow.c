/* flow (TEXT): what a function does to its caller's memory.  */
/* { dg-do compile } */

void *same (void *) __attribute__ ((escape_flow ("1 -> ret")));
void *content (void **) __attribute__ ((escape_flow ("1* -> ret")));
void copy (void **, void **) __attribute__ ((escape_flow ("2* -> 1*")));
void keep (void *, void *) __attribute__ ((escape_flow ("1 -> heap; 2 -> heap")));
void *fresh (void) __attribute__ ((escape_flow ("new(raw) -> ret")));
void out (void **) __attribute__ ((escape_flow ("new (map) -> 1*")));
void nothing (void *) __attribute__ ((escape_flow ("")));
void spaces (void *) __attribute__ ((escape_flow ("  1->heap  ")));

/* Redeclarations add up.  */
void keep (void *, void *) __attribute__ ((escape_flow ("2 -> 1*")));
