"""The projector's page without TensorBoard."""
import http.server
import json
import os
import re
import threading

from tb_checks.projector_page import Page
from tb_checks.report import LIMIT_POINTS
from tb_checks.shown import check_bookmark_shown, check_layout_tensor


class Standalone:
    """The projector's page without TensorBoard, over HTTP in the folder of a projector_config.json.

    It is the page of the installed TensorBoard, told to read a config instead of asking a server, as
    projector.tensorflow.org does.
    """

    def __init__(self, folder):
        import http.server
        import threading
        import tensorboard
        plugin = os.path.join(os.path.dirname(tensorboard.__file__), "plugins", "projector", "tf_projector_plugin")
        with open(os.path.join(plugin, "projector_binary.html"), encoding="utf-8") as f:
            page = re.sub(r"<vz-projector-dashboard></vz-projector-dashboard>",
                          '<vz-projector-app serving-mode="demo" projector-config-json-path="projector_config.json">'
                          "</vz-projector-app>", f.read())

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=folder)

            def do_GET(self):
                if self.path.split("?")[0] == "/standalone.html":
                    self.send_response(200)
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                    self.end_headers()
                    self.wfile.write(page.encode())
                elif self.path == "/projector_binary.js":
                    self.directory = plugin
                    super().do_GET()
                else:
                    super().do_GET()

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = "http://127.0.0.1:%d/standalone.html" % self.server.server_port

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def check_standalone(rep, browser, run, folder, plan, timeout, shots):
    """projector_config.json shows what TensorBoard shows of the same folder."""
    what = "standalone: run %r" % run
    try:
        with open(os.path.join(folder, "projector_config.json"), encoding="utf-8") as f:
            listed = [e["tensorName"] for e in json.load(f)["embeddings"]]
    except (OSError, ValueError, KeyError) as e:
        rep.fail("%s: projector_config.json: %s" % (what, e))
        return
    names = [name for r, name, _, _, _ in plan if r == run]
    rep.check(sorted(listed) == sorted(names), "%s: projector_config.json has the same %d tensors" % (what, len(names)),
              "%s: projector_config.json has %r, TensorBoard %r" % (what, listed, names))
    server = Standalone(folder)
    try:
        page = Page(browser, server.url, timeout, "standalone.html")
        _, s = page.state(page.settled)
        rep.check(s and s["shown"] and not s["error"] and not page.errors and s["tensor"] == listed[0],
                  "%s: opens on %r" % (what, listed[0]), "%s: %s" % (what, (page.errors + [str(s)])[0]))
        page.shot(shots, "standalone_%s" % run)
        for r, name, shape, marks, emb in plan:
            if r != run or not s:
                continue
            label = "%s tensor %r" % (what, name)
            fr, wrong = page.open(s["run"], name, min(shape[0], LIMIT_POINTS))
            if rep.check(fr, "%s: shows %d points" % (label, min(shape[0], LIMIT_POINTS)), "%s: %s" % (label, wrong)):
                check_layout_tensor(rep, label, fr, emb, shape)
                for k, m in enumerate(marks):
                    check_bookmark_shown(rep, "%s: bookmark %d" % (label, k + 1), page, fr, k, m)
    finally:
        server.stop()
