"""Protobuf text format, as projector_config.pbtxt is written."""
import re


def parse_text_proto(text):
    """Protobuf text format -> {field: [values]}; messages become dicts."""
    token = re.compile(
        r"""\s+|\#[^\n]*|(?P<str>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
        r"""|(?P<num>[-+]?[0-9][0-9a-zA-Z.+-]*)|(?P<id>[A-Za-z_]\w*)"""
        r"""|(?P<op>[{}<>:,;\[\]])""", re.S)
    toks, pos = [], 0
    while pos < len(text):
        m = token.match(text, pos)
        if not m:
            raise ValueError("unexpected %r at offset %d" % (text[pos], pos))
        pos = m.end()
        if m.lastgroup:
            toks.append((m.lastgroup, m.group(m.lastgroup)))
    i = 0

    def scalar():
        nonlocal i
        kind, t = toks[i]
        if kind == "str":
            out = ""
            while i < len(toks) and toks[i][0] == "str":   # adjacent strings join
                # escapes stand for bytes, other characters for themselves
                raw = re.sub(
                    rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)",
                    lambda m: _unescape(m.group(1)), toks[i][1][1:-1].encode(), flags=re.S)
                out += raw.decode("utf-8", "replace")
                i += 1
            return out
        i += 1
        if kind == "num":
            return int(t, 0) if re.fullmatch(r"[-+]?(0x[0-9a-fA-F]+|\d+)", t) else float(t)
        return t

    def message(closer):
        nonlocal i
        out = {}
        while i < len(toks):
            kind, t = toks[i]
            if kind == "op" and t in ",;":
                i += 1
                continue
            if kind == "op" and t == closer:
                i += 1
                return out
            if kind != "id":
                raise ValueError("expected a field name, found %r" % t)
            name = t
            i += 1
            if i < len(toks) and toks[i] == ("op", ":"):
                i += 1
            if i >= len(toks):
                raise ValueError("field %r has no value" % name)
            kind, t = toks[i]
            if kind == "op" and t in "{<":
                i += 1
                out.setdefault(name, []).append(message("}" if t == "{" else ">"))
            elif kind == "op" and t == "[":
                i += 1
                while toks[i] != ("op", "]"):
                    if toks[i] == ("op", ","):
                        i += 1
                        continue
                    out.setdefault(name, []).append(scalar())
                i += 1
            else:
                out.setdefault(name, []).append(scalar())
        if closer:
            raise ValueError("missing %r at the end" % closer)
        return out

    return message(None)


def _unescape(s):
    plain = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
    if s[:1] == b"x" and len(s) > 1:
        return bytes([int(s[1:], 16)])
    if s[:1] in b"01234567":
        return bytes([int(s, 8) & 255])
    return plain.get(s, s)


def first(d, key, default=None):
    return d[key][0] if d.get(key) else default
