import { interAsRules } from './inter.js';
import type { ExportFormat } from './messages.js';

/** Sharp on screens that have two pixels for one. */
const scaleOfChoice = 2;
const mostPixels = 40_000_000;

/** A drawing as it is saved: SVG as it came, PNG in base64. */
export async function pictureOf(svg: string, format: ExportFormat): Promise<string> {
  if (format === 'svg') return svg;
  const image = new Image();
  // A picture is painted apart from the page, and knows its fonts only if it brings them.
  image.src = `data:image/svg+xml;base64,${toBase64(svg.replace('<style>', `<style>\n${interAsRules()}`))}`;
  await image.decode();
  const scale = Math.min(scaleOfChoice, Math.sqrt(mostPixels / (image.naturalWidth * image.naturalHeight)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
