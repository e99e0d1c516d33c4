import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { type LintTextOptions, lintText } from '../../helpers/lint-text.ts';

function findings(text: string, options: LintTextOptions = {}): readonly Finding[] {
  return lintText(text, options).findings;
}

function ofRule(rule: string, text: string, options: LintTextOptions = {}): readonly Finding[] {
  return findings(text, options).filter((finding) => finding.rule === rule);
}

describe('syntax/include', () => {
  const FORMS = ['include', 'includer', 'includem', 'includew', 'includeb', 'includea'] as const;

  const verdicts = (pattern: string, version: Version = '2.4.3'): string[] =>
    FORMS.map((form) => ofRule('syntax/include', `${form} ${pattern}\n`, { version, files: { 'a.conf': '' } })[0]?.verdicts[0] ?? 'none');

  it('knows which form insists on what', () => {
    expect(verdicts('missing.conf')).toEqual(['reports', 'reports', 'refuses', 'refuses', 'reports', 'refuses']);
    expect(verdicts('missing*.conf')).toEqual(['silent', 'silent', 'silent', 'refuses', 'silent', 'refuses']);
    expect(verdicts('{a,b}.conf')).toEqual(['reports', 'reports', 'reports', 'reports', 'refuses', 'refuses']);
  });

  it('knows that keepalived before 2.2.0 has one form, and only logs', () => {
    expect(verdicts('missing.conf', '2.1.5')).toEqual(['logs', 'reports', 'reports', 'reports', 'reports', 'reports']);
  });

  it('follows include_check, but not for the lines above it', () => {
    const check = (words: string): readonly string[] =>
      ofRule('syntax/include', `include a.conf\nglobal_defs {\n    include_check ${words}\n}\ninclude b.conf\n`).map(({ verdicts }) =>
        verdicts.join(),
      );
    expect(check('')).toEqual(['reports', 'refuses']);
    expect(check('read')).toEqual(['reports', 'reports']);
    expect(check('read match')).toEqual(['reports', 'refuses']);
    expect(check('-match')).toEqual(['reports', 'reports']);
  });

  it('takes a name with a blank for what it is when there is such a file', () => {
    expect(ofRule('syntax/include', 'include a b.conf\n', { files: { 'a b.conf': '' } })).toEqual([]);
  });
});

describe('syntax/unbalanced-brace', () => {
  it('is one finding for any number of stray braces', () => {
    const found = findings('}\n'.repeat(300_000));
    expect(found.map(({ rule }) => rule)).toEqual(['syntax/unbalanced-brace']);
    expect(found[0]?.summary).toContain('300000');
  });

  it('stops at some findings when braces are wrong everywhere', () => {
    const found = ofRule('syntax/unbalanced-brace', 'global_defs {\n}\n}\n'.repeat(1_000));
    expect(found).toHaveLength(11);
    expect(found.at(-1)?.summary).toContain('990 more');
  });

  it('leaves a brace that stands behind an open quote to the finding about the quote', () => {
    const found = findings('vrrp_script "check {\n    script /bin/true\n}\n');
    expect(found.map(({ rule }) => rule)).toContain('syntax/unterminated-quote');
    expect(found.map(({ rule }) => rule)).not.toContain('syntax/unbalanced-brace');
  });

  it('tells what a repetition does once', () => {
    expect(ofRule('syntax/unbalanced-brace', '~SEQ(N, 1, 50) vrrp_instance VI_${N} { interface eth0\n')).toHaveLength(1);
  });
});

