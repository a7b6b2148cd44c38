#!/usr/bin/env python3
"""Writes files of points as the formats' own libraries write them, and what these read back.

    text_samples.py FOLDER

The folder gets the files and samples.json: for each its name, the choice to pass, the points (a
.f32 file of little-endian float32, their number and dimension), and the metadata columns as text.
"""

import csv
import json
import random

import gensim
import numpy as np
import pandas as pd
import PIL.Image
from google.protobuf import text_format
from tensorboard.plugins.projector import projector_config_pb2 as projector
from tensorboard.plugins.projector import projector_plugin

from text_folder import TEXTS, folder, matrix, sample, samples


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


def word_samples():
    """Through gensim; GloVe's and savetxt's layouts by hand and by NumPy."""
    words = ["the", "</s>", "größe", "日本語", "\U0001f600", "a_b", "1234", "-", "0.5", "e", "nan", "#", '"', "x,y", "\u00a0", "[", "{"]
    points = matrix(len(words), 9, 3).astype(np.float32)
    vectors = gensim.models.KeyedVectors(9)
    vectors.add_vectors(words, points)
    load = gensim.models.KeyedVectors.load_word2vec_format
    for name, binary in (("gensim.bin", True), ("gensim.vec", False), ("gensim.vec.gz", False), ("gensim.bin.gz", True)):
        path = str(folder / name)
        vectors.save_word2vec_format(path, binary=binary)
        read = load(path, binary=binary)
        sample(name, None, read.vectors, {"word": read.index_to_key})
    # word2vec.c ends each vector with a line feed, and each line with a space.
    head = f"{len(words)} 9\n".encode()
    read = load(str(folder / "gensim.vec"))
    records = [w.encode() + b" " + p.tobytes() + b"\n" for w, p in zip(words, points)]
    sample("word2vec.bin", head + b"".join(records), points, {"word": words})
    lines = "".join(f"{w} " + "".join(f"{x!r} " for x in map(float, p)) + "\n" for w, p in zip(words, points))
    sample("word2vec.txt", head + lines.encode(), points, {"word": words})
    path = folder / "glove.txt"
    path.write_text(lines.replace(" \n", "\n"))
    read = load(str(path), no_header=True)
    sample("glove.txt", None, read.vectors, {"word": read.index_to_key})
    spaced = [f"{w} at {w}" if i % 3 == 1 else w for i, w in enumerate(words)]
    lines = "\r\n".join(f"{w} " + " ".join(f"{x:.5f}" for x in p) for w, p in zip(spaced, points[:, :5]))
    rounded = [[float(f"{x:.5f}") for x in p] for p in points[:, :5]]
    sample("glove-spaces.txt", lines, rounded, {"word": spaced})
    sample("more-than-announced.vec", b"3 5\n" + lines.encode(), rounded, {"word": spaced})
    plain = matrix(30, 4, 4)
    for name, more in (("savetxt.txt", {}), ("savetxt-header.txt", {"header": "a b c d\nmade by NumPy"}), ("savetxt-short.txt", {"fmt": "%g"})):
        np.savetxt(folder / name, plain, **more)
        sample(name, None, np.loadtxt(folder / name))


