import { parseAddress } from '../../src/binding/ip-address.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import type { Message } from '../../src/rule/rule.ts';
import { isStandIn } from '../../src/rule/stand-in.ts';

export default defineCorrectionRule({
  id: 'vrrp/interface',
  title: 'An instance lacks the interface that it needs, or a VRF does not go with it',
  severity: 'error',
  isCause: true,
  precision: 'very-high',
  verdict: 'refuses',
  proof: [
    'live/interface-loopback-does-not-start',
    'live/interface-missing-does-not-start',
    'live/default-interface',
    'live/unicast-no-interface',
    'live/unknown-interface',
    'live/unknown-interface-of-one-instance',
    'source/vrrp/vrrp.c:vrrp_complete_instance',
  ],
  what: `An instance without \`interface\`, where nothing else tells keepalived where to send from; addresses of an instance without interface that have no
\`dev\`; and \`vrf\` together with \`interface\` or without unicast peers.`,
  why: `The loopback interface is none. Only an instance with unicast peers and a source address may go without an interface (2.1.0 to 2.2.4, and 2.2.8 and later). Everything else without
one makes keepalived refuse to run, and with it all other instances of the node. \`default_interface\` is for \`static_ipaddress\` and does not help here.

Without an interface an address needs \`dev\`; keepalived leaves out those that have none. \`vrf\` says in which routing domain an instance without
interface sends: where there is an interface, that one's own VRF counts, and keepalived ignores the line.`,
  advice:
    'Write `interface`. Where the instance is to follow the routing table instead, write `unicast_src_ip`, `unicast_peer`, and `dev` behind each address.',
  references: [{ title: 'keepalived.conf(5): interface, vrf, unicast_src_ip', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Multicast needs an interface',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ has no usable 'interface'
    state BACKUP  #=> state BACKUP ↵ interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
    }
}
`,
      },
      {
        title: 'The loopback interface does not count',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface lo  #~ ^lo^ ignores 'interface lo'  #=> interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast without interface and source',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ neither 'interface' nor 'unicast_src_ip'
    state BACKUP  #=> state BACKUP ↵ interface eth0
    virtual_router_id 51
    priority 150
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
    }
}
`,
      },
      {
        title: 'A link-local source says nothing without its interface',
        config: `vrrp_instance VI_6 {  #~ ^VI_6^ link-local source
    state BACKUP  #=> state BACKUP ↵ interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip fe80::101
    unicast_peer {
        fe80::102
    }
    virtual_ipaddress {
        fe80::200/64 dev eth0
    }
}
`,
      },
      {
        title: 'An address without a place to go to',
        config: `vrrp_instance VI_1 {
    state BACKUP
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
        198.51.100.200/24  #~ leaves '198.51.100.200' out  #=> 198.51.100.200/24 dev eth1
    }
}
`,
      },
      {
        title: 'A VRF below the interface, and one without unicast peers',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    vrf blue  #~ ignores 'vrf'  #=>
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    vrf blue  #~ drops 'vrf'  #=>
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
      {
        title: 'The loopback interface is no VRF',
        config: `vrrp_instance VI_1 {
    state BACKUP
    vrf lo  #~ ^lo^ ignores 'vrf lo'  #=>
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
    }
}
`,
      },
      {
        title: 'Copied from the output of ip',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0@if2  #~ ^eth0@if2^ 'eth0@if2' is how 'ip' shows the interface 'eth0', and not its name.  #=> interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'An address, and what a script was to replace',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface 192.0.2.1  #~ ^192.0.2.1^ '192.0.2.1' is an address, and no name of an interface.  #=> interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface <interface>  #~ ^<interface>^ '<interface>' is no name of an interface.  #=> interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Unicast that follows the routing table of a VRF',
        config: `vrrp_instance VI_1 {
    state BACKUP
    vrf blue
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        203.0.113.102
    }
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
    }
}
`,
      },
      {
        title: 'An interface',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }, report) {
      for (const { interface: own, tracking } of vrrpInstances) {
        const named = own.node?.kind === 'statement' ? own.node.words[1] : undefined;
        for (const word of [...(named ? [named] : []), ...tracking.interfaces.map((each) => each.word)]) {
          const mistake = mistakeIn(word.text);
          if (!mistake) continue;
          report({
            at: word,
            ...mistake,
            detail: 'keepalived finds no interface of that name and does not start: this node takes no address of any instance.',
          });
        }
      }
    },
  },
  words: {
    'vrrp/interface-loopback': ({ subject, written }) => ({
      summary: `keepalived does not run VRRP on the loopback interface, and ignores 'interface ${written}' of '${subject}'.`,
      detail: `Without another interface it refuses to run.`,
      advice: "Write the interface that the other nodes are on; addresses may go to the loopback interface with 'dev lo'.",
    }),
    'vrrp/interface-missing': ({ subject }, { target: { version }, globals }) => ({
      summary: `Instance '${subject}' has no usable 'interface'.`,
      detail: `keepalived ${version} refuses to run: this node takes no address of any instance.`,
      advice:
        globals.defaultInterface.as === 'given'
          ? "Write 'interface' with the name of the network interface: 'default_interface' counts for static addresses alone."
          : "Write 'interface' with the name of the network interface.",
    }),
    'unicast/needs-source-or-interface': ({ subject }) => ({
      summary: `Instance '${subject}' has neither 'interface' nor 'unicast_src_ip'.`,
      detail: `keepalived knows no address to send from and refuses to run: this node takes no address of any instance.`,
      advice: "Write 'interface', or this node's own address behind 'unicast_src_ip'.",
    }),
    'unicast/link-local-source-without-interface': ({ subject }) => ({
      summary: `Instance '${subject}' has a link-local source address and no 'interface'.`,
      detail:
        `Such an address means something only on an interface; ` +
        'keepalived refuses to run, and this node takes no address of any instance.',
      advice: "Write 'interface', or a global address behind 'unicast_src_ip'.",
    }),
    'unicast/no-interface-for-address': ({ subject, written }) => ({
      summary: `keepalived leaves '${written}' out, because '${subject}' has no interface and the address no 'dev'.`,
      detail: `Nobody answers for it.`,
      advice: "Write 'dev' and the interface behind the address; 'default_interface' does not help here.",
    }),
    'vrrp/vrf-loopback': ({ subject, written }) => ({
      severity: 'warning',
      summary: `keepalived ignores 'vrf ${written}' of '${subject}', because the loopback interface is no VRF.`,
      detail: `The instance sends by the main routing table.`,
      advice: 'Write the name of the VRF interface, or remove the line.',
    }),
    'vrrp/vrf-after-interface': ({ subject }) => ({
      severity: 'warning',
      summary: `keepalived ignores 'vrf' below 'interface' in '${subject}'.`,
      detail: `The VRF that the interface belongs to counts.`,
      advice: "Remove 'vrf', or 'interface' where the instance has unicast peers and a source address.",
      against: 'The interface.',
    }),
    'vrrp/vrf-needs-unicast-without-interface': ({ subject }) => ({
      severity: 'warning',
      summary: `keepalived drops 'vrf' of '${subject}'.`,
      detail: `It is only for instances with unicast peers and without 'interface'.`,
      advice: "Remove 'vrf', or 'interface' where the instance has unicast peers and a source address.",
    }),
  },
});

