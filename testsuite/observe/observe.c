/* observe.c -- watch a program run, and tell which objects outlive the frames
   that made them.  For tests only; GNU/Linux on x86-64.

   Link this file into a program that is compiled with -O0 -g -no-pie
   -finstrument-functions.  It takes the place of malloc and its like.  What is
   known of the program before it runs (its functions, its calls, what the
   plugin said of each) comes from the file that OBSERVE_TABLE names; what was
   seen goes to the file that OBSERVE_OUTPUT names, with the process's number
   appended.  observe.py writes the one and reads the other.

   Each activation of a function has an entry in a shadow stack.  An allocation
   is attributed to the innermost one, at the call that made it: the site.  When
   an activation is over, each object attributed to it that still lives is looked
   for by a conservative scan: from global variables, the live stacks and the
   value returned, through live heap objects.  If it is found, it has outlived
   the frame.  An object that the plugin says is handed to the caller, and no
   further, is then attributed to the caller, at the call in it.

   That a find is true:
   - An address is never used for two objects.  So all memory that is older than
     an object, like the callers' frames, can hold its address only if the
     program put it there while the object lived; stale bytes cannot.
   - The end of an activation is seen after its return instruction, by a return
     address that is put aside, so that its own frame is gone.  The caller's
     frame is live memory, older than the activation.  The return registers
     count only if the function's type says that they hold a value.
   - Other threads' stacks are scanned from the frame that they last entered, or
     returned to, without what lies below.
   Frames do use addresses twice.  So of a sampled activation, the values that
   lie about when it begins and point into its future frame are noted, and do not
   count.  With OBSERVE_CLEAN in the environment, pointers into a frame are made
   null when it ends, so that random programs cannot follow them.  With
   OBSERVE_ALWAYS, every activation is sampled.

   What is missed: registers of other threads, memory mapped by the program
   itself, pointers that are disguised or not aligned, and what happens between
   a longjmp and the next call that is seen.  */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

enum
{
  GRANULE = 16,
  PAGE = 4096,
  MAX_FRAMES = 1 << 20,  /* Of a thread.  */
  MAX_DANGLING = 4096,   /* Known values that point into a sampled frame.  */
  MAX_HITS = 4096,       /* Frame offsets that were seen outside.  */
  ALLOCA_ROOM = 1 << 16, /* What a frame may grow by, and be watched.  */
  TCB_SIZE = 2304,       /* Of the C library's struct pthread.  */
  SURE = 64              /* After so many scans of a site or a function,
			     only each 2^n-th one is done.  */
};

#define ARENA_SIZE ((size_t)1 << 37)
#define MAX_OBJECTS ((size_t)1 << 31)

/* What the plugin said of a site.  */
enum verdict
{
  STAYS = 'D',   /* The object does not escape.  */
  HANDED = 'L',  /* It escapes, to the caller's memory only.  */
  ESCAPES = 'X', /* It escapes further.  */
  UNKNOWN = '?'  /* Nothing: the call is not known to allocate.  */
};

struct site
{
  uintptr_t call; /* The return address.  */
  uint32_t function;
  char verdict;
  uint64_t objects, unreachable, outlived, scans;
};

struct function
{
  uintptr_t start, end;
  int registers;     /* That hold its result, 0 to 2.  */
  size_t parameters; /* Bytes of the caller's stack that hold them.  */
  bool sampled;
  uint64_t activations;
};

struct object
{
  uintptr_t start;
  size_t size;
  uintptr_t cell; /* Where the last scan found a pointer to it.  */
  uint32_t site, next, mark;
  bool dead;
  bool from_library; /* Made by code that is not observed.  */
  bool held;         /* Found by the last scan.  */
};

struct frame
{
  uintptr_t fp;   /* The frame pointer: above lie the old one, the return.  */
  uintptr_t sp;   /* Its lower end when it began.  */
  uintptr_t back; /* The return address that was put aside.  */
  uint32_t function, site;
  uint32_t objects; /* The first in its list.  */
  bool leaving, sampled;
  uint32_t dangling; /* How many values it has in the thread's list.  */
};

