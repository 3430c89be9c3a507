import { markRoom } from '../measures.js';
import type { Badge, Tone } from '../scene/scene.js';
import { icon, round, text } from './ink.js';

/** On a corner: a circle for errors, a triangle for warnings, a hollow circle with a tick where all is waived. */
export function badgeAt(x: number, y: number, badge: Badge): string {
  const { errors, warnings } = badge;
  if (errors > 0) {
    const sign = errors + warnings > 99 ? '99' : errors + warnings > 1 ? String(errors + warnings) : '!';
    return `<circle class="error" cx="${round(x - 4)}" cy="${round(y + 2)}" r="8.5"/>${text(x - 4, y + 5.8, sign, { size: 10.5, weight: 600, classes: 'on-strong', anchor: 'middle' })}`;
  }
  if (warnings > 0) {
    const sign = warnings > 9 ? '9+' : warnings > 1 ? String(warnings) : '!';
    const top = y - 8;
    return `<path class="warning" d="M${round(x - 4)} ${round(top)}l10 17h-20z" stroke-linejoin="round"/>${text(x - 4, y + 6.6, sign, { size: 9.5, weight: 600, classes: 'on-strong', anchor: 'middle' })}`;
  }
  return `<circle class="waived" cx="${round(x - 4)}" cy="${round(y + 2)}" r="7.8"/>${icon('check', x - 9.5, y - 3.5, 11, 'muted')}`;
}

/** A small box with letters: a network, or the word for standing in several zones. */
export function markAt(x: number, y: number, words: string, tone: Tone): string {
  const width = markRoom(words) - 4;
  const box = `<rect class="device edge-${tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="12" rx="3" stroke-width="1"/>`;
  return box + text(x + width / 2, y + 9, words, { size: 8.5, weight: 600, classes: 'muted', anchor: 'middle' });
}
