/* What a global holds counts wherever it is first met: here only its address
   comes from a callee.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

struct node
{
  int *item;
};

struct node *root;
static struct node shelf;
static struct node *const shelves[] = { &shelf };
static int **const slot = (int **) ((char *) &shelf + 0);

static struct node **
where (void)
{
  return &root;
}

void
by_callee (void)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  (*where ())->item = &i;
}

static struct node *const *
table (void)
{
  return shelves;
}

void
by_table (void)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  table ()[0]->item = &i;
}

void
by_initialiser (void)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  *slot = &i;
}

int *
read_back (void)
{
  return *slot;
}
