// `npm run new-rule FOLDER/NAME [-- --over KIND]`: begins a rule. Writes rules/FOLDER/NAME.ts and adds it to rules/index.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const rules = join(dirname(fileURLToPath(import.meta.url)), '..', 'rules');
const registry = join(rules, 'index.ts');

/** What a rule goes over: a small check of each kind that works, to be replaced. CONTRIBUTING.md says which to take when. */
const KINDS = {
  model: {
    imports: [`import { defineRule } from '../../src/rule/rule.ts';`],
    define: 'defineRule',
    bad: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 1  #~ lowest priority  #=> priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
    good: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
    check: `  check: {
    view(configuration, report) {
      for (const { name, priority } of configuration.vrrpInstances) {
        if (priority.node === null || priority.value > 1) continue;
        report({ at: priority.node, summary: \`'\${name}' has the lowest priority.\`, detail: 'Then say what that leads to.' });
      }
    },
  },
`,
  },
  corrections: {
    imports: [`import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';`],
    define: 'defineCorrectionRule',
    bad: `global_defs {
    vrrp_startup_delay 90  #~ ^90^ 'vrrp_startup_delay 90' is long  #=> vrrp_startup_delay 9
}
`,
    good: `global_defs {
    vrrp_startup_delay 5.5
}
`,
    check: `  words: {
    // Ids of src/daemon/checks, each with what is said where the model notes it.
    'global/vrrp-startup-delay-very-large': ({ written }) => ({
      summary: \`'\${written}' is long.\`,
      detail: 'Then say what that leads to.',
    }),
  },
`,
  },
  misfits: {
    imports: [`import { distinctMisfitsOf } from '../../src/binding/misfits.ts';`, `import { defineRule } from '../../src/rule/rule.ts';`],
    define: 'defineRule',
    bad: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    nopreempt off  #~ ^off^ 'nopreempt' takes fewer words  #=> nopreempt
}
`,
    good: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    nopreempt
}
`,
    check: `  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'extra-argument')) {
        report({ at, summary: \`'\${data.keyword.name}' takes fewer words.\`, detail: 'Then say what that leads to.' });
      }
    },
  },
`,
  },
  cluster: {
    imports: [
      `import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';`,
      `import { placeIn } from '../../src/cluster/place-in.ts';`,
      `import { defineRule } from '../../src/rule/rule.ts';`,
    ],
    define: 'defineRule',
    bad: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
    badNodes: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    down_timer_adverts 5  #~ 'node2.conf' waits for 5 adverts  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
    good: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
    check: `  check: {
    cluster(cluster, report) {
      for (const { odd, usual } of oddMembers(cluster, ({ downTimerAdverts }) => String(downTimerAdverts.value))) {
        report(odd.node, {
          at: placeOfSetting(odd.instance, odd.instance.downTimerAdverts),
          summary: \`'\${odd.node.name}' waits for \${odd.instance.downTimerAdverts.value} adverts, and '\${usual.node.name}' for \${usual.instance.downTimerAdverts.value}.\`,
          detail: 'Then say what that leads to.',
          related: [{ at: placeIn(usual.node, usual.instance.nameWord.span), message: \`The instance on '\${usual.node.name}'.\` }],
        });
      }
    },
  },
`,
  },
};

const USAGE = `usage: npm run new-rule FOLDER/NAME [-- --over ${Object.keys(KINDS).join('|')}]
FOLDER/NAME such as l3/no-vmac: small letters, digits, hyphens`;

const { id, kind } = readArguments();
const file = join(rules, `${id}.ts`);
if (existsSync(file)) fail(`rules/${id}.ts is there already`);

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, template(id, KINDS[kind]));
register();
console.log(
  `rules/${id}.ts is begun and rules/index.ts knows it. Write the texts, the examples and the check; then: npm test && npm run generate`,
);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { over: { type: 'string', default: 'model' } } });
    const [name, ...others] = positionals;
    const isRight = /^[a-z][a-z0-9]*\/[a-z][a-z0-9-]*$/.test(name ?? '') && others.length === 0 && Object.hasOwn(KINDS, values.over);
    if (isRight) return { id: name, kind: values.over };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`);
  }
  return fail(USAGE);
}

function template(name, { imports, define, bad, badNodes, good, check }) {
  const otherNodes = badNodes === undefined ? '' : `\n        otherNodes: {\n          'node2.conf': \`${badNodes}\`,\n        },`;
  return `${imports.join('\n')}

export default ${define}({
  id: '${name}',
  title: 'What it finds, as a short sentence without a full stop',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['config-test'],
  what: 'What the rule looks for.',
  why: 'What happens to the service, and when.',
  advice: 'How to mend it.',
  unless: 'the finding is legitimate (the sentence begins with "Where"; leave it out where there is no such case).',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'What is wrong with it',
        config: \`${bad}\`,${otherNodes}
      },
    ],
    good: [
      {
        title: 'Looks alike and is right',
        config: \`${good}\`,
      },
    ],
  },
${check}});
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