struct thread
{
  struct thread *next;
  uintptr_t top; /* Above its stack.  */
  uintptr_t sp;  /* Its live stack begins here, as far as is known.  */
  uintptr_t tcb;
  bool busy; /* In this file.  */
  size_t depth;
  struct frame *frames;
  size_t n_dangling;
  uintptr_t *dangling;
};

struct hit
{
  uint32_t function;
  intptr_t offset;
  uintptr_t holder; /* The cell, or the call that made its object.  */
};

struct region
{
  uintptr_t from, to;
};

static struct state
{
  pthread_mutex_t lock;
  uintptr_t arena, next;
  uint32_t *index; /* By granule: an object's number, or 0.  */
  uint16_t *pages; /* By page: how many live objects touch it.  */
  struct object *objects;
  uint32_t n_objects;
  uint32_t *work;
  uint32_t epoch;
  struct thread *threads;
  struct site *sites; /* Sorted by address; 0 is none.  */
  uint32_t n_sites;
  struct function *functions; /* Sorted by address; 0 is none.  */
  uint32_t n_functions;
  struct region program[64], libraries[256], tls[16];
  size_t n_program, n_libraries, n_tls;
  /* The dead frame that is looked for, and what is done with a find.  */
  struct region dead;
  bool noting;
  struct thread *finder;
  struct frame *dead_frame;
  struct hit hits[MAX_HITS];
  size_t n_hits;
  uint64_t scans;
  bool always; /* No scan is left out.  */
  bool clean;  /* Pointers into dead frames are made null.  */
  pid_t pid;
} * state;

static __thread struct thread *self
    __attribute__ ((tls_model ("initial-exec")));
static bool ready;

static void *
map (size_t size)
{
  void *p = mmap (NULL, size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED)
    {
      static const char text[] = "observe: no uintptr_t space\n";
      if (write (2, text, sizeof text - 1))
        _exit (127);
      _exit (127);
    }
  return p;
}

static void
start_state (void)
{
  struct state *s = map (sizeof *s);
  s->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  s->arena = s->next = (uintptr_t)map (ARENA_SIZE);
  s->index = map (ARENA_SIZE / GRANULE * sizeof *s->index);
  s->pages = map (ARENA_SIZE / PAGE * sizeof *s->pages);
  s->objects = map (MAX_OBJECTS * sizeof *s->objects);
  s->work = map (MAX_OBJECTS * sizeof *s->work);
  s->n_objects = 1;
  state = s;
}

static void
lock (void)
{
  if (!state)
    start_state ();
  pthread_mutex_lock (&state->lock);
}

static void
unlock (void)
{
  pthread_mutex_unlock (&state->lock);
}

static struct thread *
this_thread (void)
{
  if (self || !ready)
    return self;
  struct thread *t = map (sizeof *t);
  t->frames = map (MAX_FRAMES * sizeof *t->frames);
  t->dangling = map (MAX_FRAMES * sizeof *t->dangling);
  self = t;
  t->busy = true;
  pthread_attr_t attributes;
  if (!pthread_getattr_np (pthread_self (), &attributes))
    {
      void *low;
      size_t size;
      pthread_attr_getstack (&attributes, &low, &size);
      pthread_attr_destroy (&attributes);
      t->top = (uintptr_t)low + size;
    }
  t->sp = t->top;
  t->tcb = (uintptr_t)pthread_self ();
  t->busy = false;
  lock ();
  t->next = state->threads;
  state->threads = t;
  unlock ();
  return t;
}

/* --- The heap. --- */

static uint32_t
find (uintptr_t p)
{
  if (p < state->arena || p >= state->next)
    return 0;
  uint32_t i = state->index[(p - state->arena) / GRANULE];
  return i && !state->objects[i].dead ? i : 0;
}

