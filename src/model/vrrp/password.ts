import { lineWords, type Word } from '../../../grammar/tree.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

/** Bytes of a password that an advert carries (RFC 2338, section 5.3.10). */
export const PASSWORD_BYTES = 8;

/** The word behind auth_pass; null where there is none. It is nobody's business: to be compared, never to be shown. */
export function passwordWord({ passwordNode }: Pick<VrrpInstance, 'passwordNode'>): Word | null {
  return passwordNode ? (lineWords(passwordNode)[1] ?? null) : null;
}

/** What an advert carries of a password, a character for each byte: only to compare it. */
export function passwordInAdvert(password: string): string {
  return new TextDecoder('latin1').decode(new TextEncoder().encode(password).subarray(0, PASSWORD_BYTES));
}
