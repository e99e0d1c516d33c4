import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const BIOME = join(root, 'node_modules', '.bin', 'biome');

type Case = readonly [path: string, code: string];

/** A file that imports (or uses) what its folder may not. */
const FORBIDDEN: readonly Case[] = [
  ['grammar/lexer.ts', "import { readFileSync } from 'node:fs';"],
  ['grammar/expand/include.ts', "import { sep } from 'node:path';"],
  ['grammar/parser.ts', "import { defineRule } from '../src/rule/rule.ts';"],
  ['grammar/expand/output.ts', "import type { Finding } from '../../src/finding/finding.ts';"],
  ['grammar/keywords/bfd.ts', "import rule from '../../rules/l3/no-vmac.ts';"],
  ['grammar/parser.ts', "import { globby } from 'globby';"],
  ['grammar/parser.ts', 'console.log(1);'],
  ['grammar/expand/expand.ts', "Buffer.byteLength('a');"],
  ['src/model/build.ts', 'setImmediate(() => {});'],
  ['src/binding/bind.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/binding/bind.ts', "import { reportText } from '../report/text.ts';"],
  ['src/binding/bind.ts', "import { main } from '../cli/main.ts';"],
  ['src/binding/bind.ts', "import { readFileSync } from 'node:fs';"],
  ['src/secrets/redact.ts', "import { bind } from '../binding/bind.ts';"],
  ['src/secrets/redact.ts', "import { readFileSync } from 'node:fs';"],
  ['src/binding/entries/read-entry.ts', "import { processOf } from '../../daemon/processes.ts';"],
  ['src/daemon/processes.ts', "import { buildConfiguration } from '../model/build.ts';"],
  ['src/daemon/checks/net.ts', "import { readFileSync } from 'node:fs';"],
  ['src/model/vrrp/read-instance.ts', "import { lint } from '../../engine/lint.ts';"],
  ['src/model/vrrp/read-instance.ts', "import { rules } from '../../../rules/index.ts';"],
  ['src/model/build.ts', "import { simulate } from '../behaviour/simulate.ts';"],
  ['src/behaviour/simulate.ts', "import { groupViews } from '../cluster/group-views.ts';"],
  ['src/behaviour/simulate.ts', "import { readFileSync } from 'node:fs';"],
  ['src/behaviour/simulate.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/behaviour/simulate.ts', "import type { Finding } from '../finding/finding.ts';"],
  ['src/cluster/cluster.ts', "import { defineRule } from '../rule/rule.ts';"],
  ['src/cluster/cluster.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/comparison/change.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/comparison/change.ts', "import { defineRule } from '../rule/rule.ts';"],
  ['src/comparison/change.ts', "import { readFileSync } from 'node:fs';"],
  ['src/cluster/cluster.ts', "import type { Change } from '../comparison/change.ts';"],
  ['src/rule/rule.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/rule/rule.ts', "import type { Finding } from '../finding/finding.ts';"],
  ['src/rule/consequences.ts', "import { readFileSync } from 'node:fs';"],
  ['rules/l3/no-vmac.ts', "import other from './garp-suppressed.ts';"],
  ['rules/l3/no-vmac.ts', "import other from '../vrrp/strict-conflict.ts';"],
  ['rules/l3/no-vmac.ts', "import { rules } from '../index.ts';"],
  ['rules/l3/no-vmac.ts', "import { readFileSync } from 'node:fs';"],
  ['rules/l3/no-vmac.ts', "import { parse } from '../../grammar/parser.ts';"],
  ['rules/l3/no-vmac.ts', "import { parse } from '../../src/engine/lint.ts';"],
  ['rules/l3/no-vmac.ts', "export { reportText } from '../../src/report/text.ts';"],
  ['rules/l3/no-vmac.ts', "const other = await import('./garp-suppressed.ts');"],
  ['rules/l3/no-vmac.ts', "console.log('found');"],
  ['rules/profiles.ts', "import { lint } from '../src/engine/lint.ts';"],
  ['src/engine/lint.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/lint.ts', "import { readFileSync } from 'fs';"],
  ['src/engine/lint.ts', "import { main } from '../cli/main.ts';"],
  ['src/engine/lint.ts', "import { reportText } from '../report/text.ts';"],
  ['src/engine/rule-run.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/engine/config-test.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/config-test.ts', "import { main } from '../cli/main.ts';"],
  ['src/engine/views.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/views.ts', "import { main } from '../cli/main.ts';"],
  ['src/engine/sources.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/selection.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/selection.ts', "import { main } from '../cli/main.ts';"],
  ['src/engine/read-configurations.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/expand-file.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/memory-reader.ts', "import { readFileSync } from 'node:fs';"],
  ['src/documentation/keyword-facts.ts', "import { readFileSync } from 'node:fs';"],
  ['src/documentation/keyword-facts.ts', "import { main } from '../cli/main.ts';"],
  ['src/fixing/fix-findings.ts', "import { readFileSync } from 'node:fs';"],
  ['src/fixing/fix-findings.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/fixing/fix-findings.ts', "import { reportText } from '../report/text.ts';"],
  ['src/fixing/fix-findings.ts', "import { main } from '../cli/main.ts';"],
  ['src/engine/lint.ts', "import { fixFindings } from '../fixing/fix-findings.ts';"],
  ['src/engine/lint.ts', 'console.log(1);'],
  ['src/engine/lint.ts', 'process.exit(1);'],
  ['src/engine/lint.ts', 'globalThis.process.exit(1);'],
  ['src/finding/locate.ts', "import { main } from '../cli/main.ts';"],
  ['src/finding/locate.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/finding/locate.ts', "import { readFileSync } from 'node:fs';"],
  ['src/report/text.ts', "import { readFileSync } from 'node:fs';"],
  ['src/report/text.ts', "import type { Configuration } from '../model/configuration.ts';"],
  ['src/report/text.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/report/text.ts', 'console.log(1);'],
  ['src/report/html/clusters.ts', "import type { Cluster } from '../../cluster/cluster.ts';"],
  ['src/report/html/clusters.ts', "import { readFileSync } from 'node:fs';"],
  ['src/settings/schema.ts', "import { readFileSync } from 'node:fs';"],
  ['src/settings/schema.ts', "import { lint } from '../engine/lint.ts';"],
  ['src/settings/schema.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/node/discover.ts', "import { main } from '../cli/main.ts';"],
  ['src/node/discover/list-files.ts', "import { rules } from '../../../rules/index.ts';"],
  ['src/index.ts', "import { main } from './cli/main.ts';"],
  ['src/index.ts', "import { discover } from './node/discover.ts';"],
  ['src/node-library.ts', "import { main } from './cli/main.ts';"],
  ['src/node-library.ts', "import { readFileSync } from 'node:fs';"],
  ['rules/l3/no-vmac.ts', "Buffer.from('');"],
  ['src/secrets/redact.ts', "Buffer.from('');"],
  ['src/binding/bind.ts', 'export const folder = __dirname;'],
  ['src/daemon/checks/net.ts', 'setImmediate(() => {});'],
  ['src/behaviour/simulate.ts', 'setImmediate(() => {});'],
  ['src/cluster/cluster.ts', 'export const folder = __dirname;'],
  ['src/rule/rule.ts', "Buffer.from('');"],
  ['src/finding/locate.ts', 'export const file = __filename;'],
  ['src/engine/lint.ts', "Buffer.from('');"],
  ['src/engine/lint.ts', 'global.setImmediate(() => {});'],
  ['src/documentation/keyword-facts.ts', 'export const folder = __dirname;'],
  ['src/index.ts', "Buffer.from('');"],
];

