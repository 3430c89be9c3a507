import { parse } from '@weir/language/parse';
import { bind, type Element } from '@weir/model';
import { check } from '@weir/rules';
import { library as texts } from '@weir/rules/library';
import { standardLibrary, testRules } from '@weir/workspace';
import { describe, expect, test } from 'vitest';

// What the rules of the library promise: that each proves itself, that each is there under its catalogue number, and that only a few fail a check.

const library = standardLibrary();
const rules = library.byType.get('rule') ?? [];
const checks = library.byType.get('check') ?? [];
const results = await testRules(library, [...rules, ...checks], 50_000_000);
const resultsOf = (rule: Element) => results.filter((result) => result.rule === rule);
const ofSeverity = (elements: readonly Element[], severity: string) =>
  elements.filter(({ facts }) => facts.get('severity')?.value === severity).map(({ name, aliases }) => [...aliases, name].join(' '));

test.each([...rules, ...checks])('the examples of $name show what it finds and what it does not', (rule) => {
  expect(resultsOf(rule).flatMap(({ is, title, reason }) => (reason === undefined ? [] : `${is} "${title}": ${reason}`))).toEqual([]);
});

test('each rule has an example that breaks it and one that keeps it', () => {
  const unproven = rules.filter((rule) => !['bad', 'good'].every((is) => resultsOf(rule).some((result) => result.is === is)));
  expect(unproven.map(({ name }) => name)).toEqual([]);
});

