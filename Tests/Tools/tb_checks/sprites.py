"""Thumbnails as TensorBoard serves them."""
import struct

from tb_checks.report import LIMIT_POINTS

MAX_SPRITE = 8192           # pixels, each side


def image_size(data):
    """(format, width, height) of a PNG, JPEG, GIF or BMP; None if it is none."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) > 24:
        return ("png",) + struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ("gif",) + struct.unpack("<HH", data[6:10])
    if data[:2] == b"BM" and len(data) > 26:
        w, h = struct.unpack("<ii", data[18:26])
        return "bmp", w, abs(h)
    if data[:2] == b"\xff\xd8":
        i = 2
        while i + 9 < len(data):
            if data[i] != 0xFF:
                i += 1
                continue
            m = data[i + 1]
            if 0xC0 <= m <= 0xCF and m not in (0xC4, 0xC8, 0xCC):
                h, w = struct.unpack(">HH", data[i + 5:i + 9])
                return "jpeg", w, h
            i += 2 if m in (0x01, 0xFF) or 0xD0 <= m <= 0xD9 else 2 + struct.unpack(">H", data[i + 2:i + 4])[0]
    return None


def check_sprite(rep, tb, run, name, info, shape):
    label = "run %r tensor %r" % (run, name)
    sprite = info.get("sprite")
    if not sprite or not sprite.get("imagePath"):
        return
    ans = tb.projector("sprite_image", run=run, name=name)
    if not rep.check(ans[0] == 200, "%s: /sprite_image answers" % label, "%s: /sprite_image: %s" % (label, tb.why(ans))):
        return
    size = image_size(ans[2])
    if not rep.check(size and ans[1].startswith("image/"), "%s: sprite is %s" % (label, ans[1]),
                     "%s: sprite is not an image a browser shows (Content-Type %s)" % (label, ans[1])):
        return
    _, w, h = size
    rep.check(w <= MAX_SPRITE and h <= MAX_SPRITE, "%s: sprite is %d x %d px" % (label, w, h),
              "%s: sprite is %d x %d px; over %d px the page shows an error and no data at all" % (label, w, h, MAX_SPRITE))
    dim = sprite.get("singleImageDim") or []
    if not rep.check(len(dim) == 2 and min(dim) > 0, "%s: one image is %s px" % (label, dim),
                     "%s: single_image_dim must be two numbers > 0, is %r" % (label, dim)):
        return
    if not rep.check(w % dim[0] == 0 and h % dim[1] == 0, "%s: sprite divides into %d columns" % (label, w // dim[0]),
                     "%s: sprite %d x %d px is no whole number of %d x %d images" % (label, w, h, *dim)):
        return
    cols, rows = w // dim[0], h // dim[1]
    rep.check(cols == rows, "%s: sprite grid is square, %d x %d" % (label, cols, rows),
              "%s: sprite grid is %d columns x %d rows; unless they are equal the page shows wrong images" % (label, cols, rows))
    need = min(shape[0], LIMIT_POINTS)
    rep.check(cols * rows >= need, "%s: sprite holds %d images for %d points" % (label, cols * rows, need),
              "%s: sprite holds %d images, %d points need one each" % (label, cols * rows, need))
    if dim[0] != dim[1]:
        rep.warn("%s: images are %d x %d px; the page draws them as squares" % (label, *dim))