/** The same folders with what they may import. */
const ALLOWED: readonly Case[] = [
  ['grammar/lexer.ts', "export { Lexer } from 'chevrotain';"],
  ['grammar/lexer.ts', "export { tokens } from './tokens.ts';"],
  ['grammar/expand/output.ts', "export type { Source } from '../source.ts';"],
  ['src/binding/bind.ts', "export type { Tree } from '../../grammar/tree.ts';"],
  ['src/binding/bind.ts', "export { keywords } from '../../grammar/keywords/index.ts';"],
  ['src/model/vrrp/read-instance.ts', "export { given } from '../setting.ts';"],
  ['src/model/vrrp/read-instance.ts', "export type { Tree } from '../../../grammar/tree.ts';"],
  ['rules/l3/no-vmac.ts', "export { defineRule } from '../../src/rule/rule.ts';"],
  ['rules/l3/no-vmac.ts', "export type { Address } from '../../src/model/net/address.ts';"],
  ['rules/syntax/unbalanced-brace.ts', "export type { Block } from '../../grammar/tree.ts';"],
  ['rules/index.ts', "export { default as noVmac } from './l3/no-vmac.ts';"],
  ['rules/index.ts', "export type { Rule } from '../src/rule/rule.ts';"],
  ['src/engine/lint.ts', "export type { Rule } from '../rule/rule.ts';"],
  ['src/engine/lint.ts', "export { parse } from '../../grammar/parser.ts';"],
  ['src/daemon/checks/net.ts', "export type { Misfit } from '../../binding/bound.ts';"],
  ['src/cluster/cluster.ts', "export type { Configuration } from '../model/configuration.ts';"],
  ['src/comparison/change.ts', "export { simulate } from '../behaviour/simulate.ts';"],
  ['src/engine/lint.ts', "export type { Change } from '../comparison/change.ts';"],
  ['src/rule/rule.ts', "export type { Cluster } from '../cluster/cluster.ts';"],
  ['src/node/node-reader.ts', "export { readFileSync } from 'node:fs';"],
  ['src/node/node-reader.ts', "Buffer.from('');"],
  ['src/node/node-reader.ts', "export type { Reader } from '../engine/reader.ts';"],
  ['src/settings/schema.ts', "export type { Severity } from '../rule/severity.ts';"],
  ['src/node/find-settings.ts', "export type { Layer } from '../settings/layer.ts';"],
  ['src/documentation/settings-schema.ts', "export { settingsSchema } from '../settings/schema.ts';"],
  ['src/index.ts', "export { rules } from '../rules/index.ts';"],
  ['src/node-library.ts', "export { discover } from './node/discover.ts';"],
  ['src/report/text.ts', "export type { Report } from '../finding/report.ts';"],
  ['src/cli/main.ts', "export { readFileSync } from 'node:fs';"],
  ['src/fixing/fix-findings.ts', "export { lint } from '../engine/lint.ts';"],
  ['src/cli/main.ts', "export { lint } from '../engine/lint.ts';"],
  ['src/cli/main.ts', 'console.log(process.argv);'],
];

