"""A log directory as it lies on the disk: its configs, and the files that they name."""
import os
import re

from tb_checks.text_proto import first, parse_text_proto

CONFIG = "projector_config.pbtxt"
ASSETS = os.path.join("plugins", "org_tensorflow_tensorboard_projector")


def find_configs(logdir):
    """{run name: path of the config TensorBoard would read for it}"""
    found = {}
    for base, dirs, files in os.walk(logdir, followlinks=True):
        dirs.sort()
        if CONFIG not in files:
            continue
        rel = os.path.relpath(base, logdir)
        if rel.endswith(ASSETS):
            run = rel[: -len(ASSETS)].rstrip(os.sep) or "."
            found[run] = os.path.join(base, CONFIG)     # wins over the run folder's own
        else:
            found.setdefault(rel, os.path.join(base, CONFIG))
    return found


def has_events(folder):
    try:
        return any("tfevents" in f and os.path.getsize(os.path.join(folder, f)) > 0
                   for f in os.listdir(folder))
    except OSError:
        return False


def static_checks(rep, logdir, run, cfg_path):
    """Reads the config as TensorBoard would; returns {tensor name: embedding}."""
    where = "run %r" % run
    try:
        with open(cfg_path, encoding="utf-8") as f:
            cfg = parse_text_proto(f.read())
    except (OSError, ValueError, IndexError) as e:
        rep.fail("%s: %s is not readable as protobuf text: %s" % (where, cfg_path, e))
        return {}
    known = {"embeddings", "model_checkpoint_path", "model_checkpoint_dir"}
    known_e = {"tensor_name", "metadata_path", "bookmarks_path", "tensor_shape", "sprite", "tensor_path"}
    bad = [k for k in cfg if k not in known]
    for e in cfg.get("embeddings", []):
        bad += ["embeddings." + k for k in e if k not in known_e]
        for s in e.get("sprite", []):
            bad += ["sprite." + k for k in s if k not in ("image_path", "single_image_dim")]
    if bad:
        rep.fail("%s: unknown field(s) %s in %s: TensorBoard answers 500 to every request"
                 % (where, ", ".join(bad), cfg_path))
        return {}
    rep.check(cfg.get("embeddings"), "%s: %s parses, %d embedding(s)" % (where, cfg_path, len(cfg.get("embeddings", []))),
              "%s: %s holds no embeddings" % (where, cfg_path))
    in_assets = os.path.dirname(cfg_path).endswith(ASSETS)
    if run != "." or in_assets:
        folder = logdir if run == "." else os.path.join(logdir, run)
        rep.check(has_events(folder), "%s: has an event file" % where,
                  "%s: no non-empty *tfevents* file in %s, so TensorBoard does not list this run" % (where, folder))
    root = os.path.realpath(os.path.dirname(cfg_path))
    names, out = [], {}
    for n, e in enumerate(cfg.get("embeddings", [])):
        name = first(e, "tensor_name", "")
        path = first(e, "tensor_path", "")
        if not name:
            if n == 0 and path:
                name = os.path.basename(path)
                rep.warn("%s: first embedding has no tensor_name; TensorBoard calls it %r" % (where, name))
            else:
                rep.fail("%s: embedding %d has no tensor_name" % (where, n + 1))
                continue
        name = name[:-2] if name.endswith(":0") else name
        names.append(name)
        label = "%s tensor %r" % (where, name)
        if re.search(r"[&#+%]", name + run):
            rep.fail("%s: the page does not escape names in URLs; avoid & # + %% in tensor and run names" % label)
        paths = [("tensor_path", path), ("metadata_path", first(e, "metadata_path", "")),
                 ("bookmarks_path", first(e, "bookmarks_path", ""))]
        sprite = first(e, "sprite")
        if sprite is not None:
            paths.append(("sprite.image_path", first(sprite, "image_path", "")))
        for field, p in paths:
            if not p:
                continue
            full = os.path.realpath(os.path.join(root, os.path.expanduser(p)))
            if os.path.isabs(os.path.expanduser(p)):
                rep.warn("%s: %s is absolute (%s): the logdir cannot be moved" % (label, field, p))
            if os.path.commonpath([root, full]) != root:
                rep.fail("%s: %s %r lies outside %s; TensorBoard >= 2.21 refuses it" % (label, field, p, root))
            elif not os.path.isfile(full):
                rep.fail("%s: %s %r: no file %s (paths count from the folder of %s)" % (label, field, p, full, CONFIG))
            elif field == "tensor_path":
                check_tensor_file(rep, label, p, full, e.get("tensor_shape", []))
        e["_root"] = root
        out[name] = e
    dup = sorted({n for n in names if names.count(n) > 1})
    if dup:
        rep.fail("%s: tensor name(s) used twice: %s" % (where, ", ".join(dup)))
    return out


def check_tensor_file(rep, label, path, full, shape):
    """TensorBoard reads the file as text and, only where that is no UTF-8, as float32."""
    with open(full, "rb") as f:
        raw = f.read()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if len(shape) != 2:
            rep.fail("%s: %s is binary, so the config must give tensor_shape twice (rows, columns)" % (label, path))
        elif len(raw) != shape[0] * shape[1] * 4:
            rep.fail("%s: %s has %d bytes, %d x %d float32 are %d" % (label, path, len(raw), *shape, shape[0] * shape[1] * 4))
        return
    if "\0" in text:
        rep.fail("%s: the float32 bytes of %s happen to be valid UTF-8, so TensorBoard takes the file for text "
                 "and fails (store a 0.0 as -0.0, or write TSV)" % (label, path))
