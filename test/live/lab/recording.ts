import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Version } from '../../../grammar/version.ts';
import { broken, type Seen } from './claims.ts';
import { sameHolders } from './observe.ts';
import { play } from './run.ts';
import { describeEvent, type LabEvent, type Outcome, type Recording, recordedOutcome, type Scenario } from './scenario.ts';

/** Plays an event and compares it with what is recorded and claimed; what differs, in words. */
export async function complaintsOf(scenario: Scenario, number: number, recording: Recording): Promise<readonly string[]> {
  const event = scenario.events[number] as LabEvent;
  const outcome = recordedOutcome(recording, event);
  const { during = {}, after = {} } = outcome ?? {};
  try {
    const seen = await play(scenario, number, { start: recording.start, during, after });
    const differences = [
      sameHolders(seen.start.holders, recording.start) ? [] : differs('start', seen.start.holders, recording.start),
      sameList(seen.start.notRunning, recording.notRunning) ? [] : differs('not running', seen.start.notRunning, recording.notRunning),
      JSON.stringify(outcomeOf(event, seen)) === JSON.stringify(outcome) ? [] : differs('outcome', outcomeOf(event, seen), outcome),
    ].flat();
    return [...differences, ...broken(scenario.claims ?? {}, number, seen)];
  } catch (error) {
    return [String(error)];
  }
}

function differs(what: string, seen: unknown, expected: unknown): string {
  return `${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`;
}

function sameList(seen: readonly string[], expected: readonly string[] = []): boolean {
  return JSON.stringify(seen) === JSON.stringify(expected);
}

/** What was seen of an event, as it is recorded. */
function outcomeOf({ extra: _, ...event }: LabEvent, { during, after }: Seen): Outcome {
  const leftBehind = Object.entries(during.holders)
    .map(([vip, holders]) => [vip, holders.filter((name) => during.notRunning.includes(name))] as const)
    .filter(([, holders]) => holders.length > 0);
  return {
    ...event,
    during: during.holders,
    ...(leftBehind.length > 0 && { duringLeftBehind: Object.fromEntries(leftBehind) }),
    ...(Object.keys(during.linkDown).length > 0 && { duringLinkDown: during.linkDown }),
    after: after.holders,
    ...(Object.keys(after.linkDown).length > 0 && { afterLinkDown: after.linkDown }),
  };
}

/** So many runs have to be equal. */
const RUNS = 3;

/** Plays all events of a scenario and writes what was the same in every run into its file; gives what was not. */
export async function recordScenario(scenario: Scenario, version: Version): Promise<readonly string[]> {
  const unequal: string[] = [];
  const events: Outcome[] = [];
  let start: Recording | undefined;
  for (const [number, event] of scenario.events.entries()) {
    const runs: Recording[] = [];
    const complaints: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      const seen = await play(scenario, number);
      const { holders, notRunning } = seen.start;
      runs.push({ start: holders, ...(notRunning.length > 0 && { notRunning }), events: [outcomeOf(event, seen)] });
      complaints.push(...broken(scenario.claims ?? {}, number, seen));
    }
    const [first] = runs;
    const texts = new Set(runs.map((run) => JSON.stringify(run)));
    if (texts.size > 1) unequal.push(`${describeEvent(event)}: ${[...texts].join(' or ')}`);
    else events.push(...(first?.events ?? []));
    unequal.push(...complaints);
    start ??= first;
    if (start && first && !sameHolders(start.start, first.start)) unequal.push(`start: ${JSON.stringify([start.start, first.start])}`);
  }
  if (start && events.length > 0) write(scenario, version, { ...start, events });
  return unequal;
}

/** A recording says again what it was made of: who reads it needs nothing else. */
function write(scenario: Scenario, version: Version, { start, notRunning, events }: Recording): void {
  const path = join(scenario.folder, 'scenario.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as Scenario;
  const { about, nodes, addresses, startOrder } = file;
  const files = Object.fromEntries(Object.entries(file.files ?? {}).map(([name, { initial }]) => [name, { initial }]));
  const recording = {
    about,
    nodes,
    addresses,
    ...(startOrder && { startOrder }),
    ...(file.files && { files }),
    ...(notRunning && { notRunning }),
    start,
    events,
  };
  writeFileSync(path, `${JSON.stringify({ ...file, expected: { ...file.expected, [version]: recording } }, null, 1)}\n`);
}
