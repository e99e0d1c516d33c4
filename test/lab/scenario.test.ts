import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeEvent, readScenarios, recordedOutcome, recordingFor, type Scenario } from '../live/lab/scenario.ts';

const scenarios = readScenarios(fileURLToPath(new URL('../live/scenarios', import.meta.url)));

describe('the scenarios', () => {
  it.each(scenarios)('$name can be told apart and compared', (scenario) => {
    const events = scenario.events.map(describeEvent);
    expect(new Set(events).size).toBe(events.length);
    for (const recording of Object.values(scenario.expected)) {
      expect(events).toEqual(expect.arrayContaining(recording.events.map(describeEvent)));
    }
    for (const number of scenario.live ?? []) expect(scenario.events[number]).toBeDefined();
  });

  it.each(scenarios.filter(({ claims }) => claims))(
    '$name claims something of machines and events that it has',
    ({ claims = {}, ...scenario }) => {
      const machines = [...Object.keys(scenario.nodes), ...Object.keys(scenario.hosts ?? {})];
      const all = Object.values(claims).flat() as readonly { event?: number; who?: string; node?: string; from?: string; of?: string }[];
      expect(all.length).toBeGreaterThan(0);
      for (const { event = 0, who, node, from, of } of all) {
        expect(scenario.events[event]).toBeDefined();
        for (const name of [who, node, from, of]) if (name !== undefined) expect(machines).toContain(name);
      }
    },
  );
});

describe('a recording', () => {
  const scenario = { expected: { '2.2.7': { start: {}, events: [] }, '2.4.3': { start: {}, events: [] } } } as unknown as Scenario;

  it('is that of the version, or of an older one of its series', () => {
    const { expected } = scenario;
    expect(recordingFor(scenario, '2.2.7')).toBe(expected['2.2.7']);
    expect(recordingFor(scenario, '2.2.8')).toBe(expected['2.2.7']);
    expect(recordingFor(scenario, '2.4.3')).toBe(expected['2.4.3']);
  });

  it('is missing for a version that is older, or of another series', () => {
    expect(recordingFor(scenario, '2.2.6')).toBeUndefined();
    expect(recordingFor(scenario, '2.3.1')).toBeUndefined();
  });

  it('is asked for by what happens, not by how long it takes', () => {
    const outcome = { kind: 'node-stop', node: 'node1', during: {}, after: {} };
    expect(recordedOutcome({ start: {}, events: [outcome] }, { kind: 'node-stop', node: 'node1', extra: 5 })).toBe(outcome);
    expect(recordedOutcome({ start: {}, events: [outcome] }, { kind: 'node-stop', node: 'node2' })).toBeUndefined();
  });
});
