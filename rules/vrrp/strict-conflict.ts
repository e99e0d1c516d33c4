import { memoized } from '../../grammar/memoized.ts';
import { lineWords, type Node } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Correction } from '../../src/model/correction.ts';
import { virtualMac } from '../../src/model/net/network.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { announcement } from '../../src/rule/announcement.ts';
import { defineCorrectionRule, type Said, type Wording } from '../../src/rule/correction-rule.ts';
import { addAbove, type Change, replace, safe, unsafe } from '../../src/rule/fix.ts';
import type { Message } from '../../src/rule/rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/strict-conflict',
  title: 'Strict mode overrides, drops or refuses what is written',
  severity: 'warning',
  isCause: true,
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/strict-no-vip-does-not-start',
    'live/strict-state-master',
    'live/state-master-waits-like-a-backup',
    'live/strict-multicast',
    'live/strict-addresses-blocked',
    'live/strict-accept-version-2-addresses-blocked',
    'live/strict-mode-off-addresses-answer',
    'live/strict-accept-version-3-addresses-answer',
    'live/strict-unicast-addresses-blocked',
    'live/strict-state-backup-255',
    'live/strict-strips-auth',
    'live/strict-both-auth',
    'live/strict-ipv6-version-2-is-3',
    'live/strict-ipv6-first-global-used',
    'live/strict-vmac-own-mac-ignored',
    'live/strict-vmac-xmit-base-dropped',
    'live/strict-unicast-vmac',
    'live/strict-preempt-delay',
    'live/strict-off-word-is-on-before-2-3',
    'source/vrrp/vrrp.c:vrrp_complete_instance',
  ],
  what: `Everything that \`vrrp_strict\` (all instances) or \`strict_mode\` (one) does to what else is written. Each consequence has its own message, which
says whether keepalived of the assumed version refuses the instance, uses another value, drops the setting, or says nothing at all:

| written | in strict mode |
|---|---|
| \`unicast_peer\` | refused, on an interface that can multicast. 2.2.5 to 2.3.4 do not notice |
| no \`virtual_ipaddress\` | refused; \`no_virtual_ipaddress\` (2.2.8 and later) is dropped |
| \`state\` that does not fit the priority | MASTER for priority 255 only, else BACKUP |
| \`authentication\` | dropped |
| \`accept\` with version 2 and a priority below 255 | dropped: firewall rules block the addresses |
| neither \`accept\` nor \`no_accept\`, priority below 255 | nothing is said; firewall rules block the addresses |
| \`version 2\` with IPv6 | version 3 |
| first IPv6 address not link-local, with multicast | reported |
| MAC address behind \`use_vmac\` (2.2.5 and later) | the standard one |
| \`vmac_xmit_base\` | dropped |
| \`preempt_delay\` | 0 |
| \`down_timer_adverts\`, \`vrrp_down_timer_adverts\` (2.2.3 and later) | 3 |
| \`garp_lower_prio_repeat\`, \`garp_lower_prio_delay\` | 0 |
| \`lower_prio_no_advert off\` | on |
| \`higher_prio_send_advert on\` | off |
| \`owner_ignore_adverts off\` with priority 255 (2.3.3 and later) | on, also without strict mode |
| mode of \`auth_hmac\` (2.4.0 and later) | enforce |
| \`vrrp_strict off\` before 2.3.0 | the word is not read: strict mode is on |`,
  why: `\`vrrp_strict\` came with the sample file that many configurations began as, and is often still there by accident. It makes keepalived behave like the
router of the RFC, which answers for its virtual addresses only if it owns them: firewall rules drop whatever is sent to them. A service behind
such an address is dead, though the address is up. What strict mode overrides makes this node differ from the others of its cluster, if those are
not strict or run another version.`,
  advice: `Decide first whether you want strict mode. Without it: remove \`vrrp_strict\`, or write \`strict_mode off\` in the instance. Then what is written is what
runs, and three things change: packets to the virtual addresses are accepted, so the firewall rules in the table \`keepalived\` go, and a service that nobody
could reach becomes reachable; a master answers adverts of lower priority and repeats its gratuitous ARP after them; and unicast peers are allowed.
With it: remove what it overrides, and write \`accept\` in VRRP version 3 where services use the addresses.`,
  unless: 'the node is a plain router, next to routers that follow the RFC, and its addresses are next hops only.',
  references: [
    { title: 'keepalived.conf(5): vrrp_strict, strict_mode', url: 'https://www.keepalived.org/manpage.html' },
    {
      title: 'RFC 9568, section 6.1: parameters of a virtual router, Accept_Mode',
      url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.1',
    },
    { title: 'RFC 3768, section 6.4.3: Master, in VRRP version 2', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-6.4.3' },
    { title: 'keepalived 2.4.0 release notes', url: 'https://www.keepalived.org/release-notes/Release-2.4.0.html' },
    { title: 'keepalived issue 1373: the virtual address cannot be reached', url: 'https://github.com/acassen/keepalived/issues/1373' },
  ],
  covers: [
    'vrrp/strict-ipv6-version-2',
    'net/no-virtual-ipaddress-strict',
    'net/vip-ipv6-first-not-link-local-strict',
    'strict/global-vrrp-strict',
    'strict/owner-ignore-adverts-default',
  ],
  examples: {
    bad: [
      {
        title: 'A state and a password that strict mode does not take',
        config: `global_defs {
    vrrp_strict  #=>
}

vrrp_instance VI_1 {
    state MASTER  #~ State 'MASTER'
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS  #~ drops the authentication
        auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast peers',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    strict_mode  #=> strict_mode off
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {  #~ ^unicast_peer^ refuses the unicast peers
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast peers, in a version that does not notice',
        fixed: 'unsafe',
        beside: ['l3/check-unicast-src'],
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    strict_mode  #=> strict_mode off
    accept
    unicast_src_ip 192.0.2.101
    unicast_peer {  #~ ^unicast_peer^ does not notice
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'accept is for version 3 only',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    strict_mode  #=> version 3 ↵ strict_mode
    accept  #~ drops 'accept'
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Timers and repeats',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    strict_mode
    accept
    preempt_delay 300  #~ sets 'preempt_delay' from '300' to '0'  #=>
    down_timer_adverts 5  #~ from '5' to '3'  #=>
    garp_lower_prio_repeat 2  #~ no gratuitous ARP  #=>
    garp_lower_prio_delay 10  #~ 'garp_lower_prio_delay'  #=>
    lower_prio_no_advert off  #~ 'lower_prio_no_advert' on  #=>
    higher_prio_send_advert on  #~ 'higher_prio_send_advert' off  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A MAC address of its own, and the adverts on the real interface',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    strict_mode
    accept
    use_vmac vip0 02:00:5e:10:00:33  #~ ^02:00:5e:10:00:33^ '00:00:5e:00:01:33'  #=> use_vmac vip0
    vmac_xmit_base  #~ drops 'vmac_xmit_base'  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast adverts that cannot leave a macvlan',
        beside: ['l3/check-unicast-src'],
        fixed: 'unsafe',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    strict_mode  #=> strict_mode off
    accept
    use_vmac vip0
    vmac_xmit_base  #~ nodes that are all set up like this hear nothing of each other
    unicast_src_ip 192.0.2.101
    unicast_peer {  #~ ^unicast_peer^ does not notice that strict mode forbids the unicast peers
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'IPv6 in version 2, with a global address first',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 2  #~ raises 'VI_6' to VRRP version 3  #=> version 3
    strict_mode
    accept
    virtual_ipaddress {
        2001:db8::200/64  #~ link-local  #=> fe80::200/64 ↵ 2001:db8::200/64
    }
}
`,
      },
      {
        title: 'Nothing of it is wrong, and nobody reaches the address',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ blocks all traffic to the addresses of 'VI_1'
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    strict_mode  #=> strict_mode off
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Strict mode, and nothing that it has to override',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    strict_mode
    accept
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'An instance that is excepted from the global setting',
        config: `global_defs {
    vrrp_strict
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    strict_mode off
    preempt_delay 0
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'strict/no-unicast-peers': about(({ correction, configuration, instance, name }) =>
      correction.effect === 'refuses'
        ? {
            severity: 'error',
            fix: safe(...withoutStrict(instance)),
            summary: `Strict mode refuses the unicast peers of ${name}.`,
            detail: `keepalived ${configuration.target.version} does not start where its interface can multicast: this node takes no address of any instance.`,
            advice: `${capital(SWITCH_OFF)}; packets to its addresses are then accepted as well. Or remove 'unicast_peer', where multicast may be used.`,
          }
        : {
            fix: unsafe(...withoutStrict(instance)),
            summary: `keepalived ${configuration.target.version} does not notice that strict mode forbids the unicast peers of ${name}.`,
            detail: `The instance runs for now; 2.2.4 and older, and 2.4.0 and newer, refuse to run it, so that an update takes its addresses down.`,
            advice: `Before the update, ${SWITCH_OFF}; packets to its addresses are then accepted as well.`,
          },
    ),
    'strict/vip-required': about(({ name }) => ({
      severity: 'error',
      summary: `Strict mode refuses ${name}, because it has no address in 'virtual_ipaddress'.`,
      detail: `keepalived does not start: none of the node's instances runs. Excluded addresses do not count.`,
      advice: `Write an address in 'virtual_ipaddress', or ${SWITCH_OFF} and use version 2.`,
    })),
    'vrrp/no-virtual-ipaddress-strict': about(({ name }) => ({
      summary: `Strict mode drops 'no_virtual_ipaddress' of ${name}.`,
      detail: `Without an address in it keepalived then does not start, and none of the node's instances runs.`,
      advice: `Write an address in 'virtual_ipaddress', or ${SWITCH_OFF}.`,
    })),
    'strict/state-must-match-owner': about(({ correction, configuration, name }) =>
      correction.used === 'MASTER'
        ? {
            summary: `State 'BACKUP' does not fit priority 255 in strict mode.`,
            detail: `keepalived starts ${name} as MASTER, because this priority says that the node owns the addresses: it takes them at once.`,
            advice: `Write 'state MASTER', or a priority below 255 if the node does not own the addresses.`,
          }
        : {
            ...followsBlocked(correction, configuration),
            summary: `State 'MASTER' does not fit a priority other than 255 in strict mode.`,
            detail: `keepalived starts ${name} as BACKUP, because only the owner of the addresses may start as MASTER: it takes them only after it has heard nobody for some three advert intervals.`,
            advice: `Write 'state BACKUP': the priority alone decides who becomes master. Or ${SWITCH_OFF}.`,
          },
    ),
    'strict/no-authentication': about(({ correction, configuration, name }) => ({
      summary: `Strict mode drops the authentication of ${name}.`,
      detail: 'Its adverts carry none, and a node of this cluster that is not strict discards them and becomes master as well.',
      // Without authentication alone the addresses would stay blocked, which is told beside this.
      advice: blocksAddresses(correction, configuration)
        ? `${capital(SWITCH_OFF)} on every node, and the addresses can be reached as well. Only where no service uses them, remove 'authentication' on every node instead (VRRP has had none since RFC 3768).`
        : `Remove 'authentication' on every node (VRRP has had none since RFC 3768), or ${SWITCH_OFF} on every node.`,
    })),
    'strict/accept-not-in-v2': about(({ name, instance }) => ({
      severity: 'error',
      summary: `Strict mode drops 'accept' of ${name}, which is VRRP version 2.`,
      detail: `While this node is master, firewall rules discard every packet to and from ${addresses(instance)}, ping included: no service can be reached there.`,
      advice: `Use 'version 3' on all nodes, where strict mode leaves 'accept' alone, or ${SWITCH_OFF}.`,
    })),
    'strict/no-accept-default': about(({ correction, configuration, name, instance }) =>
      instance?.refused
        ? null
        : {
            severity: 'error',
            ...followsAuthentication(correction, configuration),
            summary: `Strict mode without 'accept' blocks all traffic to the addresses of ${name}.`,
            detail: `While this node is master, firewall rules discard every packet to and from ${addresses(instance)}, ping included. That is right for a next hop, and wrong for a service. Switching strict mode off takes these rules away.`,
            advice:
              instance?.version.value === 3
                ? `If services use the addresses, write 'accept', or ${SWITCH_OFF}.`
                : `If services use the addresses, ${SWITCH_OFF}, or use 'version 3' with 'accept' on all nodes; version 2 drops 'accept'.`,
          },
    ),
    'strict/ipv6-version-3': about(({ name }) => ({
      summary: `Strict mode raises ${name} to VRRP version 3, because version 2 has no IPv6.`,
      detail: `Nodes that still send version 2 and this one discard each other's adverts.`,
      advice: `Write 'version 3' on every node.`,
    })),
    'strict/first-ipv6-vip-link-local': about(({ name, instance }) => ({
      summary: `The first address of ${name}${firstAddress(instance)} is not link-local, as strict mode demands.`,
      detail: `keepalived uses it all the same; ` + `routers that follow RFC 9568 (section 5.2.9) may not.`,
      advice: `Put a link-local address (fe80::/10) first, the same on every node, or ${SWITCH_OFF}.`,
    })),
    'strict/no-vmac-mac-address': about(({ correction, instance, name }) => ({
      summary: `Strict mode ignores the MAC address${quoted(correction.written)} of 'use_vmac' in ${name}.`,
      detail: `${standardMac(correction, instance)} appears on the network instead, which other VRRP routers with this virtual router ID have too.`,
      advice: `Remove the MAC address, or ${SWITCH_OFF}.`,
    })),
    'strict/no-vmac-xmit-base': about(({ name, instance, correction: { at }, configuration }) => ({
      // Where nobody wrote it, keepalived sets it because of the peers and drops it again.
      ...(!configuration.expansion.text.startsWith('vmac_xmit_base', at.start) && { follows: at }),
      summary: `Strict mode drops 'vmac_xmit_base' of ${name}.`,
      ...(instance && instance.peers.length > 0
        ? {
            severity: 'error',
            detail:
              'Its unicast adverts then leave from the macvlan: nodes that are all set up like this hear nothing of each other, and all are master.',
            advice: `Remove 'use_vmac' and 'vmac_xmit_base', or ${SWITCH_OFF}.`,
          }
        : {
            detail: `Its adverts leave from the macvlan, with the virtual MAC address, ` + `and not with the one of the real interface.`,
            advice: `Remove 'vmac_xmit_base', or ${SWITCH_OFF}.`,
          }),
    })),
    'strict/no-preempt-delay': about(({ correction, instance, name }) => ({
      summary: `Strict mode sets 'preempt_delay'${change(correction, '0')} in ${name}.`,
      detail:
        instance?.preempt.value === false
          ? "It has no effect together with 'nopreempt' anyway."
          : 'A node that comes back with the higher priority takes the addresses after some three advert intervals, though its services may still be starting.',
      advice: `Remove 'preempt_delay', or ${SWITCH_OFF}.`,
    })),
    'strict/down-timer-adverts-3': about(({ correction, name }) => ({
      summary: `Strict mode sets the number of missed adverts${change(correction, '3')} for ${name}.`,
      detail: `A backup takes over after three of them; ` + `nodes that are not strict wait for another number.`,
      advice: `Remove 'down_timer_adverts' (or 'vrrp_down_timer_adverts' in global_defs), or ${SWITCH_OFF}.`,
    })),
    'strict/no-repeat-garps': about(({ correction, instance, name }) => ({
      summary: `Strict mode sets 'garp_lower_prio_repeat'${change(correction, '0')} in ${name}.`,
      detail: `The master sends no ${announced(instance)} after another node has briefly been master: neighbours that heard that one go on sending to it.`,
      advice: `Remove 'garp_lower_prio_repeat', or ${SWITCH_OFF}.`,
    })),
    'strict/no-repeat-garp-delay': about(({ correction, instance, name }) => ({
      summary: `Strict mode sets 'garp_lower_prio_delay'${change(correction, '0')} in ${name}.`,
      detail: `There is no second set of ${announced(instance)} after an advert of lower priority.`,
      advice: `Remove 'garp_lower_prio_delay', or ${SWITCH_OFF}.`,
    })),
    'strict/lower-prio-no-advert': about(({ name }) => ({
      summary: `Strict mode switches 'lower_prio_no_advert' on in ${name}.`,
      detail:
        `The master does not answer an advert of lower priority at once, ` + `so a second master stays one until the next regular advert.`,
      advice: `Remove 'lower_prio_no_advert off', or ${SWITCH_OFF}. RFC 9568 asks for the answer, older RFCs do not.`,
    })),
    'strict/higher-prio-send-advert': about(({ instance, name }) => ({
      summary: `Strict mode switches 'higher_prio_send_advert' off in ${name}.`,
      detail: `A master that hears a higher priority steps down without a last advert, which the new master would answer with ${announced(instance)}.`,
      advice: `Remove 'higher_prio_send_advert', or ${SWITCH_OFF}.`,
    })),
    'vrrp/owner-ignore-adverts-off': about(({ name }) => ({
      summary: `'owner_ignore_adverts off' is overridden in ${name}, because its priority is 255.`,
      detail: `The owner of the addresses ignores the adverts of others; keepalived speaks of strict mode here, but does it without strict mode too.`,
      advice: `Remove 'owner_ignore_adverts off', or use a priority below 255.`,
    })),
    'strict/auth-hmac-enforce': about(({ correction, name }) => ({
      summary: `Strict mode sets the mode of 'auth_hmac'${change(correction, 'enforce')} in ${name}.`,
      detail: `Adverts of nodes that do not sign theirs yet are discarded, ` + `and both sides become master.`,
      advice: `Write 'mode enforce' once every node has a key, and ${SWITCH_OFF} until then.`,
    })),
  },
  check: {
    view(configuration, report) {
      const ignoredWord = aboutWordNotRead(configuration);
      if (ignoredWord) report(ignoredWord);
    },
  },
});

