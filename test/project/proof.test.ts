import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { textOf } from '../../src/rule/text-of.ts';
import { messagesOf } from '../helpers/examples.ts';

const SCENARIOS = join(import.meta.dirname, '../live/scenarios');

/** What nobody knows from a text alone: who holds an address, what stands in frames, what a running daemon does. */
const BEHAVIOUR =
  /\b(?:becomes? master|both are master|takes? over|failover|gives? (?:up|way)|adverts? (?:leave|go|carry|list)|gratuitous ARP|answers? (?:to|for) ARP|MAC address|neighbours?|fault state|in fault|firewall rules|on the network|clients? (?:learn|get|lose))\b/i;

/** All that a rule says, of itself and of its examples. */
function textsOf(rule: Rule): readonly string[] {
  const said = rule.examples.bad.flatMap((example) => messagesOf(rule, example).map(textOf));
  return [rule.title, rule.what, rule.why, rule.advice, ...said];
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const { proof = [] } = rule;

  it('says how its texts are known to be true', () => {
    expect(proof).not.toEqual([]);
  });

  it('names scenarios that are there', () => {
    const missing = proof.filter((each) => each.startsWith('live/') && !existsSync(join(SCENARIOS, each.slice(5), 'scenario.json')));
    expect(missing).toEqual([]);
  });

  it('claims nothing about running nodes that was not run or read in the source', () => {
    const claims = textsOf(rule).flatMap((text) => BEHAVIOUR.exec(text)?.[0] ?? []);
    const isProved = proof.some((each) => each !== 'config-test');
    expect(isProved ? [] : claims).toEqual([]);
  });
});
