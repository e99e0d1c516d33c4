import { parse } from '../../grammar/parser.ts';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { buildConfiguration } from '../../src/model/build.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { expandText } from './read-text.ts';

/** What keepalived of one version would run. */
export function configure(text: string, version: Version = NEWEST_VERSION): Configuration {
  const expansion = expandText(text, { version });
  return buildConfiguration(expansion, parse(expansion), assumedTarget(version));
}

/** An instance that is complete but for the lines given, in the order given. */
export function instanceText(lines: string, globals = ''): string {
  return `global_defs {\n${globals}\n}\nvrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\n${lines}\n}\n`;
}

export const VIP = 'virtual_ipaddress {\n192.0.2.10/24\n}';
export const PEER = 'unicast_peer {\n192.0.2.2\n}';

/** The first instance of a text. */
export function firstInstance(text: string, version?: Version): VrrpInstance {
  const [instance] = configure(text, version).vrrpInstances;
  if (!instance) throw new Error('the text has no instance');
  return instance;
}

/** The corrections of a text as `check: effect, verdict`, those that nobody sees behind a refusal with `masked`. */
export function correctionsOf(text: string, version?: Version): string[] {
  return configure(text, version).corrections.map(
    ({ check, effect, verdict, masked }) => `${check}: ${effect}, ${verdict}${masked ? ', masked' : ''}`,
  );
}

/** The text that a correction is about, and the text that it conflicts with. */
export function placesOf(text: string, check: string, version?: Version): { at: string; against: string | null } | null {
  const { corrections, expansion } = configure(text, version);
  const found = corrections.find((correction) => correction.check === check);
  if (!found) return null;
  const { at, against } = found;
  return { at: expansion.text.slice(at.start, at.end), against: against ? expansion.text.slice(against.start, against.end) : null };
}
