#!/usr/bin/env python3
"""Times our readers beside the libraries that people use, and writes Benchmarks/READING.md.

    python Benchmarks/reading.py [--megabytes 400] [--rounds 3]

needs numpy, pandas and safetensors (Tests/Tools/requirements.txt). Each file is made anew, in the disk
cache when it is read. Ours and theirs take turns; the best round counts. What is timed is the way from
the file to every number as float32 in memory once. Peak memory is that of a process of its own, less
what it holds before it reads; of a mapped file, the pages that were looked at are in it.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRATCH = os.path.join(ROOT, ".build", "reading")


def build():
    environment = dict(os.environ, ASTROLABE_BENCHMARK="1")
    command = ["swift", "build", "-c", "release", "--product", "Reading", "--scratch-path", SCRATCH,
               "-Xswiftc", "-enable-testing"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    return os.path.join(SCRATCH, "release", "Reading")


def repeat(path, lines, size):
    """Writes `lines` again and again until the file has `size` bytes."""
    block = ("\n".join(lines) + "\n").encode()
    with open(path, "wb") as file:
        for _ in range(max(1, size // len(block))):
            file.write(block)


def tables(folder, size, random):
    pixels = random.integers(0, 256, (300, 784)) * (random.random((300, 784)) < 0.2)
    floats = random.normal(size=(300, 384))
    cases = [
        ("pixels.csv", "784 whole numbers, 0 to 255", [",".join(map(str, row)) for row in pixels]),
        ("floats.csv", "384 numbers of 8 digits", [",".join("%.8g" % x for x in row) for row in floats]),
        ("doubles.csv", "384 numbers, all digits", [",".join(map(repr, row.tolist())) for row in floats]),
        ("savetxt.csv", "384 numbers as numpy.savetxt writes them",
         [",".join("%.18e" % x for x in row) for row in floats]),
    ]
    for name, words, lines in cases:
        path = os.path.join(folder, name)
        repeat(path, lines, size)
        yield path, words, "pandas", "import pandas as pd; a = pd.read_csv(path, header=None).to_numpy('f4')"


def arrays(folder, size, random):
    rows = size // (4 * 384)
    values = random.random((rows, 384), dtype="f4")
    path = os.path.join(folder, "points.npy")
    np.save(path, values)
    yield path, "float32", "numpy", "import numpy as np; a = np.load(path)"
    path = os.path.join(folder, "halves.npy")
    np.save(path, values.astype("f2"))
    yield path, "float16", "numpy", "import numpy as np; a = np.load(path).astype('f4')"
    path = os.path.join(folder, "points.safetensors")
    from safetensors.numpy import save_file
    save_file({"points": values}, path)
    yield (path, "float32", "safetensors",
           "from safetensors.numpy import load_file; a = load_file(path)['points']")
    path = os.path.join(folder, "points.fvecs")
    np.hstack([np.full((rows, 1), 384, "<i4").view("<f4"), values]).tofile(path)
    yield (path, "float32", "numpy",
           "import numpy as np; a = np.fromfile(path, 'f4').reshape(-1, 385)[:, 1:].copy()")


# The imports come before the clock starts.
THEIRS = """
import json, sys, time
path = sys.argv[1]
imports, _, work = sys.argv[2].partition("; ")
exec(imports)
def highest():
    # getrusage counts what the process was before it became this one
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
before = highest()
start = time.perf_counter()
exec(work)
seconds = time.perf_counter() - start
peak = highest() - before
print(json.dumps({"all": seconds, "peak": peak * 1024, "bytes": a.size * 4}))
"""


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(binary, path, work, rounds):
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass  # into the disk cache
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(run([binary, "1", path]))
        theirs.append(run([sys.executable, "-c", THEIRS, path, work]))
    best = min(ours, key=lambda r: r["all"])
    other = min(theirs, key=lambda r: r["all"])
    return best, other


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    binary = build()
    random = np.random.default_rng(0)
    rows = []
    with tempfile.TemporaryDirectory(prefix="astrolabe-reading-") as folder:
        for make in (arrays, tables):
            for path, words, library, work in make(folder, options.megabytes * 1_000_000, random):
                size = os.path.getsize(path)
                ours, theirs = measure(binary, path, work, options.rounds)
                points = theirs["bytes"]
                rows.append((os.path.basename(path), words, size / 1e6, size / 1e6 / ours["open"],
                             size / 1e6 / ours["all"], library, size / 1e6 / theirs["all"],
                             ours["peak"] / points, theirs["peak"] / points))
                print("%s: %.0f MB/s, %s %.0f MB/s" % (
                    rows[-1][0], rows[-1][4], library, rows[-1][6]), file=sys.stderr)
                os.remove(path)
    write(rows, options)


def write(rows, options):
    with open("/proc/cpuinfo") as file:
        cpu = next((l.split(":")[1].strip() for l in file if l.startswith("model name")), "?")
    lines = [
        "# Reading", "",
        "Written by `python Benchmarks/reading.py --megabytes %d --rounds %d` on %d cores of %s, with "
        "load average %.1f when it ended." % (
            options.megabytes, options.rounds, os.cpu_count(), cpu, os.getloadavg()[0]), "",
        "MB of the file a second, from the disk cache, the best of the rounds, which took turns. "
        "*Opened*: until the points are known (a mapped file's header; of text, every number). "
        "*All*: until every number was seen as float32 once, as on the way to the device. Memory: the "
        "process's peak over the bytes of the points as float32; of a mapped file the pages looked at "
        "count, though the system may take them back.", "",
        "| file | holds | MB | opened | all | beside it | its speed | memory | its memory |",
        "| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for name, words, size, opened, everything, library, theirs, ours, others in rows:
        lines.append("| %s | %s | %.0f | %s | %.0f | %s %s | %.0f | %.2f | %.2f |" % (
            name, words, size, "at once" if opened > 1e5 else "%.0f" % opened, everything, library,
            {"numpy": np.__version__, "pandas": pd.__version__}.get(library, ""), theirs, ours, others))
    with open(os.path.join(ROOT, "Benchmarks", "READING.md"), "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
