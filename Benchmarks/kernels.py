"""What every kernel takes, beside the device's limits: kernels.py RESULTS.json FOLDER DATASET

Builds and runs Benchmarks/KernelTimes on the data set and a finished map of it.
"""
import json
import os
import pathlib
import subprocess
import sys

import datasets
import ours

ROOT = pathlib.Path(__file__).resolve().parent.parent


def program():
    scratch = ROOT / ".build/benchmark"
    subprocess.run(["swift", "build", "-c", "release", "--product", "KernelTimes",
                    "--scratch-path", scratch], cwd=ROOT, check=True, stdout=sys.stderr,
                   env={**os.environ, "ASTROLABE_BENCHMARK": "1"})
    return scratch / "release/KernelTimes"


def main():
    results, folder, name = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    name, points, _ = datasets.prepare(name, folder / "data")
    target = folder / name / "ours-0"
    if not (target / "tsne.npy").exists():
        ours.run(points, target)
    done = subprocess.run([program(), points, target / "tsne.npy"], check=True,
                          stdout=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    pathlib.Path(results).write_text(json.dumps(
        {"name": name, "limits": lines[0], "kernels": lines[1:]}, indent=1))


if __name__ == "__main__":
    main()
