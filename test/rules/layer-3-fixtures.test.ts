import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/l3');

/** All but notes, as `line rule severity`. */
function findings(path: string): string[] {
  const { findings: found } = lintText(readFileSync(join(FIXTURES, path), 'utf8'), { profiles: ['l3-only'] });
  return found.filter(({ severity }) => severity !== 'info').map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);
}

/** What the profile l3-only says of each slip of the same pair. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  '01-multicast.conf': ['11 l3/no-multicast-adverts error'],
  '02-empty-peers.conf': ['19 l3/no-multicast-adverts error'],
  '03-virtual-mac.conf': ['17 l3/no-vmac error'],
  '04-virtual-mac-of-its-own.conf': ['17 l3/no-vmac error'],
  '05-virtual-mac-on-address.conf': ['23 l3/no-vmac error'],
  '06-virtual-mac-elsewhere.conf': ['17 l3/no-vmac error'],
  '07-ipvlan-beside-peers.conf': ['17 l3/ipvlan-with-unicast error'],
  '08-strict-for-all.conf': ['20 vrrp/strict-conflict error'],
  '09-strict-instance.conf': ['20 vrrp/strict-conflict error'],
  '10-from-anybody.conf': ['18 l3/check-unicast-src error'],
  '11-no-source.conf': ['11 vrrp/unicast-source warning'],
  '12-own-address-among-peers.conf': ['21 vrrp/unicast warning'],
  '13-sync-daemon.conf': ['3 l3/no-multicast-adverts error'],
  '14-announced-once.conf': ['17 l3/garp-suppressed error'],
  '15-multicast-group.conf': ['17 vrrp/multicast-group warning'],
  '16-source-is-virtual.conf': ['23 vrrp/own-address error'],
};

describe('a pair that uses unicast and no virtual MAC address', () => {
  it.each(['node1.conf', 'node2.conf'])('is right: %s', (path) => {
    expect(findings(path)).toEqual([]);
  });

  it('is broken in each way that is known', () => {
    expect(readdirSync(join(FIXTURES, 'broken'))).toEqual(Object.keys(EXPECTED));
  });

  it.each(Object.entries(EXPECTED))('is broken: %s', (path, expected) => {
    expect(findings(join('broken', path))).toEqual(expected);
  });
});
