import { describe, expect, it } from 'vitest';
import { alwaysZero, onlyPipeline } from '../../../src/rule/shell-status.ts';

describe('a command line that always ends with 0', () => {
  it.each([
    ['pidof a || true', 'true'],
    ['pidof a || exit 0', 'exit 0'],
    ['pidof a > /dev/null 2>&1; echo $?', null],
    ['pidof a; exit 0', 'exit 0'],
    ['pidof a;exit 0;', 'exit 0'],
    ['exit 0; pidof a', 'exit 0'],
    ['ss -ltn | grep 80 | wc -l', 'wc -l'],
    ['pidof a && pidof b || :', ':'],
    ['pidof a || echo "no a" && echo yes', 'echo yes'],
    ["curl -s http://127.0.0.1/ | tr -d ' '", "tr -d ' '"],
  ])('%s', (line, command) => {
    expect(alwaysZero(line)?.command ?? null).toBe(command);
  });

  it.each([
    'pidof a',
    'pidof a || exit 1',
    'pidof a || pidof b',
    'pidof a && true',
    'true && pidof a',
    'pidof a || exit',
    'pidof a || exit 3; exit 0',
    'pidof a && exit 0 || exit 1',
    'pidof a || echo gone && pidof b',
    'set -e; pidof a; true',
    'if pidof a; then exit 0; fi',
    '! pidof a | cat',
    '(pidof a; exit 1) || true; exit 2',
    'test "$(cat /run/state)" = up || true',
    'pidof a & true',
    'head -1 /run/state',
    'true | sort /run/state',
    'pidof a > /run/state || true',
    'A=1; true',
    '"open',
    '',
  ])('is not told of: %s', (line) => {
    expect(alwaysZero(line)).toBeNull();
  });

  it.each([
    ['ps -ef | grep nginx', 'nginx'],
    ['ps aux|grep -i nginx', 'nginx'],
    ['/bin/ps ax | grep nginx | grep -q master', 'master'],
    ['ps -ef | grep nginx | wc -l', null],
  ])('%s finds the shell itself', (line, process) => {
    expect(alwaysZero(line)?.ownProcess).toBe(process);
  });

  it.each([
    'ps -ef | grep [n]ginx',
    'ps -ef | grep -v grep | grep nginx',
    'ps -e | grep nginx',
    'ps -ef | grep "^nginx"',
    'ls | grep nginx',
  ])('%s does not', (line) => {
    expect(alwaysZero(line)).toBeNull();
  });
});

describe('the programs of a line that is one pipeline', () => {
  it.each([
    ['curl -s http://a/', ['curl']],
    ['curl -s http://a/ > /dev/null || exit 1', ['curl']],
    ['curl -s http://a/ | grep -q ok || exit 1', ['curl', 'grep']],
    ['curl -s http://a/ || pidof a', null],
    ['curl -s http://a/ || exit 1; pidof a', null],
    ['pidof a && curl -s http://a/', null],
    ['if pidof a; then exit 0; fi', null],
  ])('%s', (line, programs) => {
    expect(onlyPipeline(line)?.map(([program]) => program) ?? null).toEqual(programs);
  });
});
