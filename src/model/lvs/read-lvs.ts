import type { Bound } from '../../binding/bound.ts';
import type { LvsContext } from './context.ts';
import { settleVirtualServers } from './correct-virtual-servers.ts';
import { readGroups } from './read-server-groups.ts';
import { readVirtualServers } from './read-virtual-servers.ts';
import type { VirtualServer } from './virtual-server.ts';
import type { VirtualServerGroup } from './virtual-server-group.ts';

/** What the checker process makes of the virtual servers. */
export interface Lvs {
  readonly groups: readonly VirtualServerGroup[];
  readonly servers: readonly VirtualServer[];
}

/** Reads the virtual servers and their groups, and applies keepalived's corrections. */
export function readLvs(children: readonly Bound[], context: LvsContext): Lvs {
  const { version, corrections } = context;
  const groups = readGroups(children, version, corrections);
  const servers = readVirtualServers(children, groups, context);
  corrections.allRead();
  settleVirtualServers(servers, version);
  return { groups: [...groups.values()], servers };
}
