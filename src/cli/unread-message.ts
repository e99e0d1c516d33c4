import type { Unread } from '../finding/unread.ts';

/** `a.conf:3: '/x.conf' was not read: …`, for standard error. */
export function unreadMessage({ path, line, what, reason }: Unread): string {
  return `${path}:${line}: '${what}' was not read: ${reason}. keepalived may read it, so the answer is incomplete.`;
}
