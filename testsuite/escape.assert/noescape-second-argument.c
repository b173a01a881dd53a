/* noescape speaks of the arguments that it numbers and of no other.  */
/* { dg-do compile } */

struct node
{
  struct node *next;
  const char *name;
};

__attribute__ ((escape_noescape (2))) void
node_name (struct node *n, const char *name) /* { dg-error {\[escape:assert\]} } */
{
  n->name = name;
}

__attribute__ ((escape_noescape (1))) void
node_link (struct node *n, struct node *next) /* { dg-bogus "escape:assert" } */
{
  n->next = next;
}
