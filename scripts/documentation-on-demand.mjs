// Takes the documentation of rules out of the command line's bundle: a run that lints needs none of it, and it is half of a rule's text.
// It goes to dist/parts/documentation.json, which is read when it is first asked for. A rule stays one file, and one object to whoever reads it.
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'acorn';
import { transform } from 'esbuild';

/** `title` and `advice` stay: reports show them. */
const FIELDS = ['what', 'why', 'unless', 'references', 'examples'];

/** What a rule of the bundle has beside what is left of its file. `this` is the rule. */
const GETTERS = `
  let texts;
  const documented = {};
  for (const field of ${JSON.stringify(FIELDS)}) {
    Object.defineProperty(documented, field, { enumerable: true, get() { return (texts ??= require('./parts/documentation.json'))[this.id][field]; } });
  }
  export const withDocumentation = (rule) => Object.setPrototypeOf(rule, documented);
`;

/** The esbuild plugin. */
export const documentationOnDemand = {
  name: 'documentation-on-demand',
  setup(builder) {
    builder.onResolve({ filter: /^documentation:/ }, ({ path }) => ({ path, namespace: 'documentation' }));
    builder.onLoad({ filter: /.*/, namespace: 'documentation' }, () => ({ contents: GETTERS, loader: 'js' }));
    builder.onResolve({ filter: /\/documentation\.json$/ }, ({ path }) => ({ path, external: true }));
    builder.onLoad({ filter: /[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', target: 'es2022', sourcefile: path });
      return { contents: withoutDocumentation(code, path), loader: 'js' };
    });
  },
};

/** A module that ends in `export default defineRule({ … })`, without the documentation in that object. */
function withoutDocumentation(code, path) {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const call = body.find(({ type }) => type === 'ExportDefaultDeclaration')?.declaration;
  const rule = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  if (rule?.type !== 'ObjectExpression') throw new Error(`${path} does not export defineRule({ … }): see ${import.meta.url}`);
  const kept = rule.properties.filter(({ key }) => !FIELDS.includes(key?.name)).map(({ start, end }) => code.slice(start, end));
  return `import { withDocumentation } from 'documentation:';
${code.slice(0, call.start)}withDocumentation(${code.slice(call.start, rule.start)}{ ${kept.join(', ')} }${code.slice(rule.end, call.end)})${code.slice(call.end)}`;
}

/** The content of documentation.json. */
export function documentationOf(rules) {
  return JSON.stringify(
    Object.fromEntries(rules.map((rule) => [rule.id, Object.fromEntries(FIELDS.map((field) => [field, rule[field]]))])),
  );
}

/** Throws where a rule of the bundle says something else than its source. */
export function compareRules(bundled, rules) {
  if (!isDeepStrictEqual(bundled.map(told), rules.map(told))) throw new Error('The rules of the bundle are not those of the sources');
}

function told(rule) {
  const fields = new Set([...Object.keys(rule), ...FIELDS]);
  return new Map([...fields].map((field) => [field, JSON.stringify(rule[field])]));
}
