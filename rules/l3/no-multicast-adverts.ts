import { atLeast } from '../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject, type Correction, shownVerdict } from '../../src/model/correction.ts';
import { multicastMac } from '../../src/model/net/network.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { misspeltIn } from '../../src/rule/consequences.ts';
import { defineRule, type LateMessage, type Message, type Words } from '../../src/rule/rule.ts';
import { inProfiles, inStandards } from '../profiles.ts';

/** keepalived's own word for the fall back, which it reports since 2.2.5. */
const FALLBACK = 'unicast/keyword-without-peers';

export default defineRule({
  id: 'l3/no-multicast-adverts',
  title: 'Adverts or LVS connections are sent by multicast',
  severity: 'info',
  precision: 'very-high',
  profiles: { ...inProfiles({ 'l3-only': 'error', cloud: 'error', openstack: 'info', vmware: 'info' }), ...inStandards('off') },
  verdict: 'silent',
  proof: [
    'live/unicast-empty-peers-one-side',
    'live/unicast-empty-peers-both',
    'live/plain-own-mac-multicast',
    'live/plain-ipv6-own-mac',
    'live/multicast-lost-between-nodes',
    'live/unicast-keyword-without-peers-multicast',
    'live/unicast-fault-no-peer',
    'live/unicast-no-multicast-no-virtual-mac',
    'source/linux/net/netfilter/ipvs/ip_vs_sync.c:start_sync_thread',
  ],
  what: `Instances that send their adverts to a multicast group: because no \`unicast_peer\` is written, because the block is empty for this
config-id or holds no usable address, or because another unicast keyword stands there without peers. Also \`lvs_sync_daemon\`, which sends the
LVS connection table to a multicast group. Each message names the group and the multicast MAC address it becomes on Ethernet. On the interface of a VPN without multicast (\`tailscale0\`, \`wg0\`) it is a warning.`,
  why: `Multicast needs the goodwill of everything at layer 2: clouds do not carry it, wireless networks and some fabrics filter it, and routers on
the segment that speak VRRP themselves hear these adverts as well. Where they are lost, no node hears another one, and every node
is master at the same time.

The fall back is the dangerous case: the file says unicast, and keepalived sends multicast. Up to 2.2.4 it does so without a word.`,
  advice: `List the other nodes in \`unicast_peer\`, and name this node's own address with \`unicast_src_ip\`. Add \`check_unicast_src\` (2.1.0 and later), so that no other host is heard, and \`unicast_fault_no_peer\` (2.2.5 and
later) where the list is generated, so that an empty one stops the instance rather than turning to multicast. For \`lvs_sync_daemon\` there is no
unicast: run it over a link of its own, or leave it out and lose the open connections at a failover.`,
  unless: 'the segment carries multicast and no policy forbids it. Multicast is what RFC 9568 asks for, and what other vendors speak.',
  references: [
    { title: 'RFC 9568, section 5.1.1.2: IPv4 destination address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1.1.2' },
    { title: 'RFC 9568, section 5.1.2.2: IPv6 destination address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1.2.2' },
    { title: 'Tailscale: multicast is not carried', url: 'https://github.com/tailscale/tailscale/issues/1013' },
    { title: 'keepalived.conf(5): unicast_peer, unicast_fault_no_peer', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'keepalived 2.2.5 release notes', url: 'https://www.keepalived.org/release-notes/Release-2.2.5.html' },
  ],
  covers: [FALLBACK],
  examples: {
    bad: [
      {
        title: 'No unicast_peer at all',
        config: `vrrp_instance VI_1 {  #~ ^vrrp_instance VI_1^ 01:00:5e:00:00:12
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150  #=> priority 150 ↵ check_unicast_src ↵ unicast_src_ip 192.0.2.101 ↵ unicast_peer { ↵     192.0.2.102 ↵ }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The block is empty where no config-id matches',
        beside: ['l3/check-unicast-src'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_peer {  #~ ^unicast_peer^ holds no address in this view
        @lb1 192.0.2.102  #=> @lb1 192.0.2.102 ↵ @^lb1 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A unicast keyword without peers falls back to multicast',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip fe80::101  #~ ^unicast_src_ip^ 33:33:00:00:00:12  #=> check_unicast_src ↵ unicast_src_ip fe80::101 ↵ unicast_peer { ↵     fe80::102 ↵ }
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
      {
        title: 'A VPN without multicast',
        config: `vrrp_instance VI_1 {  #~ ^vrrp_instance VI_1^ Tailscale carries no multicast
    state BACKUP
    interface tailscale0
    virtual_router_id 51
    priority 150  #=> priority 150 ↵ check_unicast_src ↵ unicast_src_ip 100.64.0.1 ↵ unicast_peer { ↵     100.64.0.2 ↵ }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The LVS sync daemon has a group of its own',
        config: `global_defs {
    lvs_sync_daemon eth1 VI_1  #~ ^lvs_sync_daemon^ 01:00:5e:00:00:51  #=>
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
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
        title: 'Adverts go to the peer',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Without peers the instance stays in fault, and sends nothing',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_fault_no_peer
    unicast_src_ip 192.0.2.101
    unicast_peer {
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
      const fallbacks = bySubject(configuration.corrections, new Set([FALLBACK]));
      for (const instance of configuration.vrrpInstances) {
        // With unicast_fault_no_peer it goes to fault, and sends nothing.
        if (!instance.unicast && !instance.unicastFaultNoPeer.value)
          report(aboutInstance(instance, configuration, fallbacks.get(instance.name)));
      }
      const sync = aboutSyncDaemon(configuration);
      if (sync) report(sync);
    },
  },
});

/** `fallback`: what keepalived says of a unicast instance without peers, undefined where it says nothing. */
function aboutInstance(instance: VrrpInstance, configuration: Configuration, fallback: Correction | undefined): LateMessage {
  const [emptyBlock] = instance.peerBlocks;
  const words = (): Words => inWords(instance, configuration);
  if (!emptyBlock && !instance.unicastKeyword) {
    return { at: instance.block.header, ...(overVpn(instance) !== null && { severity: 'warning' as const }), words };
  }
  const at = emptyBlock ? emptyBlock.keyword.span : keywordSpan(instance.unicastKeyword ?? instance.block);
  // 'unicast_peer' without a block, and addresses that are none, are told where they stand.
  const cause = misspeltIn(instance.block.span, ['unicast_peer'], configuration);
  return { at, severity: 'error', verdict: fallback ? shownVerdict(fallback) : 'silent', words, ...(cause && { follows: cause }) };
}

/** What becomes of multicast on the interface of a VPN, by its name; null for every other one. */
function overVpn({ interface: own }: VrrpInstance): string | null {
  const name = own.value ?? '';
  if (/^tailscale\d+$/.test(name)) return ', and Tailscale carries no multicast: every node becomes master.';
  return /^wg\d+$/.test(name)
    ? `, and '${name}' is a WireGuard interface by its name, which has no multicast: keepalived says so and does not run the instance, unless multicast was switched on there.`
    : null;
}

function inWords(instance: VrrpInstance, configuration: Configuration): Words {
  const group = groupAndMac(instance.multicastGroup.value);
  const check = atLeast(configuration.target.version, '2.1.0') ? " Add 'check_unicast_src', so that no other host is heard." : '';
  const related = instance.multicastGroup.node ? [{ at: lineSpan(instance.multicastGroup.node), message: 'The group is set here.' }] : [];
  const [emptyBlock] = instance.peerBlocks;
  if (!emptyBlock && !instance.unicastKeyword) {
    const ipvlan =
      instance.ipvlan.value && !instance.vmac.value ? " 'use_ipvlan' keeps a virtual MAC address away, not the multicast." : '';
    return {
      summary: `Instance '${instance.name}' sends its adverts by multicast, to ${group}.`,
      detail: `It has no 'unicast_peer'${overVpn(instance) ?? '; where the network drops multicast, every node becomes master.'}${ipvlan}`,
      advice:
        `List the addresses of the other nodes in 'unicast_peer', on every node, and name this node's own address with 'unicast_src_ip'.${check}` +
        (instance.ipvlan.value ? " Remove 'use_ipvlan' then: keepalived's config test does not take it together with peers." : ''),
      related,
    };
  }
  const fallsBack = {
    related,
    advice:
      "List the other nodes in 'unicast_peer'. With 'unicast_fault_no_peer' (2.2.5 and later) an empty list stops the instance " +
      'instead of turning it to multicast.',
  } satisfies Partial<Words>;
  const consequence = `Instance '${instance.name}' falls back to multicast, to ${group}: a node whose list is not empty never hears it, and both become master.`;
  if (emptyBlock) {
    return { summary: emptiness(instance, configuration), detail: consequence, ...fallsBack };
  }
  const keyword = instance.unicastKeyword ?? instance.block;
  const name = configuration.expansion.text.slice(keywordSpan(keyword).start, keywordSpan(keyword).end);
  return {
    summary: `'${name}' without 'unicast_peer' does not make the adverts unicast.`,
    detail: consequence,
    ...fallsBack,
  };
}

function emptiness(instance: VrrpInstance, configuration: Configuration): string {
  const written = instance.peerBlocks.some((block) => block.body.length > 0);
  if (written) return "No line of 'unicast_peer' is an address that keepalived can use.";
  const where = configuration.expansion.named.isEmpty ? '' : ' in this view';
  return `'unicast_peer' holds no address${where}.`;
}

function aboutSyncDaemon(configuration: Configuration): Message | null {
  const { value, node } = configuration.globals.lvsSyncDaemon;
  if (!value || !node) return null;
  const keyword = keywordSpan(node);
  const name = configuration.expansion.text.slice(keyword.start, keyword.end);
  if (configuration.virtualServers.length === 0) {
    // Of its old form it is told that it is deprecated, and to be removed.
    if (name !== 'lvs_sync_daemon') return null;
    return {
      at: value.groupWord?.span ?? keyword,
      summary: `'${name}' is for LVS connection tables, which go out by multicast, to ${groupAndMac(value.group)}.`,
      detail: `There is no virtual_server here whose connections another node could need.`,
      advice: `Remove '${name}'.`,
    };
  }
  return {
    at: value.groupWord?.span ?? keyword,
    summary: `'${name}' sends the LVS connection table by multicast, to ${groupAndMac(value.group)}.`,
    detail: `It leaves through '${value.interface}'; the kernel has no unicast for it, also where the adverts are unicast.`,
    advice: `Let '${value.interface}' be a link between the nodes alone, or remove '${name}': open connections are then lost at a failover.`,
  };
}

function groupAndMac(group: string): string {
  const mac = multicastMac(group);
  return mac === null ? `'${group}'` : `'${group}' (MAC address ${mac})`;
}
