// What browsers have and TypeScript 4.8 does not know yet.

interface Uint8ArrayConstructor {
  fromBase64?(text: string): Uint8Array;
}

declare class DecompressionStream {
  constructor(format: "gzip" | "deflate");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

interface Window {
  /** The page's own handle, for its tests and for a reader's console; see README.md. */
  astrolabe: any;
}