static void
count_pages (const struct object *o, int step)
{
  size_t last = (o->start + o->size - state->arena) / PAGE;
  for (size_t p = (o->start - state->arena) / PAGE; p <= last; p++)
    {
      state->pages[p] += step;
      /* The page of the next object stays.  */
      if (!state->pages[p] && state->arena + (p + 1) * PAGE <= state->next)
        madvise ((void *)(state->arena + p * PAGE), PAGE, MADV_DONTNEED);
    }
}

static struct site *
site_at (uintptr_t call)
{
  uint32_t low = 1, high = state->n_sites;
  while (low < high)
    {
      uint32_t middle = (low + high) / 2;
      if (state->sites[middle].call < call)
        low = middle + 1;
      else
        high = middle;
    }
  return low < state->n_sites && state->sites[low].call == call
             ? &state->sites[low]
             : NULL;
}

struct search
{
  uintptr_t above;
  uint32_t site;
};

static _Unwind_Reason_Code
try_frame (struct _Unwind_Context *context, void *data)
{
  struct search *search = data;
  if (_Unwind_GetCFA (context) < search->above)
    return _URC_NO_REASON;
  struct site *s = site_at (_Unwind_GetIP (context));
  if (!s)
    return _URC_NO_REASON;
  search->site = s - state->sites;
  return _URC_END_OF_STACK;
}

/* The innermost call of the program itself that has led to code with the return
   address NEAR, whose own frame lies below ABOVE.  */
static uint32_t
find_site (uintptr_t near, uintptr_t above)
{
  struct site *s = site_at (near);
  struct search search = { above, s ? s - state->sites : 0 };
  if (!s)
    _Unwind_Backtrace (try_frame, &search);
  return search.site;
}

/* Attribute object I to frame F, at SITE.  */
static void
attribute (struct frame *f, uint32_t i, uint32_t site)
{
  struct object *o = &state->objects[i];
  struct site *s = &state->sites[site];
  if (s->verdict == UNKNOWN || s->function != f->function)
    return;
  s->objects++;
  if (s->verdict == ESCAPES && s->outlived)
    return;
  o->site = site;
  o->next = f->objects;
  f->objects = i;
}

static void leave_dead_frames (struct thread *, uintptr_t);

static void *
allocate (size_t size, size_t alignment, uintptr_t near, uintptr_t sp)
{
  struct thread *t = this_thread ();
  if (size > ARENA_SIZE / 4)
    {
      errno = ENOMEM;
      return NULL;
    }
  uint32_t site = t && !t->busy && t->depth ? find_site (near, 0) : 0;
  lock ();
  if (t && !t->busy)
    leave_dead_frames (t, sp);
  /* A gap, so that no value in this file is a future object's address.  */
  uintptr_t start = (state->next + GRANULE + alignment - 1) & -alignment;
  /* One more, so that a pointer past the end is nobody else's.  */
  size_t room = (size + 1 + GRANULE - 1) & -(size_t)GRANULE;
  if (start + room > state->arena + ARENA_SIZE
      || state->n_objects == MAX_OBJECTS)
    {
      unlock ();
      errno = ENOMEM;
      return NULL;
    }
  state->next = start + room;
  uint32_t i = state->n_objects++;
  struct object *o = &state->objects[i];
  o->start = start;
  o->size = size;
  uint32_t *granule = &state->index[(start - state->arena) / GRANULE];
  for (size_t g = 0; g < room / GRANULE; g++)
    granule[g] = i;
  count_pages (o, 1);
  if (t && !t->busy && t->depth)
    {
      struct frame *f = &t->frames[t->depth - 1];
      o->from_library = state->sites[site].call != near;
      attribute (f, i, site);
    }
  unlock ();
  return (void *)start;
}

