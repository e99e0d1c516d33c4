import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { clusterMates } from '../../../src/engine/cluster-mates.ts';
import type { LintOptions } from '../../../src/engine/lint.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import type { Report } from '../../../src/finding/report.ts';
import { TextStore } from '../../../src/node/text-store.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import { lintFiles } from '../../helpers/lint-text.ts';

type Files = Readonly<Record<string, string>>;

const PASSWORD = 's3cretQ7';

/** Two nodes of a cluster at each of two sites, with a file that both nodes of a site read, and one file that describes two nodes. */
const SITE: Files = Object.fromEntries([
  ...[1, 2].flatMap((site) => [
    [`site${site}/lb1/keepalived.conf`, node(site, 150)],
    [`site${site}/lb2/keepalived.conf`, node(site, 100)],
    [`site${site}/common.conf`, 'vrrp_script check {\n    script "/usr/bin/test -e /run/up"\n    interval 2\n}\n'],
  ]),
  ['both.conf', `@one $PRIO=150\n@two $PRIO=100\n${node(3, 0).replace('priority 0', 'priority $PRIO')}`],
]);
const ROOTS = Object.keys(SITE).filter((path) => !path.includes('common'));

function node(site: number, priority: number): string {
  return `include ../common.conf
include ../conf.d/*.conf
vrrp_instance VI {
    interface eth0
    virtual_router_id 5${site}
    priority ${priority}
    authentication {
        auth_type PASS
        auth_pass ${PASSWORD}
    }
    virtual_ipaddress {
        192.0.${site}.9/24
    }
}
`;
}

/** All that a report tells, as plain data. */
function told(report: Report): unknown {
  const lines = Object.keys(SITE).map((path) => Array.from({ length: 20 }, (_, line) => report.line(path, line + 1)));
  return JSON.parse(JSON.stringify({ ...report, lines }, (_, value) => (value instanceof Map ? [...value] : value)));
}

function lintSite(files: Files, options: Partial<LintOptions> = {}): Report {
  const roots = ROOTS.filter((path) => files[path] !== undefined);
  return lintFiles(files, roots, { profiles: ['all'], ...options });
}

/** A rule that notes which root files it is asked about. */
function witness(asked: Set<string>): Rule {
  const [first] = rules;
  if (!first) throw new Error('no rules');
  return {
    ...first,
    id: 'test/witness',
    severity: 'info',
    check: { view: ({ view }) => void asked.add(view.root.path) },
  };
}

/** The root files that are linted anew when files are changed, or when they are linted in another way. */
function lintedAnew(change: Files, options: Partial<LintOptions> = {}): readonly string[] {
  const store = new TextStore();
  const asked = new Set<string>();
  const all = [...rules, witness(asked)];
  lintSite(SITE, { rules: all, store });
  asked.clear();
  lintSite({ ...SITE, ...change }, { rules: all, store, ...options });
  return [...asked].sort();
}

describe('what has not changed', () => {
  it('is not linted again', () => {
    expect(lintedAnew({})).toEqual([]);
  });

  it('is linted again with what belongs to its cluster', () => {
    const change = { 'site2/lb1/keepalived.conf': node(2, 151) };
    expect(lintedAnew(change)).toEqual(['site2/lb1/keepalived.conf', 'site2/lb2/keepalived.conf']);
  });

  it('is linted again with the files that it includes', () => {
    expect(lintedAnew({ 'site1/common.conf': '' })).toEqual(['site1/lb1/keepalived.conf', 'site1/lb2/keepalived.conf']);
  });

  it('is linted again when a wildcard matches one file more', () => {
    expect(lintedAnew({ 'site1/conf.d/x.conf': '' })).toEqual(['site1/lb1/keepalived.conf', 'site1/lb2/keepalived.conf']);
  });

  it.each<[string, Partial<LintOptions>]>([
    ['version', { target: assumedTarget('2.0.10') }],
    ['profile', { profiles: ['l3-only'] }],
    ['severity', { severities: new Map([['l3/no-vmac', 'off']]) }],
    ['option of a rule', { options: new Map([['test/witness', { much: true }]]) }],
    ['say of comments', { inlineConfig: false }],
  ])('is linted again for another %s', (_, options) => {
    expect(lintedAnew({}, options)).toEqual([...ROOTS].sort());
  });
});

