/* The second half of work.h, included below the peer's definitions.  */

static size_t n;      /* entries of a map */
static size_t tables; /* maps that are worked on at once, if small */
static size_t again;  /* times that readers go over each */
static key *keys, *mixed_keys, *others;
static table **all;
static uint64_t sum;

static void
make_keys (void)
{
  keys = (key *)malloc (n * sizeof *keys);
  mixed_keys = (key *)malloc (n * sizeof *keys);
  others = (key *)malloc (n * sizeof *keys);
  for (size_t i = 0; i < n; i++)
    {
      keys[i] = mixed_keys[i] = work_key (i);
      others[i] = work_key (n + i);
    }
  for (size_t i = n; i > 1; i--)
    {
      size_t j = (size_t)(splitmix (i) % i);
      key k = mixed_keys[i - 1];
      mixed_keys[i - 1] = mixed_keys[j];
      mixed_keys[j] = k;
    }
}

static void
fill (table *t)
{
  for (size_t i = 0; i < n; i++)
    table_put (t, keys[i], work_value (i));
}

static void
free_all (void)
{
  for (size_t i = 0; i < tables; i++)
    table_free (all[i]);
}

static void
insert (size_t hint)
{
  for (size_t i = 0; i < tables; i++)
    fill (all[i] = table_new (hint));
}

static void
hit (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t r = 0; r < again; r++)
      for (size_t j = 0; j < n; j++)
        sum += VALUE_NUMBER (*table_get (all[i], mixed_keys[j]));
}

static void
miss (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t r = 0; r < again; r++)
      for (size_t j = 0; j < n; j++)
        sum += table_get (all[i], others[j]) != NULL;
}

static void
replace (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t r = 0; r < again; r++)
      for (size_t j = 0; j < n; j++)
        table_put (all[i], mixed_keys[j], work_value (j));
}

static void
iterate (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t r = 0; r < again; r++)
      sum += table_sum (all[i]);
}

static void
delete_all (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t j = 0; j < n; j++)
      table_delete (all[i], mixed_keys[j]);
}

/* A window that moves over the keys: look up, insert, delete.  */
static void
mixed (void)
{
  for (size_t i = 0; i < tables; i++)
    for (size_t j = 0; j < n; j++)
      {
        sum += table_get (all[i], mixed_keys[j]) != NULL;
        table_put (all[i], others[j], work_value (j));
        table_delete (all[i], keys[j]);
      }
}

static void
clear_and_refill (void)
{
  for (size_t i = 0; i < tables; i++)
    {
      table_clear (all[i]);
      fill (all[i]);
    }
}

static int quiet;

static void
report (const char *what, double start, size_t operations)
{
  if (!quiet)
    printf ("%s %.3f\n", what, (now () - start) / (double)operations);
}

static void
measure (void)
{
  double start = now ();
  insert (0);
  report ("insert", start, tables * n);
  free_all ();

  start = now ();
  insert (n);
  report ("insert-hint", start, tables * n);
  free_all ();

  insert (0);
  start = now ();
  hit ();
  report ("hit", start, tables * n * again);
  start = now ();
  miss ();
  report ("miss", start, tables * n * again);
  start = now ();
  iterate ();
  report ("iterate", start, tables * n * again);
  start = now ();
  replace ();
  report ("replace", start, tables * n * again);

  table **copies = (table **)malloc (tables * sizeof *copies);
  start = now ();
  for (size_t i = 0; i < tables; i++)
    copies[i] = table_clone (all[i]);
  report ("clone", start, tables * n);
  sum += table_sum (copies[0]);
  start = now ();
  mixed ();
  report ("mixed", start, tables * n * 3);
  sum += table_sum (all[0]);
  free_all ();
  memcpy (all, copies, tables * sizeof *copies);
  free (copies);

  start = now ();
  clear_and_refill ();
  report ("refill", start, tables * n);
  start = now ();
  delete_all ();
  report ("delete", start, tables * n);
  sum += table_sum (all[0]);
  free_all ();
}

static void
memory (void)
{
  size_t before = work_heap ();
  insert (0);
  printf ("bytes %.2f\n",
          (double)(work_heap () - before) / (double)(tables * n));
  free_all ();
}

/* The slowest insert on the way to N: each is timed in three runs, and its
   fastest counts, so that what others do on the machine does not.  FRESH: all
   memory goes back to the kernel between the runs.  */