static void
release (void *p)
{
  lock ();
  uint32_t i = find ((uintptr_t)p);
  if (i && state->objects[i].start == (uintptr_t)p)
    {
      state->objects[i].dead = true;
      count_pages (&state->objects[i], -1);
    }
  unlock ();
}

static size_t
size_of (void *p)
{
  lock ();
  uint32_t i = find ((uintptr_t)p);
  size_t size = i ? state->objects[i].size : 0;
  unlock ();
  return size;
}

#define NEAR ((uintptr_t)__builtin_return_address (0))
#define SP ((uintptr_t)__builtin_frame_address (0))

void *
malloc (size_t size)
{
  return allocate (size, GRANULE, NEAR, SP);
}

void *
calloc (size_t n, size_t size)
{
  size_t whole;
  if (__builtin_mul_overflow (n, size, &whole))
    {
      errno = ENOMEM;
      return NULL;
    }
  return allocate (whole, GRANULE, NEAR, SP);
}

void
free (void *p)
{
  release (p);
}

static void *
resize (void *p, size_t size, uintptr_t near, uintptr_t sp)
{
  if (p && !size)
    {
      release (p);
      return NULL;
    }
  void *q = allocate (size, GRANULE, near, sp);
  if (p && q)
    {
      size_t old = size_of (p);
      memcpy (q, p, old < size ? old : size);
      release (p);
    }
  return q;
}

void *
realloc (void *p, size_t size)
{
  return resize (p, size, NEAR, SP);
}

void *
reallocarray (void *p, size_t n, size_t size)
{
  size_t whole;
  if (__builtin_mul_overflow (n, size, &whole))
    {
      errno = ENOMEM;
      return NULL;
    }
  return resize (p, whole, NEAR, SP);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return allocate (size, alignment < GRANULE ? GRANULE : alignment, NEAR, SP);
}

void *
memalign (size_t alignment, size_t size)
{
  return allocate (size, alignment < GRANULE ? GRANULE : alignment, NEAR, SP);
}

int
posix_memalign (void **result, size_t alignment, size_t size)
{
  *result
      = allocate (size, alignment < GRANULE ? GRANULE : alignment, NEAR, SP);
  return *result ? 0 : ENOMEM;
}

size_t
malloc_usable_size (void *p)
{
  return size_of (p);
}

/* --- The scan. --- */

/* CELL has VALUE, a pointer into the dead frame.  */
static void
dangles (uintptr_t cell, uintptr_t value)
{
  struct thread *t = state->finder;
  struct frame *f = state->dead_frame;
  if (state->noting)
    {
      if (f->dangling < MAX_DANGLING && t->n_dangling < MAX_FRAMES)
        {
          t->dangling[t->n_dangling++] = value;
          f->dangling++;
        }
      else
        f->sampled = false;
      return;
    }
  if (state->clean && (cell < t->tcb || cell >= t->tcb + TCB_SIZE))
    *(uintptr_t *)cell = 0;
  for (size_t i = 1; i <= f->dangling; i++)
    if (t->dangling[t->n_dangling - i] == value)
      return;
  intptr_t offset = value - (f->fp + 2 * sizeof (uintptr_t));
  for (size_t i = 0; i < state->n_hits; i++)
    if (state->hits[i].function == f->function
        && state->hits[i].offset == offset)
      return;
  if (state->n_hits < MAX_HITS)
    {
      uint32_t i = find (cell);
      uintptr_t holder = i ? state->sites[state->objects[i].site].call : cell;
      state->hits[state->n_hits++]
          = (struct hit){ f->function, offset, holder };
    }
}

/* Mark what the words in [FROM, TO) point to; returns the work's new size.  */
static size_t
mark (uintptr_t from, uintptr_t to, size_t n)
{
  from = (from + sizeof (uintptr_t) - 1) & -sizeof (uintptr_t);
  for (; from + sizeof (uintptr_t) <= to; from += sizeof (uintptr_t))
    {
      uintptr_t value = *(uintptr_t *)from;
      if (value >= state->dead.from && value < state->dead.to)
        dangles (from, value);
      uint32_t i = find (value);
      if (!i || state->objects[i].mark == state->epoch)
        continue;
      state->objects[i].mark = state->epoch;
      state->objects[i].cell = from;
      state->work[n++] = i;
    }
  return n;
}

