import { describe, expect, test } from 'vitest';
import * as entryArguments from '../../../../grammar/keywords/entries/arguments.ts';
import type { EntryArgument, NumberOrName } from '../../../../grammar/keywords/entries/entry.ts';
import { numberOf } from '../../../../grammar/keywords/entries/names.ts';

/** Whether a word has the form that an argument wants. */
function fits(argument: EntryArgument, word: string): boolean {
  if (argument.type !== 'form') throw new Error(`${argument.name} has no form`);
  return argument.fits(word);
}

function numeric(argument: EntryArgument): NumberOrName {
  if (argument.type !== 'number-or-name') throw new Error(`${argument.name} has no names`);
  return argument;
}

/** What the real keepalived takes and refuses. */
describe.each<[string, EntryArgument, readonly string[], readonly string[]]>([
  ['realms', entryArguments.realms, ['1', '1/2', '0x10', 'cosmos/2'], ['1/', '/1', '1/2/3', '256', '-1']],
  ['mark', entryArguments.mark, ['5', '0x10/0xff', '1/', '/1', '+5'], ['1/2/3', '08', '-1', '4294967296', 'foo']],
  ['ports', entryArguments.ports, ['80-80', '10-20', '20-10'], ['80', '80-', 'http-https']],
  ['userIds', entryArguments.userIds, ['100-200', '5-1', '1-2x'], ['100', '1-', '1-4294967296']],
  ['transport', entryArguments.transport, ['17', 'tcp', '+6'], ['200', '0x6', '-1']],
  ['mplsLabels', entryArguments.mplsLabels, ['100', '100/200', '0x10'], ['16/', '1/2/3', '1048576']],
  ['ilaLocator', entryArguments.ilaLocator, ['1:2:3:4', 'ffff:0:0:1'], ['1:2:3', '1:2:3:4:5', '12345:2:3:4', '1::3:4']],
  ['whole64', entryArguments.whole64('id'), ['0', '18446744073709551615'], ['18446744073709551616', '0x5', '-1']],
  [
    'rtt',
    entryArguments.tcpTime('1/8 ms', 960_000),
    ['300ms', '0.5s', '.5s', '1.s', '2secs', '960000'],
    ['960001', '1s0', '1e3s', 's', '5m'],
  ],
])('%s', (_, argument, good, bad) => {
  test.each(good)('takes %s', (word) => expect(fits(argument, word)).toBe(true));
  test.each(bad)("refuses '%s'", (word) => expect(fits(argument, word)).toBe(false));
});

describe('numberOf', () => {
  const table = numeric(entryArguments.table(0));
  const tableOfRule = numeric(entryArguments.table(1));
  const scope = numeric(entryArguments.scope);

  test('knows the names that every keepalived has', () => {
    expect(numberOf(table, 'main')).toBe(254);
    expect(numberOf(scope, 'link')).toBe(253);
  });

  test('leaves other names to the files of the host', () => {
    expect(numberOf(table, 'uplink')).toBe('host');
    expect(numberOf(table, 'constructor')).toBe('host');
  });

  test('reads numbers as C does', () => {
    expect(numberOf(scope, '0x10')).toBe(16);
    expect(numberOf(scope, '010')).toBe(8);
    expect(numberOf(scope, '08')).toBeNull();
  });

  test('keeps to the range', () => {
    expect(numberOf(scope, '256')).toBeNull();
    expect(numberOf(scope, '-1')).toBeNull();
    expect(numberOf(table, '0')).toBe(0);
    expect(numberOf(tableOfRule, '0')).toBeNull();
  });

  test('takes the lower 32 bits of a table, as keepalived does', () => {
    expect(numberOf(table, '-1')).toBe(4_294_967_295);
    expect(numberOf(table, '4294967297')).toBe(1);
    expect(numberOf(tableOfRule, '4294967296')).toBeNull();
  });

  test('finds no name where there can be none', () => {
    const preference: NumberOrName = { type: 'number-or-name', min: 0, max: 10 };
    expect(numberOf(preference, 'first')).toBeNull();
  });
});
