import { describe, expect, it } from 'vitest';
import { broken, type Claims, type Seen, type SeenPhase } from '../live/lab/claims.ts';
import type { Frame } from '../live/lab/frames.ts';

const ADVERT: Frame = {
  time: 1,
  what: 'advert',
  sourceMac: '02:00:00:00:00:01',
  destinationMac: '01:00:5e:00:00:12',
  sourceIp: '198.51.100.1',
  destinationIp: '224.0.0.18',
  ttl: 255,
  toldMac: null,
  target: null,
  advert: { version: 3, virtualRouterId: 51, priority: 150, addresses: ['198.51.100.51'], interval: 300, authentication: 'none' },
};

const NOTHING: SeenPhase = {
  holders: {},
  linkDown: {},
  notRunning: [],
  frames: new Map(),
  reached: [],
  macs: [],
  addresses: new Map(),
  firewall: new Map(),
  routing: new Map(),
};

const SEEN: Seen = {
  start: {
    ...NOTHING,
    frames: new Map([['node1', [ADVERT, { ...ADVERT, time: 2 }]]]),
    reached: [true],
    macs: ['02:00:00:00:00:01'],
    addresses: new Map([['node1', [{ address: '198.51.100.51', interface: 'vrrp.51', reachable: true }]]]),
    firewall: new Map([['node1', 'table ip keepalived']]),
  },
  during: NOTHING,
  after: NOTHING,
  logs: new Map([['node1', 'Entering MASTER STATE']]),
  configTests: new Map([['node1', { status: 4, stdout: '', stderr: 'Unknown keyword' }]]),
};

function complaints(claims: Claims, event = 0): number {
  return broken(claims, event, SEEN).length;
}

describe('claims about frames', () => {
  it.each([
    ['what is there', { what: 'advert', present: true }, 0],
    [
      'each field',
      { what: 'advert', present: true, sourceMac: '02:00:00:00:00:01', ttl: 255, priority: 150, addresses: ['198.51.100.51'] },
      0,
    ],
    ['another MAC address', { what: 'advert', present: true, sourceMac: '00:00:5e:00:01:33' }, 1],
    ['another priority', { what: 'advert', present: true, priority: 100 }, 1],
    ['another sender', { what: 'advert', present: true, who: 'node2' }, 1],
    ['another kind', { what: 'garp', present: true }, 1],
    ['the absence of what is there', { what: 'advert', present: false, who: 'node1' }, 1],
    ['the absence of what is not there', { what: 'garp', present: false }, 0],
    ['their number', { what: 'advert', present: true, count: 2 }, 0],
    ['a bound', { what: 'advert', present: true, most: 2 }, 0],
    ['a lower bound than there are', { what: 'advert', present: true, most: 1 }, 1],
    ['another number', { what: 'advert', present: true, count: 1 }, 1],
  ] as const)('hold or break: %s', (_, claim, expected) => {
    expect(complaints({ frames: [{ phase: 'start', ...claim }] })).toBe(expected);
  });

  it('are of their own phase and event', () => {
    expect(complaints({ frames: [{ phase: 'during', what: 'advert', present: true }] })).toBe(1);
    expect(complaints({ frames: [{ phase: 'start', event: 1, what: 'garp', present: true }] })).toBe(0);
    expect(complaints({ frames: [{ phase: 'start', event: 1, what: 'garp', present: true }] }, 1)).toBe(1);
  });

  it('tell what was there instead', () => {
    const [said] = broken({ frames: [{ phase: 'start', what: 'advert', present: true, priority: 100 }] }, 0, SEEN);
    expect(said).toContain('"priority":150');
  });
});

describe('other claims', () => {
  it.each<[string, Claims, number]>([
    ['an address that answers', { reach: [{ phase: 'start', from: 'client', to: '198.51.100.51', reached: true }] }, 0],
    ['an address that should not answer', { reach: [{ phase: 'start', from: 'client', to: '198.51.100.51', reached: false }] }, 1],
    ['an entry', { neighbours: [{ phase: 'start', of: 'client', address: '198.51.100.51', mac: '02:00:00:00:00:01' }] }, 0],
    ['another entry', { neighbours: [{ phase: 'start', of: 'client', address: '198.51.100.51', mac: null }] }, 1],
    ['a place', { places: [{ phase: 'start', node: 'node1', address: '198.51.100.51', interface: 'vrrp.51' }] }, 0],
    ['another place', { places: [{ phase: 'start', node: 'node1', address: '198.51.100.51', interface: 'eth0' }] }, 1],
    ['no place', { places: [{ phase: 'start', node: 'node1', address: '198.51.100.52', interface: null }] }, 0],
    ['a rule of the firewall', { firewall: [{ phase: 'start', node: 'node1', says: 'keepalived', present: true }] }, 0],
    ['a rule that is missing', { firewall: [{ phase: 'start', node: 'node1', says: 'drop', present: true }] }, 1],
    ['a line of the log', { log: [{ node: 'node1', says: 'MASTER', present: true }] }, 0],
    ['a line that should not be there', { log: [{ node: 'node1', says: 'MASTER', present: false }] }, 1],
    ['a config test', { configTest: [{ node: 'node1', status: 4, says: 'Unknown' }] }, 0],
    ['another status', { configTest: [{ node: 'node1', status: 0 }] }, 1],
    ['another text', { configTest: [{ node: 'node1', status: 4, says: 'Warning' }] }, 1],
  ])('%s', (_, claims, expected) => {
    expect(complaints(claims)).toBe(expected);
  });
});
