import type { ProfileName } from '../src/rule/rule.ts';
import type { Severity } from '../src/rule/severity.ts';

/** A named set of severities. The severities themselves stand in the rules. */
export interface Profile {
  readonly name: ProfileName;
  /** What it demands, in one sentence. */
  readonly title: string;
  /** A wider profile of which this one is a special case: what a rule says of that one holds here too. */
  readonly within?: ProfileName;
  /** What it demands, one sentence each. */
  readonly demands: readonly string[];
  /** What a configuration cannot show, so that somebody has to look elsewhere. */
  readonly unseen: readonly string[];
  /** Profiles that no configuration can meet together with this one, each with the reason. */
  readonly conflicts?: Readonly<Record<ProfileName, string>>;
}

const MULTICAST_OR_UNICAST =
  'the standard knows multicast adverts and a virtual MAC address only, and such a network lets neither through: what one demands, the other one forbids';

const againstLayer3 = {
  'l3-only': MULTICAST_OR_UNICAST,
  aws: MULTICAST_OR_UNICAST,
  azure: MULTICAST_OR_UNICAST,
  gcp: MULTICAST_OR_UNICAST,
};

/**
 * The profiles that may be named on the command line. `recommended` is always there, unless `keepalived` is the only one named; the others
 * raise what it says, or say more. Where several are named, the worst severity counts.
 */
export const profiles: readonly Profile[] = [
  {
    name: 'recommended',
    title: 'What breaks or weakens a cluster on any network, and what keepalived itself refuses.',
    demands: [
      'keepalived reads and uses every line as it was meant: no unknown word, no setting that another one cancels.',
      'What is checked can move the addresses, and does so for the right reason.',
      'The virtual addresses answer on the node that has them, and on no other.',
    ],
    unseen: ['what the host is like: interfaces, other addresses, files, accounts', 'what the network does with the adverts on their way'],
  },
  {
    name: 'l3-only',
    title: 'A network that allows no virtual MAC address and no multicast: that policy as errors.',
    demands: [
      'No virtual MAC address: no `use_vmac`, or `use_ipvlan` with an address of its own for every node.',
      'Unicast adverts in both directions, from an address that is written down.',
      'Strict mode off, because it refuses unicast peers.',
      'Adverts are taken from the peers only (`check_unicast_src`).',
      'Clients hear of a failover more than once, because no virtual MAC address makes up for a lost gratuitous ARP.',
    ],
    unseen: ['whether firewalls let IP protocol 112 through between the nodes', 'whether the switches accept gratuitous ARP'],
  },
  {
    name: 'rfc-3768',
    title: 'VRRP version 2 as RFC 3768 has it: a router of another make understands this node.',
    demands: [
      'VRRP version 2 for IPv4, and no authentication, which RFC 3768 took out (sections 5.3.1 and 5.3.6).',
      'Multicast to 224.0.0.18 with TTL 255, from the virtual MAC address (sections 5.2.2, 5.2.3, 7.2 and 7.3).',
      'Whole seconds between adverts (section 5.3.7); priority 255 for the owner of the addresses and nobody else (section 5.3.4).',
      'A master that does not own the addresses accepts no packets to them (section 6.4.3).',
    ],
    unseen: [
      'whether a node owns the addresses',
      'whether all routers have the same interval and addresses',
      'ICMP redirects and the answers to ARP',
    ],
    conflicts: againstLayer3,
  },
  {
    name: 'rfc-5798',
    title: 'VRRP version 3 as RFC 5798 has it.',
    demands: [
      'VRRP version 3 (section 5.2.1) without authentication (section 9).',
      'Multicast to 224.0.0.18 or ff02::12 with TTL or hop limit 255, from the virtual MAC address (sections 5.1, 7.2 and 7.3).',
      'Adverts 0.01 to 40.95 seconds apart (section 5.2.7); priority 255 for the owner of the addresses and nobody else (section 5.2.4).',
      'The first IPv6 address is the link-local one (section 5.2.9), and every address stands in the adverts.',
      'A master that does not own the addresses accepts packets to them only with Accept_Mode (section 6.4.3).',
    ],
    unseen: [
      'whether a node owns the addresses',
      'whether all routers have the same addresses',
      'ICMP redirects, neighbour and router advertisements',
    ],
    conflicts: againstLayer3,
  },
  {
    name: 'rfc-9568',
    title: 'VRRP version 3 as RFC 9568 has it, which replaces RFC 5798.',
    demands: [
      'VRRP version 3 (section 5.2.1) without authentication (section 9).',
      'Multicast to 224.0.0.18 or ff02::12 with TTL or hop limit 255, from the virtual MAC address (sections 5.1, 7.2 and 7.3).',
      'The checksum of IPv4 adverts leaves out the pseudo-header (section 5.2.8).',
      'Adverts 0.01 to 40.95 seconds apart (section 5.2.7); priority 255 for the owner of the addresses and nobody else (section 5.2.4).',
      'The first IPv6 address is the link-local one (section 5.2.9), and every address stands in the adverts.',
      'A master answers an advert of lower priority with one of its own (section 6.4.3).',
      'A master that does not own the addresses accepts packets to them only with Accept_Mode (section 6.4.3).',
    ],
    unseen: [
      'whether a node owns the addresses',
      'whether all routers have the same addresses',
      'ICMP redirects, neighbour and router advertisements',
    ],
    conflicts: { ...againstLayer3, 'rfc-3768': 'one is VRRP version 2, the other one version 3' },
  },
  {
    name: 'security',
    title: 'Who may run what, who may send adverts, and where secrets lie.',
    demands: [
      'Scripts run with `enable_script_security`, under a user of their own, from directories that only root can write.',
      'Adverts are checked: source address, TTL or `auth_hmac`. A password in clear text is not taken for protection.',
      'No sample passwords and no keys in the configuration itself.',
      'Dump files, D-Bus and SNMP are out of reach of others.',
      'No release with known memory errors that the configuration comes near.',
    ],
    unseen: ['modes and owners of files', 'firewalls', 'what a distribution has fixed in an old release'],
  },
  {
    name: 'cloud',
    title: 'A network of virtual machines that does not pass multicast and decides itself where an address is.',
    demands: [
      'Unicast adverts, from an address that is written down, checked for their source.',
      'No virtual MAC address.',
      'A notify script that tells the network that an address has moved.',
    ],
    unseen: [
      'whether security groups let IP protocol 112 through',
      'whether the network lets an instance use an address that is not its own',
    ],
  },
  {
    name: 'aws',
    title: 'Amazon VPC: no multicast and no gratuitous ARP; an API call moves an address.',
    within: 'cloud',
    demands: ['An address moves by an API call (a secondary private address, an Elastic IP or a route), made by a notify script.'],
    unseen: ['the source/destination check of the network interface', 'whether the virtual address lies in another availability zone'],
  },
  {
    name: 'azure',
    title: 'Azure virtual network: no multicast, no gratuitous ARP, no IP-in-IP and no GRE.',
    within: 'cloud',
    demands: ['An internal load balancer or an API call moves the address.', 'LVS does not use tunnels, which the network drops.'],
    unseen: ['whether the network passes IP protocol 112 between these machines: try it'],
  },
  {
    name: 'gcp',
    title: 'Google VPC: no multicast; a load balancer, a route or an alias address, moved by an API call.',
    within: 'cloud',
    demands: ['An API call moves the address, made by a notify script.'],
    unseen: ['firewall rules of the VPC for IP protocol 112'],
  },
  {
    name: 'openstack',
    title: 'OpenStack tenant network: multicast passes, addresses and MAC addresses only where the port allows them.',
    within: 'cloud',
    demands: ['No virtual MAC address, unless the port allows that address.'],
    unseen: ['`allowed_address_pairs` of the ports', 'security groups for IP protocol 112'],
  },
  {
    name: 'vmware',
    title: 'vSphere: multicast passes, other MAC addresses only where the port group accepts them.',
    within: 'cloud',
    demands: ['No virtual MAC address, unless the port group accepts forged transmits and MAC address changes.'],
    unseen: ['the security policy of the port group', 'how long a machine stands still while it is moved'],
  },
  {
    name: 'lvs',
    title: 'Virtual servers: the small print of health checks and of a director that is switched over.',
    demands: [
      'Every real server is checked, by a check that fits its protocol and that it passes before it gets traffic.',
      'A director that takes over has the same servers in the same state.',
    ],
    unseen: ['ARP settings of real servers (direct routing)', 'the default route of real servers (NAT)'],
  },
  {
    name: 'style',
    title: 'What works and would be clearer otherwise; notes only.',
    demands: ['No sample settings that mean nothing here.', 'What keepalived can say before a reload, it is asked for.'],
    unseen: [],
  },
  {
    name: 'keepalived',
    title: "Exactly what keepalived's own config test (`keepalived -t`) would report.",
    demands: [],
    unseen: ['what only the host decides'],
  },
  {
    name: 'all',
    title: 'Every rule there is, to look at: no configuration passes them all, for some profiles contradict each other.',
    demands: [],
    unseen: [],
  },
];

