import { describe, expect, it } from 'vitest';
import { displayWidth, expandTabs, harmless, wrap } from '../../../src/report/terminal.ts';

describe('displayWidth', () => {
  it.each([
    ['priority 100', 12],
    ['日本語', 6],
    ['한국', 4],
    ['ｶﾀｶﾅ', 4],
    ['Ａ！', 4],
    ['e\u0301', 1],
    ['a\u200b', 2 - 1],
    ['👩‍👩‍👧', 2],
    ['🇨🇭', 2],
    ['ℹ️', 2],
    ['äöü–…', 5],
    ['', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('expandTabs', () => {
  it('goes to the next tab stop, counted in columns', () => {
    expect(expandTabs('\ta')).toBe('    a');
    expect(expandTabs('ab\tc')).toBe('ab  c');
    expect(expandTabs('日\tc')).toBe('日  c');
    expect(expandTabs('a\tb', 3)).toBe(`a${' '.repeat(4)}b`);
  });
});

describe('harmless', () => {
  it('takes out what could steer a terminal, and nothing else', () => {
    expect(harmless('\u001b[31mred\u001b[0m')).toBe('\ufffd[31mred\ufffd[0m');
    expect(harmless('a\u0000b\u0007c\u009b2Jd\re')).toBe('a\ufffdb\ufffdc\ufffd2Jd\ufffde');
    expect(harmless('user\u202enimda')).toBe('user\ufffdnimda');
    expect(harmless('tab\tline\nÄ日')).toBe('tab\tline\nÄ日');
  });
});

describe('wrap', () => {
  it('breaks between words, by columns', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('日本 日本 日本', 9)).toEqual(['日本 日本', '日本']);
  });

  it('leaves a word that is too long whole', () => {
    expect(wrap('a verylongword b', 6)).toEqual(['a', 'verylongword', 'b']);
  });
});
