"""The folder that text_samples.py fills: hard values, and what is expected of each file."""
import math
import pathlib
import random
import sys

import numpy as np

HARD = [
    0.0, -0.0, 5e-324, -2.5e-310, 1.401298464324817e-45, 7.006492321624085e-46, 1.1754942e-38,
    3.4028234663852886e38, 1.0000000596046448, 1.0000001788139343, 0.1, -1 / 3, 2 / 3,
    123456789.12345679, 9007199254740993.0, 1e22, 1e23, -1e-7, 8.41e-05, 4.35, 65504.0, 2.5e-8,
]
TEXTS = [
    "plain", "", "a,b;c\td", 'say "hi"', "two\nlines", "cr\r\nlf", "größe", "日本語", "\U0001f600 \U00010348",
    "  spaces ", "null", "NaN", "1,5", "\\n", "back\\slash", "\x7f", "'", "{\"a\": [1]}", "[1, 2]", "é́",
]

folder = pathlib.Path(sys.argv[1])
samples = []


def matrix(rows, columns, seed):
    """Doubles of every size, the hard ones first."""
    noise = random.Random(seed)
    values = [math.ldexp(noise.uniform(-1, 1), noise.randint(-160, 120)) for _ in range(rows * columns)]
    values[: len(HARD)] = HARD[: rows * columns]
    return np.array(values).reshape(rows, columns)


def sample(name, content, points, columns=None, column=None, tensor=None, images=None):
    """Notes one file; `columns`: a dictionary of lists of text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    points = np.asarray(points)
    with np.errstate(over="ignore"):
        points = points.astype("<f4")
    (folder / f"{len(samples)}.f32").write_bytes(points.tobytes())
    samples.append({
        "name": name, "points": f"{len(samples)}.f32", "rows": points.shape[0],
        "dimension": points.shape[1], "column": column, "tensor": tensor,
        "images": images,
        "columns": [{"name": key, "values": list(values)} for key, values in (columns or {}).items()],
    })
