"""The fuzz targets of the runtime, each for a fixed number of inputs.

A target is a file in runtime/fuzz.  To look longer:

    clang -g -O1 -fsanitize=fuzzer,address,undefined -Iruntime/include \\
      -Iruntime runtime/fuzz/hmap.c runtime/*.c -pthread -o fuzz-hmap
    ./fuzz-hmap
"""

import shutil
import unittest

from harness import HEADERS, SOURCE, Case

CLANG = shutil.which("clang-14") or shutil.which("clang")
RUNS = 20000


@unittest.skipUnless(CLANG, "clang is missing")
class Fuzz(Case):
    def fuzz(self, name):
        target = self.directory / "fuzz"
        flags = ["-g", "-O1", "-fsanitize=fuzzer,address,undefined",
                 "-fno-sanitize-recover=undefined", "-pthread"]
        (self.directory / "try.c").write_text(
            "int LLVMFuzzerTestOneInput (void) { return 0; }\n")
        if self.run_here(CLANG, *flags, "try.c", "-o", target).status:
            self.skipTest("clang has no libFuzzer, install libclang-rt-14-dev")
        done = self.run_here(
            CLANG, *flags, "-I", HEADERS, "-I", SOURCE / "runtime",
            SOURCE / "runtime/fuzz" / f"{name}.c",
            *sorted((SOURCE / "runtime").glob("*.c")), "-o", target)
        self.assertEqual(done.status, 0, done.output)
        done = self.run_here(target, f"-runs={RUNS}", "-seed=1",
                             "-max_len=300", "-len_control=0")
        self.assertEqual(done.status, 0, done.output)
        self.assertIn(f"Done {RUNS} runs", done.output)

    def test_every_target_is_run(self):
        self.assertEqual(
            {f"test_{path.stem}" for path in SOURCE.glob("runtime/fuzz/*.c")},
            {name for name in dir(self) if name.startswith("test_")}
            - {"test_every_target_is_run"})

    def test_bytes(self):
        self.fuzz("bytes")

    def test_hmap(self):
        self.fuzz("hmap")

    def test_slice(self):
        self.fuzz("slice")


if __name__ == "__main__":
    unittest.main()
