import { begins, type ElementRow, element, elements, ends, type PropertyRow, ranked, text, word, yesNo } from './row.js';
import { answerable, criticality, domain, owner } from './shared.js';

const severityWords = { note: 'Worth knowing.', warning: 'Should be mended.', error: 'Must be mended: the check fails.' };

const scope = (doc: string, inverse: string): PropertyRow => ({
  type: { is: 'selection' },
  many: true,
  doc,
  inverse,
  example: 'for: every system s where s.level <= 2',
});

const maps = (doc: string): PropertyRow => ({
  type: { is: 'element', types: ['clause', 'framework'] },
  many: true,
  doc,
  inverse: 'rules',
  example: 'maps: iec-62443-3-3/SR-5.2',
});

const mappingConfidence = ranked('How well it fits those clauses.', {
  low: 'An analogy.',
  medium: 'It is part of what they ask.',
  high: 'It is what they ask.',
});

const party = (doc: string, presence?: 'recommended'): PropertyRow => elements(answerable, doc, presence ? { presence } : {});

export const responsibilityRows: readonly ElementRow[] = [
  {
    keyword: 'activity',
    plural: 'activities',
    area: 'responsibility',
    doc: 'Something that must be done again and again, by somebody.',
    within: ['file'],
    name: 'required',
    properties: {
      mandatory: yesNo('Every OT system needs somebody who does it.'),
      approval: yesNo('Doing it means approving something.'),
    },
    example: 'activity patching "Patching" { mandatory: yes }',
  },
  {
    keyword: 'responsibility',
    plural: 'responsibilities',
    area: 'responsibility',
    doc: 'A row of a RACI matrix: who does an activity for which systems, and who answers for it.',
    within: ['file', 'site', 'area'],
    name: 'required',
    properties: {
      activity: elements('activity', 'What is done.', { presence: 'required', inverse: 'responsibilities', example: 'activity: patching' }),
      for: scope(
        'Which systems: their names, a place, a zone, or a selection. Absent, all systems of the block it stands in.',
        'responsibilities',
      ),
      accountable: party("The one who answers for it (A). A role means its holder at the system's site.", 'recommended'),
      responsible: party('Who does it (R).', 'recommended'),
      consulted: party('Who is asked before (C).'),
      informed: party('Who is told after (I).'),
      'instead-of': elements('responsibility', 'The rows that this one stands in for, for the systems it covers.', {
        example: 'instead-of: patch-hosts',
      }),
    },
    example:
      'responsibility patch-hosts "Patching of control systems" { activity: patching   for: every system s where s.level <= 2   accountable: automation-manager   responsible: automation-team }',
  },
  {
    keyword: 'agreement',
    plural: 'agreements',
    area: 'responsibility',
    doc: 'A contract with an organisation: maintenance, support, service.',
    within: ['file', 'organisation', 'site'],
    name: 'required',
    properties: {
      with: element('organisation', 'The other party.', { presence: 'required', inverse: 'agreements' }),
      kind: word('What is agreed.', { maintenance: 'They keep it running.', support: 'They help when asked.', service: 'They run it.' }),
      for: scope('Which systems it covers.', 'agreements'),
      skills: { type: { is: 'skill-level' }, many: true, doc: 'What their people can do for us.', inverse: 'agreements' },
      from: begins('Its first day.'),
      until: ends('Its last day.'),
    },
    example: 'agreement recovery-care "Recovery DCS care" { with: aurelec   kind: maintenance   for: recovery-dcs   until: 2028 }',
  },
];

