import { begins, type ElementRow, element, ends, type PropertyRow, word } from './row.js';
import { criticality, domain, inheritedOwner, owner, zone } from './shared.js';

const area = 'place';
const equipmentModel = 'IEC 62264-1 (ISA-95) role-based equipment hierarchy';

export const complete: PropertyRow = {
  type: { is: 'name' },
  many: true,
  doc: 'Which kinds of declaration are all here, by their plural or `everything`. Elsewhere what is not declared is unknown, not absent.',
  example: 'complete: systems, interfaces',
};

const inside = {
  // An area is no system: a zone sees it under another name.
  zone: { ...zone('The security zone of what stands here, unless it states its own.'), inverse: 'places' },
  owner: inheritedOwner('Who answers for what stands here, unless it states its own.'),
  domain: domain('Whether IT or OT runs what stands here.', { inherited: true }),
  criticality: criticality('How critical what stands here is, unless it states its own.', { inherited: true }),
  complete,
};

export const placeRows: readonly ElementRow[] = [
  {
    keyword: 'site',
    plural: 'sites',
    area,
    doc: 'A factory, mill, head office or data centre.',
    within: ['file'],
    name: 'required',
    properties: {
      owner: owner('Who answers for the site. It does not flow down: a site owner does not make every system look owned.'),
      organisation: element('organisation', 'The company that runs it.', { inverse: 'sites' }),
      domain: domain('Whether IT or OT runs what stands here.', { inherited: true }),
      criticality: criticality('How critical what stands here is, unless it states its own.', { inherited: true }),
      complete,
    },
    source: equipmentModel,
    example: 'site koskenranta "Koskenranta pulp mill" { owner: mill-manager   complete: systems }',
  },
  {
    keyword: 'area',
    plural: 'areas',
    area,
    doc: 'A part of a site: a recovery line, a lime kiln, an office building.',
    within: ['site', 'area'],
    name: 'required',
    properties: inside,
    source: equipmentModel,
    example: 'area lime-kiln "Lime kiln" { zone: kiln   owner: automation-manager }',
  },
  {
    keyword: 'unit',
    plural: 'units',
    area,
    doc: 'A part of an area that can be run by itself: a process cell, a production line, a machine.',
    within: ['site', 'area', 'unit'],
    name: 'required',
    properties: inside,
    source: equipmentModel,
    example: 'unit burner "Burner" { owner: automation-manager }',
  },
  {
    keyword: 'window',
    plural: 'windows',
    area,
    doc: 'A planned time: a shutdown, when work can be done, or a freeze, when it cannot.',
    within: ['file', 'site', 'area'],
    name: 'required',
    properties: {
      kind: word(
        'What the window is for.',
        { shutdown: 'Production stands, systems can be changed.', freeze: 'Nothing may be changed.' },
        { example: 'kind: shutdown' },
      ),
      from: begins('Its first day.', { presence: 'required', example: 'from: 2027-W21' }),
      to: ends('Its last day.', { presence: 'required', example: 'to: 2027-W22' }),
    },
    example: 'window stop-2027 "Yearly shutdown" { kind: shutdown   from: 2027-W21   to: 2027-W22 }',
  },
];
