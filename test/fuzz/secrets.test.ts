import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../src/report/formats.ts';
import { scratch } from '../helpers/scratch.ts';
import { filesOf, SHOWN, secretCases } from '../helpers/secret-cases.ts';
import { kvlint } from '../helpers/session.ts';

const CASES = secretCases(200);

/** The files of all cases, or of every so many. */
function files(side: 'old' | 'new', every = 1): Record<string, string> {
  return Object.assign({}, ...CASES.map((each, index) => (index % every === 0 ? filesOf(each, index, side) : {})));
}

/** Lines of what a command says, and of files that it wrote, that give a secret away. */
async function leaks(
  directory: string,
  args: readonly string[],
  stdin?: string,
  written: readonly string[] = [],
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await kvlint(directory, args, {
    ...(stdin !== undefined && { stdin }),
    environment: { KVLINT_DEBUG: '1' },
  });
  expect(code, stderr).toBeLessThan(3);
  const texts = [stdout, stderr, ...written.map((file) => readFileSync(join(directory, file), 'utf8'))];
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => SHOWN.test(line))
      .map((line) => `${args.join(' ')}: ${line.slice(0, 2_000)}`),
  );
}

describe('no output of any command holds a piece of a secret', () => {
  const toFiles = FORMAT_NAMES.flatMap((name) => ['--format', `${name}=out.${name}`]);
  const outputs = FORMAT_NAMES.map((name) => `out.${name}`);
  const lint = ['--profile', 'all', '--verbose', '--report-suppressed', '--stats', ...toFiles];

  it.each([
    [lint, outputs],
    [['-k', '2.0.0', '--no-inline-config', ...lint], outputs],
    [['--profile', 'keepalived', '-k', '2.2.7', ...toFiles], outputs],
    [['--profile', 'all', '--verbose', '--color', 'always'], []],
    [['--profile', 'all', '--update-baseline', '--baseline', 'known.json'], ['known.json']],
    [['verdict', '.'], []],
    [['verdict', '-k', '2.2.7', '-f', 'json', '.'], []],
    [['simulate', '.'], []],
    [['simulate', '-f', 'json', '.'], []],
    [['clusters', '.'], []],
    [['clusters', '-f', 'json', '.'], []],
    [['clusters', '-f', 'mermaid', '.'], []],
    [['upgrade', '--from', '2.0.0', '.'], []],
    [['upgrade', '--from', '2.4.3', '--to', '2.0.20', '-f', 'json', '.'], []],
    [['upgrade', '--from', '2.0.0', '-f', 'markdown', '.'], []],
    [['init'], ['kvlint.config.yaml']],
  ])('kvlint %j', async (args, written) => {
    expect(await leaks(scratch(files('new')), args, undefined, written)).toEqual([]);
  });

  // Fixes are tried in many ways, each of which is another run over all files.
  it.each([
    ['--fix-dry-run', '--fix-unsafe', '--color', 'always'],
    ['--fix', '--fix-unsafe'],
  ])('kvlint --profile all %s %s', async (...args) => {
    expect(await leaks(scratch(files('new', 8)), ['--profile', 'all', ...args])).toEqual([]);
  });

  it.each(['text', 'json', 'markdown'])('kvlint diff -f %s', async (format) => {
    const prefixed = (side: 'old' | 'new') =>
      Object.fromEntries(Object.entries(files(side)).map(([path, text]) => [`${side}/${path}`, text]));
    const directory = scratch({ ...prefixed('old'), ...prefixed('new') } as Record<string, string>);
    expect(await leaks(directory, ['diff', '--profile', 'all', '-f', format, 'old', 'new'])).toEqual([]);
  });

  it('kvlint expand, --print-config, standard input, and files that were named by mistake', async () => {
    const found: string[] = [];
    const directory = scratch(files('new'));
    for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((each) => /\.(?:conf|j2)$/.test(each))) {
      found.push(...(await leaks(directory, ['expand', path])));
      found.push(...(await leaks(directory, ['--print-config', path])));
    }
    for (const [index, each] of CASES.entries()) {
      const folder = `case${index}`;
      const [first = '', second = ''] = Object.keys(filesOf(each, index, 'new'));
      if (index % 4 > 0) continue;
      const stdin = readFileSync(join(directory, first), 'utf8');
      for (const args of [['-'], ['--fix-dry-run', '-'], ['expand', '-'], ['verdict', '-'], ['diff', '-', second], ['diff', second, '-']])
        found.push(...(await leaks(directory, args, stdin)));
      for (const args of [
        ['--config', first, second],
        ['--baseline', first, second],
        ['simulate', '--events', first, folder],
        ['simulate', '--facts', `${second}=${first}`, folder],
      ])
        found.push(...(await leaks(directory, args)));
    }
    expect(found).toEqual([]);
  });
});
