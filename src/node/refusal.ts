/** Why a file is not read that another user may read. */
export const DENIED = 'permission denied';

/** Whether the system has refused it to this user. */
export function isDenied(code: string | undefined): boolean {
  return code === 'EACCES' || code === 'EPERM';
}

/** Why the system gives no file, as a clause. */
export function describeRefusal(code: string | undefined): string {
  if (isDenied(code)) return DENIED;
  if (code === 'ELOOP') return 'its symbolic links lead in a circle';
  if (code === 'ENAMETOOLONG') return 'the name is too long';
  return code ?? 'the system gave no reason';
}
