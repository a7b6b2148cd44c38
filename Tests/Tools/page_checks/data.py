"""The data of a page: hostile texts, damage, beside the page, and pages of which a part has come."""
import functools
import http.server
import json
import os
import re
import threading

from page_checks.driving import choose, drawn, press, state, text_of
from page_checks.renderers import compare


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


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass
