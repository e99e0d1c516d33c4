import fc from 'fast-check';

/** Lines of an instance, of which most are there. */
const INSTANCE_LINES = [
  'state BACKUP',
  'interface eth0',
  'virtual_router_id 51',
  'priority 150',
  'advert_int 1',
  'garp_master_delay 5',
  'garp_master_repeat 3',
  'nopreempt',
  'check_unicast_src',
  'unicast_src_ip 192.0.2.1',
  'notify_master "/usr/local/bin/notify MASTER"',
] as const;

const SERVER_LINES = ['delay_loop 6', 'lvs_sched rr', 'lvs_method NAT', 'persistence_timeout 50', 'protocol TCP', 'quorum 1'] as const;

const GLOBAL_LINES = ['router_id lb1', 'vrrp_garp_master_delay 5', 'vrrp_version 2', 'smtp_connect_timeout 30', 'lvs_id x'] as const;

/** What people do to a line; `at` chooses where. */
const SLIPS: readonly ((line: string, at: number) => string)[] = [
  (line) => line,
  (line) => line,
  (line) => line,
  (line, at) => line.slice(0, 1 + (at % 5)) + line.slice(2 + (at % 5)),
  (line, at) => {
    const i = 1 + (at % 5);
    return `${line.slice(0, i)}${line[i + 1] ?? ''}${line[i] ?? ''}${line.slice(i + 2)}`;
  },
  (line) => line.replace(' ', '='),
  (line) => line.replace(' ', ': '),
  (line) => line.replace(' ', ' = '),
  (line) => `${line};`,
  (line) => `${line} // why`,
  (line) => `${line}  # why`,
  (line) => `${line[0]?.toUpperCase()}${line.slice(1)}`,
  (line) => `// ${line}`,
  (line) => `@lb1 ${line}`,
  (line) => `${line}s`,
];

const slip = fc.tuple(fc.nat(SLIPS.length - 1), fc.nat(50));

function slipped(lines: readonly string[], indent: string): fc.Arbitrary<string> {
  return fc
    .subarray([...lines])
    .chain((chosen) =>
      fc.tuple(...chosen.map((line) => slip.map(([which, at]) => `${indent}${(SLIPS[which] ?? SLIPS[0])?.(line, at) ?? line}\n`))),
    )
    .map((written) => written.join(''));
}

const authentication = fc
  .constantFrom('abcdefgh', 'abcdefghijkl', '"abcdefghijkl"')
  .map((password) => `    authentication {\n        auth_type PASS\n        auth_pass ${password} # theirs\n    }\n`);

const addresses = fc.constantFrom(
  '    virtual_ipaddress {\n        192.0.2.200/24\n    }\n',
  '    virtual_ipadress {\n        192.0.2.200/24 # ours\n    }\n',
  '    virtual_ipaddress {\n        192.0.2.200/24 dev eth0\n    }\n    unicast_peer {\n        192.0.2.2\n    }\n',
);

const instance = fc
  .tuple(
    fc.constantFrom('vrrp_instance', 'vrrp_instance', 'vrrp_instnace'),
    slipped(INSTANCE_LINES, '    '),
    fc.option(authentication, { nil: '' }),
    addresses,
    fc.constantFrom('', '    strict_mode\n', '    track_script {\n        chek\n    }\n'),
  )
  .map(([keyword, lines, password, list, more]) => `${keyword} VI_1 {\n${lines}${password}${list}${more}}\n`);

const server = slipped(SERVER_LINES, '\t').map(
  (lines) =>
    `virtual_server 192.0.2.200 80 {\n${lines}\treal_server 198.51.100.1 80 {\n\t\tweight 1\n\t\tTCP_CHECK {\n\t\t\tconnect_timeout 3\n\t\t\tnb_get_retry 3\n\t\t}\n\t}\n}\n`,
);

const globals = slipped(GLOBAL_LINES, '  ').map((lines) => `global_defs {\n${lines}}\n`);

const script = fc.constantFrom(
  'vrrp_script check {\n    script "/usr/bin/true"\n    interval = 2\n}\n',
  'vrrp_script chk {\n    script "/usr/bin/true"\n}\n',
);

/** A configuration as people write it who are in a hurry: misspelt words, signs between keyword and value, comments of other languages. */
export const slippedConfiguration: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '# balancers\n'),
    fc.option(globals, { nil: '' }),
    fc.option(script, { nil: '' }),
    fc.option(instance, { nil: '' }),
    fc.option(server, { nil: '' }),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.boolean(),
  )
  .map(([head, a, b, c, d, lineEnd, cut]) => {
    const text = [a, b, c, d].filter((block) => block !== '').join('\n');
    const whole = `${head}${cut ? text.trimEnd() : text}`;
    return lineEnd === '\n' ? whole : whole.replaceAll('\n', lineEnd);
  });
