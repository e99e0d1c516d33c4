import { expect, it } from 'vitest';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { readConfigurations } from '../../../src/engine/read-configurations.ts';

const reader = memoryReader({
  'a/keepalived.conf': 'root',
  'a/i/x.conf': '',
  './a/i//y.conf': '',
  'a/i/.hidden.conf': '',
  'a/i/z.txt': '',
});

it('gives the files that it was made of, and no others', () => {
  expect(reader.read('a/keepalived.conf')).toEqual({ text: 'root' });
  expect(reader.read('a/b')).toEqual({ error: 'missing' });
  expect(reader.directoryOf('a/i/x.conf')).toBe('a/i');
  expect(reader.directoryOf('x.conf')).toBe('');
});

it('resolves names as a shell would', () => {
  expect(reader.resolve('../i/x.conf', 'a/j')).toBe('a/i/x.conf');
  expect(reader.resolve('/etc/./x.conf', 'a')).toBe('/etc/x.conf');
  expect(reader.resolve('x.conf', '')).toBe('x.conf');
});

it.each([
  ['i/*.conf', ['a/i/x.conf', 'a/i/y.conf']],
  ['i/?.conf', ['a/i/x.conf', 'a/i/y.conf']],
  ['i/[xw].conf', ['a/i/x.conf']],
  ['i/[!x].conf', ['a/i/y.conf']],
  ['*/.hidden.conf', ['a/i/.hidden.conf']],
  ['*.conf', ['a/keepalived.conf']],
  ['i/x.conf', ['a/i/x.conf']],
  ['i/x+conf', []],
])('matches %s', (pattern, paths) => {
  expect(reader.match(pattern, 'a')).toEqual(paths);
});

it('is enough to read a configuration with its includes, in each view', () => {
  const files = memoryReader({
    'keepalived.conf': 'include i/*.conf\n',
    'i/a.conf': 'vrrp_instance VI_1 {\n  @low priority 50\n  @high priority 150\n  interface eth0\n  virtual_router_id 51\n}\n',
  });
  const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
  const configurations = [...readConfigurations(root, files, assumedTarget('2.4.3'))];
  expect(configurations.map(({ view, vrrpInstances }) => [view.configId, vrrpInstances[0]?.priority.value])).toEqual([
    ['low', 50],
    ['high', 150],
  ]);
});
