"""WebGL and the splatter: the same picture by both, and each where the other is missing."""
import numpy as np

from page_checks.driving import places, text_of

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
