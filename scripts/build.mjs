// Builds dist/: the command line, the library and its types. What lies where, and why, is told in docs/architecture.md ("The build").
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { configurationOfLines } from './bench-configurations.mjs';
import { compareRules, documentationOf, documentationOnDemand } from './documentation-on-demand.mjs';
import { fasterChevrotain } from './faster-chevrotain.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
/** The require() of a file in dist. */
const fromDist = createRequire(join(dist, 'index.js'));

/** What most runs do not need and is large. Each becomes a file of its own in dist/parts, read when it is first asked for. */
const PARTS = {
  configMap: 'src/node/config-map.ts',
  fixDiff: 'src/cli/fix-diff.ts',
  globby: 'globby',
  html: 'src/report/html.ts',
  ignore: 'ignore',
  picomatch: 'picomatch',
  sarif: 'src/report/sarif.ts',
  settings: 'src/settings/parse-settings.ts',
  storedLints: 'src/node/stored-lints.ts',
  textStore: 'src/node/text-store.ts',
  wildcards: 'src/node/discover/wildcards.ts',
};

/** What loads modules of others, which may be ES modules: its `import()` stays one. */
const LOADER = { 'import-module': 'src/node/import-module.ts' };

/** CommonJS, because V8's code cache can be handed to a script but not to an ES module, and because Node starts it 3 ms sooner. */
const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.12',
  format: 'cjs',
  // `import()` becomes `require()`: Node's loader for ES modules need not be started for it.
  supported: { 'dynamic-import': false },
  // Names and licences of all that is bundled are in dist/LICENCES.txt.
  legalComments: 'none',
  metafile: true,
  absWorkingDir: root,
  // Its main file asks for its parts in a way that no bundler follows.
  alias: { 'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js') },
  logLevel: 'warning',
};

/** Makes `import()` of a part, and every import of a package that is one, lead to its file, which lies in `folder`. */
function partsIn(folder) {
  const files = { ...PARTS, ...LOADER };
  const nameOf = (path) => Object.keys(files).find((name) => files[name] === path || join(root, files[name]) === path);
  return {
    name: 'parts',
    setup(builder) {
      builder.onResolve({ filter: /^[a-z.]/ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point') return undefined;
        const name = path.startsWith('.') ? kind === 'dynamic-import' && nameOf(resolve(resolveDir, path)) : nameOf(path);
        return name ? { path: `${folder}${name}.js`, external: true } : undefined;
      });
    },
  };
}

/**
 * Makes `import()` of any other module of ours an import at the top. They are small, and one that is really loaded later would cost more than
 * it saves: esbuild then keeps every module that it shares with the rest in a closure, and drops nothing that is unused from them.
 */
const smallModulesAtOnce = {
  name: 'small-modules-at-once',
  setup(builder) {
    const partFiles = new Set(Object.values({ ...PARTS, ...LOADER }).map((path) => join(root, path)));
    builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const imports = [];
      const contents = text.replace(/\bimport\(('\.[^']*')\)/g, (dynamic, specifier) => {
        if (partFiles.has(resolve(dirname(path), specifier.slice(1, -1)))) return dynamic;
        imports.push(`import * as atOnce${imports.length} from ${specifier};`);
        return `Promise.resolve(atOnce${imports.length - 1})`;
      });
      return imports.length > 0 ? { contents: `${contents}\n${imports.join('\n')}`, loader: 'ts' } : undefined;
    });
  },
};

/**
 * What packages load of Node that kvlint's start need not wait for: commander the module for subcommands that are programs of their own, of which
 * kvlint has none, and one that is the global `process`; lodash what Node knows of types, without which it looks for itself, as in a browser.
 */
const LEFT_OUT = [
  { from: /[\\/]commander[\\/]/, path: 'node:child_process', contents: 'module.exports = {};' },
  { from: /[\\/]commander[\\/]/, path: 'node:process', contents: 'module.exports = process;' },
  { from: /[\\/]lodash-es[\\/]/, path: './_nodeUtil.js', contents: 'export default undefined;' },
];