def table_samples():
    """Through pandas, read back with its exact parser."""
    n, d = len(TEXTS), 7
    names = [f"x{i}" for i in range(d)]
    points = matrix(n, d, 8)
    # CSV has no word for a text that looks like an empty or quoted cell; all others survive.
    frame = pd.DataFrame(points, columns=names)
    frame.insert(0, "id", [10**17 + i for i in range(n)])
    frame["text"] = TEXTS
    ids, texts = {"id": list(map(str, frame["id"]))}, {"text": TEXTS}
    exact = {"keep_default_na": False}
    styles = {
        "plain.csv": {}, "tabs.tsv": {"sep": "\t"}, "semicolons.csv": {"sep": ";"}, "packed.csv.gz": {},
        "crlf.csv": {"lineterminator": "\r\n"}, "quoted.csv": {"quoting": csv.QUOTE_ALL}, "mark.csv": {"encoding": "utf-8-sig"},
    }
    for name, style in styles.items():
        frame.to_csv(folder / name, index=False, **style)
        read = pd.read_csv(folder / name, **exact, **({"sep": style["sep"]} if "sep" in style else {}))
        assert list(read["text"]) == TEXTS and np.array_equal(read[names], points), name
        sample(name, None, read[names], ids | texts)
    numbers = pd.read_csv(folder / "plain.csv", **(exact | {"dtype": str}))
    for column, chosen in (("x2,x0", ["x2", "x0"]), ("x1..x3", ["x1", "x2", "x3"]), ("id,x6", ["id", "x6"]), ("3..4", ["x1", "x2"])):
        sample("plain.csv", None, frame[chosen], {c: list(numbers[c]) for c in frame.columns if c not in chosen}, column=column)
    frame.to_csv(folder / "index.csv")
    sample("index.csv", None, points, {"Column 1": list(map(str, range(n)))} | ids | texts)
    pd.DataFrame(points).to_csv(folder / "bare.csv", header=False, index=False)
    sample("bare.csv", None, pd.read_csv(folder / "bare.csv", header=None, **exact))
    lists = pd.DataFrame({"id": ids["id"], "embedding": points.tolist(), "text": TEXTS, "price": [1.5] * n})
    more = ids | texts | {"price": ["1.5"] * n}
    lists.to_csv(folder / "lists.csv", index=False)
    read = [json.loads(cell) for cell in pd.read_csv(folder / "lists.csv", **exact)["embedding"]]
    sample("lists.csv", None, read, more)
    lists.to_csv(folder / "lists.tsv", index=False, sep="\t", quoting=csv.QUOTE_MINIMAL)
    sample("lists.tsv", None, points, more)
    # What pandas makes of arrays in cells: NumPy's print, over several lines.
    arrays = lists.assign(embedding=list(points.astype(np.float32)))
    arrays.to_csv(folder / "arrays.csv", index=False)
    read = [np.array(cell.strip("[]").split(), dtype=np.float64) for cell in pd.read_csv(folder / "arrays.csv", **exact)["embedding"]]
    sample("arrays.csv", None, read, more)
    scalars = lists.assign(embedding=[list(row) for row in points])
    scalars.to_csv(folder / "scalars.csv", index=False)
    assert "np.float64(" in (folder / "scalars.csv").read_text()
    sample("scalars.csv", None, points, more)
    # pgvector and PostgreSQL's COPY: no quotes, no header, and braces.
    tight = [json.dumps(row, separators=(",", ":")) for row in points.tolist()]
    sample("copy.tsv", "".join(f"{i}\t{t}\n" for i, t in enumerate(tight)), points, {"Column 1": list(map(str, range(n)))})
    sample("first.tsv", "".join(f"{t}\tword {i}\n" for i, t in enumerate(tight)), points, {"Column 2": [f"word {i}" for i in range(n)]})
    braces = [t.replace("[", "{").replace("]", "}") for t in tight]
    sample("braces.csv", "real,name\n" + "".join(f'"{b}",n{i}\n' for i, b in enumerate(braces)), points, {"name": [f"n{i}" for i in range(n)]})
    sample("one.csv", "embedding\n" + "".join(t + "\n" for t in tight), points)
    sample("spaces.csv", "v,name\n" + "".join(f"{' '.join(map(repr, row))},n{i}\n" for i, row in enumerate(points.tolist())), points,
           {"name": [f"n{i}" for i in range(n)]}, column="v")
    two = lists.assign(other=[[0.5] * 30] * n)
    two.to_csv(folder / "two.csv", index=False)
    sample("two.csv", None, points, more)
    sample("two.csv", None, [[0.5] * 30] * n, {"id": ids["id"], "embedding": list(map(str, points.tolist()))} | texts | {"price": ["1.5"] * n}, column="other")


