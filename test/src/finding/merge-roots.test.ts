import { expect, it } from 'vitest';
import { lintFiles } from '../../helpers/lint-text.ts';

const FRAGMENT =
  'vrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 51\n  use_vmac\n  virtual_ipaddress {\n    192.0.2.1\n  }\n}\n';
const files = { 'a.conf': 'include web.conf\n', 'b.conf': 'include web.conf\n', 'c.conf': 'include web.conf\n', 'web.conf': FRAGMENT };

it('makes one finding of what several root files include, and names them all', () => {
  const { findings, distinct, summary } = lintFiles(files, ['a.conf', 'b.conf', 'c.conf']);
  const of = (list: typeof findings): string[] => list.filter(({ rule }) => rule === 'l3/no-vmac').map(({ root }) => root);
  expect(of(findings)).toEqual(['a.conf', 'b.conf', 'c.conf']);
  expect(of(distinct)).toEqual(['a.conf']);
  expect(distinct.find(({ rule }) => rule === 'l3/no-vmac')?.otherRoots).toEqual(['b.conf', 'c.conf']);
  expect(summary.errors + summary.warnings + summary.infos).toBe(distinct.length);
});
