#!/usr/bin/env python3
"""table_check FOLDER EXPECTED.json: pandas reads FOLDER/layout.csv back as it was meant.

EXPECTED.json: {"column": ["cell", ...], ...}, the metadata. All other columns are `<method>_<axis>` and
must be the numbers of FOLDER/<method>.npy, to the bit. Exit status 1 with a sentence if not.
"""
import json
import os
import sys

import numpy
import pandas

folder, expected = sys.argv[1:]
with open(expected, encoding="utf-8") as f:
    metadata = json.load(f)
table = pandas.read_csv(
    os.path.join(folder, "layout.csv"), dtype={name: str for name in metadata},
    keep_default_na=False)
axes = [c for c in table.columns if c not in metadata]
arrays = {}
for place, axis in enumerate(axes):
    method, letter = axis.rsplit("_", 1)
    arrays.setdefault(method, numpy.load(os.path.join(folder, method + ".npy")))
    got = table[axis].to_numpy().astype(numpy.float32)
    want = arrays[method][:, "xyz".index(letter)]
    if not numpy.array_equal(got.view(numpy.uint32), want.view(numpy.uint32)):
        sys.exit("%s: its numbers are not those of %s.npy" % (axis, method))
if len(axes) != sum(a.shape[1] for a in arrays.values()) or not axes:
    sys.exit("the coordinates are %s" % axes)
if list(table.columns) != list(metadata) + axes:
    sys.exit("the columns are %s" % list(table.columns))
for name, cells in metadata.items():
    wrong = [i for i, (a, b) in enumerate(zip(table[name], cells)) if a != b]
    if wrong or len(table) != len(cells):
        sys.exit("%s: row %s is %r instead of %r" % (
            name, wrong[:1], table[name].tolist()[(wrong or [0])[0]], cells[(wrong or [0])[0]]))
print("%d rows, %d columns are as they should be" % table.shape)
