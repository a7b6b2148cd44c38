#!/usr/bin/env python3
"""page_check - does the page that astrolabe writes really work?

Makes small runs with the binary, opens their index.html in headless Chromium (software WebGL, and
none), and drives them with real mouse, wheel, keys, lasso and touch. Needs numpy and Debian's
chromium.

  page_check.py --binary astrolabe --examples DIR --work DIR [--only NAME] [--shots DIR]

Last line printed: "page_check: N passed, N failed". Exit status: 0 all passed, 1 not.
"""
import argparse
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import types

import numpy as np

from page_shot import GL, Chrome, Fail, Page

OPTIONS = dict(size="1100x760", dpr=1, mobile=False, dark=False, reduced_motion=True, downloads=None,
               self_contained=True, timeout=20, full=False, allow=[])


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, condition, detail=""):
        if condition:
            self.passed += 1
            print("ok    " + name)
        else:
            self.failed += 1
            print("FAIL  %s  %s" % (name, detail), flush=True)


class Browser:
    """One Chromium; each open() is a fresh page in it."""

    def __init__(self, report, gl, shots):
        self.chrome = Chrome(shutil.which("chromium") or "chromium", GL[gl])
        self.report, self.shots = report, shots

    def open(self, address, wait="window.astrolabe?.ready", **changes):
        options = types.SimpleNamespace(**{**OPTIONS, **changes})
        if "://" not in address:
            address = "file://" + address
        options.url = address.split("#")[0]
        page = Page(self.chrome, options)
        plain = page.event
        # A fragment is no request.
        page.c.on_event = lambda method, p: plain(method, without_fragment(p))
        page.c.send("Page.navigate", url=address)
        page.wait(wait)
        page.idle(0.15)
        return page

    def done(self, page, name):
        """No error, no request, and the page goes away."""
        self.report.check(name + ": no error and no request", not page.errors, page.errors[:3])
        if self.shots:
            page.shot(os.path.join(self.shots, name + ".png"))
        page.c.on_event = lambda method, p: None
        page.c.send("Page.close")
        page.idle(0.05)

    def close(self):
        self.chrome.close()


def without_fragment(p):
    request = p.get("request")
    if request and "#" in request.get("url", ""):
        request["url"] = request["url"].split("#")[0]
    return p


# --- data ---------------------------------------------------------------------------------------

WORDS = "river stone cloud amber willow harbor copper meadow lantern velvet".split()


