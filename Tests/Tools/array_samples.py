#!/usr/bin/env python3
"""Writes files of arrays with hard values through their formats' own libraries, and expected.json:
what these libraries read back from them.

    array_samples.py FOLDER

An entry of expected.json: file, the name to choose (or null), and either `refused`, words of the
error, or rows, type, points (base64 of little-endian float32, row-major) and the metadata columns,
each with its texts or with the base64 of its numbers. Run it again for Tests/Samples/arrays.
"""
import gzip
import io
import json
import zipfile

import ml_dtypes
import numpy as np
import safetensors.numpy

from array_folder import FLOATS, HARD, TEXTS, entries, expect, name_of, path, refuse


def npy():
    for code, values in HARD.items():
        matrix = values.reshape(4, 2)
        for order, word in (("<", "little"), (">", "big")):
            if order == ">" and matrix.dtype.itemsize == 1:
                continue
            for layout in "CF":
                array = np.array(matrix.astype(matrix.dtype.newbyteorder(order)), order=layout)
                file = f"{code}-{word}-{layout}.npy"
                np.save(path(file), array)
                expect(file, np.load(path(file)), name_of(code))
    cube = np.arange(120, dtype="f4").reshape(2, 3, 4, 5) - 7.5
    for layout in "CF":
        for array, axes in ((cube[0], 3), (cube, 4)):
            file = f"axes{axes}-{layout}.npy"
            np.save(path(file), np.array(array, order=layout))
            expect(file, np.load(path(file)), "float32")
    for version in (1, 2, 3):
        file = f"version{version}.npy"
        with open(path(file), "wb") as out:
            np.lib.format.write_array(out, HARD["f4"].reshape(4, 2), version=(version, 0))
        expect(file, np.load(path(file)), "float32")
    np.save(path("column.npy"), HARD["i4"].reshape(8, 1))
    expect("column.npy", HARD["i4"].reshape(8, 1), "int32")
    with gzip.GzipFile(path("packed.npy.gz"), "wb", mtime=0) as out:
        np.save(out, HARD["f8"].reshape(4, 2))
    expect("packed.npy.gz", HARD["f8"].reshape(4, 2), "float64")
    refused = {
        "empty": (np.zeros((0, 3)), "has 0 rows"),
        "narrow": (np.zeros((3, 0)), "the points have no columns"),
        "flat": (np.zeros(3), "has one dimension"),
        "scalar": (np.array(1.0), "has a single number"),
        "object": (np.array([["a", None]] * 2, dtype=object), "Python objects ('|O')"),
        "text": (np.array([["a", "b"]] * 2), "holds text"),
        "bytes": (np.array([[b"a", b"b"]] * 2), "holds bytes of text"),
        "complex": (np.zeros((2, 2), "c8"), "complex numbers ('<c8')"),
        "wide": (np.zeros((2, 2), np.longdouble), "wide floats"),
        "dates": (np.zeros((2, 2), "M8[D]"), "dates ('<M8[D]')"),
        "records": (np.zeros((2, 2), [("x", "f4")]), "records"),
        "bfloat16": (np.zeros((2, 2), ml_dtypes.bfloat16), "NumPy saves bfloat16"),
        "nan": (np.array([[1, 2], [3, np.nan]]), "row 1, column 1 (from 0) is NaN"),
        "infinite": (np.array([[1, -np.inf], [3, 4]], ">f2"), "row 0, column 1 (from 0) is inf"),
        "huge": (np.array([[1, 1e39], [3, 4]]), "or a number beyond float32"),
    }
    for name, (array, words) in refused.items():
        np.save(path(f"{name}.npy"), array)
        refuse(f"{name}.npy", words)


def archive():
    beside = {
        "texts": np.array(TEXTS),
        "big": np.array(TEXTS).astype(">U20"),
        "bytes": np.array([text.encode() for text in TEXTS]),
        "floats": np.array(FLOATS),
        "halves": np.array([-0.0, 6e-8, np.nan, 0.1], ">f2"),
        "whole": np.asfortranarray(HARD["i8"][:4].reshape(4, 1)),
        "flags": np.array([True, False, True, True]),
    }
    return {"points": np.asfortranarray(HARD["f4"].reshape(4, 2)), **beside}


