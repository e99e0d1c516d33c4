import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

function adviceOf(rule: string, text: string): readonly string[] {
  return lintText(text).findings.flatMap((finding) => (finding.rule === rule ? [finding.advice ?? ''] : []));
}

function instance(...lines: readonly string[]): string {
  return ['vrrp_instance VI_1 {', '  interface eth0', '  virtual_router_id 51', ...lines, '}', ''].join('\n');
}

function check(command: string): string {
  return `vrrp_script check {\n  script "${command}"\n  interval 2\n}\n${instance('  track_script {', '    check', '  }')}`;
}

describe('advice', () => {
  it.each([
    [
      'an undefined name where an address is wanted',
      'net/address',
      instance('  virtual_ipaddress {', '    $VIP/24', '  }'),
      "Define '$VIP' above",
    ],
    [
      'a sign between a word and its value',
      'syntax/invalid-value',
      `${check('/usr/local/bin/check')}`.replace('    check\n', '    check weight=0\n'),
      "Write 'weight 0'",
    ],
    [
      'a name in capitals where a number is wanted',
      'syntax/invalid-value',
      instance('  priority PRIORITY'),
      "Write what 'PRIORITY' stands for",
    ],
    [
      'a class of status codes',
      'syntax/invalid-value',
      `virtual_server 192.0.2.200 80 {\n  real_server 198.51.100.11 80 {\n    HTTP_GET {\n      url {\n        path /\n        status_code 2xx\n      }\n    }\n  }\n}\n`,
      "Write '200-299'.",
    ],
    [
      'a mark in the place of an interface',
      'vrrp/interface',
      instance().replace('eth0', '--DEVICE--'),
      "Write the name of the interface that '--DEVICE--' stands for",
    ],
    [
      'a name that global_defs has for what an instance calls otherwise',
      'syntax/unknown-keyword',
      instance('  vrrp_skip_check_adv_addr'),
      "Write 'skip_check_adv_addr'.",
    ],
    ['a mark of a template', 'syntax/invalid-value', instance('  priority %PRIORITY%'), "Write what '%PRIORITY%' stands for"],
    [
      'an address of which a part is hidden',
      'net/address',
      instance('  virtual_ipaddress {', '    10.xx.1xx1.xxx/28', '  }'),
      "Write the address that '10.xx.1xx1.xxx/28' stands for",
    ],
    [
      'the kind of a thing in the place of its name',
      'vrrp/interface',
      instance().replace('eth0', 'SET_DEVICE'),
      "Write the name of the interface that 'SET_DEVICE' stands for",
    ],
    [
      'the broadcast address of a network',
      'net/address-sense',
      instance('  virtual_ipaddress {', '    192.0.3.255/23', '  }'),
      "Write an address between '192.0.2.0' and '192.0.3.255'.",
    ],
    [
      'an address with a port',
      'net/address',
      instance('  virtual_ipaddress {', '    192.0.2.200:80', '  }'),
      "Write '192.0.2.200' alone: an address has no port here.",
    ],
    [
      'a range of addresses',
      'net/address',
      instance('  virtual_ipaddress {', '    192.0.2.200-205', '  }'),
      'Write each address on a line of its own',
    ],
    [
      'an option of static entries behind a virtual address',
      'net/address',
      instance('  virtual_ipaddress {', '    192.0.2.200/24 track_group G', '  }'),
      "Remove 'track_group' and what belongs to it",
    ],
    [
      'values with a comma between them',
      'syntax/invalid-value',
      'virtual_server 192.0.2.200 80 {\nreal_server 192.0.2.1 80 {\nHTTP_GET {\nurl {\nstatus_code 200,301\n}\n}\n}\n}\n',
      "Write '200 301': a blank divides one from the next.",
    ],
    [
      'arguments of a command that lacks its quotes',
      'syntax/extra-argument',
      check('/usr/local/bin/check').replace('"/usr/local/bin/check"', '/usr/local/bin/check --port 80'),
      'Put double quotes around the whole command.',
    ],
    [
      'a keyword of which only the case is wrong',
      'syntax/unknown-keyword',
      'virtual_server 192.0.2.200 80 {\nreal_server 192.0.2.1 80 {\nudp_check {\n}\n}\n}\n',
      "Write 'UDP_CHECK'.",
    ],
    [
      'a scope without its keyword',
      'net/route',
      instance('  virtual_routes {', '    192.0.2.0/24 dev eth0 link', '  }'),
      "Write 'scope link'.",
    ],
    [
      'a pipe of a command with quotes of its own',
      'vrrp/script-shell',
      check("/usr/bin/pgrep haproxy | grep 'a b'"),
      'Put the commands into a script of their own and name that.',
    ],
    [
      'an undefined name within a quoted word that is no command',
      'syntax/undefined-definition',
      `$SITE=lb\nglobal_defs {\n  notification_email_from "ops-\${SITEX}@example.com"\n}\n`,
      'Correct the name, or put the definition above its first use.',
    ],
    [
      'an address with a port where the port is a word of its own',
      'syntax/invalid-value',
      'virtual_server 192.0.2.200 80 {\n  real_server 198.51.100.1:80 {\n  }\n}\n',
      "Write '198.51.100.1 80'",
    ],
    [
      'an entry on the line of its list',
      'syntax/missing-block',
      instance('  track_interface eth1', '  priority 100'),
      "Write 'track_interface { eth1 }'.",
    ],
    [
      'a list as a template puts it in',
      'net/address',
      instance('  virtual_ipaddress {', "    ['192.0.2.200/24', '192.0.2.201/24']", '  }'),
      'on a line of its own, without brackets, quotes and commas',
    ],
    [
      'such a list where one address is wanted',
      'syntax/invalid-value',
      instance("  unicast_src_ip ['192.0.2.101']"),
      'without brackets, quotes and commas',
    ],
    ['an address in brackets', 'net/address', instance('  virtual_ipaddress {', '    [2001:db8::1]/64', '  }'), "Write '2001:db8::1/64'"],
    [
      'a choice as the manual writes it',
      'syntax/unknown-keyword',
      instance('  nopreempt|preempt'),
      "Write one of 'nopreempt', 'preempt' alone",
    ],
    [
      'a choice of values as the manual writes it',
      'syntax/invalid-value',
      'virtual_server 192.0.2.200 80 {\n  lb_algo rr|wrr|lc\n}\n',
      "Write one of them alone: '|' is the manual's",
    ],
    [
      'a blank behind the sign of a number',
      'syntax/invalid-value',
      check('/usr/local/bin/check').replace('  interval 2\n', '  interval 2\n  weight - 2\n'),
      "Write no blank between the '-' and its number.",
    ],
    [
      'an include line without its blank',
      'syntax/unknown-keyword',
      `include./servers.conf\n${instance()}`,
      "Write 'include ./servers.conf'.",
    ],
    [
      'several commands in one that no check runs',
      'vrrp/script-shell',
      instance('  notify_master "/usr/bin/logger a; /usr/bin/logger b"'),
      `notify_master "/usr/bin/sh -c '…'"`,
    ],
    [
      'a virtual server of DPVS',
      'syntax/invalid-value',
      'virtual_server match SNAT {\n  lvs_sched rr\n}\n',
      'Lint only what the usual keepalived is to run',
    ],
    [
      'a keyword among the virtual addresses',
      'net/address',
      instance('  virtual_ipaddress {', '    192.0.2.200/24', '    virtual_router_id 52', '  }'),
      "Move the line out of this list, into vrrp_instance: 'virtual_router_id' is a keyword",
    ],
    [
      'a keyword among the peers',
      'syntax/invalid-value',
      instance('  unicast_peer {', '    192.0.2.102', '    nopreempt', '  }'),
      'Move the line out of this list, into vrrp_instance',
    ],
    ['alerts to nobody', 'global/mail', instance('  smtp_alert'), "List the recipients in 'notification_email'"],
    [
      'a block with arguments and without a brace',
      'syntax/unbalanced-brace',
      'virtual_server 192.0.2.200 80\n  lvs_sched rr\n}\n',
      "Write '{' at the end of this line.",
    ],
    [
      'a netmask where the number of its bits is wanted',
      'net/address',
      instance('  virtual_ipaddress {', '    192.0.2.200/255.255.254.0', '  }'),
      "Write '192.0.2.200/23'",
    ],
    ['what is no netmask either', 'net/address', instance('  virtual_ipaddress {', '    192.0.2.200/255.0.255.0', '  }'), 'number of bits'],
    [
      'a netmask of IPv4 behind an IPv6 address',
      'net/address',
      instance('  virtual_ipaddress {', '    2001:db8::7/255.255.255.0', '  }'),
      "such as '/64'",
    ],
    ['a netmask behind a blank', 'net/address', instance('  virtual_ipaddress {', '    192.0.2.200 255.255.254.0', '  }'), "'/23'"],
    [
      'an IPv6 address that lacks groups',
      'net/address',
      instance('  virtual_ipaddress {', '    2001:db8:0:1:7/64', '  }'),
      "'::' once in the place of groups",
    ],
    [
      'a keyword of which most letters are of another alphabet',
      'syntax/unknown-keyword',
      instance('  \u0440ri\u043eri\u0442\u0443 100'),
      "Write 'priority'",
    ],
    [
      'a letter of another alphabet in a value',
      'syntax/invalid-value',
      instance('  state \u041cASTER'),
      "Its '\u041c' is a Cyrillic letter that only looks like a Latin one. Write 'MASTER' in Latin letters.",
    ],
    [
      'a letter of another alphabet in a name',
      'vrrp/undefined-reference',
      check('/usr/local/bin/check').replace('    check\n', '    \u0441heck\n'),
      "Its '\u0441' is a Cyrillic letter that only looks like a Latin one. Write 'check', or define this vrrp_script.",
    ],
    [
      'a name with another number, which is no slip',
      'vrrp/undefined-reference',
      check('/usr/local/bin/check').replaceAll('check {', 'check1 {').replace('    check\n', '    check1\n    check2\n'),
      'Write the name of a vrrp_script that stands above',
    ],
    [
      'a word that the ip command takes for the beginning of another one',
      'net/rule',
      'static_rules {\n  from 192.0.2.0/24 table 7 pref 100\n}\n',
      "Write 'preference'",
    ],
    [
      'what the ip command shows of a route',
      'net/route',
      'static_routes {\n  198.51.100.0/24 via 192.0.2.1 dev eth0 proto static\n}\n',
      "Remove 'proto' and the word behind it",
    ],
    [
      'a name of one letter, which is no slip',
      'vrrp/undefined-reference',
      check('/usr/local/bin/check').replaceAll('check {', 'a {').replace('    check\n', '    a\n    b\n'),
      'Write the name of a vrrp_script that stands above',
    ],
    [
      'an instance that was to have the interface of global_defs',
      'vrrp/interface',
      'global_defs {\n  default_interface eth0\n}\nvrrp_instance VI_1 {\n  virtual_router_id 51\n  virtual_ipaddress {\n    192.0.2.200/24\n  }\n}\n',
      "'default_interface' counts for static addresses alone",
    ],
    ['a comma in a number', 'syntax/invalid-value', instance('  advert_int 1,5'), 'Write the decimals behind a point'],
    ['a port behind a host', 'syntax/invalid-value', 'global_defs {\n  smtp_server 192.0.2.25:25\n}\n', "Write '192.0.2.25 25'"],
    ['a port behind an IPv6 address', 'syntax/invalid-value', 'global_defs {\n  smtp_server [::1]:25\n}\n', "Write '::1 25'"],
    [
      'a keyword in whose place a list came',
      'version/deprecated-keyword',
      instance('  linkbeat_use_polling'),
      "Write 'linkbeat_interfaces { … }' instead, at top level",
    ],
    [
      'a keyword that does what another one says',
      'version/deprecated-keyword',
      'vrrp_sync_group G {\n  group {\n    VI_1\n  }\n  global_tracking\n}\n',
      "Write 'sync_group_tracking_weight' instead",
    ],
    ['a semicolon at the end of a line', 'syntax/extra-argument', instance('  priority 100 ;'), 'Remove it.'],
    ['a command that hides its output', 'vrrp/script-shell', check('pidof nginx > /dev/null 2>&1'), "Remove '> /dev/null 2>&1'"],
    [
      'a line of a virtual server in a group of addresses',
      'lvs/group-entry',
      'virtual_server_group web {\n  192.0.2.200 80\n  lvs_sched rr\n}\n',
      "write 'virtual_server group web {'",
    ],
    [
      'a virtual server under the word for its group',
      'syntax/duplicate-keyword',
      'virtual_server_group web {\n  192.0.2.200 80\n}\nvirtual_server_group web {\n  lvs_sched rr\n}\n',
      "write 'virtual_server group web {'",
    ],
    [
      'a mark that looks like a condition',
      'syntax/condition',
      instance('  virtual_ipaddress {', '    @vip', '  }'),
      "Where '@vip' stands for a value that is still to be filled in, write the value.",
    ],
    [
      'an instance of the same ID that has no address yet',
      'vrrp/duplicate-vrid',
      `${instance('  virtual_ipaddress {', '    192.0.2.200/24', '  }')}${instance().replace('VI_1', 'VI_6')}`,
      "If 'VI_6' is to have IPv6 addresses, write them",
    ],
    ['a signal to a process of another user', 'security/script-security', check('killall -0 haproxy'), "'script_user root'"],
    [
      'a script that only root can reach',
      'global/script-user',
      `global_defs {\n  enable_script_security\n}\n${check('/root/check')}`,
      "'script_user root'",
    ],
    [
      'a signal of a user who is not named',
      'global/script-user',
      `global_defs {\n  enable_script_security\n}\n${check('killall -0 haproxy')}`,
      "'script_user root'",
    ],
    [
      'a script that keepalived would disable',
      'security/script-security',
      check('/home/ops/check'),
      'First put the scripts where only root can write',
    ],
  ])('fits %s', (_, rule, text, advice) => {
    expect(adviceOf(rule, text)).toEqual([expect.stringContaining(advice)]);
  });

  it('on a user who may have to be made first comes without a fix: with his name and without him keepalived drops every script', () => {
    const fixed = (command: string) =>
      lintText(check(command)).findings.some(({ rule, fix }) => rule === 'security/script-security' && fix !== null);
    expect(fixed('/usr/local/libexec/check')).toBe(false);
    expect(fixed('killall -0 haproxy')).toBe(true);
  });

  it('on a setting that is there twice is a note where both lines say the same', () => {
    const severityOf = (...lines: readonly string[]) =>
      lintText(instance(...lines)).findings.flatMap(({ rule, severity }) => (rule === 'syntax/duplicate-keyword' ? [severity] : []));
    expect(severityOf('  mcast_src_ip 192.0.2.101', '  unicast_src_ip   192.0.2.101 # this node')).toEqual(['info']);
    expect(severityOf('  mcast_src_ip 192.0.2.101', '  unicast_src_ip 192.0.2.102')).toEqual(['warning']);
    expect(severityOf('  garp_master_delay 5', '  garp_master_delay "5"')).toEqual(['info']);
  });

  it('on a command whose output is to be hidden is a note for pidof alone, which succeeds all the same', () => {
    const severityOf = (command: string) =>
      lintText(check(command)).findings.flatMap(({ rule, severity }) => (rule === 'vrrp/script-shell' ? [severity] : []));
    expect(severityOf('/usr/bin/pidof nginx > /dev/null 2>&1')).toEqual(['info']);
    expect(severityOf('killall -0 nginx > /dev/null')).toEqual(['error']);
    expect(severityOf('pidof nginx > /dev/null || exit 1')).toEqual(['error']);
  });

  it('is to hand the command to a shell where that does more than hide the output', () => {
    expect(adviceOf('vrrp/script-shell', check('pidof nginx > /dev/null || exit 1'))).toEqual([
      expect.stringContaining(`script "/usr/bin/sh -c '…'"`),
    ]);
  });
});

