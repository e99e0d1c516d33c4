import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../src/rule.ts';
import { lintText } from '../helpers/lint-text.ts';

const TEXT = `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        FILE_CHECK {
            track_file load
        }
    }
    real_server 2001:db8::11 80 {
        weight 1
    }
}
`;

function linesOf(profiles: readonly ProfileName[]): string[] {
  return lintText(TEXT, { profiles }).findings.map(({ rule, line }) => `${rule}:${line}`);
}

describe('what keepalived reports at another line than the one to change', () => {
  it('is found at the line to change', () => {
    expect(linesOf([])).toEqual(['lvs/checker:7', 'lvs/family:10']);
  });

  it('is found at the line that keepalived names, and as often, where only its reports are asked for', () => {
    expect(linesOf(['keepalived'])).toEqual(['lvs/checker:7', 'lvs/checker:8', 'lvs/family:12']);
  });

  it('is found at the line to change where more is asked for', () => {
    expect(linesOf(['recommended', 'keepalived'])).toEqual(['lvs/checker:7', 'lvs/family:10']);
  });
});
