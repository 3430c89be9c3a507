declare const TextDecoder: {
  new (encoding: string, options: { fatal: boolean; ignoreBOM: boolean }): { decode: (bytes: Uint8Array) => string };
};

export interface Decoded {
  readonly text: string;
  /** Why the text cannot be used at all. */
  readonly unreadable?: string;
  /** Where the first byte stands that is not UTF-8, in UTF-16 units. */
  readonly brokenAt?: number;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** Bytes to text. Files are UTF-8; anything else is said, never guessed. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return { text: '', unreadable: 'it is UTF-16' };
  try {
    return { text: strict.decode(bytes) };
  } catch {
    const text = lenient.decode(bytes);
    return { text, brokenAt: Math.max(0, text.indexOf('\ufffd')) };
  }
}
