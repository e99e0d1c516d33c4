import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import * as kvlint from '../../src/index.ts';
import * as nodeLibrary from '../../src/node-library.ts';
import { scratch } from '../helpers/scratch.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/architecture.md', import.meta.url));

/** What the first TypeScript block of the page exports, with `kvlint` as the library. */
async function snippet(): Promise<{ faultedInstances(text: string): readonly string[] }> {
  const block = /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(PAGE, 'utf8'))?.[1];
  if (block === undefined) throw new Error('the page has no TypeScript block');
  const { code } = await transform(block, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  new Function('require', 'module', code)((name: string) => ({ kvlint })[name], module);
  return module.exports as Awaited<ReturnType<typeof snippet>>;
}

const TEXT = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    @low use_ipvlan
    @high use_ipvlan 192.0.2.2
    virtual_ipaddress {
        192.0.2.10/24
    }
}
vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.20/24
    }
}
`;

it('the page on the architecture tells how to ask which instances fault', async () => {
  const { faultedInstances } = await snippet();
  expect(faultedInstances(TEXT)).toEqual(['VI_1']);
  expect(faultedInstances(TEXT.replace('@low', '@other'))).toEqual([]);
});

/** Every folder of the rooms, `src/` as its rooms. */
const ROOMS = [
  'grammar',
  'rules',
  ...readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => `src/${name}`),
];

it.each(ROOMS)('the table of folders has %s', (room) => {
  expect(readFileSync(PAGE, 'utf8')).toContain(`\n| \`${room}/\` | `);
});

const NAMED = [...readFileSync(PAGE, 'utf8').matchAll(/(?<![\w/])(?:src|grammar|rules|test|scripts)\/[\w./-]+/g)].map(([path]) =>
  path.replace(/\.$/, ''),
);

it.each([...new Set(NAMED)])('there is the file or folder that the page names: %s', (path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
});

it('the example of the library in the README runs, and finds the misspelt keyword', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const code = /^```js\nimport \{ (.*?) \} from 'kvlint';\n([\s\S]*?)^```$/m.exec(readme);
  const lines: unknown[][] = [];
  const names = code?.[1]?.split(', ') ?? [];
  const library = new Map<string, unknown>(Object.entries(kvlint));
  new Function(...names, 'console', code?.[2] ?? '')(...names.map((name) => library.get(name)), {
    log: (...line: unknown[]) => lines.push(line),
  });
  expect(lines).toContainEqual([2, 'error', expect.stringContaining('interfce')]);
});

it('the example of the library with files in the README runs, and mends the misspelt keyword', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, names = '', code = ''] = /^```js\nimport \{ (.*?) \} from 'kvlint\/node';\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const lines: unknown[][] = [];
  const library = new Map<string, unknown>(Object.entries(nodeLibrary));
  const directory = scratch({ 'keepalived.conf': 'vrrp_instance VI_1 {\n    interfce eth0\n}\n' });
  const example = new Function(...names.split(', '), 'process', 'console', `return (async () => {${code}})()`);
  await example(
    ...names.split(', ').map((name) => library.get(name)),
    { cwd: () => directory },
    { log: (...line: unknown[]) => lines.push(line) },
  );
  expect(lines).toMatchObject([[expect.stringMatching(/^\d/), { files: 1 }, [{ after: expect.stringContaining('interface eth0') }], []]]);
});

/** Folders of the library, at any depth. */
function folders(): readonly string[] {
  return ['grammar', 'rules', 'src'].flatMap((top) => [
    top,
    ...readdirSync(join(ROOT, top), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  ]);
}

it('each folder opens with one sentence, which is that of the table where it has a row there', () => {
  const page = readFileSync(PAGE, 'utf8');
  const rows = new Map(Array.from(page.matchAll(/^\| `([^`]+)\/` \| ([^|]+?) \|/gm), ([, folder = '', is = '']) => [folder, is]));
  for (const folder of folders()) {
    if (folder === 'src') continue;
    const [heading, sentence = '', ...more] = readFileSync(join(ROOT, folder, 'README.md'), 'utf8')
      .trim()
      .split(/\n+/);
    expect([heading, more], folder).toEqual([`# ${folder}`, []]);
    expect(sentence, folder).toMatch(/^[^\n]{10,200}\.$/);
    const row = rows.get(folder);
    if (row !== undefined) expect(sentence.toLowerCase()).toBe(`${row}.`.toLowerCase());
    else expect(folder.split('/').length, `${folder} has no row`).toBeGreaterThan(folder.startsWith('src/') ? 2 : 1);
  }
});
