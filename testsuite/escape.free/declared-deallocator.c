/* A function that is declared to release its argument is a deallocator.  */
/* { dg-do compile } */

struct conn
{
  int fd;
};

void conn_close (struct conn *) __attribute__ ((escape_releases (1)));
struct conn *conn_open (int) __attribute__ ((escape_allocates ("raw")));

int
wrong (int fd)
{
  struct conn c = { fd };
  conn_close (&c); /* { dg-warning {'conn_close' of 'c', which is not on the heap \[escape:free\]} } */
  return c.fd;
}

void
right (int fd)
{
  struct conn *c = conn_open (fd);
  conn_close (c); /* { dg-bogus "escape:free" } */
}
