/** A file of the user's cannot be used or written: said in one message. */
export class FileError extends Error {
  override readonly name = 'FileError';
}
