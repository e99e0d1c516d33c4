import { atLeast } from '../../grammar/version.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/sorry-server-is-real-server',
  title: 'The sorry server is one of the real servers',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/ipwrapper.c:update_quorum_state'],
  what: 'A `sorry_server` with the address and the port of a `real_server` of the same virtual server.',
  why: `The kernel has one entry for an address and port in a virtual server. When all real servers have failed, clients are sent to one whose check has failed. Up to 2.0.19 keepalived
adds the real servers that are back and removes the sorry server afterwards: the one of the same address goes with it, and counts as up all the same. Since 2.0.20 it removes first and adds then, so that for a moment there is no server at all.`,
  advice: 'Use a server of its own for the emergency, such as one on the director that shows a page.',
  references: [
    {
      title: 'keepalived issue 2601: a sorry server that is a real server, at a reload',
      url: 'https://github.com/acassen/keepalived/issues/2601',
    },
  ],
  examples: {
    bad: [
      {
        title: 'One entry for two',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server 198.51.100.11 80  #~ ^198.51.100.11^ is a real server  #=> sorry_server 198.51.100.13 80
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Another port',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server 198.51.100.11 8080
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ virtualServers, target: { version } }, report) {
      for (const { sorryServer, realServers } of virtualServers) {
        if (!sorryServer) continue;
        const { ip, port, addressWord } = sorryServer;
        const twin = realServers.find((each) => each.ip.text === ip.text && each.port.value === port.value);
        if (!twin) continue;
        report({
          at: addressWord,
          // A reload of 2.3.3 ended the process of the checkers.
          ...(atLeast(version, '2.3.3') && !atLeast(version, '2.3.4') && { severity: 'error' }),
          summary: `The sorry server '${ip.text}' is a real server of the same virtual server.`,
          detail: `When all real servers have failed, clients are sent to one of them. ${
            atLeast(version, '2.0.20')
              ? 'When one is back, the entry that both have in the kernel is removed and added again.'
              : 'When one is back, the entry that both have in the kernel is removed, and the server counts as up.'
          }`,
          related: [{ at: twin.addressWord, message: 'The real server.' }],
        });
      }
    },
  },
});
