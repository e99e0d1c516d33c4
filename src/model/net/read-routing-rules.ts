import { signedCNumber } from '../../../grammar/keywords/forms.ts';
import { atLeast } from '../../../grammar/version.ts';
import type { BoundList } from '../../binding/bound.ts';
import { type Entry, lastUse } from '../../binding/entries/entry.ts';
import { noteMistakes, reportedAt } from './entry-corrections.ts';
import { type ListContext, noteUntrackedGroup, settleProtocol } from './read-routes.ts';
import type { RoutingRule } from './routing-rule.ts';

/** The rules of a list that keepalived keeps. */
export function readRules(list: BoundList, context: ListContext): readonly RoutingRule[] {
  const rules: RoutingRule[] = [];
  for (const entry of context.lists.of(list)) {
    noteMistakes('rule', entry, context.version, context.correct);
    const rule = entry.kept ? settleRule(entry, context) : null;
    if (rule) rules.push(rule);
  }
  return rules;
}

function settleRule(entry: Entry, context: ListContext): RoutingRule | null {
  const { version, correct } = context;
  const action = entry.options.find(({ option }) => option.action);
  const [first] = entry.node.words;
  if (!action || !first || !goesForward(entry, context)) return null;
  const verdict = reportedAt(version);
  const device = lastUse(entry, 'iif')?.values[0] ?? null;
  const group = lastUse(entry, 'track_group');
  const untracked = lastUse(entry, 'no_track');
  const preference = preferenceOf(entry);
  if (preference === null && atLeast(version, '2.0.16')) correct('net/rule-no-preference', 'overrides', verdict, first.span);
  if (!untracked) settleProtocol(entry, 'rule', context);
  if (group && !device) correct('net/rule-track-group-no-dev', 'ignores', verdict, group.word.span);
  else if (group && untracked) noteUntrackedGroup(group, untracked, correct);
  return {
    node: entry.node,
    family: entry.family ?? 'ipv4',
    preference,
    action: action.word,
    interface: device?.text ?? null,
    tracked: !untracked,
    trackGroup: device && group ? (group.values[0]?.text ?? null) : null,
    options: entry.options,
  };
}

function preferenceOf(entry: Entry): number | null {
  const word = lastUse(entry, 'preference')?.values[0];
  return word ? signedCNumber(word.text) : null;
}

/** Whether a `goto` leads to a rule that comes behind it, as it must. */
function goesForward(entry: Entry, { version, correct }: ListContext): boolean {
  const jump = lastUse(entry, 'goto');
  const target = jump?.values[0];
  if (!jump || !target) return true;
  const place = lastUse(entry, 'preference')?.values[0];
  if (!place) {
    if (!atLeast(version, '2.0.2')) return true;
    correct('net/rule-goto-no-preference', 'drops', reportedAt(version), jump.word.span, { written: target.text });
    return false;
  }
  if (Number(target.text) > (preferenceOf(entry) ?? 0)) return true;
  const more = { written: target.text, used: place.text, against: place.span };
  correct('net/rule-goto-backwards', 'drops', reportedAt(version), target.span, more);
  return false;
}
