import { element, type PropertyRow, ranked, word } from './row.js';

/** Rows that several element types have in common. */

export const answerable = ['role', 'team', 'organisation'] as const;
/** Everywhere a system may stand. */
export const places = ['site', 'area', 'unit'] as const;

export const owner = (doc: string): PropertyRow =>
  element(answerable, doc, { presence: 'recommended', inverse: 'owns', example: 'owner: automation-manager' });

export const inheritedOwner = (doc: string): PropertyRow => ({ ...owner(doc), inherited: true });

export const domain = (doc: string, options: { inherited?: true } = {}): PropertyRow =>
  word(
    doc,
    { it: 'Run by information technology.', ot: 'Run by operational technology.', both: 'Both have a part in it.' },
    { example: 'domain: ot', ...options },
  );

export const criticality = (doc: string, options: { inherited?: true; presence?: 'recommended' } = {}): PropertyRow =>
  ranked(
    doc,
    {
      low: 'Its loss is noticed, nothing more.',
      medium: 'Its loss costs money within days.',
      high: 'Its loss stops a production line.',
      critical: 'Its loss endangers people or the environment, or stops the site.',
    },
    { example: 'criticality: high', ...options },
  );

export const zone = (doc: string): PropertyRow =>
  element('zone', doc, { inherited: true, presence: 'recommended', inverse: 'systems', example: 'zone: kiln' });
