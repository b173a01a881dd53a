/* A local in the hands of unknown code escapes, but that is only assumed.  */
/* { dg-do compile } */

extern void use (int *);

void
lend (void)
{
  int x = 0;
  use (&x);
}

/* { dg-json {"object": *"variable".*"name": *"x".*"kind": *"local".*"verdict": *"escapes".*"reasons": *\["unknown-call"\].*"grade": *"assumed"} } */
