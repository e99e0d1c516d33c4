import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { instance, play } from '../../helpers/play.ts';

const lines = fc.subarray([
  ...['nopreempt', 'state MASTER', 'preempt_delay 3', 'preempt_delay 900', 'dont_track_primary', 'use_vmac', 'lower_prio_no_advert on'],
  ...[
    'version 3\nadvert_int 0.05',
    'advert_int 3',
    'down_timer_adverts 1',
    'authentication {\nauth_type AH\nauth_pass x\n}',
    'strict_mode on',
  ],
  ...['unicast_peer {\n192.0.2.1\n192.0.2.2\n}', 'unicast_src_ip 192.0.2.9', 'mcast_src_ip 192.0.2.200', 'track_script {\ncheck\n}'],
  ...[
    'track_script {\ncheck weight -200\n}',
    'track_file {\ndrain\n}',
    'track_interface {\neth1 weight 7 reverse\n}',
    'track_bfd {\npeer\n}',
  ],
  ...['virtual_ipaddress_excluded {\n2001:db8::1/64 dev eth1\n}', 'virtual_ipaddress {\n}', 'interface eth9', 'check_unicast_src'],
  ...['virtual_routes {\n10.0.0.0/8 dev eth1\n}', 'garbage {'],
]);

const text = fc
  .record({
    priorities: fc.array(fc.integer({ min: 0, max: 256 }), { minLength: 1, maxLength: 3 }),
    each: lines,
    grouped: fc.boolean(),
    late: fc.boolean(),
  })
  .map(({ priorities, each, grouped, late }) => {
    const head =
      'vrrp_script check {\nscript "/bin/check"\ninit_fail\n}\ntrack_file drain {\nfile /run/drain\nweight -3\n}\n' +
      'bfd_instance peer {\nneighbor_ip 192.0.2.2\nsource_ip 192.0.2.1\n}\n';
    const names = priorities.map((_, index) => `V${index}`);
    const group = grouped ? `vrrp_sync_group G {\ngroup {\n${names.join('\n')}\n}\n}\n` : '';
    const bodies = priorities.map((priority, index) =>
      instance(priority, [`virtual_router_id ${50 + index}`, ...each].join('\n'), `V${index}`),
    );
    return `${late ? 'global_defs {\nvrrp_startup_delay 2\n}\n' : ''}${head}${group}${bodies.join('')}`;
  });

describe('a simulation', () => {
  it('ends, and answers for every address and event, whatever the configurations say', () => {
    const versions = fc.constantFrom<Version>('2.0.0', '2.2.7', '2.3.3', '2.4.3');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), versions, fc.boolean(), (texts, version, known) => {
        const { start, events } = play(texts, null, { version, ...(known ? {} : { facts: null }) });
        for (const { during, after } of events) {
          expect([...during.keys()]).toEqual([...start.keys()]);
          expect([...after.keys()]).toEqual([...start.keys()]);
          for (const { holders, because } of [...during.values(), ...after.values()]) {
            expect(holders?.length === 1 || (because ?? '').length > 0).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('gives the same answer each time', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 3 }), (texts) => {
        expect(play(texts, null)).toEqual(play(texts, null));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
