/* The second half of work.h, included below the peer's definitions.  */

static size_t n;     /* elements of a list */
static size_t lists; /* that are worked on at once, if small */
static size_t again; /* times that readers go over each */
static size_t moves; /* inserts into, and deletions from, the middle of each */
static list *all, *others;
static uint64_t sum;

static void
free_all (list *which)
{
  for (size_t i = 0; i < lists; i++)
    list_free (which[i]);
}

/* The loop that users write: one list, a local variable.  */
__attribute__ ((noinline)) static list
fill (size_t hint)
{
  list l = list_new (hint);
  for (size_t i = 0; i < n; i++)
    list_append (l, make_element (i));
  return l;
}

__attribute__ ((noinline)) static list
insert_some (list l)
{
  for (size_t j = 0; j < moves; j++)
    list_insert (l, n / 2, make_element (j));
  return l;
}

__attribute__ ((noinline)) static list
delete_some (list l)
{
  for (size_t j = 0; j < moves; j++)
    list_delete (l, n / 2);
  return l;
}

/* By index, as far as it is checked in the peer's way.  */
__attribute__ ((noinline)) static uint64_t
sum_by_index (list *l)
{
  uint64_t s = 0;
  for (size_t i = 0; i < list_len (*l); i++)
    s += (uint64_t)NUMBER (list_at (*l, i));
  return s;
}

__attribute__ ((noinline)) static uint64_t
sum_by_walk (list *l)
{
  uint64_t s = 0;
  list_each (x, *l) s += (uint64_t)NUMBER (*x);
  return s;
}

static int quiet;

static void
report (const char *what, double start, size_t operations)
{
  if (!quiet)
    printf ("%s %.4f\n", what, (now () - start) / (double)operations);
}

static void
measure (void)
{
  double start = now ();
  for (size_t i = 0; i < lists; i++)
    all[i] = fill (0);
  report ("append", start, lists * n);
  free_all (all);

  start = now ();
  for (size_t i = 0; i < lists; i++)
    all[i] = fill (n);
  report ("append-hint", start, lists * n);

  start = now ();
  for (size_t r = 0; r < again; r++)
    for (size_t i = 0; i < lists; i++)
      sum += sum_by_index (&all[i]);
  report ("index", start, lists * n * again);
  start = now ();
  for (size_t r = 0; r < again; r++)
    for (size_t i = 0; i < lists; i++)
      sum += sum_by_walk (&all[i]);
  report ("walk", start, lists * n * again);

  start = now ();
  for (size_t i = 0; i < lists; i++)
    others[i] = list_clone (all[i]);
  report ("clone", start, lists * n);
  start = now ();
  for (size_t r = 0; r < again; r++)
    for (size_t i = 0; i < lists; i++)
      list_copy (others[i], all[i]);
  report ("copy", start, lists * n * again);
  free_all (others);

  start = now ();
  for (size_t i = 0; i < lists; i++)
    {
      others[i] = list_new (0);
      list_append_list (others[i], all[i]);
      list_append_list (others[i], all[i]);
    }
  report ("append-list", start, lists * n * 2);
  sum += sum_by_index (&others[0]);
  free_all (others);

  start = now ();
  for (size_t i = 0; i < lists; i++)
    all[i] = insert_some (MOVE (all[i]));
  report ("insert", start, lists * moves);
  sum += sum_by_index (&all[0]);
  start = now ();
  for (size_t i = 0; i < lists; i++)
    all[i] = delete_some (MOVE (all[i]));
  report ("delete", start, lists * moves);
  sum += sum_by_index (&all[0]);

  for (size_t i = 0; i < lists; i++)
    for (size_t j = 0; j < n; j++)
      list_at (all[i], j) = make_element (splitmix (j));
  start = now ();
  for (size_t i = 0; i < lists; i++)
    list_sort (all[i]);
  report ("sort", start, lists * n);
  for (size_t j = 0; j < n; j += n / 10)
    sum += (uint64_t)NUMBER (list_at (all[0], j)) * j;
  free_all (all);
}

/* PROGRAM ELEMENTS  */
int
main (int argc, char **argv)
{
  n = argc > 1 ? strtoul (argv[1], NULL, 10) : 1000;
  lists = n < 20000 ? 20000 / n : 1;
  again = n < 200000 ? 200000 / (n * lists) * 10 : 1;
  moves = 20000000 / (n * sizeof (element)) + 1;
  if (moves > n)
    moves = n;
  mallopt (M_MMAP_THRESHOLD, 32 << 20);
  mallopt (M_TRIM_THRESHOLD, 1 << 30);
  all = LISTS (lists);
  others = LISTS (lists);
  /* Small lists are measured in memory that was used before, as in a program
     that has run for a while.  */
  quiet = n < 2000000;
  if (quiet)
    measure ();
  quiet = 0;
  sum = 0;
  measure ();
  printf ("sum %llu\n", (unsigned long long)sum);
  return 0;
}