/** The severities of a rule in profiles, those of a wider profile also in each profile within it that is not named itself. */
export function inProfiles(severities: Readonly<Record<ProfileName, Severity | 'off'>>): Readonly<Record<ProfileName, Severity | 'off'>> {
  const inherited = profiles.flatMap(({ name, within }) => {
    const severity = within === undefined ? undefined : severities[within];
    return severity === undefined ? [] : [[name, severity] as const];
  });
  return { ...Object.fromEntries(inherited), ...severities };
}

const STANDARDS = ['rfc-3768', 'rfc-5798', 'rfc-9568'] as const;

/** The severities of a rule in the profiles of the standards: one for all of them, or one for each that is named. */
export function inStandards(
  severities: Severity | 'off' | Readonly<Partial<Record<(typeof STANDARDS)[number], Severity | 'off'>>>,
): Readonly<Record<ProfileName, Severity | 'off'>> {
  return typeof severities === 'string' ? Object.fromEntries(STANDARDS.map((name) => [name, severities])) : severities;
}

/** What no configuration can meet of the profiles that are named, one sentence a pair. */
export function profileConflicts(names: readonly ProfileName[]): readonly string[] {
  if (names.includes('all')) return [ALL_CONFLICTS];
  const named = profiles.filter(({ name }) => names.includes(name));
  return named.flatMap(({ name, conflicts = {} }) =>
    named.flatMap((other) => {
      const reason = conflicts[other.name];
      return reason === undefined ? [] : [`No configuration can pass both '${name}' and '${other.name}': ${reason}.`];
    }),
  );
}

const ALL_CONFLICTS =
  "No configuration can pass 'all': it asks what profiles demand that contradict each other, such as 'rfc-9568' and 'l3-only'. What one finding advises, another may forbid; name the profiles that you mean.";
