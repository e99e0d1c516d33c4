/** The user asked for something that cannot be: said in one message, without a stack trace, with exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
