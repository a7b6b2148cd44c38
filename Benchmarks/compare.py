"""How fast and how good beside the peers: compare.py RESULTS.json FOLDER DATASET... [--peers LIST]

Our runs and theirs alternate, ours before and after each peer, because a machine's speed changes by
the minute: only the ratio of neighboring runs means something. Before them a run on half of the
points fills the kernel cache, as in daily use. All layouts are judged by judge.py.
"""
import argparse
import json
import multiprocessing
import pathlib
import subprocess
import sys

import numpy as np

import datasets
import ours
from judge import Judge

HERE = pathlib.Path(__file__).resolve().parent
# Above, all pairs for KL would take longer than everything else.
MOST_FOR_KL = 100_000


def alternate(points, folder, peers, rounds):
    """Runs in order; each has its layout's file."""
    count = len(np.load(points, mmap_mode="r"))
    cache = folder / "kernels"
    cache.mkdir(exist_ok=True)
    ours.run(points, folder / "warm", "--limit", count // 2, "--iterations", 60,
            "--repulsion", "field", cache=cache)
    runs = []

    def own():
        target = folder / f"ours-{len(runs)}"
        runs.append({**ours.run(points, target, cache=cache), "file": str(target / "tsne.npy")})
        tell(runs[-1])

    own()
    for _ in range(rounds):
        for peer in peers:
            target = folder / f"{peer}-{len(runs)}.npy"
            done = subprocess.run([sys.executable, HERE / "peer.py", peer, points, target],
                                  check=True, stdout=subprocess.PIPE, text=True)
            line = [line for line in done.stdout.splitlines() if line.startswith("{")][-1]
            runs.append({**json.loads(line), "file": str(target)})
            tell(runs[-1])
            own()
    return runs


def tell(run):
    print(f"  {run['who']:24} {run['seconds']:8.1f} s", file=sys.stderr, flush=True)


def judge_all(points, labels, files):
    values = np.load(points)
    texts = np.array(labels.read_text().split("\n")[:len(values)]) if labels else None
    judge = Judge(values, texts, kl=len(values) <= MOST_FOR_KL)
    return {who: judge.measures(np.load(file)) for who, file in files.items()}


def compare(name, folder, peers, rounds):
    name, points, labels = datasets.prepare(name, folder / "data")
    print(name, file=sys.stderr)
    values = np.load(points, mmap_mode="r")
    work = folder / name
    work.mkdir(parents=True, exist_ok=True)
    runs = alternate(points, work, peers, rounds)
    # Ours repeat bit for bit; a second of them would be judged the same.
    files = {run["who"]: run["file"] for run in reversed(runs)}
    # In a process of its own: a child's peak memory starts at its parent's.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        judged = pool.apply(judge_all, (points, labels, files))
    for run in runs:
        run["quality"] = judged[run["who"]]
    return {"name": name, "shape": list(values.shape), "runs": runs}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--peers", default="sklearnex,manifolds,opentsne")
    parser.add_argument("--rounds", type=int, default=1)
    call = parser.parse_args()
    peers = [peer for peer in call.peers.split(",") if peer]
    results = []
    for name in call.names:
        results.append(compare(name, call.folder, peers, call.rounds))
        # An interrupted benchmark keeps what it has.
        pathlib.Path(call.results).write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
