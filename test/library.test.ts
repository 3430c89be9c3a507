import { format } from '@weir/language';
import type { Element } from '@weir/model';
import { library } from '@weir/rules/library';
import { standardLibrary } from '@weir/workspace';
import { describe, expect, test } from 'vitest';

// The facts that the standard library states about the world: what it holds together, what it may not leave out.

const elements = (type: string) => standardLibrary().byType.get(type) ?? [];
const stated = (element: Element, key: string) => element.facts.get(key)?.value;
const listed = (element: Element, key: string) => [stated(element, key) ?? []].flat() as readonly string[];
const named = (found: readonly Element[]) => found.map(({ name }) => name);
const without = (type: string, key: string) => named(elements(type).filter((element) => !element.facts.has(key)));

test.each([...library])('%s is laid out as `weir fmt` lays it out', (_, text) => {
  expect(format(text)).toEqual({ text, problems: [] });
});

test.each(['kind', 'protocol', 'activity', 'measure', 'role', 'data', 'framework', 'rule', 'check'])(
  'every word names one %s: no name or alias means two of them, and no two have one title',
  (type) => {
    expect(elements(type)).not.toEqual([]);
    expect(wordsOfSeveral(elements(type), ({ name, aliases }) => [name, ...aliases])).toEqual([]);
    expect(wordsOfSeveral(elements(type), ({ title }) => [title ?? 'without a title'])).toEqual([]);
  },
);

// What is there on a day is asked of the project's own elements only.
test('nothing in the library has a life cycle', () => {
  const withLifeCycle = standardLibrary().elements.filter(({ facts }) => facts.has('lifecycle'));
  expect(named(withLifeCycle)).toEqual([]);
});

describe('kinds', () => {
  const kindsAbove = (kind: Element): readonly Element[] => {
    const above = stated(kind, 'is') as Element | undefined;
    return above === undefined ? [kind] : [kind, ...kindsAbove(above)];
  };
  const traitsOf = (kind: Element) => kindsAbove(kind).flatMap((next) => listed(next, 'traits'));
  const withTrait = (trait: string) => named(elements('kind').filter((kind) => traitsOf(kind).includes(trait)));

  test('a kind leads to a trait, or says that rules ask nothing of it', () => {
    expect(named(elements('kind').filter((kind) => traitsOf(kind).length === 0 && stated(kind, 'traits') !== null))).toEqual([]);
  });

  test('a kind does not repeat a trait that it has from the kind above it', () => {
    expect(named(elements('kind').filter((kind) => new Set(traitsOf(kind)).size < traitsOf(kind).length))).toEqual([]);
  });

  // One too many in these lists, and an open path is no longer found.
  test('only what ends a session and asks who it is is a broker', () => {
    expect(withTrait('broker').join('\n')).toMatchInlineSnapshot(`
      "jump-host
      remote-access-gateway
      privileged-access-manager"
    `);
  });
  test('only what is built to stand between zones is a boundary', () => {
    expect(withTrait('boundary').join('\n')).toMatchInlineSnapshot(`
      "data-gateway
      remote-access-gateway
      privileged-access-manager
      vpn-gateway
      proxy
      reverse-proxy
      web-application-firewall
      api-gateway
      firewall
      industrial-firewall
      intrusion-prevention-system
      data-diode"
    `);
  });
  test('what performs a safety function says so', () => {
    expect(withTrait('safety').join('\n')).toMatchInlineSnapshot(`
      "safety-controller
      safety-plc
      safety-instrumented-system
      emergency-shutdown-system
      pressure-protection-system
      burner-management-system
      overspeed-protection
      fire-and-gas-system
      safety-relay
      safety-io
      safety-sensor"
    `);
  });
});

