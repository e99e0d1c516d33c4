import { globalLines } from '../../src/model/read-settings.ts';
import { announcement } from '../../src/rule/announcement.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'cloud/no-failover-hook',
  title: 'Nothing tells the cloud that an address has moved',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ cloud: 'warning', aws: 'error', azure: 'warning', gcp: 'error', openstack: 'off', vmware: 'off' }),
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_notify.c:send_instance_notifies'],
  what: 'An instance with virtual addresses, and no notify script of its own, of its sync group or of all instances.',
  why: `In these networks the fabric decides where an address is, and takes no notice of gratuitous ARP. keepalived elects a master and sets the address there, and not one packet arrives: they go to the old node until an API call moves the address.`,
  advice: `Name a script in \`notify_master\` that moves the address (a secondary address, a route, an alias), and let it ask for the state that is current when it runs.`,
  unless: 'a load balancer with a health probe leads traffic to the master, or the fabric does take gratuitous ARP.',
  references: [
    { title: 'AWS: Working with an overlay address', url: 'https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html' },
  ],
  examples: {
    bad: [
      {
        title: 'An election that nobody hears of',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_instance VI_1 {  #~ ^vrrp_instance VI_1^ Nothing tells  #=> vrrp_instance VI_1 {↵    notify_master "/usr/local/libexec/move-address"
    interface eth0
    virtual_router_id 51
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
        title: 'IPv6',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_instance VI_6 {  #~ ^vrrp_instance VI_6^ It takes no notice of unsolicited neighbour advertisements  #=> vrrp_instance VI_6 {↵    notify_master "/usr/local/libexec/move-address"
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_src_ip 2001:db8::101
    unicast_peer {
        2001:db8::102
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A call moves the address',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    notify_master "/usr/local/libexec/move-address"
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
      const { vrrpInstances, bound } = configuration;
      if (globalLines(bound.children).some(({ keyword }) => FIFO_SCRIPTS.has(keyword.name))) return;
      for (const { name, family, block, bound: own, syncGroup, addresses, excludedAddresses } of vrrpInstances) {
        const blocks = syncGroup ? [own, syncGroup.bound] : [own];
        if (addresses.length + excludedAddresses.length === 0) continue;
        if (blocks.some(({ children }) => children.some(({ keyword }) => HOOKS.has(keyword.name)))) continue;
        report({
          at: block.header,
          summary: `Nothing tells the network that the addresses of '${name}' have moved.`,
          detail: `It takes no notice of ${announcement(family)}: packets go on to the old node.`,
        });
      }
    },
  },
});

const HOOKS: ReadonlySet<string> = new Set(['notify', 'notify_master', 'notify_master_rx_lower_pri']);

const FIFO_SCRIPTS: ReadonlySet<string> = new Set(['notify_fifo_script', 'vrrp_notify_fifo_script', 'notify_fifo', 'vrrp_notify_fifo']);
