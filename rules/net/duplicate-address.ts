import type { Word } from '../../grammar/tree.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'net/duplicate-address',
  title: 'One address is managed twice',
  severity: 'error',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['live/vip-in-two-instances'],
  what: 'A virtual address that two instances would put on the same interface.',
  why: `keepalived says nothing. Both instances set the address, and each removes it when it leaves MASTER: the address is gone although the
other instance is master and goes on telling so in its adverts. Nothing brings it back until that one changes its state as well.`,
  advice:
    'Leave the address in one instance. Where both families are to move together, use an instance for each in one sync group, or excluded addresses.',
  references: [
    { title: 'keepalived.conf(5): virtual_ipaddress, virtual_ipaddress_excluded', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 6.4.3: Active', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.4.3' },
  ],
  covers: ['net/vip-in-two-instances'],
  examples: {
    bad: [
      {
        title: 'In two instances',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
        192.0.2.200/24  #~ also an address of 'VI_1'  #=>
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Each address once on each interface',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }, report) {
      const first = new Map<string, { readonly name: string; readonly word: Word }>();
      for (const { name, addresses, excludedAddresses, interface: own } of vrrpInstances) {
        for (const { ip, dev, word } of [...addresses, ...excludedAddresses]) {
          const key = `${ip.text} ${dev ?? own.value ?? ''}`;
          const other = first.get(key);
          if (!other) first.set(key, { name, word });
          else if (other.name !== name) {
            report({
              at: word,
              summary: `'${ip.text}' is also an address of '${other.name}'.`,
              detail: `When one of the two leaves MASTER, it removes the address from under the other. keepalived does not notice.`,
              advice: `Leave it in '${other.name}' or in '${name}', on every node the same.`,
              related: [{ at: other.word, message: 'The other instance has it here.' }],
            });
          }
        }
      }
    },
  },
});
