import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { lostLines } from '../../src/daemon/lost-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { sayLost } from '../../src/rule/say-lost.ts';

export default defineRule({
  id: 'version/unsupported-keyword',
  title: 'A keyword is newer than the assumed keepalived',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A keyword that keepalived knows only from a later version on than the one that is assumed (`--keepalived-version`).',
  why: `An older keepalived takes it for an unknown word and drops the line. If it opens a block, the lines of the body are read as lines of the block around it, and
the \`}\` ends that block too early. Distributions ship versions that are years old: Debian 12 has 2.2.7, Ubuntu 24.04 has 2.2.8.`,
  advice:
    'Upgrade the nodes first, or leave the keyword out until then. If the nodes do run a newer version, name it with `--keepalived-version`.',
  references: [{ title: 'keepalived release notes', url: 'https://www.keepalived.org/release-notes/' }],
  covers: ['too-new'],
  examples: {
    bad: [
      {
        title: 'A setting and a block of later versions',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    timer_expired_backup  #~ 'timer_expired_backup' needs keepalived 2.2.8, and 2.2.7 is assumed. keepalived drops the line.  #=>
    auth_hmac {  #~ ^auth_hmac^ 'auth_hmac' needs keepalived 2.4.0, and 2.2.7 is assumed. keepalived drops its line only, reads the lines of its body as lines of the block around it, and takes its '}' for the end of that block. It no longer understands 'key' (line 6), 'active_key' (line 7) and 'virtual_ipaddress' (line 9), and drops those lines.  #=>
        key 1 s3cret-s3cret-s3cret-s3cret-s3cret  #=>
        active_key 1  #=>
    }  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Known to the version',
        version: '2.2.8',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    timer_expired_backup
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'too-new')) {
        const { keyword, since } = data;
        const effect =
          keyword.kind === 'block' || keyword.kind === 'list'
            ? `keepalived drops its line only, reads the lines of its body as lines of the block around it, and takes its '}' for the end of that block.${sayLost(lostLines(at, configuration))}`
            : 'keepalived drops the line.';
        report({
          at,
          summary: `'${keyword.name}' needs keepalived ${since}, and ${configuration.target.version} is assumed.`,
          detail: effect,
        });
      }
    },
  },
});
