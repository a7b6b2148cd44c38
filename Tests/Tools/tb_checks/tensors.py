"""Tensors as TensorBoard serves them."""
import math
import os
import struct
import sys
from array import array

from tb_checks.report import LIMIT_POINTS
from tb_checks.text_proto import first


def source_floats(path, shape):
    """The float32 values of a tensor file; ValueError if it is not one."""
    with open(path, "rb") as f:
        raw = f.read()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        a = array("f")
        a.frombytes(raw[: len(raw) // 4 * 4])
        if sys.byteorder == "big":
            a.byteswap()
        return a, "binary"
    a = array("f")
    for line in text.split("\n"):
        line = line.rstrip("\r")
        if line:
            a.extend([_f32(v) for v in line.split("\t")])
    return a, "TSV"


def _f32(text):
    v = float(text)
    try:
        return struct.unpack("f", struct.pack("f", v))[0]
    except OverflowError:
        return math.copysign(math.inf, v)


def check_tensor(rep, tb, run, name, info, emb, args):
    label = "run %r tensor %r" % (run, name)
    shape = info.get("tensorShape") or []
    if not rep.check(len(shape) == 2 and shape[0] > 1 and shape[1] > 1,
                     "%s: shape %s x %s" % (label, *shape[:2]) if len(shape) == 2 else "",
                     "%s: shape %r; the page lists only tensors with 2 dimensions, each > 1" % (label, shape)):
        return None
    n, d = shape
    if d == 2:
        rep.warn("%s: 2 columns only: the page opens in 3-D PCA and shows nothing (NaN); pad with a zero column" % label)
    if d < 50:
        rep.warn("%s: %d < 50 columns, so 'Spherize data' is off and the page's own t-SNE / UMAP misbehave" % (label, d))
    if n > LIMIT_POINTS:
        rep.warn("%s: %d points; the page shows the first %d" % (label, n, LIMIT_POINTS))
    shown = min(n, LIMIT_POINTS)
    ans = tb.projector("tensor", run=run, name=name, num_rows=LIMIT_POINTS)
    if not rep.check(ans[0] == 200, "%s: /tensor answers" % label, "%s: /tensor: %s" % (label, tb.why(ans))):
        return None
    if not rep.check(len(ans[2]) == shown * d * 4, "%s: /tensor has %d x %d float32" % (label, shown, d),
                     "%s: /tensor has %d bytes, %d x %d float32 would be %d" % (label, len(ans[2]), shown, d, shown * d * 4)):
        return None
    got = array("f")
    got.frombytes(ans[2])
    if sys.byteorder == "big":
        got.byteswap()
    bad = sum(1 for v in got if not math.isfinite(v))
    if bad and args.allow_nonfinite:
        rep.warn("%s: %d values are not finite" % (label, bad))
    else:
        rep.check(not bad, "%s: all values finite" % label, "%s: %d values are NaN or infinite" % (label, bad))
    path = first(emb, "tensor_path", "") if emb else ""
    if path:
        full = os.path.join(emb["_root"], os.path.expanduser(path))
        try:
            want, kind = source_floats(full, shape)
        except (OSError, ValueError) as e:
            rep.fail("%s: %s: %s" % (label, path, e))
            return shape
        # equal but for the last bit: TSV text is rounded by two different parsers
        k = shown * d
        diff = sum(1 for i in range(k) if not (got[i] == want[i] or abs(got[i] - want[i]) <= 2e-7 * abs(want[i])
                                               or (got[i] != got[i] and want[i] != want[i])))
        rep.check(len(want) == n * d and not diff, "%s: values equal those of %s (%s)" % (label, path, kind),
                  "%s: %s (%s) holds %d values for %d x %d; %d differ from what TensorBoard serves"
                  % (label, path, kind, len(want), n, d, diff))
        if kind == "binary":
            with open(full, "rb") as f:
                head = f.read().split(b"\n", 1)[0]
            try:
                head.decode("utf-8")
                rep.warn("%s: the bytes of %s up to the first 0x0A are valid UTF-8: with TensorFlow installed "
                         "TensorBoard takes the file for text and fails" % (label, path))
            except UnicodeDecodeError:
                pass
        if emb.get("tensor_shape") and emb["tensor_shape"] != shape:
            rep.fail("%s: config says shape %s, TensorBoard says %s" % (label, emb["tensor_shape"], shape))
    return shape
