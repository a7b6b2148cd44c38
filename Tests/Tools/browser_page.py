"""One page in a Chromium: what it reports, and real input into it. Any error of the page is kept."""
import base64
import json
import os
import re
import time

from chromium import Fail

GL_ERR = re.compile(r"INVALID_(ENUM|VALUE|OPERATION|FRAMEBUFFER)|CONTEXT_LOST|too many errors", re.I)
MODS = {"alt": 1, "ctrl": 2, "meta": 4, "shift": 8}
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8, "Delete": 46, "Space": 32, "ArrowLeft": 37, "ArrowUp": 38,
        "ArrowRight": 39, "ArrowDown": 40, "Home": 36, "End": 35, "PageUp": 33, "PageDown": 34}


def text_of(arg):
    if "value" in arg:
        return arg["value"] if isinstance(arg["value"], str) else json.dumps(arg["value"])
    if arg.get("subtype") != "error" and "preview" in arg:
        return "%s {%s}" % (arg.get("description", ""), ", ".join("%s: %s" % (p["name"], p.get("value", p["type"])) for p in
                                                                  arg["preview"]["properties"]))
    return arg.get("description") or arg.get("unserializableValue") or arg.get("type", "?")


def exc_text(d):
    e = d.get("exception", {})
    head = e.get("description") or ("%s %s" % (d.get("text", ""), text_of(e) if e else "")).strip()
    return "%s  (%s:%s)" % (head, d.get("url") or "inline", d.get("lineNumber", -1) + 1)


