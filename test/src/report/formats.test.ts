import { expect, it } from 'vitest';
import { FORMAT_NAMES, isFormatName, loadReporter } from '../../../src/report/formats.ts';
import { context, report } from '../../helpers/report.ts';

it.each(FORMAT_NAMES)('%s can be loaded and writes a report', async (name) => {
  const write = await loadReporter(name);
  expect(write(report(), context())).toBeTypeOf('string');
});

it('knows its names and no others', () => {
  expect(['text', 'compact', 'json', 'sarif'].every(isFormatName)).toBe(true);
  expect(['xml', 'toString', ''].some(isFormatName)).toBe(false);
});