/** What a wording may use. */
interface Case {
  readonly correction: Correction;
  /** Absent where the correction is about no instance of the model. */
  readonly instance: VrrpInstance | undefined;
  readonly configuration: Configuration;
  /** The instance's name, in quotes. */
  readonly name: string;
}

/** A wording about an instance, which always shows where strict mode comes from. */
function about(say: (about: Case) => Said | null): Wording {
  return (correction, configuration) => {
    const instance = instancesByName(configuration).get(correction.subject);
    const said = say({ correction, instance, configuration, name: `'${correction.subject}'` });
    return said && { ...said, against: 'Strict mode is switched on here.' };
  };
}

const instancesByName = memoized(({ vrrpInstances }: Configuration) => new Map(vrrpInstances.map((instance) => [instance.name, instance])));

const SWITCH_OFF = "switch strict mode off for this instance with 'strict_mode off'";

/** Switches strict mode off for an instance, and for no other. */
function withoutStrict(instance: VrrpInstance | undefined): readonly Change[] {
  if (!instance?.strict.node) return [];
  const { strict, peerBlocks } = instance;
  const [keyword, word] = lineWords(strict.node as Node);
  if (keyword?.text === 'strict_mode') return [replace(word ?? keyword, word ? 'off' : 'strict_mode off')];
  const [peers] = peerBlocks;
  return peers ? [addAbove(peers.keyword, 'strict_mode off')] : [];
}

