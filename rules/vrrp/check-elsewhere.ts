import { groupBy } from '../../grammar/group-by.ts';
import { type IpAddress, parseAddress } from '../../src/binding/ip-address.ts';
import { baseName, type CommandWord } from '../../src/binding/script-lines.ts';
import type { VrrpScript } from '../../src/model/tracking/vrrp-script.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { checkCommands, pipelineOf } from '../../src/rule/check-commands.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { weightFor } from '../../src/rule/tracked-weights.ts';

export default defineRule({
  id: 'vrrp/check-elsewhere',
  title: 'A check asks whoever has the virtual address, or another node',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/check-asks-virtual-address', 'live/check-asks-other-node', 'live/script-negative'],
  what: `A tracked script that asks a virtual address of an instance that tracks it (\`curl https://VIP:6443\`, \`ping VIP\`, \`ip addr | grep VIP\`), or, without a weight, one of its unicast
peers. The command has to name the address; what a script of your own does with one, kvlint does not know.`,
  why: `While no node has the virtual address, nobody answers there: such a check fails on every node, and without a weight each goes to fault state before it could become master. With a
weight all nodes get the same answer, that of the master, and are lowered alike, so nothing moves. A check that asks the other node fails when that one is gone, just when this one is to take over.`,
  advice: 'Ask this node: `127.0.0.1`, or its own address. Whether the other nodes are there, VRRP itself tells.',
  unless: 'the script is there for something else than to tell whether this node can serve.',
  references: [{ title: 'keepalived.conf(5): vrrp_script, track_script', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Nobody has the address yet',
        config: `vrrp_script check_api {
    script "/usr/bin/curl -fsSk --max-time 1 https://192.0.2.200:6443/healthz"  #~ ^"/usr/bin/curl -fsSk --max-time 1 https://192.0.2.200:6443/healthz"^ 'check_api' asks '192.0.2.200', which 'API' has only as master  #=> script "/usr/bin/curl -fsSk --max-time 1 https://127.0.0.1:6443/healthz"
    interval 2
    fall 3
}

vrrp_script check_address {
    script "/usr/bin/sh -c 'ip -4 addr show eth0 | grep -q 192.0.2.200'"  #~ ^"/usr/bin/sh -c 'ip -4 addr show eth0 | grep -q 192.0.2.200'"^ 'check_address' looks for '192.0.2.200'  #=> script "/usr/bin/sh -c 'ss -ltn | grep -q :6443'"
    interval 2
    fall 3
}

vrrp_instance API {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_api
        check_address
    }
}
`,
      },
      {
        title: 'The same answer for all',
        config: `vrrp_script check_api {
    script "/usr/bin/curl -fsSk --max-time 1 https://[2001:db8::200]:6443/healthz"  #~ ^"/usr/bin/curl -fsSk --max-time 1 https://[2001:db8::200]:6443/healthz"^ 'check_api' asks '2001:db8::200', where the master answers  #=> script "/usr/bin/curl -fsSk --max-time 1 https://[::1]:6443/healthz"
    interval 2
    fall 3
    weight -60
}

vrrp_instance API {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        fe80::200
        2001:db8::200/64
    }
    track_script {
        check_api
    }
}
`,
      },
      {
        title: 'The other node',
        config: `vrrp_script check_network {
    script "/usr/bin/ping -c 1 -W 1 192.0.2.102"  #~ ^"/usr/bin/ping -c 1 -W 1 192.0.2.102"^ 'check_network' asks '192.0.2.102', another node of 'VI_1'  #=> script "/usr/bin/ping -c 1 -W 1 192.0.2.1"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_network
    }
}
`,
      },
    ],
    good: [
      {
        title: 'This node, a name for the address, a script that may look first, a peer that only counts',
        config: `vrrp_script check_api {
    script "/usr/bin/curl -fsSk --max-time 1 -H 'Host: 192.0.2.200' https://127.0.0.1:6443/healthz"
    interval 2
    fall 3
}

vrrp_script check_all {
    script "/etc/keepalived/check-api 192.0.2.200 6443"
    interval 2
    fall 3
}

vrrp_script check_if_master {
    script "/usr/bin/sh -c 'ip addr show eth0 | grep -q 192.0.2.200 || exit 0; curl -fs http://192.0.2.200/'"
    interval 2
    fall 3
}

vrrp_script check_peer {
    script "/usr/bin/ping -c 1 -W 1 192.0.2.102"
    interval 2
    fall 3
    weight -10
}

vrrp_instance API {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_api
        check_all
        check_if_master
        check_peer
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      let places: Places | null = null;
      for (const { script, line } of checkCommands(configuration)) {
        const asked = script && askedOf(line.words);
        if (!asked) continue;
        places ??= placesOf(configuration.vrrpInstances);
        const said = sayOf(script, asked, places);
        if (said) report({ at: line.command, ...said });
      }
    },
  },
});

/** The addresses that a command names, and whether it looks for them on its own node. */
interface Asked {
  readonly addresses: ReadonlySet<string>;
  readonly onThisNode: boolean;
}

/** Programs that ask the address which they are given. */
const ASKERS: ReadonlySet<string> = new Set(
  'arping curl dig fping host http httping mysql mysqladmin nc ncat netcat nmap nslookup pg_isready ping ping6 psql redis-cli telnet wget'.split(
    ' ',
  ),
);

/** Programs that list the addresses of their own node. */
const LISTERS: ReadonlySet<string> = new Set(['hostname', 'ifconfig', 'ip']);

function askedOf(words: readonly CommandWord[]): Asked | null {
  const [first, ...filters] = pipelineOf(words);
  const program = baseName(first?.[0] ?? '');
  if (ASKERS.has(program)) return asked(first, false);
  const [filter, ...more] = filters;
  const looks = LISTERS.has(program) && baseName(filter?.[0] ?? '') === 'grep' && more.length === 0 && !filter?.some(turnsRound);
  return looks ? asked(filter, true) : null;
}

function asked(words: readonly string[] = [], onThisNode: boolean): Asked | null {
  const addresses = new Set(words.flatMap((word, at) => (TITLES.test(words[at - 1] ?? '') ? [] : addressesIn(word))));
  return addresses.size > 0 ? { addresses, onThisNode } : null;
}

/** `grep -v`. */
function turnsRound(word: string): boolean {
  return /^-(?:[a-zA-Z]*v|-invert-match$)/.test(word);
}

/** Options whose value is sent and not asked. */
const TITLES = /^(?:-H|--header|-A|--user-agent|-e|--referer|-d|--data)$/;

function addressesIn(word: string): readonly string[] {
  return [word, ...(word.match(ADDRESSES) ?? [])].flatMap((text) => parseAddress(text.replaceAll('\\', ''))?.text ?? []);
}

/** An IPv4 address, which `grep` may have with backslashes, or what stands between the brackets of a URL. */
const ADDRESSES = /(?<![\w.])\d+(?:\\?\.\d+){3}(?![\w.]*\d)|(?<=\[)[\da-fA-F:.]+(?=\])/g;

function sayOf(script: VrrpScript, { addresses, onThisNode }: Asked, { virtual, peers }: Places): Omit<Message, 'at'> | null {
  for (const address of addresses) {
    for (const { instance } of virtual.get(address) ?? []) {
      const weight = weightFor(instance, script);
      if (weight === 0) return ofVirtual(script, instance, address, onThisNode);
      if (weight !== null && !onThisNode) return ofMaster(script, address);
    }
    const peered = onThisNode ? undefined : peers.get(address)?.find(({ instance }) => weightFor(instance, script) === 0);
    if (peered) return ofPeer(script, peered.instance, address);
  }
  return null;
}

/** Instances by an address that is theirs in some way. */
type ByAddress = ReadonlyMap<string, readonly Owned[]>;

interface Owned {
  readonly instance: VrrpInstance;
  readonly address: string;
}

interface Places {
  /** By their virtual addresses. */
  readonly virtual: ByAddress;
  /** By the addresses of their peers. */
  readonly peers: ByAddress;
}

function placesOf(instances: readonly VrrpInstance[]): Places {
  return {
    virtual: byAddress(instances, ({ addresses, excludedAddresses }) => [...addresses, ...excludedAddresses]),
    peers: byAddress(instances, ({ peers }) => peers),
  };
}

function byAddress(
  instances: readonly VrrpInstance[],
  addressesOf: (instance: VrrpInstance) => readonly { readonly ip: IpAddress }[],
): ByAddress {
  const owned = instances.flatMap((instance): Owned[] => addressesOf(instance).map(({ ip }) => ({ instance, address: ip.text })));
  return groupBy(owned, ({ address }) => address);
}

function ofVirtual(script: VrrpScript, instance: VrrpInstance, address: string, onThisNode: boolean): Omit<Message, 'at'> {
  return {
    summary: onThisNode
      ? `'${script.name}' looks for '${address}' on this node, which has it only as master of '${instance.name}'.`
      : `'${script.name}' asks '${address}', which '${instance.name}' has only as master.`,
    detail: onThisNode
      ? 'A node without the address is in fault state, and so never becomes master: where all nodes have this check, nobody takes the addresses.'
      : 'While nobody has the address the check fails, and a node whose check fails does not become master: where all nodes have this check, nobody takes the addresses.',
    advice: onThisNode ? 'Ask the service of this node instead; keepalived itself knows whether it has the address.' : askThisNode(address),
  };
}

function ofMaster(script: VrrpScript, address: string): Omit<Message, 'at'> {
  return {
    severity: 'warning',
    summary: `'${script.name}' asks '${address}', where the master answers, whichever node asks.`,
    detail:
      'When its service is dead, the check fails on all nodes that have it: their weights lower all alike, and the addresses stay where they are.',
    advice: askThisNode(address),
  };
}

function ofPeer(script: VrrpScript, instance: VrrpInstance, address: string): Omit<Message, 'at'> {
  return {
    summary: `'${script.name}' asks '${address}', another node of '${instance.name}'.`,
    detail:
      'When that node is gone, the check fails here: this node goes to fault state instead of taking over, and nobody has the addresses.',
    advice: `Ask what this node needs by itself, such as its router, and not '${address}'; whether that node is there, VRRP tells.`,
  };
}

function askThisNode(address: string): string {
  return `Ask this node: ${address.includes(':') ? "'[::1]'" : "'127.0.0.1'"} or its own address in place of '${address}'.`;
}
