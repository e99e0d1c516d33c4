import type { Span } from '../../grammar/tree.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { passwordInAdvert, passwordWord } from '../../src/model/vrrp/password.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/authentication',
  title: 'Nodes do not share one authentication',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/auth-different-password',
    'live/auth-on-one-side',
    'live/auth-same-first-eight',
    'live/auth-ignored-in-v3',
    'live/sync-group-one-member-unheard',
  ],
  what: `Members of one virtual router (VRRP version 2) with another \`auth_type\` or another \`auth_pass\`, of which the first eight bytes count. Passwords are compared and never shown.`,
  why: `A node discards adverts whose authentication is not its own: each side becomes master, and both hold the addresses.`,
  advice: `Write the same auth_type and auth_pass on every node, or none on any.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Two passwords',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass s3cret99  #~ The password on 'node2.conf' is not that on 'keepalived.conf'.  #=> auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'On one node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' uses no authentication, and 'keepalived.conf' auth_type PASS.  #=> vrrp_instance VI_1 { ↵     authentication { ↵         auth_type PASS ↵         auth_pass s3cret98 ↵     }
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Strict mode on one node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `global_defs {
    vrrp_strict  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    accept
    authentication {
        auth_type PASS  #~ 'node2.conf' uses no authentication, because keepalived drops what is written, and 'keepalived.conf' auth_type PASS.
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
        beside: ['vrrp/strict-conflict'],
      },
      {
        title: 'In one of two instances of a sync group',
        config: `vrrp_sync_group G {
    group {
        VI_1
        VI_2
    }
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_sync_group G {
    group {
        VI_1
        VI_2
    }
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass s3cret99  #~ only those of 'VI_2', which is in its sync group, keep the whole group on one node.  #=> auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'The same first eight bytes',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { odd, usual } of oddMembers(cluster, keyOf)) {
        const sameType = odd.instance.authentication.value === usual.instance.authentication.value;
        report(odd.node, {
          at: placeOf(odd.instance, sameType),
          summary: sameType
            ? `The password on '${odd.node.name}' is not that on '${usual.node.name}'.`
            : `'${odd.node.name}' uses ${nameOf(odd.instance)}, and '${usual.node.name}' ${nameOf(usual.instance)}.`,
          detail: whereUnheard(odd, usual, 'Each discards the adverts of the other, becomes master, and both hold the addresses.'),
          ...((isDropped(odd.instance) || isDropped(usual.instance)) && {
            advice:
              "Mend what makes keepalived drop it, which has a finding of its own; or remove 'authentication' on every node (VRRP has had none since RFC 3768).",
          }),
          related: [{ at: placeIn(usual.node, placeOf(usual.instance, sameType)), message: `The authentication on '${usual.node.name}'.` }],
        });
      }
    },
  },
});

function placeOf(instance: VrrpInstance, isPassword: boolean): Span {
  return isPassword && instance.passwordNode ? lineSpan(instance.passwordNode) : placeOfSetting(instance, instance.authentication);
}

/** What goes into an advert. Compared, never shown. */
function keyOf(instance: VrrpInstance): string {
  if (instance.version.value === 3 || instance.authentication.value === null) return 'none';
  return `${instance.authentication.value} ${passwordInAdvert(passwordWord(instance)?.text ?? '')}`;
}

function nameOf(instance: VrrpInstance): string {
  const { authentication } = instance;
  if (isDropped(instance)) return 'no authentication, because keepalived drops what is written';
  return authentication.value === null ? 'no authentication' : `auth_type ${authentication.value}`;
}

/** Whether it is written, and not used: by strict mode, or because the password is missing. */
function isDropped({ authentication }: VrrpInstance): boolean {
  return authentication.value === null && authentication.as === 'corrected';
}
