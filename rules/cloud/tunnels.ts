import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'cloud/tunnels',
  title: 'LVS tunnels through a network that drops them',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ azure: 'error' }),
  verdict: 'silent',
  proof: ['source/linux/net/netfilter/ipvs/ip_vs_xmit.c:ip_vs_tunnel_xmit'],
  what: 'Real servers that are reached by tunnels (`lb_kind TUN`).',
  why: `Azure drops IP-in-IP and GRE between virtual machines: no connection ever reaches the real server, while its checks, which do not use the tunnel, succeed.`,
  advice: 'Use NAT, or a load balancer of the cloud.',
  references: [
    { title: 'Azure Virtual Network FAQ: protocols', url: 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq' },
  ],
  examples: {
    bad: [
      {
        title: 'Dropped on the way',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind TUN  #=> lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {  #~ ^real_server 198.51.100.11 80^ by a tunnel
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'NAT',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
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
    view(configuration, report) {
      for (const { realServers } of configuration.virtualServers) {
        for (const { ip, block, method } of realServers) {
          if (method.value !== 'TUN') continue;
          report({
            at: block.header,
            summary: `The real server '${ip.text}' is reached by a tunnel, which the network drops.`,
            detail: 'Its checks do not use the tunnel and go on succeeding.',
          });
        }
      }
    },
  },
});
