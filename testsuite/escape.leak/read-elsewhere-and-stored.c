/* What unseen code reads only is not kept by it: that it is stored too is told,
   however many things a function stores.  */
/* { dg-do compile } */

#include <stdlib.h>

struct many { void *field[40]; };
int look (const void *);
void *other (void);

void
fill (struct many *m, void *p, int n)
{
  void *q = n ? p : other ();
  look (p);
  m->field[0] = q;
  m->field[1] = q;
  m->field[2] = q;
  m->field[3] = q;
  m->field[4] = q;
  m->field[5] = q;
  m->field[6] = q;
  m->field[7] = q;
  m->field[8] = q;
  m->field[9] = q;
  m->field[10] = q;
  m->field[11] = q;
  m->field[12] = q;
  m->field[13] = q;
  m->field[14] = q;
  m->field[15] = q;
  m->field[16] = q;
  m->field[17] = q;
  m->field[18] = q;
  m->field[19] = q;
  m->field[20] = q;
  m->field[21] = q;
  m->field[22] = q;
  m->field[23] = q;
  m->field[24] = q;
  m->field[25] = q;
  m->field[26] = q;
  m->field[27] = q;
  m->field[28] = q;
  m->field[29] = q;
  m->field[30] = q;
  m->field[31] = q;
  m->field[32] = q;
  m->field[33] = q;
  m->field[34] = q;
  m->field[35] = q;
  m->field[36] = q;
  m->field[37] = q;
  m->field[38] = q;
  m->field[39] = q;
}

void
user (struct many *m)
{
  void *p = malloc (8); /* { dg-bogus "escape:leak" } */
  fill (m, p, 1);
}
