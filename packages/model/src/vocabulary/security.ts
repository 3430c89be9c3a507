import { complete } from './place.js';
import { begins, block, duration, type ElementRow, element, elements, ends, ranked, text, word, yesNo } from './row.js';
import { answerable, domain, owner } from './shared.js';

const area = 'security';

export const securityRows: readonly ElementRow[] = [
  {
    keyword: 'zone',
    plural: 'zones',
    area,
    doc: 'Systems that share security requirements. A zone is not a place: it may reach over areas and levels. The zone `internet` is always there.',
    within: ['file', 'site', 'area', 'zone'],
    name: 'required',
    properties: {
      level: {
        type: { is: 'level' },
        doc: 'The Purdue level of a zone that has just one. Systems in it are on that level unless they say otherwise.',
        presence: 'recommended',
        example: 'level: 3.5',
        source: 'ISA-95 levels; 3.5 for the industrial DMZ by common usage',
      },
      levels: {
        type: { is: 'levels' },
        doc: 'The Purdue levels of a zone that spans several, such as a production cell.',
        example: 'levels: 0..2',
      },
      kind: word(
        'What the zone is for.',
        {
          control: 'Controllers, their operator and engineering stations.',
          operations: 'Site operations: MES, historian, laboratory.',
          dmz: 'Stands between enterprise and operations; traffic ends here and begins anew.',
          safety: 'Only safety systems.',
          enterprise: 'Business and office systems.',
          external: 'Belongs to somebody else: a partner, a vendor, a cloud.',
          internet: 'The public internet.',
          wireless: 'Wireless devices.',
          management: 'Administers the others.',
        },
        { example: 'kind: dmz', source: 'IEC 62443-3-2 ZCR 3.2 to 3.6' },
      ),
      'sl-target': {
        type: { is: 'security-levels' },
        doc: 'The security level that the zone shall reach (SL-T), 0 to 4: one number, or a block with one per foundational requirement (`iac uc si dc rdf tre ra`, `all` for the rest).',
        presence: 'recommended',
        example: 'sl-target: 2',
        source: 'IEC 62443-3-2, IEC 62443-3-3',
      },
      'sl-achieved': {
        type: { is: 'security-levels' },
        doc: 'The security level that the zone has reached (SL-A), as last assessed: one number, or a block with one per foundational requirement.',
        example: 'sl-achieved: 1',
        source: 'IEC 62443-3-2, IEC 62443-3-3',
      },
      'monitored-by': elements('system', 'What watches the zone for attacks: a network monitor, or where its logs are judged.', {
        inverse: 'monitors',
        example: 'monitored-by: ot-monitor',
      }),
      owner: owner('Who answers for the security of the zone and accepts its risks.'),
      domain: domain('Whether IT or OT runs the zone; for systems that do not say it themselves.'),
      isolation: block(
        'What happens when the zone is cut off from the others.',
        {
          decides: element(answerable, 'Who may decide to cut it off.'),
          'runs-without': duration('How long production inside goes on when it is cut off.', { example: 'runs-without: 8h' }),
          consequence: text('What stops, in plain words.'),
          tested: begins('When cutting it off was last tried.'),
        },
        { source: 'IEC 62443-3-3 SR 5.2 RE 2 (island mode)' },
      ),
      complete,
    },
    source: 'IEC 62443-3-2 ZCR 3.1',
    example: 'zone kiln "Lime kiln cell" { levels: 0..2   kind: control   sl-target: 2   owner: automation-manager }',
  },
  {
    keyword: 'conduit',
    plural: 'conduits',
    area,
    doc: 'The one way between two zones, with the device that enforces it and the traffic it permits.',
    within: ['file', 'site', 'area', 'zone'],
    name: 'required',
    properties: {
      between: elements('zone', 'The zones it joins.', { presence: 'required', inverse: 'conduits', example: 'between: office, idmz' }),
      'enforced-by': elements('system', 'The firewall, diode or gateway that lets through only what is permitted.', {
        presence: 'recommended',
        inverse: 'enforces',
        example: 'enforced-by: fw1',
      }),
      default: word(
        'What happens to traffic that no permit names.',
        { deny: 'It is dropped.', allow: 'It passes.' },
        { presence: 'recommended', example: 'default: deny' },
      ),
      owner: owner('Who answers for the conduit and its rule set.'),
      approver: element([...answerable, 'forum'], 'Who approves a change of its permits.'),
    },
    source: 'IEC 62443-3-2 ZCR 3.1, ZCR 6.4',
    example: 'conduit office-dmz { between: office, idmz   enforced-by: fw1   default: deny }',
  },
  {
    keyword: 'permit',
    plural: 'permits',
    area,
    doc: 'Traffic that a conduit lets through, from the side that opens the session.',
    within: ['conduit'],
    name: 'optional',
    ends: { types: ['zone', 'system', 'network'], required: true },
    properties: {
      protocol: elements('protocol', 'The protocols let through.', { presence: 'recommended' }),
      any: yesNo('It lets everything through, whatever the protocol.'),
      from: elements(['system', 'network'], 'The only systems that may open the session.'),
      to: elements(['system', 'network', 'endpoint'], 'The only systems that may answer.'),
      ticket: text('The request that it was opened with.', { example: 'ticket: "CHG-1881"' }),
      until: ends('The last day it may stay.', { example: 'until: 2027-06-30' }),
    },
    example: 'permit office -> idmz { protocol: https   to: historian   ticket: "CHG-1881" }',
  },
  {
    keyword: 'measure',
    plural: 'measures',
    area,
    doc: 'Something done to lower a risk, to be named where a rule cannot be met.',
    within: ['file', 'site', 'area'],
    name: 'required',
    properties: {
      'attack-mitigation': text('The id of the MITRE ATT&CK for ICS mitigation it is.', { example: 'attack-mitigation: "M0930"' }),
    },
    example: 'measure no-route "No route to other networks" { attack-mitigation: "M0930" }',
  },
  {
    keyword: 'risk',
    plural: 'risks',
    area,
    doc: 'What may happen to what, how likely, how bad, and what is done about it.',
    within: ['file', 'site', 'area'],
    name: 'required',
    properties: {
      for: elements(['system', 'interface', 'zone', 'conduit', 'site', 'area', 'network', 'organisation'], 'What it threatens.', {
        inverse: 'risks',
      }),
      likelihood: ranked('How likely it is.', {
        rare: 'Not in the life of the plant.',
        unlikely: 'Once in decades.',
        possible: 'Once in some years.',
        likely: 'Once a year.',
        'almost-certain': 'More than once a year.',
      }),
      consequence: ranked('How bad it is before anything is done about it.', {
        negligible: 'Nobody notices.',
        minor: 'A nuisance.',
        moderate: 'Lost production.',
        major: 'A stop of the site, or an injury.',
        catastrophic: 'Loss of life or of the site.',
      }),
      residual: ranked('How bad it stays with what is done about it.', {
        negligible: 'Nobody notices.',
        minor: 'A nuisance.',
        moderate: 'Lost production.',
        major: 'A stop of the site, or an injury.',
        catastrophic: 'Loss of life or of the site.',
      }),
      owner: owner('Who carries the risk.'),
      treatment: elements(['change', 'measure'], 'What is done about it.', { example: 'treatment: kiln-hmi-2027' }),
    },
    example:
      'risk kiln-hmi "Ransomware on the kiln HMI" { for: lime-kiln.hmi   likelihood: possible   consequence: major   owner: mill-manager }',
  },
];
