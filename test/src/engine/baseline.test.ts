import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../src/engine/baseline.ts';
import type { LintOptions } from '../../../src/engine/lint.ts';
import { lintFiles } from '../../helpers/lint-text.ts';

const CONFIG = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 300
    garbage 1
    virtual_ipaddress {
        192.0.2.10/24
        192.0.2.300/24
    }
}
vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 100
    nopreemt
    virtual_ipaddress {
        192.0.2.11/24
    }
}
`;

type Files = Readonly<Record<string, string>>;

function lintAll(files: Files, baseline: Baseline | null, options: Partial<LintOptions> = {}) {
  const roots = Object.keys(files).filter((path) => !path.endsWith('.part'));
  return lintFiles(files, roots, { baseline, clusters: false, ...options });
}

/** The baseline of some files as an update writes it. */
function baselineOf(files: Files, before: Baseline = { keys: [] }): Baseline {
  return { keys: lintAll(files, { ...before, takesAll: true }).baseline?.keys ?? [] };
}

const told = (files: Files, baseline: Baseline) => lintAll(files, baseline).findings.map(({ rule, line }) => `${rule}:${line}`);

describe('a baseline', () => {
  const baseline = baselineOf({ 'a.conf': CONFIG });

  it('keeps what it lists from being told, and counts it for nothing', () => {
    const report = lintAll({ 'a.conf': CONFIG }, baseline);
    expect(report.findings).toEqual([]);
    expect(report.suppressed.length).toBeGreaterThan(4);
    expect(new Set(report.suppressed.map(({ suppressed }) => suppressed?.by))).toEqual(new Set(['baseline']));
    expect(report.summary).toMatchObject({ errors: 0, warnings: 0, infos: 0 });
    expect(report.profiles).toMatchObject([{ errors: 0, warnings: 0 }]);
    expect(report.baseline).toMatchObject({ stale: [], added: 0, keys: baseline.keys });
  });

  it('tells a second equal mistake, another value, and the same in another file', () => {
    const second = CONFIG.replace('garbage 1', 'garbage 1\n    garbage 1');
    expect(told({ 'a.conf': second }, baseline)).toEqual(['syntax/unknown-keyword:6']);
    expect(told({ 'a.conf': CONFIG.replace('priority 300', 'priority 301') }, baseline)).toEqual(['syntax/invalid-value:4']);
    expect(told({ 'a.conf': CONFIG, 'b.conf': CONFIG }, baseline).length).toBe(baseline.keys.length);
  });

  it('says what is gone, and an update takes that out and nothing else', () => {
    const files = { 'a.conf': CONFIG, 'b.conf': CONFIG };
    const both = baselineOf(files);
    const mended = lintAll({ 'a.conf': CONFIG.replace('    garbage 1\n', '') }, { ...both, takesAll: true });
    expect(mended.baseline?.stale).toEqual(['syntax/unknown-keyword|a.conf|vrrp_instance VI_1|garbage|garbage|1']);
    expect(mended.baseline?.keys).toEqual(both.keys.filter((key) => !mended.baseline?.stale.includes(key)));
  });

  it('calls nothing gone that the run did not look for', () => {
    const baselineOfAll = { keys: lintAll({ 'a.conf': CONFIG }, { keys: [], takesAll: true }, { profiles: ['all'] }).baseline?.keys ?? [] };
    expect(lintAll({ 'a.conf': CONFIG }, baselineOfAll).baseline?.stale).toEqual([]);
    const unreadable = `${CONFIG.replace('    garbage 1\n', '')}include /far/away.conf\n`;
    const reader = lintAll({ 'a.conf': unreadable }, baseline, { configIds: ['lb1'] });
    expect(reader.baseline?.stale).toEqual([]);
  });

  it('goes with a folder that is renamed, and a copy is told', () => {
    const before = baselineOf({ 'old/lb1/k.conf': CONFIG, 'old/lb2/k.conf': CONFIG });
    const moved = { 'new/lb1/k.conf': CONFIG, 'new/lb2/k.conf': CONFIG };
    const gone = ['old/lb1/k.conf', 'old/lb2/k.conf'];
    expect(told(moved, { ...before, gone })).toEqual([]);
    expect(told(moved, before)).toHaveLength(before.keys.length);
    expect(baselineOf(moved, { ...before, gone }).keys).toEqual(before.keys.map((key) => key.replace('|old/', '|new/')));
    expect(told({ ...moved, 'new/lb3/k.conf': CONFIG }, { ...before, gone })).toHaveLength(before.keys.length / 2);
  });

  it('does not hide what comes behind a thousand known ones', () => {
    const many = `vrrp_instance VI_1 {\n${'  garbage 1\n'.repeat(1_200)}}\n`;
    const files = { 'a.conf': many.replace('}\n', '  rubbish 1\n}\n') };
    expect(told(files, baselineOf({ 'a.conf': many }))).toEqual(['syntax/unknown-keyword:1202']);
  });

  it('takes in neither a fault of kvlint nor what is no key', () => {
    const failing = { id: 'x/fails', check: { view: () => { throw new Error('broken'); } } }; // biome-ignore format: one line
    const rules = [failing] as unknown as LintOptions['rules'];
    const report = lintAll(
      { 'a.conf': CONFIG },
      { keys: ['no key'], takesAll: true },
      { rules, profiles: ['all'], severities: new Map([['x/fails', 'error']]) },
    );
    expect(report.findings.map(({ rule }) => rule)).toEqual(['internal-error']);
    expect(report.baseline).toEqual({ keys: [], stale: [], added: 0 });
  });
});

/** Ways to write the same configuration in other lines; `turn` puts the last instance first. */
const rewriting = fc.array(
  fc.oneof(
    fc.record({
      what: fc.constant('insert' as const),
      at: fc.nat(),
      text: fc.constantFrom('', '   ', '# a comment', '\t! kvlint is fine', '# {'),
    }),
    fc.record({ what: fc.constant('indent' as const), at: fc.nat(), text: fc.constantFrom('', ' ', '\t', '        ') }),
    fc.record({ what: fc.constant('comment' as const), at: fc.nat(), text: fc.constantFrom(' # why', '\t! "x', '   ') }),
    fc.record({ what: fc.constant('swap' as const), at: fc.nat(), text: fc.constant('') }),
    fc.record({ what: fc.constant('turn' as const), at: fc.constant(0), text: fc.constant('') }),
  ),
  { maxLength: 12 },
);

/** Lines that may change places with each other without a change of what they mean. */
const FREE = /^\s*(?:interface|virtual_router_id|priority|garbage|nopreemt)\b/;

function rewrite(text: string, steps: readonly { readonly what: string; readonly at: number; readonly text: string }[]): string {
  const lines = text.trimEnd().split('\n');
  for (const step of steps) {
    const at = step.at % lines.length;
    const line = lines[at] ?? '';
    const next = lines[at + 1] ?? '';
    if (step.what === 'insert') lines.splice(at, 0, step.text);
    else if (step.what === 'indent') lines[at] = step.text + line.trimStart();
    else if (step.what === 'comment') lines[at] = line + step.text;
    else if (step.what === 'turn') lines.unshift(...lines.splice(lines.findLastIndex((each) => /^\s*vrrp_instance/.test(each))));
    else if (FREE.test(line) && FREE.test(next)) lines.splice(at, 2, next, line);
  }
  return `${lines.join('\n')}\n`;
}

describe('whatever lines are moved, inserted and indented', () => {
  const baseline = baselineOf({ 'a.conf': CONFIG });

  it('a baseline keeps what it lists, and nothing of it is gone', () => {
    fc.assert(
      fc.property(rewriting, (steps) => {
        const report = lintAll({ 'a.conf': rewrite(CONFIG, steps) }, baseline);
        expect(report.findings).toEqual([]);
        expect(report.baseline?.stale).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('one more equal mistake is told', () => {
    fc.assert(
      fc.property(rewriting, fc.constantFrom('garbage 1', 'nopreemt', '192.0.2.300/24'), (steps, mistake) => {
        const second = CONFIG.replace(mistake, `${mistake}\n        ${mistake}`);
        expect(lintAll({ 'a.conf': rewrite(second, steps) }, baseline).findings).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('comments suppress what they suppressed', () => {
    const suppressing = CONFIG.replace('priority 300', 'priority 300 # kvlint-disable-line syntax/invalid-value -- why')
      .replace('vrrp_instance VI_2', '# kvlint-disable * -- all of it\nvrrp_instance VI_2')
      .concat('# kvlint-enable *\n');
    const before = lintAll({ 'a.conf': suppressing }, null);
    expect(before.suppressed.length).toBeGreaterThan(2);
    fc.assert(
      // A comment that counts to another one is left where it is.
      fc.property(rewriting, (steps) => {
        const inPlace = steps.filter(({ what }) => what !== 'turn');
        const after = lintAll({ 'a.conf': rewrite(suppressing, inPlace) }, null);
        expect(after.suppressed.map(({ key }) => key).sort()).toEqual(before.suppressed.map(({ key }) => key).sort());
      }),
      { numRuns: 150 },
    );
  });
});

it('no text of a comment makes kvlint fail', () => {
  const word = fc.constantFrom(
    'kvlint-disable',
    'kvlint-enable',
    'kvlint-disable-line',
    'kvlint-disable-next-line',
    'kvlint-disable-file',
    'kvlint:',
    'kvlint-',
  );
  const part = fc.oneof(
    word,
    fc.constantFrom(',', '--', '*', 'l3/*', '**/**', 'syntax/unknown-keyword', '#', '!', ' ', '\t', '"', '\\', '|'),
    fc.string(),
  );
  const line = fc
    .tuple(fc.constantFrom('#', '!', 'garbage 1 #', '@a x 1 #'), fc.array(part, { maxLength: 8 }))
    .map(([start, parts]) => `${start} ${parts.join(' ')}`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const report = lintAll({ 'a.conf': `${lines.join('\n')}\ngarbage 1\n` }, { keys: [], takesAll: true }, { profiles: ['all'] });
      expect(report.findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
