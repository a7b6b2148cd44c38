"""The browser that the checks look through, and the list of what they found."""
import os
import shutil
import types

from browser_page import Page
from chromium import Chrome, GL

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
