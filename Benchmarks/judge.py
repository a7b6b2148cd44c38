"""Yardsticks of layouts, computed here and not by the programs that made them:
judge.py POINTS.npy LAYOUT.npy [--labels FILE] [--skip-kl]

kl        KL(P || Q) in nats: P from exact neighbors, k = 90, perplexity 30, in the 50 first principal
          components, symmetrized; Q with the exact normalizer over all pairs. Of one P, comparable.
recall10  the share of a point's 10 nearest others among all dimensions that are among its 10 nearest
          on the map, over 5,000 points
trust15   trustworthiness at k = 15 (Venna and Kaski 2001) within a sample of 5,000 points
labels    accuracy of the vote of the 10 nearest on the map, over 5,000 points
"""
import argparse
import json

import numpy as np

PERPLEXITY = 30


def nearest(points, queries, k):
    import faiss
    index = faiss.IndexFlatL2(points.shape[1])
    index.add(np.ascontiguousarray(points, "f4"))
    return index.search(np.ascontiguousarray(queries, "f4"), k)


def others(indices, rows, k):
    """Rows of neighbors without the point itself."""
    keep = indices != rows[:, None]
    keep[keep.all(1), -1] = False  # a duplicate hid the point: the farthest goes instead
    return indices[keep].reshape(len(rows), k), keep


class Judge:
    """Of one data set; the dear parts are computed once."""

    def __init__(self, points, labels=None, kl=True):
        self.points = points.reshape(len(points), -1).astype("f4")
        self.n = len(points)
        self.labels = labels
        self.sample = np.random.default_rng(0).choice(self.n, min(self.n, 5000), replace=False)
        indices = nearest(self.points, self.points[self.sample], 11)[1]
        self.original = others(indices, self.sample, 10)[0]
        self.p = self.affinities() if kl else None

    def affinities(self):
        from scipy.sparse import csr_matrix
        from sklearn.decomposition import PCA
        reduced = self.points
        if reduced.shape[1] > 50:
            reduced = PCA(50, random_state=0).fit_transform(reduced)
        k = 3 * PERPLEXITY
        squares, indices = nearest(reduced, reduced, k + 1)
        indices, keep = others(indices, np.arange(self.n), k)
        d = squares[keep].reshape(self.n, k).astype("f8")
        d -= d.min(1, keepdims=True)
        low, high, beta = np.zeros(self.n), np.full(self.n, np.inf), np.ones(self.n)
        for _ in range(200):
            w = np.exp(-d * beta[:, None])
            total = w.sum(1)
            gap = np.log(total) + beta * (d * w).sum(1) / total - np.log(PERPLEXITY)
            if np.abs(gap).max() < 1e-7:
                break
            low, high = np.where(gap > 0, beta, low), np.where(gap > 0, high, beta)
            beta = np.where(np.isinf(high), beta * 2, (low + high) / 2)
        w = np.exp(-d * beta[:, None])
        w /= w.sum(1, keepdims=True)
        p = csr_matrix((w.ravel(), indices.ravel(), np.arange(0, self.n * k + 1, k)))
        return ((p + p.T) / (2 * self.n)).tocoo()

    def kl(self, layout):
        y = layout.astype("f4")
        y -= y.mean(0)
        squares = (y * y).sum(1)
        z = 0.0
        for start in range(0, self.n, 1024):
            rows = y[start:start + 1024]
            d = squares[start:start + 1024, None] + squares - 2 * (rows @ y.T)
            z += float((1 / (1 + np.maximum(d, 0))).sum(dtype="f8"))
        p = self.p
        d = ((layout[p.row].astype("f8") - layout[p.col]) ** 2).sum(1)
        keep = p.data > 0
        return float((p.data * (np.log(p.data, where=keep, out=np.zeros_like(p.data))
                                + np.log1p(d) + np.log(z - self.n))).sum())

    def measures(self, layout):
        from sklearn.manifold import trustworthiness
        if len(layout) != self.n or not np.isfinite(layout).all():
            raise SystemExit(f"a layout of {len(layout)} rows for {self.n} points, or not finite")
        result = {}
        if self.p is not None:
            result["kl"] = self.kl(layout)
        near = others(nearest(layout, layout[self.sample], 11)[1], self.sample, 10)[0]
        hits = [len(np.intersect1d(a, b)) for a, b in zip(near, self.original)]
        result["recall10"] = float(np.mean(hits)) / 10
        result["trust15"] = float(trustworthiness(
            self.points[self.sample], layout[self.sample], n_neighbors=15))
        if self.labels is not None:
            votes = self.labels[near]
            guess = []
            for row in votes:
                values, counts = np.unique(row, return_counts=True)
                guess.append(values[counts.argmax()])
            result["labels"] = float(np.mean(np.array(guess) == self.labels[self.sample]))
        return result


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points")
    parser.add_argument("layouts", nargs="+")
    parser.add_argument("--labels")
    parser.add_argument("--skip-kl", action="store_true")
    call = parser.parse_args()
    points = np.load(call.points)
    labels = np.array(open(call.labels).read().split("\n")[:len(points)]) if call.labels else None
    judge = Judge(points, labels, kl=not call.skip_kl)
    for path in call.layouts:
        print(json.dumps({"layout": path, **judge.measures(np.load(path))}), flush=True)


if __name__ == "__main__":
    main()
