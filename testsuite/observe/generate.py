#!/usr/bin/env python3
"""Random C programs that send pointers everywhere, for the observation.

    generate.py SEED > FILE.c

Functions take and give pointers to one struct, in registers, in memory, by
value, through varargs, function pointers, contexts, threads, slices, maps,
lists and vectors of their own; they call each other and themselves.  Each
program ends: calls use up fuel, loops count down.  No pointer is followed
that does not point to something that lives; program.h knows.  A main function
runs all of it with several streams of random numbers.

The same seed gives the same program.  A statement is a line, or lines that
hold together, so that reduce.py can take it out.
"""

import random
import sys

PRELUDE = """\
#include "program.h"

struct node { struct node *next; struct S *v; };
struct vec { struct S **v; size_t n, cap; };

struct S *g0, *g1, **gp;
struct S gs;
static struct S *h0, hs;
static _Thread_local struct S *tls0;
ptrs gslice;
table *gtable;
struct vec gvec;
struct node *glist;
struct context *gcontext;

static struct S *
make (void)
{
  struct S *p = calloc (1, sizeof *p);
  reg_heap (p, sizeof *p);
  return p;
}

static void
push (struct node **head, struct S *v)
{
  struct node *n = malloc (sizeof *n);
  n->v = v;
  n->next = *head;
  *head = n;
}

static struct S *
pop (struct node **head)
{
  struct node *n = *head;
  if (!n)
    return 0;
  struct S *v = n->v;
  *head = n->next;
  free (n);
  return v;
}

static void
vec_add (struct vec *x, struct S *v)
{
  if (x->n == x->cap)
    {
      x->cap = x->cap ? 2 * x->cap : 2;
      x->v = realloc (x->v, x->cap * sizeof *x->v);
    }
  x->v[x->n++] = v;
}

static struct S *
vec_get (const struct vec *x, int i)
{
  return x->n ? x->v[(unsigned) i % x->n] : 0;
}

static struct S *sorted;
static int
by_address (const void *x, const void *y)
{
  struct S *p = *(struct S *const *) x, *q = *(struct S *const *) y;
  return p < q ? -1 : p > q;
}

static int
keeping (const void *x, const void *y)
{
  sorted = *(struct S *const *) x;
  return by_address (x, y);
}

static void *
run (void *data)
{
  struct context *c = data;
  return c->f (c->a, c->b);
}
"""

RETURNS = "struct S *"
PARAMETERS = {
    "plain": "struct S *a, struct S *b",
    "nested": "struct S *a, struct S *b",
    "callback": "struct S *a, struct S **pp, F fn, struct S v",
    "value": "struct S v, struct S *a",
    "varargs": "int n, ...",
    "container": "ptrs ps, table *pm, struct vec *pv, struct node **pl",
    "context": "struct context *pc, struct S *a",
}
KINDS = ["plain"] * 4 + ["nested", *list(PARAMETERS)[2:]]
FIELDS = ["a", "b", "a", "b", "arr[0]", "arr[1]", "arr[2]", "arr[i0]",
          "arr[i1]", "in.x", "in.y"]
POINTERS_IN_S = ["a", "b", "arr[0]", "arr[1]", "arr[2]", "in.x", "in.y"]


class Function:
    """One function: its name, its kind, and what its statements can name."""

    def __init__(self, number, kind, static):
        self.name = f"f{number}"
        self.kind = kind
        returns = "struct S " if kind == "value" else RETURNS
        self.head = (("static " if static else "")
                     + f"{returns}{self.name} ({PARAMETERS[kind]})")


