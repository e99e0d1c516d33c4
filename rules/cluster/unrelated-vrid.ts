import { atLeast, type Version } from '../../grammar/version.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import type { InstanceTraits } from '../../src/cluster/traits.ts';
import { passwordInAdvert, passwordWord } from '../../src/model/vrrp/password.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/unrelated-vrid',
  title: 'Two clusters on one segment use the same virtual router ID',
  severity: 'warning',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/vip-set-mismatch', 'live/auth-different-password', 'live/use-vmac-virtual-mac'],
  what: `A virtual router of a cluster, and an instance of a node that does not belong to it, with the same \`virtual_router_id\`, address family, network and password (or none), in files of one folder, and without unicast peers.`,
  why: `They hear the adverts of each other. Up to 2.3.2 a node discards those of the other cluster and fills its log; since 2.3.3 it takes them if the password is the same, or there is none: the node of lower priority gives way to a master that does not hold its address, and nobody holds it. With use_vmac both have the same MAC address.`,
  advice: `Give each virtual router of a segment an ID of its own.`,
  unless: `the two are on different segments.`,
  references: [{ title: 'RFC 9568, section 5.2.3', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-5.2.3' }],
  examples: {
    bad: [
      {
        title: 'A web cluster and a database next to it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51  #~ The virtual router 51 of 'keepalived.conf' has the ID of 'db1.conf', which is of another cluster.  #=> virtual_router_id 52
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'web2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51  #=> virtual_router_id 52
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'db1.conf': `vrrp_instance VI_DB {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.210/24
    }
}
`,
        },
        clusters: { web: ['keepalived.conf', 'web2.conf'] },
      },
    ],
    good: [
      {
        title: 'Passwords keep them apart',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass f3a9c04e
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'web2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass f3a9c04e
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'db1.conf': `vrrp_instance VI_DB {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass 7be10d52
    }
    virtual_ipaddress {
        192.0.2.210/24
    }
}
`,
        },
        clusters: { web: ['keepalived.conf', 'web2.conf'] },
      },
      {
        title: 'IDs of their own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
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
    advert_int 1
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
      for (const router of cluster.routers) {
        const [first] = router.members;
        if (!first || router.transport !== 'multicast') continue;
        const strangers = cluster.neighbours.filter(
          ({ instance }) =>
            instance.family === router.family &&
            instance.virtualRouterId === router.virtualRouterId &&
            !instance.addresses.some((address) => router.addresses.includes(address)),
        );
        // With another password each only fills the log of the other; a folder with the files of many sites has any number of these.
        const stranger = strangers.find(({ instance }) => !hasOtherPassword(first.instance, instance));
        if (!stranger) continue;
        report(first.node, {
          at: placeOfSetting(first.instance, first.instance.virtualRouterId),
          summary: `The virtual router ${router.virtualRouterId} of '${first.node.name}' has the ID of '${stranger.node}', which is of another cluster.`,
          detail: consequence(first.node.configuration.target.version),
        });
      }
    },
  },
});

/** Version 3 has no passwords. With another one an advert is discarded before its addresses are looked at. */
function hasOtherPassword(instance: VrrpInstance, { password }: InstanceTraits): boolean {
  if (instance.version.value === 3) return false;
  const own = passwordWord(instance);
  return (own && passwordInAdvert(own.text)) !== (password && passwordInAdvert(password));
}

function consequence(version: Version): string {
  return atLeast(version, '2.3.3')
    ? 'If both are on one segment, the node of lower priority gives way to a master that does not hold its address.'
    : 'If both are on one segment, each discards the adverts of the other, and fills its log.';
}
