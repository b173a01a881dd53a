/* A parameter's line: what it leaks to, and from which level.  */
/* { dg-do compile } */

struct node
{
  struct node *next;
};

static struct node *last;

struct node *
walk (struct node *a, struct node *b, struct node *c, const char *d)
{
  struct node *third = c->next->next;
  last = a;
  c->next = b;
  return third + (d[0] == 0);
}

struct node *
last_node (void)
{
  return last;
}

/* { dg-json {"object": *"parameter".*"name": *"a".*"kind": *"parameter".*"verdict": *"leaks"} } */
/* { dg-json {"name": *"a".*"leaks": *\[[^]]*"to": *"heap", *"level": *0} } */
/* { dg-json {"name": *"b".*"leaks": *\[[^]]*"to": *"param:c", *"level": *0} } */
/* { dg-json {"name": *"c".*"leaks": *\[[^]]*"to": *"result", *"level": *2} } */
/* { dg-json {"object": *"parameter".*"name": *"d".*"kind": *"parameter".*"verdict": *"does-not-escape"} } */
/* { dg-json {"name": *"d".*"leaks": *\[ *\]} } */
