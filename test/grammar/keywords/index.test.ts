import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allPlaces, directives, findKeyword, pathOf, placesOf, vocabulary } from '../../../grammar/keywords/index.ts';
import type { BlockKeyword } from '../../../grammar/keywords/keyword.ts';

/** The block keyword at a path of names. */
function blockAt(...names: readonly string[]): BlockKeyword {
  let block: BlockKeyword | null = null;
  for (const name of names) {
    const found = findKeyword(block, name);
    if (found?.kind !== 'block') throw new Error(`${name} is no block`);
    block = found;
  }
  if (block === null) throw new Error('no name given');
  return block;
}

describe('the vocabulary', () => {
  test('holds every keyword of keepalived 2.0 to 2.4 at its place, and no other', () => {
    const list = readFileSync(new URL('known-keywords.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const paths = new Set([...[...allPlaces()].map(pathOf), ...directives.map(({ name }) => name)]);
    expect([...paths].sort()).toEqual([...list].sort());
  });
});

describe('findKeyword', () => {
  test('finds root keywords at top level only', () => {
    expect(findKeyword(null, 'vrrp_instance')).toBe(vocabulary.find(({ name }) => name === 'vrrp_instance'));
    expect(findKeyword(blockAt('vrrp_instance'), 'vrrp_instance')).toBeUndefined();
  });

  test('tells keywords of the same name in different blocks apart', () => {
    const ofInstance = findKeyword(blockAt('vrrp_instance'), 'interface');
    const ofGroup = findKeyword(blockAt('garp_group'), 'interface');
    expect(ofInstance?.repeat ?? 'last').toBe('last');
    expect(ofGroup?.repeat).toBe('accumulates');
  });

  test('finds keywords of blocks in blocks', () => {
    expect(findKeyword(blockAt('vrrp_instance', 'authentication'), 'auth_pass')?.name).toBe('auth_pass');
    expect(findKeyword(blockAt('vrrp_instance'), 'auth_pass')).toBeUndefined();
  });

  test('knows no misspelt or differently written keyword', () => {
    expect(findKeyword(null, 'VRRP_INSTANCE')).toBeUndefined();
    expect(findKeyword(blockAt('vrrp_instance'), 'virtual_ipadress')).toBeUndefined();
    expect(findKeyword(blockAt('vrrp_instance'), 'constructor')).toBeUndefined();
  });
});

describe('placesOf', () => {
  test('tells every block that knows a keyword', () => {
    expect(placesOf('track_interface').map(pathOf).sort()).toEqual(['vrrp_instance.track_interface', 'vrrp_sync_group.track_interface']);
    expect(placesOf('vrrp_strict').map(pathOf)).toEqual(['global_defs.vrrp_strict']);
  });

  test('is empty for a word that no block knows', () => {
    expect(placesOf('virtual_ipadress')).toEqual([]);
  });
});
