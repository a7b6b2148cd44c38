#!/usr/bin/env python3
"""How the page behaves with very many points: writes PAGE.md beside this file.

  scripts/setup --tests; python3 -m venv V; V/bin/pip install numpy
  V/bin/python Benchmarks/page.py --page runs/mnist-5k/index.html [--points 1000000 ...]
  python3 -m venv A; A/bin/pip install embedding-atlas==0.26.0  # 1.4 GB, for the other half
  V/bin/python Benchmarks/page.py --atlas A/bin/python

Takes the page's own program from an index.html that astrolabe wrote, and puts synthetic data into it
in the documented format (page/README.md): two maps' worth of coordinates, 15 neighbors of every point,
a category, a number and a text of each. Then a headless Chromium on this machine, which runs already,
opens it: by file:// with everything inside, and, where astrolabe itself would put the data beside the
page, so too through a web server on this machine; with software WebGL and with the splatter.
"""
import argparse
import base64
import functools
import gzip
import http.server
import json
import os
import platform
import re
import shutil
import sys
import tempfile
import threading
import types
import zlib

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Tests", "Tools"))
from browser_page import Page  # noqa: E402
from chromium import GL, Chrome  # noqa: E402

import atlas  # noqa: E402

PAGE = os.path.join(HERE, "PAGE.md")


def synthetic(n):
    """Blocks by name, and the manifest's members on them."""
    random = np.random.default_rng(1)
    groups = 40
    centers = random.normal(size=(groups, 2)) * 8
    group = random.integers(0, groups, n)
    map_ = centers[group] + random.normal(size=(n, 2))
    principal = random.normal(size=(10, n)) + group / 4
    order = np.lexsort((map_[:, 1], np.floor(map_[:, 0] * 40)))
    place = np.empty(n, int)
    place[order] = np.arange(n)
    near = [(place + step) % n for step in (*range(-8, 0), *range(1, 8))]
    ids = order[np.array(near).T]
    words = np.array([a + b for a in "ka mo ri ten sul".split() for b in "va len dor mi ra".split()])
    texts = [" ".join(row) + " %d" % i for i, row in enumerate(words[random.integers(0, 25, (n, 3))])]
    encoded = [text.encode() for text in texts]
    width = 2 if n <= 1 << 16 else 3
    raw = ids.astype("<u4").reshape(-1, 1).view("u1")[:, :width]
    codes = [("group %d" % g).encode() for g in range(groups)]
    lengths = lambda parts: np.array([len(p) for p in parts], "<u4").tobytes()
    map_q, map_scale = quantized(map_.T)
    principal_q, principal_scale = quantized(principal)
    blocks = {  # In the order in which astrolabe writes them.
        "layout0": map_q, "column0.codes": group.astype("u1").tobytes(),
        "column0.texts": b"".join(codes), "column0.lengths": lengths(codes),
        "principal": principal_q, "column1.numbers": random.normal(size=n).astype("<f4").tobytes(),
        "column2.texts": b"".join(encoded), "column2.lengths": lengths(encoded),
        "neighbors": raw.tobytes(), "nearness": np.tile(np.linspace(120, 255, 15).astype("u1"), n).tobytes(),
        "farthest": np.ones(n, "<f4").tobytes(),
    }
    manifest = dict(
        format=2, tool="page.py", name="%d synthetic points" % n, points=n, dimensions=10,
        parameters={}, notes=[], color="group", sprite=None, external=None,
        layouts=[dict(method="tsne", title="t-SNE", rank=0, axes=2, metrics={}, block="layout0", **map_scale)],
        principal=dict(axes=10, variance=[0.1] * 10, block="principal", **principal_scale),
        graph=dict(k=15, width=width),
        columns=[
            dict(name="group", kind="category", codes="column0.codes", width=1, distinct=groups,
                 texts="column0.texts", lengths="column0.lengths",
                 groups=np.unique(group, return_index=True)[1][:24].tolist()),
            dict(name="value", kind="number", numbers="column1.numbers",
                 scale=dict(scaling="diverging", low=-5, high=5, below=0, above=0)),
            dict(name="text", kind="text", texts="column2.texts", lengths="column2.lengths",
                 groups=list(range(24)))])
    return blocks, manifest


def quantized(axes):
    low, step = axes.min(1), np.ptp(axes, axis=1).max() / 65535
    numbers = ((axes - low[:, None]) / step).round().astype("<u2")
    return numbers.tobytes(), dict(type="u16", origin=low.tolist(), step=float(step))


