/* m=3 writes the graph of each function, in Graphviz's language, to the dump
   file that -fdump-ipa-escape would write.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=3 -fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

struct pair
{
  void *first, *second;
};

struct pair kept;

void
keep (void *second) /* { dg-note "leaking param: 'second'" } */
{
  kept.second = second;
}
/* { dg-note "graph: " "" { target *-*-* } .-4 } */

void
make (void)
{
  keep (malloc (8)); /* { dg-note "escapes to heap" } */
}
/* { dg-note "graph: " "" { target *-*-* } .-4 } */

/* { dg-dump {^digraph "keep" \{$} } */
/* { dg-dump {^digraph "make" \{$} } */
/* An object is a record of its cells, by offset.  */
/* { dg-dump {o[0-9]+ \[shape=record, label="\{global\\ kept.*\|<n[0-9]+>\+[48]} } */
/* { dg-dump {label="\{heap\\ malloc\(\.\.\.\)\\ line\\ 25} } */
/* What a node can point to, and how a value came there.  */
/* { dg-dump {o[0-9]+:n[0-9]+ -> o[0-9]+:n[0-9]+ \[style=dashed\];} } */
/* { dg-dump {n[0-9]+ -> o[0-9]+:n[0-9]+ \[label="store line 18"\];} } */