describe('with what earlier runs came to', () => {
  it('a run tells what it would tell without, whatever was changed between', () => {
    const path = fc.constantFrom(...Object.keys(SITE));
    const edit = fc.oneof(
      fc.record({
        path,
        from: fc.constantFrom('priority', 'interval', 'eth0', PASSWORD, '192.0.1.9', '5'),
        to: fc.constantFrom('prio', 'eth1', '7', 'use_vmac'),
      }),
      fc.record({
        path,
        from: fc.constant('    interface'),
        to: fc.constantFrom(
          '    # kvlint-disable-next-line\n    interface',
          '    # kvlint-disable-line l3/no-multicast-adverts\n    interface',
        ),
      }),
      fc.record({
        path,
        from: fc.constant('include ../common.conf'),
        to: fc.constantFrom('', '@two include ../common.conf', 'include ../../site1/common.conf', 'include /nowhere'),
      }),
      fc.record({
        path: fc.constantFrom('site1/conf.d/a.conf', 'site2/conf.d/b.conf'),
        from: fc.constant(''),
        to: fc.constantFrom('vrrp_script more {\n', `# auth_pass ${PASSWORD}x\n`),
      }),
    );
    const step = fc.array(edit, { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const store = new TextStore();
        let files: Files = SITE;
        lintSite(files, { store });
        for (const edits of steps) {
          for (const { path, from, to } of edits) files = { ...files, [path]: (files[path] ?? '').replace(from, to) };
          expect(told(lintSite(files, { store }))).toEqual(told(lintSite(files)));
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it('a run goes on from any earlier state, not only the last one', () => {
    const store = new TextStore();
    const changed = { ...SITE, 'site1/lb1/keepalived.conf': node(1, 90) };
    const first = told(lintSite(SITE, { store }));
    lintSite(changed, { store });
    expect(told(lintSite(SITE, { store }))).toEqual(first);
  });

  it('nodes that move into another cluster are compared there', () => {
    const store = new TextStore();
    lintSite(SITE, { store });
    const joined = { ...SITE, 'site2/lb2/keepalived.conf': node(1, 150) };
    expect(told(lintSite(joined, { store }))).toEqual(told(lintSite(joined)));
  });

  it('mates of a node are found without reading the others again', () => {
    const store = new TextStore();
    const roots = ROOTS.map((path) => ({ path, absolute: path }));
    const mates = () =>
      clusterMates(roots.slice(0, 1), roots.slice(1), memoryReader(SITE), { target: assumedTarget('2.4.3'), store }).map(
        ({ path }) => path,
      );
    expect(mates()).toEqual(['site1/lb2/keepalived.conf']);
    const known = new Map(store.texts);
    expect(mates()).toEqual(['site1/lb2/keepalived.conf']);
    expect(store.texts).toEqual(known);
  });

  it('a rule that failed is asked again', () => {
    const store = new TextStore();
    let fails = true;
    const failing: Rule = {
      ...witness(new Set()),
      check: {
        view: () => {
          if (fails) throw new Error('out of luck');
        },
      },
    };
    const failures = () => lintSite(SITE, { rules: [failing], store }).findings.filter(({ rule }) => rule === 'internal-error').length;
    expect(failures()).toBe(ROOTS.length);
    fails = false;
    expect(failures()).toBe(0);
  });

  it('no secret is among it', () => {
    const store = new TextStore();
    const misspelt = { ...SITE, 'site1/lb1/keepalived.conf': node(1, 150).replace('auth_pass', 'authpass') };
    lintSite(misspelt, { store });
    expect([...store.texts].join('\n')).not.toContain(PASSWORD.slice(0, 5));
  });

  it('no secret with characters that JSON escapes is among it', () => {
    const store = new TextStore();
    const named = node(1, 150).replaceAll(PASSWORD, 'se\\cr\\et').replace('vrrp_instance VI', 'vrrp_instance se\\cr\\et');
    lintSite({ ...SITE, 'site1/lb1/keepalived.conf': named }, { store });
    expect(JSON.stringify([...store.texts])).not.toMatch(/cr\\+et/);
  });
});
