import { describe, expect, it } from 'vitest';
import { lintText } from '../../helpers/lint-text.ts';

interface Told {
  readonly rule: string;
  readonly line: number;
  readonly related: readonly number[];
}

/** What could be better is no mistake, and follows from none. */
const ADVICE = /^(?:l3|security)\/|^vrrp\/(?:nothing-tracked|script-linked-directory|script-timing|process-only-check)$/;

function findings(text: string): Told[] {
  return lintText(text)
    .findings.filter(({ rule }) => !ADVICE.test(rule))
    .map(({ rule, line, related }) => ({ rule, line, related: related.map((each) => each.line) }));
}

const ADDRESSES = '  virtual_ipaddress {\n    192.0.2.1/24\n  }\n';

describe('one mistake', () => {
  it('is one finding, which shows what an instance lacks because of it', () => {
    expect(findings(`vrrp_instance VI_1 {\n  interfce eth0\n  virtual_router_id 5\n${ADDRESSES}}\n`)).toEqual([
      { rule: 'syntax/unknown-keyword', line: 2, related: [1] },
    ]);
    expect(findings(`vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 500\n${ADDRESSES}}\n`)).toEqual([
      { rule: 'syntax/invalid-value', line: 3, related: [1] },
    ]);
  });

  it('is one finding at the definition, which shows what refers to it', () => {
    const instance = `vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n${ADDRESSES}  track_script {\n    check\n  }\n}\n`;
    expect(findings(`vrrp_scrpt check {\n  script /bin/true\n}\n${instance}`)).toEqual([
      { rule: 'syntax/unknown-keyword', line: 1, related: [11] },
    ]);
    expect(findings(`vrrp_script check {\n}\n${instance}`)).toEqual([{ rule: 'syntax/missing-keyword', line: 1, related: [10] }]);
    expect(findings(`vrrp_script check {\n  scirpt /bin/true\n}\n${instance}`)).toEqual([
      { rule: 'syntax/unknown-keyword', line: 2, related: [1, 11] },
    ]);
  });

  it('is one finding where keepalived leaves a tracked file out', () => {
    const text = `track_file load {\n  file /proc/loadavg\n}\nvrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n${ADDRESSES}  track_file {\n    load\n  }\n}\n`;
    expect(findings(text)).toEqual([{ rule: 'vrrp/unwatched-file', line: 2, related: [11] }]);
  });

  it('is one finding where a quote is never closed', () => {
    expect(findings('vrrp_script check {\n  script "/bin/true\n}\n')).toEqual([
      { rule: 'syntax/unterminated-quote', line: 2, related: [2, 1] },
    ]);
  });

  it('is one finding where a brace is missing, at the place where it should be', () => {
    const text = `vrrp_script check {\n  script /bin/true\n}\nvrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress {\n    192.0.2.1/24\n  track_script {\n    check\n  }\n}\n`;
    expect(findings(text).filter(({ line }) => line === 9)).toEqual([{ rule: 'syntax/unbalanced-brace', line: 9, related: [7] }]);
  });

  it('is one finding where a list lacks its {, whatever stands in the wrong block because of it', () => {
    const text = `vrrp_script check {\n  script /bin/true\n}\nvrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress\n    192.0.2.1/24\n  }\n  track_script {\n    check\n  }\n}\n`;
    expect(findings(text).map(({ rule, line }) => `${rule}:${line}`)).toEqual(['syntax/unbalanced-brace:7']);
  });

  it('is one finding where an address that is none is the only one', () => {
    const text = 'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress {\n    192.0.2.300\n  }\n}\n';
    expect(findings(text)).toEqual([{ rule: 'net/address', line: 5, related: [1] }]);
  });

  it('is one finding where the value of a misspelt option is no option either', () => {
    expect(findings('static_ipaddress {\n  192.0.2.1/24 lable eth0:1 dev eth0\n}\n')).toEqual([
      { rule: 'net/address', line: 2, related: [] },
    ]);
  });

  it('is one finding where a script is not tracked because its name is misspelt there', () => {
    const text = `vrrp_script check {\n  script /bin/true\n}\nvrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n${ADDRESSES}  track_script {\n    chekc\n  }\n}\n`;
    expect(findings(text)).toEqual([{ rule: 'vrrp/undefined-reference', line: 11, related: [1] }]);
  });

  it('is as bad as what it leads to', () => {
    const server =
      'virtual_server 192.0.2.1 80 {\n  protocol TPC\n  lvs_sched rr\n  lvs_method NAT\n  real_server 192.0.2.2 80 {\n  }\n}\n';
    expect(lintText(server).findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['syntax/invalid-value error']);
  });
});

describe('two mistakes', () => {
  it('are two findings where nothing that looks like the missing keyword is there', () => {
    expect(findings(`vrrp_instance VI_1 {\n  interface eth0\n  prioritty 5\n${ADDRESSES}}\n`).map(({ rule }) => rule)).toEqual([
      'vrrp/missing-vrid',
      'syntax/unknown-keyword',
    ]);
  });

  it('are two findings where the misspelt keyword stands in another block', () => {
    const text = `vrrp_instance VI_1 {\n  interface eth0\n${ADDRESSES}}\nvrrp_instance VI_2 {\n  interface eth0\n  virtual_routerid 5\n${ADDRESSES.replace('192.0.2.1/', '198.51.100.1/')}}\n`;
    expect(findings(text)).toEqual([
      { rule: 'vrrp/missing-vrid', line: 1, related: [] },
      { rule: 'syntax/unknown-keyword', line: 9, related: [7] },
    ]);
  });
});
