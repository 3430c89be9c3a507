import cyrillic400 from '@fontsource/inter/files/inter-cyrillic-400-normal.woff2';
import cyrillic600 from '@fontsource/inter/files/inter-cyrillic-600-normal.woff2';
import greek400 from '@fontsource/inter/files/inter-greek-400-normal.woff2';
import greek600 from '@fontsource/inter/files/inter-greek-600-normal.woff2';
import latin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2';
import latin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2';
import latinExt400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2';
import latinExt600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2';
import ranges from '@fontsource/inter/unicode.json' with { type: 'json' };

interface Face {
  readonly weight: '400' | '600';
  readonly range: string;
  readonly woff2: string;
}

/** Drawings are measured in Inter: in another font texts would run over what stands beside them. */
const faces: readonly Face[] = [
  { weight: '400', range: ranges.latin, woff2: latin400 },
  { weight: '600', range: ranges.latin, woff2: latin600 },
  { weight: '400', range: ranges['latin-ext'], woff2: latinExt400 },
  { weight: '600', range: ranges['latin-ext'], woff2: latinExt600 },
  { weight: '400', range: ranges.greek, woff2: greek400 },
  { weight: '600', range: ranges.greek, woff2: greek600 },
  { weight: '400', range: ranges.cyrillic, woff2: cyrillic400 },
  { weight: '600', range: ranges.cyrillic, woff2: cyrillic600 },
];

/** Makes Inter known to the page. */
export function useInter(): void {
  for (const { weight, range, woff2 } of faces) {
    const bytes = Uint8Array.from(atob(woff2), (char) => char.charCodeAt(0));
    document.fonts.add(new FontFace('Inter', bytes, { weight, unicodeRange: range }));
  }
}

/** The same as rules of a style sheet, for a picture that is painted apart from the page. */
export function interAsRules(): string {
  const rule = ({ weight, range, woff2 }: Face) =>
    `@font-face{font-family:Inter;font-weight:${weight};unicode-range:${range};src:url(data:font/woff2;base64,${woff2}) format("woff2")}`;
  return faces.map(rule).join('\n');
}
