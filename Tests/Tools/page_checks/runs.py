"""The runs that the checks look at, each made when it is first asked for."""
import functools
import os
import subprocess

import numpy as np

WORDS = "river stone cloud amber willow harbor copper meadow lantern velvet".split()


class Runs:
    """The runs that the checks look at."""

    def __init__(self, binary, examples, work):
        self.binary, self.examples, self.work = binary, examples, work

    def project(self, name, *arguments):
        command = [self.binary, "project", *arguments, "--output", name, "--name", name, "--quiet"]
        subprocess.run(command, cwd=self.work, check=True)
        return os.path.join(self.work, name, "index.html")

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return name

    def points(self, name, groups, size, columns, seed):
        random = np.random.default_rng(seed)
        centers = random.normal(size=(groups, columns)) * 4
        rows = np.repeat(centers, size, axis=0) + random.normal(size=(groups * size, columns))
        np.save(self.path(name), rows.astype("f4"))
        return rows.astype("f4")

    @functools.cache
    def digits(self):
        images = os.path.join(self.examples, "mnist-5k-images-idx3-ubyte.gz")
        labels = os.path.join(self.examples, "mnist-5k-labels-idx1-ubyte.gz")
        return self.project("digits", images, "--labels", labels, "--sample", "1500",
                            "--iterations", "250")

    @functools.cache
    def mixed(self):
        """A text, a category, a number of either sign, and gaps: 1,200 points of 12 dimensions."""
        self.mixed_points = self.points("mixed.npy", 6, 200, 12, 5)
        random = np.random.default_rng(7)
        self.mixed_table = [
            ["%s %s %d" % (WORDS[i // 200], WORDS[random.integers(10)], i),
             "group %d" % (i // 200), "" if i % 50 == 0 else "%.3f" % (random.normal() * 5)]
            for i in range(1200)]
        lines = ["title\tkind\tscore"] + ["\t".join(row) for row in self.mixed_table]
        table = self.write("mixed.tsv", "\n".join(lines) + "\n")
        return self.project("mixed", "mixed.npy", "--metadata", table, "--color", "kind",
                            "--iterations", "250")

    @functools.cache
    def deep(self):
        self.points("deep.npy", 5, 120, 8, 11)
        return self.project("deep", "deep.npy", "--components", "3", "--iterations", "100",
                            "--labels", self.write("deep.txt", "".join(
                                "kind %d\n" % (i // 120) for i in range(600))))

    @functools.cache
    def bare(self):
        """No metadata, no neighbors, and one point far away."""
        rows = self.points("bare.npy", 3, 100, 5, 13)
        rows[0] *= 500
        np.save(self.path("bare.npy"), rows)
        return self.project("bare", "bare.npy", "--method", "pca")

    @functools.cache
    def large(self):
        """20,000 points, each with a text of its own and one of 300 categories."""
        self.points("large.npy", 20, 1000, 6, 19)
        lines = ["name\tplace"] + ["point number %d\tplace %d" % (i, i * 7919 % 300) for i in range(20_000)]
        return self.project("large", "large.npy", "--metadata",
                            self.write("large.tsv", "\n".join(lines) + "\n"), "--method", "pca",
                            "--color", "place")

    @functools.cache
    def palette(self, theme, column):
        """Thirty groups, nine, and six that are numbers, of different sizes."""
        self.points("palette.npy", 30, 20, 5, 23)
        sizes = [kind for kind in range(30) for _ in range(5 + kind * 7 % 30)]
        lines = ["kind\tnine\tdigit"] + [
            "kind %02d\t%s\t%d" % (sizes[i % len(sizes)], "abcdefghi"[sizes[i % len(sizes)] % 9], i * i % 15)
            for i in range(600)]
        return self.project("palette-%s-%s" % (theme, column), "palette.npy", "--metadata",
                            self.write("palette.tsv", "\n".join(lines) + "\n"), "--method", "pca", "--color", column,
                            "--plot-format", "svg", "--plot-theme", theme)

    @functools.cache
    def scales(self, column):
        """Numbers of every kind: some that are groups, and some with gaps that an earlier run told."""
        self.points("scales.npy", 4, 100, 5, 29)
        lines = ["rating\tchange\tprice\tfar\ttold"] + [
            "%d\t%.2f\t%g\t%g\t%s" % (i % 9, i / 100 - 1, 2.0 ** (i % 20) / 8, 1e9 if i == 7 else i % 50,
                                       "(empty)" if i % 5 == 0 else i)
            for i in range(400)]
        return self.project("scales-" + column, "scales.npy", "--metadata",
                            self.write("scales.tsv", "\n".join(lines) + "\n"), "--method", "pca", "--color", column,
                            "--plot-format", "svg")

    @functools.cache
    def hostile(self):
        self.points("hostile.npy", 4, 60, 6, 17)
        self.hostile_rows = [hostile_row(i) for i in range(240)]
        header = ["<b>bold</b>", "", "</script><script>alert(1)</script>", "html", "c\u0301 \u202e rtl"]
        header += ["column %d" % c for c in range(195)]
        lines = [header] + [row + [str(i * c) for c in range(195)]
                            for i, row in enumerate(self.hostile_rows)]
        quoted = "\n".join(",".join('"%s"' % cell.replace('"', '""') for cell in line) for line in lines)
        return self.project("hostile", "hostile.npy", "--metadata",
                            self.write("hostile.csv", quoted + "\n"), "--iterations", "50")


def hostile_row(i):
    return [
        '<script>alert(%d)</script>' % i,
        '</script><img src=x onerror="alert(2)"> & \'quotes\' "double" %d' % i,
        "\u202eabc\u202c 💥 %d \u2028 \u2066x" % i,
        ("<!-- <script> %%MANIFEST%% \\u003c " + "long " * 2000) if i == 3 else "a\x00b %d" % i,
        "javascript:alert(1)" if i % 2 else "https://example.com/?q=%d" % i,
    ]