static double
slowest_of_three (int fresh)
{
  float *best = (float *)malloc (n * sizeof *best), most = 0;
  for (int run = 0; run < 3; run++)
    {
      if (fresh)
        malloc_trim (0);
      table *t = table_new (0);
      double before = clock_ns (CLOCK_MONOTONIC);
      for (size_t i = 0; i < n; i++)
        {
          table_put (t, keys[i], work_value (i));
          double after = clock_ns (CLOCK_MONOTONIC);
          if (run == 0 || after - before < best[i])
            best[i] = (float)(after - before);
          before = after;
        }
      table_free (t);
    }
  for (size_t i = 0; i < n; i++)
    if (best[i] > most)
      most = best[i];
  free (best);
  return most;
}

static void
slowest (void)
{
  printf ("fresh %.0f\n", slowest_of_three (1));
  mallopt (M_MMAP_MAX, 0);
  printf ("used %.0f\n", slowest_of_three (0));
}

/* What is done to a table at many sizes on its way from nothing to N and back:
   a thousand times each, so that no growth is waited for.  */
enum
{
  POINTS = 25,
  TIMES = 1000
};

static double spent[9];
static const char *const phases[9]
    = { "insert", "hit",  "miss",         "replace",   "erase-absent",
        "erase",  "walk-10", "walk-1000", "empty" };

/* The J-th of the keys that are there at SIZE, in no order that it knows.  */
static inline key
present (size_t size, size_t j)
{
  return mixed_keys[splitmix (size + j) % size];
}

/* Repeat WORK, of I, and count its time as PHASE's.  */
#define TIMED(phase, from, to, work)                                           \
  do                                                                           \
    {                                                                          \
      double start_ = now ();                                                  \
      for (size_t i = (from); i < (to); i++)                                   \
        work;                                                                  \
      spent[phase] += now () - start_;                                         \
    }                                                                          \
  while (0)

/* Each phase has keys of its own, so that none warms the caches for the next.  */
static void
at_point (table *t, size_t size)
{
  key some[5][TIMES];
  for (size_t i = 0; i < TIMES; i++)
    for (size_t phase = 0; phase < 5; phase++)
      some[phase][i] = present (size, 5 * i + phase);
  TIMED (1, 0, TIMES, sum += VALUE_NUMBER (*table_get (t, some[0][i])));
  TIMED (2, 0, TIMES, sum += table_get (t, others[size - i - 1]) != NULL);
  TIMED (3, 0, TIMES, table_put (t, some[1][i], work_value (size)));
  TIMED (4, 0, TIMES, table_delete (t, others[size - i - 1 - TIMES]));
  TIMED (5, 0, TIMES, table_delete (t, some[2][i]));
  for (size_t i = 0; i < TIMES; i++)
    table_put (t, some[2][i], work_value (i));
  /* What a walk sees depends on the table.  */
  uint64_t seen = 0;
  TIMED (6, 0, TIMES, seen += table_walk (t, some[3][i], 10));
  TIMED (7, 0, 10, seen += table_walk (t, some[4][i], 1000));
  if (seen == 1)
    printf ("walked\n");
}

static void
growing (void)
{
  table *t = table_new (0);
  for (size_t p = 0, size = 0; p < POINTS; p++)
    {
      size_t next = n * (p + 1) / POINTS;
      TIMED (0, size, next, table_put (t, mixed_keys[i], work_value (i)));
      at_point (t, size = next);
    }
  sum += table_sum (t);
  TIMED (8, 0, n, table_delete (t, keys[i]));
  sum += table_sum (t);
  table_free (t);
  for (int i = 0; i < 9; i++)
    printf ("%s %.3f\n", phases[i],
            spent[i]
                / (double)(i % 8 == 0 ? n
                           : i == 6   ? POINTS * TIMES * 10
                           : i == 7   ? POINTS * 10 * 1000
                                      : POINTS * TIMES));
}

/* PROGRAM ENTRIES [slowest|growing]  */
int
main (int argc, char **argv)
{
  n = argc > 1 ? strtoul (argv[1], NULL, 10) : 1000;
  tables = n < 20000 ? 20000 / n : 1;
  again = n < 20000 ? 10 : 1;
  all = (table **)malloc (tables * sizeof *all);
  mallopt (M_MMAP_THRESHOLD, 32 << 20);
  mallopt (M_TRIM_THRESHOLD, 1 << 30);
  (void)escape_random ();
  make_keys ();
  if (argc > 2 && strcmp (argv[2], "slowest") == 0)
    slowest ();
  else if (argc > 2)
    {
      growing ();
      printf ("sum %llu\n", (unsigned long long)sum);
    }
  else
    {
      memory ();
      /* Small maps are measured in memory that was used before, as in a program
         that has run for a while.  */
      quiet = n < 200000;
      if (quiet)
        measure ();
      quiet = 0;
      sum = 0;
      measure ();
      printf ("sum %llu\n", (unsigned long long)sum);
    }
  return 0;
}
