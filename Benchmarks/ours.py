"""One run of Astrolabe, timed as a whole process."""
import json
import os
import pathlib
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("ASTROLABE", ROOT / ".build/release/astrolabe"))


def run(points, folder, *arguments, device="cpu", cache=None):
    """Every default output of t-SNE; returns the same keys as a peer, and the report."""
    shutil.rmtree(folder, ignore_errors=True)
    environment = dict(os.environ)
    if cache:
        environment["POCL_CACHE_DIR"] = str(cache)
    start = time.perf_counter()
    subprocess.run([BINARY, "project", points, "--method", "tsne", "--device", device, "--output",
                    folder, "--quiet", *map(str, arguments)], check=True, env=environment)
    seconds = time.perf_counter() - start
    report = json.loads((pathlib.Path(folder) / "report.json").read_text())
    return {"who": "Astrolabe", "version": version(), "seconds": seconds,
            "stages": report["seconds"], "peak_bytes": report["peak_bytes"],
            "neighbors": report["neighbors"], "device": report["device"]["name"],
            "layout": report["layouts"][0], "parameters": report["parameters"]}


def version():
    if not (ROOT / ".git").exists():
        return "without commit"
    head = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"],
                          capture_output=True, text=True)
    return head.stdout.strip() or "without commit"
