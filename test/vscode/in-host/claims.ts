/** What a test claims; Node's assertions are not there in a browser. */
export function equal(found: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(found, undefined, 2), JSON.stringify(wanted, undefined, 2)];
  if (left !== right) throw new Error(`Found\n${left}\ninstead of\n${right}`);
}

export function isTrue(claim: boolean, what: string): void {
  if (!claim) throw new Error(`It does not hold that ${what}.`);
}

/** Waits until something can be had, asking again whenever VS Code says that something changed, and at least every tenth of a second. */
export async function eventually<Found>(what: string, ask: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  const end = Date.now() + 80_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`There never was ${what}.`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
