/* *out = p is p at level 0; *out = p->q is p at level 1.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct pair
{
  int *left;
  int right;
};

void
give_whole (struct pair *p,    /* { dg-note "leaking param: 'p' to param 'out' level=0" } */
	    struct pair **out) /* { dg-note "'out' does not escape" } */
{
  *out = p;
}

void
give_left (struct pair *p, /* { dg-note "leaking param: 'p' to param 'out' level=1" } */
	   int **out)	   /* { dg-note "'out' does not escape" } */
{
  *out = p->left;
}

void
give_right (struct pair *p, /* { dg-note "leaking param: 'p' to param 'out' level=0" } */
	    int **out)	    /* { dg-note "'out' does not escape" } */
{
  *out = &p->right;
}

void
give_number (struct pair *p, /* { dg-note "'p' does not escape" } */
	     int *out)	     /* { dg-note "'out' does not escape" } */
{
  *out = p->right;
}
