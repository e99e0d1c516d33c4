import { expect, it } from 'vitest';
import { readScriptCommand, splitScriptWords } from '../../grammar/script.ts';

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
  ['a\\ b', ['a b']],
  ['a"b c"d', ['ab cd']],
  ['"" x', ['', 'x']],
  ['\\101\\t\\cA', ['A\t\x01']],
])('splits %j', (text, words) => {
  expect(splitScriptWords(text, '2.4.3').words).toEqual(words);
});

it('takes two hexadecimal digits since 2.3.2', () => {
  expect(splitScriptWords('\\x412', '2.4.3').words).toEqual(['A2']);
  expect(splitScriptWords('\\x412', '2.3.1').words).toEqual(['\x12']);
});

it('notices an open quote, and a keyword without a command', () => {
  expect(readScriptCommand('script "/bin/x', '2.4.3')?.open).toBe('"');
  expect(readScriptCommand('script', '2.4.3')).toBeNull();
});
