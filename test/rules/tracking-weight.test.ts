import { describe, expect, it } from 'vitest';
import { lintFiles } from '../helpers/lint-text.ts';
import { course, instance } from '../helpers/play.ts';

const FAILS = { kind: 'script-fails', node: 'a', name: 'check' } as const;

const script = (weight: number) => `vrrp_script check {\nscript "/bin/check"\nfall 2\nweight ${weight}\n}\n`;
const tracks = (more = '') => `track_script {\ncheck ${more}\n}`;

/** What is advised for two nodes whose weight is too small. */
function adviceFor(a: string, b: string): string | null | undefined {
  const { findings } = lintFiles({ 'a.conf': a, 'b.conf': b }, ['a.conf', 'b.conf'], {
    clusters: [{ name: 'cluster', includes: () => true }],
  });
  return findings.find(({ rule, summary }) => rule === 'cluster/tracking' && summary.startsWith('When'))?.advice;
}

describe('the weight that is advised moves the addresses, and the number that it must exceed does not', () => {
  it('takes more than the distance from the priority', () => {
    const nodes = (weight: number) => [script(weight) + instance(103, tracks()), script(weight) + instance(99, tracks())] as const;
    expect(adviceFor(...nodes(-2))).toContain('let the check take more than 4 from the priority');
    expect(course(nodes(-4), FAILS)).toBe('a, a, a');
    expect(course(nodes(-5), FAILS)).toBe('a, b, a');
  });

  it('is larger on every node where it is added while the check succeeds', () => {
    const nodes = (a: number, b: number) => [script(a) + instance(103, tracks()), script(b) + instance(99, tracks())] as const;
    expect(adviceFor(...nodes(2, 2))).toContain('write more than 4 on every node');
    expect(course(nodes(4, 4), FAILS)).toBe('a, a, a');
    expect(course(nodes(5, 5), FAILS)).toBe('a, b, a');
    expect(course(nodes(5, 2), FAILS)).toBe('a, a, a');
  });

  it('is negative where the other node does not track the check', () => {
    const nodes = (weight: number) => [script(weight) + instance(103, tracks()), instance(102)] as const;
    expect(adviceFor(...nodes(2))).toContain('write one that takes more than 1 from the priority');
    expect(course(nodes(50), FAILS)).toBe('a, a, a');
    expect(course(nodes(-1), FAILS)).toBe('a, a, a');
    expect(course(nodes(-2), FAILS)).toBe('a, b, a');
  });

  it('is left out where the other node means to have the check and does not define it: with it the weight is enough', () => {
    const without = [script(2) + instance(103, tracks()), instance(102, tracks())] as const;
    expect(adviceFor(...without)).toBeUndefined();
    expect(course([without[0], script(2) + without[1]], FAILS)).toBe('a, b, a');
  });

  it('is none where nopreempt keeps the other node away', () => {
    const nodes = (weight: number) =>
      [script(weight) + instance(150, tracks()), script(weight) + instance(100, `nopreempt\n${tracks()}`)] as const;
    expect(adviceFor(...nodes(-20))).toContain("with 'nopreempt' on 'b.conf' no weight moves the addresses");
    expect(course(nodes(-60), FAILS)).toBe('a, a, a');
    expect(course(nodes(0), FAILS)).toBe('a, b, a');
  });

  it('is not asked of a check with reverse, nor of a file', () => {
    const reverse = (priority: number) => script(20) + instance(priority, tracks('reverse'));
    const file = (priority: number) =>
      `vrrp_track_file drain {\nfile /run/drain\nweight 1\n}\n${instance(priority, 'track_file {\ndrain\n}')}`;
    expect(adviceFor(reverse(150), reverse(100))).toBeUndefined();
    expect(adviceFor(file(150), file(100))).toBeUndefined();
  });
});
