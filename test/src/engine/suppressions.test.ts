import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import { type LintTextOptions, lintFiles, lintText } from '../../helpers/lint-text.ts';

const RULE = 'syntax/unknown-keyword';

/** Lines with findings of the rule that are told, and those with suppressed ones. */
function linesOf(text: string, options: LintTextOptions = {}) {
  const report = lintText(text, options);
  const lines = (findings: readonly Finding[]): readonly number[] => findings.filter(({ rule }) => rule === RULE).map(({ line }) => line);
  return { told: lines(report.findings), suppressed: lines(report.suppressed), report };
}

function rulesOf(text: string, options: LintTextOptions = {}): readonly string[] {
  return lintText(text, options)
    .findings.filter(({ rule }) => rule.startsWith('suppress/'))
    .map(({ rule, line }) => `${line} ${rule}`);
}

describe('a comment suppresses', () => {
  it('its own line, with either sign, and gives its reason', () => {
    const { told, suppressed, report } = linesOf(
      `a 1 # kvlint-disable-line ${RULE} -- ticket -- 12\nb 1 ! kvlint-disable-line ${RULE}\nc 1\n`,
    );
    expect(told).toEqual([3]);
    expect(suppressed).toEqual([1, 2]);
    expect(report.suppressed.map((each) => each.suppressed)).toEqual([
      { by: 'comment', reason: 'ticket -- 12' },
      { by: 'comment', reason: null },
    ]);
  });

  it('the next line of words, whatever comments and blank lines stand between', () => {
    expect(linesOf(`# kvlint-disable-next-line ${RULE}\n\n# more\na 1\nb 1\n`)).toMatchObject({ told: [5], suppressed: [4] });
  });

  it('a whole file, wherever it stands', () => {
    expect(linesOf(`a 1\nb 1\n# kvlint-disable-file ${RULE}\n`)).toMatchObject({ told: [], suppressed: [1, 2] });
  });

  it('from one line to another, ends included; of several rules those that are not ended go on', () => {
    const text = `a 1\n# kvlint-disable ${RULE}, vrrp/no-vip\nb 1\n# kvlint-enable vrrp/no-vip\nc 1\nd 1 # kvlint-enable\ne 1\n`;
    expect(linesOf(text)).toMatchObject({ told: [1, 7], suppressed: [3, 5, 6] });
  });

  it('rules that a pattern matches, several with or without commas', () => {
    expect(linesOf('a 1 # kvlint-disable-line syntax/*\n').suppressed).toEqual([1]);
    expect(linesOf('a 1 # kvlint-disable-line *\n').suppressed).toEqual([1]);
    expect(linesOf(`a 1 # kvlint-disable-line vrrp/no-vip ${RULE}\n`).suppressed).toEqual([1]);
  });

  it('behind other words of a comment, and not within a quoted text', () => {
    expect(linesOf(`a 1 # see below # kvlint-disable-line ${RULE}\n`).suppressed).toEqual([1]);
    expect(linesOf(`a "# kvlint-disable-line ${RULE}"\n`).told).toEqual([1]);
  });

  it('in the views that read its line, and in no other', () => {
    const { report } = linesOf(`@a x 1\n@b y 1\nz 1\n@a foo 1 # kvlint-disable-file ${RULE}\n`);
    const views = (findings: readonly Finding[]) =>
      findings.filter(({ rule }) => rule === RULE).map(({ line, views: each }) => [line, each]);
    expect(views(report.findings)).toEqual([
      [2, ['b']],
      [3, ['b']],
    ]);
    expect(views(report.suppressed)).toEqual([
      [1, ['a']],
      [3, ['a']],
      [4, ['a']],
    ]);
    const keys = [...report.findings, ...report.suppressed].filter(({ line, rule }) => line === 3 && rule === RULE).map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
  });

  it('in an included file what is found in that file', () => {
    const files = { 'part.conf': `a 1\n# kvlint-disable-file ${RULE}\n` };
    const { report } = linesOf('include part.conf\nb 1\n', { files });
    expect(report.findings.filter(({ rule }) => rule === RULE).map(({ path }) => path)).toEqual(['keepalived.conf']);
    expect(report.suppressed.map(({ path }) => path)).toEqual(['part.conf']);
  });

  it('what is said of a node beside others, at its place', () => {
    const node = (priority: string, line = '') => `vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  ${priority}
  authentication {
    auth_type PASS
    auth_pass ${line === '' ? 'aaaaaaa1' : 'bbbbbbb2'} ${line}
  }
  virtual_ipaddress {
    192.0.2.10/24
  }
}
`;
    const lintPair = (comment: string) =>
      lintFiles({ 'a.conf': node('priority 100'), 'b.conf': node('priority 90', comment) }, ['a.conf', 'b.conf']);
    const clusterFindings = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule.startsWith('cluster/auth'));
    const { path, line } = clusterFindings(lintPair('# nothing').findings)[0] as Finding;
    expect(path).toBe('b.conf');
    const { findings, suppressed } = lintPair('# kvlint-disable-line cluster/authentication');
    expect(clusterFindings(findings)).toEqual([]);
    expect(clusterFindings(suppressed).map((each) => each.line)).toEqual([line]);
  });

  it('nothing with inlineConfig: false, and nothing of a rule that cannot be suppressed', () => {
    expect(linesOf(`a 1 # kvlint-disable-line ${RULE}\n`, { inlineConfig: false }).told).toEqual([1]);
    const { findings } = lintText('# kvlint-disable-file syntax/unbalanced-brace\nvrrp_instance VI_1 {\n');
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['syntax/unbalanced-brace', 'suppress/unknown']));
  });

  it('without hiding others behind what is suppressed', () => {
    const many = `# kvlint-disable ${RULE}\n${'a 1\n'.repeat(1_500)}# kvlint-enable\nb 1\n`;
    expect(linesOf(many).told).toEqual([1_503]);
  });
});