const packagesWithoutNode = {
  name: 'packages-without-node',
  setup(builder) {
    builder.onResolve({ filter: /^node:|_nodeUtil/ }, ({ path, importer }) =>
      LEFT_OUT.some((each) => each.path === path && each.from.test(importer)) ? { path, namespace: 'left-out' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: LEFT_OUT.find((each) => each.path === path).contents,
    }));
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
// The package as a whole is made of ES modules; the files in dist are not.
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');

const parts = await build({ ...common, entryPoints: PARTS, outdir: join(dist, 'parts'), plugins: [partsIn('./')] });
await build({ ...common, entryPoints: LOADER, outdir: join(dist, 'parts'), supported: {} });
const library = await build({
  ...common,
  entryPoints: { index: 'src/index.ts', node: 'src/node-library.ts' },
  outdir: dist,
  plugins: [partsIn('./parts/'), fasterChevrotain],
});
await documentation();
const cli = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: join(dist, 'cli.js'),
  plugins: [partsIn('./parts/'), documentationOnDemand, smallModulesAtOnce, packagesWithoutNode, fasterChevrotain],
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  // The launcher reads the file as Latin-1, which is quicker than UTF-8 and the same for ASCII.
  charset: 'ascii',
  write: false,
});
// esbuild leaves regular expressions as they are.
const [foreign] = /[^\0-\x7f]/.exec(cli.outputFiles[0].text) ?? [];
if (foreign !== undefined)
  throw new Error(`'${foreign}' in a regular expression: write it as \\u${foreign.charCodeAt(0).toString(16).padStart(4, '0')}`);
await launcher(cli.outputFiles[0].text);
await licences([parts, library, cli]);
types();

/** Writes what the command line reads of the rules' documentation, and proves that it and the rules of the bundle say what the sources do. */
async function documentation() {
  const { rules } = fromDist('./index.js');
  await writeFile(join(dist, 'parts', 'documentation.json'), documentationOf(rules));
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['rules/index.ts'],
    outfile: 'rules.js',
    plugins: [documentationOnDemand],
    write: false,
  });
  const bundled = { exports: {} };
  compileFunction(outputFiles[0].text, ['module', 'require'])(bundled, fromDist);
  compareRules(bundled.exports.rules, rules);
}

/** Writes the command line: the bundle under a name made from its content, the launcher that knows this name, and the code cache. */
async function launcher(bundle) {
  const name = `cli-${createHash('sha256').update(bundle).digest('hex').slice(0, 12)}`;
  await writeFile(join(dist, `${name}.js`), bundle);
  const file = join(dist, 'kvlint.js');
  const text = await readFile(join(root, 'scripts', 'launcher.cjs'), 'utf8');
  await writeFile(file, text.replaceAll('CLI_BUNDLE', name));
  await chmod(file, 0o755);
  // Configurations of both kinds, with findings and without, so that the cache holds what usual runs need.
  const servers = join(dist, 'virtual-servers.conf');
  await writeFile(servers, configurationOfLines(300));
  const paths = [join(root, 'fixtures', 'showcase', 'node1', 'keepalived.conf'), servers];
  // The launcher writes the cache as it does for a user, and it is moved to where the launcher looks first.
  const cacheHome = join(dist, 'cache');
  execFileSync(process.execPath, [file, '--fail-on', 'never', ...paths], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: cacheHome, NODE_DISABLE_COMPILE_CACHE: '' },
  });
  const caches = join(cacheHome, 'kvlint');
  for (const cache of existsSync(caches) ? await readdir(caches) : []) await rename(join(caches, cache), join(dist, cache));
  await rm(cacheHome, { recursive: true, force: true });
  await rm(servers);
}

/** Writes the licences of every package that went into a bundle; most of them ask for that. */
async function licences(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter((folder) => folder !== undefined),
  );
  const texts = [];
  for (const folder of [...folders].sort((a, b) => (basename(a) < basename(b) ? -1 : 1))) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? license : await readFile(join(root, folder, file), 'utf8');
    texts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  const line = `\n${'-'.repeat(80)}\n\n`;
  await writeFile(join(dist, 'LICENCES.txt'), `These files hold parts of the following packages.\n${line}${texts.join(line)}`);
}

function types() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
}
