// Writes what the documentation takes from the program: the pages in docs/rules, docs/keywords.md, docs/keepalived-checks.md, and the parts of
// README.md between markers.
// `--check` writes nothing, and fails where a file is not what would be written. Needs dist/ (npm run build).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { profiles, rulePageMarkdown, rules } from '../dist/index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pages = join(root, 'docs', 'rules');
const readme = join(root, 'README.md');
const NOTE = note('rules/');

/** What the folders under rules/ are about, in the order of the index. */
const FOLDERS = {
  syntax: 'The language: braces, quotes, definitions, conditions, includes, keywords',
  template: 'Files that are not configurations yet',
  version: 'Differences between versions of keepalived',
  global: 'global_defs',
  vrrp: 'VRRP',
  l3: 'Layer 3 only: no virtual MAC address, no multicast',
  rfc: 'The VRRP standards',
  cloud: 'Networks of virtual machines',
  net: 'Addresses, routes and rules',
  lvs: 'Virtual servers and their checks',
  bfd: 'BFD',
  security: 'Security',
  cluster: 'Nodes of one cluster',
  host: 'The host that runs it',
  style: 'Style',
  suppress: 'Suppressions',
};

const wanted = new Map([
  [join(pages, 'README.md'), index()],
  ...rules.map((rule) => [join(pages, `${rule.id}.md`), `${NOTE}\n\n${rulePageMarkdown(rule)}`]),
]);
const { keywordsPageMarkdown } = await source('src/documentation/keywords-page.ts');
const { vocabulary, directives } = await source('grammar/keywords/index.ts');
wanted.set(join(root, 'docs', 'keywords.md'), `${note('grammar/keywords/')}\n\n${keywordsPageMarkdown(vocabulary, directives)}`);
const { checksPageMarkdown } = await source('src/documentation/checks-page.ts');
const { sections } = await source('src/daemon/checks/index.ts');
wanted.set(
  join(root, 'docs', 'keepalived-checks.md'),
  `${note('src/daemon/checks/ and rules/')}\n\n${checksPageMarkdown(sections, rules)}`,
);
const { profilesPageMarkdown } = await source('src/documentation/profiles-page.ts');
wanted.set(join(root, 'docs', 'profiles.md'), `${note('rules/profiles.ts and rules/')}\n\n${profilesPageMarkdown(profiles, rules)}`);
const { misconfigurationsPageMarkdown } = await source('src/documentation/misconfigurations-page.ts');
const { misconfigurations } = await source('rules/misconfigurations.ts');
wanted.set(
  join(root, 'docs', 'misconfigurations.md'),
  `${note('rules/misconfigurations.ts')}\n\n${misconfigurationsPageMarkdown(misconfigurations, rules)}`,
);
const { settingsJsonSchema } = await source('src/documentation/settings-schema.ts');
wanted.set(
  join(root, 'docs', 'settings.schema.json'),
  `${JSON.stringify(settingsJsonSchema(rules, profiles, 'https://github.com/kvlint/kvlint/raw/main/docs/settings.schema.json'), null, 2)}\n`,
);
const parts = { example: example(), profiles: profileTable(), rules: table(rules, 'docs/rules/') };
const text = readFileSync(readme, 'utf8');
wanted.set(
  readme,
  Object.entries(parts).reduce((document, [name, content]) => between(document, name, content), text),
);

const stale = [...wanted].filter(([path, content]) => read(path) !== content).map(([path]) => path);
const surplus = existing().filter((path) => !wanted.has(path));

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...surplus]) console.error(`${relative(root, path)} is not what the program says. Run: npm run generate`);
  process.exitCode = stale.length + surplus.length > 0 ? 1 : 0;
} else {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted.get(path));
  }
  for (const path of surplus) rmSync(path);
  console.log(`${stale.length} written, ${surplus.length} removed, ${wanted.size - stale.length} current`);
}

/** docs/rules/README.md. */
function index() {
  const parts = [NOTE, '# Rules', `${rules.length} rules. A rule's page says what it finds, why it matters and how to mend it.`];
  parts.push('## Profiles', profiles.map(({ name, title }) => `- \`${name}\`: ${title}`).join('\n'));
  const folders = [...new Set(rules.map(({ id }) => folderOf(id)))];
  const known = Object.keys(FOLDERS).filter((folder) => folders.includes(folder));
  const unknown = folders.find((folder) => !known.includes(folder));
  if (unknown !== undefined) throw new Error(`scripts/generate-docs.mjs does not say what rules/${unknown} is about`);
  for (const folder of known) {
    parts.push(
      `## ${FOLDERS[folder]}`,
      table(
        rules.filter(({ id }) => folderOf(id) === folder),
        '',
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

/** A table of rules: severity in `recommended` and in the other profiles that change it. */
function table(listed, base) {
  const rows = listed.map(({ id, title, severity, profiles: others = {} }) => {
    const changes = Object.entries(others).map(([profile, other]) => `${other} in \`${profile}\``);
    return `| [${id}](${base}${id}.md) | ${title} | ${[severity, ...changes].join(', ')} |`;
  });
  return ['| rule | finds | severity |', '| --- | --- | --- |', ...rows].join('\n');
}

/** What each profile demands, in a sentence. */
function profileTable() {
  return ['| profile | demands |', '| --- | --- |', ...profiles.map(({ name, title }) => `| \`${name}\` | ${title} |`)].join('\n');
}

/** The first screen of the README: two nodes that each look fine alone, and what kvlint says of them. */
function example() {
  const directory = join(root, 'fixtures', 'pair');
  const configuration = readFileSync(join(directory, 'lb2.conf'), 'utf8');
  const instance = configuration.slice(configuration.indexOf('vrrp_instance')).trimEnd();
  const command = [join(root, 'dist', 'kvlint.js'), '--fail-on', 'never', '--no-color', 'lb1.conf', 'lb2.conf'];
  const output = execFileSync(process.execPath, command, { cwd: directory, encoding: 'utf8' });
  return `\`\`\`conf\n${instance}\n\`\`\`\n\n\`\`\`console\n$ kvlint lb1.conf lb2.conf\n${output.trimEnd()}\n\`\`\``;
}

/** Replaces what stands between `<!-- NAME:begin … -->` and `<!-- NAME:end -->`. */
function between(document, name, content) {
  const pattern = new RegExp(`(<!-- ${name}:begin[^>]*-->\n)[^]*?(<!-- ${name}:end -->)`);
  if (!pattern.test(document)) throw new Error(`README.md has no markers for '${name}'`);
  return document.replace(pattern, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
}

/** What tells a reader of a page not to change it there. */
function note(from) {
  return `<!-- Written by \`npm run generate\` from ${from}. -->`;
}

/** A module of the sources that is no part of the library. */
async function source(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, path)], bundle: true, format: 'esm', write: false, logLevel: 'warning' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function folderOf(id) {
  return id.slice(0, id.indexOf('/'));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function existing() {
  try {
    return readdirSync(pages, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