export const assuranceRows: readonly ElementRow[] = [
  {
    keyword: 'assessment',
    plural: 'assessments',
    area: 'responsibility',
    doc: 'Somebody looked closely: at a supplier, a system, a zone, a site.',
    within: ['file', 'organisation', 'site', 'area'],
    name: 'required',
    properties: {
      for: elements(['organisation', 'system', 'zone', 'site', 'product'], 'What was looked at.', {
        presence: 'required',
        inverse: 'assessments',
        example: 'for: aurelec',
      }),
      kind: word(
        'What it was about.',
        { security: 'Security.', supplier: 'The supplier as such.', safety: 'Safety.', 'data-quality': 'The quality of data.' },
        { presence: 'recommended', example: 'kind: security' },
      ),
      date: begins('When it was finished.', { presence: 'recommended', example: 'date: 2026-03' }),
      result: ranked('What came out.', {
        failed: 'Not acceptable.',
        'with-findings': 'Acceptable once the findings are mended.',
        passed: 'Acceptable.',
      }),
    },
    example: 'assessment aurelec-2026 "Security of Aurelec" { for: aurelec   kind: security   date: 2026-03   result: with-findings }',
  },
  {
    keyword: 'plan',
    plural: 'plans',
    area: 'preparedness',
    doc: 'What will be done when something happens: an incident, a loss.',
    within: ['file', 'site', 'area'],
    name: 'required',
    properties: {
      kind: word(
        'What it is for.',
        {
          'incident-response': 'A security incident: detect, decide, isolate, restore, report.',
          continuity: 'Going on without what is lost.',
          'disaster-recovery': 'Bringing it back.',
        },
        { presence: 'required', example: 'kind: incident-response' },
      ),
      for: elements(['site', 'area', 'zone', 'system'], 'What it covers; absent, the block it stands in, or everything.', {
        inverse: 'plans',
        example: 'for: koskenranta',
      }),
      domain: domain('Whether it covers IT, OT or both; absent, it is not known.'),
      owner: owner('Who answers for it.'),
      tested: begins('When it was last exercised.', { presence: 'recommended', example: 'tested: 2026-09' }),
    },
    example:
      'plan incidents "Security incidents at the mill" { kind: incident-response   domain: both   owner: ot-security   tested: 2026-09 }',
  },
];

export const portfolioRows: readonly ElementRow[] = [
  {
    keyword: 'capability',
    plural: 'capabilities',
    area: 'portfolio',
    doc: 'Something that the company can do, whichever system it does it with.',
    within: ['file'],
    name: 'required',
    properties: {
      criticality: criticality('How much depends on it.'),
      owner: owner('Who answers for it.'),
      manual: yesNo('It is done by hand, and that is how it shall be.'),
    },
    example: 'capability process-data-archive "Archive of process data" { criticality: high }',
  },
];

export const changeRows: readonly ElementRow[] = [
  {
    keyword: 'change',
    plural: 'changes',
    area: 'change',
    doc: 'A change of the plant, from the request to the day it is done. What stands in it is planned and takes no effect yet.',
    within: ['file', 'site', 'area'],
    name: 'required',
    body: 'planned',
    properties: {
      state: ranked(
        'How far it is.',
        { proposed: 'Asked for.', approved: 'Decided.', running: 'Being done.', done: 'Done.' },
        { presence: 'recommended', example: 'state: approved' },
      ),
      for: elements(['system', 'interface', 'zone', 'conduit', 'network', 'product', 'site', 'area'], 'What it changes.', {
        inverse: 'changes',
      }),
      window: element('window', 'When it is done.', { inverse: 'changes', example: 'window: stop-2027' }),
      date: begins('The day it is done, when there is no window for it.'),
      'approved-by': elements([...answerable, 'forum'], 'Who approved it.'),
      budget: { type: { is: 'money' }, doc: 'What it may cost.', example: 'budget: 85kEUR' },
      benefit: text('What it is good for.'),
      rollback: text('The way back when it fails.'),
    },
    example:
      'change kiln-hmi-2027 "Replace the kiln HMI" { state: approved   window: stop-2027   approved-by: ot-board   for: lime-kiln.hmi   rollback: "The old HMI stays cold for 30 d." }',
  },
  {
    keyword: 'retire',
    plural: 'retirements',
    area: 'change',
    doc: 'Says that the change takes this out of use.',
    within: ['change'],
    name: { reference: ['system', 'interface', 'network', 'conduit', 'zone', 'remote-access'] },
    properties: {},
    example: 'retire lime-kiln.hmi',
  },
];

