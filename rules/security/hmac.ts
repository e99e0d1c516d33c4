import { lineSpan } from '../../src/binding/place.ts';
import { usedBlocks, usedValues } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/hmac',
  title: 'auth_hmac does not protect as it could',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'warning' }),
  verdict: 'silent',
  proof: ['source/vrrp/vrrp.c:vrrp_auth_ext_verify'],
  what: 'A key of `auth_hmac` that stands in the configuration itself, and a `mode` other than `enforce`.',
  why: `Whoever can read the configuration, its backup or its repository has the key, and can take the addresses. In the modes \`permissive\` and \`receive-only\`, which are meant for a change of keys, adverts without a signature are taken too.`,
  advice:
    'Put the key into a file that only root can read: `key 1 file:/etc/keepalived/vrrp.key`. Go on to `mode enforce` once all nodes sign.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'In the file, and not enforced',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    auth_hmac {
        key 1 0123456789abcdef0123456789abcdef  #~ ^0123456789abcdef0123456789abcdef^ in the configuration  #=> key 1 file:/etc/keepalived/vrrp.key
        active_key 1
        mode permissive  #~ ^mode permissive^ without a signature  #=> mode enforce
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'In a file of its own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    auth_hmac {
        key 1 file:/etc/keepalived/vrrp.key
        active_key 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { name, bound } of configuration.vrrpInstances) {
        for (const block of usedBlocks(bound.children, 'auth_hmac')) {
          for (const { keyword, args, node } of usedValues(block.children)) {
            const key = args[1]?.word;
            if (keyword.name === 'key' && key && !/^(?:file|systemd|credential):/.test(key.text)) {
              report({
                at: key,
                summary: `A key of '${name}' stands in the configuration itself.`,
                detail: 'Whoever reads the file, its backup or its repository can sign adverts and take the addresses.',
                advice: `Put the key into a file that only root can read, and write 'key ${args[0]?.word.text} file:/etc/keepalived/vrrp.key' or so.`,
              });
            }
            if (keyword.name === 'mode' && args[0]?.word.text !== 'enforce') {
              report({
                at: lineSpan(node),
                severity: 'info',
                summary: `'${name}' takes adverts without a signature as well.`,
                detail: 'The mode is meant for the time of a change; anybody can send such adverts.',
                advice: "Write 'mode enforce' once all nodes sign.",
              });
            }
          }
        }
      }
    },
  },
});
