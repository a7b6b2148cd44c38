#!/usr/bin/env bash
# scikit-learn 1.9.1: adding a constant to every column changes what PCA finds in float32 data.
#
# PCA looks at the spread around the mean, so a shift of the data must not matter; the
# documentation says that the data are centered first. But for fewer than 1,000 columns and ten
# times as many rows svd_solver="auto" takes "covariance_eigh" (since 1.5), which multiplies the
# raw data and subtracts n * mean * mean^T afterwards. In float32 the two large terms cancel:
# where the mean is 1,000 and the spread 3, the first component is not that of the data, and
# explained_variance_ reports a variance that no direction of the data has. At 10,000 it is 200
# times too large. There is no warning.
#
# A good engineer would guess that a library centers before it multiplies, as its own "full" does
# and as its text for "covariance_eigh" says too ("on centered data"), and that the choice of
# solver shows in the last digits only. Features in float32 with a large mean (years, 16-bit
# counts, a dominating dimension of an embedding) need float64, a subtracted mean, or
# svd_solver="full".
#
# Seen on 2026-11-29: 5,000 x 20 points, true variance of the first component 9.16
#   shift      reported by auto   variance along that axis   reported by full   auto on float64
#   0                      9.16                       9.16               9.16              9.16
#   1,000                 23.19                       4.87               9.16              9.16
#   10,000              2037.21                       3.79               9.16              9.16
#
# Needs x86-64 Linux, Python 3.11 or newer.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys
import warnings

import numpy as np
import sklearn
from sklearn.decomposition import PCA

print("scikit-learn", sklearn.__version__, "numpy", np.__version__)
print("expected: the variance of the first component, 9.16, whatever the shift and the solver")

warnings.simplefilter("error")  # a warning would end this with a traceback
points = np.random.default_rng(0).standard_normal((5000, 20)) * np.linspace(3, 1, 20)
true = np.linalg.eigvalsh(np.cov(points.T))[-1]
changed = []
for shift, wrong in ((0, False), (1_000, True), (10_000, True)):
    single = (points + shift).astype(np.float32)
    auto = PCA(2).fit(single)
    axis = auto.components_[0].astype(np.float64)
    along = (points @ axis).var(ddof=1)
    reported = auto.explained_variance_[0]
    full = PCA(2, svd_solver="full").fit(single).explained_variance_[0]
    double = PCA(2).fit(points + shift).explained_variance_[0]
    print(f"seen: shift {shift:6}: auto ({auto._fit_svd_solver}) reports {reported:.2f}, along its "
          f"axis the data have {along:.2f}; full reports {full:.2f}; auto on float64 {double:.2f}")
    if (reported > 1.5 * true and along < 0.8 * true) != wrong:
        changed.append(f"auto at shift {shift}")
    if abs(full / true - 1) > 0.01 or abs(double / true - 1) > 0.01:
        changed.append(f"full or float64 at shift {shift}")

if changed:
    sys.exit("CHANGED: " + ", ".join(changed))
print("as recorded")
PYTHON