describe('protocols', () => {
  test('there are all that were researched', () => {
    expect(elements('protocol')).toHaveLength(132);
  });

  test.each(
    'domain levels pattern transport authentication encryption integrity capability engineering interactive cloud-brokered security evidence confidence'.split(
      ' ',
    ),
  )('each states its %s', (key) => {
    expect(without('protocol', key)).toEqual([]);
  });

  test('what is not well established says so', () => {
    expect(named(elements('protocol').filter((protocol) => stated(protocol, 'confidence') === 'low'))).toEqual(['cc-link-ie']);
    expect(elements('protocol').filter((protocol) => stated(protocol, 'confidence') === 'medium')).toHaveLength(39);
  });

  test('a port is one of a transport that the protocol has', () => {
    const stray = elements('protocol').flatMap((protocol) =>
      listed(protocol, 'ports')
        .filter((port) => !listed(protocol, 'transport').includes(port.split('/')[1] ?? ''))
        .map((port) => `${protocol.name} ${port}`),
    );
    expect(stray).toEqual([]);
  });

  test('each port says which lists name it', () => {
    const seen = (protocol: Element) => listed(protocol, 'ports-seen-in').map((text) => text.split(':')[0]);
    const unseen = elements('protocol').filter((protocol) => seen(protocol).join() !== listed(protocol, 'ports').join());
    expect(named(unseen)).toEqual([]);
  });

  test('a secure one notices changes, an insecure one leaves something open', () => {
    const protections = ['authentication', 'encryption', 'integrity'];
    const secure = elements('protocol').filter((protocol) => stated(protocol, 'security') === 'secure');
    expect(named(secure.filter((protocol) => stated(protocol, 'integrity') !== 'always'))).toEqual([]);
    const insecure = elements('protocol').filter((protocol) => stated(protocol, 'security') === 'insecure');
    expect(named(insecure.filter((protocol) => protections.every((key) => stated(protocol, key) === 'always')))).toEqual([]);
  });

  test('nobody is sent from one insecure protocol to another', () => {
    const replacements = elements('protocol').flatMap((protocol) => (stated(protocol, 'secured-by') ?? []) as readonly Element[]);
    expect(replacements).not.toEqual([]);
    expect(named(replacements.filter((protocol) => stated(protocol, 'security') === 'insecure'))).toEqual([]);
  });

  test('what somebody can work over is few', () => {
    const saying = (key: string) => named(elements('protocol').filter((protocol) => stated(protocol, key) === true)).join(' ');
    expect(saying('interactive')).toMatchInlineSnapshot(`"ssh telnet rdp vnc teamviewer anydesk winrm"`);
    expect(saying('cloud-brokered')).toMatchInlineSnapshot(`"teamviewer anydesk"`);
  });
});

test('the frameworks have all clauses that were indexed', () => {
  const counted = elements('framework').map(
    (framework) => `${framework.name} ${framework.children.filter(({ type }) => type === 'clause').length}`,
  );
  expect(counted.join('\n')).toMatchInlineSnapshot(`
    "iec-62443-3-3 62
    iec-62443-2-1 111
    iec-62443-3-2 40
    nist-csf-2 134
    cisa-cpg-2 40
    nis2 17
    attack-ics 52"
  `);
  expect(elements('clause').filter(({ title }) => title === undefined)).toEqual([]);
});

test('each mitigation of ATT&CK that mitigates is a measure, and no measure is a mitigation that is not there', () => {
  const mitigations = elements('clause').flatMap(({ name, parent }) => (parent?.name === 'attack-ics' && name !== 'M0816' ? [name] : []));
  const measured = elements('measure').flatMap((measure) => listed(measure, 'attack-mitigation'));
  expect(measured.toSorted()).toEqual(mitigations.toSorted());
});

test('the mandatory activities are those that fall between IT and OT, and each activity says whether it is one', () => {
  expect(named(elements('activity').filter((activity) => stated(activity, 'mandatory') === true)).join('\n')).toMatchInlineSnapshot(`
    "patching
    backup
    restore-test
    account-management
    remote-access
    change-management
    incident-response
    inventory
    firewall-rules
    vendor-management
    life-cycle"
  `);
  expect([...without('activity', 'mandatory'), ...without('activity', 'approval')]).toEqual([]);
});

test('each role says how often it exists, and on which side it stands', () => {
  expect([...without('role', 'per'), ...without('role', 'domain')]).toEqual([]);
});

function wordsOfSeveral(found: readonly Element[], wordsOf: (element: Element) => readonly string[]): string[] {
  const words = found.flatMap((element) => [...new Set(wordsOf(element))]);
  return words.filter((word, position) => words.indexOf(word) !== position);
}