def write_page(shell, n, path, beside=None):
    """`beside`: also writes the page with its data beside it into this folder. Returns bytes of the first."""
    blocks, manifest = synthetic(n)
    packed = {name: gzip.compress(data, 4 if "texts" in name else 1) for name, data in blocks.items()}
    manifest["blocks"] = {
        name: dict(packing="gzip", bytes=len(blocks[name]), packed=len(data),
                   crc32=zlib.crc32(blocks[name])) for name, data in packed.items()}
    head = shell[:shell.index('<script type="application/json" id="manifest"')]
    with open(path, "w") as file:
        file.write(head + manifest_element(manifest))
        for name, data in packed.items():
            file.write('<script type="text/plain" id="block:%s">%s</script>\n'
                       % (name, base64.b64encode(data).decode()))
        file.write("</body>\n</html>\n")
    if beside:
        os.makedirs(beside, exist_ok=True)
        head = head.replace("connect-src 'none'", "connect-src 'self'", 1)
        with open(os.path.join(beside, "index.html"), "w") as file:
            file.write(head + manifest_element({**manifest, "external": "index.data"}) + "</body>\n</html>\n")
        with open(os.path.join(beside, "index.data"), "wb") as file:
            for data in packed.values():
                file.write(data)
    return os.path.getsize(path)


def manifest_element(manifest):
    text = json.dumps(manifest)
    return '<script type="application/json" id="manifest" data-crc32="%d">%s</script>\n' % (
        zlib.crc32(text.encode()), text)


FRAMES = """await (async () => { const v = astrolabe.view, c = v.camera, times = [];
  v.share = 1; const budget = %d;
  for (let i = 0; i < budget; i++) {
    await new Promise(requestAnimationFrame);
    v.camera = { ...c, zoom: 1 + 0.3 * Math.sin(i / 3), x: 0.1 * Math.sin(i / 5) };
    v.scene.matrix = v.matrix(); v.scene.share = 1;
    const t = performance.now(); astrolabe.painter.renderer.draw(v.scene);
    astrolabe.painter.renderer.finish(); times.push(performance.now() - t); }
  v.camera = c; times.sort((a, b) => a - b); return times[times.length >> 1]; })()"""

# What a drag does: every picture of the screen the camera is elsewhere, and the view draws as many points
# as it can in its time.
MOVING = """await (async () => { const v = astrolabe.view, c = v.camera, start = performance.now();
  let pictures = 0;
  while (performance.now() - start < 2500) {
    if (performance.now() - start > 500) pictures++;
    await new Promise(requestAnimationFrame);
    v.camera = { ...c, x: 0.2 * Math.sin((performance.now() - start) / 300) };
    v.move(); }
  const seconds = (performance.now() - start - 500) / 1000, share = v.share;
  v.camera = c; v.redraw(); return [pictures / seconds, 100 * share]; })()"""

