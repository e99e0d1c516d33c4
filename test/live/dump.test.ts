import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { firstInstance, instanceText, VIP } from '../helpers/configure.ts';
import { installedVersion } from '../helpers/record.ts';
import { scratch } from '../helpers/scratch.ts';
import { hindrance } from './lab/hindrance.ts';
import { Namespace } from './lab/namespace.ts';

const obstacle = hindrance();
const isSkipped = obstacle !== null && !process.env.CI;
const version = installedVersion() as Version;

if (isSkipped) console.warn(`keepalived is not asked what it has read: ${obstacle}.`);

/** The lines of an instance, and of global_defs, whose values are easily taken for others. */
const LINES: readonly (readonly [lines: string, globals?: string])[] = [
  ['priority 120\nadvert_int 2'],
  ['advert_int 1s'],
  ['version 3\nadvert_int 0.5'],
  ['preempt_delay 3'],
  ['preempt_delay 3s'],
  ['preempt_delay 500ms'],
  ['preempt_delay x'],
  ['garp_master_delay 9s'],
  ['garp_master_repeat 3\ngarp_master_delay 9'],
  ['garp_master_repeat 3', 'vrrp_garp_master_repeat 4'],
  ['garp_master_repeat 3', 'vrrp_garp_master_repeat 4\nvrrp_garp_lower_prio_repeat 2'],
  ['', 'vrrp_min_garp'],
  ['garp_master_refresh 30', 'vrrp_min_garp\nvrrp_garp_master_refresh_repeat 2'],
  ['priority 0'],
  ['priority 120x'],
  ['garp_master_repeat 3;'],
  ['garp_master_delay x'],
  ['garp_lower_prio_delay -3'],
  ['track_interface {\nlo weight 20s\n}'],
  ['track_interface {\nlo weight 254\n}'],
  ['track_interface {\nlo weight 255\n}'],
  ['track_interface {\nlo weight 20 upside\n}'],
  ['track_interface {\nlo 20\n}'],
  ['track_interface {\nlo reverse\n}'],
  ['mcast_src_ip 192.0.2.5'],
  ['mcast_src_ip 192.0.2.5\nmcast_src_ip 192.0.2'],
  ['state Master'],
  ['nopreempt\nstate MASTER'],
];

describe.skipIf(isSkipped)(`what keepalived ${version} has read`, () => {
  it('can be asked on this machine', () => {
    expect(obstacle).toBeNull();
  });

  it.each(obstacle === null ? LINES : [])('is what kvlint takes it for: %j %j', async (lines, globals = '') => {
    const text = instanceText(`${lines}\n${VIP}`, globals);
    expect(valuesIn(await dumpOf(text))).toMatchObject(valuesOf(firstInstance(text, version)));
  });
});

/** What keepalived says of itself when it has read a text and runs (`--dump-conf`), up to where it turns to the interfaces. */
async function dumpOf(text: string): Promise<string> {
  const folder = scratch({ 'keepalived.conf': text });
  const namespace = await Namespace.open();
  try {
    await namespace.ip(['link add eth0 type veth peer name eth0-peer', 'link set eth0 up', 'link set eth0-peer up']);
    const [program = '', ...inside] = namespace.inside();
    const files = ['-f', join(folder, 'keepalived.conf'), '-p', join(folder, 'parent.pid'), '-r', join(folder, 'vrrp.pid')];
    const keepalived = spawn(program, [...inside, 'keepalived', '-n', '-l', '-d', '-P', ...files], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(keepalived, 'close');
    let said = '';
    const dumped = new Promise<void>((resolve) => {
      for (const stream of [keepalived.stdout, keepalived.stderr])
        stream.setEncoding('utf8').on('data', (more: string) => {
          said += more;
          if (said.includes('< Interfaces >')) resolve();
        });
    });
    await Promise.race([dumped, ended]);
    await namespace.killAll();
    await ended;
    return said;
  } finally {
    await namespace.close();
  }
}

/** The values of the one instance in a dump, by their names there. */
function valuesIn(dump: string): Readonly<Record<string, string>> {
  const [, instance = ''] = dump.split('< VRRP Topology >');
  const values: Record<string, string> = { 'Preempt delay': '0 secs', tracked: '' };
  let list = '';
  for (const line of instance.split('\n').map((each) => each.replace(/^.*? \d{4}: /, ''))) {
    const [, name, value] = /^ {3}(\S.*?) = (.*)$/.exec(line) ?? [];
    // Of an address that it has lost, keepalived still knows that one was written.
    if (name !== undefined && value !== undefined) values[name] = value.replace('(none) (from configuration)', '(none)');
    else if (list.startsWith('   Tracked interfaces')) values.tracked = line.trim().replace(',', '');
    list = line;
  }
  return values;
}

/** The same as kvlint has it. */
function valuesOf(instance: VrrpInstance): Readonly<Record<string, string>> {
  const { advertInterval } = instance;
  const [tracked] = instance.tracking.interfaces;
  return {
    Priority: `${instance.priority.value}`,
    Wantstate: instance.state.value,
    Preempt: instance.preempt.value ? 'enabled' : 'disabled',
    'Preempt delay': `${shortest(instance.preemptDelay.value)} secs`,
    'Advert interval': instance.version.value === 2 ? `${advertInterval.value} sec` : `${advertInterval.value * 1000} milli-sec`,
    'Gratuitous ARP delay': `${instance.garpMasterDelay.value}`,
    'Gratuitous ARP repeat': `${instance.garpMasterRepeat.value}`,
    'Gratuitous ARP refresh': `${instance.garpMasterRefresh.value}`,
    'Gratuitous ARP refresh repeat': `${instance.garpMasterRefreshRepeat.value}`,
    'Gratuitous ARP lower priority delay': `${instance.garpLowerPriorityDelay.value}`,
    'Gratuitous ARP lower priority repeat': `${instance.garpLowerPriorityRepeat.value}`,
    'Using src_ip': instance.sourceAddress.value ? `${instance.sourceAddress.value.text} (from configuration)` : '(none)',
    tracked: tracked ? `${tracked.target} weight ${tracked.weight.value}` : '',
  };
}

/** As C prints it with %g: 0.000003 is 3e-06. */
function shortest(value: number): string {
  return value !== 0 && value < 1e-4 ? value.toExponential().replace(/e-(\d)$/, 'e-0$1') : `${value}`;
}