describe('advice on who runs the scripts', () => {
  const globals = (...lines: readonly string[]) => ['global_defs {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
  const scriptUser = (command: string) => adviceOf('global/script-user', globals('enable_script_security') + check(command)).join();

  it('gives the reason why it must be root, and no other', () => {
    expect(scriptUser('/root/check.sh')).toContain("'/root'");
    expect(scriptUser('/root/check.sh')).not.toContain('killall');
    expect(scriptUser('/usr/bin/killall -0 nginx')).toContain("'/usr/bin/killall -0 nginx' fails");
    expect(scriptUser('/usr/bin/killall -0 nginx')).not.toContain('/root');
  });

  it('asks for no user where one is named', () => {
    expect(adviceOf('security/script-security', globals('script_user root') + check('/usr/local/bin/check'))).toEqual([
      "Write 'enable_script_security' in global_defs.",
    ]);
  });

  it('leaves to root what another cannot do', () => {
    const two = globals('enable_script_security', 'script_user root') + check('/usr/bin/killall -0 nginx');
    const text = two.replace('vrrp_instance', 'vrrp_script second {\n  script "/usr/local/bin/second"\n  interval 2\n}\nvrrp_instance');
    const found = lintText(text, { profiles: ['security'] }).findings.filter(({ rule }) => rule === 'security/script-as-root');
    expect(found.map(({ advice }) => advice)).toEqual([expect.stringContaining("leave '/usr/bin/killall -0 nginx' to root")]);
  });
});

describe('advice of a rule that finds several things', () => {
  const server = (...lines: readonly string[]) =>
    ['virtual_server 192.0.2.200 80 {', ...lines, '  real_server 198.51.100.11 80 {', '    TCP_CHECK {', '    }', '  }', '}', ''].join(
      '\n',
    );
  const tracked = (priority: number, weight: number) =>
    check('/usr/local/bin/check')
      .replace('interval 2', `interval 2\n  weight ${weight}`)
      .replace('  virtual_router_id 51', `  virtual_router_id 51\n  priority ${priority}`);

  it('speaks of what was found', () => {
    const startup = lintText(server(), { profiles: ['lvs'] }).findings.filter(({ rule }) => rule === 'lvs/startup');
    expect(startup.map(({ advice }) => advice)).toEqual(["Write 'alpha' in the virtual server."]);
    expect(adviceOf('vrrp/effective-priority', tracked(250, 20))).toEqual([expect.stringContaining('lower base priority')]);
    expect(adviceOf('vrrp/effective-priority', tracked(50, -60))).toEqual([expect.stringContaining('higher base priority')]);
    expect(adviceOf('lvs/persistence-effect', server('  lb_algo sh', '  persistence_timeout 60'))).toEqual([
      expect.stringContaining('another scheduler'),
    ]);
  });

  it('names for multicast nothing that only unicast has', () => {
    const authentication = ['  authentication {', '    auth_type PASS', '    auth_pass Kx7m2qTz', '  }'];
    const peers = ['  unicast_src_ip 192.0.2.1', '  unicast_peer {', '    192.0.2.2', '  }'];
    const advice = (...lines: readonly string[]) =>
      lintText(instance(...authentication, ...lines), { profiles: ['security'] }).findings.find(
        ({ rule }) => rule === 'security/authentication',
      )?.advice;
    expect(advice()).not.toContain('check_unicast_src');
    expect(advice(...peers)).toContain('check_unicast_src');
  });
});

describe('advice that does not leave the next mistake behind', () => {
  const two = (dev: string) =>
    ['A', 'B']
      .map((name, at) =>
        instance('  virtual_ipaddress {', `    203.0.113.1${at}/24 dev ${dev}`, '  }').replace('VI_1', name).replace('51', `5${at}`),
      )
      .join('');
  const shared = (dev: string) => adviceOf('net/shared-network', two(dev)).join();

  it('names promote_secondaries for no interface that no instance runs on', () => {
    expect(shared('eth2')).toContain("an address of its own in 203.0.113.0/24 on 'eth2'");
    expect(shared('eth2')).not.toContain('promote_secondaries');
    const otherSource = two('eth0').replaceAll('virtual_ipaddress', 'unicast_src_ip 192.0.2.1\n  virtual_ipaddress');
    expect(adviceOf('net/shared-network', otherSource)).toEqual([expect.stringContaining("'promote_secondaries' into 'B'")]);
  });

  it('says that full NAT has more lines than the first', () => {
    const text = `virtual_server 192.0.2.200 80 {\n  lb_kind FNAT\n  laddr_group_name g\n  real_server 198.51.100.11 80 {\n    TCP_CHECK {\n    }\n  }\n}\n`;
    expect(adviceOf('syntax/invalid-value', text)).toEqual([
      expect.stringMatching(/^Write NAT, DR or TUN\. Remove whatever else only that/),
    ]);
  });

  it('does not advise another name for an instance that would then be a second one of its virtual router', () => {
    const second = (id: number): string => instance() + instance().replace('51', String(id));
    expect(adviceOf('syntax/duplicate-keyword', second(51)).join()).not.toContain('a name of its own');
    expect(adviceOf('syntax/duplicate-keyword', second(52)).join()).toContain('a name of its own');
  });

  it('does not advise a name that the group lists already', () => {
    const group = 'vrrp_sync_group G {\n  group {\n    inside_net\n    outside_net\n  }\n}\n';
    const text = `${group}${instance().replace('VI_1', 'inside_net')}`;
    expect(lintText(text).findings.find(({ rule }) => rule === 'vrrp/undefined-reference')).toMatchObject({ line: 4, fix: null });
  });

  it('says how to have no authentication', () => {
    const text = instance('  authentication {', '    auth_type none', '  }');
    expect(adviceOf('syntax/invalid-value', text)).toEqual(["Remove the block 'authentication': without it there is none."]);
  });

  it('says where the weight of a script stands that has a line of its own', () => {
    const text = check('/usr/local/bin/check').replace('    check\n', '    check\n    weight -20\n');
    expect(adviceOf('vrrp/undefined-reference', text)).toEqual([expect.stringMatching(/^Write 'weight' and its number behind the name/)]);
  });

  it('says that a comma is a part of the address', () => {
    const text = instance('  unicast_peer {', '    192.0.2.102,', '    192.0.2.103', '  }');
    expect(adviceOf('syntax/invalid-value', text)).toEqual(["Write '192.0.2.102': the ',' is read as a part of the word."]);
  });

  it.each([
    ['500ms', '0.5'],
    ['2s', '2'],
    ['1m', '60'],
  ])('writes %s in seconds', (written, seconds) => {
    const text = check('/usr/local/bin/check').replace('interval 2', `interval ${written}`);
    expect(adviceOf('syntax/invalid-value', text).join()).toContain(`such as '${seconds}'`);
  });

  it('says that quotes inside of a command are single ones', () => {
    const text = check('bash -c "curl -f http://127.0.0.1"').replace('  interval', '  fall 3\n  interval');
    expect(adviceOf('syntax/extra-argument', text)).toEqual([expect.stringMatching(/^Write single quotes inside/)]);
    const bare = check('').replace('script ""', 'script /usr/local/bin/check "a b"');
    expect(adviceOf('syntax/extra-argument', bare)).toEqual(['Put double quotes around the whole command.']);
  });

  it('does not advise a vrrp_script for what watches processes', () => {
    const text = 'vrrp_track_process P {\n  process haproxy\n  interval 2\n}\n';
    expect(adviceOf('syntax/unknown-keyword', text)).toEqual([expect.stringMatching(/^Remove the line: keepalived hears of processes/)]);
  });

  it("says what each gateway of a route needs in place of 'or'", () => {
    const text = instance('  virtual_routes {', '    192.0.2.0/24 via 198.51.100.1 or 198.51.100.2', '  }');
    expect(adviceOf('net/route', text)).toEqual(["Write 'nexthop via' in place of 'via' and of 'or', behind the other options."]);
  });

  it('takes words in escaped quotes for arguments of the command', () => {
    const text = instance('  notify_master "/usr/local/bin/notify \\"two words\\" master"');
    expect(adviceOf('syntax/extra-argument', text)).toEqual([]);
    const behind = instance('  notify_master "/usr/local/bin/notify \\"two words\\"" root adm more');
    expect(adviceOf('syntax/extra-argument', behind)).toHaveLength(1);
  });

  it('shows a command without the quotes around it', () => {
    const text = check('').replace('script ""', "script '/usr/bin/killall -0 haproxy'");
    expect(adviceOf('security/script-security', text)).toEqual([
      expect.stringContaining("As another user '/usr/bin/killall -0 haproxy' fails"),
    ]);
  });

  it('says which shell connects by /dev/tcp', () => {
    expect(adviceOf('vrrp/failing-check', check('</dev/tcp/127.0.0.1/80'))).toEqual([
      `Write script "/usr/bin/bash -c '</dev/tcp/127.0.0.1/80'".`,
    ]);
    expect(adviceOf('vrrp/failing-check', check("/bin/sh -c 'exec 3</dev/tcp/127.0.0.1/80'"))).toEqual([
      "Write '/usr/bin/bash' in place of '/bin/sh'.",
    ]);
    expect(adviceOf('vrrp/failing-check', check("sh -c 'timeout 2 bash -c true </dev/tcp/127.0.0.1/80'"))).toEqual([]);
    expect(adviceOf('vrrp/failing-check', check("/usr/bin/bash -c '</dev/tcp/127.0.0.1/80'"))).toEqual([]);
    expect(adviceOf('vrrp/failing-check', check('</etc/passwd'))).toEqual([]);
  });

  it('says nothing of a password beyond what is sent of it', () => {
    const password = (text: string): readonly (string | null)[] =>
      lintText(instance('  authentication {', '    auth_type PASS', `    auth_pass ${text}`, '  }'))
        .findings.filter(({ rule }) => rule === 'vrrp/password')
        .map(({ summary }) => summary);
    expect(password('ExAmpl3Pw!x')).toEqual([]);
    expect(password('ExAmpl3Pä')).toEqual([]);
    expect(password('ExAmpl!x')).toEqual([expect.stringContaining("'!' begins a comment")]);
    expect(password('ExAmplä3')).toEqual([expect.stringContaining('beyond ASCII')]);
    // A blank that is none is told once, and what stands in front of it is judged.
    expect(password('r4nd0mpw\u3000')).toEqual([]);
    expect(password('1111\u3000\u3000')).toEqual([expect.stringContaining('everybody tries first')]);
    expect(password('"r4nd0m\u3000"')).toEqual([expect.stringContaining('beyond ASCII')]);
  });

  it.each([
    ['2.4.3', check('$(which nc) -z 127.0.0.1 80'), 'Its log says so, and its config test fails.'],
    ['2.1.5', check('$(which nc) -z 127.0.0.1 80'), 'Only its log says so.'],
    ['2.4.3', instance('  notify_master "$(which nc) -z 127.0.0.1 80"'), 'Only its log says so.'],
  ] as const)('says who tells of a command that is dropped (%s)', (version, text, told) => {
    const [found] = lintText(text, { version }).findings.filter(({ rule }) => rule === 'vrrp/script-command');
    expect(found?.detail).toContain(told);
  });
});

describe('what a value is wrong behind', () => {
  it('is the option that it belongs to', () => {
    const { findings } = lintText('global_defs {\n    lvs_sync_daemon eth1 inst VI_1 id 300\n}\n');
    expect(findings.map(({ summary }) => summary)).toContain("'300' behind 'id' of 'lvs_sync_daemon' lies outside 0 to 255.");
  });

  it('is not told twice where it is replaced', () => {
    const { findings } = lintText(check('/usr/local/bin/check').replace('interval 2', 'interval 0'));
    expect(findings.filter(({ rule }) => rule === 'syntax/invalid-value')).toMatchObject([
      { summary: "'0' behind 'interval' is not allowed.", detail: "keepalived says so and uses '1'." },
    ]);
  });
});
