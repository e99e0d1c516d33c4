/**
 * What a correction tells of the case at hand where that is more than a text as it was written and as it is used: names of what else is concerned,
 * counts, times. By the id of the check.
 */
export interface CorrectionData {
  /** The ID, and the instance that has it first. */
  'vrrp/vrid-duplicate-multicast': { readonly virtualRouterId: number; readonly other: string };
  'vrrp/vrid-duplicate-unicast': { readonly virtualRouterId: number; readonly other: string };
  'vrrp/vrid-duplicate-dynamic': { readonly virtualRouterId: number; readonly other: string };
  /** The address, and the instance whose it is, or whose address has the MAC address first. */
  'vrrp/vip-on-vmac-of-other-instance': { readonly address: string; readonly other: string };
  'vrrp/vips-share-vmac': { readonly address: string; readonly other: string };
  /** The member, and how many others it lists that are not there. */
  'vrrp/sync-group-single-member': { readonly member: string; readonly missing: number };
  'vrrp/sync-group-member-in-two-groups': { readonly member: string; readonly group: string };
  /** The member that does not own its addresses. */
  'vrrp/sync-group-owner-mix': { readonly member: string };
  /** How many there are, and how many an advert holds. */
  'vrrp/vips-do-not-fit': { readonly count: number; readonly most: number };
  /** Seconds: the delay, and in how many the instance may miss adverts. */
  'vrrp/debounce-with-one-advert': { readonly delay: number; readonly most: number };
  'vrrp/debounce-too-long': { readonly delay: number; readonly most: number };
  'auth-hmac/key-length': { readonly bytes: number };
  /** The name, and whether there is a definition that keepalived leaves out. */
  'track/script-unknown': Reference;
  'track/script-defined-later': Reference;
  'track/file-unknown': Reference;
  'track/file-unknown-hangs': Reference;
  'track/process-unknown': Reference;
  'track/bfd-unknown': Reference;
  'net/bfd-defined-after-use': Reference;
  'track-file/directory-missing': { readonly name: string; readonly directory: string };
  /** Who is to run it. */
  'global/startup-script-invalid': { readonly keyword: string; readonly user: string };
  'global/shutdown-script-invalid': { readonly keyword: string; readonly user: string };
  /** The quorum, and the weight of all real servers. */
  'lvs/quorum-above-weights': { readonly quorum: number; readonly weights: number };
  'lvs/all-weights-zero': { readonly quorum: number; readonly weights: number };
}

interface Reference {
  readonly name: string;
  readonly isLeftOut: boolean;
}
