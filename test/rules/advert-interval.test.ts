import { expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

const text = (interval: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 3
    advert_int ${interval}
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

const adviceOn = (interval: string): string | null | undefined =>
  lintText(text(interval)).findings.find(({ rule }) => rule === 'vrrp/advert-interval')?.advice;

it('says what the interval is in seconds where it was written in hundredths', () => {
  expect(adviceOn('100')).toContain("'1' is what 100 hundredths are");
  expect(adviceOn('250')).toContain("'2.5' is what 250 hundredths are");
  expect(adviceOn('60')).toBe('Write 40.95 or less.');
});
