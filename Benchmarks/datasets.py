"""The points that are mapped: FOLDER/NAME.npy, and FOLDER/NAME.txt with a label a line.

mnist-5k       5,000 x 784, examples/
fashion-mnist  70,000 x 784, Debian's package dataset-fashion-mnist
clusters-N     N x 50: 1,000 Gaussian clusters of unequal size and spread, seeded
PATH.npy       a file of yours; labels are PATH.txt where there is one
"""
import gzip
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent


def images(*paths):
    """The images of IDX files, one under the other, a row each."""
    parts = []
    for path in paths:
        with gzip.open(path) as file:
            data = file.read()
        shape = np.frombuffer(data, ">i4", 3, 4)
        parts.append(np.frombuffer(data, "u1", offset=16).reshape(shape[0], -1))
    return np.concatenate(parts)


def labels(*paths):
    parts = []
    for path in paths:
        with gzip.open(path) as file:
            parts.append(np.frombuffer(file.read(), "u1", offset=8))
    return np.concatenate(parts)


def mnist():
    folder = ROOT / "examples"
    return (images(folder / "mnist-5k-images-idx3-ubyte.gz"),
            labels(folder / "mnist-5k-labels-idx1-ubyte.gz"))


def fashion():
    folder = pathlib.Path("/usr/share/datasets/fashion-mnist")
    with tempfile.TemporaryDirectory() as scratch:
        if not folder.is_dir():
            subprocess.run(["apt-get", "download", "-qq", "dataset-fashion-mnist"], cwd=scratch,
                           check=True, stderr=subprocess.DEVNULL)
            package = next(pathlib.Path(scratch).glob("*.deb"))
            subprocess.run(["dpkg-deb", "-x", package, scratch], check=True)
            folder = pathlib.Path(scratch) / "usr/share/datasets/fashion-mnist"
        parts = [folder / f"{part}-{{}}" for part in ("train", "t10k")]
        return (images(*(str(part).format("images-idx3-ubyte.gz") for part in parts)),
                labels(*(str(part).format("labels-idx1-ubyte.gz") for part in parts)))


def clusters(count, dimensions=50, groups=1000):
    random = np.random.default_rng(0)
    size = random.lognormal(0, 1, groups)
    center = random.normal(0, 3, (groups, dimensions)).astype("f4")
    spread = random.lognormal(0, 0.5, groups).astype("f4")
    group = random.choice(groups, count, p=size / size.sum())
    noise = random.standard_normal((count, dimensions), dtype="f4")
    return center[group] + noise * spread[group, None], group


def prepare(name, folder):
    """Makes the files of a data set where they are missing; returns (name, points, labels)."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if name.endswith(".npy"):
        path = pathlib.Path(name)
        text = path.with_suffix(".txt")
        return path.stem, path, text if text.exists() else None
    points, text = folder / f"{name}.npy", folder / f"{name}.txt"
    if not (points.exists() and text.exists()):
        if name == "mnist-5k":
            values, groups = mnist()
        elif name == "fashion-mnist":
            values, groups = fashion()
        elif name.startswith("clusters-"):
            values, groups = clusters(int(name.removeprefix("clusters-")))
        else:
            raise SystemExit(f"{name}: no such data set; there are mnist-5k, fashion-mnist, "
                             "clusters-N, and files named .npy")
        text.write_text("\n".join(map(str, groups)) + "\n")
        partial = points.with_suffix(".partial.npy")
        np.save(partial, values)
        shutil.move(partial, points)
    return name, points, text