const RULES: readonly string[] = ['lint/style/noRestrictedImports', 'lint/style/noRestrictedGlobals', 'lint/style/useNodejsImportProtocol'];

/** `path:line` of every complaint. */
let complaints: ReadonlySet<string>;
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'kvlint-import-rules-'));
  complaints = new Set([...lint('forbidden', FORBIDDEN), ...lint('allowed', ALLOWED)]);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('what a folder may not import', () => {
  it.each(places('forbidden', FORBIDDEN))('%s: %s', (_path, _code, place) => {
    expect(complaints).toContain(place);
  });
});

describe('what a folder may import', () => {
  it.each(places('allowed', ALLOWED))('%s: %s', (_path, _code, place) => {
    expect(complaints).not.toContain(place);
  });
});

/** Every case with its place: the cases of one path are the lines of one file. */
function places(group: string, cases: readonly Case[]): readonly (readonly [path: string, code: string, place: string])[] {
  const lines = new Map<string, number>();
  return cases.map(([path, code]) => {
    const line = (lines.get(path) ?? 0) + 1;
    lines.set(path, line);
    return [path, code, `${group}/${path}:${line}`] as const;
  });
}

/** Writes the cases into a folder of their own, lets Biome look at it by the project's settings, and tells where it complains. */
function lint(group: string, cases: readonly Case[]): readonly string[] {
  const directory = join(scratch, group);
  for (const [path, code] of cases) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    appendFileSync(join(directory, path), `${code}\n`);
  }
  cpSync(join(root, 'biome.json'), join(directory, 'biome.json'));
  const { stdout, stderr } = spawnSync(BIOME, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: directory,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { category: string; location: { path: string; start: { line: number } } }[];
  };
  return diagnostics
    .filter(({ category }) => RULES.includes(category))
    .map(({ location }) => `${group}/${location.path}:${location.start.line}`);
}
