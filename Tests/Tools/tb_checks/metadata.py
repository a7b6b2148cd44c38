"""Metadata as TensorBoard serves them and the page reads them."""
from tb_checks.report import LIMIT_POINTS

MAX_CATEGORIES = 50         # a text column with more values cannot colour points


def parse_metadata(text):
    """(column names, rows) as the page reads them."""
    lines = [l for l in text.split("\n") if l.strip()]
    if lines and "\t" in lines[0]:
        return lines[0].split("\t"), [l.split("\t") for l in lines[1:]]
    return ["label"], [l.split("\t") for l in lines]


def check_metadata(rep, tb, run, name, info, shape):
    """Returns the column names."""
    label = "run %r tensor %r" % (run, name)
    if not info.get("metadataPath"):
        rep.warn("%s: no metadata: points are labelled by row number" % label)
        return ["__index__"]
    ans = tb.projector("metadata", run=run, name=name, num_rows=LIMIT_POINTS)
    if not rep.check(ans[0] == 200, "%s: /metadata answers" % label, "%s: /metadata: %s" % (label, tb.why(ans))):
        return None
    try:
        text = ans[2].decode("utf-8")
    except UnicodeDecodeError as e:
        rep.fail("%s: /metadata is not UTF-8: %s" % (label, e))
        return None
    cols, rows = parse_metadata(text)
    shown = min(shape[0], LIMIT_POINTS)
    hint = ""
    if len(cols) == 1 and len(rows) == shown + 1:
        hint = " (one column must have no header line)"
    elif len(cols) > 1 and len(rows) == shown - 1:
        hint = " (several columns must have a header line; a row of only tabs is dropped by the page)"
    rep.check(len(rows) == shown, "%s: metadata has %d rows, columns %s" % (label, len(rows), cols),
              "%s: metadata has %d rows for %d points%s" % (label, len(rows), shown, hint))
    ragged = [i for i, r in enumerate(rows) if len(r) != len(cols)]
    rep.check(not ragged, "%s: every metadata row has %d cell(s)" % (label, len(cols)),
              "%s: %d metadata rows do not have %d cells, first is row %d: %r"
              % (label, len(ragged), len(cols), ragged[0] + 1 if ragged else 0, rows[ragged[0]] if ragged else ""))
    empty = [(i, j) for i, r in enumerate(rows) for j, v in enumerate(r) if v == ""]
    if empty:
        rep.fail("%s: %d empty metadata cells (first: row %d, column %r): searching that column throws in the page"
                 % (label, len(empty), empty[0][0] + 1, cols[min(empty[0][1], len(cols) - 1)]))
    if len(set(cols)) != len(cols):
        rep.fail("%s: a metadata column name is used twice: %s" % (label, cols))
    if "" in cols:
        rep.fail("%s: a metadata column has no name" % label)
    colourable = []
    for j, c in enumerate(cols):
        vals = [r[j] for r in rows if j < len(r)]
        numeric = all(_is_number(v) for v in vals)
        if numeric or len(set(vals)) <= MAX_CATEGORIES:
            colourable.append(c)
    if colourable:
        rep.ok("%s: 'Color by' offers %s" % (label, colourable))
    else:
        rep.warn("%s: no column can colour the points (numeric, or <= %d different values)" % (label, MAX_CATEGORIES))
    return cols


def _is_number(v):
    try:
        float(v)
        return "_" not in v and v.strip().lower() not in ("nan", "-nan", "+nan")
    except ValueError:
        return False
