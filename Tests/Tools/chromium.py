"""A headless Chromium, spoken to by the DevTools protocol over a pipe."""
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time

GL = {  # all checked with Debian 12's Chromium 156 on a machine with no GPU
    "swiftshader": ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    "llvmpipe": ["--use-angle=gl-egl", "--ignore-gpu-blocklist"],
    "webgpu": ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--enable-unsafe-webgpu",
               "--use-webgpu-adapter=swiftshader"],
    "none": ["--disable-gpu", "--disable-software-rasterizer", "--disable-3d-apis"],
}


class Fail(Exception):
    pass


class Chrome:
    def __init__(self, binary, flags):
        self.dir = tempfile.mkdtemp(prefix="page_shot.")
        to_r, to_w = os.pipe()
        fr_r, fr_w = os.pipe()
        hi = lambda fd: fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20)  # clear of 3 and 4
        a, b = hi(to_r), hi(fr_w)
        self.out, self.inp = hi(to_w), hi(fr_r)
        for fd in (to_r, to_w, fr_r, fr_w):
            os.close(fd)
        self.errlog = os.path.join(self.dir, "stderr")
        args = [binary, "--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + self.dir + "/profile",
                "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--mute-audio",
                "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb", *flags, "about:blank"]
        self.pid = os.posix_spawn(binary, args, os.environ, setpgroup=0, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, self.errlog, os.O_WRONLY | os.O_CREAT, 0o600),
            (os.POSIX_SPAWN_DUP2, a, 3), (os.POSIX_SPAWN_DUP2, b, 4)])
        os.close(a)
        os.close(b)
        self.buf, self.n, self.replies, self.session, self.on_event = b"", 0, {}, None, lambda m, p: None

    def pump(self, timeout):
        if not select.select([self.inp], [], [], max(0, timeout))[0]:
            return False
        chunk = os.read(self.inp, 1 << 20)
        if not chunk:
            tail = open(self.errlog, errors="replace").read()[-600:]
            raise Fail("the browser ended: " + tail)
        *whole, self.buf = (self.buf + chunk).split(b"\0")
        for raw in whole:
            msg = json.loads(raw)
            if "id" in msg:
                self.replies[msg["id"]] = msg
            else:
                self.on_event(msg["method"], msg.get("params", {}))
        return True

    def post(self, method, **params):
        self.n += 1
        msg = {"id": self.n, "method": method, "params": params}
        if self.session and not method.startswith(("Target.", "Browser.")):
            msg["sessionId"] = self.session
        data = json.dumps(msg).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        return self.n

    def send(self, method, timeout=60, **params):
        n, end = self.post(method, **params), time.time() + timeout
        while n not in self.replies:
            if time.time() > end:
                raise Fail("%s: no answer in %gs" % (method, timeout))
            self.pump(min(0.5, end - time.time()))
        r = self.replies.pop(n)
        if "error" in r:
            raise Fail("%s: %s" % (method, r["error"].get("message")))
        return r["result"]

    def close(self):
        try:
            self.send("Browser.close", timeout=5)
        except Exception:
            pass
        for _ in range(30):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            time.sleep(0.1)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        shutil.rmtree(self.dir, ignore_errors=True)