export const governanceRows: readonly ElementRow[] = [
  {
    keyword: 'rule',
    plural: 'rules',
    area: 'governance',
    doc: 'Something that must hold in the landscape, with its reason and its proof.',
    within: ['file'],
    name: 'required',
    properties: {
      alias: {
        type: { is: 'name' },
        many: true,
        doc: 'Other names for the rule, such as its catalogue number.',
        example: 'alias: ZON-003',
      },
      severity: ranked('What a finding of it means.', severityWords, { presence: 'required', example: 'severity: error' }),
      group: text('What it is about.', { presence: 'recommended', example: 'group: segmentation' }),
      for: {
        type: { is: 'selection' },
        many: true,
        presence: 'required',
        doc: 'What it looks at. The first selection is the subject of the finding, the others are its counterparts.',
        example: 'for: every interface f',
      },
      require: { type: { is: 'expression' }, presence: 'required', doc: 'What must be true of each.' },
      path: { type: { is: 'expression' }, doc: 'A chain of connections to show with the finding.', example: 'path: path(erp, plc)' },
      at: { type: { is: 'expression' }, doc: 'What to point at; absent, the subject.' },
      message: { type: { is: 'template' }, presence: 'required', doc: 'What is wrong, in one sentence; `{...}` shows a value.' },
      help: { type: { is: 'template' }, doc: 'What to type.' },
      because: text('Why it matters.', { presence: 'required' }),
      'false-positives': text('When a finding is not one, and what to do then.'),
      maps: maps('The clauses of standards that ask for it.'),
      'mapping-confidence': mappingConfidence,
      unless: {
        type: { is: 'expression' },
        many: true,
        doc: 'Rules whose finding on the same subject says it better: this one becomes its note. `other-rule by f.source` when their subject is another element.',
        example: 'unless: flow-around-dmz',
      },
      'once-per': {
        type: { is: 'expression' },
        doc: 'Subjects for which this is the same are one finding.',
        example: 'once-per: f.target-zone',
      },
    },
    example:
      'rule unowned-system "A system without an owner" { severity: error   for: every system s   require: known(s.owner)   message: "{s} has no owner"   because: "Nobody decides on risk, money or shutdown." }',
  },
  {
    keyword: 'parameter',
    plural: 'parameters',
    area: 'governance',
    doc: 'A number, time or word that a profile can set; in the rule it is a bare name.',
    within: ['rule'],
    name: 'required',
    properties: {
      type: word(
        'What it is.',
        { duration: 'A time, such as `12mo`.', number: 'A number.', 'yes-no': 'Yes or no.', text: 'A text.' },
        { presence: 'required' },
      ),
      default: { type: { is: 'expression' }, presence: 'required', doc: 'Its value when no profile sets it.' },
    },
    example: 'parameter longest { type: duration   default: 12mo }',
  },
  {
    keyword: 'fix',
    plural: 'fixes',
    area: 'governance',
    doc: 'A quick fix, as data.',
    within: ['rule'],
    name: 'none',
    properties: { set: { type: { is: 'name' }, many: true, doc: 'The property to fill in on the subject.', example: 'set: owner' } },
    example: 'fix "Name the owner" { set: owner }',
  },
  {
    keyword: 'bad',
    plural: 'bad examples',
    area: 'governance',
    doc: 'A small landscape that breaks the rule, complete in itself; it yields exactly one finding unless `expects` says more.',
    within: ['rule', 'check'],
    name: 'none',
    body: 'as-written',
    properties: {},
    example: 'bad "Nobody owns it" { system plc { level: 1 } }',
  },
  {
    keyword: 'good',
    plural: 'good examples',
    area: 'governance',
    doc: 'A small landscape that keeps the rule, complete in itself.',
    within: ['rule', 'check'],
    name: 'none',
    body: 'as-written',
    properties: {},
    example: 'good "The shift owns it" { role shift   system plc { level: 1   owner: shift } }',
  },
  {
    keyword: 'check',
    plural: 'checks',
    area: 'governance',
    doc: 'A check built into Weir itself. It has a page and examples like a rule, and cannot be waived.',
    within: ['file'],
    name: 'required',
    properties: {
      alias: { type: { is: 'name' }, many: true, doc: 'Other names for it.' },
      severity: ranked('What a finding of it means.', severityWords, { presence: 'required' }),
      group: text('What it is about.'),
      because: text('Why it matters.', { presence: 'required' }),
      maps: maps('The clauses of standards that ask for it.'),
      'mapping-confidence': mappingConfidence,
    },
    example: 'check unresolved-name "A name that names nothing" { severity: error   because: "..." }',
  },
  {
    keyword: 'profile',
    plural: 'profiles',
    area: 'governance',
    doc: 'Which rules hold, how severe they are and with which parameters. `weir.json` names the one in force.',
    within: ['file'],
    name: 'required',
    entries: 'setting',
    properties: {
      extends: element('profile', 'The profile it starts from.', { example: 'extends: recommended' }),
      off: elements('rule', 'Rules that do not hold.', { example: 'off: naming-pattern' }),
      only: elements('rule', 'The only rules that hold.'),
    },
    example:
      'profile group-baseline "What every mill is held to" { extends: recommended   unsupported-product { severity: error }   off: dual-homed-system }',
  },
  {
    keyword: 'setting',
    plural: 'settings',
    area: 'governance',
    doc: "What a profile says of one rule; the rule's name is the keyword.",
    within: ['profile'],
    name: { reference: ['rule'] },
    otherProperties: { type: { is: 'expression' }, doc: 'The value of a parameter of the rule.' },
    properties: { severity: ranked('How severe its findings are.', severityWords) },
    example: 'waiver-too-long { longest: 12mo }',
  },
  {
    keyword: 'waiver',
    plural: 'waivers',
    area: 'governance',
    doc: 'A finding that somebody accepted, for a reason and for a time. Standing inside an element it may leave out `for`.',
    within: [
      'file',
      'organisation',
      ...[
        'site',
        'area',
        'unit',
        'zone',
        'system',
        'interface',
        'conduit',
        'network',
        'remote-access',
        'product',
        'responsibility',
        'change',
        'role',
      ],
    ],
    name: 'required',
    properties: {
      rule: elements('rule', 'The rules it waives.', { presence: 'required', inverse: 'waivers', example: 'rule: unsupported-product' }),
      for: { ...scope('What it waives them for.', 'waivers'), danglingIsFoundBy: 'waiver-without-element', example: 'for: lime-kiln.hmi' },
      category: word('Why it may be.', {
        'risk-accepted': 'The risk is carried.',
        mitigated: 'Something else lowers the risk.',
        'false-positive': 'The rule does not fit here.',
        'time-boxed': 'It will be mended by the date.',
      }),
      risk: element('risk', 'The risk that is carried.'),
      reason: text('Why, in words.', { presence: 'recommended' }),
      measures: elements('measure', 'What lowers the risk meanwhile.'),
      owner: owner('Who sees to it that it ends.'),
      approver: element([...answerable, 'forum', 'person'], 'Who accepted it.', { presence: 'recommended' }),
      approved: begins('When it was accepted.'),
      expires: ends('The last day it holds.', { presence: 'recommended', example: 'expires: 2027-06-30' }),
      'ends-with': element('change', 'The change that makes it needless.'),
    },
    example:
      'waiver w-2026-031 "Kiln HMI on Windows 7" { rule: unsupported-product   for: lime-kiln.hmi   reason: "Replaced in the 2027 shutdown."   owner: automation-manager   approver: ciso   approved: 2026-07-01   expires: 2027-06-30 }',
  },
  {
    keyword: 'framework',
    plural: 'frameworks',
    area: 'governance',
    doc: 'A standard or a law that rules point to.',
    within: ['file'],
    name: 'required',
    properties: { publisher: text('Who publishes it.'), edition: text('The edition.') },
    example: 'framework company-rules "Company security rules" { clause `4.2` "Patch in every shutdown" }',
  },
  {
    keyword: 'clause',
    plural: 'clauses',
    area: 'governance',
    doc: 'A clause of a framework: its number and what it is about, in our own words.',
    within: ['framework'],
    name: 'required',
    properties: {},
    example: 'clause `SR-5.2` "Zone boundaries are protected"',
  },
  {
    keyword: 'view',
    plural: 'views',
    area: 'presentation',
    doc: 'A drawing to be made: what is on it.',
    within: ['file', 'site', 'area', 'zone'],
    name: 'required',
    properties: {
      kind: word(
        'What sort of drawing.',
        {
          zones: 'Zones and conduits on their Purdue levels, with every system.',
          overview: 'Only the zones of a whole company: sites side by side, levels from top to bottom.',
        },
        { presence: 'required', example: 'kind: zones' },
      ),
      scope: elements(['site', 'area', 'zone'], 'What is drawn; absent, everything.', { example: 'scope: koskenranta' }),
    },
    example: 'view kiln "Lime kiln: zones and conduits" { kind: zones   scope: koskenranta }',
  },
];
