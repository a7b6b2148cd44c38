"""One peer's t-SNE at the same amount of work: peer.py PEER POINTS.npy LAYOUT.npy [ITERATIONS]

PCA to 50 components by scikit-learn, counted in the total; perplexity 30, PCA start, all cores.
Writes the layout, and one JSON object to standard output.
"""
import json
import os
import sys
import time
from importlib.metadata import version

CORES = len(os.sched_getaffinity(0))
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[variable] = str(CORES)

import numpy as np
from sklearn.decomposition import PCA


def sklearnex(points, iterations):
    """oneDAL's Barnes-Hut."""
    from sklearnex.manifold import TSNE
    method = TSNE(perplexity=30, init="pca", random_state=0, max_iter=iterations, n_jobs=CORES)
    return lambda: method.fit_transform(points)


def sklearn(points, iterations):
    from sklearn.manifold import TSNE
    method = TSNE(perplexity=30, init="pca", random_state=0, max_iter=iterations, n_jobs=CORES)
    return lambda: method.fit_transform(points)


def manifolds(points, iterations):
    """Interpolation with Fourier transforms, in Rust."""
    import manifolds_rs
    manifolds_rs.set_num_threads(CORES)
    method = manifolds_rs.TSNE(perplexity=30.0, n_epochs=iterations, approx="fft_3k", seed=0)
    return lambda: method.fit_transform(points)


def opentsne(points, iterations):
    """FIt-SNE's interpolation, learning rate n / exaggeration: the best KL."""
    import openTSNE

    def run():
        affinities = openTSNE.affinity.PerplexityBasedNN(
            points, perplexity=30, n_jobs=CORES, random_state=0)
        layout = openTSNE.TSNEEmbedding(
            openTSNE.initialization.pca(points, random_state=0), affinities, n_jobs=CORES,
            negative_gradient_method="fft", random_state=0)
        early = min(250, iterations // 4)
        layout.optimize(early, exaggeration=12, momentum=0.5, inplace=True)
        layout.optimize(iterations - early, exaggeration=1, momentum=0.8, inplace=True)
        return layout
    return run


PEERS = {"sklearnex": (sklearnex, "scikit-learn-intelex"), "manifolds": (manifolds, "manifolds-rs"),
         "opentsne": (opentsne, "openTSNE"), "sklearn": (sklearn, "scikit-learn")}


def peak_bytes():
    """Of this process alone: getrusage starts at its parent's."""
    with open("/proc/self/status") as file:
        return 1024 * next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


def main():
    name, points, target = sys.argv[1:4]
    iterations = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
    method, package = PEERS[name]
    points = np.load(points)
    start = time.perf_counter()
    points = points.reshape(len(points), -1).astype("f4")
    if points.shape[1] > 50:
        points = PCA(50, random_state=0).fit_transform(points).astype("f4")
    pca = time.perf_counter() - start
    run = method(points, iterations)  # imports are not counted
    start = time.perf_counter()
    layout = np.asarray(run(), dtype="f4")
    rest = time.perf_counter() - start
    np.save(target, layout)
    print(json.dumps({
        "who": package, "version": version(package), "seconds": pca + rest,
        "stages": {"pca": round(pca, 2), "rest": round(rest, 2)},
        "peak_bytes": peak_bytes()}))


if __name__ == "__main__":
    main()
