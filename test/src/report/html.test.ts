import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import type { ClusterPicture, PicturedMember } from '../../../src/report/cluster-picture.ts';
import { SCRIPT, SCRIPT_HASH } from '../../../src/report/html/script.ts';
import { STYLE, STYLE_HASH } from '../../../src/report/html/style.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { at, context, finding, report } from '../../helpers/report.ts';

const HOSTILE = 'a\u0000b\u001b[31m \u202e ]]> </script><script>alert(1)</script>"\'&amp; \ud800';

function member(node: number, given: Partial<PicturedMember> = {}): PicturedMember {
  return {
    node,
    instance: 'VI_1',
    priority: 150 - node,
    interface: 'eth0',
    source: `192.0.2.${node + 1}`,
    peers: [],
    holds: node === 0,
    path: `lb${node}.conf`,
    line: 1,
    ...given,
  };
}

function picture(members: readonly PicturedMember[], given: Partial<ClusterPicture> = {}): ClusterPicture {
  return {
    name: 'site',
    because: 'They share 192.0.2.200.',
    nodes: members.map((_, index) => ({ name: `site/lb${index}.conf`, label: `lb${index}` })),
    routers: [{ family: 'IPv4', virtualRouterId: 51, transport: 'unicast', addresses: ['192.0.2.200'], members }],
    events: [],
    omitted: 0,
    ...given,
  };
}

/** What stands between the tags of the first element of a name. */
function inside(name: string, text: string): string {
  return new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? '';
}

describe('reportHtml', () => {
  it.each([
    ['style', STYLE, STYLE_HASH],
    ['script', SCRIPT, SCRIPT_HASH],
  ])('allows its own %s by the hash that it has', (name, content, hash) => {
    const page = reportHtml(report(), context());
    expect(hash, 'put this hash beside it').toBe(`sha256-${createHash('sha256').update(inside(name, page)).digest('base64')}`);
    expect(inside(name, page)).toBe(content);
    expect(page).toContain(`${name}-src &apos;${hash}&apos;`);
  });

  it('leaves no text of a configuration as markup, and no character that reverses or hides text', () => {
    const given = {
      summary: HOSTILE,
      detail: HOSTILE,
      advice: HOSTILE,
      path: HOSTILE,
      related: [{ ...at('b.conf', 1, 1, 2), message: HOSTILE }],
    };
    const page = reportHtml(
      report({ findings: [finding(given)], texts: { [HOSTILE]: `${HOSTILE}\n${HOSTILE}\n${HOSTILE}`, 'b.conf': HOSTILE } }),
      context({
        notices: [{ level: 'error', message: HOSTILE }],
        clusters: [picture([member(0, { instance: HOSTILE, interface: HOSTILE })], { name: HOSTILE, because: HOSTILE })],
      }),
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    for (const character of ['\u0000', '\u001b', '\u202e']) expect(page.includes(character)).toBe(false);
    expect(/[\ud800-\udfff]/u.test(page)).toBe(false);
  });

  it('marks the columns of a place, and shows the lines around it', () => {
    const texts = { 'site/a.conf': 'vrrp_instance A {\n    priority 300 x\n}\n' };
    const page = reportHtml(report({ findings: [finding()], texts }), context());
    expect(page).toContain('    <mark>priority 300</mark> x');
    expect(page).toContain('<code>vrrp_instance A {</code>');
  });

  it('keeps the anchor of a finding when lines move and words change', () => {
    const anchor = (given: Partial<Finding>) =>
      /id="(finding-[^"]*)"/.exec(reportHtml(report({ findings: [finding(given)] }), context()))?.[1];
    expect(anchor({ line: 40, endLine: 40, summary: 'Other words.' })).toBe(anchor({}));
    expect(anchor({ key: 'another' })).not.toBe(anchor({}));
  });

  it('is the same for the same findings', () => {
    const make = () =>
      reportHtml(report({ findings: [finding(), finding({ line: 9 })] }), context({ clusters: [picture([member(0), member(1)])] }));
    expect(make()).toBe(make());
  });

  it('does not say that a profile passes where not all was read', () => {
    const profiles = [{ name: 'recommended', errors: 0, warnings: 0 }] as const;
    const unread = [{ ...at('site/a.conf', 1, 1, 2), root: 'site/a.conf', what: 'b.conf', reason: 'it does not exist' }];
    expect(reportHtml(report({ profiles }), context())).toContain('recommended: passed');
    expect(reportHtml(report({ profiles, unread: unread as never }), context())).toContain('recommended: not known');
  });

  it('keeps the worst of more than a page can hold, and says how many are left out', () => {
    const findings = Array.from({ length: 3000 }, (_, index) =>
      finding({
        line: index + 1,
        endLine: index + 1,
        key: `${index}`,
        summary: `Number ${index}.`,
        severity: index === 2999 ? 'error' : 'info',
      }),
    );
    const page = reportHtml(report({ findings }), context());
    expect(page.match(/<article/g)).toHaveLength(1000);
    expect(page).toContain('Number 2999.');
    expect(page).toContain('2000 more findings not shown');
  });

  it('lists what is suppressed where that is asked for', () => {
    const suppressed = [finding({ suppressed: { by: 'comment', reason: 'as agreed' } })];
    expect(reportHtml(report({ suppressed }), context())).not.toContain('as agreed');
    expect(reportHtml(report({ suppressed }), context({ reportSuppressed: true }))).toContain('(comment: as agreed)');
  });
});

