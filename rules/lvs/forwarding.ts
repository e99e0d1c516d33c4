import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/forwarding',
  title: 'How packets reach the real servers is not said, or cannot be',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `A real server or sorry server for which neither it nor its virtual server has a valid \`lvs_method\`, and tunnel options that do
not go together: \`type gue\` needs a port and no other type takes one, IPIP has no checksum, GRE no remote checksum.`,
  why: `Without a method keepalived takes NAT. Servers that were set up for direct routing, with the address on a loopback interface, then
answer clients directly while these wait for the director: connections do not come about. Tunnel options that do not fit are dropped
together, and the tunnel is plain IPIP.`,
  advice: 'Write `lvs_method NAT`, `DR` or `TUN`, and the options that its tunnel takes.',
  references: [
    { title: 'keepalived.conf(5): lvs_method', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ipvsadm(8): --tun-type, --tun-port', url: 'https://man7.org/linux/man-pages/man8/ipvsadm.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'No method',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr  #=> lvs_sched rr ↵ lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {  #~ ^198.51.100.11^ keepalived takes 'NAT'
        weight 1
    }
}
`,
      },
      {
        title: 'Tunnels that do not exist',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method TUN type gue  #~ ^gue^ 'type gue' needs a port  #=> lvs_method TUN type gue port 6080
    protocol TCP
    real_server 198.51.100.11 80 {
        lvs_method TUN type ipip csum  #~ ^csum^ IPIP tunnels have no checksum  #=> lvs_method TUN type ipip
    }
    real_server 198.51.100.12 80 {
        lvs_method TUN type gre remcsum  #~ ^remcsum^ GRE tunnels have no remote checksum  #=> lvs_method TUN type gue port 6080
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Each server says it',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    protocol TCP
    real_server 198.51.100.11 80 {
        lvs_method TUN type gue port 6080 remcsum
    }
    real_server 198.51.100.12 80 {
        lvs_method DR
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/forwarding-method-missing': ({ subject, written, used }) => ({
      summary: `Neither server '${written}' nor its virtual server '${subject}' has a forwarding method ('lvs_method', formerly 'lb_kind').`,
      detail: `keepalived takes '${used}': the servers must answer through this host.`,
      advice: `Write 'lvs_method ${used}' into the virtual server, or 'lvs_method DR' if the servers have the address themselves.`,
      against: 'The virtual server.',
    }),
    'lvs/tunnel-gue-port': ({ subject, written }) => ({
      summary: written === 'gue' ? "'type gue' needs a port." : `A tunnel of type '${written}' has no port.`,
      detail: `keepalived drops the tunnel options of '${subject}', and the tunnel becomes IPIP.`,
      advice: "Write 'type gue port NUMBER'.",
    }),
    'lvs/tunnel-ipip-checksum': ({ subject, written }) => ({
      summary: `IPIP tunnels have no checksum.`,
      detail: `keepalived drops '${written}' and the other tunnel options of '${subject}'.`,
      advice: `Remove '${written}', or use 'type gue port NUMBER' or 'type gre'.`,
    }),
    'lvs/tunnel-gre-remcsum': ({ subject, written }) => ({
      summary: `GRE tunnels have no remote checksum.`,
      detail: `keepalived drops '${written}' and the other tunnel options of '${subject}', and the tunnel becomes IPIP.`,
      advice: "Write 'csum', or use 'type gue port NUMBER'.",
    }),
  },
});
