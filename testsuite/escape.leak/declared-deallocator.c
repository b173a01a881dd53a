/* An allocator and its deallocator, known by their declarations alone: GCC's
   malloc attribute, or ours.  */
/* { dg-do compile } */

struct db;
void db_close (struct db *) __attribute__ ((escape_releases (1)));
struct db *db_open (const char *)
  __attribute__ ((escape_allocates ("raw"), escape_noescape (1)));
int db_size (struct db *) __attribute__ ((escape_noescape (1)));

struct img;
void img_free (struct img *);
__attribute__ ((malloc, malloc (img_free, 1))) struct img *img_new (int);

int
db_right (void)
{
  struct db *d = db_open ("a.db"); /* { dg-bogus "escape:leak" } */
  int n = db_size (d);
  db_close (d);
  return n;
}

int
db_wrong (void)
{
  struct db *d = db_open ("a.db"); /* { dg-warning {'db_open\(\.\.\.\)' is never released \[escape:leak\]} } */
  return db_size (d);
}

int
img_right (void)
{
  struct img *i = img_new (4); /* { dg-bogus "escape:leak" } */
  int made = i != 0;
  img_free (i);
  return made;
}

int
img_wrong (void)
{
  struct img *i = img_new (4); /* { dg-warning {'img_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  return i != 0;
}
