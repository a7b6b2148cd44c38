/** The thumbnails of all points in one picture: ink dark on white, in a square grid, row by row. */
export class Sprites {
  /**
   * @param {HTMLImageElement} image
   * @param {{thumbnail: number, side: number}} grid
   */
  constructor(image, grid) {
    this.image = image;
    this.size = grid.thumbnail;
    this.side = grid.side;
  }

  /**
   * @param {import("./blocks.js").Blocks} blocks
   * @param {{thumbnail: number, side: number}} grid
   */
  static async load(blocks, grid) {
    const image = new Image();
    const file = new Blob([await blocks.bytes("sprite")], { type: "image/png" });
    image.src = URL.createObjectURL(file);
    await image.decode();
    return new Sprites(image, grid);
  }

  /**
   * Draws the thumbnail of point `i` into the square at (x, y).
   * @param {CanvasRenderingContext2D} context
   * @param {number} i
   * @param {number} x
   * @param {number} y
   * @param {number} size
   */
  draw(context, i, x, y, size) {
    const { image, side } = this;
    const [left, top] = [(i % side) * this.size, Math.floor(i / side) * this.size];
    context.drawImage(image, left, top, this.size, this.size, x, y, size, size);
  }

  /**
   * A canvas of `size` CSS pixels with the thumbnail of point `i`.
   * @param {number} i
   * @param {number} size
   */
  picture(i, size) {
    const canvas = document.createElement("canvas");
    canvas.className = "thumbnail";
    canvas.width = canvas.height = size * Math.max(1, Math.round(devicePixelRatio));
    canvas.style.width = canvas.style.height = `${size}px`;
    const context = canvas.getContext("2d");
    if (context) {
      context.imageSmoothingEnabled = canvas.width < this.size * 2;
      this.draw(context, i, 0, 0, canvas.width);
    }
    return canvas;
  }
}
