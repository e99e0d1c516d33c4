import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { clusterMates } from '../../../src/engine/cluster-mates.ts';
import { testConfigurations } from '../../../src/engine/config-test.ts';
import { expandFile } from '../../../src/engine/expand-file.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { TextStore } from '../../../src/node/text-store.ts';
import { FORMAT_NAMES, loadReporter } from '../../../src/report/formats.ts';
import { lintFiles, lintText } from '../../helpers/lint-text.ts';
import { context } from '../../helpers/report.ts';
import { scratch } from '../../helpers/scratch.ts';
import { configurationWith, SECRET_FORMS } from '../../helpers/secret-forms.ts';
import { kvlint } from '../../helpers/session.ts';

const REPORTERS = await Promise.all(FORMAT_NAMES.map(async (name) => [name, await loadReporter(name)] as const));

/** No word that a message or a path of ours holds, and none that the forms hold. */
const marker = fc.stringMatching(/^Q[0-9][A-Z][0-9][a-z][0-9][A-Z][0-9][A-Za-z0-9]{0,8}$/);

it('no output of any command holds a secret, the part of it that keepalived uses, or what is left behind that', async () => {
  const cases = fc.record({
    form: fc.constantFrom(...SECRET_FORMS),
    secret: marker,
    version: fc.constantFrom('2.0.0', '2.0.20', '2.2.7', '2.4.3' as const),
    misspelt: fc.boolean(),
  });
  // Each form once, and 200 configurations at random.
  const systematic = SECRET_FORMS.map((form) => ({ form, secret: 'Q7X1k9Z4abcD', version: '2.4.3' as const, misspelt: false }));
  for (const { form, secret, version, misspelt } of [...systematic, ...fc.sample(cases, { seed: 20, numRuns: 200 })]) {
    const text = configurationWith(form(secret), misspelt);
    expectNoSecret(outputsOf(text, version), secret, text);
  }
});

it('an instance that is called like its password has no name in any output, and its place says which it is', () => {
  const secret = 'Q7X1k9Z4';
  const text = `vrrp_instance ${secret} {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass ${secret}
    }
}
`;
  expectNoSecret(outputsOf(text, '2.4.3'), secret, text);
  const [finding] = lintText(text).findings.filter(({ rule }) => rule === 'vrrp/no-vip');
  expect(finding).toMatchObject({ line: 1, column: 15, summary: "Instance '***' has no address in 'virtual_ipaddress'." });
});

it('the page with the clusters drawn holds no secret of any node', async () => {
  const secret = 'Q7X1k9Z4abcD';
  const texts = SECRET_FORMS.map((form) => configurationWith(form(secret), false));
  const files = texts.flatMap((text, index) => [1, 2].map((node) => [`site${index}/lb${node}.conf`, text] as const));
  const { stdout } = await kvlint(scratch(Object.fromEntries(files)), ['.', '--profile', 'all', '--format', 'html']);
  expect(stdout).toContain('<svg');
  expectNoSecret({ html: stdout }, secret, '');
});

it('what is kept for later runs holds no secret', () => {
  const secret = 'Q7X1k9Z4abcD';
  for (const form of SECRET_FORMS) {
    for (const misspelt of [false, true]) {
      const text = configurationWith(form(secret), misspelt);
      const files = { 'lb1.conf': text, 'lb2.conf': text.replace('eth0', 'eth1'), 'lb3.conf': text };
      const store = new TextStore();
      const roots = Object.keys(files).map((path) => ({ path, absolute: path }));
      clusterMates(roots.slice(0, 1), roots.slice(1), memoryReader(files), { target: assumedTarget('2.4.3'), store });
      lintFiles(files, ['lb1.conf', 'lb2.conf'], { profiles: ['all'], store });
      expectNoSecret({ store: [...store.texts].flat().join('\n') }, secret, text);
    }
  }
});

function expectNoSecret(outputs: Readonly<Record<string, string>>, secret: string, text: string): void {
  for (const [name, output] of Object.entries(outputs)) {
    for (const piece of [secret.slice(0, 8), secret.slice(-5)]) {
      const at = output.indexOf(piece);
      expect(at < 0 ? '' : `${name}: ${output.slice(Math.max(0, at - 200), at + 40)}`, text).toBe('');
    }
  }
}

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
