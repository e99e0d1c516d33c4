import { describe, expect, it } from 'vitest';
import { passwordInAdvert } from '../../../../src/model/vrrp/password.ts';

describe('what an advert carries of a password', () => {
  it('is its first eight bytes, whatever stands behind them', () => {
    expect(passwordInAdvert('pässwörd')).toBe(passwordInAdvert('pässwörm-2'));
    expect(passwordInAdvert('password')).not.toBe(passwordInAdvert('passworm'));
  });

  it('may end within a character, of which the first byte counts', () => {
    expect(passwordInAdvert('sevench\u00e4')).toBe(passwordInAdvert('sevench\u00f6'));
    expect(passwordInAdvert('sevench\u00e4')).not.toBe(passwordInAdvert('sevench\u0434'));
  });
});
