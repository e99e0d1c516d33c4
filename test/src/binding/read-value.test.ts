import { describe, expect, it } from 'vitest';
import type { ArgumentType } from '../../../grammar/keywords/keyword.ts';
import { readValue, UnfitValue } from '../../../src/binding/read-value.ts';

function why(type: ArgumentType, text: string): string {
  const value = readValue(type, text);
  return value instanceof UnfitValue ? value.why : `fits: ${value}`;
}

describe('numbers', () => {
  const vrid: ArgumentType = { type: 'integer', min: 1, max: 255 };

  it('are decimal, with sign, leading zeros and, in quotes, leading blanks', () => {
    expect(['51', '+51', '051', ' 51'].map((text) => readValue(vrid, text))).toEqual([51, 51, 51, 51]);
  });

  it.each(['0x10', '3.0', '5x', 'x', '1 '])('%j is none', (text) => {
    expect(why(vrid, text)).toBe('is not a whole number');
  });

  it('have bounds', () => {
    expect(why(vrid, '256')).toBe('lies outside 1 to 255');
    expect(why({ type: 'integer', min: 1 }, '0')).toBe('is less than 1');
    expect(why({ type: 'integer', max: 9 }, '10')).toBe('is more than 9');
  });

  it('of nothing are 0', () => {
    expect(readValue({ type: 'integer' }, '')).toBe(0);
  });

  it('without sign take no minus, not even before 0', () => {
    expect(why({ type: 'integer', min: 0 }, '-0')).toBe('is negative');
    expect(readValue({ type: 'integer', min: -20 }, '-5')).toBe(-5);
  });

  it('are their digits alone where keepalived takes those', () => {
    const delay: ArgumentType = { type: 'integer', min: 0, max: 4294, takesDigits: true };
    expect(['9s', '2.5', 'x', '5000s', '-3s'].map((text) => (readValue(delay, text) as UnfitValue).replacement)).toEqual([
      9,
      2,
      0,
      undefined,
      undefined,
    ]);
    expect((readValue({ ...delay, min: 1, zero: 1 }, 'x') as UnfitValue).replacement).toBe(1);
    expect((readValue({ ...delay, takesDigits: undefined } as unknown as ArgumentType, '9s') as UnfitValue).replacement).toBeUndefined();
  });

  it('may say what keepalived takes for a 0', () => {
    expect(readValue({ type: 'integer', min: 1, zero: 1 }, '0')).toMatchObject({ replacement: 1 });
  });

  it('with decimals need not have all their digits', () => {
    const time: ArgumentType = { type: 'decimal', min: 0.01, max: 255, decimals: 6 };
    expect(['.5', '1.', '1.25'].map((text) => readValue(time, text))).toEqual([0.5, 1, 1.25]);
    expect(['1e3', '1.2.3', '.'].map((text) => why(time, text))).toEqual(Array(3).fill('is not a number'));
    expect(readValue(time, '1.12345678')).toMatchObject({ why: 'has more than 6 decimals', replacement: 1.123457 });
  });

  // What keepalived 2.2.7 and 2.4.3 show of them in their own dumps.
  it.each([
    ['6s', 0.000006],
    ['500ms', 0.0005],
    ['0.5s', 0.000005],
    ['1.2.3', 0.000012],
    ['3;', 0.000003],
    ['x', 0],
    ['-3s', undefined],
  ])('with decimals are taken for their digits where a unit stands behind them: %s', (text, misread) => {
    expect(readValue({ type: 'decimal', min: 0, max: 255, decimals: 6, takesDigits: true }, text)).toMatchObject({
      why: 'is not a number',
      misread,
    });
  });

  it('are not taken for digits that are out of range, nor where keepalived takes none', () => {
    const misread = (type: Partial<ArgumentType>, text: string): unknown =>
      (readValue({ type: 'decimal', min: 0.001, max: 9, decimals: 3, takesDigits: true, ...type } as ArgumentType, text) as UnfitValue)
        .misread;
    expect(misread({}, '3s')).toBe(0.003);
    expect(misread({}, '99999s')).toBeUndefined();
    expect(misread({}, 'x')).toBeUndefined();
    expect(misread({ zero: 1 } as Partial<ArgumentType>, 'x')).toBe(1);
    expect(misread({ takesDigits: undefined } as unknown as Partial<ArgumentType>, '3s')).toBeUndefined();
  });
});

