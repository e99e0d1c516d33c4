import { expect, it } from 'vitest';
import { readScriptCommand } from '../../grammar/script.ts';

it.each([
  [`notify "/bin/x 'a b' c" root wheel`, '/bin/x', ['a b', 'c'], ['root', 'wheel']],
  ['notify /bin/x root', '/bin/x', [], ['root']],
  [`script "/bin/true 'a b' c\\x41"`, '/bin/true', ['a b', 'cA'], []],
  [`script '/bin/x "a b"'`, '/bin/x', ['a b'], []],
  ['script "/bin/x a|b > c"', '/bin/x', ['a|b', '>', 'c'], []],
])('%j runs %s with %j', (line, program, parameters, rest) => {
  expect(readScriptCommand(line, '2.4.3')).toEqual({ program, parameters, rest, open: null });
});

it.each([
  ['script "/x a\\ b"', ['a', 'b'], ['a b']],
  [`script '/x a"b c"d'`, ['ab cd'], ['ab cd']],
  [`script '/x "" x'`, ['', 'x'], ['', 'x']],
  ['script "/x \\101\\t\\cA"', ['A', '\x01'], ['A\t\x01']],
  ['script "/x \\x412"', ['\x12'], ['A2']],
  ['script "/x \\\\\\\\"', ['\\'], ['\\\\']],
])('resolves the escapes of %j twice up to 2.3.1, and once since', (line, twice, once) => {
  expect(readScriptCommand(line, '2.3.1')?.parameters).toEqual(twice);
  expect(readScriptCommand(line, '2.3.2')?.parameters).toEqual(once);
});

it.each([
  ['script "/bin/x', '"', '"'],
  [`script "/bin/x 'a"`, "'", "'"],
  [`script "/bin/x a'"`, null, null],
  ['script "/bin/x a\\\\"', '\\', null],
  ['script /bin/x \\', '\\', '\\'],
])('notices what is open in %j, where text follows', (line, before, since) => {
  expect(readScriptCommand(line, '2.3.1')?.open).toBe(before);
  expect(readScriptCommand(line, '2.3.2')?.open).toBe(since);
});

it('knows a keyword without a command', () => {
  expect(readScriptCommand('script', '2.4.3')).toBeNull();
});
