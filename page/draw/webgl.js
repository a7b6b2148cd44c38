import { haze, nearness, rim } from "./scene.js";

const vertexText = `#version 300 es
in vec3 from, to;
in vec4 paint;
uniform mat4 view;
uniform float blend, radius, opacity, eye;
uniform vec3 paper;
uniform bool deep;
out vec4 tint;
out float size;

void main() {
  vec4 place = view * vec4(mix(from, to, blend), 1.0);
  float strength = paint.a;
  if (deep) {
    size = radius * clamp(eye / place.w, ${nearness.least.toFixed(3)}, ${nearness.most.toFixed(3)});
    float depth = clamp((place.w - eye) / (2.0 * ${haze.depth.toFixed(3)}) + 0.5, 0.0, 1.0);
    vec3 color = mix(paper, paint.rgb, strength);
    tint = vec4(mix(color, paper, depth * ${haze.most.toFixed(3)}), 1.0);
  } else {
    size = radius;
    tint = vec4(paint.rgb, opacity * strength);
  }
  gl_Position = strength > 0.0 && place.w > 0.0 ? place : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = 2.0 * (size + 1.0);
}`;

const fragmentText = `#version 300 es
precision highp float;
in vec4 tint;
in float size;
uniform bool deep;
out vec4 color;

void main() {
  float distance = length(gl_PointCoord - 0.5) * 2.0 * (size + 1.0);
  float cover = clamp(size + 0.5 - distance, 0.0, 1.0);
  if (deep) {
    if (cover < 0.5) discard;
    float edge = distance > size - 1.0 && size > 2.0 ? ${rim.toFixed(3)} : 1.0;
    color = vec4(tint.rgb * edge, 1.0);
  } else {
    color = vec4(tint.rgb, 1.0) * (tint.a * cover);
  }
}`;

/** Draws a scene by WebGL2: one program, one draw call a part. */
export class WebGLRenderer {
  kind = /** @type {const} */ ("webgl");

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    const gl = canvas.getContext("webgl2", {
      alpha: false, antialias: false, depth: true, powerPreference: "high-performance",
    });
    if (!gl) throw new Error("no WebGL2");
    this.gl = gl;
    this.program = linked(gl);
    /** @type {Record<string, WebGLUniformLocation | null>} */
    this.uniforms = {};
    for (const name of ["view", "blend", "radius", "opacity", "eye", "paper", "deep"]) {
      this.uniforms[name] = gl.getUniformLocation(this.program, name);
    }
    this.buffers = {
      from: gl.createBuffer(), to: gl.createBuffer(), paint: gl.createBuffer(),
      order: gl.createBuffer(),
    };
    this.attribute("from", this.buffers.from, 3, gl.FLOAT, false);
    this.attribute("to", this.buffers.to, 3, gl.FLOAT, false);
    this.attribute("paint", this.buffers.paint, 4, gl.UNSIGNED_BYTE, true);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.buffers.order);
    gl.useProgram(this.program);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    /** @type {Partial<import("./scene.js").Scene>} what the buffers hold */
    this.held = {};
    this.version = { places: -1, paint: -1, order: -1 };
  }

  /** Whether the pictures are computed by the processor after all. */
  get isSoftware() {
    const { gl } = this;
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
    return /swiftshader|llvmpipe|software|basic render/i.test(name);
  }

  /**
   * @param {string} name
   * @param {WebGLBuffer | null} buffer
   * @param {number} size
   * @param {number} type
   * @param {boolean} normalized
   */
  attribute(name, buffer, size, type, normalized) {
    const { gl } = this;
    const place = gl.getAttribLocation(this.program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, type, normalized, 0, 0);
  }

  /**
   * Sends what has changed to the device.
   * @param {import("./scene.js").Scene} scene
   */
  upload(scene) {
    const { gl, buffers, version } = this;
    /** @type {(buffer: WebGLBuffer | null, data: ArrayBufferView) => void} */
    const send = (buffer, data) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    };
    if (version.places !== scene.version.places) {
      send(buffers.from, scene.from);
      send(buffers.to, scene.to);
    }
    if (version.paint !== scene.version.paint) send(buffers.paint, scene.paint);
    if (version.order !== scene.version.order) {
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, scene.order, gl.STATIC_DRAW);
    }
    this.version = { ...scene.version };
  }

  /** @param {import("./scene.js").Scene} scene */
  draw(scene) {
    const { gl, uniforms } = this;
    this.upload(scene);
    const paper = [16, 8, 0].map((shift) => ((scene.paper >> shift) & 255) / 255);
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(paper[0], paper[1], paper[2], 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (scene.isDeep) {
      gl.enable(gl.DEPTH_TEST);
      gl.disable(gl.BLEND);
    } else {
      gl.disable(gl.DEPTH_TEST);
      gl.enable(gl.BLEND);
    }
    gl.uniformMatrix4fv(uniforms.view, false, Float32Array.from(scene.matrix));
    gl.uniform1f(uniforms.blend, scene.blend);
    gl.uniform1f(uniforms.radius, scene.radius);
    gl.uniform1f(uniforms.opacity, scene.opacity);
    gl.uniform1f(uniforms.eye, scene.eye);
    gl.uniform3f(uniforms.paper, paper[0], paper[1], paper[2]);
    gl.uniform1i(uniforms.deep, scene.isDeep ? 1 : 0);
    const bright = scene.count - scene.faint;
    this.elements(0, Math.ceil(scene.faint * scene.share));
    this.elements(scene.faint, Math.ceil(bright * scene.share));
  }

  /**
   * @param {number} start
   * @param {number} count
   */
  elements(start, count) {
    const { gl } = this;
    if (count > 0) gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 4 * start);
  }

  /** Waits until the picture is there: for measuring. */
  finish() {
    const { gl } = this;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}

/** @param {WebGL2RenderingContext} gl */
function linked(gl) {
  const program = gl.createProgram();
  if (!program) throw new Error("no WebGL2 program");
  for (const [type, text] of /** @type {[number, string][]} */ ([
    [gl.VERTEX_SHADER, vertexText], [gl.FRAGMENT_SHADER, fragmentText],
  ])) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("no WebGL2 shader");
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error("WebGL2 does not link: " + gl.getProgramInfoLog(program));
  }
  return program;
}
