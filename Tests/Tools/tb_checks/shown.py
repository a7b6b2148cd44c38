"""What the page shows, compared with what the files hold."""
import math
import os
import re
import time

from tb_checks.metadata import parse_metadata
from tb_checks.projector_page import JS_METADATA, JS_OFFERS, JS_PLACES, JS_PROJECTED, floats
from tb_checks.text_proto import first


def check_metadata_shown(rep, what, fr, emb):
    """The page has the cells of the metadata file, each in its row (numbers may be spelled otherwise)."""
    path = first(emb, "metadata_path", "")
    shown = fr.evaluate(JS_METADATA)
    if not path or shown is None:
        return
    with open(os.path.join(emb["_root"], path), encoding="utf-8", newline="") as f:
        cols, rows = parse_metadata(f.read())

    def same(a, b):
        try:
            return a == b or float(a) == float(b)
        except (TypeError, ValueError):
            # JavaScript knows more numbers than Python
            return bool(re.fullmatch(r"0[xX][0-9a-fA-F]+", b)) and a == str(int(b, 16))
    wrong = [i for i, (got, want) in enumerate(zip(shown, rows))
             if [k for k, _ in got] != cols and sorted(k for k, _ in got) != sorted(cols)
             or not all(same(dict(got)[c], v) for c, v in zip(cols, want))]
    rep.check(len(shown) == len(rows) and not wrong, "%s: the page has every cell of %s" % (what, path),
              "%s: the page has other metadata than %s, first in row %s: %s" % (
                  what, path, wrong[0] if wrong else "-", [shown[wrong[0]], rows[wrong[0]]] if wrong else len(shown)))


def stretched(places):
    """Each axis by itself to [-1, 1], as the page does it; one without extent to 0."""
    import numpy as np
    low, high = places.min(0), places.max(0)
    span = np.where(high > low, high - low, 1)
    return np.where(high > low, 2 * (places - low) / span - 1, 0)


def fit(shown, stored):
    """The turn that brings what is shown nearest to what is stored (after a shift and one common
    scale), and the largest distance that is left then, in widths of the map."""
    import numpy as np
    a, b = shown - shown.mean(0), stored - stored.mean(0)
    u, s, vt = np.linalg.svd(a.T @ b)
    scale = s.sum() / max((a ** 2).sum(), 1e-300)
    return u @ vt, np.abs(scale * a @ u @ vt - b).max() / max(np.ptp(b, 0).max(), 1e-300)


def check_layout_tensor(rep, what, fr, emb, shape):
    """Where `<name>.npy` lies beside `<name>.bytes`, what the page shows must be that map."""
    import numpy as np
    path = os.path.join(emb["_root"], first(emb, "tensor_path", ""))
    array = os.path.splitext(path)[0] + ".npy"
    if not os.path.isfile(array):
        return
    stored = np.load(array).astype(float)
    if len(stored) != shape[0]:       # a sample; the metadata's Index says which rows
        with open(os.path.join(emb["_root"], first(emb, "metadata_path", "")), encoding="utf-8") as f:
            cols, rows = parse_metadata(f.read())
        at = cols.index("Index") if "Index" in cols else 0
        stored = stored[[int(r[at]) for r in rows]]
    shown = floats(fr.evaluate(JS_PLACES), 3)
    if stored.shape[1] == 2:
        rep.check(not shown[:, 2].any(), "%s: the flat map lies flat" % what, "%s: the flat map is not flat" % what)
        if np.ptp(stored, 0).min() == 0:
            return
        turn, off = fit(shown[:, :2], stored)
        rep.check(off < 2e-3, "%s: the page shows the stored map in its true shape (off by %.1e of its width)" % (what, off),
                  "%s: what the page shows is not the stored map: off by %.2g of its width" % (what, off))
        angle = math.degrees(math.atan2(turn[0, 1], turn[0, 0]))
        rep.check(np.linalg.det(turn) > 0 and abs(angle) < 45.5, "%s: the map is turned by %.1f degrees and not mirrored" % (what, angle),
                  "%s: the map is mirrored, or turned by %.1f degrees" % (what, angle))
    else:
        axes = ["pca-0", "pca-1", "pca-2"]
        _, off = fit(floats(fr.evaluate(JS_PROJECTED, axes), 3), stored)
        rep.check(off < 1e-4, "%s: the page has the stored map (off by %.1e of its width)" % (what, off),
                  "%s: what the page has is not the stored map: off by %.2g of its width" % (what, off))


def check_bookmark_shown(rep, what, page, fr, k, m):
    """Clicks the k-th bookmark's button: its points must stand where it says, to the bit."""
    import numpy as np
    del page.errors[:]
    sel = m["selectedProjection"]
    rows = "P.bookmarkPanel.root.querySelectorAll('.state-radio')"
    end = time.time() + page.timeout
    while time.time() < end and not fr.evaluate("k => %s.length > k" % rows, k):
        page.page.wait_for_timeout(100)
    threw = fr.evaluate("""k => { try { %s[k].querySelector('[icon="radio-button-unchecked"]').click(); return ''; }
                           catch (e) { return e.message; } }""" % rows, k)
    # a t-SNE bookmark starts t-SNE; give its set-up some time, others none
    page.page.wait_for_timeout(6000 if sel == "tsne" else 500)
    axes = fr.evaluate("() => P.projection && P.projection.projectionComponents.filter(c => c)") or []
    if threw or page.errors or not axes:
        rep.fail("%s: %s" % (what, threw or (page.errors + ["it shows nothing"])[0]))
        return
    got = floats(fr.evaluate(JS_PROJECTED, axes), len(axes))
    want = np.array([[p.get(a, math.nan) for a in axes] for p in m["projections"]], np.float32).astype(float)
    if sel == "tsne":
        span = np.ptp(want, 0).max() or 1
        off = np.abs(got - got.mean(0) - want + want.mean(0)).max() / span if got.shape == want.shape else math.inf
        rep.check(off < 0.01, "%s holds still (off by %.1e of its width)" % (what, off), "%s moved by %.2g of its width" % (what, off))
        return
    rep.check(got.shape == want.shape and (got == want).all(), "%s shows the stored layout to the bit, %s" % (what, "/".join(axes)),
              "%s: the page has other positions than the bookmark" % what)
    shown = floats(fr.evaluate(JS_PLACES), 3)[:, :len(axes)]
    off = np.abs(shown - stretched(want)).max() if got.shape == want.shape else math.inf
    rep.check(off < 1e-6, "%s stands where it says on the stage" % what, "%s is off by %.2g on the stage" % (what, off))
    offers = fr.evaluate(JS_OFFERS)
    color, label = m.get("selectedColorOptionName"), m.get("selectedLabelOption")
    rep.check(color is None or offers["color"] == color and color in offers["colors"],
              "%s colors by %r" % (what, color), "%s should color by %r; the page offers %s" % (what, color, offers["colors"]))
    rep.check(label is None or offers["label"] == label and label in offers["labels"],
              "%s labels by %r" % (what, label), "%s should label by %r; the page offers %s" % (what, label, offers["labels"]))
