import { expect, it } from 'vitest';
import { NEWEST_VERSION } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { lint } from '../../src/engine/lint.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';

/** The rules that tell of a place, in a checkout as a build machine makes it. */
function toldOf(directory: string, script: string): readonly string[] {
  const path = `${directory}/keepalived.conf`;
  const text = `$CHECKS=\${_PWD}/checks
global_defs {
    enable_script_security
    script_user nobody
}
vrrp_script chk {
    script "${script}"
    user root
}
`;
  const report = lint([{ path, absolute: path }], memoryReader({ [path]: text }), {
    rules,
    target: assumedTarget(NEWEST_VERSION),
    profiles: ['all'],
    severities: new Map(),
    kvlint: '0.0.0-test',
  });
  return report.findings.filter(({ line }) => line === 7).map(({ rule }) => rule);
}

it.each(['/tmp/build', '/home/runner/work/site', '/root/site'])(
  "does not take '%s', where a file lies now, for where its scripts are to lie",
  (directory) => {
    for (const script of ['${_PWD}/check.sh', '${CHECKS}/check.sh', '/bin/sh ${_PWD}/check.sh']) {
      const told = toldOf(directory, script);
      expect(told).not.toContain('security/script-path');
      expect(told).not.toContain('vrrp/script-command');
    }
  },
);

it('knows the place of a script that is written in full', () => {
  expect(toldOf('/etc/keepalived', '/tmp/build/check.sh')).toContain('security/script-path');
});
