/**
 * A pattern that is made when the first text needs it.
 *
 * To make one that knows the letters of all scripts takes longer than to read a small landscape, and most of what is read is ASCII.
 */
export function whenNeeded(make: () => RegExp): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
