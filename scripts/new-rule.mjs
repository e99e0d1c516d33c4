// `npm run new-rule FOLDER/NAME`: begins a rule. Writes rules/FOLDER/NAME.ts and adds it to rules/index.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rules = join(dirname(fileURLToPath(import.meta.url)), '..', 'rules');
const registry = join(rules, 'index.ts');

const [id] = process.argv.slice(2);
if (id === undefined || !/^[a-z][a-z0-9]*\/[a-z][a-z0-9-]*$/.test(id))
  fail('usage: npm run new-rule FOLDER/NAME, such as l3/no-vmac (small letters, digits, hyphens)');
const file = join(rules, `${id}.ts`);
if (existsSync(file)) fail(`rules/${id}.ts is there already`);

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, template(id));
register();
console.log(
  `rules/${id}.ts is begun and rules/index.ts knows it. Write the texts, the examples and the check; then: npm test && npm run generate`,
);

function template(name) {
  return `import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: '${name}',
  title: 'What it finds, as a short sentence without a full stop',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  what: 'What the rule looks for.',
  why: 'What happens on the network or to the service.',
  advice: 'How to mend it.',
  unless: 'the finding is legitimate (the sentence begins with "Where"; leave it out where there is no such case).',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'What is wrong with it',
        config: \`vrrp_instance VI_1 {
    state BACKUP
    interface eth0  #~ a piece of the message
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
\`,
      },
    ],
    good: [
      {
        title: 'Looks alike and is right',
        config: \`vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
\`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const instance of configuration.vrrpInstances) {
        report({ at: instance.block.header, message: \`Say what is wrong with '\${instance.name}'. Then say what it leads to.\` });
      }
    },
  },
});
`;
}

/** Writes the imports and the list of rules/index.ts anew, from the files that are there. */
function register() {
  const ids = readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) =>
      readdirSync(join(rules, folder.name))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder.name}/${name.slice(0, -3)}`),
    )
    .sort((a, b) => (a < b ? -1 : 1));
  const imports = ids.map((each) => `import ${variable(each)} from './${each}.ts';\n`).join('');
  const list = ids.map((each) => `  ${variable(each)},\n`).join('');
  const text = readFileSync(registry, 'utf8');
  const renewed = text
    .replace(/(import [a-z]\w* from '\.\/[^']+';\n)+/, () => imports)
    .replace(/(const rules: readonly Rule\[\] = \[\n)[^\]]*(\];)/, (_, begin, end) => `${begin}${list}${end}`);
  writeFileSync(registry, renewed);
}

/** `l3/no-vmac` is `l3NoVmac`. */
function variable(name) {
  return name.replace(/[/-]([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
