import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { causedBy } from '../../../src/engine/caused-by.ts';
import { testConfigurations } from '../../../src/engine/config-test.ts';
import { lint } from '../../../src/engine/lint.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import type { Reader } from '../../../src/engine/reader.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { lintFiles, lintText } from '../../helpers/lint-text.ts';

const VMAC =
  'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 51\n  @a use_vmac\n  virtual_ipaddress {\n    192.0.2.1/24\n  }\n}\n';

function only(rule: string, findings: readonly Finding[]): Finding {
  const [first, ...others] = findings.filter((finding) => finding.rule === rule);
  expect(others).toEqual([]);
  if (!first) throw new Error(`no finding of ${rule}`);
  return first;
}

describe('views', () => {
  const views = (text: string, options = {}): readonly (string | null)[] => lintText(text, options).files[0]?.views ?? [];

  it('are one for a file that names no config-id', () => {
    expect(views('global_defs {\n}\n')).toEqual([null]);
  });

  it('are the named one and all other nodes where one is named', () => {
    expect(views('@a global_defs {\n@a }\n')).toEqual(['a', null]);
    expect(views('@^a global_defs {\n@^a }\n')).toEqual(['a', null]);
  });

  it('are the named ones where several are, and the rest on demand', () => {
    const text = '@a $X=1\n@b $X=2\n';
    expect(views(text)).toEqual(['a', 'b']);
    expect(views(text, { unnamedView: true })).toEqual(['a', 'b', null]);
    expect(views(text, { configIds: ['b', 'c'] })).toEqual(['b', 'c']);
  });

  it('are found in files that only another view includes', () => {
    const files = { 'a.conf': '@b $X=1\n' };
    expect(views('@a include a.conf\n', { files })).toEqual(['a', 'b']);
  });

  it('share a finding that holds in several of them', () => {
    const text = `${VMAC.replace('@a ', '')}@a $X=1\n@b $X=1\n@c $X=2\n`;
    expect(only('l3/no-vmac', lintText(text).findings).views).toEqual(['a', 'b', 'c']);
    expect(only('l3/no-vmac', lintText(VMAC).findings).views).toEqual(['a']);
  });

  it('are bounded, and a finding says so', () => {
    const text = Array.from({ length: 300 }, (_, i) => `@id${i} $X=1\n`).join('');
    const { files, findings } = lintText(text);
    expect(files[0]?.views).toHaveLength(256);
    expect(only('syntax/limit', findings).summary).toContain('256');
  });
});

describe('a finding', () => {
  it('points at an included file, and at the line that includes it', () => {
    const report = lintFiles({ 'conf/main.conf': '\ninclude vi.conf\n', 'conf/vi.conf': VMAC.replace('@a ', '') }, ['conf/main.conf']);
    const finding = only('l3/no-vmac', report.findings);
    expect(finding).toMatchObject({ path: 'conf/vi.conf', line: 4, root: 'conf/main.conf' });
    expect(finding.way).toContainEqual(expect.objectContaining({ path: 'conf/main.conf', line: 2, message: 'Included here.' }));
  });

  it('about a value out of a definition points at its use, and at the definition', () => {
    const text = VMAC.replace('@a use_vmac', '$USE').replace('vrrp_instance', '$USE=use_vmac\nvrrp_instance');
    const finding = only('l3/no-vmac', lintText(text).findings);
    expect(finding).toMatchObject({ line: 5, column: 3, endColumn: 7 });
    expect(finding.way).toContainEqual(expect.objectContaining({ line: 1, message: "'$USE' is defined here." }));
  });

  it('about repeated text is one, whatever the values', () => {
    const { findings } = lintText('~SEQ(N, 1, 50) foo$N\n');
    expect(findings.map(({ line, column }) => [line, column])).toEqual([[1, 16]]);
  });

  it('of a rule that has thousands is one of the first thousand, or the one that counts the rest', () => {
    const { findings } = lintText(`global_defs {\n}\n${'foo\n'.repeat(5000)}`, {
      severities: new Map([['syntax/unknown-keyword', 'error']]),
    });
    const unknown = findings.filter(({ rule }) => rule === 'syntax/unknown-keyword');
    expect(unknown).toHaveLength(1001);
    expect(unknown.at(-1)).toMatchObject({ line: 1003, summary: expect.stringContaining('4000 more findings') });
  });

  it('stands in the order of the files', () => {
    const { findings } = lintFiles({ 'b.conf': `${VMAC}foo "x\n`, 'a.conf': VMAC }, ['b.conf', 'a.conf']);
    const places = findings.map(({ path, line }) => [path, line] as const);
    expect(places).toEqual([...places].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])));
  });
});

describe('a file that is linted again with each change, as an editor does', () => {
  it('is told the same as one that is seen for the first time', () => {
    const lines = readFileSync('fixtures/showcase/node1/keepalived.conf', 'utf8').split('\n');
    const options = { rules, target: assumedTarget('2.4.3'), profiles: [], severities: new Map(), kvlint: '0' } as const;
    const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
    for (const index of lines.keys()) {
      const reader = memoryReader({ 'keepalived.conf': lines.toSpliced(index, 1).join('\n') });
      expect(lint([root], reader, options).findings).toEqual(lint([root], reader, { ...options }).findings);
    }
  });
});

