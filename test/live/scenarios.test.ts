import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import { installedVersion } from '../helpers/record.ts';
import { hindrance } from './lab/hindrance.ts';
import { complaintsOf, recordScenario } from './lab/recording.ts';
import { readScenarios, recordedOutcome, recordingFor } from './lab/scenario.ts';

/** KVLINT_LIVE=all plays every event; KVLINT_RECORD=1 writes what is seen into the scenarios instead. README.md in this folder tells more. */
const { KVLINT_LIVE, KVLINT_RECORD, CI } = process.env;

const scenarios = readScenarios(fileURLToPath(new URL('scenarios', import.meta.url)));
const obstacle = hindrance();
const isSkipped = obstacle !== null && !CI;
const version = installedVersion() as Version;

if (isSkipped) console.warn(`No nodes are run: ${obstacle}.`);

describe.skipIf(isSkipped)(`running nodes, keepalived ${version}`, () => {
  it('can be run on this machine', () => {
    expect(obstacle).toBeNull();
  });

  for (const scenario of obstacle === null ? scenarios : []) {
    if (KVLINT_RECORD) {
      it.concurrent(`records ${scenario.name}`, { timeout: 3_600_000 }, async ({ expect }) => {
        expect(await recordScenario(scenario, version)).toEqual([]);
      });
      continue;
    }

    it.concurrent(`${scenario.name}: ${scenario.about}`, { timeout: 900_000 }, async ({ skip, annotate, expect }) => {
      const recording = recordingFor(scenario, version);
      const recorded = recording ? scenario.events.filter((event) => recordedOutcome(recording, event)) : [];
      const wanted = KVLINT_LIVE === 'all' ? recorded : recorded.filter((_, at) => (scenario.live ?? [0]).includes(at));
      if (!recording || wanted.length === 0) return skip(`nothing is recorded for keepalived ${version}`);
      for (const event of wanted) {
        const number = scenario.events.indexOf(event);
        let complaints = await complaintsOf(scenario, number, recording);
        if (complaints.length > 0) {
          console.warn(`${scenario.name}, event ${number}: tried once more, because\n${complaints.join('\n')}`);
          await annotate(`event ${number} was tried twice`, 'warning');
          complaints = await complaintsOf(scenario, number, recording);
        }
        expect(complaints).toEqual([]);
      }
    });
  }
});
