import { describe, expect, it } from 'vitest';
import type { Node } from '../../grammar/tree.ts';
import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import { defineRule, type Example, type Message, type Rule } from '../../src/rule/rule.ts';
import { expectMarked } from './examples.ts';

/** A rule that says one thing of each priority. */
function ruleAt(place: (node: Node) => Message['at'], id = 'test/priority'): Rule {
  return defineRule({
    id,
    title: 'A priority',
    severity: 'info',
    precision: 'high',
    verdict: 'silent',
    what: 'A priority.',
    why: 'It is there.',
    advice: 'Leave it.',
    references: [],
    examples: { bad: [], good: [] },
    check: {
      view(configuration, report) {
        for (const { priority } of configuration.vrrpInstances) {
          if (priority.node) report({ at: place(priority.node), summary: 'This is a priority.' });
        }
      },
    },
  });
}

function expectMark(rule: Rule, mark: string, others: readonly Rule[] = [], beside?: readonly string[]): void {
  const config = `vrrp_instance A {\n  interface eth0\n  virtual_router_id 5\n  priority 100  ${mark}\n  virtual_ipaddress {\n    192.0.2.1/24\n  }\n}\n`;
  const example: Example = { title: 'A priority', config, ...(beside && { beside }) };
  expectMarked(rule, example, { rules: [rule, ...others] });
}

describe('a mark in an example', () => {
  it('asks for a finding of the whole line, or of the part that it names', () => {
    expectMark(ruleAt(lineSpan), '#~ a priority');
    expectMark(ruleAt(keywordSpan), '#~ ^priority^ a priority');
  });

  it('is not met by a finding of another part of the line', () => {
    expect(() => expectMark(ruleAt(keywordSpan), '#~ a priority')).toThrow(/marked is/);
    expect(() => expectMark(ruleAt(lineSpan), '#~ ^priority^ a priority')).toThrow(/marked is/);
    expect(() => expectMark(ruleAt(lineSpan), '#~ ^100^ a priority')).toThrow(/marked is/);
  });

  it('is for one rule, unless the example names another one that reports the same place', () => {
    const other = ruleAt(lineSpan, 'test/other');
    expect(() => expectMark(ruleAt(lineSpan), '#~ a priority', [other])).toThrow(/rules that report the same place/);
    expectMark(ruleAt(lineSpan), '#~ a priority', [other], ['test/other']);
    expect(() => expectMark(ruleAt(lineSpan), '#~ a priority', [], ['test/other'])).toThrow(/rules that report the same place/);
  });
});
