import { expect, it } from 'vitest';
import type { Filter } from '../../../src/engine/filter.ts';
import { lintText } from '../../helpers/lint-text.ts';

const TEXT = '@a foo\n@b foo\nbar s3cret\nglobal_defs {\n  vrrp_garp_interval 10\n}\n';

it('filters decide one after the other what is reported and counted', () => {
  const seen: number[] = [];
  const without =
    (line: number): Filter =>
    (findings) => {
      seen.push(findings.length);
      return findings.filter((finding) => finding.line !== line);
    };
  const all = lintText(TEXT);
  const kept = lintText(TEXT, { filters: [without(1), without(5)] });
  expect(all.findings.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
  expect(seen).toEqual([4, 3]);
  expect(kept.findings.map(({ line }) => line)).toEqual([2, 3]);
  expect(kept.distinct.map(({ line }) => line)).toEqual([2, 3]);
  expect(kept.summary).toMatchObject({ errors: all.summary.errors - 1, infos: 0 });
});

it('a filter reads what the configuration says, and no report shows its secrets', () => {
  const text = 'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 51\n  authentication {\n    auth_pass s3cretpw\n  }\n}\nfoo\n';
  const quote: Filter = (findings) => findings.map((finding) => ({ ...finding, summary: 'The password is s3cretpw.', advice: 's3cretpw' }));
  const { findings } = lintText(text, { filters: [quote] });
  expect(findings.length).toBeGreaterThan(0);
  expect(JSON.stringify(findings)).not.toContain('s3cretpw');
  expect(findings[0]?.summary).toBe('The password is ***.');
});
