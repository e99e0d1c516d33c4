import { describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import { lintText } from '../helpers/lint-text.ts';

const RULE = 'syntax/unknown-keyword';

function adviceFor(block: string, line: string, version?: Version): string | null {
  const { findings } = lintText(`${block} {\n    ${line}\n}\n`, version ? { version } : {});
  return findings.find(({ rule }) => rule === RULE)?.advice ?? null;
}

describe('a misspelt keyword', () => {
  it.each([
    ['global_defs', 'router-id', 'router_id'],
    ['global_defs', 'routerid', 'router_id'],
    ['global_defs', 'notification_mail', 'notification_email'],
    ['global_defs', 'notification_email_form', 'notification_email_from'],
    ['global_defs', 'smtp_sever', 'smtp_server'],
    ['global_defs', 'smtp_conect_timeout', 'smtp_connect_timeout'],
    ['global_defs', 'vrrp_stict', 'vrrp_strict'],
    ['global_defs', 'enable_script_securty', 'enable_script_security'],
    ['global_defs', 'scipt_user', 'script_user'],
    ['global_defs', 'vrrp_garp_interval_', 'vrrp_garp_interval'],
    ['global_defs', 'vrrp_skip_check_adv_adr', 'vrrp_skip_check_adv_addr'],
    ['vrrp_instance VI_1', 'virtual_router_ip', 'virtual_router_id'],
    ['vrrp_instance VI_1', 'virtualrouter_id', 'virtual_router_id'],
    ['vrrp_instance VI_1', 'prioirty', 'priority'],
    ['vrrp_instance VI_1', 'advert_int_', 'advert_int'],
    ['vrrp_instance VI_1', 'adver_int', 'advert_int'],
    ['vrrp_instance VI_1', 'interfce', 'interface'],
    ['vrrp_instance VI_1', 'no_preempt', 'nopreempt'],
    ['vrrp_instance VI_1', 'preempt-delay', 'preempt_delay'],
    ['vrrp_instance VI_1', 'unicast_scr_ip', 'unicast_src_ip'],
    ['vrrp_instance VI_1', 'mcast_scr_ip', 'mcast_src_ip'],
    ['vrrp_instance VI_1', 'notify_maser', 'notify_master'],
    ['vrrp_instance VI_1', 'STATE', 'state'],
    ['global_defs', 'script_security', 'enable_script_security'],
    ['global_defs', 'inlcude', 'include'],
    ['vrrp_instance VI_1', 'vrid', 'virtual_router_id'],
    ['vrrp_instance VI_1', 'priorty=100', 'priority'],
    ['virtual_server 192.0.2.1 80', 'lb_algorithm', 'lb_algo'],
    ['virtual_server 192.0.2.1 80', 'retries', 'retry'],
    ['vrrp_script check', 'intervall', 'interval'],
    ['vrrp_script check', 'wieght', 'weight'],
    ['virtual_server 192.0.2.1 80', 'delayloop', 'delay_loop'],
    ['virtual_server 192.0.2.1 80', 'lb_alog', 'lb_algo'],
    ['virtual_server 192.0.2.1 80', 'persistence_timeut', 'persistence_timeout'],
    ['virtual_server 192.0.2.1 80', 'protocoll', 'protocol'],
  ])('in %s: %s is %s', (block, wrong, right) => {
    expect(adviceFor(block, `${wrong} 1`)).toMatch(new RegExp(`^Write '${right}'`));
  });

  it.each([
    ['vrrp_instance VI_1', 'priority100', "Write 'priority 100'."],
    ['vrrp_instance VI_1', 'virtual_router_id51', "Write 'virtual_router_id 51'."],
    ['vrrp_instance VI_1', 'interface<name>', "Write 'interface <name>'."],
    ['vrrp_instance VI_1', 'notify_master/etc/keepalived/master.sh', "Write 'notify_master /etc/keepalived/master.sh'."],
    ['virtual_server 192.0.2.1 80', 'sorry_server192.0.2.9 80', "Write 'sorry_server 192.0.2.9'."],
    ['global_defs', 'vrrp_mcast_group4224.0.0.99', "Write 'vrrp_mcast_group4 224.0.0.99'."],
  ])('in %s, a value without a blank in front of it is kept: %s', (block, line, advice) => {
    expect(adviceFor(block, line)).toBe(advice);
  });

  it('keeps the address that is glued to the keyword of a block, also in the fix', () => {
    const { findings } = lintText('virtual_server192.0.2.1 80 {\n}\n');
    const finding = findings.find(({ rule }) => rule === RULE);
    expect(finding?.advice).toBe("Write 'virtual_server 192.0.2.1'.");
    expect(finding?.fix?.edits.map(({ start, end, text }) => [start, end, text])).toEqual([[14, 15, ' 1']]);
  });

  it('is no keyword with another number, and no number is glued to one whose value stands behind it', () => {
    expect(adviceFor('vrrp_instance VI_1', 'state2 MASTER')).toMatch(/^Write 'state'/);
    expect(adviceFor('vrrp_instance VI_1', 'native_ipv4')).toBe('Remove the line, or write the keyword that was meant.');
    expect(adviceFor('vrrp_instance VI_1', 'nativ_ipv6')).toBe("Write 'native_ipv6'.");
    expect(adviceFor('global_defs', 'vrrp_mcast_group')).toMatch(/^Write 'vrrp_mcast_group4'/);
  });

  it('that opens a block too', () => {
    const { findings } = lintText('vrrp_instances VI_1 {\n    interface eth0\n}\n');
    expect(findings.filter(({ rule }) => rule === RULE)).toMatchObject([
      { line: 1, advice: expect.stringMatching(/^Write 'vrrp_instance'/) },
    ]);
  });

  it('is looked for among what other blocks call it, and what people call it', () => {
    const checker = (line: string) => adviceFor('virtual_server 192.0.2.1 80', `real_server 192.0.2.2 80 {\n${line}\n}`);
    expect(checker('TCP_CHECK {\nnb_get_retry 3\n}')).toBe("Write 'retry'.");
    expect(checker('HTTP_CHECK {\n}')).toBe("Write 'HTTP_GET'.");
  });

  it('and a line of the top level in a block is told where it belongs', () => {
    expect(adviceFor('global_defs', 'use_pid_dir')).toBe('Move it above or below the block, or remove it.');
  });

  it('gets no suggestion that its version does not know', () => {
    expect(adviceFor('vrrp_instance VI_1', 'timer_expired_backups', '2.4.3')).toMatch(/^Write 'timer_expired_backup'/);
    expect(adviceFor('vrrp_instance VI_1', 'timer_expired_backups', '2.2.7')).not.toMatch(/timer_expired_backup'/);
  });
});

const MISREAD = `vrrp_instance VI_1 {
    interface eth0
    auth_hmac {
        key 1 s3cret-s3cret-s3cret-s3cret-s3cret
    }
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

describe('the lines that keepalived misreads after an unknown block', () => {
  const lines = (profiles: readonly ('keepalived' | 'recommended')[]): readonly number[] =>
    lintText(MISREAD, { version: '2.2.7', profiles }).findings.flatMap(({ rule, line }) => (rule === RULE ? [line] : []));

  it('are told of where all that keepalived says is asked for', () => {
    expect(lines(['keepalived'])).toEqual([4, 6, 7, 8, 9, 10]);
  });

  it('are not told of otherwise: the mistake is one', () => {
    expect(lines(['recommended'])).toEqual([]);
  });
});

describe('where the config test does not come to', () => {
  const verdicts = (text: string, line: number): readonly string[] =>
    lintText(text, { version: '2.2.7' }).findings.flatMap((finding) => (finding.line === line ? finding.verdicts : []));
  const instance = 'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id\n    foo\n}\nbfd_instance b {\n    bar\n}\n';
  const server = 'virtual_server 192.0.2.1 80 {\n    protocol TCP\n    foo\n}\n';

  it('keepalived is silent: behind a missing word, and in the processes that read later', () => {
    expect(verdicts(instance, 3)).toEqual(['refuses']);
    expect(verdicts(instance, 4)).toEqual(['silent']);
    expect(verdicts(instance, 7)).toEqual(['silent']);
  });

  it('but not in the processes that read before', () => {
    expect(verdicts(instance + server, 11)).toEqual(['reports']);
  });

  it('keepalived is silent: in a network namespace, which the host may not have, but for what the parent reads', () => {
    expect(verdicts(`net_namespace blue\n${server}`, 4)).toEqual(['silent']);
    expect(verdicts('net_namespace blue\nfoo\n', 2)).toEqual(['reports']);
  });
});

it('says which letter of a keyword is of another alphabet, for on the screen it looks right', () => {
  const [found] = lintText('vrrp_instance VI_1 {\n    \u0440riority 100\n}\n').findings.filter(({ rule }) => rule === RULE);
  expect(found?.detail).toContain("Its '\u0440' is a Cyrillic letter");
  expect(found?.advice).toBe("Write 'priority'.");
});

it("writes 'enable_script_security' only where a line says who is to run the scripts", () => {
  const text = (user: string): string => `global_defs {
    script_security
    ${user}
}
`;
  const fixOf = (config: string): unknown => lintText(config).findings.find(({ rule }) => rule === RULE)?.fix;
  expect(fixOf(text('script_user root'))).not.toBeNull();
  expect(fixOf(text(''))).toBeNull();
  expect(adviceFor('global_defs', 'script_security')).toContain('script_user');
  expect(lintText(text('script_user root')).findings.find(({ rule }) => rule === RULE)?.advice).toBe("Write 'enable_script_security'.");
});

it('does not advise a keyword that would not take the value either', () => {
  expect(adviceFor('global_defs', 'vrrp_grap_interval 0')).toMatch(/^Remove the line: 'vrrp_garp_interval 0' is what holds without it/);
  expect(adviceFor('global_defs', 'vrrp_grap_interval 0.1')).toMatch(/^Write 'vrrp_garp_interval'/);
  const [found] = lintText('global_defs {\n    vrrp_grap_interval 0\n}\n').findings.filter(({ rule }) => rule === RULE);
  expect(found?.fix?.edits.map(({ text }) => text)).toEqual(['']);
});

it('says how a script names its user', () => {
  expect(adviceFor('vrrp_script check', 'script_user root')).toBe("Write 'user'.");
});

it.each(['EOF', "'EOF'", '"EOF"', '-EOF'])('tells once of the command that writes the file (<<%s)', (mark) => {
  const text = `sudo tee /etc/keepalived/keepalived.conf <<${mark}\nglobal_defs {\n}\nEOF\n`;
  const [found, ...others] = lintText(text).findings.filter(({ rule }) => rule === RULE);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ line: 1, advice: expect.stringMatching(/^Remove this line, and 'EOF' at the end/) });
});

it('says beside what script security is to stand', () => {
  const advice = (text: string): string | null | undefined => lintText(text).findings.find(({ rule }) => rule === RULE)?.advice;
  expect(advice('enable_script_security\n')).toMatch(/^Move it into the block 'global_defs', and write beside it 'script_user'/);
  expect(advice('global_defs {\n    script_user root\n}\nenable_script_security\n')).not.toContain('script_user');
});