/** Up to 2.2.8 the word behind vrrp_strict is not read, and `vrrp_strict off` switches strict mode on. */
function aboutWordNotRead(configuration: Configuration): Message | null {
  const { value, node } = configuration.globals.vrrpStrict;
  if (!value || node?.kind !== 'statement') return null;
  const word = node.words[1];
  if (!word || !NEGATIVE.has(word.text)) return null;
  return {
    at: word.span,
    severity: 'error',
    verdict: 'silent',
    summary: `'vrrp_strict ${word.text}' switches strict mode on.`,
    detail: `keepalived ${configuration.target.version} does not read the word behind it; only 2.3.0 and later do. All that strict mode does then happens, such as firewall rules that block the virtual addresses.`,
    advice: "Remove 'vrrp_strict'.",
  };
}

const NEGATIVE: ReadonlySet<string> = new Set(['off', 'no', 'false']);

function quoted(text: string | undefined): string {
  return text === undefined ? '' : ` '${text}'`;
}

/** ` from '300' to '0'` */
function change({ written, used }: Correction, standard: string): string {
  const from = written === undefined ? '' : ` from '${written}'`;
  return `${from} to '${used ?? standard}'`;
}

function standardMac({ used }: Correction, instance: VrrpInstance | undefined): string {
  const vrid = instance?.virtualRouterId.value ?? null;
  if (used !== undefined) return `'${used}'`;
  return instance && vrid !== null ? `'${virtualMac(instance.family, vrid)}'` : 'The standard one';
}

