"""The folder that array_samples.py fills: hard values, and what is expected of each file."""
import base64
import os
import sys

import ml_dtypes
import numpy as np

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
entries = []

TINY = np.finfo(np.float32).smallest_subnormal
HARD = {
    "f2": np.array([0.0, -0.0, 6e-8, -6.1e-5, 65504, -65504, 1 / 3, 1.0009765625], "f2"),
    "f4": np.array([0.0, -0.0, TINY, -TINY * 5e6, 3.4028235e38, 1.17549435e-38, 1 / 3, -1e-40], "f4"),
    "f8": np.array(
        # The third rounds to a denormal, the fourth lies midway between two float32.
        [0.0, -0.0, 1.4e-45, 1 + 2.0**-24, 1 + 3 * 2.0**-24, 5e-324, -1 / 3, 3.4028234e38], "f8"),
}
for size in (1, 2, 4, 8):
    low, high = -(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1
    HARD[f"i{size}"] = np.array([0, 1, -1, low, high, low + 1, high - 1, 7], f"i{size}")
    HARD[f"u{size}"] = np.array([0, 1, 2, 2 * high + 1, high, high + 1, 2 * high, 7], f"u{size}")
HARD["b1"] = np.array([0, 1, 1, 0, 1, 1, 1, 0], "b1")

# A character beyond the basic plane, quotes, line breaks, an empty text, zeros inside.
TEXTS = ["\U0001F30D\U00020000", "", 'say "é", ok', "two\nlines\tand a tab"]
FLOATS = [-0.0, 5e-324, float("nan"), 0.1]


def base(array):
    little = np.asarray(array)
    little = little.astype(little.dtype.newbyteorder("<"))
    return base64.b64encode(np.ascontiguousarray(little).tobytes()).decode()


def points(array):
    """The float32 of every point, the trailing axes flattened."""
    array = np.asarray(array)
    rows = np.ascontiguousarray(array).reshape(array.shape[0], -1)
    return base(rows.astype(np.float32).astype("<f4"))


def column(name, array):
    array = np.asarray(array).reshape(-1)
    if array.dtype.kind == "S":
        return {"name": name, "texts": [cell.decode() for cell in array.tolist()]}
    if array.dtype.kind in "fV" or array.dtype == ml_dtypes.bfloat16:
        return {"name": name, "numbers": base(array.astype("f8"))}
    return {"name": name, "texts": [str(cell) for cell in array.tolist()]}


def expect(file, array, type, columns=(), choose=None, format=None):
    entries.append({
        "file": file, "choose": choose, "format": format or file.split(".")[1],
        "shape": list(array.shape), "type": type, "points": points(array),
        "columns": [column(name, values) for name, values in columns]})


def refuse(file, words, choose=None):
    entries.append({"file": file, "choose": choose, "refused": words})


def path(file):
    return os.path.join(folder, file)


NAMES = {"f": "float", "i": "int", "u": "uint"}


def name_of(code):
    return "bool" if code == "b1" else f"{NAMES[code[0]]}{8 * int(code[1:])}"
