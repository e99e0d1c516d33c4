import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { testConfigurations } from '../../../src/engine/config-test.ts';
import { expandFile } from '../../../src/engine/expand-file.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { FORMAT_NAMES, loadReporter } from '../../../src/report/formats.ts';
import { lintText } from '../../helpers/lint-text.ts';
import { context } from '../../helpers/report.ts';

const REPORTERS = await Promise.all(FORMAT_NAMES.map(async (name) => [name, await loadReporter(name)] as const));

/** Ways in which a secret § stands in a configuration: globals, lines of an instance, lines of its authentication. */
type Form = (secret: string) => { top?: string; instance?: string; authentication?: string };

const FORMS: readonly Form[] = [
  ...[
    'auth_pass §',
    'auth_pass "§"',
    'auth_pass "§',
    'auth_pass ab#§',
    'auth_pass !§',
    'auth_pass #§',
    'auth_pass v!§',
    "auth_pass ab'§",
    'auth_pass ab"§',
    'auth_pass a{§}b',
    'auth_pass }§',
    'auth_pass {§',
    'auth_pass {{ § }}',
    'auth_pass one § # why',
    '# auth_pass ab"§',
    "! auth_pass ab'§",
    'auth_pass§',
    'auth_pas ab#§',
    'auht_pass §',
    'auth_psas §',
    'authpass §',
    'auth_pass=§',
    'auth_pass: §',
    'auth_pass\n §',
    'state MASTER auth_pass §',
    'virtual_router_id 51 auth_pass §',
    'auth_type §',
    'auth_type PASS; auth_pass §',
    '§',
    'password §',
    'psk §',
    'community §',
    'credentials §',
    'private_key §',
  ].map(
    (line): Form =>
      (secret) => ({ authentication: line.replace('§', () => secret) }),
  ),
  ...['auth_hmac {\nkey 1 §\n}', 'auth_hmac {\nkey §\n}', 'auth_hmac {\nkey 1 ab#§\n}', 'auth_hmac {\nactive_key §\n}', 'auth_hmac §'].map(
    (lines): Form =>
      (secret) => ({ instance: lines.replace('§', () => secret) }),
  ),
  (secret) => ({ top: `$K=${secret}`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$K = ${secret}`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$K=ab'${secret}`, authentication: 'auth_pass $' + '{K}' }),
  (secret) => ({ top: `$J=${secret}\n$K=$J`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$X=one ${secret}`, authentication: 'auth_pass pre$' + '{X}post' }),
  (secret) => ({ top: `$KEY=${secret}`, instance: 'auth_hmac {\nkey 1 $KEY\n}' }),
  (secret) => ({ top: `$KEY=${secret}\nvrrp_script c {\nscript "/usr/bin/curl http://user:$KEY@192.0.2.1/"\n}` }),
  (secret) => ({ authentication: `~LST(P ${secret}) auth_pass $P` }),
  (secret) => ({ authentication: `~LST(P, ${secret}) auth_pass $P` }),
  ...[
    'AWS_SECRET_ACCESS_KEY=§ x',
    'REDISCLI_AUTH=§ redis-cli ping',
    'curl https://§@192.0.2.1/',
    'curl http://admin:§@192.0.2.1/',
    'curl http://192.0.2.1/?a=b&access_key=§&c=d',
    'curl http://192.0.2.1/?X-Amz-Signature=§',
    'curl -d \'{\\"user\\": \\"x\\", \\"password\\": \\"§\\"}\' h',
    "curl -H 'Authorization: Bearer §' h",
    'mysql -p§',
    'x --password §',
  ].flatMap((command): Form[] => [
    (secret) => ({ top: `vrrp_script c {\nscript "/bin/env ${command.replace('§', () => secret)}"\n}` }),
    (secret) => ({ top: `# ${command.replace('§', () => secret)}` }),
    (secret) => ({ instance: `notfy "/bin/env ${command.replace('§', () => secret)}"` }),
  ]),
  (secret) => ({ top: `-----BEGIN PRIVATE KEY-----\n${`MIIEvQ${secret}`.padEnd(64, 'x9')}\n${secret}==\n-----END PRIVATE KEY-----` }),
];

/** No word that a message or a path of ours holds, and none that the forms hold. */
const marker = fc.stringMatching(/^Q[0-9][A-Z][0-9][a-z][0-9][A-Z][0-9][A-Za-z0-9]{0,8}$/);

it('no output of any command holds a secret, or the part of it that keepalived uses', async () => {
  const cases = fc.record({
    form: fc.constantFrom(...FORMS),
    secret: marker,
    version: fc.constantFrom('2.0.0', '2.0.20', '2.2.7', '2.4.3' as const),
    misspelt: fc.boolean(),
  });
  // Each form once, and 200 configurations at random.
  const systematic = FORMS.map((form) => ({ form, secret: 'Q7X1k9Z4abcD', version: '2.4.3' as const, misspelt: false }));
  for (const { form, secret, version, misspelt } of [...systematic, ...fc.sample(cases, { seed: 20, numRuns: 200 })]) {
    const { top = '', instance = '', authentication = '' } = form(secret);
    const text = `${top}
vrrp_instance VI_1 {
${misspelt ? 'interfce eth0' : 'interface eth0'}
virtual_router_id 51
${instance}
authentication {
auth_type PASS
${authentication}
}
virtual_ipaddress {
192.0.2.9/24
}
}
`;
    const outputs = outputsOf(text, version);
    for (const [name, output] of Object.entries(outputs)) {
      const at = output.indexOf(secret.slice(0, 8));
      expect(at < 0 ? '' : `${name}: ${output.slice(Math.max(0, at - 200), at + 40)}`, text).toBe('');
    }
  }
});

function outputsOf(text: string, version: '2.0.0' | '2.0.20' | '2.2.7' | '2.4.3'): Record<string, string> {
  const profiles = ['all'] as const;
  const report = lintText(text, { version, profiles });
  const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
  const reader = memoryReader({ 'keepalived.conf': text });
  const target = assumedTarget(version);
  return {
    ...Object.fromEntries(REPORTERS.map(([name, write]) => [name, write(report, context())])),
    expand: JSON.stringify(expandFile(root, reader, { configId: null, target })),
    verdict: JSON.stringify(testConfigurations([root], reader, { rules, target, kvlint: '1.0.0', unnamedView: true })),
  };
}
