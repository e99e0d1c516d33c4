import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rule/rule.ts';
import { expectFixed, expectMarked, expectMended, expectSilence } from './examples.ts';

/** The examples of rules as tests: what is marked is reported and nothing else, what is advised mends it, fixes do what they say. */
export function describeExamples(rules: readonly Rule[]): void {
  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    it('has a bad example and a good one', () => {
      expect(rule.examples.bad.length).toBeGreaterThan(0);
      expect(rule.examples.good.length).toBeGreaterThan(0);
    });

    it.each(rule.examples.bad.map((example) => [example.title, example] as const))('reports: %s', (_title, example) => {
      expectMarked(rule, example);
    });

    it.each(rule.examples.bad.map((example) => [example.title, example] as const))('says how to mend: %s', (_title, example) => {
      expectMended(rule, example);
    });

    it.each(rule.examples.bad.map((example) => [example.title, example] as const))('fixes as it says: %s', (_title, example) => {
      expectFixed(rule, example);
    });

    it.each(rule.examples.good.map((example) => [example.title, example] as const))('is silent about: %s', (_title, example) => {
      expectSilence(rule, example);
    });
  });
}
