"""How time grows with the number of points: scaling.py RESULTS.json FOLDER N... [--peers-up-to N]

Clusters of datasets.py. The smallest N runs first with an empty kernel cache and then with a full
one; peers run where N is small enough for them.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

import datasets
import ours

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--peers-up-to", type=int, default=0)
    call = parser.parse_args()
    folder = call.folder / "scaling"
    folder.mkdir(parents=True, exist_ok=True)
    cache = folder / "kernels"
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir()
    results = []
    for index, size in enumerate(sorted(call.sizes)):
        name, points, _ = datasets.prepare(f"clusters-{size}", call.folder / "data")
        entry = {"points": size}
        if index == 0:
            entry["cold"] = ours.run(points, folder / name, cache=cache)
        entry["ours"] = ours.run(points, folder / name, cache=cache)
        print(f"{size:9} {entry['ours']['seconds']:8.1f} s", file=sys.stderr, flush=True)
        entry["peers"] = []
        for peer in ("sklearnex", "manifolds") if size <= call.peers_up_to else ():
            done = subprocess.run(
                [sys.executable, HERE / "peer.py", peer, points, folder / "peer.npy"], check=True,
                stdout=subprocess.PIPE, text=True)
            line = [line for line in done.stdout.splitlines() if line.startswith("{")][-1]
            entry["peers"].append(json.loads(line))
            print(f"{size:9} {entry['peers'][-1]['seconds']:8.1f} s  {peer}", file=sys.stderr,
                  flush=True)
        results.append(entry)
        # A million points' files need not stay.
        shutil.rmtree(folder / name)
        # An interrupted benchmark keeps what it has.
        pathlib.Path(call.results).write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
