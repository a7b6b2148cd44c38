"""Writes RESULTS.md and its pictures from what the programs measured: tables.py RESULTS-FOLDER

Sections whose program has not run are left as they are in RESULTS.md.
"""
import json
import pathlib
import platform
import re
import subprocess
import sys
import time

import ours

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE / "RESULTS.md"


def machine():
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())
    import os
    return (f"{len(os.sched_getaffinity(0))} cores of {model.group(1) if model else 'unknown'}, "
            f"{int(memory.group(1)) / 1e6:.0f} GB, {system()}, PoCL {package('pocl-opencl-icd')}")


def system():
    text = pathlib.Path("/etc/os-release").read_text()
    return re.search(r'PRETTY_NAME="(.*)"', text).group(1) + ", Python " + platform.python_version()


def package(name):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True,
                          text=True)
    return done.stdout or "unknown"


def stamp():
    return (f"{time.strftime('%Y-%m-%d')}, commit {ours.version()}: {machine()}. "
            "Another day's machine is another machine: compare within a table only.\n")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| --- " + "| ---: " * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def seconds(value):
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def compared(results):
    text = stamp() + (
        "\nSeconds of each run in the order of the runs; the ratio is our mean before and after a "
        "peer over the peer's seconds. Quality by `judge.py`.\n")
    for data in results:
        runs = data["runs"]
        text += f"\n### {data['name']}, {data['shape'][0]:,} x {data['shape'][1]:,}\n\n"
        rows = []
        for who in dict.fromkeys(run["who"] for run in runs):
            mine = [run for run in runs if run["who"] == who]
            quality = mine[0]["quality"]
            ratios = []
            for i, run in enumerate(runs):
                if run["who"] == who and who != "Astrolabe":
                    around = (runs[i - 1]["seconds"] + runs[i + 1]["seconds"]) / 2
                    ratios.append(around / run["seconds"])
            rows.append([
                f"{who} {mine[0]['version'] if who != 'Astrolabe' else ''}".strip(),
                ", ".join(seconds(run["seconds"]) for run in mine),
                f"**{sum(ratios) / len(ratios):.2f}**" if ratios else "",
                *(f"{quality[key]:.3f}" if key in quality else ""
                  for key in ("kl", "recall10", "trust15", "labels")),
                f"{max(run['peak_bytes'] for run in mine) / 1e6:,.0f}"
                if mine[0]["peak_bytes"] else ""])
        text += table(["", "seconds", "ours / theirs", "KL", "recall10", "trust15",
                       "label accuracy", "peak MB"], rows)
        best = min((run for run in runs if run["who"] == "Astrolabe"), key=lambda r: r["seconds"])
        text += "\nOurs by stage, the fastest run: " + ", ".join(
            f"{name} {value:.2f}" for name, value in best["stages"].items()) + ".\n"
    return text


def scaled(results):
    rows = []
    for entry in results:
        run = entry["ours"]
        stages = run["stages"]
        count = run["parameters"]["iterations"]
        early = run["parameters"]["early_iterations"]
        before = run["seconds"] - sum(stages[key] for key in ("early", "main", "metrics", "write"))
        step = stages["main"] / (count - early)
        rows.append([
            f"{entry['points']:,}", seconds(run["seconds"]), f"{before:.2f}",
            f"{stages['neighbors']:.2f}", run["neighbors"]["method"],
            f"{run['neighbors']['recall']:.3f}", f"{1e3 * stages['early'] / early:.2f}",
            f"{1e3 * step:.2f}", f"{1e9 * step / entry['points']:.0f}",
            f"{run['peak_bytes'] / 1e6:,.0f}"])
    text = stamp() + "\n" + table(
        ["clusters x 50", "seconds", "to the first step", "neighbors", "search", "recall@90",
         "ms a step, early", "ms a step, main", "ns a step and point", "peak MB"], rows)
    cold = results[0].get("cold")
    if cold:
        first = results[0]
        text += (
            f"\nKernels compile once a machine: with an empty cache {first['points']:,} points take "
            f"{seconds(cold['seconds'])} s instead of {seconds(first['ours']['seconds'])} s. "
            "From 4,000 points on no kernel is made for their number, but PoCL compiles some once more "
            "for launches of more than 65,535 items.\n")
    return text + "\n![Seconds against the number of points](time.svg)\n"


