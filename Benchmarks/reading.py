#!/usr/bin/env python3
"""Times our readers beside the libraries that people use, and writes Benchmarks/READING.md.

    python Benchmarks/reading.py [--megabytes 400] [--rounds 3]

needs numpy, pandas, safetensors and gensim (Tests/Tools/requirements.txt). Each file is made anew, in
the disk cache when it is read. Ours and theirs take turns; the best round counts. What is timed is the
way from the file to every number as float32 in memory once. Peak memory is that of a process of its
own, less what it holds before it reads; of a mapped file, the pages that were looked at are in it.
"""
import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

import numpy as np

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


PANDAS = "import pandas as pd; a = pd.read_csv(path, header=None).to_numpy('f4')"


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
        yield path, words, "pandas", PANDAS
        if name == "floats.csv":
            repeat(path, lines, size // 4)
            with open(path, "rb") as text, gzip.open(path + ".gz", "wb", 6) as packed:
                shutil.copyfileobj(text, packed)
            yield path + ".gz", "a quarter of them, packed", "pandas", PANDAS


def records(folder, size, random):
    """JSON lines and an array of records: an id, a text and 384 numbers each."""
    rows = [
        json.dumps({"id": i, "text": "point %d" % i, "embedding": row.tolist()})
        for i, row in enumerate(random.normal(size=(300, 384)))]
    count = max(1, size // sum(map(len, rows))) * len(rows)
    lines = os.path.join(folder, "points.jsonl")
    with open(lines, "w") as file:
        file.writelines(rows[i % len(rows)] + "\n" for i in range(count))
    array = os.path.join(folder, "points.json")
    with open(array, "w") as file:
        file.write("[" + ",".join(rows[i % len(rows)] for i in range(count)) + "]")
    whole = "np.array(pd.read_json(path%s)['embedding'].to_list(), 'f4')"
    yield (lines, "records of 384 numbers, all digits", "pandas",
           "import numpy as np, pandas as pd; a = " + whole % ", lines=True")
    yield (lines, "the same", "json",
           "import json, numpy as np; "
           "a = np.array([json.loads(line)['embedding'] for line in open(path)], 'f4')")
    yield (array, "an array of them", "pandas", "import numpy as np, pandas as pd; a = " + whole % "")
    yield (array, "the same", "json",
           "import json, numpy as np; "
           "a = np.array([record['embedding'] for record in json.load(open(path))], 'f4')")


def words(folder, size, random):
    load = ("from gensim.models import KeyedVectors; "
            "a = KeyedVectors.load_word2vec_format(path%s).vectors")
    yield vectors(folder, "word2vec.bin", size, random) + (load % ", binary=True",)
    yield vectors(folder, "word2vec.txt", size, random, "%r", True) + (load % "",)
    yield vectors(folder, "glove.txt", size, random, "%.5f", False) + (load % ", no_header=True",)
    yield vectors(folder, "fasttext.vec", size, random, "%.4f", True) + (load % "",)


def vectors(folder, name, size, random, form=None, has_header=True):
    """Words that differ, of 300 numbers each; `form` None: as float32."""
    rows = random.normal(size=(300, 300)).astype("f4")
    if form:
        rows = [" ".join(form % x for x in row.tolist()).encode() + b"\n" for row in rows]
    else:
        rows = [row.tobytes() for row in rows]
    count = max(1, size // sum(map(len, rows))) * len(rows)
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        if has_header:
            file.write(b"%d 300\n" % count)
        for i in range(count):
            file.write(b"word%d " % i + rows[i % len(rows)])
    holds = {None: "float32", "%r": "numbers, all digits"}
    return path, "words, 300 " + holds.get(form, "numbers of %s decimals" % str(form)[2:3]), "gensim"


def arrays(folder, size, random):
    rows = size // (4 * 384)
    values = random.random((rows, 384), dtype="f4")
    path = os.path.join(folder, "points.npy")
    np.save(path, values)
    yield path, "float32", "numpy", "import numpy as np; a = np.load(path)"
    path = os.path.join(folder, "halves.npy")
    np.save(path, values.astype("f2"))
    yield path, "float16", "numpy", "import numpy as np; a = np.load(path).astype('f4')"
    path = os.path.join(folder, "points.npz")
    np.savez(path, points=values)
    yield path, "float32", "numpy", "import numpy as np; a = np.load(path)['points']"
    path = os.path.join(folder, "packed.npz")
    np.savez_compressed(path, points=values[: rows // 4].astype("f2").astype("f4"))
    yield path, "float32, packed", "numpy", "import numpy as np; a = np.load(path)['points']"
    path = os.path.join(folder, "points.safetensors")
    from safetensors.numpy import save_file
    save_file({"points": values}, path)
    yield (path, "float32", "safetensors",
           "from safetensors.numpy import load_file; a = load_file(path)['points']")
    path = os.path.join(folder, "points.fvecs")
    np.hstack([np.full((rows, 1), 384, "<i4").view("<f4"), values]).tofile(path)
    yield (path, "float32", "numpy",
           "import numpy as np; a = np.fromfile(path, 'f4').reshape(-1, 385)[:, 1:].copy()")
    path = os.path.join(folder, "pixels.idx")
    count = size // 784
    with open(path, "wb") as file:
        file.write(bytes([0, 0, 8, 3]) + np.array([count, 28, 28], ">u4").tobytes())
        random.integers(0, 256, (count, 784), dtype="u1").tofile(file)
    yield (path, "28 x 28 bytes", "numpy",
           "import numpy as np; a = (np.fromfile(path, 'u1', offset=16) / np.float32(255)).astype('f4')")


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
        # What takes seconds is not much faster the next time.
        if sum(r["all"] for r in theirs) < 4:
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
    busy = busy_cores()
    random = np.random.default_rng(0)
    rows = []
    with tempfile.TemporaryDirectory(prefix="astrolabe-reading-") as folder:
        for make in (arrays, tables, records, words):
            for path, holds, library, work in make(folder, options.megabytes * 1_000_000, random):
                rows.append(compare(binary, path, holds, library, work, options.rounds))
            for name in os.listdir(folder):
                os.remove(os.path.join(folder, name))
    write(rows, options, max(busy, busy_cores()))


def busy_cores(seconds=2):
    """How many cores other programs keep busy while this one sleeps; nan where nobody says."""
    def ticks():
        with open("/proc/stat") as file:
            times = [int(word) for word in file.readline().split()[1:9]]
        return sum(times), times[3] + times[4]
    try:
        (total, idle), _, (later, idler) = ticks(), time.sleep(seconds), ticks()
    except OSError:
        return float("nan")
    return (1 - (idler - idle) / max(1, later - total)) * os.cpu_count()


def compare(binary, path, holds, library, work, rounds):
    """One line of the table."""
    size = os.path.getsize(path) / 1e6
    ours, theirs = measure(binary, path, work, rounds)
    points = theirs["bytes"]
    row = (os.path.basename(path), holds, size, size / ours["open"], size / ours["all"], library,
           size / theirs["all"], ours["peak"] / points, theirs["peak"] / points)
    print("%s: %.0f MB/s, %s %.0f MB/s" % (row[0], row[4], library, row[6]), file=sys.stderr)
    return row


def quietness(busy):
    """What other programs, which kept so many cores busy, say of the figures."""
    if busy < 0.2:
        return "Nothing else ran beside it (%.2f cores were busy before and after)." % busy
    return ("**Other programs ran beside it (%.2f cores were busy before or after), so these speeds "
            "are lower than those of a quiet machine.**" % busy)


def write(rows, options, busy):
    with open("/proc/cpuinfo") as file:
        cpu = next((l.split(":")[1].strip() for l in file if l.startswith("model name")), "?")
    lines = [
        "# Reading", "",
        "Written by `python Benchmarks/reading.py --megabytes %d --rounds %d` on %d cores of %s. %s" % (
            options.megabytes, options.rounds, os.cpu_count(), cpu, quietness(busy)), "",
        "MB of the file a second, from the disk cache, the best of the rounds, which took turns. "
        "*Opened*: until the points are known (a mapped file's header; of text, every number). "
        "*All*: until every number was seen as float32 once, as on the way to the device. Memory: the "
        "process's peak over the bytes of the points as float32; of a mapped file the pages looked at "
        "count, though the system may take them back. Beside it: %s, and Python %s's json." % (
            ", ".join("%s %s" % (name, version(name))
                      for name in ("numpy", "pandas", "safetensors", "gensim")),
            sys.version.split()[0]), "",
        "| file | holds | MB | opened | all | beside it | its speed | memory | its memory |",
        "| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for name, holds, size, opened, everything, library, theirs, ours, others in rows:
        lines.append("| %s | %s | %.0f | %s | %.0f | %s | %.0f | %.2f | %.2f |" % (
            name, holds, size, "at once" if opened > 1e5 else "%.0f" % opened, everything, library,
            theirs, ours, others))
    with open(os.path.join(ROOT, "Benchmarks", "READING.md"), "w") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