/** What shows without knowing the host that no interface has this name. */
function mistakeIn(text: string): Pick<Message, 'summary' | 'advice'> | null {
  if (parseAddress(text)) {
    return {
      summary: `'${text}' is an address, and no name of an interface.`,
      advice: "Write the name that 'ip address' shows for the interface of this address.",
    };
  }
  if ((isStandIn(text) && MARKED.test(text)) || KIND.test(text)) {
    return { summary: `'${text}' is no name of an interface.`, advice: `Write the name of the interface that '${text}' stands for.` };
  }
  if (text.startsWith('[')) {
    return {
      summary: `'${text}' is no name of an interface.`,
      advice: "Write the name of one interface alone: the brackets, and a '|' between several, are a manual's.",
    };
  }
  const [name = '', below] = text.split('@');
  return below === undefined || name === ''
    ? null
    : { summary: `'${text}' is how 'ip' shows the interface '${name}', and not its name.`, advice: `Write '${name}'.` };
}

/** A stand-in that nobody calls an interface: `LAN_A` may be a name, `<LAN>` is none. */
const MARKED = /^[<%@*]|^__|^--/;

/** What an interface is, in the place of its name: `INTERFACE`, `SET_DEVICE`. */
const KIND = /^(?:[A-Z0-9]+_)*(?:INTERFACE|IFACE|DEVICE|NIC)(?:_NAME)?$/;