def npz():
    arrays = archive()
    columns = [(name, arrays[name]) for name in arrays if name != "points"]
    np.savez(path("stored.npz"), **arrays)
    np.savez_compressed(path("deflated.npz"), **arrays)
    for file in ("stored.npz", "deflated.npz"):
        with np.load(path(file)) as read:
            expect(file, read["points"], "float32", [(name, read[name]) for name, _ in columns])
    np.savez(path("several.npz"), a=HARD["i2"].reshape(4, 2), b=HARD["f2"].reshape(2, 2, 2),
             label=np.arange(4), both=HARD["i1"].reshape(2, 4), names=np.array(["x", "y"]))
    expect("several.npz", HARD["i2"].reshape(4, 2), "int16", [("label", np.arange(4))], "a")
    expect("several.npz", HARD["f2"].reshape(2, 2, 2), "float16", [("names", ["x", "y"])], "b.npy")
    refuse("several.npz", "several arrays could be the points: a (4 x 2 int16) and both (2 x 4 int8)")
    refuse("several.npz", "Did you mean both?", "boht")
    refuse("several.npz", "label.npy: has one dimension", "label")
    np.savez(path("objects.npz"), points=HARD["i2"].reshape(4, 2),
             names=np.array(["a", None, 1, {}], dtype=object))
    expect("objects.npz", HARD["i2"].reshape(4, 2), "int16")
    refuse("objects.npz", "Python objects", "names")
    np.savez(path("flat.npz"), a=np.arange(3), b=np.arange(4.0))
    refuse("flat.npz", "holds no array of points, which are numbers in two or more dimensions, but "
           "a (3 int64) and b (4 float64)")
    np.savez(path("none.npz"))
    refuse("none.npz", "looks like an empty zip archive")
    np.savez(path("sparse.npz"), indices=[0], indptr=[0, 1], format=b"csr", shape=[2, 2], data=[1])
    refuse("sparse.npz", "holds a sparse matrix of SciPy")
    zips()


def zips():
    """Archives that zipfile writes in its other ways: zip64 records, streamed, with a comment."""
    arrays = archive()
    columns = [(name, arrays[name]) for name in arrays if name != "points"]

    def write(out, method, file_limit):
        limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, file_limit
        count, zipfile.ZIP_FILECOUNT_LIMIT = zipfile.ZIP_FILECOUNT_LIMIT, 1
        with zipfile.ZipFile(out, "w", method) as target:
            target.comment = b"PK\5\6 is how the end begins"
            for name, array in arrays.items():
                info = zipfile.ZipInfo(f"{name}.npy")
                info.compress_type = method
                with target.open(info, "w", force_zip64=True) as member:
                    np.lib.format.write_array(member, array)
        zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limit, count

    class Stream(io.RawIOBase):
        """What cannot go back, so that sizes follow the members."""

        def __init__(self, out):
            self.out = out

        def writable(self):
            return True

        def seekable(self):
            return False

        def write(self, data):
            return self.out.write(data)

    with open(path("zip64.npz"), "wb") as out:
        write(out, zipfile.ZIP_DEFLATED, 10)
    with open(path("streamed.npz"), "wb") as out:
        write(Stream(out), zipfile.ZIP_DEFLATED, 1 << 31)
    with open(path("zip64stored.npz"), "wb") as out:
        write(out, zipfile.ZIP_STORED, 10)
    for file in ("zip64.npz", "streamed.npz", "zip64stored.npz"):
        expect(file, arrays["points"], "float32", columns)
    with zipfile.ZipFile(path("bzip2.npz"), "w", zipfile.ZIP_BZIP2) as out:
        out.writestr("a.npy", b"anything")
    refuse("bzip2.npz", "a.npy is compressed by method 12 of zip")
    with zipfile.ZipFile(path("text.zip"), "w") as out:
        out.writestr("a.txt", b"anything")
    refuse("text.zip", "looks like a zip archive without arrays")


TENSORS = {
    "BOOL": ("b1", "bool"), "U8": ("u1", "uint8"), "I8": ("i1", "int8"), "U16": ("u2", "uint16"),
    "I16": ("i2", "int16"), "U32": ("u4", "uint32"), "I32": ("i4", "int32"),
    "U64": ("u8", "uint64"), "I64": ("i8", "int64"), "F16": ("f2", "float16"),
    "F32": ("f4", "float32"), "F64": ("f8", "float64"),
}
SMALL = {
    "BF16": (ml_dtypes.bfloat16, "bfloat16", np.array([0, 0x8000, 1, 0x807F, 0x7F7F, 0xFF7F], "u2")),
    "F8_E4M3": (ml_dtypes.float8_e4m3fn, "float8_e4m3",
                np.array([v for v in range(256) if v & 127 != 127], "u1")),
    "F8_E5M2": (ml_dtypes.float8_e5m2, "float8_e5m2",
                np.array([v for v in range(256) if v & 127 < 124], "u1")),
}


