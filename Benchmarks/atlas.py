"""Embedding Atlas beside our page: what it exports, and what a browser without WebGPU makes of it."""
import functools
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
import time
import types

from browser_page import Page
from chromium import GL, Chrome

# The same data as page.py's: a place on the map, a category, a number and a text of each point.
DATA = """
import sys, numpy as np, pandas as pd
n, random = int(sys.argv[1]), np.random.default_rng(1)
centers, group = random.normal(size=(40, 2)) * 8, random.integers(0, 40, int(sys.argv[1]))
places = centers[group] + random.normal(size=(n, 2))
words = np.array([a + b for a in "ka mo ri ten sul".split() for b in "va len dor mi ra".split()])
texts = [" ".join(row) + " %d" % i for i, row in enumerate(words[random.integers(0, 25, (n, 3))])]
pd.DataFrame(dict(x=places[:, 0], y=places[:, 1], group=["group %d" % g for g in group],
                  value=random.normal(size=n), text=texts)).to_parquet(sys.argv[2])
"""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def report(python, n):
    """A section of PAGE.md. `python`: the interpreter of an environment that has embedding-atlas."""
    version = subprocess.run([python, "-c", "import importlib.metadata as m; print(m.version('embedding-atlas'))"],
                             check=True, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        table, archive = os.path.join(folder, "points.parquet"), os.path.join(folder, "site.zip")
        subprocess.run([python, "-c", DATA, str(n), table], check=True)
        start = time.time()
        subprocess.run([os.path.join(os.path.dirname(python), "embedding-atlas"), table, "--text", "text", "--x", "x",
                        "--y", "y", "--disable-projection", "--export-application", archive],
                       check=True, stdout=subprocess.DEVNULL)
        seconds = time.time() - start
        site = os.path.join(folder, "site")
        shutil.unpack_archive(archive, site)
        unpacked = sum(os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(site) for name in names)
        rows = [("WebGPU by SwiftShader", *opened(site, n, "webgpu")), ("no WebGPU", *opened(site, n, "swiftshader"))]
        size = os.path.getsize(archive)
    lines = ["Version %s, {:,} points, x and y given, no neighbors, exported in %.0f s: a zip of %.1f MB, %.1f MB "
             "unpacked, that needs a web server.".format(n) % (version, seconds, size / 1e6, unpacked / 1e6), "",
             "| browser | table and charts there, ms | map |", "| --- | --- | --- |"]
    lines += ["| %s | %.0f | %s |" % row for row in rows]
    return "\n".join(lines) + "\n" + WORDS


WORDS = """
Its map needs WebGPU with 16-bit floats in shaders. SwiftShader's WebGPU has none, and with Mesa's software
Vulkan the browser no longer answered here, so on a machine without a GPU it shows tables and charts, and no
map: there is no frame to time.
"""


def opened(site, n, gl):
    """Milliseconds until its tables are there, and what it says of the map."""
    chrome = Chrome(shutil.which("chromium"), GL[gl])
    handler = functools.partial(Silent, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = Page(chrome, types.SimpleNamespace(
            size="1280x800", dpr=1, mobile=False, dark=False, reduced_motion=True, downloads=None,
            self_contained=False, timeout=240, full=False, allow=["."], url=""))
        chrome.send("Page.navigate", url="about:blank")
        page.idle(1.5)
        chrome.send("Page.navigate", url="http://127.0.0.1:%d/" % server.server_port)
        page.wait("document.body?.innerText.includes('{0:,} / {0:,} points')"
                  " && document.body.innerText.includes('group (VARCHAR)')".format(n))
        ready = page.eval("performance.now()")
        page.idle(8)
        is_missing = page.eval("document.body.innerText.includes('WebGPU is unavailable')")
        return ready, "“WebGPU is unavailable”" if is_missing else "drawn"
    finally:
        server.shutdown()
        chrome.close()
