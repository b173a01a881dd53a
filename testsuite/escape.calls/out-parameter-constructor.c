/* int make (struct x **out): the object comes out through an argument.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct conn
{
  int fd;
};

static int
conn_open (struct conn **out, int fd)
{
  struct conn *c = malloc (sizeof *c); /* { dg-bogus "escape:heap" } */
  if (!c)
    return -1;
  c->fd = fd;
  *out = c;
  return 0;
}

static struct conn *main_conn;

int
connect_main (void)
{
  return conn_open (&main_conn, 3); /* { dg-warning {'conn_open\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
connect_once (void)
{
  struct conn *c;
  if (conn_open (&c, 4)) /* { dg-bogus "escape:heap" } */
    return -1;
  int fd = c->fd;
  free (c);
  return fd;
}

int
main_fd (void)
{
  return main_conn->fd;
}
