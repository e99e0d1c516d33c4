import { describe, expect, test } from 'vitest';
import { cNumber, DNS_NAME, MD5_DIGEST, NETMASK, STATUS_CODES, signedCNumber } from '../../../grammar/keywords/forms.ts';

describe('status_code', () => {
  test.each(['200', '100-599', '404-404'])('takes %s', (word) => expect(STATUS_CODES.fits(word)).toBe(true));
  test.each(['99', '600', '299-200', '200-', '200,201', '2xx', ''])("refuses '%s'", (word) => expect(STATUS_CODES.fits(word)).toBe(false));
});

describe('persistence_granularity', () => {
  test.each(['255.255.255.0', '64', '255.255', '0', '99999', '0xffffff00'])('takes %s', (word) => expect(NETMASK.fits(word)).toBe(true));
  test.each(['256.0.0.0', '4294967296', '/24', 'ffff::'])("refuses '%s'", (word) => expect(NETMASK.fits(word)).toBe(false));
});

describe('name of DNS_CHECK', () => {
  test.each(['.', '', 'a', 'example.org.', 'www.example.org'])("takes '%s'", (word) => expect(DNS_NAME.fits(word)).toBe(true));
  test.each(['www..example.org', '.example.org', 'a.example', 'a.'])("refuses '%s' as keepalived does", (word) =>
    expect(DNS_NAME.fits(word)).toBe(false),
  );
});

test('digest takes exactly 32 hexadecimal digits', () => {
  expect(MD5_DIGEST.fits('9b3a0c85a887a256d6939da88aabd8cd')).toBe(true);
  expect(MD5_DIGEST.fits('9b3a0c85')).toBe(false);
  expect(MD5_DIGEST.fits('9b3a0c85a887a256d6939da88aabd8cg')).toBe(false);
});

describe('cNumber', () => {
  test.each([
    ['254', 254],
    ['0x10', 16],
    ['010', 8],
    ['0', 0],
  ])('reads %s as %d', (word, number) => expect(cNumber(word)).toBe(number));
  test.each(['08', '0x', '5x', '1.5', '', '-1', '+5', '0xg'])("finds no number in '%s'", (word) => expect(cNumber(word)).toBeNull());
});

test('signedCNumber takes one sign', () => {
  expect(signedCNumber('-0x10')).toBe(-16);
  expect(signedCNumber('+5')).toBe(5);
  expect(signedCNumber('--5')).toBeNull();
  expect(signedCNumber('-')).toBeNull();
});
