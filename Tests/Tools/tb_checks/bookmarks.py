"""Bookmarks as TensorBoard serves them and the page loads them."""
import json
import math

from tb_checks.report import LIMIT_POINTS

LIMIT_TSNE = 10_000         # the page runs t-SNE on at most so many points
# keys without which the page throws while it loads a bookmark
BOOKMARK_REQUIRED = (
    "projections", "selectedProjection", "selectedPoints",
    "pcaComponentDimensions", "tSNEIteration", "tSNEPerplexity",
    "tSNELearningRate", "customXLeftText", "customXRightText",
    "customYUpText", "customYDownText",
)
AXES = {"tsne": ("tsne-0", "tsne-1", "tsne-2"),
        "umap": ("umap-0", "umap-1", "umap-2"),
        "custom": ("linear-x", "linear-y")}


def check_bookmarks(rep, tb, run, name, info, shape, cols):
    """Returns the bookmarks that passed."""
    label = "run %r tensor %r" % (run, name)
    if not info.get("bookmarksPath"):
        return []
    ans = tb.projector("bookmarks", run=run, name=name)
    if not rep.check(ans[0] == 200, "%s: /bookmarks answers" % label, "%s: /bookmarks: %s" % (label, tb.why(ans))):
        return []
    try:
        marks = json.loads(ans[2])
        assert isinstance(marks, list) and all(isinstance(m, dict) for m in marks)
    except (ValueError, AssertionError) as e:
        rep.fail("%s: bookmarks are not a JSON list of objects: %s" % (label, e))
        return []
    shown = min(shape[0], LIMIT_POINTS)
    good = []
    for k, m in enumerate(marks):
        what = "%s bookmark %d %r" % (label, k + 1, m.get("label", ""))
        before = rep.failed
        missing = [q for q in BOOKMARK_REQUIRED if m.get(q) is None]
        if missing:
            rep.fail("%s: missing %s: loading it throws" % (what, ", ".join(missing)))
            continue
        if not isinstance(m.get("label"), str) or not m["label"]:
            rep.warn("%s: no label" % what)
        if m.get("dataSetDimensions") != [shown, shape[1]] and m.get("filteredPoints") is None:
            rep.fail("%s: dataSetDimensions is %r, must be %r" % (what, m.get("dataSetDimensions"), [shown, shape[1]]))
        filt = m.get("filteredPoints")
        count = shown if filt is None else len(filt)
        sel = m["selectedProjection"]
        if sel == "pca":
            axes = ["pca-%d" % i for i in m["pcaComponentDimensions"]]
        elif sel in AXES:
            three = m.get("tSNEis3d" if sel == "tsne" else "umapIs3d")
            axes = list(AXES[sel][: 3 if three and sel != "custom" else 2])
        else:
            rep.fail("%s: selectedProjection is %r, must be tsne, umap, pca or custom" % (what, sel))
            continue
        proj = m["projections"]
        if len(proj) != count:
            rep.fail("%s: projections has %d entries for %d points" % (what, len(proj), count))
            continue
        badp = [i for i, p in enumerate(proj)
                if any(not isinstance(p.get(a), (int, float)) or not math.isfinite(p[a]) for a in axes)]
        if badp:
            rep.fail("%s: %d points lack a finite %s (first: point %d)" % (what, len(badp), "/".join(axes), badp[0]))
            continue
        order = m.get("shuffledDataIndices")
        if order is not None and sorted(order) != list(range(count)):
            rep.fail("%s: shuffledDataIndices is no permutation of 0..%d" % (what, count - 1))
        cam = m.get("cameraDef")
        if cam is None:
            rep.warn("%s: no cameraDef" % what)
        elif not all(len(cam.get(q, ())) == 3 for q in ("position", "target")) or "zoom" not in cam \
                or bool(cam.get("orthographic")) != (len(axes) == 2):
            rep.fail("%s: cameraDef must have position[3], target[3], zoom and orthographic = (2-D view)" % what)
        for key, extra in (("selectedLabelOption", []), ("selectedColorOptionName", ["No color map"])):
            if cols and m.get(key) not in cols + extra:
                rep.warn("%s: %s is %r, the metadata columns are %s" % (what, key, m.get(key), cols))
        if not all("pca-0" in p for p in proj[:1]):
            rep.warn("%s: no pca-* coordinates: after loading it the PCA tab is empty" % what)
        if sel == "tsne":
            if m["tSNELearningRate"] > -3:
                rep.warn("%s: TensorBoard >= 2.14 goes on running t-SNE from these positions; "
                         "tSNELearningRate -3 (the slider's exponent) holds them still" % what)
            if shape[1] < 50:
                rep.warn("%s: on data with < 50 columns the t-SNE that TensorBoard starts can end in an error; "
                         "selectedProjection umap does not start anything" % what)
            span = max(abs(p[a]) for p in proj for a in axes) or 1.0
            off = max(abs(sum(p[a] for p in proj) / count) for a in axes)
            if count > LIMIT_TSNE:
                rep.fail("%s: %d points: TensorBoard resumes t-SNE on %d of them only and moves those; "
                         "store the layout as selectedProjection umap" % (what, count, LIMIT_TSNE))
            elif off > 1e-3 * span:
                rep.warn("%s: the layout is not centred; TensorBoard centres it" % what)
        if rep.failed == before:
            rep.ok("%s: %s, %d points, %s" % (what, sel, count, "/".join(axes)))
            good.append(m)
    return good