class Page:
    def __init__(self, c, o):
        self.c, self.o, self.errors, self.loaded, self.urls = c, o, [], False, {}
        c.on_event = self.event
        tid = c.send("Target.createTarget", url="about:blank")["targetId"]
        c.session = c.send("Target.attachToTarget", targetId=tid, flatten=True)["sessionId"]
        for d in ("Page", "Runtime", "Log", "Network"):
            c.send(d + ".enable")
        w, h = (int(x) for x in o.size.lower().split("x"))
        c.send("Emulation.setDeviceMetricsOverride", width=w, height=h, deviceScaleFactor=o.dpr, mobile=o.mobile)
        if o.mobile:
            c.send("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)
        feats = [{"name": "prefers-color-scheme", "value": "dark" if o.dark else "light"}]
        if o.reduced_motion:
            feats.append({"name": "prefers-reduced-motion", "value": "reduce"})
        c.send("Emulation.setEmulatedMedia", features=feats)
        if o.downloads:
            os.makedirs(o.downloads, exist_ok=True)
            c.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=os.path.abspath(o.downloads))

    def bad(self, kind, text):
        if any(re.search(p, text) for p in self.o.allow):
            return
        self.errors.append(text)
        print("ERROR %s: %s" % (kind, text), flush=True)

    def event(self, method, p):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Runtime.exceptionThrown":
            self.bad("exception", exc_text(p["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled":
            text = " ".join(text_of(a) for a in p["args"])
            if p["type"] in ("error", "assert") or GL_ERR.search(text):
                self.bad("console." + p["type"], text)
            else:
                print("console.%s: %s" % (p["type"], text), flush=True)
        elif method == "Log.entryAdded":
            e = p["entry"]
            text = e["text"] + ("  (%s)" % e["url"] if e.get("url") else "")
            if e.get("url", "").endswith("/favicon.ico"):
                return
            if e["level"] == "error" or GL_ERR.search(text):
                self.bad(e["source"], text)
            elif "GPU stall due to ReadPixels" not in text:
                print("log.%s: %s" % (e["level"], text), flush=True)
        elif method == "Network.requestWillBeSent":
            u = p["request"]["url"]
            self.urls[u] = 1
            if self.o.self_contained and u != self.o.url and not u.startswith(("data:", "blob:")) \
                    and not u.endswith("/favicon.ico"):
                self.bad("request", "the page asked for " + u[:200])
        elif method == "Inspector.targetCrashed":
            raise Fail("the page crashed")
        elif method == "Page.javascriptDialogOpening":
            self.bad("dialog", p.get("message", ""))
            self.c.post("Page.handleJavaScriptDialog", accept=True)  # an open one would block the page

    def idle(self, sec):
        end = time.time() + sec
        while time.time() < end:
            self.c.pump(end - time.time())

    def eval(self, code, quiet=False):
        r = self.c.send("Runtime.evaluate", timeout=self.o.timeout, expression=code, returnByValue=True,
                        awaitPromise=True, replMode=True, userGesture=True)
        if "exceptionDetails" in r:
            if not quiet:
                self.bad("eval", "%s  in: %s" % (exc_text(r["exceptionDetails"]), code[:120]))
            return None
        v = r["result"]
        return v.get("value", v.get("unserializableValue"))

    def wait(self, expr):
        end = time.time() + self.o.timeout
        while not self.eval("!!(%s)" % expr, quiet=True):
            if time.time() > end:
                self.eval(expr)  # shows why, when it throws
                raise Fail("never came true in %gs: %s" % (self.o.timeout, expr))
            self.idle(0.05)

    def shot(self, path):
        data = self.c.send("Page.captureScreenshot", format="png", captureBeyondViewport=self.o.full)["data"]
        with open(path, "wb") as f:
            f.write(base64.b64decode(data))

    def mouse(self, kind, xy, **k):
        self.c.send("Input.dispatchMouseEvent", type=kind, x=xy[0], y=xy[1], **k)

    def path(self, pts, mods=0, steps=8):
        self.mouse("mouseMoved", pts[0], modifiers=mods)
        self.mouse("mousePressed", pts[0], button="left", buttons=1, clickCount=1, modifiers=mods)
        for a, b in zip(pts, pts[1:]):
            for i in range(1, steps + 1):
                t = i / steps
                self.mouse("mouseMoved", (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), button="left", buttons=1,
                           modifiers=mods)
        self.mouse("mouseReleased", pts[-1], button="left", clickCount=1, modifiers=mods)

    def touch(self, kind, *pts):
        self.c.send("Input.dispatchTouchEvent", type=kind, touchPoints=[{"x": x, "y": y, "id": i} for i, (x, y) in
                                                                       enumerate(pts)])

    def key(self, name):
        *mods, name = name.split("+") if len(name) > 1 else [name]
        m = sum(MODS[x.lower()] for x in mods)
        code = KEYS.get(name) or (ord(name.upper()) if len(name) == 1 else 0)
        k = dict(key=" " if name == "Space" else name, windowsVirtualKeyCode=code, modifiers=m)
        text = {"Enter": "\r", "Space": " "}.get(name, name if len(name) == 1 and not m & 7 else "")
        self.c.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **k)
        self.c.send("Input.dispatchKeyEvent", type="keyUp", **k)

    def do(self, step):
        verb, _, rest = step.strip().partition(" ")
        xy = lambda s: tuple(float(v) for v in s.split(","))
        w = rest.split()
        if verb == "js":
            self.eval(rest)
        elif verb == "wait":
            self.wait(rest)
        elif verb == "sleep":
            self.idle(float(rest) / 1000)
        elif verb == "shot":
            self.shot(rest)
        elif verb == "print":
            print(json.dumps(self.eval(rest)), flush=True)
        elif verb == "move":
            self.mouse("mouseMoved", xy(rest))
        elif verb in ("click", "dblclick"):
            self.mouse("mouseMoved", xy(rest))
            for n in range(1, 2 + (verb == "dblclick")):
                self.mouse("mousePressed", xy(rest), button="left", buttons=1, clickCount=n)
                self.mouse("mouseReleased", xy(rest), button="left", clickCount=n)
        elif verb in ("drag", "lasso"):
            pts = [xy(s) for s in w if "," in s]
            self.path(pts, sum(MODS[s.lower()] for s in w if "," not in s))
        elif verb == "wheel":
            self.mouse("mouseWheel", xy(w[0]), deltaX=0, deltaY=float(w[1]))
        elif verb == "touchdrag":
            a, b = xy(w[0]), xy(w[1])
            self.touch("touchStart", a)
            for i in range(1, 9):
                self.touch("touchMove", tuple(p + (q - p) * i / 8 for p, q in zip(a, b)))
            self.touch("touchEnd")
        elif verb == "pinch":
            (x, y), f, t = xy(w[0]), float(w[1]), float(w[2])
            self.touch("touchStart", (x - f, y), (x + f, y))
            for i in range(1, 9):
                d = f + (t - f) * i / 8
                self.touch("touchMove", (x - d, y), (x + d, y))
            self.touch("touchEnd")
        elif verb == "key":
            self.key(rest)
        elif verb == "type":
            self.c.send("Input.insertText", text=rest)
        else:
            raise Fail("unknown step: " + step)
        self.idle(0.02)