def tensors():
    several = {}
    for name, (code, type) in TENSORS.items():
        file = f"{name}.safetensors"
        safetensors.numpy.save_file({"points": HARD[code].reshape(2, 2, 2)}, path(file))
        expect(file, safetensors.numpy.load_file(path(file))["points"], type)
        several[name] = HARD[code].reshape(4, 2)
    for name, (dtype, type, bits) in SMALL.items():
        file = f"{name}.safetensors"
        array = bits.view(dtype).reshape(-1, 2)
        safetensors.numpy.save_file({"points": array}, path(file))
        [(_, found)] = safetensors.deserialize(open(path(file), "rb").read())
        assert found["dtype"] == name, found["dtype"]
        expect(file, np.frombuffer(found["data"], dtype).reshape(found["shape"]), type)
    odd = 'a "b" \\ \U0001F30D\n'
    beside = {
        "F64": np.array(FLOATS), "label": HARD["i8"][:4], odd: np.array([[1], [0], [1], [1]], "b1"),
        "bf": np.array([-0.0, 1e-40, 0.5, 3e38], ml_dtypes.bfloat16),
        "none": np.zeros((0, 3), "f4"), "one": np.array(7, "f4"),
    }
    safetensors.numpy.save_file(
        {"points": HARD["f8"].reshape(4, 2), **beside}, path("beside.safetensors"),
        metadata={"format": "pt", "points": '{"x": [1, 2]}'})
    with open(path("beside.safetensors"), "rb") as file:
        order = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    columns = [(name, beside[name]) for name in order if name in ("F64", "label", odd, "bf")]
    expect("beside.safetensors", HARD["f8"].reshape(4, 2), "float64", columns)
    safetensors.numpy.save_file(several, path("several.safetensors"))
    expect("several.safetensors", several["I16"], "int16", choose="I16")
    refuse("several.safetensors", "several tensors could be the points: ")
    refuse("several.safetensors", "has no such tensor; it holds ", "points")
    safetensors.numpy.save_file({"a": np.zeros((2, 2), "c8")}, path("C64.safetensors"))
    refuse("C64.safetensors", "complex numbers (C64)", "a")
    safetensors.numpy.save_file({}, path("none.safetensors"))
    refuse("none.safetensors", "no tensor at all")
    with open(path("BF16.safetensors"), "rb") as source:
        with gzip.GzipFile(path("packed.safetensors.gz"), "wb", mtime=0) as out:
            out.write(source.read())
    expect("packed.safetensors.gz", SMALL["BF16"][2].view(ml_dtypes.bfloat16).reshape(-1, 2), "bfloat16")


def vectors():
    for format, code, dimension in (("fvecs", "f4", 2), ("bvecs", "u1", 4), ("ivecs", "i4", 2)):
        array = HARD[code].reshape(-1, dimension)
        # As the corpus's own reader documents it: int32 d, then d numbers, for each vector.
        record = np.zeros(len(array), [("d", "<i4"), ("x", f"<{code}", (dimension,))])
        record["d"], record["x"] = dimension, array
        record.tofile(path(f"a.{format}"))
        read = np.fromfile(path(f"a.{format}"), record.dtype)["x"]
        expect(f"a.{format}", read, name_of(code))
        with gzip.GzipFile(path(f"b.{format}.gz"), "wb", mtime=0) as out:
            out.write(record.tobytes())
        expect(f"b.{format}.gz", read, name_of(code))
    floats = np.linspace(-1, 1, 60, dtype="f4").reshape(20, 3)
    for file, array in (("unnamed1", floats), ("unnamed2", np.arange(60, dtype="i4").reshape(20, 3)),
                        ("unnamed3", np.arange(80, dtype="u1").reshape(10, 8))):
        record = np.zeros(len(array), [("d", "<i4"), ("x", array.dtype, array.shape[1:])])
        record["d"], record["x"] = array.shape[1], array
        record.tofile(path(file))
        format = {"f": "fvecs", "i": "ivecs", "u": "bvecs"}[array.dtype.kind]
        expect(file, array, array.dtype.name, format=format)


npy()
npz()
tensors()
vectors()
with open(path("expected.json"), "w", encoding="utf-8") as out:
    json.dump(entries, out, indent=0)
