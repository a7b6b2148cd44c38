#!/usr/bin/env bash
# openTSNE 1.0.4: placing new points on a finished map moves the finished map.
#
# `embedding.transform(new)` returns places for new points on an existing t-SNE map. On its first
# call it also shifts every point of the existing map, in place, so that the middle of the map's
# bounding box comes to the origin, where fit() had put the mean. A copy made before the call (a
# saved file, a plot, a k-d tree) is then off by one constant vector from where the new points go.
# A second call changes nothing, so the order of "save" and "transform" decides.
#
# A good engineer would guess that transform() is a query and leaves the model alone; its text says
# that each new point is optimized "only with respect to the existing embedding", and nothing of a
# change to that embedding. Code that saves the map, places new points and draws both shows the new
# points in the wrong place, with no error.
#
# Seen on 2026-11-29, 300 points in 4 blobs, map 34 x 39 units, mean at the origin:
#   after the first transform:   300 of 300 points moved, all by (-2.76, -2.98)
#   after the second transform:  0 of 300 points moved
#
# Needs x86-64 Linux, Python 3.11 or newer.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  openTSNE==1.0.4 scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

import numpy as np
import openTSNE

print("openTSNE", openTSNE.__version__, "numpy", np.__version__)
random = np.random.default_rng(0)
centers = 10 * random.standard_normal((4, 10))
sizes = (180, 60, 40, 30)  # uneven, so that the map's mean is not the middle of its box
points = np.vstack([c + random.standard_normal((n, 10)) for c, n in zip(centers, sizes)])
new, old = points[::31], np.delete(points, np.s_[::31], axis=0)

embedding = openTSNE.TSNE(n_iter=250, neighbors="exact", negative_gradient_method="bh",
                          n_jobs=1, random_state=0).fit(old)
print("expected: no point of the finished map moves when others are placed on it")

changed = []
for call, moves in (("first", True), ("second", False)):
    before = np.array(embedding)
    embedding.transform(new)
    after = np.array(embedding)
    moved = int((before != after).any(axis=1).sum())
    shift = (after - before).mean(axis=0)
    alike = bool(np.allclose(after - before, shift, atol=1e-9))
    box = (after.max(axis=0) + after.min(axis=0)) / 2
    print(f"seen: after the {call} transform {moved} of {len(old)} points moved, all alike: {alike}"
          f", by {shift.round(3)} on a map {np.ptp(before, axis=0).round(1)} wide; mean before "
          f"{np.abs(before.mean(axis=0)).round(3)}, middle of the box now {np.abs(box).round(3)}")
    if moved != (len(old) if moves else 0) or not alike or not np.allclose(box, 0, atol=1e-9):
        changed.append(f"the {call} call")

if changed:
    sys.exit("CHANGED: " + ", ".join(changed))
print("as recorded")
PYTHON
