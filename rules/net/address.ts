import { memoized } from '../../grammar/memoized.ts';
import type { Span, Word } from '../../grammar/tree.ts';
import { lastUse, type UsedOption } from '../../src/binding/entries/entry.ts';
import { familyOf } from '../../src/binding/ip-address.ts';
import { endOfWordBefore } from '../../src/binding/word-before.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import { nodeAddresses } from '../../src/model/net/node-addresses.ts';
import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';
import { sayMistake } from '../../src/rule/entry-wording.ts';
import { adviceForKeyword } from '../../src/rule/keyword-in-list.ts';
import type { Message } from '../../src/rule/rule.ts';
import { isStandInForAddress, undefinedNameIn } from '../../src/rule/stand-in.ts';

const say: Wording = ({ mistake }) => (mistake?.entry === 'address' ? sayMistake(mistake) : null);

import { takenForInterface } from '../../src/rule/taken-for-interface.ts';
import { beginsWithTypographicQuote } from '../../src/rule/typographic-quote.ts';
import { adviceForList } from '../../src/rule/written-list.ts';

export default defineCorrectionRule({
  id: 'net/address',
  title: 'An address that keepalived does not set as written',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: { '2.0.7': 'reports' },
  proof: [
    'live/vip-of-other-family-left-out',
    'live/vip-autojoin-refused',
    'live/vip-scope-differs-refused',
    'live/vip-with-peer-stays-behind',
    'live/default-interface',
    'source/vrrp/vrrp_ipaddress.c:alloc_ipaddress',
    'source/vrrp/vrrp_ipaddress.c:netlink_ipaddress',
    'config-test',
  ],
  what: `Lines of \`virtual_ipaddress\`, \`virtual_ipaddress_excluded\` and \`static_ipaddress\` that begin with something else than an address, have an
unknown word or an option without its value, or an option that does not fit the address.`,
  why: `keepalived drops the address, or what it does not understand of it, and goes on. A virtual address that is dropped answers nobody; one with a
wrong prefix length is there, but without a route to its network.`,
  advice: 'Write one address a line, `ADDRESS/LENGTH`, and behind it options as the ip command takes them.',
  references: [
    { title: 'keepalived.conf(5): static_ipaddress, virtual_ipaddress', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ip-address(8)', url: 'https://man7.org/linux/man-pages/man8/ip-address.8.html' },
  ],
  covers: ['net/address-peer-not-removed', 'net/static-address-no-interface'],
  examples: {
    bad: [
      {
        title: 'Not an address',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.300/24             #~ '192.0.2.300/24' is no IP address. keepalived drops the line  #=> 192.0.2.200/24
        192.0.2.201/255.255.255.0  #~ '192.0.2.201/255.255.255.0' has no prefix length from 0 to 32. keepalived says so and takes the address alone  #=> 192.0.2.201/24
        vip.example.org            #~ 'vip.example.org' is no IP address  #=> 192.0.2.202
        VIP                        #~ 'VIP' is no IP address. keepalived drops the line  #=> 192.0.2.204
        fwmark 3                   #~ ^fwmark^ 'fwmark' is no IP address  #=>
        the address of clients     #~ ^the^ 'the' is no IP address  #=> # the address of clients
        $VIP/24                    #~ ^$VIP/24^ '$VIP/24' is no IP address  #=> 192.0.2.203/24
    }
}
`,
      },
      {
        title: 'Two addresses on one line, and an option without its value',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24 192.0.2.201/24  #~ ^192.0.2.201/24^ '192.0.2.201/24' is no option of an address, but another address. keepalived says so and ignores it  #=> 192.0.2.200/24 ↵ 192.0.2.201/24
        192.0.2.202/24 dev             #~ ^dev^ 'dev' has no value. keepalived drops the address  #=> 192.0.2.202/24
        192.0.2.203/24 notrack         #~ ^notrack^ 'notrack' is no option of an address. keepalived says so and goes on without it.  #=> 192.0.2.203/24 no_track
    }
}
`,
      },
      {
        title: 'What keepalived takes, and should not',
        config: `static_ipaddress {
    192.0.2.9/24  #~ '192.0.2.9' names no interface  #=> 192.0.2.9/24 dev eth0
    192.0.2.10/24 dev eth0 autojoin     #~ ^autojoin^ which is no multicast group  #=> 192.0.2.10/24 dev eth0
    192.0.2.11/24 dev eth0 -nodad       #~ ^-nodad^ '-nodad' is for IPv6 only  #=> 192.0.2.11/24 dev eth0
    192.0.2.12/24 dev eth0 scope link   #~ ^link^ The scope 'link' is not that of another address  #=> 192.0.2.12/24 dev eth0
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        198.51.100.1 peer 198.51.100.2  #~ ^peer^ cannot remove such an IPv4 address  #=> 198.51.100.1/24
    }
}
`,
      },
      {
        title: 'An interface that was left out',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24 dev label eth0:1  #~ ^label^ 'dev' has no interface: keepalived takes 'label' for the name of one.  #=> 192.0.2.200/24 dev eth0 label eth0:1
    }
}
`,
      },
      {
        title: 'Options that do not fit',
        config: `static_ipaddress {
    192.0.2.10/24 dev eth0 label a-label-that-is-too-long  #~ ^a-label-that-is-too-long^ The label 'a-label-that-is-too-long' is longer than 15 bytes.  #=> 192.0.2.10/24 dev eth0 label eth0:lb
    192.0.2.11/24 dev eth0 scope wide                      #~ ^wide^ 'wide' is no scope  #=> 192.0.2.11/24 dev eth0 scope global
    2001:db8::10/64 dev eth0 brd +                         #~ ^brd^ An IPv6 address has no broadcast address.  #=> 2001:db8::10/64 dev eth0
    192.0.2.12/24 dev eth0 peer 192.0.2.13                 #~ ^192.0.2.13^ The prefix length '/24' does not go with a peer.  #=> 192.0.2.12 dev eth0 peer 192.0.2.13
}
`,
      },
    ],
    good: [
      {
        title: 'Addresses with options',
        config: `static_ipaddress {
    192.0.2.10/24 dev eth1 brd + label eth1:vip scope site
    2001:db8::10/64 dev eth0 -nodad preferred_lft forever
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
        2001:db8:1::201 dev eth1 peer 2001:db8:1::1
    }
}
`,
      },
    ],
  },
  words: {
    'net/address-invalid': ({ written = '', at }, { expansion }) => ({
      summary: `'${written}' is no IP address.`,
      detail: `keepalived drops the line, and nobody answers for what was meant.`,
      advice: isProse(expansion.text, at) ? REMARK : adviceFor(written),
      ...(beginsWithTypographicQuote(written) && { follows: at }),
    }),
    'net/address-prefix-invalid': say,
    'net/address-unknown-option': (correction, configuration) => {
      const said = say(correction, configuration);
      const taken = optionsTaken(configuration).get(endOfWordBefore(correction.at.start, configuration.expansion.text));
      return said && taken ? { ...said, follows: taken } : said;
    },
    'net/address-option-value-missing': say,
    'net/address-dev-invalid': say,
    'net/address-dev-twice': ({ written = '' }) => ({
      summary: `'dev ${written}' is a second interface.`,
      detail: `keepalived drops the address.`,
      advice: "Keep one 'dev'; an address on two interfaces takes two lines.",
      against: 'The first interface',
    }),
    'net/address-scope-invalid': ({ written = '' }) => ({
      summary: `'${written}' is no scope that keepalived knows.`,
      detail: `keepalived sets the address with scope global.`,
      advice: 'Write global, site, link, host, nowhere, or a number from 0 to 255.',
    }),
    'net/address-scope-ipv6': ({ written = '' }) => ({
      summary: `The scope '${written}' is for IPv4 only.`,
      detail: `keepalived says so and leaves it out.`,
      advice: "Remove 'scope': IPv6 addresses tell their scope themselves.",
      severity: 'warning',
    }),
    'net/address-broadcast-ipv6': () => ({
      summary: 'An IPv6 address has no broadcast address.',
      detail: 'keepalived drops the line.',
      advice: "Remove 'brd' and the address behind it.",
    }),
    'net/address-broadcast-invalid': ({ written = '' }) => ({
      summary: `The broadcast address '${written}' is no IPv4 address.`,
      detail: `keepalived drops the line.`,
      advice: "Write an IPv4 address, '+' or '-'.",
    }),
    'net/address-broadcast-prefix-too-long': ({ written = '' }) => ({
      summary: `A network with the prefix length '${written}' has no broadcast address.`,
      detail: `keepalived sets the address without one.`,
      advice: "Remove 'brd', or correct the prefix length.",
      severity: 'warning',
    }),
    'net/address-broadcast-and-peer': () => ({
      summary: 'A point-to-point address has no broadcast address.',
      detail: 'keepalived says so and leaves it out.',
      advice: "Remove 'brd' or 'peer'.",
      severity: 'warning',
      against: 'The other one of the two',
    }),
    'net/address-label-too-long': ({ written = '' }) => ({
      summary: `The label '${written}' is longer than 15 bytes.`,
      detail: `keepalived drops the address.`,
      advice: 'Shorten it.',
    }),
    'net/address-label-ipv6': () => ({
      summary: 'An IPv6 address has no label.',
      detail: 'keepalived says so and leaves it out.',
      advice: "Remove 'label' and the name behind it.",
      severity: 'warning',
    }),
    'net/address-peer-twice': () => ({
      summary: "A second 'peer' is ignored, and the address behind it read as an option.",
      advice: 'Keep one of the two.',
      against: 'The first peer',
    }),
    'net/address-peer-invalid': ({ written = '' }) => ({
      summary: `The peer '${written}' is no IP address; a prefix length may not stand behind it.`,
      detail: `keepalived sets the address without a peer.`,
      advice: 'Write the address of the other end alone.',
    }),
    'net/address-peer-family': ({ written = '' }) => ({
      summary: `The peer '${written}' is of a different family from the address.`,
      detail: `keepalived sets the address without a peer.`,
      advice: 'Write a peer of the same family.',
    }),
    'net/address-peer-and-prefix': ({ written = '', used }) => ({
      summary: `The prefix length '${written}' does not go with a peer.`,
      detail: `keepalived says so and takes '${used}'.`,
      advice: 'Remove the prefix length.',
      severity: 'warning',
    }),
    'net/address-preferred-lft-invalid': ({ written = '' }) => ({
      summary: `'${written}' is no time.`,
      detail: `keepalived says so and leaves 'preferred_lft' out.`,
      advice: "Write a number of seconds, or 'forever'.",
    }),
    'net/address-autojoin-unicast': ({ written }) => ({
      summary: `'autojoin' stands behind '${written}', which is no multicast group.`,
      detail: `The kernel refuses the address, and the config test does not see it: nobody answers for it.`,
      advice: "Remove 'autojoin'.",
    }),
    'net/address-ipv6-only-options': ({ written }) => ({
      summary: `'${written}' is for IPv6 only.`,
      detail: `keepalived takes it without a word, and it has no effect.`,
      advice: `Remove '${written}'.`,
      severity: 'warning',
    }),
    'net/address-kernel-refuses-scope': ({ written, used }) => ({
      summary: `The scope '${written}' is not that of another address of this network on the interface: '${used}'.`,
      detail: `The kernel refuses the later of the two, and the config test does not see it.`,
      advice: 'Give all addresses of the network one scope.',
      against: 'The other address.',
    }),
  },
  check: {
    view(configuration, report) {
      const {
        vrrpInstances,
        staticAddresses,
        globals: { defaultInterface },
      } = configuration;
      for (const at of optionsTaken(configuration).values()) {
        const { text } = at;
        report({
          at,
          verdict: 'silent',
          summary: `'dev' has no interface: keepalived takes '${text}' for the name of one.`,
          detail: `What was meant by '${text}' is not read.`,
          advice: `Write the interface behind 'dev', or remove 'dev'.`,
        });
      }
      for (const { addresses, excludedAddresses } of vrrpInstances) {
        for (const address of [...addresses, ...excludedAddresses]) {
          const peer = address.ip.family === 'ipv4' ? lastUse(address, 'peer') : undefined;
          if (peer) report(aboutPeer(address, peer));
        }
      }
      if (defaultInterface.node) return;
      for (const { ip, dev, word } of staticAddresses) {
        if (dev !== null) continue;
        report({
          at: word,
          severity: 'warning',
          verdict: 'silent',
          summary: `'${ip.text}' names no interface, and there is no 'default_interface': keepalived takes '${defaultInterface.value}', and refuses to run where the host has none.`,
          advice: "Add 'dev' with the interface.",
        });
      }
    },
  },
});

/** Words that begin an option and stand where the interface of `dev` does, by where they end. */
const optionsTaken = memoized((configuration: Configuration): ReadonlyMap<number, Word> => {
  const words = nodeAddresses(configuration).flatMap((address) => takenForInterface(address) ?? []);
  return new Map(words.map((word) => [word.end, word]));
});

/** The request to delete such an address names the address where the kernel wants the peer. */
function aboutPeer({ ip }: Address, { word }: UsedOption): Message {
  return {
    at: word,
    verdict: 'silent',
    summary: `'${ip.text}' has a peer.`,
    detail: `keepalived cannot remove such an IPv4 address: it stays on the interface when the instance leaves MASTER, and two nodes have it.`,
    advice: "Remove 'peer', and write the prefix length of the network.",
  };
}

/** A line of words, which somebody wrote for people: `the address of the service`. */
function isProse(text: string, { start }: Span): boolean {
  const line = text.slice(start, start + LONGEST_PROSE).split('\n', 1)[0] ?? '';
  return PROSE.test(line) && !OPTIONS.test(line);
}

const LONGEST_PROSE = 500;
const PROSE = /^\p{L}{2,}(?:[ \t]+\p{L}+){2,}[ \t.,:!?]*$/u;
const OPTIONS = /[ \t](?:dev|label|scope|brd|broadcast|peer)[ \t]/;

const REMARK = "Put a '#' in front of it if it is a remark; where an address was meant, write that, as digits.";

function adviceFor(written: string): string {
  const name = undefinedNameIn(written);
  if (name !== null) return `Define '${name}' above this line, or write the address itself.`;
  const known = adviceForKeyword(written) ?? adviceForList(written);
  if (known !== null) return known;
  const [, host = '', rest] = /^([\d.]+)([:-]\d+)$/.exec(written) ?? [];
  if (rest !== undefined && familyOf(host) === 'ipv4') {
    return rest.startsWith(':')
      ? `Write '${host}' alone: an address has no port here.`
      : 'Write each address on a line of its own: a range is taken in a virtual_server_group only.';
  }
  if (isStandInForAddress(written)) return `Write the address that '${written}' stands for, as digits.`;
  return written.includes(':')
    ? "Write an IPv6 address: eight groups of up to four hexadecimal digits, with '::' once in the place of groups that are 0."
    : 'Write an address as digits: host names, missing parts and leading zeros are not taken.';
}