describe('words', () => {
  it('of booleans are six, in lower case', () => {
    expect(['true', 'on', 'yes', 'false', 'off', 'no'].map((text) => readValue({ type: 'boolean' }, text))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(readValue({ type: 'boolean' }, 'On')).toBeInstanceOf(UnfitValue);
  });

  it('of an enumeration may need a newer keepalived', () => {
    const type: ArgumentType = { type: 'enum', values: ['a', 'b'], valuesSince: { c: '2.3.0' } };
    expect(why(type, 'c')).toBe('needs keepalived 2.3.0');
    expect(why(type, 'A')).toBe('is not one of a and b');
    expect(readValue({ ...type, ignoreCase: true }, 'A')).toBe('a');
  });

  it('that name interfaces have at most 15 bytes and none that Linux keeps out', () => {
    const type: ArgumentType = { type: 'interface' };
    expect(readValue(type, 'enp0s31f6.12345')).toBe('enp0s31f6.12345');
    expect(why(type, 'enp0s31f6.123456')).toBe('is longer than 15 bytes');
    expect(why(type, 'übergrößéné')).toBe('is longer than 15 bytes');
    expect(['.', '..', '', 'eth0:1', 'a/b'].map((text) => why(type, text))).toEqual(Array(5).fill('cannot be the name of an interface'));
  });

  it('that are addresses may have to be of a family, a group, or without prefix', () => {
    expect(why({ type: 'address' }, '192.0.2.1/24')).toBe('has a prefix length, which may not stand here');
    expect(why({ type: 'address' }, 'host')).toBe('is no IP address');
    expect(why({ type: 'address', family: 'ipv6' }, '192.0.2.1')).toBe('is no IPv6 address');
    expect(why({ type: 'address', multicast: true }, '192.0.2.1')).toBe('is no multicast address');
    expect(readValue({ type: 'address', prefix: true }, '192.0.2.1/99')).toMatchObject({ replacement: '192.0.2.1' });
  });

  it('that are MAC addresses have six groups, or five where the virtual router ID is the sixth', () => {
    expect(readValue({ type: 'mac' }, '2:0:0:0:0:a')).toBe('2:0:0:0:0:a');
    expect(readValue({ type: 'mac' }, '02:00:00:00:00')).toBe('02:00:00:00:00');
    expect(['02:00:00:00', '02:00:00:00:00:00:00', '02:00:00:00:00:0g', '020:0:0:0:0:0'].map((text) => why({ type: 'mac' }, text))).toEqual(
      Array(4).fill('is no MAC address'),
    );
  });

  it('that are too long are cut by bytes, and never shown', () => {
    const misfit = readValue({ type: 'text', maxBytes: 8, secret: true }, 'päßwörter');
    expect(misfit).toMatchObject({ why: 'is longer than 8 bytes', nearest: 'päßwö' });
    expect(misfit instanceof UnfitValue && misfit.why).not.toContain('pä');
  });

  it('of octets are digits alone', () => {
    expect(['00ff', '0x00', 'xx'].map((text) => why({ type: 'hex' }, text))).toEqual([
      'fits: 00ff',
      'is not hexadecimal',
      'is not hexadecimal',
    ]);
    expect(why({ type: 'hex', wildcard: true }, '0xXX')).toBe('fits: 0xXX');
  });

  it('of a host have no port in them', () => {
    expect(['mail.example', '2001:db8::25', '192.0.2.25:25'].map((text) => why({ type: 'host' }, text))).toEqual([
      'fits: mail.example',
      'fits: 2001:db8::25',
      'has its port in it',
    ]);
  });

  it('of a file mode are numbers or names', () => {
    const type: ArgumentType = { type: 'umask' };
    expect(['022', '0x1ff', '18', 'IRUSR|IWUSR', 'IRWXG', '|'].every((text) => readValue(type, text) === text)).toBe(true);
    expect(['0x200', '1000', 'IRUSER', 'rwx'].every((text) => readValue(type, text) instanceof UnfitValue)).toBe(true);
  });

  it('that may be several things are whichever fits', () => {
    const type: ArgumentType = {
      type: 'either',
      of: [
        { type: 'enum', values: ['MTU'] },
        { type: 'integer', min: 0 },
      ],
    };
    expect([readValue(type, 'MTU'), readValue(type, '5')]).toEqual(['MTU', 5]);
    expect(why(type, 'x')).toBe('is not MTU and is not a whole number');
  });
});
