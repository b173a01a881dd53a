/* The address of a member and an array member are no loads: level 0.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct line
{
  int number;
  char text[80];
  char *comment;
};

int *
line_number (struct line *l) /* { dg-note "leaking param: 'l' to result level=0" } */
{
  return &l->number;
}

char *
line_text (struct line *l) /* { dg-note "leaking param: 'l' to result level=0" } */
{
  return l->text;
}

char *
line_comment (struct line *l) /* { dg-note "leaking param: 'l' to result level=1" } */
{
  return l->comment;
}
