"""The projector's page in a browser."""
import base64
import os
import re
import time

JS_FIND = """() => {
  const find = (root, tag) => { const st = [root];
    while (st.length) { const n = st.pop();
      if (n.tagName && n.tagName.toLowerCase() === tag) return n;
      if (n.shadowRoot) st.push(n.shadowRoot);
      if (n.children) for (const c of n.children) st.push(c); }
    return null; };
  window.P = find(document.body, 'vz-projector');
  if (!P || !P.dataPanel) return null;
  const d = P.root.querySelector('#notification-dialog');
  return { names: (P.dataPanel.tensorNames || []).map(t => t.name), run: P.dataPanel.selectedRun,
           tensor: P.dataPanel.selectedTensor, shown: !!P.projection && P.projection.dataSet === P.dataSet,
           points: P.dataSet ? P.dataSet.points.length : 0,
           title: d && d.opened ? P.root.querySelector('#notification-title').innerText : '',
           error: d && d.opened ? P.root.querySelector('#notify-msgs').innerText : '' }; }"""
# every number goes through base64: 100,000 points as JSON would take seconds
JS_PACK = """const pack = a => { const b = new Uint8Array(a.buffer, a.byteOffset, a.byteLength); let s = '';
  for (let i = 0; i < b.length; i += 8192) s += String.fromCharCode(...b.subarray(i, i + 8192));
  return btoa(s); };"""
# where the points stand on the screen's stage, in the cube [-1, 1]
JS_PLACES = "() => { " + JS_PACK + """
  return pack(P.projectorScatterPlotAdapter.generatePointPositionArray(P.dataSet, P.projection.projectionComponents)); }"""
JS_PROJECTED = "axes => { " + JS_PACK + """
  const v = new Float32Array(P.dataSet.points.length * axes.length);
  P.dataSet.points.forEach((p, i) => axes.forEach((a, j) => { v[i * axes.length + j] = p.projections[a]; }));
  return pack(v); }"""
JS_OFFERS = """() => { const d = P.projectionsPanel && P.dataPanel;
  return { colors: (d.colorOptions || []).map(o => o.name), color: d.selectedColorOptionName,
           label: P.selectedLabelOption, labels: d.labelOptions || [] }; }"""
JS_METADATA = """() => P.dataSet.points.length > 20000 ? null : P.dataSet.points.map(
  p => Object.entries(p.metadata).map(([k, v]) => [k, v === null ? null : String(v)]))"""


class Page:
    """The projector's page, on which one tensor after the other is opened."""

    def __init__(self, browser, url, timeout, frame="projector_binary.html"):
        self.timeout, self.frame = timeout, frame
        self.errors = []
        self.opened = {}                # by run: the tensor that the page chose by itself
        self.page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.on("pageerror", lambda e: self.errors.append(str(e)[:200]))
        self.page.goto(url)

    def state(self, until, limit=None):
        """Waits for a state; returns the page's frame (None: it did not come) and the last state."""
        end = time.time() + (limit or self.timeout)
        s = None
        while time.time() < end:
            fr = [f for f in self.page.frames if f.url.split("?")[0].endswith(self.frame)]
            s = fr[0].evaluate(JS_FIND) if fr else None
            if s and until(s):
                return fr[0], s
            self.page.wait_for_timeout(100)
        return None, s

    def settled(self, s):
        return s["names"] and (s["shown"] and not s["error"] or "rror" in s["title"])

    def open(self, run, name, points):
        """Opens a tensor; returns (frame, None) or (None, what is wrong).

        The page must have finished with the tensor before: it throws if another one is chosen while
        it computes.
        """
        del self.errors[:]
        fr, s = self.state(self.settled)
        if fr and s["run"] != run:
            fr.evaluate("r => { P.dataPanel.selectedRun = r; }", run)
            fr, s = self.state(lambda s: s["run"] == run and name in s["names"], 30)
            if fr:
                fr, s = self.state(self.settled)
        if fr:
            self.opened.setdefault(run, s["tensor"])
        if fr and s["tensor"] != name:
            fr.evaluate("n => { P.dataPanel.selectedTensor = n; }", name)
        fr, s = self.state(lambda s: s["tensor"] == name and self.settled(s))
        if fr and not self.errors and s["shown"] and not s["error"] and s["points"] == points:
            return fr, None
        return None, (self.errors + [str(s)])[0]

    def shot(self, shots, name):
        if shots:
            self.page.wait_for_timeout(700)     # a picture of points, not of a spinner
            self.page.screenshot(path=os.path.join(shots, re.sub(r"\W+", "_", name) + ".png"))


def floats(text, columns):
    import numpy as np
    return np.frombuffer(base64.b64decode(text), np.float32).reshape(-1, columns).astype(float)