class Runs:
    """The runs that the checks look at."""

    def __init__(self, binary, examples, work):
        self.binary, self.examples, self.work = binary, examples, work

    def project(self, name, *arguments):
        command = [self.binary, "project", *arguments, "--output", name, "--name", name, "--quiet"]
        subprocess.run(command, cwd=self.work, check=True)
        return os.path.join(self.work, name, "index.html")

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return name

    def points(self, name, groups, size, columns, seed):
        random = np.random.default_rng(seed)
        centers = random.normal(size=(groups, columns)) * 4
        rows = np.repeat(centers, size, axis=0) + random.normal(size=(groups * size, columns))
        np.save(self.path(name), rows.astype("f4"))
        return rows.astype("f4")

    @functools.cache
    def digits(self):
        images = os.path.join(self.examples, "mnist-5k-images-idx3-ubyte.gz")
        labels = os.path.join(self.examples, "mnist-5k-labels-idx1-ubyte.gz")
        return self.project("digits", images, "--labels", labels, "--sample", "1500",
                            "--iterations", "250")

    @functools.cache
    def mixed(self):
        """A text, a category, a number of either sign, and gaps: 1,200 points of 12 dimensions."""
        self.mixed_points = self.points("mixed.npy", 6, 200, 12, 5)
        random = np.random.default_rng(7)
        self.mixed_table = [
            ["%s %s %d" % (WORDS[i // 200], WORDS[random.integers(10)], i),
             "group %d" % (i // 200), "" if i % 50 == 0 else "%.3f" % (random.normal() * 5)]
            for i in range(1200)]
        lines = ["title\tkind\tscore"] + ["\t".join(row) for row in self.mixed_table]
        table = self.write("mixed.tsv", "\n".join(lines) + "\n")
        return self.project("mixed", "mixed.npy", "--metadata", table, "--color", "kind",
                            "--iterations", "250")

    @functools.cache
    def deep(self):
        self.points("deep.npy", 5, 120, 8, 11)
        return self.project("deep", "deep.npy", "--components", "3", "--iterations", "100",
                            "--labels", self.write("deep.txt", "".join(
                                "kind %d\n" % (i // 120) for i in range(600))))

    @functools.cache
    def bare(self):
        """No metadata, no neighbors, and one point far away."""
        rows = self.points("bare.npy", 3, 100, 5, 13)
        rows[0] *= 500
        np.save(self.path("bare.npy"), rows)
        return self.project("bare", "bare.npy", "--method", "pca")

    @functools.cache
    def large(self):
        """20,000 points, each with a text of its own and one of 300 categories."""
        self.points("large.npy", 20, 1000, 6, 19)
        lines = ["name\tplace"] + ["point number %d\tplace %d" % (i, i * 7919 % 300) for i in range(20_000)]
        return self.project("large", "large.npy", "--metadata",
                            self.write("large.tsv", "\n".join(lines) + "\n"), "--method", "pca",
                            "--color", "place")

    @functools.cache
    def palette(self, theme, column):
        """Thirty groups, nine, and six that are numbers, of different sizes."""
        self.points("palette.npy", 30, 20, 5, 23)
        sizes = [kind for kind in range(30) for _ in range(5 + kind * 7 % 30)]
        lines = ["kind\tnine\tdigit"] + [
            "kind %02d\t%s\t%d" % (sizes[i % len(sizes)], "abcdefghi"[sizes[i % len(sizes)] % 9], i * i % 15)
            for i in range(600)]
        return self.project("palette-%s-%s" % (theme, column), "palette.npy", "--metadata",
                            self.write("palette.tsv", "\n".join(lines) + "\n"), "--method", "pca", "--color", column,
                            "--plot-format", "svg", "--plot-theme", theme)

    @functools.cache
    def hostile(self):
        self.points("hostile.npy", 4, 60, 6, 17)
        self.hostile_rows = [hostile_row(i) for i in range(240)]
        header = ["<b>bold</b>", "", "</script><script>alert(1)</script>", "html", "c\u0301 \u202e rtl"]
        header += ["column %d" % c for c in range(195)]
        lines = [header] + [row + [str(i * c) for c in range(195)]
                            for i, row in enumerate(self.hostile_rows)]
        quoted = "\n".join(",".join('"%s"' % cell.replace('"', '""') for cell in line) for line in lines)
        return self.project("hostile", "hostile.npy", "--metadata",
                            self.write("hostile.csv", quoted + "\n"), "--iterations", "50")


def hostile_row(i):
    return [
        '<script>alert(%d)</script>' % i,
        '</script><img src=x onerror="alert(2)"> & \'quotes\' "double" %d' % i,
        "\u202eabc\u202c 💥 %d \u2028 \u2066x" % i,
        ("<!-- <script> %%MANIFEST%% \\u003c " + "long " * 2000) if i == 3 else "a\x00b %d" % i,
        "javascript:alert(1)" if i % 2 else "https://example.com/?q=%d" % i,
    ]


# --- in the page --------------------------------------------------------------------------------

def places(page):
    """Where every point stands, in CSS pixels, when all is at rest."""
    page.wait("!astrolabe.view.flight && !astrolabe.view.morph && !astrolabe.view.isWaiting")
    flat = page.eval("""(() => { const v = astrolabe.view;
      return Array.from({length: astrolabe.model.count}, (_, i) => v.place(i).slice(0, 2)).flat(); })()""")
    return np.array(flat).reshape(-1, 2)


def state(page, name):
    return page.eval("astrolabe.app.state." + name)


def selected(page):
    return page.eval("(s => s ? Array.from(s.keys()).filter(i => s[i]) : [])(astrolabe.app.state.selection)")


def drawn(page):
    return page.eval("astrolabe.view.scene.paint.reduce((n, p) => n + (p >>> 24 > 0), 0)")


def press(page, *keys):
    for key in keys:
        page.key(key)
        page.idle(0.06)


def click_on(page, selector, mods=0):
    """A real click into the middle of an element; keys that are down: 8 Shift, 1 Alt."""
    box = page.eval("""(e => { e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();
      return [r.left + r.width / 2, r.top + r.height / 2]; })(document.querySelector(%s))"""
                    % json.dumps(selector))
    page.mouse("mouseMoved", box)
    page.mouse("mousePressed", box, button="left", buttons=1, clickCount=1, modifiers=mods)
    page.mouse("mouseReleased", box, button="left", clickCount=1, modifiers=mods)
    page.idle(0.08)


def click_in_row(page, place, selector, mods=0):
    """What a legend's row shows only under the pointer."""
    row = "#legend .group:nth-child(%d)" % place
    page.do("move %f,%f" % tuple(page.eval(
        "(r => [r.left + 20, r.top + r.height / 2])(document.querySelector('%s').getBoundingClientRect())" % row)))
    click_on(page, row + " " + selector, mods)


def text_of(page, selector):
    return page.eval("document.querySelector(%s)?.textContent ?? ''" % json.dumps(selector))


def choose(page, selector, value):
    page.eval("""((e, v) => { e.value = v; e.dispatchEvent(new Event('change')); })
      (document.querySelector(%s), %s)""" % (json.dumps(selector), json.dumps(value)))
    page.idle(0.15)


COMPARE = """(() => {
  const { painter, view } = astrolabe; const { scene } = view;
  if (!painter.webgl) return null;
  painter.webgl.draw(scene); const gl = painter.webgl.gl;
  const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const a = new Uint8Array(4 * w * h); gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, a);
  painter.splatter.draw(scene); const b = painter.splatter.image.data;
  let [sum, far, ink, inkB] = [0, 0, 0, 0]; const colors = new Set();
  const paper = [scene.paper >> 16 & 255, scene.paper >> 8 & 255, scene.paper & 255];
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
    const [p, q] = [4 * ((h - 1 - y) * w + x), 4 * (y * w + x)];
    let d = 0; let e = 0; let f = 0;
    for (let c = 0; c < 3; c++) { d = Math.max(d, Math.abs(a[p + c] - b[q + c]));
      e = Math.max(e, Math.abs(a[p + c] - paper[c])); f = Math.max(f, Math.abs(b[q + c] - paper[c])); }
    if (e > 8) { ink++; colors.add((a[p] >> 5) << 6 | (a[p + 1] >> 5) << 3 | a[p + 2] >> 5); }
    if (f > 8) inkB++;
    if (d > 64) far++; sum += e > 8 || f > 8 ? d : 0; }
  return { far: far / Math.max(1, ink), mean: sum / Math.max(1, ink), ink: ink / (w * h),
    ratio: inkB / Math.max(1, ink), colors: colors.size }; })()"""


def compare(report, page, name, far=0.1, mean=12):
    """The two renderers draw the same picture of the scene, within the edges of the discs."""
    found = page.eval(COMPARE)
    report.check(name + ": both renderers draw the same",
                 found and found["far"] < far and found["mean"] < mean and found["ink"] > 0.002
                 and abs(found["ratio"] - 1) < 0.08, found)
    return found


def inside(polygon, spots):
    """The even-odd rule, for many spots at once."""
    result = np.zeros(len(spots), bool)
    x, y = spots[:, 0], spots[:, 1]
    for (ax, ay), (bx, by) in zip(polygon, np.roll(polygon, 1, axis=0)):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            result ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return result


# --- checks -------------------------------------------------------------------------------------

def check_first_picture(report, browser, runs):
    page = browser.open(runs.digits())
    found = compare(report, page, "digits")
    report.check("digits: the first picture has many colors", found["colors"] >= 9, found)
    report.check("digits: WebGL draws", page.eval("astrolabe.painter.renderer.kind") == "webgl")
    spots = places(page)
    right, bottom = page.eval("[document.querySelector('#panel').getBoundingClientRect().left,"
                              " document.querySelector('#tools').getBoundingClientRect().top]")
    within = (spots[:, 0] > 0) & (spots[:, 0] < right) & (spots[:, 1] > 0) & (spots[:, 1] < bottom)
    report.check("digits: all points lie in the free part of the page", within.mean() > 0.99, within.mean())
    size = os.path.getsize(runs.digits())
    shell = page.eval("document.scripts[0].textContent.length + document.querySelector('style').textContent.length")
    report.check("the page without data is at most 150 kB", shell < 150_000, shell)
    report.check("digits: the file is small", size < 1_500_000, size)
    report.check("every control has a tooltip", page.eval(
        "[...document.querySelectorAll('button, select, input')].filter(e => !e.title).map(e => e.outerHTML)") == [],
        page.eval("[...document.querySelectorAll('button, select, input')].filter(e => !e.title).map(e => e.id)"))
    check_hover(report, page, runs, spots)
    press(page, "p")
    report.check("thumbnails can be shown", state(page, "sprites") is True)
    browser.done(page, "digits")


def check_hover(report, page, runs, spots):
    lines = open(runs.path("digits/metadata.tsv"), encoding="utf-8").read().split("\n")
    labels = [line.split("\t")[1] for line in lines[1:] if line]
    random = np.random.default_rng(1)
    right = []
    for i in random.choice(len(labels), 10, replace=False):
        page.do("move %f,%f" % tuple(spots[i]))
        page.idle(0.12)
        shown = page.eval("document.querySelector('#card').hidden ? -1 : +document.querySelector('#card').dataset.point")
        cells = page.eval("[...document.querySelectorAll('#card .cells > div')].map(e => [...e.children].map(c => c.textContent))")
        thumbnail = page.eval("!!document.querySelector('#card canvas')")
        right.append(shown == i and ["Label", labels[i]] in cells and thumbnail)
    report.check("the hover card is right for ten random points", all(right), right)


def check_search(report, browser, runs):
    page = browser.open(runs.mixed())
    table = runs.mixed_table
    press(page, "/")
    page.do("type lantern")
    page.idle(0.2)
    wanted = sum("lantern" in row[0] for row in table)
    report.check("search finds words", page.eval("astrolabe.app.hitCount") == wanted,
                 (page.eval("astrolabe.app.hitCount"), wanted))
    report.check("search says how many", text_of(page, "#found").startswith(str(wanted) + " points"),
                 text_of(page, "#found"))
    press(page, "Enter")
    page.idle(0.3)
    focus = state(page, "focus")
    spot = places(page)[focus]
    middle = page.eval("[astrolabe.view.viewport.middleX, astrolabe.view.viewport.middleY]")
    report.check("Enter flies to a hit", "lantern" in table[focus][0] and np.hypot(*(spot - middle)) < 2,
                 (focus, spot, middle))
    for query, holds in (
            ("/^river .*[02468]$/", lambda row: re.match(r"^river .*[02468]$", row[0])),
            ('kind:"group 3"', lambda row: row[1] == "group 3"),
            ("score>2.5 stone", lambda row: row[2] and float(row[2]) > 2.5 and "stone" in row[0]),
            ("score<=-1 -kind:1", lambda row: row[2] and float(row[2]) <= -1 and "1" not in row[1]),
            ('"river stone"', lambda row: "river stone" in row[0]),
            ("nothing like this", lambda row: False)):
        press(page, "/")
        page.eval("document.querySelector('#search').select()")
        page.do("type " + query)
        page.idle(0.15)
        wanted = sum(bool(holds(row)) for row in table)
        found = page.eval("astrolabe.app.hitCount")
        report.check("search %s" % query, found == wanted, (found, wanted))
    page.eval("document.querySelector('#search').select()")
    page.do("type /(/")
    page.idle(0.1)
    report.check("a bad expression is explained", "expression" in text_of(page, "#found"), text_of(page, "#found"))
    press(page, "Escape", "Escape")
    check_neighbors(report, page, runs)
    compare(report, page, "mixed")
    browser.done(page, "search")


def check_neighbors(report, page, runs):
    points = runs.mixed_points.astype("f8")
    press(page, "0")
    page.idle(0.1)
    for i in (17, 640, 1111):
        distances = np.sqrt(((points - points[i]) ** 2).sum(1))
        distances[i] = np.inf
        exact = np.argsort(distances, kind="stable")[:15]
        page.do("click %f,%f" % tuple(places(page)[i]))
        page.idle(0.1)
        shown = page.eval("[...document.querySelectorAll('#point li')].map(e => +e.dataset.point)")
        near = page.eval("astrolabe.app.neighbors.map(n => n.distance)")
        report.check("click on %d shows the exact neighbors" % i,
                     state(page, "focus") == i and shown == exact.tolist(), (state(page, "focus"), shown, exact))
        report.check("distances of %d are right" % i,
                     np.allclose(near, distances[exact], rtol=0.01), (near, distances[exact]))
    press(page, "ArrowDown", "ArrowDown")
    second = page.eval("astrolabe.app.neighbors[1].id")
    report.check("arrows walk the neighbors", page.eval("astrolabe.view.marked") == second)
    press(page, "ArrowRight")
    report.check("the right arrow goes to one", state(page, "focus") == second)
    press(page, "ArrowLeft")
    report.check("the left arrow comes back", state(page, "focus") == 1111)


def check_selection(report, browser, runs):
    downloads = runs.path("downloads")
    page = browser.open(runs.mixed(), downloads=downloads)
    spots = places(page)
    press(page, "l")
    center = spots[:200].mean(0)
    polygon = np.array([center + 90 * np.array([np.cos(t), np.sin(t)]) for t in np.linspace(0, 6, 11)])
    page.path([tuple(spot) for spot in polygon])
    page.idle(0.2)
    wanted = np.flatnonzero(inside(polygon, spots)).tolist()
    report.check("the lasso selects exactly the points inside", selected(page) == wanted and len(wanted) > 20,
                 (len(selected(page)), len(wanted)))
    for title, ending in (("Save the numbers", "ids.txt"), ("Save the selected rows as CSV", "csv"),
                          ("Save the selected rows, one", "jsonl")):
        click_on(page, '#selection button[title^="%s"]' % title)
        saved = wait_for(os.path.join(downloads, "mixed-selection." + ending))
        check_saved(report, ending, saved, wanted, runs)
    page.path([(a, b) for a, b in np.array([spots[200:400].min(0) - 4, spots[200:400].max(0) + 4])])
    before = set(wanted)
    press(page, "b")
    low, high = spots[400:600].min(0) - 3, spots[400:600].max(0) + 3
    page.path([tuple(spots[:200].mean(0) - 60), tuple(spots[:200].mean(0) + 60)])
    first = set(selected(page))
    page.path([tuple(low), tuple(high)], mods=8)
    box = set(np.flatnonzero(((spots > low) & (spots < high)).all(1)).tolist())
    report.check("Shift and the box add", set(selected(page)) == first | box, len(before))
    page.path([tuple(low), tuple(high)], mods=1)
    report.check("Alt takes away", set(selected(page)) == first - box)
    press(page, "i")
    report.check("I inverts", set(selected(page)) == set(range(1200)) - (first - box))
    press(page, "o")
    report.check("O shows the selection alone", drawn(page) == 1200 - len(first - box), drawn(page))
    press(page, "ctrl+z", "ctrl+z")
    report.check("undo goes back", set(selected(page)) == first - box and drawn(page) == 1200)
    press(page, "ctrl+shift+z")
    report.check("redo goes on", set(selected(page)) == set(range(1200)) - (first - box))
    browser.done(page, "selection")


def wait_for(path):
    for _ in range(100):
        if os.path.exists(path) and os.path.getsize(path) > 0:
            return open(path, encoding="utf-8", newline="").read()
        time.sleep(0.05)
    return ""


def check_saved(report, ending, saved, wanted, runs):
    if ending == "ids.txt":
        rows = [int(line) for line in saved.split()]
    elif ending == "jsonl":
        objects = [json.loads(line) for line in saved.splitlines()]
        rows = [entry["row"] for entry in objects]
        report.check("jsonl has the metadata", all(
            entry["title"] == runs.mixed_table[entry["row"]][0] for entry in objects))
    else:
        lines = saved.split("\r\n")[1:-1]
        rows = [int(line.split(",")[0]) for line in lines]
        report.check("csv has places and metadata", saved.startswith("row,tsne_x,tsne_y,title,kind,score\r\n")
                     and all(line.split(",")[3] == runs.mixed_table[row][0] for row, line in zip(rows, lines)),
                     saved[:80])
    report.check("the export as %s holds exactly those" % ending, rows == wanted, (len(rows), len(wanted)))


def check_select_by(report, browser, runs):
    """Groups of the legend, what a search finds and neighbors, each in every way to combine."""
    page = browser.open(runs.mixed())
    kinds = page.eval("astrolabe.app.coloring.groups.map(g => g.name)")
    rows = {name: {i for i, row in enumerate(runs.mixed_table) if row[1] == name} for name in kinds}
    click_in_row(page, 3, '[title^="Select"]')
    report.check("one click on the legend selects a group", set(selected(page)) == rows[kinds[2]], len(selected(page)))
    report.check("many selected points are told by their color, not by rings around some of them", page.eval(
        """(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.every(v => v === 0))
        (document.querySelector('#overlay'))"""))
    click_in_row(page, 5, '[title^="Select"]', mods=8)
    report.check("Shift adds another group", set(selected(page)) == rows[kinds[2]] | rows[kinds[4]])
    click_on(page, '#selection [data-mode="subtract"]')
    click_in_row(page, 3, '[title^="Select"]')
    report.check("“take away” takes a group away", set(selected(page)) == rows[kinds[4]])
    click_on(page, '#selection [data-mode="intersect"]')
    words = {i for i, row in enumerate(runs.mixed_table) if "lantern" in row[0]}
    press(page, "/")
    page.do("type lantern")
    page.idle(0.15)
    click_on(page, "#found button")
    report.check("“common” keeps what the search shares", set(selected(page)) == rows[kinds[4]] & words
                 and state(page, "query") == "", len(selected(page)))
    click_on(page, '#selection [data-mode="add"]')
    press(page, "/")
    page.do("type willow")
    page.idle(0.15)
    found = {i for i, row in enumerate(runs.mixed_table) if "willow" in row[0]}
    page.eval("document.querySelector('#overlay').focus()")
    press(page, "a")
    wanted = rows[kinds[4]] & words | found
    report.check("A adds what is found", set(selected(page)) == wanted, len(selected(page)))
    page.do("click %f,%f" % tuple(places(page)[17]))
    page.idle(0.1)
    near = {17, *page.eval("astrolabe.app.neighbors.map(n => n.id)")}
    click_on(page, "#point h3 button", mods=1)
    report.check("a point's neighbors, taken away", set(selected(page)) == wanted - near and len(near) == 16)
    click_on(page, '#selection [data-mode="replace"]')
    press(page, "n")
    report.check("N selects a point and its neighbors", set(selected(page)) == near, selected(page))
    press(page, "ctrl+z", "ctrl+z")
    report.check("undo takes both back", set(selected(page)) == wanted)
    click_on(page, '#selection [data-mode="subtract"]')
    click_on(page, '#selection [title^="Select nothing"]')
    report.check("with nothing selected the next is new", page.eval("astrolabe.app.mode") == "replace")
    page.eval("document.querySelector('#legend .group:nth-child(2) button').focus()")
    press(page, "Tab", "Enter")
    report.check("the legend selects by keys, and keeps the focus", set(selected(page)) == rows[kinds[1]]
                 and page.eval("document.activeElement.title").startswith("Select this group"),
                 page.eval("document.activeElement.outerHTML.slice(0, 200)"))
    click_on(page, "#legend .group:nth-child(2) > button")
    report.check("what is selected and hidden is told", "200 of them hidden" in text_of(page, "#selection h2"),
                 text_of(page, "#selection h2"))
    browser.done(page, "select by")


def check_palette(report, browser, runs):
    """The same group has the same color in the page and in the picture, on light and on dark."""
    for theme in ("light", "dark"):
        for column in ("kind", "nine", "digit"):
            page = browser.open(runs.palette(theme, column), dark=theme == "dark")
            picture = open(runs.path("palette-%s-%s/pca.svg" % (theme, column)), encoding="utf-8").read()
            legend = re.findall(r'<circle[^>]*fill="(#\w+)"[^>]*/>\n<text [^>]*>([^<]*)</text>\n<text [^>]*anchor="end">',
                                picture)
            shown = [[color, name] for color, name, is_rest in page.eval(
                "astrolabe.app.coloring.groups.map(g => ['#' + g.color.toString(16).padStart(6, '0'), g.name, g.isRest])")
                if not is_rest]
            named = [list(row) for row in legend if not row[1].startswith("other")]
            report.check("picture and page have the same groups in the same colors: %s, %s" % (theme, column),
                         shown == named and len(named) == {"kind": 24, "nine": 9, "digit": 6}[column], (shown, named))
            report.check("no two groups share a color", len({color for color, _ in shown}) == len(shown))
            browser.done(page, "palette, %s, %s" % (theme, column))


def check_colors(report, browser, runs):
    page = browser.open(runs.mixed())
    click_on(page, "#legend .group:nth-child(2) > button")
    report.check("a click on the legend hides a group", drawn(page) == 1000, drawn(page))
    page.do("move 10,400")
    click_on(page, "#legend .all")
    report.check("show all", drawn(page) == 1200)
    click_in_row(page, 3, '[title^="Hide all other"]')
    report.check("“only” hides all others", drawn(page) == 200, drawn(page))
    press(page, "ctrl+z")
    choose(page, "#color", "column:score")
    report.check("colored by number: a scale with gaps", page.eval(
        "astrolabe.app.coloring.kind === 'scale' && astrolabe.app.coloring.missing") == 24)
    kinds = page.eval("new Set(astrolabe.view.scene.paint).size")
    report.check("colored by number: many colors", kinds > 50, kinds)
    for scaling in ("quantile", "diverging"):
        choose(page, "#scaling", scaling)
        report.check("scale " + scaling, page.eval("astrolabe.app.coloring.scaling") == scaling)
    choose(page, "#ramp", "cividis")
    compare(report, page, "mixed by number")
    choose(page, "#color", "quality")
    metrics = json.load(open(runs.path("mixed/report.json")))["layouts"]
    told = next(layout["quality"] for layout in metrics if layout["method"] == "tsne")
    mean = page.eval("astrolabe.app.map.quality.reduce((sum, share) => sum + share / 255, 0) / 1200")
    report.check("quality colors the points", abs(mean - told) < 1e-6
                 and page.eval("astrolabe.app.coloring.kind") == "scale", (mean, told))
    choose(page, "#color", "none")
    report.check("one color", page.eval("new Set(astrolabe.view.scene.paint).size") == 1)
    browser.done(page, "colors")


def check_maps(report, browser, runs):
    page = browser.open(runs.mixed(), reduced_motion=False)
    map_of = lambda: np.array(page.eval("astrolabe.app.map.axes.map(a => Array.from(a))")).T
    folder = os.path.dirname(runs.mixed())
    tsne, pca = (np.load(os.path.join(folder, name + ".npy")) for name in ("tsne", "pca"))
    report.check("the page has the t-SNE map", np.allclose(map_of(), tsne, atol=np.ptp(tsne) / 60000))
    report.check("the map that one opens with stands first, PCA after it", page.eval(
        "[...document.querySelectorAll('#maps button')].map(b => b.dataset.map)") == ["tsne", "pca", "custom"]
        and page.eval("document.querySelector('#maps button').ariaChecked") == "true")
    page.key("2")
    blends = [page.eval("astrolabe.view.morph ? astrolabe.view.scene.blend : -1") for _ in range(12)
              if page.idle(0.06) is None]
    report.check("the points move from map to map", any(0 < blend < 1 for blend in blends), blends)
    page.wait("!astrolabe.view.morph")
    report.check("2 shows PCA", state(page, "map") == "pca" and np.allclose(map_of(), pca, atol=np.ptp(pca) / 60000))
    report.check("explained variance is told", "% of the variance" in text_of(page, "#summary"), text_of(page, "#summary"))
    choose(page, '#axes label:nth-of-type(1) select', "9")
    page.wait("!astrolabe.view.morph")
    report.check("the tenth component can be shown", state(page, "axes")[0] == 9, state(page, "axes"))
    click_on(page, "#axes .dims button:last-child")
    page.wait("!astrolabe.view.morph")
    report.check("PCA in three dimensions", page.eval("astrolabe.app.map.axes.length") == 3)
    press(page, "3")
    for end, query in ((1, "kind:group 0"), (2, "kind:group 4")):
        click_on(page, "#axes .row:nth-of-type(%d) input" % end)
        page.do('type %s' % query.replace("group ", '"group ') + '"')
        page.idle(0.1)
    page.wait("!astrolabe.view.morph")
    custom = map_of()
    ends = custom[:200, 0].mean(), custom[800:1000, 0].mean()
    report.check("a custom axis goes from centroid to centroid", np.allclose(ends, (0, 1), atol=1e-3), ends)
    browser.done(page, "maps")


def check_deep(report, browser, runs):
    page = browser.open(runs.deep())
    compare(report, page, "deep")
    before = places(page)
    page.path([(400, 350), (520, 390)])
    page.idle(0.3)
    after = places(page)
    report.check("a drag turns the map", np.abs(after - before).max() > 20)
    depths = np.array(page.eval("Array.from({length: 600}, (_, i) => astrolabe.view.place(i)[2])"))
    i = int(depths.argmin())
    page.do("move %f,%f" % tuple(after[i]))
    page.idle(0.15)
    report.check("the nearest point can be pointed at", page.eval("astrolabe.view.hover") == i,
                 (page.eval("astrolabe.view.hover"), i))
    page.do("wheel 400,400 -300")
    page.idle(0.3)
    report.check("the wheel comes closer", page.eval("astrolabe.view.camera.zoom") > 1.2)
    press(page, "l")
    spots = places(page)
    polygon = np.array([(250, 200), (480, 180), (520, 420), (240, 470)], float)
    page.path([tuple(spot) for spot in polygon])
    report.check("the lasso in 3-D selects what is seen inside",
                 selected(page) == np.flatnonzero(inside(polygon, spots)).tolist())
    browser.done(page, "deep")


def check_link(report, browser, runs):
    page = browser.open(runs.mixed())
    spots = places(page)
    press(page, "b")
    page.path([tuple(spots[:200].min(0)), tuple(spots[:200].max(0))])
    chosen = selected(page)
    press(page, "v")
    page.do("wheel 400,300 -400")
    page.path([(420, 420), (470, 450)])
    choose(page, "#color", "column:score")
    press(page, "/")
    page.do("type amber")
    page.idle(0.6)
    address = page.eval("location.href")
    kept = "JSON.stringify([astrolabe.app.state.color, astrolabe.app.state.query, astrolabe.app.state.map])"
    first = page.eval(kept), page.eval("Object.values(astrolabe.view.camera)"), chosen
    page.eval("document.querySelector('#views').open = true")
    click_on(page, "#view-name")
    page.do("type amber things")
    press(page, "Enter", "Escape")
    press(page, "Escape", "Escape", "0")
    places(page)
    click_on(page, "#views-list button")
    places(page)
    report.check("a named view comes back", page.eval(kept) == first[0] and selected(page) == chosen
                 and np.allclose(page.eval("Object.values(astrolabe.view.camera)"), first[1], rtol=1e-4),
                 page.eval(kept))
    page.idle(0.4)
    address = page.eval("location.href")
    browser.done(page, "link, first")
    page = browser.open(address)
    report.check("the link restores color, search and map", page.eval(kept) == first[0], page.eval(kept))
    report.check("the link restores the view",
                 np.allclose(page.eval("Object.values(astrolabe.view.camera)"), first[1], rtol=1e-4))
    report.check("the link restores the selection", selected(page) == chosen and len(chosen) > 20, len(chosen))
    report.check("the link holds the named views", text_of(page, "#views-list .name") == "amber things")
    browser.done(page, "link, second")


def check_dark_and_ratio(report, browser, runs):
    page = browser.open(runs.digits(), dark=True, dpr=2, size="900x700")
    report.check("dark by itself", page.eval("document.documentElement.classList.contains('dark')"))
    dark = page.eval("getComputedStyle(document.body).backgroundColor")
    report.check("the background is dark", sum(int(v) for v in re.findall(r"\d+", dark)) < 120, dark)
    report.check("the device's own pixels are used", page.eval(
        "[astrolabe.painter.glCanvas.width, astrolabe.painter.glCanvas.height]") == [1800, 1400])
    compare(report, page, "digits, dark, two pixels a pixel")
    i = 5
    page.do("move %f,%f" % tuple(places(page)[i]))
    page.idle(0.15)
    report.check("pointing is right at that ratio", page.eval("astrolabe.view.hover") == i)
    page.c.send("Emulation.setDeviceMetricsOverride", width=760, height=600, deviceScaleFactor=1.5, mobile=False)
    page.idle(0.3)
    report.check("resized and zoomed", page.eval(
        "[astrolabe.painter.glCanvas.width, astrolabe.painter.glCanvas.height]") == [1140, 900])
    press(page, "d")
    report.check("D makes it light", not page.eval("document.documentElement.classList.contains('dark')"))
    browser.done(page, "dark")


def check_mobile(report, browser, runs):
    page = browser.open(runs.digits(), mobile=True, dpr=2, size="390x780")
    report.check("nothing wider than the screen", page.eval("document.documentElement.scrollWidth") <= 390)
    report.check("fingers are told to tap", "Tap a dot" in text_of(page, "#point"), text_of(page, "#point"))
    report.check("the closed sheet says what is in it", text_of(page, "#handle span") == "Legend and details"
                 and page.eval("document.querySelector('#handle span').getBoundingClientRect().bottom < innerHeight"))
    spots = places(page)
    clear = [i for i in range(1500) if 150 < spots[i][1] < 500 and 20 < spots[i][0] < 320]
    page.touch("touchStart", tuple(spots[clear[0]]))
    page.touch("touchEnd")
    page.idle(0.3)
    report.check("a tap chooses a point", state(page, "focus") == clear[0], (state(page, "focus"), clear[0]))
    zoom = page.eval("astrolabe.view.camera.zoom")
    page.do("pinch 180,330 40 110")
    page.idle(0.3)
    report.check("a pinch zooms", page.eval("astrolabe.view.camera.zoom") > 1.8 * zoom,
                 page.eval("astrolabe.view.camera.zoom"))
    x = page.eval("astrolabe.view.camera.x")
    page.do("touchdrag 200,330 120,330")
    page.idle(0.2)
    report.check("a finger moves the map", page.eval("astrolabe.view.camera.x") > x)
    box = page.eval("(r => [r.left + r.width / 2, r.top + 8])(document.querySelector('#handle').getBoundingClientRect())")
    page.touch("touchStart", tuple(box))
    page.touch("touchEnd")
    page.idle(0.4)
    report.check("the sheet opens", page.eval("document.querySelector('#panel').classList.contains('open')"))
    browser.done(page, "mobile")


def check_keyboard(report, browser, runs):
    page = browser.open(runs.mixed())
    seen = []
    for _ in range(12):
        press(page, "Tab")
        seen.append(page.eval("document.activeElement.id || document.activeElement.dataset.map || ''"))
    report.check("Tab reaches the map and the controls", {"overlay", "tsne", "tool-pan", "zoom-in"} <= set(seen), seen)
    report.check("the focus is visible", page.eval(
        "getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
    page.eval("document.querySelector('#overlay').focus()")
    camera = page.eval("astrolabe.view.camera.x")
    press(page, "ArrowRight", "+", "Enter")
    page.idle(0.2)
    report.check("arrows move, Enter chooses", page.eval("astrolabe.view.camera.x") != camera
                 and state(page, "focus") >= 0)
    press(page, "?")
    report.check("? opens the help", page.eval("document.querySelector('#help').open"))
    press(page, "Escape")
    report.check("Escape closes it", not page.eval("document.querySelector('#help').open"))
    press(page, "Escape")
    report.check("Escape lets go of the point", state(page, "focus") == -1)
    browser.done(page, "keyboard")


def check_hostile(report, browser, runs):
    page = browser.open(runs.hostile())
    report.check("hostile texts run nothing", page.eval(
        "document.querySelectorAll('script').length === document.querySelectorAll('script[type], script:first-of-type').length"
        " && !document.querySelector('img, #panel b b')"))
    rows = runs.hostile_rows
    texts = page.eval("Array.from({length: 240}, (_, i) => astrolabe.model.columns.slice(0, 5).map(c => c.text(i)))")
    report.check("every text is what it was", texts == rows, [t for t, r in zip(texts, rows) if t != r][:1])
    report.check("200 columns", page.eval("astrolabe.model.columns.length") == 200)
    for i in (0, 1, 3):
        page.eval("astrolabe.app.change({ focus: %d })" % i)
        page.idle(0.05)
        shown = text_of(page, "#point")
        report.check("the card of row %d shows its texts" % i, rows[i][0] in shown and rows[i][1] in shown, shown[:200])
    link = page.eval("astrolabe.app.change({ focus: 2 }), [...document.querySelectorAll('#point a')].map(a => [a.href, a.rel])")
    report.check("only web addresses are links", link and all(
        href.startswith("https://example.com/") and "noopener" in rel for href, rel in link), link)
    press(page, "/")
    page.do("type </script>")
    page.idle(0.2)
    report.check("hostile texts can be found", page.eval("astrolabe.app.hitCount") == 240)
    choose(page, "#color", "column:")
    compare(report, page, "hostile")
    browser.done(page, "hostile")


def check_bare(report, browser, runs):
    page = browser.open(runs.bare())
    spots = places(page)
    shown = (np.abs(spots - spots[1:].mean(0)) < 400).all(1)
    report.check("an outlier does not squeeze the view", shown.sum() >= 295 and np.ptp(spots[1:], axis=0).max() > 300,
                 np.ptp(spots[1:], axis=0))
    press(page, "Enter")
    report.check("without neighbors the card says why", "only t-SNE" in text_of(page, "#point"), text_of(page, "#point"))
    compare(report, page, "bare")
    browser.done(page, "bare")


def check_large(report, browser, runs):
    page = browser.open(runs.large())
    compare(report, page, "20,000 points")
    groups = page.eval("astrolabe.app.coloring.groups.map(g => [g.name, g.count])")
    report.check("hundreds of categories: some named, the rest counted", len(groups) == 201
                 and groups[-1][0] == "other (100)" and sum(count for _, count in groups) == 20_000, groups[-1])
    for query, count in (('"number 1234"', 11), ("place:299", page.eval(
            "Array.from({length: 20000}, (_, i) => i * 7919 % 300 === 299).filter(Boolean).length"))):
        page.eval("astrolabe.app.change({ query: %s })" % json.dumps(query))
        report.check("found among 20,000: " + query, page.eval("astrolabe.app.hitCount") == count,
                     page.eval("astrolabe.app.hitCount"))
    browser.done(page, "large")


def check_context_loss(report, browser, runs):
    page = browser.open(runs.digits(), allow=["CONTEXT_LOST", "context"])
    page.eval("window.loser = astrolabe.painter.webgl.gl.getExtension('WEBGL_lose_context'); loser.loseContext()")
    page.idle(0.3)
    report.check("without its context the map is still drawn", page.eval("astrolabe.painter.renderer.kind") == "cpu"
                 and not page.eval("astrolabe.painter.plainCanvas.hidden"))
    page.eval("loser.restoreContext()")
    page.idle(0.4)
    report.check("WebGL comes back", page.eval("astrolabe.painter.renderer.kind") == "webgl"
                 and not page.eval("astrolabe.painter.glCanvas.hidden"))
    compare(report, page, "digits after a lost context")
    browser.done(page, "context loss")


def check_damage(report, browser, runs):
    text = open(runs.mixed(), encoding="utf-8").read()
    block = re.search(r'id="block:layout\d+">([^<]{400})', text)
    at = block.end() - 200
    damaged = {
        "cut off": (text[:int(len(text) * 0.8)], "cut off"),
        "a letter changed": (text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:], "checksum"),
        "the head changed": (text.replace('"name":"mixed"', '"name":"mixes"'), "not whole"),
    }
    for name, (content, words) in damaged.items():
        path = runs.path(runs.write("damaged.html", content))
        page = browser.open(path, wait="!document.querySelector('#message').hidden")
        report.check("a damaged file is explained: " + name, words in text_of(page, "#message"), text_of(page, "#message"))
        browser.done(page, "damaged, " + name)


def check_external(report, browser, runs):
    runs.mixed()
    page_file = runs.project("outside", "mixed.npy", "--metadata", "mixed.tsv", "--html", "external",
                             "--method", "pca")
    page = browser.open(page_file, wait="!document.querySelector('#message').hidden")
    report.check("an external page explains what it needs", "http.server" in text_of(page, "#message"))
    browser.done(page, "external, double click")
    handler = functools.partial(Quiet, directory=os.path.dirname(page_file))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.open("http://127.0.0.1:%d/index.html" % server.server_port, self_contained=False)
        report.check("an external page works through a server", page.eval("astrolabe.model.count") == 1200
                     and set(page.urls) == {page.o.url, page.o.url.replace("html", "data")}, list(page.urls))
        browser.done(page, "external, served")
        server.shutdown()


class Slow(http.server.SimpleHTTPRequestHandler):
    """Sends the blocks that stand first in the file, and the rest only when it is let go."""
    go = None

    def do_GET(self):
        path = self.translate_path(self.path.split("#")[0])
        with open(path, "rb") as file:
            data = file.read()
        names = list(self.entries)
        if path.endswith(".data"):
            cut = sum(entry["packed"] for name, entry in self.entries.items()
                      if names.index(name) <= names.index(self.last))
        elif b'"block:%s"' % self.last.encode() in data:
            cut = data.index(b"<script", data.index(b'"block:%s"' % self.last.encode()))
        else:
            cut = len(data)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:cut])
        self.wfile.flush()
        if cut < len(data):
            self.go.wait(20)
        self.wfile.write(data[cut:])

    def log_message(self, *arguments):
        pass


def check_early(report, browser, runs):
    """The first picture is there, and can be moved, before the rest of the file has come."""
    runs.mixed()
    external = runs.project("slow", "mixed.npy", "--metadata", "mixed.tsv", "--color", "kind", "--html", "external",
                            "--iterations", "50")
    for name, path in (("inline", runs.mixed()), ("external", external)):
        text = open(path, encoding="utf-8").read()
        manifest = json.loads(re.search(r'id="manifest"[^>]*>(.*?)</script>', text, re.S).group(1))
        first = [entry["block"] for entry in manifest["layouts"] if entry["method"] == "tsne"]
        first += [v for k, v in manifest["columns"][1].items() if k in ("codes", "texts", "lengths")]
        report.check(name + ": what the first picture needs stands first in the file",
                     set(list(manifest["blocks"])[:4]) == set(first), list(manifest["blocks"])[:5])
        handler = type("Slower", (Slow,), dict(
            go=threading.Event(), entries=manifest["blocks"], last=list(manifest["blocks"])[3]))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(
                handler, directory=os.path.dirname(path))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page = browser.open("http://127.0.0.1:%d/index.html" % server.server_port, self_contained=False,
                                wait="window.astrolabe?.opened")
            report.check(name + ": a picture before the rest has come", drawn(page) == 1200
                         and page.eval("astrolabe.ready === undefined && astrolabe.app.coloring.groups.length === 6"))
            report.check(name + ": maps that are still to come cannot be chosen yet",
                         page.eval("[...document.querySelectorAll('#maps button')].map(b => b.disabled)")
                         == [False, True, True])
            camera = page.eval("astrolabe.view.camera.x")
            page.path([(400, 400), (460, 430)])
            press(page, "2")
            report.check(name + ": it can be moved already", page.eval("astrolabe.view.camera.x") != camera
                         and state(page, "map") == "tsne")
            handler.go.set()
            page.wait("astrolabe.ready")
            press(page, "2")
            report.check(name + ": then everything is there", state(page, "map") == "pca" and page.eval(
                "astrolabe.model.graph.k === 15 && astrolabe.model.columns[0].text(7)") == runs.mixed_table[7][0])
            browser.done(page, "early, " + name)
            server.shutdown()


def check_still(report, browser, runs):
    """Pointing at points does not draw them all again."""
    page = browser.open(runs.large())
    spots = places(page)
    page.eval("""(r => { const plain = r.draw; window.pictures = 0;
      r.draw = function (scene) { window.pictures++; plain.call(r, scene); }; })(astrolabe.painter.renderer)""")
    seen = set()
    for i in (3, 777, 15_000):
        page.do("move %f,%f" % tuple(spots[i]))
        page.idle(0.15)
        seen.add(page.eval("astrolabe.view.hover"))
    report.check("pointing draws no point again", page.eval("window.pictures") == 0 and len(seen - {-1}) == 3,
                 (page.eval("window.pictures"), seen))
    page.do("wheel 400,400 -300")
    page.idle(0.3)
    report.check("zooming does", page.eval("window.pictures") > 0)
    browser.done(page, "still")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def check_no_gl(report, browser, runs):
    page = browser.open(runs.digits())
    report.check("without WebGL the page draws", page.eval("astrolabe.painter.renderer.kind") == "cpu")
    report.check("and says so in one line", "No WebGL2" in text_of(page, "#notice"), text_of(page, "#notice"))
    ink = page.eval("""(s => { const p = astrolabe.painter.splatter.pixels, paper = p[0];
      return p.reduce((n, v) => n + (v !== paper), 0) / p.length; })()""")
    report.check("the splatter's picture has ink", 0.01 < ink < 0.5, ink)
    i = 9
    page.do("move %f,%f" % tuple(places(page)[i]))
    page.idle(0.15)
    report.check("pointing works there too", page.eval("astrolabe.view.hover") == i)
    browser.done(page, "no GL")
    page = browser.open(runs.deep())
    before = places(page)
    page.path([(400, 350), (520, 390)])
    report.check("3-D turns there too", np.abs(places(page) - before).max() > 20)
    browser.done(page, "no GL, deep")


WITH_GL = [check_first_picture, check_search, check_selection, check_select_by, check_palette, check_colors,
           check_maps, check_deep, check_link, check_dark_and_ratio, check_mobile, check_keyboard, check_hostile,
           check_bare, check_large, check_still, check_early, check_context_loss, check_damage, check_external]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", help="the checks whose name contains this")
    parser.add_argument("--shots", help="keep a screenshot of each page there")
    options = parser.parse_args()
    report = Report()
    runs = Runs(os.path.abspath(options.binary), os.path.abspath(options.examples), os.path.abspath(options.work))
    for gl, checks in (("swiftshader", WITH_GL), ("none", [check_no_gl])):
        wanted = [check for check in checks if not options.only or options.only in check.__name__]
        if not wanted:
            continue
        browser = Browser(report, gl, options.shots)
        for check in wanted:
            start = time.time()
            try:
                check(report, browser, runs)
            except (Fail, subprocess.CalledProcessError) as problem:
                report.check(check.__name__, False, problem)
            print("      %s: %.1f s" % (check.__name__, time.time() - start), flush=True)
        browser.close()
    print("page_check: %d passed, %d failed" % (report.passed, report.failed))
    sys.exit(report.failed > 0)


if __name__ == "__main__":
    main()
