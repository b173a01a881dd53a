/* A local's line.  Its kind is local, its size that of its type.  */
/* { dg-do compile } */

static int *hook;

int
install (void)
{
  long long kept = 0;
  int gone = 0, *p = &gone;
  hook = (int *) &kept; /* { dg-warning {address of local 'kept' escapes its frame \[escape:stack\]} "" { target *-*-* } .-2 } */
  return *hook + *p;
}

/* { dg-json {"function": *"install".*"line": *9\M} } */
/* { dg-json {"object": *"variable".*"name": *"kept".*"kind": *"local".*"verdict": *"escapes"} } */
/* { dg-json {"name": *"kept".*"reasons": *\["global"\].*"grade": *"shown"} } */
/* { dg-json {"name": *"kept".*"size": *8\M} } */
/* { dg-json {"object": *"variable".*"name": *"gone".*"kind": *"local".*"verdict": *"does-not-escape"} } */
/* { dg-json {"name": *"gone".*"size": *4\M} } */
/* { dg-json-not {"name": *"hook"} } */