TIMED = """await (async () => { const times = []; for (const q of %s) { const t = performance.now();
  astrolabe.app.change({ %s: q }); times.push(performance.now() - t);
  await new Promise(requestAnimationFrame); }
  times.sort((a, b) => a - b); return times[times.length >> 1]; })()"""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def measure(path, renderer):
    """Median milliseconds and megabytes by what they are of. `path`: a page, or a folder to serve."""
    if not os.path.isdir(path):
        return measure_address("file://" + path, renderer)
    handler = functools.partial(Silent, directory=path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = measure_address("http://127.0.0.1:%d/index.html" % server.server_port, renderer)
        server.shutdown()
        return found


def measure_address(address, renderer):
    chrome = Chrome(shutil.which("chromium"), GL["swiftshader"])
    try:
        options = types.SimpleNamespace(
            size="1280x800", dpr=1, mobile=False, dark=False, reduced_motion=True, downloads=None,
            self_contained=False, timeout=240, full=False, allow=[], url="")
        page = Page(chrome, options)
        chrome.send("Page.navigate", url="about:blank")
        page.idle(1.5)
        opened = []
        for _ in range(3):
            chrome.send("Page.navigate", timeout=240, url="%s?draw=%s" % (address, renderer))
            page.idle(0.2)
            page.wait("window.astrolabe?.ready")
            opened.append(page.eval("[astrolabe.opened, astrolabe.ready]"))
        opened.sort()
        frames, share = page.eval(MOVING)
        found = {
            "first picture": opened[1][0], "all there": opened[1][1], "frames/s in motion": frames,
            "points in motion, %": share,
            "frame, all points": page.eval(FRAMES % (12 if renderer == "cpu" else 4)),
        }
        page.eval("astrolabe.app.change({ query: 'warm up' })")
        found["search"] = page.eval(TIMED % (json.dumps(["kava", "len 77", "dor sulmi"]), "query"))
        found["regular expression"] = page.eval(TIMED % (json.dumps(["/^ka.*7$/", "/ri.*42/"]), "query"))
        page.eval("astrolabe.app.change({ query: '' })")
        found["click to neighbors"] = page.eval(TIMED % ("[5, 77, 4242, 901]", "focus"))
        found["pointing"] = page.eval("""(() => { const times = []; for (let i = 0; i < 9; i++) {
          const t = performance.now(); astrolabe.view.pick(300 + 10 * i, 400, 14);
          times.push(performance.now() - t); } return times.sort((a, b) => a - b)[4]; })()""")
        page.c.send("HeapProfiler.collectGarbage", timeout=120)
        found["memory"] = page.c.send("Runtime.getHeapUsage")
        heap = found.pop("memory")
        found["memory, MB"] = (heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6
        return found
    finally:
        chrome.close()


WORDS = """
A browser that runs already opens the page three times. *First picture*: until the map is drawn and can be
moved and pointed at; *all there*: until texts, neighbors and every other map are. *In motion* the view
draws a fair sample of the points, as many as 40 ms allow (WebGL: all, it cannot tell), and all of them
120 ms after it rests. *Beside it* is what `--html auto` does with more than 64 MB.

- The first picture needs the map's coordinates and the coloring column alone, and they stand first in the
  file: it is drawn while the browser still reads the rest.
- A million points are all there sooner from a data file than from a page of 100 MB, which the browser has to
  read as HTML first.
- A frame by software WebGL takes several times as long as one by the splatter at every size; of itself the page
  takes it up to 20,000 points, where it still gives 25 pictures a second. (A GPU is another matter.)
"""


def placements(shell, n, folder):
    """What to open for n points: the page, and where astrolabe would do so its data beside it."""
    path, beside = os.path.join(folder, "page-%d.html" % n), os.path.join(folder, "beside-%d" % n)
    size = write_page(shell, n, path, beside)
    found = [(path, "inside", size)]
    if size > 64_000_000:
        found.append((beside, "beside it", sum(entry.stat().st_size for entry in os.scandir(beside))))
    return found


def table(shell, points):
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for n in points:
            for path, place, size in placements(shell, n, folder):
                for renderer in ("webgl", "cpu"):
                    found = measure(path, renderer)
                    print(n, place, size, renderer, found, flush=True)
                    rows.append((["{:,}".format(n), place, "%.1f" % (size / 1e6), renderer], found))
    names = list(rows[0][1])
    lines = ["| points | data | MB | renderer | %s |" % " | ".join(names), "|" + " --- |" * (4 + len(names))]
    for cells, found in rows:
        lines.append("| " + " | ".join(cells + ["%.0f" % found[name] for name in names]) + " |")
    return "\n".join(lines) + "\n"


def section(title):
    """A section of PAGE.md as it stands there, "" if there is none."""
    text = open(PAGE, encoding="utf-8").read() if os.path.exists(PAGE) else ""
    start = text.find("## " + title)
    return "" if start < 0 else text[start:].split("\n## ")[0].rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", help="an index.html that astrolabe wrote")
    parser.add_argument("--points", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--atlas", metavar="PYTHON", help="a Python that has embedding-atlas, to put it beside")
    options = parser.parse_args()
    ours, theirs = section("Ours"), section("Embedding Atlas")
    if options.page:
        with open(options.page, encoding="utf-8") as file:
            ours = "## Ours\n\n" + table(file.read(), options.points) + WORDS
    if options.atlas:
        theirs = "## Embedding Atlas\n\n" + atlas.report(options.atlas, options.points[-1])
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write("# The page, measured\n\nWritten by `Benchmarks/page.py` on %s, %d processors, no GPU: "
                   "Chromium, 1280 x 800, software WebGL (SwiftShader) and the splatter. Milliseconds, "
                   "medians.\n\n%s\n%s" % (platform.machine(), os.cpu_count(), ours, theirs))


if __name__ == "__main__":
    main()
