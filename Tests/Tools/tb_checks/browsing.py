"""Every run and tensor, opened in the page one after the other."""
import os
import shutil

from tb_checks.projector_page import Page
from tb_checks.report import CannotRun, LIMIT_POINTS
from tb_checks.shown import check_bookmark_shown, check_layout_tensor, check_metadata_shown
from tb_checks.standalone import check_standalone


def browser_checks(rep, tb, plan, args):
    shots, skip = args.shots, args.skip_page or []
    try:
        from playwright.sync_api import sync_playwright
        import numpy  # noqa: F401
    except ImportError:
        raise CannotRun("--browser needs playwright and numpy in the environment that runs this script")
    exe = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if not exe:
        raise CannotRun("--browser needs chromium")
    if shots:
        os.makedirs(shots, exist_ok=True)
    with sync_playwright() as pw:
        b = pw.chromium.launch(executable_path=exe, headless=True, args=[
            "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            "--ignore-gpu-blocklist", "--disable-dev-shm-usage"])
        page = Page(b, tb.base + "/#projector", tb.timeout)
        _, s = page.state(page.settled)
        page.shot(shots, "opening")
        rep.check(s and s["shown"] and not s["error"] and not page.errors, "browser: the page opens by itself",
                  "browser: the page should open by itself; %s" % (page.errors + [str(s)])[0])
        for run, name, shape, marks, emb in plan:
            if run in skip:
                continue
            what = "browser: run %r tensor %r" % (run, name)
            fr, wrong = page.open(run, name, min(shape[0], LIMIT_POINTS))
            if not rep.check(fr, "%s: the page shows %d points" % (what, min(shape[0], LIMIT_POINTS)), "%s: %s" % (what, wrong)):
                page.page.close()
                page = Page(b, tb.base + "/#projector", tb.timeout)
                continue
            page.shot(shots, "%s_%s" % (run, name))
            if emb:
                check_layout_tensor(rep, what, fr, emb, shape)
            if emb and marks:
                check_metadata_shown(rep, what, fr, emb)
            for k, m in enumerate(marks):
                check_bookmark_shown(rep, "%s: bookmark %d %r" % (what, k + 1, m.get("label")), page, fr, k, m)
                page.shot(shots, "%s_%s_bm%d" % (run, name, k + 1))
        page.page.close()
        for name in args.opens_on or []:
            runs = [r for r, n, _, _, _ in plan if n.strip() == name.strip() and r not in skip]
            for run in runs:
                rep.check((page.opened.get(run) or "").strip() == name.strip(), "browser: run %r opens on %r" % (run, name),
                          "browser: run %r should open on %r, not on %r" % (run, name, page.opened.get(run)))
            rep.check(runs, "browser: there is a tensor %r to open on" % name, "browser: no run has a tensor %r" % name)
        for run in args.standalone or []:
            check_standalone(rep, b, run, os.path.join(args.logdir, run), plan, tb.timeout, shots)
        b.close()