describe('syntax/undefined-definition', () => {
  it('leaves the variables of a shell alone, but only where there is a shell', () => {
    const script = (command: string) => `vrrp_script check {\n    script ${command}\n    interval 2\n}\n`;
    const rule = 'syntax/undefined-definition';
    expect(ofRule(rule, script(`"/bin/sh -c 'kill -0 $PID || exit 1'"`))).toEqual([]);
    expect(ofRule(rule, script(`"/bin/bash -e -c 'kill -0 \${PID} || exit 1'"`))).toEqual([]);
    expect(ofRule(rule, script(`"/bin/kill -0 $PID "`))).toHaveLength(1);
    expect(ofRule(rule, script("/bin/sh -c 'kill -0 ${PID}'"))).toHaveLength(1);
  });

  const instance = (password: string): string =>
    `vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    authentication {\n        auth_type PASS\n        auth_pass ${password}\n    }\n}\n`;

  it('does not tell a password', () => {
    const found = findings(instance('$S3cret'));
    expect(found.map(({ rule }) => rule)).toContain('syntax/undefined-definition');
    expect(JSON.stringify(found)).not.toContain('S3cret');
  });

  it('tells a definition that another config-id has from one that nobody has', () => {
    const [other] = ofRule('syntax/undefined-definition', '@node1 $NAME=lb1\nglobal_defs {\n    router_id $NAME\n}\n');
    expect(other?.detail).toContain('conditions');
    expect(other?.views).toEqual([null]);
    expect(other?.related[0]).toMatchObject({ line: 1, column: 8 });
  });

  it('is silent about what follows from a definition that is none', () => {
    const found = findings('$NAME =lb1\nglobal_defs {\n    router_id $NAME\n}\n');
    expect(found.map(({ rule }) => rule)).toContain('syntax/malformed-definition');
    expect(found.map(({ rule }) => rule)).not.toContain('syntax/undefined-definition');
  });

  it('knows which names keepalived of a version defines itself', () => {
    const text = 'global_defs {\n    router_id "x${_BANG}"\n}\n';
    expect(ofRule('syntax/undefined-definition', text, { version: '2.1.4' })).toEqual([]);
    expect(ofRule('syntax/undefined-definition', text, { version: '2.1.3' })[0]?.detail).toContain('since 2.1.4');
  });

  it('predicts that keepalived reports braces outside quotes, and nothing else', () => {
    const verdict = (reference: string): string | undefined =>
      ofRule('syntax/undefined-definition', `global_defs {\n    router_id ${reference}\n}\n`)[0]?.verdicts[0];
    expect(verdict('${NOPE}')).toBe('reports');
    expect(verdict('"${NOPE}"')).toBe('silent');
    expect(verdict('$NOPE')).toBe('silent');
  });
});

describe('syntax/limit', () => {
  it('says that blocks are nested too deep, without a word of the braces inside', () => {
    const found = findings('x {\n'.repeat(200_000)).filter(({ rule }) => ['syntax/limit', 'syntax/unbalanced-brace'].includes(rule));
    expect(found.map(({ rule }) => rule)).toEqual(['syntax/limit']);
    expect(found[0]).toMatchObject({ line: 101, summary: expect.stringContaining('more than 100 deep') });
  });
});

describe('a reference that nothing defines', () => {
  const text =
    'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority ${PRIO}\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n';
  const at = (options: Parameters<typeof lintText>[1]): string[] =>
    lintText(text, options)
      .findings.filter(({ line }) => line === 4)
      .map(({ rule }) => rule);

  it('is said once, though its name is no number either', () => {
    expect(at({})).toEqual(['syntax/undefined-definition']);
  });

  it('is predicted as keepalived says it', () => {
    expect(at({ profiles: ['keepalived'] })).toContain('syntax/undefined-definition');
    expect(lintText(text.replace('${PRIO}', '$PRIO'), { profiles: ['keepalived'] }).findings.some(({ line }) => line === 4)).toBe(true);
  });
});

describe('advice', () => {
  const advice = (rule: string, text: string): readonly (string | null)[] => ofRule(rule, text).map((finding) => finding.advice);

  it('names what a script or a person was to put in', () => {
    const text =
      'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id ROUTER_ID\n    virtual_ipaddress {\n        <VIP>/24\n    }\n}\n';
    expect(advice('syntax/invalid-value', text)).toEqual(["Write what 'ROUTER_ID' stands for: a whole number from 1 to 255."]);
    expect(advice('net/address', text)).toEqual(["Write the address that '<VIP>/24' stands for, as digits."]);
  });

  it('names the scripts for other states to who has two for one state', () => {
    const text = 'vrrp_instance VI_1 {\n    notify_backup /usr/bin/true\n    notify_backup /usr/bin/false\n}\n';
    expect(advice('syntax/duplicate-keyword', text)).toEqual([
      "Keep one of the two. For another state there are 'notify_master', 'notify_fault', 'notify_stop'.",
    ]);
    expect(advice('syntax/duplicate-keyword', 'vrrp_instance VI_1 {\n    priority 1\n    priority 2\n}\n')).toEqual([
      'Keep one of the two.',
    ]);
  });
});

describe('syntax/missing-argument', () => {
  it('says of one line of a process alone that keepalived stops reading there', () => {
    const found = ofRule('syntax/missing-argument', 'vrrp_instance VI_1 {\n    interface\n    priority\n    advert_int\n}\n');
    expect(found.map(({ detail }) => detail?.includes('stops reading here'))).toEqual([true, false, false]);
  });
});
