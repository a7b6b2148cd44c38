"""A running TensorBoard, and its answers."""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from tb_checks.report import CannotRun


def find_tensorboard(args):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if args.tensorboard:
        return [args.tensorboard]
    for venv in (args.venv, os.environ.get("TB_CHECK_VENV"), os.path.join(here, ".venv-tb")):
        if not venv:
            continue
        exe = os.path.join(venv, "bin", "tensorboard")
        if os.path.exists(exe):
            return [exe]
        if args.make_venv:
            print("      making %s" % venv)
            pkgs = ["tensorboard==2.21.0"] + (["playwright"] if args.browser else [])
            try:
                subprocess.run([sys.executable, "-m", "venv", venv], check=True)
                subprocess.run([os.path.join(venv, "bin", "pip"), "install", "-q"] + pkgs, check=True)
            except (OSError, subprocess.CalledProcessError) as e:
                raise CannotRun("could not make the environment %s: %s" % (venv, e))
            return [exe]
        if venv == args.venv:
            raise CannotRun("no tensorboard in %s (add --make-venv to create it)" % venv)
    exe = shutil.which("tensorboard")
    if exe:
        return [exe]
    raise CannotRun("no tensorboard found: give --venv DIR --make-venv, or --tensorboard EXE")


class TensorBoard:
    def __init__(self, cmd, logdir, timeout):
        self.timeout = timeout
        self.log = tempfile.NamedTemporaryFile("w+", prefix="tb_check_", suffix=".log", delete=False)
        # a neutral working folder: nothing may depend on where tensorboard was started
        self.cwd = tempfile.mkdtemp(prefix="tb_check_cwd_")
        try:
            self.proc = subprocess.Popen(
                cmd + ["--logdir", os.path.abspath(logdir), "--host", "127.0.0.1", "--port", "0"],
                stdout=self.log, stderr=subprocess.STDOUT, cwd=self.cwd, start_new_session=True)
        except OSError as e:
            raise CannotRun("tensorboard did not start: %s" % e)
        self.base = None
        end = time.time() + timeout
        while time.time() < end:
            m = re.search(r"http://127\.0\.0\.1:(\d+)", self.logtext())
            if m:
                self.base = "http://127.0.0.1:" + m.group(1)
                break
            if self.proc.poll() is not None:
                break
            time.sleep(0.2)
        if not self.base:
            text = self.logtext()
            self.stop()
            raise CannotRun("tensorboard did not start within %d s; its output:\n%s" % (timeout, text[-2000:]))

    def logtext(self):
        self.log.flush()
        with open(self.log.name, errors="replace") as f:
            return f.read()

    def get(self, path, **query):
        url = self.base + path
        if query:
            url += "?" + urllib.parse.urlencode(query)
        try:
            with urllib.request.urlopen(url, timeout=self.timeout) as r:
                return r.status, r.headers.get("Content-Type", ""), r.read()
        except urllib.error.HTTPError as e:
            return e.code, e.headers.get("Content-Type", ""), e.read()
        except (urllib.error.URLError, OSError) as e:
            return 0, "", str(e).encode()

    def projector(self, what, **query):
        return self.get("/data/plugin/projector/" + what, **query)

    def last_error(self):
        errs = [l.strip() for l in self.logtext().splitlines()
                if re.match(r"\s*[\w.]*(Error|Exception)\b", l)]
        return errs[-1][:300] if errs else ""

    def why(self, answer):
        """One line that explains a bad answer."""
        code, _, body = answer
        text = body.decode("utf-8", "replace").strip().replace("\n", " ")[:200]
        if code == 500:
            text = "server error: " + (self.last_error() or text)
        return "HTTP %s: %s" % (code or "none", text)

    def stop(self):
        if self.proc.poll() is None:
            try:
                os.killpg(self.proc.pid, signal.SIGTERM)
                self.proc.wait(10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                try:
                    os.killpg(self.proc.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                self.proc.wait()
        self.log.close()
        os.unlink(self.log.name)
        shutil.rmtree(self.cwd, ignore_errors=True)