class Generator:
    """A program; the methods called do_... are its statements."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        pick = self.random
        count = 3 + seed % 7
        self.length = 5 + seed % 11
        kinds = ["plain"] + [pick.choice(KINDS) for _ in range(count - 1)]
        self.functions = [Function(i, kind, pick.random() < .75)
                          for i, kind in enumerate(kinds)]
        self.callable = [f.name for f in self.functions
                         if f.kind in ("plain", "nested")]
        self.lines = []
        self.indent = "  "
        # Programs in which much is kept globally prove little.
        self.global_rate = pick.choice([0, .02, .1])
        self.statements = [getattr(self, name) for name in sorted(dir(self))
                           if name.startswith("do_")]

    def out(self, text):
        self.lines.append(self.indent + text)

    def plain_out(self, text):
        self.lines.append(text)

    # Operands.

    def p(self):
        """A pointer."""
        return self.random.choice(self.pointers)

    def d(self):
        """A pointer variable to assign to."""
        return self.random.choice(["p0", "p1", "p2"])

    def q(self):
        """A pointer to a pointer."""
        return self.random.choice(self.seconds)

    def t(self):
        """A struct that is not registered."""
        return self.random.choice(self.structs)

    def local(self):
        return self.random.choice(self.locals)

    def field(self):
        return self.random.choice(FIELDS)

    def source(self):
        """A pointer, or the address of a local."""
        return self.random.choice([self.p(), self.p(), "&" + self.local()])

    def called(self):
        return self.random.choice(self.callable)

    def container(self, kind):
        """A slice, map, vector or list: local ones, given ones."""
        return self.random.choice(self.containers[kind])

    def checked(self, variable):
        self.out(f"if (!ok ({variable})) {variable} = 0;")

    # Statements.

    def do_address(self):
        self.out(f"{self.d()} = &{self.local()};")

    def do_address_if_none(self):
        p = self.d()
        self.out(f"if (!ok ({p})) {p} = {self.source()};")

    def do_make(self):
        d = self.d()
        self.out(self.random.choice([
            f"{d} = make ();",
            f"{d} = calloc (1, sizeof *{d}); reg_heap ({d}, sizeof *{d});",
            f"{d} = malloc (sizeof *{d}); memset ({d}, 0, sizeof *{d}); "
            f"reg_heap ({d}, sizeof *{d});"]))

    do_make_again = do_make

    def do_free(self):
        p = self.d()
        self.out(f"if (heap ({p})) {{ gone ({p}); free ({p}); {p} = 0; }}")

    def do_realloc(self):
        p = self.d()
        self.out(f"if (heap ({p})) {{ gone ({p}); {p} = realloc ({p}, "
                 f"sizeof *{p} + 16); reg_heap ({p}, sizeof *{p}); }}")

    def do_load(self):
        p = self.p()
        self.out(f"if (ok ({p})) {self.d()} = {p}->{self.field()};")

    do_load_again = do_load

    def do_store(self):
        p = self.p()
        self.out(f"if (ok ({p})) {p}->{self.field()} = {self.source()};")

    do_store_again = do_store
    do_store_once_more = do_store

    def do_atomic(self):
        p, d = self.p(), self.d()
        self.out(self.random.choice([
            f"if (ok ({p})) __atomic_store_n (&{p}->a, {d}, "
            "__ATOMIC_SEQ_CST);",
            f"if (ok ({p})) {d} = __atomic_exchange_n (&{p}->b, {d}, "
            "__ATOMIC_SEQ_CST);",
            f"if (ok ({p})) {d} = __atomic_load_n (&{p}->a, "
            "__ATOMIC_SEQ_CST);"]))

    def do_integer(self):
        p, q = self.p(), self.p()
        self.out(self.random.choice([
            f"if (ok ({p})) {p}->u = (uintptr_t) {q};",
            f"if (ok ({p})) {self.d()} = (struct S *) {p}->u;"]))

    def do_copy(self):
        p, q = self.p(), self.p()
        self.out(self.random.choice([
            f"if (ok ({p}) && ok ({q})) *{p} = *{q};",
            f"if (ok ({p})) {self.t()} = *{p};",
            f"if (ok ({p})) *{p} = {self.t()};",
            f"{self.t()} = {self.t()};",
            f"{self.t()}.{self.field()} = {p};",
            f"{self.d()} = {self.t()}.{self.field()};"]))

    do_copy_again = do_copy

    def do_memcpy(self):
        pick = self.random
        p, q = self.p(), self.p()
        self.out(f"if (ok ({p}) && ok ({q})) "
                 f"{pick.choice(['memcpy', 'memmove'])} ((char *) {p} + "
                 f"{pick.choice([0, 8, 16, 32])}, (char *) {q} + "
                 f"{pick.choice([0, 8, 16, 32])}, "
                 f"{pick.choice([8, 16, 24, 40])});")

    def do_cell(self):
        p, q = self.p(), self.q()
        q0 = "q0"
        self.out(self.random.choice([
            f"if (ok ({p})) {q0} = &{p}->{self.field()};",
            f"{q0} = &{self.random.choice(self.cells)};",
            f"if (okp ({q})) *{q} = {self.source()};",
            f"if (okp ({q})) {self.d()} = *{q};",
            f"if (okp ({q})) {{ struct S *c = (struct S *) ((char *) {q} - "
            f"offsetof (struct S, {self.random.choice(['b', 'in.y', 'arr'])}"
            f")); if (same (c, {q})) {self.d()} = c; }}"]))

    do_cell_again = do_cell

    def do_choose(self):
        p, q, d = self.p(), self.source(), self.d()
        self.out(self.random.choice([
            f"{d} = rnd () & 1 ? {p} : {q};",
            f"{d} = ({{ struct S *volatile s = {q}; s; }});",
            f"switch (rnd () & 3) {{ case 0: {d} = {p}; break; case 1: {d} = "
            f"{q}; default:; }}"]))

    def do_union(self):
        p = self.p()
        self.out(self.random.choice([
            f"u0.p = {p};",
            f"if (ok ({p})) {p}->u = u0.u;",
            f"{self.d()} = u0.p;",
            f"if (ok ({p})) memcpy (&{p}->b, u0.c, 8);",
            f"{{ union P x; x.d = u0.d; {self.d()} = x.p; }}",
            f"{{ union P x; x.h.lo = u0.h.lo; x.h.hi = u0.h.hi; "
            f"{self.d()} = x.p; }}",
            f"if (ok ({p})) for (int k = 0; k < 8; k++) "
            f"u0.c[k] = ((char *) &{p}->a)[k];"]))

    def do_global(self):
        pick = self.random
        cell = pick.choice(["g0", "g1", "gs.a", "gs.in.y", "h0", "hs.arr[i0]",
                            "tls0"])
        if pick.random() < self.global_rate * 3:
            self.out(pick.choice([
                f"{cell} = {self.source()};",
                f"gp = {self.q()};",
                f"gslice = {self.container('slice')};",
                f"gtable = {self.container('map')};",
                f"gvec = *{self.container('vector')};",
                f"glist = *{self.container('list')};"]))
        else:
            self.out(f"{self.d()} = {cell};")

    def do_block(self):
        if len(self.indent) > 8:
            return
        pick = self.random
        self.out(pick.choice([
            "if (rnd () & 1)", "for (int k = rnd () & 3; k > 0; k--)",
            "do"]))
        last = self.lines[-1].strip()
        self.braces(pick.randrange(1, 4))
        if last == "do":
            self.lines[-1] += " while (--i1 > 0);"
        elif last.startswith("if") and pick.random() < .5:
            self.out("else")
            self.braces(pick.randrange(1, 4))

    do_block_again = do_block

    def braces(self, count):
        self.out("{")
        self.indent += "  "
        self.block(count)
        self.indent = self.indent[2:]
        self.out("}")

    def do_function_pointer(self):
        p, d = self.p(), self.d()
        f = self.random.choice([self.called(), "tab[i0]", *self.callbacks])
        self.out(self.random.choice([
            f"if (ok ({p})) {p}->f = {f};",
            f"if (ok ({p}) && {p}->f) {d} = {p}->f ({self.p()}, "
            f"{self.source()});"]))
        self.checked(d)

    def do_call(self):
        callee = self.random.choice(self.functions)
        arguments = {
            "plain": lambda: f"{self.source()}, {self.p()}",
            "nested": lambda: f"{self.p()}, {self.source()}",
            "callback": lambda: f"{self.p()}, " + self.random.choice(
                [self.q(), "&" + self.random.choice(self.cells)])
            + f", {self.random.choice([self.called(), *self.callbacks])}"
            + f", {self.t()}",
            "value": lambda: f"{self.t()}, {self.source()}",
            "varargs": lambda: f"2, {self.source()}, {self.p()}",
            "container": lambda: ", ".join(
                self.container(kind)
                for kind in ("slice", "map", "vector", "list")),
            "context": lambda: f"&c0, {self.source()}",
        }[callee.kind]()
        if callee.kind == "value":
            d = self.t()
            self.out(f"{d} = {callee.name} ({arguments});")
            for field in POINTERS_IN_S:
                self.checked(f"{d}.{field}")
            return
        if callee.kind == "context":
            self.out(f"c0.a = {self.p()};")
        d = self.d()
        self.out(f"{d} = {callee.name} ({arguments});")
        self.checked(d)

    do_call_again = do_call
    do_call_once_more = do_call
    do_call_yet_again = do_call

    def do_callback(self):
        if not self.callbacks:
            return
        d = self.d()
        self.out(f"{d} = {self.random.choice(self.callbacks)} "
                 f"({self.source()}, {self.p()});")
        self.checked(d)

    def do_slice(self):
        s, d = self.container("slice"), self.d()
        self.out(self.random.choice([
            f"{s} = slice_append (ptrs, {s}, {self.source()});",
            f"{s} = slice_append (ptrs, {s}, {self.p()});",
            f"if ({s}.len) {d} = slice_at ({s}, {s}.len - 1);",
            f"if ({s}.len > 1) {s} = slice_sub (ptrs, {s}, 1, {s}.len);",
            f"{self.container('slice')} = {s};",
            f"{s} = slice_make (ptrs, 0, 3);",
            f"{s} = slice_clone (ptrs, {s});"]))

    do_slice_again = do_slice

    def do_map(self):
        m, d = self.container("map"), self.d()
        self.out(self.random.choice([
            f"if ({m}) hmap_put (table, {m}, rnd () & 15, {self.source()});",
            f"if ({m}) hmap_put (table, {m}, i0, {self.p()});",
            f"if ({m}) {{ struct S **v = table_find ({m}, i0); "
            f"if (v) {d} = *v; }}",
            f"if ({m}) HMAP_EACH (table, it, {m}) {d} = *it.value;",
            f"if ({m}) table_delete ({m}, i0);",
            f"{m} = hmap_make (table, {self.random.choice([0, 10])});"]))

    do_map_again = do_map

    def do_vector(self):
        x, d = self.container("vector"), self.d()
        self.out(self.random.choice([
            f"vec_add ({x}, {self.source()});",
            f"{d} = vec_get ({x}, i0);"]))

    def do_list(self):
        x, d = self.container("list"), self.d()
        self.out(self.random.choice([
            f"push ({x}, {self.source()});", f"push ({x}, {self.p()});",
            f"{d} = pop ({x});"]))

    def do_sort(self):
        compare = ("keeping" if self.random.random() < self.global_rate
                   else "by_address")
        self.out(f"{{ struct S *s[] = {{ {self.p()}, {self.source()}, "
                 f"{self.p()} }}; qsort (s, 3, sizeof *s, {compare}); "
                 f"{self.d()} = s[1]; }}")

    def do_thread(self):
        d = self.d()
        self.out(f"{{ pthread_t id; void *r = 0; c0.f = {self.called()}; "
                 f"c0.a = {self.source()}; c0.b = {self.p()}; "
                 "if (!pthread_create (&id, 0, run, &c0)) "
                 f"pthread_join (id, &r); {d} = r; }}")
        self.checked(d)

    def do_context(self):
        d, c = self.d(), self.random.choice(self.contexts)
        self.out(self.random.choice([
            f"{c}.a = {self.source()};", f"{c}.b = {self.p()};",
            f"{d} = {c}.a;", f"{c}.f = {self.called()};",
            f"if ({c}.f) {d} = {c}.f ({c}.a, {c}.b);"]))
        self.checked(d)

    def do_return(self):
        if self.random.random() < .8:
            return
        self.out("if (!(rnd () & 7)) " + self.returning())

    def block(self, count):
        for _ in range(count):
            self.random.choice(self.statements)()

    # Functions.

    def returning(self):
        result = (self.t() if self.function.kind == "value"
                  else self.random.choice([*self.pointers, "0"]))
        return f"{{ leave (mark); return {result}; }}"

    def begin(self, function):
        """Set what FUNCTION's statements can name."""
        number = function.name[1:]
        given = function.kind
        self.function = function
        self.locals = [f"l{number}_0", f"l{number}_1"]
        self.cells = [f"lp{number}"]
        self.pointers = ["p0", "p1", "p2"]
        self.seconds = ["q0"]
        self.structs = ["t0", "t1"]
        self.callbacks = []
        self.contexts = ["c0"]
        self.containers = {"slice": ["s0"], "map": ["m0"], "vector": ["&v0"],
                           "list": ["&n0"]}
        if given in ("plain", "nested"):
            self.pointers += ["a", "b"]
        elif given == "callback":
            self.pointers.append("a")
            self.seconds.append("pp")
            self.structs.append("v")
            self.callbacks = ["fn"]
        elif given == "value":
            self.pointers.append("a")
            self.structs.append("v")
        elif given == "container":
            for kind, name in (("slice", "ps"), ("map", "pm"),
                               ("vector", "pv"), ("list", "pl")):
                self.containers[kind] += [name] * 2
        elif given == "context":
            self.pointers.append("a")
            self.contexts.append("(*pc)")

    def declare(self):
        pick = self.random
        function = self.function
        for line in (
                "struct S *p0 = 0, *p1 = 0, *p2 = 0, **q0 = 0;",
                "struct S t0 = { 0 }, t1 = { 0 };", "union P u0 = { 0 };",
                "struct context c0 = { 0 };", "ptrs s0 = { 0 };",
                "table *m0 = 0;", "struct vec v0 = { 0 };",
                "struct node *n0 = 0;",
                "int i0 = (rnd () & 255) % 3, i1 = 1;", "int mark = enter ();",
                "if (mark < 0) return "
                + ("t0;" if function.kind == "value" else "0;")):
            self.out(line)
        for name in self.locals:
            self.out(f"struct S {name} = {{ 0 }}; reg (&{name}, "
                     f"sizeof {name});")
        for name in self.cells:
            self.out(f"struct S *{name} = 0; reg (&{name}, sizeof {name});")
        if function.kind == "varargs":
            self.out("va_list ap; va_start (ap, n); p0 = va_arg (ap, struct S "
                     "*); p1 = va_arg (ap, struct S *); va_end (ap);")
        if pick.random() < .2:
            self.out("struct S *al = __builtin_alloca (sizeof *al); memset "
                     "(al, 0, sizeof *al); reg (al, sizeof *al);")
            self.pointers.append("al")
        if pick.random() < .2:
            self.out("struct S vla[i0 + 1]; memset (vla, 0, sizeof vla); reg "
                     "(vla, sizeof *vla);")
            self.pointers.append("vla")
        if function.kind == "nested":
            name = "n" + function.name
            first = pick.choice(["d", "p0", "&" + self.locals[0]])
            self.out(f"struct S *{name} (struct S *c, struct S *d) {{ if (ok "
                     f"(c)) c->a = {first}; if (ok (d)) p2 = "
                     f"{pick.choice(['d->b', 'd', 'c'])}; return p1; }}")
            self.callbacks = [name]
        for pointer in ("p0", "p1", "p2"):
            self.out(pick.choice([
                f"{pointer} = &{self.local()};", f"{pointer} = make ();",
                f"{pointer} = {self.p()};"]))

    def write(self, function):
        self.begin(function)
        self.plain_out(f"\n{function.head}\n{{")
        self.declare()
        self.block(self.length)
        for line in ("while (pop (&n0));", "free (v0.v);", "table_free (m0);"):
            if self.random.random() < .3 and self.global_rate == 0 and not (
                    self.uses_containers()):
                self.out(line)
        self.out(self.returning())
        self.plain_out("}")

    def uses_containers(self):
        """Whether a container may be kept by somebody who was given it."""
        return any(function.kind == "container"
                   for function in self.functions)

    def main(self):
        self.plain_out("\nint\nmain (int argc, char **argv)\n{")
        self.out("for (int k = 0; k < atoi (argv[1]); k++)")
        self.out("{")
        self.out("g0 = g1 = h0 = tls0 = sorted = 0; gp = 0; gtable = 0; "
                 "glist = 0;")
        self.out("memset (&gs, 0, sizeof gs); memset (&hs, 0, sizeof hs); "
                 "memset (&gvec, 0, sizeof gvec); memset (&gslice, 0, sizeof "
                 "gslice);")
        self.out("start_run (k);")
        self.out("struct S x = { 0 }, y = { 0 }; struct S *z = 0; struct "
                 "context c = { 0 };")
        self.out("struct vec w = { 0 }; struct node *n = 0; ptrs s = { 0 }; "
                 "table *t = hmap_make (table, 0);")
        for name in ("g0", "g1", "gs", "h0", "hs", "x", "y", "z"):
            self.out(f"reg (&{name}, sizeof {name});")
        for function in self.functions:
            arguments = {
                "callback": f"&x, &z, {self.called()}, y",
                "value": "y, &x", "varargs": "2, &x, &y",
                "container": "s, t, &w, &n", "context": "&c, &x",
            }.get(function.kind, "&x, &y")
            self.out(f"{function.name} ({arguments});")
        self.out("}")
        self.plain_out("}")

    def program(self):
        self.plain_out(PRELUDE)
        for function in self.functions:
            self.plain_out(function.head + ";")
        names = [self.called() for _ in range(3)]
        self.plain_out(f"static const F tab[] = {{ {', '.join(names)} }};")
        for function in self.functions:
            self.write(function)
        self.main()
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Generator(int(sys.argv[1])).program())
