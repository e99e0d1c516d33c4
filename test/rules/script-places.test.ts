import { expect, it } from 'vitest';
import { lintFiles } from '../helpers/lint-text.ts';

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
  return lintFiles({ [path]: text }, [path], { profiles: ['all'] })
    .findings.filter(({ line }) => line === 7)
    .map(({ rule }) => rule);
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
