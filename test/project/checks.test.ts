import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Check } from '../../src/daemon/checks/check.ts';
import { checks, sections } from '../../src/daemon/checks/index.ts';

const all = new Map<string, Check>(Object.entries(checks));
const kinds: ReadonlySet<string> = new Set([...all.values()].flatMap(({ kind }) => kind ?? []));
const covered = new Set<string>(rules.flatMap(({ covers = [] }) => covers));

/** Whether a rule tells of it. */
function isCovered(id: string): boolean {
  const { kind, sameAs } = all.get(id) ?? {};
  return covered.has(id) || (kind !== undefined && covered.has(kind)) || (sameAs !== undefined && isCovered(sameAs));
}

describe('the list of what keepalived checks', () => {
  it('has for each check a rule that covers it, or the reason why it is out of reach', () => {
    const open = [...all].filter(([id, { outOfReach }]) => !isCovered(id) && outOfReach === undefined).map(([id]) => id);
    expect(open).toEqual([]);
  });

  it('gives no reason where a rule covers the check', () => {
    expect([...all].filter(([id, { outOfReach }]) => isCovered(id) && outOfReach !== undefined).map(([id]) => id)).toEqual([]);
  });

  it('knows all that rules say they cover', () => {
    const unknown = rules.flatMap(({ id, covers = [] }) =>
      covers.filter((each) => !all.has(each) && !kinds.has(each)).map((each) => `${id}: ${each}`),
    );
    expect(unknown).toEqual([]);
  });

  it('leads from a check that is the same as another one to that', () => {
    const broken = [...all].filter(([, { sameAs }]) => sameAs !== undefined && (!all.has(sameAs) || all.get(sameAs)?.sameAs !== undefined));
    expect(broken).toEqual([]);
  });

  it('shows each check in one section', () => {
    expect(sections.flatMap((section) => Object.keys(section.checks)).sort()).toEqual([...all.keys()].sort());
  });

  it('is short', () => {
    for (const [id, { when }] of all) expect(when.length, id).toBeLessThan(140);
  });
});
