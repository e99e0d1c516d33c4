import { placesOf } from '../../grammar/keywords/index.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import type { Message } from '../../src/rule/rule.ts';

export default defineCorrectionRule({
  id: 'lvs/group-entry',
  title: 'An entry of a virtual_server_group that keepalived leaves out',
  severity: 'error',
  precision: 'very-high',
  verdict: { '2.0.7': 'reports' },
  proof: ['source/check/check_data.c:alloc_vsg_entry', 'config-test'],
  what: `Lines of a \`virtual_server_group\` that are neither an address with a port, nor a network or a range, nor \`fwmark\` with a
number; words behind the port, of which keepalived reads nothing; before 2.1.0 also addresses of another family than the first.`,
  why: 'keepalived leaves the entry out and goes on: connections to that address are not balanced, while those to the others are.',
  advice:
    'Write `ADDRESS PORT`, `ADDRESS/LENGTH PORT` with no bits beyond the length, `ADDRESS-LAST PORT` with the last part only, `ADDRESS-ADDRESS PORT`, or `fwmark NUMBER inet`.',
  references: [{ title: 'keepalived.conf(5): virtual_server_group', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Addresses, networks and ranges',
        config: `virtual_server_group web {
    192.0.2.10 80
    192.0.2.256 80       #~ ^192.0.2.256^ '192.0.2.256' is no address that keepalived takes here.  #=> 192.0.2.25 80
    192.0.2.11 65536     #~ ^65536^ The port '65536' is no number from 0 to 65535.  #=> 192.0.2.11 6553
    192.0.2.9/29 80      #~ ^192.0.2.9/29^ '192.0.2.9/29' has bits beyond its prefix length.  #=> 192.0.2.8/29 80
    192.0.2.0/33 80      #~ ^192.0.2.0/33^ '192.0.2.0/33' has no valid prefix length.  #=> 192.0.2.0/24 80
    192.0.2.20-19 80     #~ ^192.0.2.20-19^ The range '192.0.2.20-19' does not end above its start.  #=> 192.0.2.20-29 80
    192.0.2.20-300 80    #~ ^192.0.2.20-300^ The range '192.0.2.20-300' ends too high  #=> 192.0.2.20-30 80
    192.0.2.20-30x 80    #~ ^192.0.2.20-30x^ The end of the range '192.0.2.20-30x' is no number.  #=> 192.0.2.20-30 80
    192.0.2.12 80 udp    #~ ^udp^ keepalived does not read 'udp'  #=> 192.0.2.12 80
    192.0.2.20-192.0.2.19 80  #~ ^192.0.2.20-192.0.2.19^ The range '192.0.2.20-192.0.2.19' ends below its start.  #=> 192.0.2.19-192.0.2.20 80
}
`,
      },
      {
        title: 'A virtual server that was meant to use the group',
        config: `virtual_server_group web {
    192.0.2.10 80
}

virtual_server_group web_tls {
    192.0.2.10 443
    lvs_sched rr  #~ ^lvs_sched^ 'lvs_sched' is no address that keepalived takes here.  #=>
}
`,
      },
      {
        title: 'Both families, before 2.1.0',
        version: '2.0.20',
        config: `virtual_server_group web {
    192.0.2.10 80
    2001:db8::10 80  #~ ^2001:db8::10^ is of another family than the entries above it.  #=>
}
`,
      },
      {
        title: 'Firewall marks',
        config: `virtual_server_group web {
    fwmark 4294967296  #~ ^4294967296^ The mark '4294967296' is no number from 0 to 4294967295.  #=> fwmark 4294967295
    fwmark 5 ipv4      #~ ^ipv4^ 'ipv4' is no family: inet or inet6 may stand behind a mark.  #=> fwmark 5 inet
    fwmark             #~ 'fwmark' has no number. keepalived stops reading here  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'All the forms there are',
        config: `virtual_server_group web {
    192.0.2.10 80
    192.0.2.8/29 80
    192.0.2.20-30 80
    192.0.2.40-192.0.2.50 80
    2001:db8::1-ff 80
    fwmark 5 inet
}
`,
      },
    ],
  },
  words: {
    'lvs/vsg-entry-invalid-address': ({ written = '', subject }) =>
      left(
        `'${written}' is no address that keepalived takes here.`,
        isOfVirtualServer(written)
          ? `'${written}' is a line of a virtual_server. If the block is meant for one, write 'virtual_server group ${subject} {'.`
          : 'Write an address as digits, without a host name.',
      ),
    'lvs/vsg-entry-invalid-port': ({ written = '', used }) =>
      read(`The port '${written}' is no number from 0 to 65535.`, 'Write the port as a number.', used),
    'lvs/vsg-netmask-host-bits': ({ written = '' }) =>
      left(`'${written}' has bits beyond its prefix length.`, 'Write the first address of the network.'),
    'lvs/vsg-netmask-invalid': ({ written = '' }) =>
      left(`'${written}' has no valid prefix length.`, 'Write a length from 1 to 32, for IPv6 to 128.'),
    'lvs/vsg-range-end-below-start': ({ written = '' }) => left(`The range '${written}' ends below its start.`, 'Swap the two addresses.'),
    'lvs/vsg-range-end-invalid': ({ written = '' }) =>
      left(`The end of the range '${written}' is no address.`, 'Write a valid address, or its last part only.'),
    'lvs/vsg-range-end-not-above-start': ({ written = '' }) =>
      left(
        `The range '${written}' does not end above its start.`,
        'Behind the dash write the last octet of the last address, of IPv6 its last 16 bits.',
      ),
    'lvs/vsg-range-extra-characters': ({ written = '' }) =>
      left(
        `The end of the range '${written}' is no number.`,
        'Behind the dash write the last octet of the last address, of IPv6 its last 16 bits.',
      ),
    'lvs/vsg-range-too-large': ({ written = '' }) =>
      left(
        `The range '${written}' ends too high: one octet goes to 255, 16 bits go to ffff.`,
        'Write whole addresses on both sides of the dash.',
      ),
    'lvs/vsg-fwmark-invalid': ({ written = '', used }) =>
      read(`The mark '${written}' is no number from 0 to 4294967295.`, 'Write the mark as a decimal number.', used),
    'lvs/vsg-fwmark-family-unknown': ({ written = '' }) =>
      left(`'${written}' is no family: inet or inet6 may stand behind a mark.`, "Write 'inet' or 'inet6', or nothing."),
    'lvs/vsg-entry-extra-word': ({ written = '' }) => ({
      summary: `keepalived does not read '${written}': an entry ends behind its port.`,
      detail: 'It says nothing about it.',
      advice: /^(?:tcp|udp|sctp)$/i.test(written)
        ? `Remove it, and write 'protocol ${written.toUpperCase()}' into the virtual_server of the group.`
        : 'Remove it, or begin a new line: one entry a line.',
      severity: 'warning',
    }),
    'lvs/vsg-mixed-family-entry': ({ written = '' }) =>
      left(`'${written}' is of another family than the entries above it.`, 'Make a group and a virtual server for each family.'),
    'lvs/vsg-fwmark-missing': () => ({
      summary: "'fwmark' has no number.",
      detail: 'keepalived stops reading here and exits with status 2: neither a start nor a reload succeeds.',
      advice: 'Write the mark behind it, or remove the line.',
    }),
  },
});

function isOfVirtualServer(name: string): boolean {
  return placesOf(name).some(({ blocks }) => blocks.at(-1)?.name === 'virtual_server');
}

/** `used`: the number that keepalived takes, undefined where it takes none. */
function read(summary: string, advice: string, used: string | undefined): Pick<Message, 'summary' | 'detail' | 'advice'> {
  return used === undefined ? left(summary, advice) : { summary, detail: `keepalived says so and uses '${used}'.`, advice };
}

function left(summary: string, advice: string): Pick<Message, 'summary' | 'detail' | 'advice'> {
  return { summary, detail: 'keepalived leaves the entry out, and does not balance what it stands for.', advice };
}
