#!/usr/bin/env python3
"""Writes files of points as the formats' own libraries write them, and what these read back.

    text_samples.py FOLDER

The folder gets the files and samples.json: for each its name, the choice to pass, the points (a
.f32 file of little-endian float32, their number and dimension), and the metadata columns as text.
"""

import csv
import io
import json
import math
import pathlib
import random
import sys

import gensim
import numpy as np
import pandas as pd

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


def sample(name, content, points, columns=None, column=None, tensor=None):
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
        "columns": [{"name": key, "values": list(values)} for key, values in (columns or {}).items()],
    })


def cell(value):
    """A JSON value as metadata shows it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def json_samples():
    n, d = len(TEXTS), 7
    points = matrix(n, d, 1)
    records = [
        {"id": 10**17 + i, "embedding": list(map(float, row)), "text": text, "ok": i % 2 == 0, "gap": None if i % 3 else i / 8}
        for i, (row, text) in enumerate(zip(points, TEXTS))
    ]
    columns = {key: [cell(r[key]) for r in records] for key in ("id", "text", "ok", "gap")}
    for ascii in (True, False):
        lines = "".join(json.dumps(r, ensure_ascii=ascii) + "\n" for r in records)
        sample(f"lines-{ascii}.jsonl", lines, points, columns)
        sample(f"array-{ascii}.json", json.dumps(records, ensure_ascii=ascii), points, columns)
    sample("indented.json", "\ufeff" + json.dumps(records, indent=2), points, columns)
    sample("concatenated.json", "\r\n\r\n".join(json.dumps(r, indent="\t") for r in records), points, columns)
    sample("tight.json", json.dumps(records, separators=(",", ":")), points, columns)
    sample("rows.json", json.dumps(points.tolist()), points)
    sample("rows.jsonl", "\n".join(map(json.dumps, points.tolist())), points)
    frame = pd.DataFrame(records)
    wide = pd.concat([pd.DataFrame(points, columns=[f"x{i}" for i in range(d)]), frame[["text", "ok"]]], axis=1)
    text, ok = columns["text"], columns["ok"]
    for orient in ("records", "columns", "index", "split", "table", "values"):
        # Of pandas' numbers only what it wrote counts: it keeps 15 digits.
        written = wide.to_json(orient=orient, double_precision=15)
        names = {"text": text, "ok": ok}
        read = json.loads(written)
        if orient == "columns":
            read = [[read[c][str(i)] for c in wide.columns] for i in range(n)]
        elif orient == "index":
            read = [list(read[str(i)].values()) for i in range(n)]
            names = {"key": list(map(str, range(n)))} | names
        elif orient == "split":
            read = read["data"]
            names |= {"index": list(map(str, range(n)))}
        elif orient == "table":
            read = [[r[c] for c in wide.columns] for r in read["data"]]
            names = {"index": list(map(str, range(n)))} | names
        elif orient == "records":
            read = [list(r.values()) for r in read]
        else:
            names = {f"Column {d + 1}": text, f"Column {d + 2}": ok}
        sample(f"pandas-{orient}.json", written, [r[:d] for r in read], names)
    written = wide.to_json(orient="records", lines=True, double_precision=15)
    raw = [json.loads(line, parse_float=str, parse_int=str) for line in written.splitlines()]
    rest = {c: [cell(r[c]) for r in raw] for c in ("x0", "x3", "x4", "x6", "text", "ok")}
    sample("pandas.jsonl", written, [[float(r[c]) for c in ("x5", "x1", "x2")] for r in raw], rest, column="x5,x1..x2")
    lists = {f"x{i}": points[:, i].tolist() for i in range(d)} | {"text": TEXTS}
    sample("columns.json", json.dumps(lists), points, {"text": text})
    words = {f"{t} {i}": row for i, (t, row) in enumerate(zip(TEXTS, points.tolist()))}
    sample("dictionary.json", json.dumps(words), points, {"key": list(words)})
    vendors(points.tolist())


def vendors(points):
    ids = [f"id-{i}" for i in range(len(points))]
    titles = {"title": TEXTS}
    index = list(map(str, range(len(points))))
    sample("openai.json", json.dumps({
        "object": "list", "model": "text-embedding-3-small", "usage": {"prompt_tokens": 8, "total_tokens": 8},
        "data": [{"object": "embedding", "index": i, "embedding": p} for i, p in enumerate(points)],
    }), points, {"object": ["embedding"] * len(points), "index": index})
    sample("openai-batch.jsonl", "\n".join(json.dumps({
        "custom_id": i, "response": {"status_code": 200, "body": {"data": [{"embedding": p, "index": 0}], "model": "m"}}, "error": None,
    }) for i, p in zip(ids, points)), points, {
        "custom_id": ids, "response.status_code": ["200"] * len(points), "response.body.data.index": ["0"] * len(points),
        "response.body.model": ["m"] * len(points), "error": [""] * len(points)})
    sample("cohere.json", json.dumps({"id": "x", "texts": TEXTS, "embeddings": {"float": points}, "meta": {"api_version": {"version": "2"}}}),
           points, {"texts": TEXTS})
    sample("ollama.json", json.dumps({"model": "all-minilm", "embeddings": points, "total_duration": 1}), points)
    sample("gemini.json", json.dumps({"embeddings": [{"values": p} for p in points]}), points)
    sample("chroma.json", json.dumps({
        "ids": ids, "embeddings": points, "documents": TEXTS, "metadatas": [{"title": t, "n": None} for t in TEXTS], "included": ["embeddings"],
    }), points, {"ids": ids, "documents": TEXTS, "metadatas.title": TEXTS, "metadatas.n": [""] * len(points)})
    sample("qdrant.json", json.dumps({"result": {"points": [
        {"id": i, "payload": {"title": t}, "vector": p} for i, t, p in zip(ids, TEXTS, points)], "next_page_offset": None}, "status": "ok", "time": 0.1}),
        points, {"id": ids, "payload.title": TEXTS})
    sample("qdrant-named.jsonl", "\n".join(json.dumps(
        {"id": i, "vector": {"image": [0.5] * 20, "text": p}, "payload": {"tags": ["a", "ü"]}}, ensure_ascii=False) for i, p in zip(ids, points)),
        points, {"id": ids, "payload.tags": ['["a", "ü"]'] * len(points)}, column="vector.text")
    sample("pinecone.json", json.dumps({"vectors": {i: {"id": i, "values": p, "metadata": {"title": t}} for i, t, p in zip(ids, TEXTS, points)}, "namespace": ""}),
           points, {"key": ids, "id": ids, "metadata.title": TEXTS})
    sample("elastic.json", json.dumps({"took": 3, "_shards": {"total": 1}, "hits": {"total": {"value": 9}, "hits": [
        {"_id": i, "_source": {"title": t, "vector": p}} for i, t, p in zip(ids, TEXTS, points)]}}), points, {"_id": ids, "_source.title": TEXTS})
    sample("weaviate.json", json.dumps({"data": {"Get": {"Page": [
        {"title": t, "_additional": {"vector": p}} for t, p in zip(TEXTS, points)]}}}), points, titles)
    sample("pgvector.jsonl", "\n".join(json.dumps({"id": i, "embedding": json.dumps(p)}) for i, p in zip(ids, points)), points, {"id": ids})


json_samples()
(folder / "samples.json").write_text(json.dumps(samples))
