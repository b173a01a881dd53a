/* A parameter that is stored in a fresh object leaves with that object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

struct entry
{
  const char *key;
};

struct entry *
entry_new (const char *key) /* { dg-note "leaking param: 'key' to result level=0" } */
{
  struct entry *e = malloc (sizeof *e); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (e)
    e->key = key;
  return e;
}