def projector_samples():
    """Folders as TensorBoard's projector has them, the tensors read by its own functions."""
    n, d = len(TEXTS), 6
    points = matrix(n, d, 5).astype("<f4")
    other = matrix(n, 2, 6).astype("<f4")
    lines = lambda values: "".join("\t".join(repr(float(x)) for x in row) + "\n" for row in values)
    texts = [" ".join(t.split()) or "(empty)" for t in TEXTS]
    table = "word\trank\n" + "".join(f"{t}\t{i}\n" for i, t in enumerate(texts))
    columns = {"word": texts, "rank": list(map(str, range(n)))}
    # Thumbnails of 4 x 3 pixels, 5 in a row; some see-through.
    random.seed(7)
    gray = [bytes(random.randrange(256) for _ in range(12)) for _ in range(n)]
    sheet = PIL.Image.new("LA", (20, 3 * -(-n // 5)), (255, 0))
    for i, pixels in enumerate(gray):
        cell = PIL.Image.frombytes("L", (4, 3), pixels).convert("LA")
        sheet.paste(cell, (i % 5 * 4, i // 5 * 3))
    ink = b"".join(bytes(255 - x for x in pixels) for pixels in gray)
    images = {"width": 4, "height": 3, "ink": ink.hex()}

    def config(*tensors):
        message = projector.ProjectorConfig()
        for name, path, shape, metadata, sprite in tensors:
            info = message.embeddings.add(tensor_name=name, tensor_path=path, tensor_shape=shape, metadata_path=metadata)
            if sprite:
                info.sprite.image_path = sprite
                info.sprite.single_image_dim.extend([4, 3])
        return message

    def put(run, message, files):
        for name, content in ({"projector_config.pbtxt": text_format.MessageToString(message)} | files).items():
            path = folder / run / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run

    run = put("größe log", config(("größe \"1\" \\ \t", "d/t.bytes", [n, d], "m ä.tsv", "s.png")), {"d/t.bytes": points.tobytes(), "m ä.tsv": table})
    sheet.save(folder / run / "s.png")
    read = projector_plugin._read_tensor_binary_file(str(folder / run / "d/t.bytes"), [n, d])
    sample(run, None, read, columns, images=images)
    sample(run + "/projector_config.pbtxt", None, read, columns, tensor="größe \"1\" \\ \t", images=images)
    run = put("tsv", config(("a", "a.tsv", [], "", ""), ("b", "b.tsv", [n, 2], "words.tsv", "")), {
        "a.tsv": lines(points).replace("\n", "\r\n"), "b.tsv": lines(other), "words.tsv": "\n".join(texts)})
    sample(run, None, projector_plugin._read_tensor_tsv_file(str(folder / run / "a.tsv")), tensor="a")
    sample(run + "/", None, projector_plugin._read_tensor_tsv_file(str(folder / run / "b.tsv")), {"label": texts}, tensor="b")
    # The wide tensor is meant where the others are maps of two or three columns.
    run = put("logs/run 1/plugins/org_tensorflow_tensorboard_projector", config(("map", "b", [n, 2], "", ""), ("points", "a", [n, d], "", "")), {
        "a": points.tobytes(), "b": other.tobytes()})
    sample("logs/run 1", None, points)
    sample("logs", None, points)
    # The first row of a tensor is no header, even if it counts.
    counting = np.arange(12.0).reshape(4, 3)
    run = put("counting", config(("c", "c.tsv", [4, 3], "", "")), {"c.tsv": "".join("\t".join(f"{x:g}" for x in row) + "\n" for row in counting)})
    sample(run, None, counting)
    # The standalone page's configuration.
    (folder / "page").mkdir()
    (folder / "page/t.bytes").write_bytes(points.tobytes())
    (folder / "page/m.tsv").write_text(table)
    sample("page/config.json", json.dumps({"embeddings": [{
        "tensorName": "größe", "tensorShape": [n, d], "tensorPath": "t.bytes", "metadataPath": "m.tsv"}]}, indent=2), points, columns)


json_samples()
word_samples()
table_samples()
projector_samples()
(folder / "samples.json").write_text(json.dumps(samples))