describe('the drawing of a cluster', () => {
  const to = (...nodes: readonly number[]) => ({ peers: nodes.map((node) => ({ address: `192.0.2.${node + 1}`, node })) });

  it('joins peers both ways, and tells who is a peer on one side only', () => {
    const both = reportHtml(report(), context({ clusters: [picture([member(0, to(1)), member(1, to(0))])] }));
    expect(both.match(/class="peers"/g)).toHaveLength(1);
    expect(both).not.toContain('peer on one side only');
    const oneWay = reportHtml(
      report(),
      context({ clusters: [picture([member(0, to(1)), member(1, { peers: [{ address: '192.0.2.9', node: null }] })])] }),
    );
    expect(oneWay.match(/class="peers oneway"/g)).toHaveLength(1);
    expect(oneWay).toContain('peer on one side only');
    expect(oneWay).toContain('192.0.2.2 → 192.0.2.9');
  });

  it('says in its table what it draws', () => {
    const page = reportHtml(report(), context({ clusters: [picture([member(0, to(1)), member(1, to(0))])] }));
    const table = page.slice(page.indexOf('class="members"'));
    for (const text of ['51 (IPv4)', '192.0.2.200', 'lb1', '149', 'eth0', '192.0.2.2', 'lb1.conf:1']) expect(table).toContain(text);
  });

  it('draws as many nodes as have room, and says how many have not', () => {
    const page = reportHtml(report(), context({ clusters: [picture(Array.from({ length: 60 }, (_, node) => member(node)))] }));
    expect(page.match(/class="node"/g)).toHaveLength(16);
    expect(page).toContain('Not drawn: 44 more nodes.');
  });

  it('shows what nobody wants before what is as it should be', () => {
    const held = (who: string) => ({ who, isGood: who !== 'nobody', because: null });
    const event = (what: string, who: string) => ({ what, ways: [{ addresses: ['192.0.2.200'], during: held(who), after: held('lb0') }] });
    const events = [event('lb0 stops', 'lb1'), event('both stop', 'nobody')];
    const page = reportHtml(report(), context({ clusters: [picture([member(0), member(1)], { events })] }));
    expect(page.indexOf('both stop')).toBeLessThan(page.indexOf('lb0 stops'));
    expect(page.indexOf('What nobody wants')).toBeLessThan(page.indexOf('both stop'));
  });
});
