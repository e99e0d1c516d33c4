/**
 * What JSON.parse has against a text, as a clause. Its own message may quote the text, which may be a configuration with passwords that was named by
 * mistake.
 */
export function jsonFault({ message }: Error): string {
  return /^Unexpected token/.test(message) ? 'there is a character where none of its kind may stand' : message;
}