describe('what suppresses nothing is told', () => {
  it('once for each rule that finds nothing there', () => {
    expect(rulesOf(`vrrp_sync_group A { # kvlint-disable-line ${RULE}, vrrp/no-vip\n}\n`)).toEqual([
      '1 suppress/unused',
      '1 suppress/unused',
    ]);
    expect(rulesOf(`a 1 # kvlint-disable-line ${RULE}, vrrp/no-vip\n`)).toEqual(['1 suppress/unused']);
  });

  it('of two comments for one finding, the wider one', () => {
    expect(rulesOf(`# kvlint-disable-file ${RULE}\na 1 # kvlint-disable-line ${RULE}\n`)).toEqual(['1 suppress/unused']);
  });

  it('only of rules that were asked', () => {
    const text = 'global_defs { # kvlint-disable-line style/reload-check, cluster/priority\n}\n';
    expect(rulesOf(text)).toEqual([]);
    expect(rulesOf(text.replace('reload-check', '*'), { profiles: ['keepalived'] })).toEqual([]);
    expect(rulesOf(`@a x 1\n@b y 1\nglobal_defs { # kvlint-disable-line ${RULE}\n}\n`, { configIds: ['a'] })).toEqual([]);
  });

  it('of a shared file only where none of its readers needs it', () => {
    const files = { 'a.conf': 'vrrp_instance VI_1 {\ninclude part.conf\n}\n', 'b.conf': 'include part.conf\n' };
    const part = { 'part.conf': `interface eth0 # kvlint-disable-line ${RULE}\n` };
    const used = lintFiles({ ...files, ...part }, ['a.conf', 'b.conf'], { clusters: false });
    expect(used.findings.filter(({ rule }) => rule === 'suppress/unused')).toEqual([]);
    const unused = lintFiles({ ...files, ...part }, ['a.conf'], { clusters: false });
    expect(unused.findings.filter(({ rule }) => rule === 'suppress/unused').map(({ path }) => path)).toEqual(['part.conf']);
  });

  it('with the rule that was meant', () => {
    const { findings } = lintText('global_defs { # kvlint-disable-line no-vmac, l3/no-vmca because\n}\n');
    const told = findings.filter(({ rule }) => rule === 'suppress/unknown');
    expect(told.map(({ advice }) => advice)).toEqual([
      "Write 'l3/no-vmac' if that is what is meant.",
      "Write 'l3/no-vmac' if that is what is meant.",
      "Write '-- because' if it is the reason.",
    ]);
  });

  it('but not where a comment only speaks of kvlint', () => {
    expect(rulesOf('# kvlint says that this is fine; see kvlint.config.yaml\n# checked with kvlint ignores\n')).toEqual([]);
  });
});

it('the reason of a comment shows no secret', () => {
  const text = `vrrp_instance VI_1 {
  authentication {
    auth_type PASS
    auth_pass s3cr3tpw
    auth_pas 1 # kvlint-disable-line syntax/* -- it must stay s3cr3tpw
  }
}
`;
  const { suppressed, findings } = lintText(text);
  expect(suppressed.map((each) => each.suppressed?.reason)).toEqual(['it must stay ***']);
  expect(JSON.stringify([...suppressed, ...findings])).not.toContain('s3cr3tpw');
});