// A check takes the library as proven: what has nothing to look at is not compiled, and a message only with its first finding.
test('as a project of its own the library has no mistakes', () => {
  const files = [...texts].map(([name, text]) => ({ facts: parse(name, text), ring: 'project', imported: false }) as const);
  const { landscape, problems } = bind({ files });
  const mistakes = check({ landscape, problems, today: 0, budget: 50_000_000 }).findings.filter(({ verdict }) => verdict !== 'not-known');
  expect(mistakes.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

/** Checks without examples: what they find is not Weir, or not a text at all. */
test('each check has examples, unless no text in a file can show what it finds', () => {
  const unproven = checks.filter((check) => !['bad', 'good'].every((is) => resultsOf(check).some((result) => result.is === is)));
  expect(unproven.map(({ name }) => name).toSorted()).toMatchInlineSnapshot(`
    [
      "broken-encoding",
      "configuration",
      "drift",
      "fact-not-known",
      "file-too-large",
      "link-not-followed",
      "too-deep",
      "unreadable-file",
    ]
  `);
});

describe('catalogue numbers', () => {
  test.each(
    [
      'OWN-001 OWN-002 OWN-003 OWN-004 OWN-005 OWN-006 OWN-007 OWN-010 OWN-011 OWN-012 LIF-001 LIF-002 LIF-008 LIF-009',
      'ZON-001 ZON-002 ZON-003 ZON-004 ZON-005 ZON-006 ZON-007 ZON-008 ZON-009 ZON-010 ZON-012 ZON-013 ZON-015 ZON-016 ZON-020 ZON-027 ZON-028',
      'ACC-001 ACC-002 ACC-003 ACC-004 ACC-006 ACC-007 ACC-012 PRO-001 PRO-002 PRO-003 PRO-004 PRO-007 PRO-009 PRO-012',
      'RES-001 RES-002 RES-003 RES-004 RES-006 INC-001 INC-003 INC-005 INC-008 VUL-003 SUP-001 SUP-002 SUP-007 PPL-001 PPL-002 PPL-003',
      'DAT-001 DAT-002 CHG-001 CHG-002 CHG-004 CHG-005 HYG-001 HYG-005 HYG-009 HYG-012 PRT-001 PRT-003 PRT-010',
    ].flatMap((line) => line.split(' ')),
  )('%s is one rule or check', (number) => {
    expect([...rules, ...checks].filter(({ aliases }) => aliases.includes(number))).toHaveLength(1);
  });
});

test('only these rules fail a check', () => {
  expect(ofSeverity(rules, 'error').toSorted().join('\n')).toMatchInlineSnapshot(`
    "ACC-001 remote-access-past-broker
    ACC-002 remote-access-without-mfa
    ACC-006 cloud-remote-tool
    CHG-002 expired-waiver
    CHG-005 waiver-without-element
    LIF-001 unsupported-product
    LIF-008 connected-retired-system
    OWN-001 unowned-system
    OWN-004 unclear-responsibility
    ZON-002 undeclared-crossing
    ZON-003 flow-around-dmz
    ZON-007 programming-into-safety
    ZON-016 internet-exposure
    ZON-028 open-path-to-controller
    cloud-remote-connection"
  `);
});

test('the name of a rule says what a waiver of it allows', () => {
  expect(rules.map(({ name }) => `allow ${name}`).join('\n')).toMatchInlineSnapshot(`
    "allow remote-access-past-broker
    allow remote-access-without-mfa
    allow remote-access-in-clear-text
    allow standing-supplier-access
    allow cloud-remote-tool
    allow cloud-remote-connection
    allow forgotten-remote-access
    allow programming-from-elsewhere
    allow incomplete-waiver
    allow expired-waiver
    allow waiver-without-element
    allow needless-waiver
    allow self-approved-waiver
    allow waiver-ends-too-early
    allow unowned-data
    allow competing-masters
    allow same-serial-number
    allow same-address
    allow interface-without-protocol
    allow unprotected-control-across-zones
    allow opc-classic-across-zones
    allow clear-text-administration
    allow unprotected-opc-ua
    allow real-time-across-zones
    allow control-from-above
    allow unsupported-product
    allow unplanned-end-of-support
    allow connected-retired-system
    allow phase-out-without-end
    allow unowned-system
    allow unclear-responsibility
    allow competing-responsibilities
    allow unassigned-activity
    allow unassigned-activity-off-site
    allow one-sided-border-system
    allow supplier-as-owner
    allow role-without-holder
    allow unowned-zone
    allow site-without-ot-security
    allow overloaded-owner
    allow self-approval
    allow too-few-people
    allow indispensable-person
    allow knowledge-that-leaves
    allow system-without-criticality
    allow too-many-products
    allow unsupported-capability
    allow site-without-incident-plan
    allow zone-without-isolation
    allow unwatched-zone
    allow site-without-incident-roles
    allow overstated-island
    allow critical-system-without-backup
    allow untested-restore
    allow reachable-backup
    allow program-not-in-backup
    allow impossible-recovery-time
    allow system-without-zone
    allow undeclared-crossing
    allow flow-around-dmz
    allow session-past-dmz
    allow mixed-zone
    allow safety-in-mixed-zone
    allow programming-into-safety
    allow commanding-into-safety
    allow unenforced-conduit
    allow permissive-conduit
    allow internet-exposure
    allow open-path-to-controller
    allow unused-permit
    allow expired-permit
    allow zone-below-target
    allow zone-without-target
    allow incapable-system
    allow dual-homed-system
    allow partner-in-control-zone
    allow shared-foundation
    allow unrated-supplier
    allow unassessed-supplier
    allow unsponsored-supplier
    allow unpatchable-without-measure"
  `);
});

test('a finding says what is wrong with real names, and nothing that was not said', () => {
  const shown = results.flatMap(({ is, rule, findings }) =>
    is === 'bad' && rule.type === 'rule' ? findings.filter(({ rule: id }) => id === rule.name) : [],
  );
  expect(shown.length).toBeGreaterThan(100);
  expect(shown.filter(({ message }) => /undefined|\{|\[object/.test(message)).map(({ message }) => message)).toEqual([]);
  expect(shown.filter(({ message }) => !/^[A-Z"].*[.?!]$/s.test(message)).map(({ message }) => message)).toEqual([]);
});