describe('secrets', () => {
  const text = `$PASS=tops3cret
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  strict_mode on
  authentication {
    auth_type PASS
    auth_pass $PASS
  }
  # auth_pass 0ldsecret
  virtual_ipaddress {
    192.0.2.1/24
  }
}
`;

  it('are in no message and in no line of the report', () => {
    const report = lintText(text, { profiles: ['all'] });
    const lines = Array.from({ length: 15 }, (_, i) => report.line('keepalived.conf', i + 1));
    const everything = JSON.stringify([report.findings, lines]);
    expect(everything).not.toMatch(/tops3cret|0ldsecret/);
    expect(lines[0]).toBe('$PASS=***');
    expect(lines[7]).toBe('    auth_pass $PASS');
    expect(lines[2]).toBe('  interface eth0');
  });
});

describe('a root file', () => {
  it('that cannot be read is an error of its own', () => {
    const options = { rules: [], target: assumedTarget('2.4.3'), profiles: [], severities: new Map(), kvlint: '0' } as const;
    expect(() => lint([{ path: 'none.conf', absolute: 'none.conf' }], memoryReader({}), options)).toThrow(/'none.conf' was not read/);
  });

  it('that is a template is said to be one, and nothing else is', () => {
    const { findings } = lintText('vrrp_instance VI_1 {\n  interface {{ nic }}\n  priority {{ prio }\n', { profiles: ['l3-only'] });
    expect(findings.map((finding) => finding.rule)).toEqual(['template/unrendered']);
  });

  it('that is a template is read as keepalived reads it where only that is asked for', () => {
    const text = 'global_defs {\n  router_id {{ name }}\n}\nvrrp_instance VI_1 {\n  interface eth0\n  priority @PRIO@\n}\n';
    const { findings } = lintText(text, { profiles: ['keepalived'] });
    // Of the first mark: no id is left, two braces open nothing, and the second '}' closes global_defs, so that its own is one too many.
    expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '2 syntax/missing-argument',
      '2 syntax/not-a-block',
      '2 syntax/unbalanced-brace',
      '3 syntax/unknown-keyword',
      '4 vrrp/missing-vrid',
      '6 syntax/invalid-value',
    ]);
  });
});

describe('a file that the reader may not read', () => {
  const files = { 'main.conf': 'includea secret.conf\ninclude {run,secret}.conf\n', 'secret.conf': 'x', 'run.conf': 'x' };
  const base = memoryReader(files);
  const reader: Reader = {
    ...base,
    read: (path) => (path === 'secret.conf' ? { error: 'unreadable' } : path === 'run.conf' ? { error: 'executable' } : base.read(path)),
  };
  const root = { path: 'main.conf', absolute: 'main.conf' };
  const options = { rules, target: assumedTarget('2.2.7'), profiles: [], severities: new Map(), kvlint: '0.0.0-test' };
  const { unread, findings } = lint([root], reader, options);

  it('is listed with each line that includes it, beside a file of the same line that keepalived leaves out itself', () => {
    expect(unread.map(({ path, line, what }) => `${path}:${line} ${what}`)).toEqual(['main.conf:1 secret.conf', 'main.conf:2 secret.conf']);
    expect(findings.map(({ line, summary }) => `${line} ${summary.split('.conf')[0]}`).sort()).toEqual([
      "1 'secret",
      "2 'run",
      "2 'secret",
    ]);
  });

  it('lets nobody say what keepalived does about it', () => {
    const ofSecret = findings.filter(({ summary }) => summary.startsWith("'secret.conf'"));
    expect(ofSecret.map(({ verdicts }) => verdicts)).toEqual([['silent'], ['silent']]);
    expect(ofSecret.filter(({ detail }) => detail?.includes('refuses'))).toEqual([]);
    expect(testConfigurations([root], reader, options).views).toMatchObject([{ ending: 'not-read', status: null, unread: [{}, {}] }]);
  });
});

it('reports only what stands in the files that were asked for, though it reads the others', () => {
  const fragment = VMAC.replace('@a use_vmac', 'use_vmac $NAME');
  const files = { 'main.conf': '$NAME=vip0\nglobal_defs {\n  router_id ${NOPE}\n}\ninclude vi.conf\n', 'vi.conf': fragment };
  const rulesIn = (reportOnly: string): string[] =>
    lintFiles(files, ['main.conf'], { filters: [causedBy({ files: [reportOnly], rules })] }).findings.map(
      ({ path, rule }) => `${path} ${rule}`,
    );
  expect(rulesIn('vi.conf')).toContain('vi.conf l3/no-vmac');
  expect(rulesIn('vi.conf').filter((each) => !each.startsWith('vi.conf'))).toEqual([]);
  expect(rulesIn('main.conf')).toEqual(['main.conf syntax/undefined-definition']);
});
