import { CHECKER_KINDS, type CheckTiming } from '../model/lvs/checker.ts';
import type { RealServer } from '../model/lvs/real-server.ts';
import type { Service, VirtualServer } from '../model/lvs/virtual-server.ts';
import type { VirtualServerGroup } from '../model/lvs/virtual-server-group.ts';
import { Facts, type Subject } from './subject.ts';
import { addWritten, entryText } from './written-facts.ts';

const OF_TIMING: readonly string[] = ['delay_loop', 'retry', 'nb_get_retry', 'delay_before_retry', 'warmup', 'connect_timeout', 'alpha'];

const OF_SERVERS: ReadonlySet<string> = new Set([
  ...OF_TIMING,
  ...['lb_algo', 'lvs_sched', 'lb_kind', 'lvs_method', 'protocol', 'persistence_timeout', 'persistence_granularity', 'ops', 'weight'],
  ...['quorum', 'hysteresis', 'ha_suspend', 'omega', 'inhibit_on_failure', 'virtualhost'],
  ...['sorry_server', 'sorry_server_inhibit', 'sorry_server_lvs_method', 'real_server', 'ip_family'],
]);

const OF_REAL_SERVERS: ReadonlySet<string> = new Set([
  ...OF_TIMING,
  ...['weight', 'lb_kind', 'lvs_method', 'uthreshold', 'lthreshold', 'inhibit_on_failure', 'virtualhost'],
  ...CHECKER_KINDS,
]);

const OF_CHECKERS: ReadonlySet<string> = new Set([...OF_TIMING, 'connect_ip', 'connect_port', 'bindto', 'bind_port']);

/** A virtual_server with its real servers and their checkers. */
export function* virtualServerSubjects(server: VirtualServer): Generator<Subject> {
  const service = describeService(server.service);
  const protocol = server.protocol.value;
  const title = `virtual_server ${service}${protocol === null ? '' : ` ${protocol}`}`;
  const facts = new Facts();
  facts.set('lvs_sched', server.scheduler);
  facts.set('lvs_method', server.method);
  facts.set('persistence_timeout', server.persistence.timeout);
  facts.set('persistence_granularity', server.persistence.granularity);
  facts.set('ops', server.onePacketScheduling);
  facts.set('quorum', server.quorum);
  facts.set('hysteresis', server.hysteresis);
  facts.set('ha_suspend', server.haSuspend);
  facts.set('omega', server.omega);
  facts.set('virtualhost', server.virtualhost);
  facts.add('left out', server.dropped);
  addCommon(facts, server);
  const { sorryServer } = server;
  if (sorryServer) {
    const inhibit = sorryServer.inhibit.value ? ', inhibit' : '';
    facts.add('sorry_server', `${sorryServer.ip.text} ${sorryServer.port.value} ${sorryServer.method.value}${inhibit}`);
  }
  addWritten(facts, server.bound.children, OF_SERVERS);
  const count = server.realServers.length;
  const summary = `${server.scheduler.value}, ${count} real server${count === 1 ? '' : 's'}`;
  yield { kind: 'virtual_server', title, alias: service, within: null, summary, facts: facts.all };
  for (const real of server.realServers) yield* realServerSubjects(real, title);
}

function* realServerSubjects(server: RealServer, within: string): Generator<Subject> {
  const title = `${within}, real_server ${server.ip.text} ${server.port.value}`;
  const facts = new Facts();
  facts.set('lvs_method', server.method);
  facts.set('uthreshold', server.upperThreshold);
  facts.set('lthreshold', server.lowerThreshold);
  facts.set('virtualhost', server.virtualhost);
  addCommon(facts, server);
  addWritten(facts, server.bound.children, OF_REAL_SERVERS);
  const summary = `weight ${server.weight.value}, ${server.method.value}`;
  yield { kind: 'real_server', title, alias: null, within, summary, facts: facts.all };
  const counts = new Map<string, number>();
  for (const checker of server.checkers) {
    const number = (counts.get(checker.kind) ?? 0) + 1;
    counts.set(checker.kind, number);
    const own = new Facts();
    addTiming(own, checker);
    const target = checker.address.value;
    if (target) own.add('connect_ip', target.text, { inherited: checker.address.as === 'default' });
    own.set('connect_port', checker.port);
    if (checker.bindAddress.value) own.add('bindto', checker.bindAddress.value.text);
    addWritten(own, checker.bound.children, OF_CHECKERS);
    const name = number === 1 ? checker.kind : `${checker.kind} ${number}`;
    const asks = [target?.text ?? '', checker.port.value === null ? '' : `port ${checker.port.value}`]
      .filter((part) => part !== '')
      .join(' ');
    yield { kind: checker.kind, title: `${title}, ${name}`, alias: null, within: title, summary: asks || 'a check', facts: own.all };
  }
}

function addCommon(facts: Facts, server: VirtualServer | RealServer): void {
  facts.set('weight', server.weight);
  facts.set('inhibit_on_failure', server.inhibitOnFailure);
  addTiming(facts, server);
}

function addTiming(facts: Facts, timing: CheckTiming): void {
  facts.set('delay_loop', timing.delayLoop);
  facts.set('retry', timing.retry);
  facts.set('delay_before_retry', timing.delayBeforeRetry);
  facts.set('warmup', timing.warmup);
  facts.set('connect_timeout', timing.connectTimeout);
  facts.set('alpha', timing.alpha);
}

function describeService(service: Service): string {
  if (service.kind === 'fwmark') return `fwmark ${service.mark}`;
  if (service.kind === 'group') return `group ${service.name}`;
  return `${service.ip?.text ?? ''} ${service.port}`.trim();
}

/** A virtual_server_group: what it serves. */
export function serverGroupSubject({ name, addresses, marks }: VirtualServerGroup): Subject {
  const facts = new Facts();
  for (const { node } of addresses) facts.add('address', entryText(node), { item: entryText(node) });
  for (const { node } of marks) facts.add('fwmark', entryText(node), { item: entryText(node) });
  const title = `virtual_server_group ${name}`;
  const summary = [...addresses, ...marks].map(({ node }) => entryText(node)).join(', ');
  return { kind: 'virtual_server_group', title, alias: null, within: null, summary, facts: facts.all };
}
