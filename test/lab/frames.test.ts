import { describe, expect, it } from 'vitest';
import { readCapture, readFrame } from '../live/lab/frames.ts';

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** An IPv4 packet with TTL 255 from 198.51.100.1. */
function ipv4(protocol: string, destination: string, payload: string): string {
  const length = (20 + bytes(payload).length).toString(16).padStart(4, '0');
  return `0800 45c0 ${length} 0001 0000 ff ${protocol} 0000 c6336401 ${destination} ${payload}`;
}

/** An IPv6 packet with hop limit 255 from fe80::1. */
function ipv6(next: string, destination: string, payload: string): string {
  const length = bytes(payload).length.toString(16).padStart(4, '0');
  return `86dd 60000000 ${length} ${next} ff fe80000000000000 0000000000000001 ${destination} ${payload}`;
}

const VRRP_GROUP = '01005e000012';
const VIRTUAL = '00005e000133';
const NODE = '020000000001';

describe('a frame', () => {
  it('with an advert of version 3 tells who sent what to whom', () => {
    const frame = readFrame(bytes(`${VRRP_GROUP} ${VIRTUAL} ${ipv4('70', 'e0000012', '31 33 96 02 001e 0000 c6336433 c6336434')}`), 7);
    expect(frame).toMatchObject({
      time: 7,
      what: 'advert',
      sourceMac: '00:00:5e:00:01:33',
      destinationMac: '01:00:5e:00:00:12',
      sourceIp: '198.51.100.1',
      destinationIp: '224.0.0.18',
      ttl: 255,
    });
    expect(frame.advert).toEqual({
      version: 3,
      virtualRouterId: 51,
      priority: 150,
      addresses: ['198.51.100.51', '198.51.100.52'],
      interval: 300,
      authentication: 'none',
    });
  });

  it('with an advert of version 2 has its interval in seconds, and a password is told without being read', () => {
    const advert = '21 33 64 01 01 02 0000 c6336433 7365637265740000';
    expect(readFrame(bytes(`${VRRP_GROUP} ${NODE} ${ipv4('70', 'e0000012', advert)}`), 0).advert).toEqual({
      version: 2,
      virtualRouterId: 51,
      priority: 100,
      addresses: ['198.51.100.51'],
      interval: 2000,
      authentication: 'pass',
    });
  });

  it('with an authentication header holds the advert behind it', () => {
    const header = '70 04 0000 00000033 00000001 000102030405060708090a0b';
    const frame = readFrame(bytes(`${VRRP_GROUP} ${NODE} ${ipv4('33', 'e0000012', `${header} 21 33 64 00 02 01 0000`)}`), 0);
    expect(frame).toMatchObject({ what: 'advert', advert: { priority: 100, addresses: [], authentication: 'ah' } });
  });

  it('with an advert for IPv6 lists its addresses', () => {
    const group = 'ff020000000000000000000000000012';
    const advert = '31 33 64 01 0064 0000 20010db8000100000000000000000051';
    expect(readFrame(bytes(`333300000012 ${NODE} ${ipv6('70', group, advert)}`), 0)).toMatchObject({
      what: 'advert',
      sourceIp: 'fe80::1',
      destinationIp: 'ff02::12',
      ttl: 255,
      advert: { interval: 1000, addresses: ['2001:db8:1::51'] },
    });
  });

  it.each([
    ['gratuitous ARP, which asks for its own address', '0001', 'c6336433', 'c6336433', 'garp', '198.51.100.51'],
    ['a question of ARP', '0001', 'c6336401', 'c6336433', 'arp-request', '198.51.100.51'],
    ['an answer of ARP', '0002', 'c6336433', 'c6336401', 'arp-reply', '198.51.100.51'],
  ])('is %s', (_, operation, sender, target, what, about) => {
    const arp = `0806 0001 0800 06 04 ${operation} ${VIRTUAL} ${sender} 000000000000 ${target}`;
    expect(readFrame(bytes(`ffffffffffff ${NODE} ${arp}`), 0)).toMatchObject({
      what,
      sourceMac: '02:00:00:00:00:01',
      toldMac: '00:00:5e:00:01:33',
      target: about,
    });
  });

  it('with a neighbour advertisement tells the address and its MAC address', () => {
    const message = `88 00 0000 20000000 20010db8000100000000000000000051 02 01 ${VIRTUAL}`;
    expect(readFrame(bytes(`333300000001 ${NODE} ${ipv6('3a', 'ff020000000000000000000000000001', message)}`), 0)).toMatchObject({
      what: 'na',
      target: '2001:db8:1::51',
      toldMac: '00:00:5e:00:01:33',
    });
  });

  it.each([
    ['that is empty', ''],
    ['of another protocol', `${VRRP_GROUP} ${NODE} 88cc 0000`],
    ['whose IP header is cut short', `${VRRP_GROUP} ${NODE} 0800 4500 0014`],
    ['whose advert is cut short', `${VRRP_GROUP} ${NODE} ${ipv4('70', 'e0000012', '31 33')}`],
  ])('%s is something else', (_, hex) => {
    expect(readFrame(bytes(hex), 0)).toMatchObject({ what: 'other', advert: null });
  });

  it('lists no more addresses than it holds', () => {
    const frame = readFrame(bytes(`${VRRP_GROUP} ${NODE} ${ipv4('70', 'e0000012', '31 33 96 ff 001e 0000 c6336433')}`), 0);
    expect(frame.advert?.addresses).toEqual(['198.51.100.51']);
  });
});

describe('a capture file', () => {
  const ARP = `ffffffffffff ${NODE} 0806 0001 0800 06 04 0001 ${NODE} c6336433 000000000000 c6336433`;
  const LENGTH = bytes(ARP).length;

  function file(little: boolean, magic: number, fraction: number, linkType = 1): Uint8Array {
    const whole = new Uint8Array(24 + 16 + LENGTH);
    const view = new DataView(whole.buffer);
    const numbers: readonly [number, number][] = [
      [0, magic],
      [20, linkType],
      [24, 1_700_000_000],
      [28, fraction],
      [32, LENGTH],
      [36, LENGTH],
    ];
    for (const [at, value] of numbers) view.setUint32(at, value, little);
    whole.set(bytes(ARP), 40);
    return whole;
  }

  it.each([
    ['microseconds, little end first', true, 0xa1b2c3d4, 250_000],
    ['microseconds, big end first', false, 0xa1b2c3d4, 250_000],
    ['nanoseconds', true, 0xa1b23c4d, 250_000_000],
  ])('with %s has its frames with their time', (_, little, magic, fraction) => {
    expect(readCapture(file(little, magic, fraction))).toMatchObject([{ time: 1_700_000_000_250, what: 'garp' }]);
  });

  it('that is still being written has the frames that are complete', () => {
    const whole = file(true, 0xa1b2c3d4, 0);
    expect(readCapture(whole.subarray(0, whole.length - 1))).toEqual([]);
    expect(readCapture(whole.subarray(0, 10))).toEqual([]);
  });

  it('of something else is refused', () => {
    expect(() => readCapture(file(true, 0x12345678, 0))).toThrow('not a capture file');
    expect(() => readCapture(file(true, 0xa1b2c3d4, 0, 113))).toThrow('not a capture of Ethernet frames');
  });
});
