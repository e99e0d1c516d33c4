import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../../src/rule/rule.ts';
import { lintText } from '../../helpers/lint-text.ts';

const TEXT = `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        FILE_CHECK {
            track_file load
        }
    }
    real_server 2001:db8::11 80 {
        weight 1
    }
}
`;

function linesOf(profiles: readonly ProfileName[]): string[] {
  return lintText(TEXT, { profiles }).findings.map(({ rule, line }) => `${rule}:${line}`);
}

describe('what keepalived reports at a different line from the one to change', () => {
  it('is found at the line to change', () => {
    expect(linesOf([])).toEqual(['lvs/checker:7', 'lvs/family:10']);
  });

  it('is found at the line that keepalived names, and as often, where only its reports are asked for', () => {
    expect(linesOf(['keepalived'])).toEqual(['lvs/checker:7', 'lvs/checker:8', 'lvs/family:12']);
  });

  it('is found at the line to change where more is asked for', () => {
    expect(linesOf(['recommended', 'keepalived'])).toEqual(['lvs/checker:7', 'lvs/family:10']);
  });
});

/** The lines that the config test would report, each as keepalived 2.2.7 does. */
function predicted(text: string): readonly number[] {
  const { findings } = lintText(text, { profiles: ['keepalived'], version: '2.2.7' });
  return [...new Set(findings.map(({ line }) => line))];
}

describe('what follows from a mistake', () => {
  it('is each line of a block whose header a false condition hides', () => {
    expect(predicted('@other global_defs {\n  router_id lb1\n\n  # a comment\n}\n')).toEqual([2, 5]);
  });

  it('is each further line of a definition whose first one a false condition hides', () => {
    expect(predicted('@other $NAME=a \\\n  foo \\\n  bar\n')).toEqual([2, 3]);
  });

  it('is said at the end of the text where a block is never closed, beside the line on which it begins', () => {
    expect(predicted('vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  no_virtual_ipaddress\n')).toEqual([1, 4]);
  });

  it('is the { in a list, which is no entry', () => {
    expect(
      predicted('vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress {\n    { 192.0.2.1/24 }\n  }\n}\n'),
    ).toEqual([5, 7]);
    expect(predicted('global_defs {\n  notification_email {\n    { a@example.com }\n  }\n}\n')).toEqual([5]);
  });

  it('is not that addresses are missing where their list lacks its {', () => {
    const text = 'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  virtual_ipaddress\n    192.0.2.1/24\n  }\n}\n';
    expect(predicted(text)).toEqual([7]);
    expect(lintText(text).findings.map(({ rule }) => rule)).not.toContain('vrrp/no-vip');
  });
});

describe('use_ipvlan beside unicast peers', () => {
  const text = (line: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_ipvlan vip0 192.0.2.103/24
    ${line}
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
  const reports = (line: string): readonly number[] =>
    lintText(text(line), { profiles: ['keepalived'], version: '2.2.7' }).findings.map((finding) => finding.line);

  it('is reported twice, and once where vmac_xmit_base is written', () => {
    expect(reports('')).toEqual([4, 12]);
    expect(reports('vmac_xmit_base')).toEqual([4]);
  });
});

describe('a name that nothing defines', () => {
  it('is counted once, where it stands in the place of a keyword and where it is an entry', () => {
    const text =
      'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n  $NOTHING on\n  virtual_ipaddress {\n    192.0.2.1\n    $VIP\n  }\n}\n';
    const { findings } = lintText(text, { profiles: ['keepalived'], version: '2.2.7' });
    expect(findings.map(({ line }) => line)).toEqual([4, 7]);
  });
});