function announced(instance: VrrpInstance | undefined): string {
  return announcement(instance?.family ?? 'ipv4');
}

const SHOWN_ADDRESSES = 3;

function addresses(instance: VrrpInstance | undefined): string {
  const texts = instance ? [...instance.addresses, ...instance.excludedAddresses].map(({ ip }) => `'${ip.text}'`) : [];
  if (texts.length === 0) return 'its addresses';
  const shown = texts.slice(0, SHOWN_ADDRESSES).join(', ');
  return texts.length > SHOWN_ADDRESSES ? `${shown} and ${texts.length - SHOWN_ADDRESSES} more` : shown;
}

function firstAddress(instance: VrrpInstance | undefined): string {
  const [first] = instance?.addresses ?? [];
  return first ? `, '${first.ip.text}',` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What strict mode does to an instance beside this is one mistake with it: strict mode is not meant here. */
function followsAuthentication(correction: Correction, configuration: Configuration): Pick<Said, 'follows'> {
  const dropped = besideIt('strict/no-authentication', correction, configuration);
  return dropped ? { follows: dropped.at } : {};
}

/** That no service can be reached is worse than another state at the start; whoever mends it by switching strict mode off has mended both. */
function followsBlocked(correction: Correction, configuration: Configuration): Pick<Said, 'follows'> {
  const blocked = besideIt('strict/no-accept-default', correction, configuration);
  return blocked && !besideIt('strict/no-authentication', correction, configuration) ? { follows: blocked.at } : {};
}

function blocksAddresses(correction: Correction, configuration: Configuration): boolean {
  return besideIt('strict/no-accept-default', correction, configuration) !== undefined;
}

/** Another correction of the same instance. */
function besideIt(check: Correction['check'], { subject }: Correction, configuration: Configuration): Correction | undefined {
  return besideOf(configuration).get(`${check} ${subject}`);
}

const besideOf = memoized(
  ({ corrections }: Configuration): ReadonlyMap<string, Correction> =>
    new Map(
      corrections
        .filter(({ check }) => check === 'strict/no-accept-default' || check === 'strict/no-authentication')
        .map((each) => [`${each.check} ${each.subject}`, each]),
    ),
);
