import { begins, type ElementRow, element, elements, number, type PropertyRow, word } from './row.js';
import { criticality, domain } from './shared.js';

const area = 'organisation';

const heldBy = (doc: string): PropertyRow => elements(['person', 'team', 'organisation'], doc, { example: 'held-by: kr-11' });

const skills = (doc: string, inverse?: string): PropertyRow => ({
  type: { is: 'skill-level' },
  many: true,
  doc,
  example: 'skills: dcs-engineering/expert',
  ...(inverse && { inverse }),
});

export const organisationRows: readonly ElementRow[] = [
  {
    keyword: 'organisation',
    plural: 'organisations',
    area,
    doc: 'A company or authority: the one that runs the plant, or one that it depends on.',
    within: ['file'],
    name: 'required',
    properties: {
      kind: word(
        'What it is to the plant; one organisation can be several things.',
        {
          customer: 'It runs the plant (IEC 62443 calls it the asset owner).',
          'product-supplier': 'It makes products that the plant uses.',
          integrator: 'It engineers and commissions systems.',
          'maintenance-provider': 'It maintains systems under contract.',
          'on-site-operator': 'It runs an installation of its own on the site, such as an oxygen plant.',
          authority: 'It supervises.',
        },
        {
          many: true,
          presence: 'recommended',
          source: 'IEC 62443-1-1 principal roles',
          example: 'kind: product-supplier, maintenance-provider',
        },
      ),
      criticality: criticality('How much the plant depends on it.'),
      sponsor: element(['role', 'team'], 'Who of us answers for what it does here.', {
        inverse: 'sponsors',
        example: 'sponsor: automation-manager',
      }),
    },
    example: 'organisation aurelec "Aurelec Automation" { kind: product-supplier, maintenance-provider   criticality: high }',
  },
  {
    keyword: 'team',
    plural: 'teams',
    area,
    doc: 'A group of people that acts as one: a shift, a department, a service desk.',
    within: ['file', 'organisation', 'site'],
    name: 'required',
    properties: {
      organisation: element('organisation', 'The company it belongs to.', { inverse: 'teams' }),
      domain: domain('Whether the team works in IT, in OT or in both.'),
      headcount: number('How many people it has.', { min: 0 }),
    },
    example: 'team kiln-shift "Kiln shift" { domain: ot   headcount: 10 }',
  },
  {
    keyword: 'skill-cover',
    plural: 'skill-covers',
    area,
    doc: 'How many people of a team have a skill, where naming persons is not allowed.',
    within: ['team'],
    name: { reference: ['skill'] },
    properties: {
      expert: number('How many can teach it.', { min: 0 }),
      able: number('How many can do it alone.', { min: 0 }),
      leaving: number('How many of them leave by the day given with `by`.', { min: 0 }),
      by: begins('When those counted under `leaving` are gone.'),
    },
    example: 'skill-cover recovery-dcs { expert: 1   able: 2   leaving: 1   by: 2028 }',
  },
  {
    keyword: 'role',
    plural: 'roles',
    area,
    doc: 'A function that somebody holds. Facts name roles, not people, so they survive when people move.',
    within: ['file', 'organisation', 'site'],
    name: 'required',
    properties: {
      per: word(
        'How often the role exists.',
        {
          site: 'Once at every site; an `assignment` in the site says who holds it there.',
          organisation: 'Once in the whole organisation.',
        },
        { example: 'per: site' },
      ),
      domain: domain('Whether the role stands on the IT or the OT side.'),
      organisation: element('organisation', 'The company whose function it is; absent, the one that runs the plant.', { inverse: 'roles' }),
      duties: word(
        'What must be somebody at every site, where the name of the role does not say it.',
        {
          'ot-security': 'Answers for OT security: can decide to isolate, stop and restart.',
          'incident-lead-it': 'Leads IT in an incident.',
          'incident-lead-ot': 'Leads OT in an incident.',
          'incident-safety': 'Sees to the safety of people and process in an incident.',
          'incident-communication': 'Speaks to authorities, neighbours and press in an incident.',
        },
        { many: true, example: 'duties: ot-security, incident-lead-ot' },
      ),
      'held-by': heldBy('Who holds a role that exists once.'),
      deputy: heldBy('Who stands in.'),
    },
    example: 'role automation-manager "Automation manager" { per: site   domain: ot }',
  },
  {
    keyword: 'assignment',
    plural: 'assignments',
    area,
    doc: 'Says who holds a role at this site.',
    within: ['site', 'area'],
    name: { reference: ['role'] },
    properties: {
      'held-by': { ...heldBy('Who holds the role here.'), presence: 'recommended' },
      deputy: heldBy('Who stands in here.'),
    },
    example: 'assignment automation-manager { held-by: kr-11   deputy: kr-15 }',
  },
  {
    keyword: 'person',
    plural: 'persons',
    area,
    doc: 'Somebody, by a work reference: never a name, a birthday or anything about health.',
    within: ['file', 'organisation', 'team', 'site'],
    name: 'required',
    properties: {
      organisation: element('organisation', 'The company that employs the person; absent, the one that runs the plant.', {
        inverse: 'persons',
      }),
      team: element('team', 'The team the person works in.', { inverse: 'members' }),
      skills: skills('What the person can do, and how well: `able` does it alone, `expert` can teach it.', 'persons'),
      leaves: begins('When the person leaves, as coarse as is decent: a year or a quarter.', { example: 'leaves: 2028-Q2' }),
      'hands-over-to': elements(['person', 'team', 'organisation'], 'Who takes over what the person knows.', {
        inverse: 'takes-over-from',
        example: 'hands-over-to: kr-15',
      }),
    },
    example: 'person kr-11 { leaves: 2028-Q2   skills: dcs-engineering/expert }',
  },
  {
    keyword: 'skill',
    plural: 'skills',
    area,
    doc: 'Something that people must be able to do to keep the plant running.',
    within: ['file', 'organisation', 'site'],
    name: 'required',
    properties: {},
    example: 'skill dcs-engineering "DCS engineering"',
  },
  {
    keyword: 'forum',
    plural: 'forums',
    area,
    doc: 'A body that decides: a steering group, a change board.',
    within: ['file', 'organisation', 'site'],
    name: 'required',
    properties: {
      chair: element(['role', 'person'], 'Who chairs it.'),
      members: elements(['role', 'person', 'team', 'organisation'], 'Who sits in it.', { example: 'members: cio, ciso' }),
    },
    example: 'forum ot-board "IT/OT steering group" { chair: coo   members: cio, ciso }',
  },
];
