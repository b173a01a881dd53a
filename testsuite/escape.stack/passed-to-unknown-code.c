/* Handing a local to a function that cannot be seen is ordinary C: no warning,
   since only what is shown warns of frames; at m=1 a note.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void fill (int *);

int
read_one (void)
{
  int value = 0; /* { dg-note "'value' is passed to unknown code in 'fill'" } */
  fill (&value);
  return value;
}