static void
mark_through (size_t n)
{
  while (n)
    {
      struct object *o = &state->objects[state->work[--n]];
      n = mark (o->start, o->start + o->size, n);
    }
}

/* Mark what can be reached, but from libraries' variables.  T's live stack
   begins at SP, and RESULT are N_RESULT words that are returned.  */
static void
scan (struct thread *t, uintptr_t sp, const uintptr_t *result, int n_result)
{
  size_t n = 0;
  state->epoch++;
  n = mark ((uintptr_t)result, (uintptr_t)(result + n_result), n);
  for (struct thread *other = state->threads; other; other = other->next)
    {
      n = mark (other == t ? sp : other->sp, other->top, n);
      n = mark (other->tcb, other->tcb + TCB_SIZE, n);
    }
  for (size_t i = 0; i < state->n_tls; i++)
    n = mark (state->tls[i].from, state->tls[i].to, n);
  for (size_t i = 0; i < state->n_program; i++)
    n = mark (state->program[i].from, state->program[i].to, n);
  mark_through (n);
  state->scans++;
}

/* Go on from the libraries' variables, with the same marks.  */
static void
scan_libraries (void)
{
  size_t n = 0;
  for (size_t i = 0; i < state->n_libraries; i++)
    n = mark (state->libraries[i].from, state->libraries[i].to, n);
  mark_through (n);
}

/* --- Activations. --- */

/* Whether the Nth scan for the same thing is worth its while.  */
static bool
worth (uint64_t n)
{
  return n <= SURE || !(n & (n - 1)) || state->always;
}

static void
report_violation (const struct object *o)
{
  struct site *s = &state->sites[o->site];
  if (s->outlived > 1)
    return;
  fprintf (stderr,
           "observe: object of %zu bytes made by the call before %#lx "
           "outlives its frame",
           o->size, s->call);
  for (uintptr_t cell = o->cell; cell;)
    {
      uint32_t i = find (cell);
      struct object *holder = &state->objects[i];
      fprintf (stderr, ", held by %#lx", cell);
      if (!i)
        break;
      fprintf (stderr, " (of %zu, made before %#lx)", holder->size,
               state->sites[holder->site].call);
      cell = holder->cell;
    }
  fputc ('\n', stderr);
}

/* Note which objects of F are marked.  What a library has made for itself, like
   a FILE, it may keep: such an object counts as held only if IN_PROGRAM.  */
static void
set_held (struct frame *f, bool in_program)
{
  for (uint32_t i = f->objects; i; i = state->objects[i].next)
    {
      struct object *o = &state->objects[i];
      if (in_program || !o->from_library)
        o->held = o->mark == state->epoch;
    }
}

/* Activation F of T, the innermost, is over; the live stack begins at SP.  */
static void
judge (struct thread *t, struct frame *f, uintptr_t sp, const uintptr_t *result,
       int n_result)
{
  bool look = false;
  for (uint32_t i = f->objects; i; i = state->objects[i].next)
    {
      struct object *o = &state->objects[i];
      struct site *s = &state->sites[o->site];
      if (!o->dead && (s->verdict == STAYS || !s->outlived)
          && worth (++s->scans))
        look = true;
    }
  uintptr_t frame_end
      = f->fp + 2 * sizeof f->fp + state->functions[f->function].parameters;
  if (f->sampled)
    {
      uintptr_t low = t->sp < f->sp ? t->sp : f->sp;
      if (low < f->sp - ALLOCA_ROOM)
        low = f->sp - ALLOCA_ROOM;
      state->dead = (struct region){ low, frame_end };
    }
  state->finder = t;
  state->dead_frame = f;
  if (look || f->sampled)
    scan (t, sp, result, n_result);
  state->dead = (struct region){ 0, 0 };
  if (look)
    {
      set_held (f, true);
      scan_libraries ();
      set_held (f, false);
    }

  struct frame *parent = t->depth > 1 ? f - 1 : NULL;
  for (uint32_t i = f->objects, next; i; i = next)
    {
      struct object *o = &state->objects[i];
      struct site *s = &state->sites[o->site];
      next = o->next;
      if (o->dead)
        continue;
      bool known = s->verdict != STAYS && s->outlived;
      if (!known && !(look && o->held))
        {
          s->unreachable++;
          continue;
        }
      s->outlived++;
      if (s->verdict == STAYS)
        report_violation (o);
      else if (s->verdict == HANDED && parent)
        attribute (parent, i, f->site);
    }
}

