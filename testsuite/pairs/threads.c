/* Threads, locks, atomics.  */

#include "pairs.h"
#include <pthread.h>

struct job
{
  int *input;
  struct job *next;
};

struct queue
{
  pthread_mutex_t lock;
  int *slot[4];
  unsigned n;
};

int *global;
pthread_once_t once = PTHREAD_ONCE_INIT;
struct
{
  pthread_mutex_t lock;
  int *p;
} shared = { PTHREAD_MUTEX_INITIALIZER, 0 };

void
work (int *p) // truth: p: stays
{
  ++*p;
}

void
work_on_job (struct job *j) // truth: j: stays
{
  ++*j->input;
}

static void *
run (void *p)
{
  work (p);
  return 0;
}

static void *
run_job (void *j)
{
  work_on_job (j);
  return 0;
}

void
detached (void)
{
  int *p = NEW (int); // truth: new: escapes
  pthread_t thread;
  pthread_create (&thread, 0, run, p);
  pthread_detach (thread);
}

void
job_detached (void)
{
  struct job *j = NEW (struct job); // truth: new: escapes
  j->input = NEW (int);             // truth: new: escapes
  pthread_t thread;
  pthread_create (&thread, 0, run_job, j);
  pthread_detach (thread);
}

int
joined (void)
{
  int *p = NEW (int); // truth: new: stays
  pthread_t thread;
  pthread_create (&thread, 0, run, p);
  pthread_join (thread, 0);
  int value = *p;
  free (p);
  return value;
}

int
beside_thread (void)
{
  int *p = NEW (int); // truth: new: escapes
  int *q = NEW (int); // truth: new: stays
  pthread_t thread;
  pthread_create (&thread, 0, run, p);
  pthread_detach (thread);
  work (q);
  int value = *q;
  free (q);
  return value;
}

int
locked (void)
{
  pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; // truth: local lock: stays
  int *p = NEW (int);                               // truth: new: stays
  pthread_mutex_lock (&lock);
  *p = 3;
  pthread_mutex_unlock (&lock);
  int value = *p;
  free (p);
  return value;
}

void
kept_under_lock (void)
{
  int *p = NEW (int); // truth: new: escapes
  pthread_mutex_lock (&shared.lock);
  shared.p = p;
  pthread_mutex_unlock (&shared.lock);
}

int
not_kept_under_lock (void)
{
  int *p = NEW (int); // truth: new: stays
  pthread_mutex_lock (&shared.lock);
  shared.p = 0;
  *p = 2;
  pthread_mutex_unlock (&shared.lock);
  int value = *p;
  free (p);
  return value;
}

void
send (struct queue *q, int *p) // truth: q: stays; p: to param q 0
{
  pthread_mutex_lock (&q->lock);
  q->slot[q->n % 4] = p;
  q->n++;
  pthread_mutex_unlock (&q->lock);
}

int *
receive (struct queue *q) // truth: q: to result 1
{
  pthread_mutex_lock (&q->lock);
  q->n--;
  int *p = q->slot[q->n % 4];
  pthread_mutex_unlock (&q->lock);
  return p;
}

int
sent_and_received (void)
{
  struct queue *q = NEW (struct queue); // truth: new: stays
  int *x = NEW (int);                   // truth: new: stays
  send (q, x);
  int value = *receive (q);
  free (x);
  free (q);
  return value;
}

int *
received_and_returned (void)
{
  struct queue *q = NEW (struct queue); // truth: new: stays
  int *x = NEW (int);                   // truth: new: escapes
  send (q, x);
  x = receive (q);
  free (q);
  return x;
}

long
counted (void)
{
  long n = 0; // truth: local n: stays
  __atomic_add_fetch (&n, 2, __ATOMIC_SEQ_CST);
  return __atomic_load_n (&n, __ATOMIC_SEQ_CST);
}

int
atomically_stored (void)
{
  int *x = NEW (int); // truth: new: stays
  int *p;             // truth: local p: stays
  __atomic_store_n (&p, x, __ATOMIC_SEQ_CST);
  int value = *__atomic_load_n (&p, __ATOMIC_SEQ_CST);
  free (x);
  return value;
}

int
atomically_exchanged (void)
{
  int *x = NEW (int); // truth: new: stays
  int *y = NEW (int); // truth: new: stays
  int *p = x;         // truth: local p: stays
  int *old = __atomic_exchange_n (&p, y, __ATOMIC_SEQ_CST);
  int value = *old + *p;
  free (x);
  free (y);
  return value;
}

void
publish (int **to, int *p) // truth: to: stays; p: to param to 0
{
  __atomic_store_n (to, p, __ATOMIC_SEQ_CST);
}

static void
set_up (void)
{
  global = NEW (int); // truth: new: escapes
}

int
initialised (void)
{
  int *x = NEW (int); // truth: new: stays
  pthread_once (&once, set_up);
  *x = *global;
  int value = *x;
  free (x);
  return value;
}

_Bool
try_exchange (int **to, int *old, int *p) // truth: to: stays; old: stays; p: to param to 0
{
  return __atomic_compare_exchange_n (to, &old, p, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
