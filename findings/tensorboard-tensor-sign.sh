#!/usr/bin/env bash
# TensorBoard 2.21.0: whether the Embedding Projector can read a tensor depends on its numbers.
#
# A tensor file of the projector holds raw float32 or text, and nothing in the configuration says
# which; the suffix .bytes does not either. TensorBoard first takes every file for text and
# turns to raw numbers only if the bytes are no valid UTF-8. Most float32 data are not. But 0,
# 0.5, 2, 8 and 32 consist of bytes below 128 alone, so a matrix of such numbers (counts, one-hot
# rows times 2, all zeros) is valid text, is parsed as such, and the request ends in HTTP 500. The
# same matrix with the opposite sign, of equal size, under the same configuration, is served to
# the bit.
#
# A good engineer would guess that tensor_shape in the configuration or the suffix .bytes says
# what the file is, tests the export with random numbers, and looks for the fault in the export
# when one tensor of many fails.
#
# Seen on 2026-11-29 (status, bytes served), each matrix 4 x 3, 48 bytes, file t.bytes:
#   one-hot rows times 2: 500       the same times -2: 200, 48 bytes, the file's own
#   all zeros:            500       all -0.0:          200, 48 bytes, the file's own
#   one-hot rows (1 is 00 00 80 3F, no UTF-8): 200, 48 bytes, the file's own
#
# Needs x86-64 Linux, Python 3.11 or newer.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tensorboard==2.21.0 numpy==2.4.6

venv/bin/python - <<'PYTHON' 2>log || { cat log >&2; exit 1; }
import pathlib
import sys
import urllib.error
import urllib.request

import numpy as np
from tensorboard import program, version

print("tensorboard", version.VERSION, "numpy", np.__version__)
print("expected: every matrix is served as it is, as only the numbers differ")

one_hot = np.eye(4, 3, dtype="<f4")
matrices = {
    "one-hot rows": (one_hot, 200),
    "one-hot rows times 2": (2 * one_hot, 500),
    "one-hot rows times -2": (-2 * one_hot, 200),
    "all zeros": (0 * one_hot, 500),
    "all -0.0": (-0.0 * np.ones_like(one_hot), 200),
}


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=120) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


changed = []
for number, (name, (matrix, status)) in enumerate(matrices.items()):
    folder = pathlib.Path(f"log{number}")
    folder.mkdir()
    (folder / "t.bytes").write_bytes(matrix.tobytes())
    (folder / "projector_config.pbtxt").write_text(
        'embeddings { tensor_name: "t" tensor_path: "t.bytes" tensor_shape: 4 tensor_shape: 3 }\n')
    server = program.TensorBoard()
    server.configure(logdir=str(folder), port=0, load_fast="false")
    url = server.launch()
    seen, body = get(f"{url}data/plugin/projector/tensor?run=.&name=t")
    intact = seen == 200 and body == matrix.tobytes()
    alive, _ = get(f"{url}data/environment")
    print(f"seen: {name}: HTTP {seen}{', the bytes of the file' if intact else ''}; "
          f"row 0 in hexadecimal {matrix[0].tobytes().hex(' ', 4)}")
    if seen != status or intact != (status == 200) or alive != 200:
        changed.append(name)

if changed:
    print("CHANGED: " + ", ".join(changed))
    sys.exit(1)
print("as recorded")
PYTHON