static void
pop (struct thread *t)
{
  struct frame *f = &t->frames[--t->depth];
  t->n_dangling -= f->dangling;
}

/* Frames below SP are gone without having said so, by longjmp.  */
static void
leave_dead_frames (struct thread *t, uintptr_t sp)
{
  while (t->depth && t->frames[t->depth - 1].fp < sp)
    {
      struct frame *f = &t->frames[t->depth - 1];
      if (f->objects)
        {
          f->sampled = false;
          judge (t, f, sp, NULL, 0);
        }
      pop (t);
    }
}

static uint32_t
function_at (uintptr_t start)
{
  uint32_t low = 1, high = state->n_functions;
  while (low < high)
    {
      uint32_t middle = (low + high) / 2;
      if (state->functions[middle].start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low < state->n_functions && state->functions[low].start == start ? low
                                                                          : 0;
}

void
__cyg_profile_func_enter (void *function, void *call)
{
  struct thread *t = this_thread ();
  if (!t || t->busy)
    return;
  uintptr_t fp = *(uintptr_t *)__builtin_frame_address (0);
  uintptr_t above = fp + 2 * sizeof fp;
  uint32_t site = t->depth ? find_site ((uintptr_t)call, above) : 0;
  lock ();
  leave_dead_frames (t, fp + 1);
  if (t->depth == MAX_FRAMES)
    abort ();
  struct frame *f = &t->frames[t->depth++];
  memset (f, 0, sizeof *f);
  f->fp = fp;
  f->sp = (uintptr_t)__builtin_frame_address (0) + sizeof (uintptr_t);
  f->function = function_at ((uintptr_t)function);
  f->site = site;
  t->sp = f->sp;
  struct function *fn = &state->functions[f->function];
  if (f->function && (fn->sampled || state->clean) && worth (++fn->activations))
    {
      f->sampled = true;
      state->dead
          = (struct region){ f->sp - ALLOCA_ROOM, above + fn->parameters };
      state->noting = true;
      state->finder = t;
      state->dead_frame = f;
      scan (t, f->sp, NULL, 0);
      state->noting = false;
      state->dead = (struct region){ 0, 0 };
    }
  unlock ();
}

void observe_return (void);
uintptr_t observe_left (uintptr_t, uintptr_t *) __asm__("observe_left");

void
__cyg_profile_func_exit (void *function, void *call)
{
  (void)function;
  (void)call;
  struct thread *t = self;
  if (!t || t->busy)
    return;
  uintptr_t fp = *(uintptr_t *)__builtin_frame_address (0);
  lock ();
  leave_dead_frames (t, fp);
  struct frame *f = t->depth ? &t->frames[t->depth - 1] : NULL;
  if (f && f->fp == fp)
    {
      t->sp = SP;
      if (f->objects || f->sampled)
        {
          uintptr_t *back = (uintptr_t *)fp + 1;
          f->back = *back;
          f->leaving = true;
          *back = (uintptr_t)observe_return;
        }
      else
        {
          pop (t);
          t->sp = fp + 2 * sizeof (uintptr_t);
        }
    }
  unlock ();
}

/* Where an activation with objects returns to: calls observe_left with the
   stack pointer and the registers of the result, then goes back.  */
__asm__(".text\n"
        ".globl observe_return\n"
        ".type observe_return, @function\n"
        "observe_return:\n"
        "  pushq $0\n"
        "  pushq %rdx\n"
        "  pushq %rax\n"
        "  subq $40, %rsp\n"
        "  movups %xmm0, (%rsp)\n"
        "  movups %xmm1, 16(%rsp)\n"
        "  leaq 64(%rsp), %rdi\n"
        "  leaq 40(%rsp), %rsi\n"
        "  call observe_left\n"
        "  movq %rax, 56(%rsp)\n"
        "  movups (%rsp), %xmm0\n"
        "  movups 16(%rsp), %xmm1\n"
        "  addq $40, %rsp\n"
        "  popq %rax\n"
        "  popq %rdx\n"
        "  ret\n"
        ".size observe_return, .-observe_return\n");

uintptr_t
observe_left (uintptr_t sp, uintptr_t *result)
{
  struct thread *t = self;
  int saved = errno;
  lock ();
  struct frame *f = &t->frames[t->depth - 1];
  uintptr_t back = f->back;
  struct function *fn = &state->functions[f->function];
  judge (t, f, sp + fn->parameters, result, fn->registers);
  pop (t);
  t->sp = sp;
  unlock ();
  errno = saved;
  return back;
}

/* --- Threads. --- */

struct start
{
  void *(*function) (void *);
  void *argument;
};

static pthread_key_t thread_key;

static void
end_thread (void *data)
{
  struct thread *t = data;
  lock ();
  leave_dead_frames (t, t->top);
  for (struct thread **p = &state->threads; *p; p = &(*p)->next)
    if (*p == t)
      {
        *p = t->next;
        break;
      }
  unlock ();
  self = NULL;
  munmap (t->frames, MAX_FRAMES * sizeof *t->frames);
  munmap (t->dangling, MAX_FRAMES * sizeof *t->dangling);
}

static void *
run_thread (void *data)
{
  /* START is in the arena, and is scanned as any object that a thread's
     stack holds.  */
  struct start *start = data;
  pthread_setspecific (thread_key, this_thread ());
  void *(*function) (void *) = start->function;
  void *argument = start->argument;
  free (start);
  return function (argument);
}

int
pthread_create (pthread_t *restrict thread,
                const pthread_attr_t *restrict attributes,
                void *(*function) (void *), void *restrict argument)
{
  static int (*real) (pthread_t *, const pthread_attr_t *, void *(*)(void *),
                      void *);
  if (!real)
    real = (int (*) (pthread_t *, const pthread_attr_t *, void *(*)(void *),
                     void *))dlsym (RTLD_NEXT, "pthread_create");
  struct start *start = malloc (sizeof *start);
  if (!start)
    return EAGAIN;
  *start = (struct start){ function, argument };
  int error = real (thread, attributes, run_thread, start);
  if (error)
    free (start);
  return error;
}

/* --- Beginning and end. --- */

static int
note_regions (struct dl_phdr_info *info, size_t size, void *data)
{
  (void)size;
  bool program = !*info->dlpi_name;
  (void)data;
  for (int i = 0; i < info->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *p = &info->dlpi_phdr[i];
      uintptr_t from = info->dlpi_addr + p->p_vaddr;
      struct region r = { from, from + p->p_memsz };
      if (p->p_type == PT_LOAD && p->p_flags & PF_W)
        {
          if (program && state->n_program < 64)
            state->program[state->n_program++] = r;
          else if (!program && state->n_libraries < 256)
            state->libraries[state->n_libraries++] = r;
        }
      else if (p->p_type == PT_TLS && info->dlpi_tls_data && program)
        {
          from = (uintptr_t)info->dlpi_tls_data;
          state->tls[state->n_tls++]
              = (struct region){ from, from + p->p_memsz };
        }
    }
  return 0;
}

static char *
read_file (const char *name)
{
  int fd = open (name, O_RDONLY | O_CLOEXEC);
  off_t size = fd < 0 ? -1 : lseek (fd, 0, SEEK_END);
  if (size < 0)
    {
      fprintf (stderr, "observe: cannot read %s\n", name);
      _exit (127);
    }
  char *text = map (size + 1);
  for (off_t done = 0; done < size;)
    {
      ssize_t n = pread (fd, text + done, size - done, done);
      if (n <= 0)
        _exit (127);
      done += n;
    }
  close (fd);
  return text;
}

/* Lines `F START END REGISTERS PARAMETERS SAMPLED' and `C CALL FUNCTION VERDICT', each
   kind sorted by address, after the two numbers of lines.  */
static void
read_table (const char *name)
{
  char *p = read_file (name);
  state->n_functions = strtoul (p, &p, 10) + 1;
  state->n_sites = strtoul (p, &p, 10) + 1;
  state->functions = map (state->n_functions * sizeof *state->functions);
  state->sites = map (state->n_sites * sizeof *state->sites);
  uint32_t f = 1, c = 1;
  while (*(p += strspn (p, "\n")))
    {
      char kind = *p++;
      if (kind == 'F' && f < state->n_functions)
        {
          struct function *fn = &state->functions[f++];
          fn->start = strtoul (p, &p, 16);
          fn->end = strtoul (p, &p, 16);
          fn->registers = strtoul (p, &p, 10);
          fn->parameters = strtoul (p, &p, 10);
          fn->sampled = strtoul (p, &p, 10);
        }
      else if (kind == 'C' && c < state->n_sites)
        {
          struct site *s = &state->sites[c++];
          s->call = strtoul (p, &p, 16);
          s->function = strtoul (p, &p, 10);
          s->verdict = p[1];
          p += 2;
        }
      else
        _exit (127);
    }
}

static void
lock_child (void)
{
  state->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
}

__attribute__ ((constructor (101))) static void
begin (void)
{
  const char *table = getenv ("OBSERVE_TABLE");
  lock ();
  unlock ();
  if (!table)
    return;
  read_table (table);
  state->always = getenv ("OBSERVE_ALWAYS");
  state->clean = getenv ("OBSERVE_CLEAN");
  dl_iterate_phdr (note_regions, NULL);
  pthread_key_create (&thread_key, end_thread);
  pthread_atfork (lock, unlock, lock_child);
  state->pid = getpid ();
  ready = true;
}

/* What was seen: `C CALL OBJECTS UNREACHABLE OUTLIVED' of each site, and
   `V FUNCTION OFFSET HOLDER' of each place in a frame that something pointed to
   when the frame was gone.  */
__attribute__ ((destructor (101))) static void
end (void)
{
  const char *name = getenv ("OBSERVE_OUTPUT");
  if (!ready || !name || getpid () != state->pid)
    return;
  struct thread *t = this_thread ();
  t->busy = true;
  char full[4096];
  snprintf (full, sizeof full, "%s.%ld", name, (long)getpid ());
  FILE *file = fopen (full, "w");
  if (!file)
    {
      fprintf (stderr, "observe: cannot write %s\n", full);
      _exit (127);
    }
  for (uint32_t i = 1; i < state->n_sites; i++)
    {
      struct site *s = &state->sites[i];
      if (s->objects)
        fprintf (file, "C %lx %lu %lu %lu\n", s->call, s->objects,
                 s->unreachable, s->outlived);
    }
  for (size_t i = 0; i < state->n_hits; i++)
    fprintf (file, "V %lx %ld %lx\n",
             state->functions[state->hits[i].function].start,
             (long)state->hits[i].offset, state->hits[i].holder);
  fprintf (file, "S %lu %u\n", state->scans, state->n_objects - 1);
  fclose (file);
}
