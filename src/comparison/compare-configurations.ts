import { refusalToRun } from '../behaviour/running.ts';
import type { Configuration } from '../model/configuration.ts';
import { addressChanges } from './address-changes.ts';
import type { Change } from './change.ts';
import { consequenceOf, kindOf } from './consequence.ts';
import type { Fact, Subject } from './subject.ts';
import { subjectsOf } from './subjects.ts';

type SubjectChange = Omit<Change, 'node'>;

/**
 * What is different in what keepalived would run on one node: addresses first, then what decides who holds them, then the rest. Null: the node is
 * not there; then only its coming or going is told, with its addresses. What keepalived does not see (comments, order, blanks, includes and
 * definitions) makes no change, and neither does a default that is written out.
 */
export function compareConfigurations(node: string, before: Configuration | null, after: Configuration | null): readonly Change[] {
  const addresses = addressChanges(before, after);
  const others = before && after ? [...runChanges(before, after), ...settingChanges(before, after)] : [comingOrGoing(before, after)];
  const inOrder = [...addresses, ...others.filter(({ kind }) => kind === 'election'), ...others.filter(({ kind }) => kind === 'setting')];
  return inOrder.map((change) => ({ node, ...change }));
}

function comingOrGoing(before: Configuration | null, after: Configuration | null): SubjectChange {
  const summary = (configuration: Configuration | null): string | null =>
    configuration && (configuration.vrrpInstances.map(({ name }) => `vrrp_instance ${name}`).join(', ') || 'no vrrp_instance');
  return { kind: 'election', subject: 'node', what: 'node', before: summary(before), after: summary(after) };
}

function runChanges(before: Configuration, after: Configuration): readonly SubjectChange[] {
  const [old, now] = [before, after].map((configuration) => refusalToRun({ name: '', configuration, facts: null }));
  if ((old === null) === (now === null)) return [];
  const reason = now ?? null;
  return [
    {
      kind: kindOf('keepalived', 'runs'),
      subject: 'keepalived',
      what: 'runs',
      before: old === null,
      after: now === null,
      ...(reason !== null && { consequence: `It holds no address: ${reason}.` }),
    },
  ];
}

function settingChanges(before: Configuration, after: Configuration): readonly SubjectChange[] {
  const { pairs, gone, come } = pairSubjects(subjectsOf(before), subjectsOf(after));
  const alone = new Set([...gone, ...come].map(({ title }) => title));
  const isPart = ({ within }: Subject): boolean => within !== null && alone.has(within);
  return [
    ...pairs.flatMap(([old, now]) => compareSubjects(old, now)),
    ...gone.filter((each) => !isPart(each)).map((each) => existence(each, each.summary, null)),
    ...come.filter((each) => !isPart(each)).map((each) => existence(each, null, each.summary)),
  ];
}

interface Pairs {
  readonly pairs: readonly (readonly [Subject, Subject])[];
  readonly gone: readonly Subject[];
  readonly come: readonly Subject[];
}

/** By name, and of those that are left by what they are. */
function pairSubjects(olds: readonly Subject[], news: readonly Subject[]): Pairs {
  const pairs: (readonly [Subject, Subject])[] = [];
  const pairBy = (key: (subject: Subject) => string | null, old: readonly Subject[], now: readonly Subject[]) => {
    const waiting = new Map<string, Subject[]>();
    for (const each of old) {
      const name = key(each);
      if (name === null) continue;
      const same = waiting.get(name);
      if (same) same.push(each);
      else waiting.set(name, [each]);
    }
    const come: Subject[] = [];
    const taken = new Set<Subject>();
    for (const each of now) {
      const first = waiting.get(key(each) ?? '')?.shift();
      if (!first) {
        come.push(each);
        continue;
      }
      taken.add(first);
      pairs.push([first, each]);
    }
    return { gone: old.filter((each) => !taken.has(each)), come };
  };
  const named = pairBy(({ title }) => title, olds, news);
  const { gone, come } = pairBy(({ kind, alias }) => (alias === null ? null : `${kind} ${alias}`), named.gone, named.come);
  return { pairs, gone, come };
}

function existence(subject: Subject, before: string | null, after: string | null): SubjectChange {
  const isElection = ['vrrp_instance', 'vrrp_sync_group', 'vrrp_script', 'track_file', 'vrrp_track_process', 'bfd_instance'].includes(
    subject.kind,
  );
  return { kind: isElection ? 'election' : 'setting', subject: subject.title, what: subject.kind, before, after };
}

function compareSubjects(before: Subject, after: Subject): readonly SubjectChange[] {
  const renamed: readonly SubjectChange[] =
    before.title === after.title ? [] : [{ kind: 'setting', subject: after.title, what: 'name', before: before.title, after: after.title }];
  const changes = differences(before.facts, after.facts).map(([old, now]): SubjectChange => {
    const what = (now ?? old)?.what ?? '';
    const consequence = consequenceOf(after, what, old, now);
    return {
      kind: kindOf(after.kind, what),
      subject: after.title,
      what,
      before: old?.shown ?? null,
      after: now?.shown ?? null,
      ...(consequence !== undefined && { consequence }),
    };
  });
  return [...renamed, ...changes];
}

type Difference = readonly [Fact | null, Fact | null];

/** The facts that only one side has, those about one thing side by side. */
function differences(olds: readonly Fact[], news: readonly Fact[]): readonly Difference[] {
  const keyword = ({ what }: Fact): string => what;
  const [old, now] = [groupFacts(olds, keyword), groupFacts(news, keyword)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((what) => differencesOfKeyword(old.get(what) ?? [], now.get(what) ?? []));
}

function differencesOfKeyword(olds: readonly Fact[], news: readonly Fact[]): readonly Difference[] {
  const equal = pairFacts(olds, news, ({ item, value }) => JSON.stringify([item, value]));
  const same = pairFacts(equal.gone, equal.come, ({ item }) => item ?? '');
  const changed = same.pairs.filter(([old, now]) => !(old.inherited && now.inherited));
  // A default that there was no need for before, or is no need for any more, is told by what it belongs to.
  const [old, now] = [same.gone, same.come].map((facts) => facts.filter(({ inherited, item }) => !inherited || item !== null));
  if (!old || !now) return changed;
  if (old.length === 1 && now.length === 1) return [...changed, [old[0] ?? null, now[0] ?? null]];
  return [...changed, ...old.map((each): Difference => [each, null]), ...now.map((each): Difference => [null, each])];
}

function pairFacts(olds: readonly Fact[], news: readonly Fact[], key: (fact: Fact) => string) {
  const waiting = groupFacts(olds, key);
  const pairs: (readonly [Fact, Fact])[] = [];
  const come: Fact[] = [];
  const taken = new Set<Fact>();
  for (const now of news) {
    const old = waiting.get(key(now))?.shift();
    if (!old) come.push(now);
    else {
      taken.add(old);
      pairs.push([old, now]);
    }
  }
  return { pairs, gone: olds.filter((each) => !taken.has(each)), come };
}

function groupFacts(facts: readonly Fact[], key: (fact: Fact) => string): Map<string, Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(key(fact));
    if (group) group.push(fact);
    else groups.set(key(fact), [fact]);
  }
  return groups;
}
