import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rule/rule.ts';
import { expectMarked, expectMended, expectSilence } from '../helpers/examples.ts';
import { scratch } from '../helpers/scratch.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A project whose rules can be added to. */
function project(): string {
  const directory = scratch();
  for (const name of ['rules', 'scripts/new-rule.mjs']) cpSync(join(ROOT, name), join(directory, name), { recursive: true });
  for (const name of ['grammar', 'src']) symlinkSync(join(ROOT, name), join(directory, name));
  return directory;
}

function newRule(directory: string, ...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [join(directory, 'scripts/new-rule.mjs'), ...args], { encoding: 'utf8' });
}

describe('npm run new-rule', () => {
  it.each([
    ['model', ['--over', 'model']],
    ['model', []],
    ['corrections', ['--over', 'corrections']],
    ['misfits', ['--over', 'misfits']],
    ['cluster', ['--over', 'cluster']],
  ] as const)('begins a rule over the %s that works and is registered: %j', async (_, options) => {
    const directory = project();
    expect(newRule(directory, 'vrrp/a-sample', ...options)).toMatchObject({ status: 0, stderr: '' });
    const { default: rule } = (await import(join(directory, 'rules/vrrp/a-sample.ts'))) as { default: Rule };
    expect(rule.id).toBe('vrrp/a-sample');
    for (const example of rule.examples.bad) expectMarked(rule, example, { rules: [rule] });
    for (const example of rule.examples.bad) expectMended(rule, example, { rules: [rule] });
    for (const example of rule.examples.good) expectSilence(rule, example, { rules: [rule] });
    const registry = readFileSync(join(directory, 'rules/index.ts'), 'utf8');
    expect(registry).toContain("import vrrpASample from './vrrp/a-sample.ts';\nimport vrrpAccept");
    expect(registry).toContain('  vrrpASample,\n  vrrpAccept,\n');
  });

  it.each([
    ['no id', []],
    ['an id without a folder', ['sample']],
    ['a kind that there is not', ['vrrp/sample', '--over', 'words']],
    ['an option that there is not', ['vrrp/sample', '--under', 'model']],
    ['the id of a rule', ['vrrp/accept']],
  ])('refuses %s, and touches nothing', (_, args) => {
    const directory = project();
    const before = readFileSync(join(directory, 'rules/index.ts'), 'utf8');
    const { status, stderr } = newRule(directory, ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/usage: npm run new-rule|is there already/);
    expect(readFileSync(join(directory, 'rules/index.ts'), 'utf8')).toBe(before);
  });
});
