import { expect, it } from 'vitest';
import { parseFormats } from '../../../src/cli/lint-options.ts';

it('annotates below the text in GitHub Actions, unless formats are named', () => {
  const names = (values: readonly string[], environment: Record<string, string>) =>
    parseFormats(values, environment).map(({ format }) => format);
  expect(names([], { GITHUB_ACTIONS: 'true' })).toEqual(['text', 'github']);
  expect(names([], {})).toEqual(['text']);
  expect(names(['json'], { GITHUB_ACTIONS: 'true' })).toEqual(['json']);
});
