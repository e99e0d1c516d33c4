import type { Keyword } from './keyword.ts';
import { virtualServer } from './lvs-virtual-server.ts';
import { virtualServerGroup } from './lvs-virtual-server-group.ts';
import { ssl } from './ssl.ts';

/** The root keywords of keepalived's load balancing (LVS). */
export const lvsKeywords: readonly Keyword[] = [ssl, virtualServerGroup, virtualServer];