def picture(results):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "astrolabe", "font.size": 11})
    from matplotlib import pyplot
    lines = {"Astrolabe": [(entry["points"], entry["ours"]["seconds"]) for entry in results]}
    for entry in results:
        for peer in entry["peers"]:
            lines.setdefault(peer["who"], []).append((entry["points"], peer["seconds"]))
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for (name, points), color in zip(lines.items(), ["#0072b2", "#d55e00", "#009e73"]):
        x, y = zip(*points)
        axes.loglog(x, y, "o-", color=color, linewidth=2 if name == "Astrolabe" else 1.2)
        # Above a line's end, where no longer line runs through it.
        axes.annotate(name, (x[-1], y[-1]), xytext=(0, 8), textcoords="offset points",
                      color=color, ha="center",
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
    axes.set_xlabel("points x 50 dimensions")
    axes.set_ylabel("seconds to all outputs (peers: to the layout)")
    axes.grid(True, which="major", color="#dddddd")
    axes.set_axisbelow(True)
    axes.margins(x=0.22)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(HERE / "time.svg", bbox_inches="tight", metadata={"Date": None})


def roofs(results):
    limits = results["limits"]
    rows = []
    for kernel in results["kernels"]:
        flops, moved = kernel["flops"], kernel["bytes"]
        share = ""
        if flops is not None:
            part = {"product": flops / limits["product_flops"],
                    "memory": moved / limits["copy_bytes"]}
            roof = max(part, key=part.get)
            share = f"{100 * part[roof]:.0f} % of {roof}"
        rows.append([
            f"`{kernel['kernel']}`", f"{kernel['launches']}", f"{1e3 * kernel['each']:.3f}",
            f"{flops / 1e9:.1f}" if flops is not None else "",
            f"{moved / 1e9:.1f}" if moved is not None else "", share])
    return stamp() + (
        f"\n{results['name']}, by OpenCL's clock, 50 steps on the finished map. The roofs are what "
        f"the device did here: {limits['product_flops'] / 1e9:.0f} GFLOP/s in a matrix product, "
        f"{limits['copy_bytes'] / 1e9:.1f} GB/s in a copy (read and written bytes), "
        f"{1e6 * limits['launch_seconds']:.1f} us a launch. Operations and bytes are the least that "
        "the formulas need; what lies in a cache can exceed the copy, and `pairs.scan_pairs` counts "
        "the pairs that it leaves out, too.\n\n") + table(
            ["kernel", "launches", "ms a launch", "GFLOP/s", "GB/s", "nearest roof"], rows)


SECTIONS = {
    "compare": ("Beside the peers", compared),
    "scaling": ("Against the number of points", scaled),
    "kernels": ("Kernels beside the device's limits", roofs),
}
PREFACE = """# Results

Written by `scripts/benchmark`; [README.md](README.md) says which program answers which question.
Reading files: [READING.md](READING.md). The page, and Embedding Atlas beside it: [PAGE.md](PAGE.md).
"""


def old_sections():
    """Section texts by title, of RESULTS.md as it is."""
    if not TARGET.exists():
        return {}
    parts = re.split(r"^## (.*)$", TARGET.read_text(), flags=re.M)
    return {title: body.strip() + "\n" for title, body in zip(parts[1::2], parts[2::2])}


def main():
    folder = pathlib.Path(sys.argv[1])
    texts = old_sections()
    for name, (title, write) in SECTIONS.items():
        file = folder / f"{name}.json"
        if file.exists():
            results = json.loads(file.read_text())
            texts[title] = write(results)
            if name == "scaling":
                picture(results)
    body = "".join(f"\n## {title}\n\n{texts[title]}" for title, _ in SECTIONS.values()
                   if title in texts)
    TARGET.write_text(PREFACE + body)


if __name__ == "__main__":
    main()
